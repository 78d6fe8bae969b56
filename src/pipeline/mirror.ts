import { parseUtf8 } from "../core/bytes.ts";
import type { Crypto } from "../core/crypto.ts";
import { isSafePath, MANIFEST_PATH } from "../core/manifest.ts";
import { assert } from "../core/tlog/assert.ts";
import { parseVerifierKey, type VerifierKey } from "../core/tlog/note.ts";
import type { Policy } from "../core/tlog/policy.ts";
import type { Problem, Verification } from "../core/verification.ts";
import { verifyPublication, type PublishedFolder, type VerifyOptions } from "../core/verify.ts";
import type { PublicationWriter } from "../world.ts";

/** Where a copy comes from and where it is kept. */
export interface Mirror {
  readonly from: PublishedFolder;
  /** The copy held so far; empty at the first time. */
  readonly held: PublishedFolder;
  readonly writer: PublicationWriter;
  /** The log's key as known from elsewhere; after the first time the copy's own key is held to. */
  readonly key?: VerifierKey;
  /** The witnesses that must have cosigned. */
  readonly policy?: Policy;
  /** The script of the page that verifies, as this program has it. */
  readonly script?: Uint8Array;
  readonly onProgress?: VerifyOptions["onProgress"];
}

/**
 * Copies a publication and verifies it on the way. The copy replaces the held one only if everything verifies, is signed
 * with the key held, continues the log held and still opens all that the copy held opens: a publisher who goes back, or
 * tells another story, is refused. Each path is read from the source once, so that what is kept is what was verified.
 */
export async function mirror(
  crypto: Crypto,
  { from, held, writer, key, policy, script, onProgress }: Mirror,
): Promise<Verification> {
  const heldKey = await held.read("log/key");
  const heldCheckpoint = await held.read("log/checkpoint");
  const trusted =
    key ?? (heldKey === undefined ? undefined : parseVerifierKey(crypto, parseUtf8(heldKey).trimEnd()));
  const { copying, copied } = copyingTo(writer, from);
  try {
    const verification = await verifyPublication(crypto, copying, {
      ...(trusted === undefined ? {} : { key: trusted }),
      ...(heldCheckpoint === undefined ? {} : { against: parseUtf8(heldCheckpoint) }),
      ...(policy === undefined ? {} : { policy }),
      ...(script === undefined ? {} : { script }),
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    // Where no file could be looked at, none was withdrawn: another problem says why.
    const withdrawn = verification.files === 0 ? [] : await openingsWithdrawn(held, copied);
    if (verification.ok && withdrawn.length === 0) writer.finish();
    else writer.abandon();
    return {
      ...verification,
      ok: verification.ok && withdrawn.length === 0,
      problems: [...verification.problems, ...withdrawn],
    };
  } catch (error) {
    writer.abandon();
    throw error;
  }
}

/** The paths copied, and the bytes of those that hold openings. */
type Copied = ReadonlyMap<string, Uint8Array | "not-kept">;

/** The source, each file of which is written as it is read. */
function copyingTo(
  writer: PublicationWriter,
  from: PublishedFolder,
): { readonly copying: PublishedFolder; readonly copied: Copied } {
  const copied = new Map<string, Uint8Array | "not-kept">();
  const asked = new Set<string>();
  const copying: PublishedFolder = {
    list: () => from.list(),
    read: async (path) => {
      assert(!asked.has(path), "what verifies reads each path once");
      asked.add(path);
      const bytes = await from.read(path);
      if (bytes === undefined || !(path === MANIFEST_PATH || isSafePath(path))) return bytes;
      writer.write(path, bytes);
      copied.set(path, path.startsWith("openings/") ? bytes : "not-kept");
      return bytes;
    },
  };
  return { copying, copied };
}

/** What the copy held opens and the publication does not any more: the record only ever opens further. */
async function openingsWithdrawn(held: PublishedFolder, copied: Copied): Promise<Problem[]> {
  const problems: Problem[] = [];
  const problem = (path: string, message: string) =>
    problems.push({ code: "opening-withdrawn", path, message });
  for (const path of (await held.list()) ?? []) {
    if (path.startsWith("evidence/") && !copied.has(path))
      problem(path, "the copy held has this evidence file, and the publication no longer does");
    if (!path.startsWith("openings/")) continue;
    const now = copied.get(path);
    const lines = new Set(linesOf(now === "not-kept" ? undefined : now));
    const gone = linesOf(await held.read(path)).filter((line) => !lines.has(line)).length;
    if (gone > 0) problem(path, `lacks ${gone} openings that the copy held has`);
  }
  return problems;
}

/** Lines to compare, not to trust: what is no UTF-8 is a problem that verifying names. */
function linesOf(bytes: Uint8Array | undefined): readonly string[] {
  return new TextDecoder().decode(bytes).split("\n");
}
