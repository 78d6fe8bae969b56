import type { Sha256Hex } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import type { Entry } from "../entry.ts";
import type { TestResult } from "../statistics/run-tests.ts";

/** One file of the published folder, by its path with forward slashes. */
export interface PublishedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What the pages say beside the view: its tests, and the log they rest on, which is in the published folder too. */
export interface SiteContext {
  readonly tests: readonly TestResult[];
  readonly crypto: Crypto;
  /** The log's name, as in its checkpoints. */
  readonly origin: string;
  /** Entries in the log and base64 of its root hash. */
  readonly size: number;
  readonly root: string;
  /** The log's public key in the C2SP spelling `name+id+key`. */
  readonly verifierKey: string;
  /** The entry at an index and the hexadecimal hash of its leaf. */
  readonly entryAt: (index: number) => { readonly entry: Entry; readonly leafHash: string };
  /** The path of an evidence image in the folder, by the file's SHA-256; undefined where it is not published. */
  readonly evidencePath: (sha256: string) => string | undefined;
  /** The path of a blob in the folder, by its SHA-256. */
  readonly blobPath: (sha256: string) => string;
  /** The paths of the files that open commitments, in the order of their entries. */
  readonly openingsPaths: readonly string[];
  /** The SHA-256 of the script of the page that verifies, where the publication has one. */
  readonly script: Sha256Hex | undefined;
}
