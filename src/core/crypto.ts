/**
 * The two cryptographic functions core needs. Callers pass Node's, or an audited library in the browser,
 * so that core itself stays free of any platform.
 */
export interface Crypto {
  /** SHA-256 of the bytes: 32 bytes. */
  sha256(bytes: Uint8Array): Uint8Array;
  /** The same, written into `target` at `at`: for who takes millions of them and can do it without an array for each. */
  sha256Into?(bytes: Uint8Array, target: Uint8Array, at: number): void;
  /** Whether `signature` (64 bytes) over `message` was made with the raw 32-byte Ed25519 `publicKey` (RFC 8032). */
  verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
}

/** What reading some codes on tally sheets needs besides: Brazil's carry a SHA-512 of what they say. */
export interface Sha512 {
  /** SHA-512 of the bytes: 64 bytes. */
  sha512(bytes: Uint8Array): Uint8Array;
}
