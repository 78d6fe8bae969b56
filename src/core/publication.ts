import { concatBytes, formatBase64, formatHex, parseUtf8, utf8, type Sha256Hex } from "./bytes.ts";
import { formatOpening, parseOpening, type EvidencePayload, type Opening } from "./commitment.ts";
import type { Crypto } from "./crypto.ts";
import { blobsNamed, type Entry } from "./entry.ts";
import type { State } from "./state.ts";
import { groupBy } from "./group-by.ts";
import { InputError } from "./input-error.ts";
import { shownFile } from "./redaction.ts";
import type { RenderedFile } from "./site/file-in-parts.ts";
import { renderData } from "./site/render-data.ts";
import { renderSite } from "./site/render-site.ts";
import type { PublishedFile, SiteContext } from "./site/site-context.ts";
import type { Remember } from "./statistics/remember.ts";
import { defaultMethods, runTests, type TestResult } from "./statistics/run-tests.ts";
import { TestContext } from "./statistics/test-context.ts";
import { openCheckpoint } from "./tlog/checkpoint.ts";
import { leafHash, MerkleTree } from "./tlog/merkle.ts";
import { formatVerifierKey, type VerifierKey } from "./tlog/note.ts";
import { bundlesOf, formatEntryBundle, TILE_WIDTH, tileBytes, tilePath, tilesOf } from "./tlog/tile.ts";
import { view, type View } from "./view.ts";
import { openingsByCommitment, type DueOpening } from "./openings-due.ts";

/** Entries whose openings stand in one file. */
const OPENINGS_A_FILE = 1_024;

/** Everything a publication is made from. The same input gives the same bytes to anybody. */
export interface PublicationInput {
  readonly state: State;
  readonly entries: readonly Entry[];
  readonly entryBytes: readonly Uint8Array[];
  readonly openings: readonly DueOpening[];
  /** The signed checkpoint of exactly these entries. */
  readonly checkpoint: string;
  readonly key: VerifierKey;
  /** The SHA-256 of the script of the page that verifies: given, as the policy is, and not computed. */
  readonly script?: Sha256Hex | undefined;
  /** What tests of the result came to earlier from the same; nothing where nothing is said. */
  readonly remember?: Remember;
}

/** A file that is not computed but carried along: what the log names by its hash. */
export interface CarriedFile {
  readonly path: string;
  readonly sha256: Sha256Hex;
  readonly kind: "blob" | "evidence";
}

/**
 * The blobs that entries name, the evidence that openings show, and the images made from what is redacted. They are in the
 * folder under their hashes.
 */
export function carriedFiles(
  input: Pick<PublicationInput, "state" | "entries" | "openings">,
): readonly CarriedFile[] {
  const blobs = new Set([...input.entries.flatMap(blobsNamed), ...textsShown(input)]);
  const shown: (Pick<EvidencePayload, "sha256" | "mediaType"> | undefined)[] = [
    ...input.openings.map(({ opening: { payload } }) => (payload.kind === "evidence" ? payload : undefined)),
    ...[...input.state.evidence.values()].map(({ redaction }) => shownFile(redaction, undefined)),
  ];
  const evidence = new Map(shown.flatMap((file) => (file === undefined ? [] : [[file.sha256, file]])));
  return [
    ...[...blobs].map((sha256) => ({ path: blobPath(sha256), sha256, kind: "blob" as const })),
    ...[...evidence.values()].map((payload) => ({
      path: evidencePath(payload),
      sha256: payload.sha256,
      kind: "evidence" as const,
    })),
  ];
}

/** The public texts of documents in which a statement is open. */
function textsShown({
  state: { record },
  openings,
}: Pick<PublicationInput, "state" | "openings">): Sha256Hex[] {
  return openings.flatMap(({ entry, opening }) => {
    if (opening.payload.kind !== "statement") return [];
    const statement = record.statements.get(record.wordings.get(entry) ?? -1);
    const document = statement === undefined ? undefined : record.documents.get(statement.document);
    return document?.visibility === "public" && document.facts !== undefined ? [document.facts.text] : [];
  });
}

function blobPath(sha256: Sha256Hex): string {
  return `blobs/${sha256}`;
}

const EXTENSIONS = { "image/jpeg": "jpg", "image/png": "png", "application/octet-stream": "bin" };

