import { formatSigningKey, nodeCrypto, parseSigningKey } from "../../src/adapters/node-crypto.ts";
import { utf8 } from "../../src/core/bytes.ts";
import { formatVerifierKey, type Signer } from "../../src/core/tlog/note.ts";

/** A witness's signer whose key follows from its name, and from the seed where one is given. */
export function cosignerNamed(name: string, seed: string = name): Signer {
  const key = formatSigningKey(name, nodeCrypto.sha256(utf8(seed)), "cosignature");
  return parseSigningKey(key, "cosignature");
}

/** A policy that asks for so many of these witnesses; they are called w1, w2 and so on, at the addresses given. */
export function policyOf(
  threshold: number | "none",
  witnesses: readonly { readonly key: string; readonly url?: string }[],
  log?: string,
): string {
  const names = witnesses.map((_, at) => `w${at + 1}`);
  return [
    ...(log === undefined ? [] : [`log ${log}`]),
    ...witnesses.map(({ key, url }, at) => `witness ${names[at]} ${key} ${url ?? ""}`),
    ...(threshold === "none"
      ? ["quorum none"]
      : [`group enough ${threshold} ${names.join(" ")}`, "quorum enough"]),
    "",
  ].join("\n");
}

export function keyOf(signer: Signer): string {
  return formatVerifierKey(signer.verifier);
}
