import { parseUtf8 } from "../core/bytes.ts";
import type { Crypto } from "../core/crypto.ts";
import { isSafePath, MANIFEST_PATH } from "../core/manifest.ts";
import { parseEntry } from "../core/entry.ts";
import { assert } from "../core/tlog/assert.ts";
import { parseVerifierKey, type VerifierKey } from "../core/tlog/note.ts";
import type { Policy } from "../core/tlog/policy.ts";
import { attempt } from "../core/tlog/refusal.ts";
import { parseEntryBundle } from "../core/tlog/tile.ts";
import type { NotEstablished, Problem, Verification } from "../core/verification.ts";
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
 * with the key held, continues the log held and still opens all that the copy held opens, but for images that an entry of
 * the log redacts or withdraws, and what a revised document hides: a publisher who goes back, or tells another story, is
 * refused. Each path is read from the source once, so that what is kept is what was verified.
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
    const withdrawn = verification.files === 0 ? NOTHING_GONE : await openingsWithdrawn(held, copied);
    const isWhole = verification.ok && withdrawn.problems.length === 0;
    if (isWhole) writer.finish();
    else writer.abandon();
    return {
      ...verification,
      ok: isWhole,
      notEstablished: [...verification.notEstablished, ...withdrawn.followed],
      problems: [...verification.problems, ...withdrawn.problems],
    };
  } catch (error) {
    writer.abandon();
    throw error;
  }
}

/** The paths copied, and the bytes of those that hold openings or entries. */
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
      const isKept = path.startsWith("openings/") || path.startsWith("log/tile/entries/");
      copied.set(path, isKept ? bytes : "not-kept");
      return bytes;
    },
  };
  return { copying, copied };
}

interface Gone {
  readonly problems: readonly Problem[];
  /** What the log itself says was taken back: the copy follows, and says so. */
  readonly followed: readonly NotEstablished[];
}

const HASH_DIGITS = 64;
const NOTHING_GONE: Gone = { problems: [], followed: [] };

/**
 * What the copy held opens and the publication does not any more: the record only ever opens further, but for images that
 * the log redacts or withdraws, and for documents and statements that show what the log hides since.
 */
async function openingsWithdrawn(held: PublishedFolder, copied: Copied): Promise<Gone> {
  const problem = (path: string, message: string): Problem => ({ code: "opening-withdrawn", path, message });
  const closed: Problem[] = [];
  const takenBack = takenBackIn(copied);
  const files = new Set(takenBack.images);
  const followed = new Set<number>();
  const paths = (await held.list()) ?? [];
  for (const path of paths.filter((each) => each.startsWith("openings/"))) {
    const now = copied.get(path);
    const lines = new Set(linesOf(now === "not-kept" ? undefined : now));
    const gone = linesOf(await held.read(path)).filter((line) => !lines.has(line));
    const unsaid = gone.filter((line) => {
      const entry = Number(line.slice(0, line.indexOf(" ")));
      if (!takenBack.entries.has(entry)) return true;
      followed.add(entry);
      for (const hash of line.match(/"sha256":"[0-9a-f]{64}"/g) ?? []) files.add(hash.slice(10, -1));
      return false;
    });
    if (unsaid.length > 0)
      closed.push(problem(path, `lacks ${unsaid.length} openings that the copy held has`));
  }
  const missing = paths
    .filter((path) => path.startsWith("evidence/") && !copied.has(path))
    .filter((path) => !files.has(path.slice("evidence/".length, "evidence/".length + HASH_DIGITS)))
    .map((path) => problem(path, "the copy held has this evidence file, and the publication no longer does"));
  const problems = [...missing, ...closed];
  if (followed.size === 0) return { problems, followed: [] };
  const entries = [...followed].slice(0, 12).join(", ");
  const message = `what ${followed.size} images or documents showed in the copy held: the log redacts, hides or withdraws it since (entries ${entries}${followed.size > 12 ? ", ..." : ""})`;
  return { problems, followed: [{ code: "evidence-withdrawn", message }] };
}

/** The entries that the copied log shows otherwise or not at all now, and the images made from them that it ever named. */
function takenBackIn(copied: Copied): {
  readonly entries: ReadonlySet<number>;
  readonly images: readonly string[];
} {
  const entries = [...copied].flatMap(([path, bytes]) => {
    if (!path.startsWith("log/tile/entries/") || bytes === "not-kept") return [];
    if (!/"kind":"(evidence-redacted|document-revised)"/.test(new TextDecoder().decode(bytes))) return [];
    const bundle = attempt(() => parseEntryBundle(bytes).map((entry) => parseEntry(entry, 0)));
    return bundle.kind === "refused" ? [] : bundle.value;
  });
  const redactions = entries.filter((entry) => entry.kind === "evidence-redacted");
  const last = new Map(redactions.map(({ evidence, outcome }) => [evidence, outcome.kind]));
  const evidence = [...last].flatMap(([entry, kind]) => (kind === "none-needed" ? [] : [entry]));
  const hidden = entries.flatMap((entry) =>
    entry.kind === "document-revised" ? [entry.document, ...(entry.withdrawn ?? [])] : [],
  );
  return {
    entries: new Set([...evidence, ...hidden]),
    images: redactions.flatMap(({ outcome }) => (outcome.kind === "redacted" ? [outcome.image.sha256] : [])),
  };
}

/** Lines to compare, not to trust: what is no UTF-8 is a problem that verifying names. */
function linesOf(bytes: Uint8Array | undefined): readonly string[] {
  return new TextDecoder().decode(bytes).split("\n");
}