function evidencePath({ sha256, mediaType }: Pick<EvidencePayload, "sha256" | "mediaType">): string {
  return `evidence/${sha256}.${EXTENSIONS[mediaType]}`;
}

/** Every computed file of a publication but the manifest: log, openings, data and pages, one at a time. */
export function* renderPublication(crypto: Crypto, input: PublicationInput): Generator<RenderedFile> {
  yield* renderLog(crypto, input);
  yield* renderOpenings(input.openings);
  const seen = view(input.state, openingsByCommitment(crypto, input.openings));
  const tests = runTests(new TestContext(seen, crypto, input.remember), defaultMethods(seen.election));
  yield* renderData(seen, { tests, crypto });
  yield* renderSite(seen, siteContext(crypto, input, { seen, tests }));
}

/** The log as C2SP files below `log/`, from which any tlog tool can work. */
function* renderLog(crypto: Crypto, input: PublicationInput): Generator<PublishedFile> {
  const { entryBytes } = input;
  yield { path: "log/checkpoint", bytes: utf8(input.checkpoint) };
  yield { path: "log/key", bytes: utf8(`${formatVerifierKey(input.key)}\n`) };
  const tree = new MerkleTree(crypto);
  for (const entry of entryBytes) tree.append(leafHash(crypto, entry));
  for (const tile of tilesOf(entryBytes.length))
    yield { path: `log/${tilePath(tile)}`, bytes: tileBytes(tree, tile) };
  for (const bundle of bundlesOf(entryBytes.length)) {
    const first = bundle.index * TILE_WIDTH;
    yield {
      path: `log/${tilePath(bundle)}`,
      bytes: formatEntryBundle(entryBytes.slice(first, first + bundle.width)),
    };
  }
}

function* renderOpenings(openings: readonly DueOpening[]): Generator<PublishedFile> {
  for (const [path, group] of groupBy(openings, openingsPath)) {
    const lines = group.flatMap(({ entry, opening }) => [
      utf8(`${entry} `),
      formatOpening(opening),
      utf8("\n"),
    ]);
    yield { path, bytes: concatBytes(...lines) };
  }
}

function openingsPath({ entry }: DueOpening): string {
  return `openings/${String(Math.floor(entry / OPENINGS_A_FILE)).padStart(6, "0")}.txt`;
}

/** The openings of one such file. Throws InputError that names the line. */
export function parseOpenings(bytes: Uint8Array, path: string): DueOpening[] {
  const text = parseUtf8(bytes);
  if (!text.endsWith("\n")) throw new InputError(path, ["does not end with a line feed"]);
  return text
    .slice(0, -1)
    .split("\n")
    .map((line, at) => {
      const [, index, json] = /^(0|[1-9]\d{0,14}) (.+)$/.exec(line) ?? [];
      if (index === undefined || json === undefined)
        throw new InputError(path, [`line ${at + 1} is not "entry opening"`]);
      const opening: Opening = parseOpening(utf8(json), `${path}, line ${at + 1}`);
      return { entry: Number(index), opening };
    });
}

function siteContext(
  crypto: Crypto,
  input: PublicationInput,
  { seen, tests }: { readonly seen: View; readonly tests: readonly TestResult[] },
): SiteContext {
  const { entries, entryBytes } = input;
  const opened = openCheckpoint(crypto, input.checkpoint, input.key);
  if (opened.kind === "refused") throw new InputError("checkpoint", [opened.reason]);
  const shown = new Map(
    seen.evidence.flatMap(({ shown: file }) =>
      file === undefined ? [] : [[file.sha256, evidencePath(file)]],
    ),
  );
  return {
    tests,
    crypto,
    origin: opened.checkpoint.origin,
    size: opened.checkpoint.size,
    root: formatBase64(opened.checkpoint.root),
    verifierKey: formatVerifierKey(input.key),
    entryAt: (index) => {
      const [entry, bytes] = [entries[index], entryBytes[index]];
      if (entry === undefined || bytes === undefined)
        throw new InputError(`entry ${index}`, ["is not in the log"]);
      return { entry, leafHash: formatHex(leafHash(crypto, bytes)) };
    },
    evidencePath: (sha256) => shown.get(sha256),
    openingsPaths: [...new Set(input.openings.map(openingsPath))],
    script: input.script,
    blobPath,
  };
}
