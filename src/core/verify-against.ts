import { equalBytes } from "./bytes.ts";
import type { Crypto } from "./crypto.ts";
import { openCheckpoint } from "./tlog/checkpoint.ts";
import type { MerkleTree } from "./tlog/merkle.ts";
import type { VerifierKey } from "./tlog/note.ts";
import { parseLogProof, verifyLogProof } from "./tlog/proof.ts";
import { attempt } from "./tlog/refusal.ts";
import type { Problem } from "./verification.ts";

/** A log as it was read. */
export interface ReadLog {
  readonly key: VerifierKey;
  readonly tree: MerkleTree;
}

/** Whether the log begins with what an older checkpoint or a receipt covers, given as the text a person kept. */
export function checkAgainst(crypto: Crypto, given: string, log: ReadLog): Problem[] {
  const text = asPublished(given);
  return text.startsWith("c2sp.org/tlog-proof@v1\n")
    ? checkReceipt(crypto, text, log)
    : checkOlder(crypto, { text, what: "the checkpoint given" }, log);
}

/**
 * Mail programs and editors change line ends, put a byte order mark before a text and lose or add lines around it. None
 * of that is in what was signed: a checkpoint and a receipt begin and end with characters that are not white space.
 */
function asPublished(given: string): string {
  return `${given.replaceAll("\r\n", "\n").trim()}\n`;
}

function checkReceipt(crypto: Crypto, text: string, log: ReadLog): Problem[] {
  const { key, tree } = log;
  const parsed = attempt(() => parseLogProof(text));
  if (parsed.kind === "refused") return [unreadable("the receipt given", parsed.reason)];
  const proof = parsed.value;
  // First what the receipt itself claims: one that this log's key never signed says nothing about this log.
  const opened = openCheckpoint(crypto, proof.checkpoint, key);
  if (opened.kind === "refused") return [unreadable("the receipt given", opened.reason)];
  if (proof.index >= opened.checkpoint.size)
    return [unreadable("the receipt given", "its index is outside its own checkpoint")];

  const path = `log entry ${proof.index}`;
  if (proof.index >= tree.size)
    return [
      { code: "log-truncated", path, message: "the receipt is for an entry that this log does not have" },
    ];
  const verified = verifyLogProof(crypto, { proof, leaf: tree.at(0, proof.index), key });
  const older = checkOlder(crypto, { text: proof.checkpoint, what: "the receipt's checkpoint" }, log);
  return verified.kind === "verified"
    ? older
    : [{ code: "log-rewritten", path, message: `the receipt does not fit: ${verified.reason}` }, ...older];
}

function checkOlder(
  crypto: Crypto,
  { text, what }: { readonly text: string; readonly what: string },
  { key, tree }: ReadLog,
): Problem[] {
  const opened = openCheckpoint(crypto, text, key);
  if (opened.kind === "refused") return [unreadable(what, opened.reason)];
  const { size, root } = opened.checkpoint;
  const path = "log/checkpoint";
  if (size > tree.size)
    return [
      {
        code: "log-truncated",
        path,
        message: `${what} is of ${size} entries; the folder's log has ${tree.size}`,
      },
    ];
  if (!equalBytes(tree.root(size), root))
    return [{ code: "log-rewritten", path, message: `the first ${size} entries are not those of ${what}` }];
  return [];
}

function unreadable(what: string, reason: string): Problem {
  return { code: "receipt-invalid", path: what, message: reason };
}
