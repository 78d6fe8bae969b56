import { equalBytes, formatHex, parseUtf8, type Sha256Hex } from "./bytes.ts";
import { commitmentOf } from "./commitment.ts";
import type { Crypto } from "./crypto.ts";
import { parseEntry, type Entry } from "./entry.ts";
import { advance, emptyState, type State } from "./fold.ts";
import { InputError } from "./input-error.ts";
import { MANIFEST_PATH, parseManifest, type Manifest } from "./manifest.ts";
import type { DueOpening } from "./openings-due.ts";
import { carriedFiles, parseOpenings, renderPublication } from "./publication.ts";
import { openCheckpoint } from "./tlog/checkpoint.ts";
import { leafHash, MerkleTree } from "./tlog/merkle.ts";
import { parseVerifierKey, signaturesBy, verifyNote, type Note, type VerifierKey } from "./tlog/note.ts";
import { parseLogProof, verifyLogProof } from "./tlog/proof.ts";
import { bundlesOf, parseEntryBundle, tileBytes, tilePath, tilesOf } from "./tlog/tile.ts";
import { RULES } from "./view.ts";

/** A published folder, wherever it is. */
export interface PublishedFolder {
  read(path: string): Promise<Uint8Array | undefined>;
  /** Every path in it; undefined where the place cannot say (a web server). */
  list(): Promise<readonly string[] | undefined>;
}

/** One thing that is wrong, and where. */
export interface Problem {
  readonly code:
    | "file-missing"
    | "file-changed"
    | "file-unlisted"
    | "file-not-derived"
    | "file-differs"
    | "manifest-invalid"
    | "signature-invalid"
    | "key-differs"
    | "log-invalid"
    | "entry-invalid"
    | "opening-invalid"
    | "log-truncated"
    | "log-rewritten"
    | "receipt-invalid"
    | "rules-differ";
  readonly path: string;
  readonly message: string;
}

/** Something that could be true or not: this folder alone cannot tell. */
export interface NotEstablished {
  readonly code:
    | "key-not-held"
    | "nothing-held-elsewhere"
    | "pages-not-checked"
    | "rules-differ"
    | "folder-not-listed"
    | "evidence-not-open"
    | "readings-not-open";
  readonly message: string;
}

export interface Verification {
  readonly ok: boolean;
  readonly origin: string | undefined;
  readonly entries: number;
  readonly blobs: number;
  readonly files: number;
  readonly checkpoint: string | undefined;
  readonly notEstablished: readonly NotEstablished[];
  readonly problems: readonly Problem[];
}

export interface VerifyOptions {
  /** The log's key as the verifier knows it from elsewhere; without it, the folder's own is used and said to be so. */
  readonly key?: VerifierKey;
  /** The text of an older checkpoint or of a receipt (.tlog-proof). */
  readonly against?: string;
  readonly only?: "log";
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * What a stranger runs. Checks the manifest's signature, every file against it, the log's tree against its signed
 * checkpoint, every opening against its commitment; then folds the entries, renders the whole publication again and
 * compares. Never throws on account of what the folder holds: everything wrong is a problem with its place.
 */
export async function verifyPublication(
  crypto: Crypto,
  folder: PublishedFolder,
  options: VerifyOptions = {},
): Promise<Verification> {
  const verifier = new Verifier(crypto, folder, options);
  await verifier.run();
  return verifier.result();
}

class Verifier {
  readonly #crypto: Crypto;
  readonly #folder: PublishedFolder;
  readonly #options: VerifyOptions;
  readonly #problems: Problem[] = [];
  readonly #notEstablished: NotEstablished[] = [];
  readonly #blobs = new Map<Sha256Hex, Uint8Array>();
  readonly #openings: DueOpening[] = [];
  #key: VerifierKey | undefined;
  #checkpoint: string | undefined;
  #tree: MerkleTree;
  #entryBytes: Uint8Array[] = [];
  #files = 0;

  constructor(crypto: Crypto, folder: PublishedFolder, options: VerifyOptions) {
    this.#crypto = crypto;
    this.#folder = folder;
    this.#options = options;
    this.#tree = new MerkleTree(crypto);
  }

  async run(): Promise<void> {
    await this.#settleKey();
    if (this.#options.only === "log") {
      this.#doubt("pages-not-checked", "only the log was checked: not the files, the sums or the pages");
      await this.#checkLog();
    } else {
      const manifest = await this.#checkManifest();
      if (manifest !== undefined) await this.#checkFiles(manifest);
      await this.#checkLog();
      if (manifest !== undefined) this.#checkDerived(manifest);
    }
    this.#checkAgainst();
  }

  result(): Verification {
    return {
      ok: this.#problems.length === 0,
      origin: this.#key?.name,
      entries: this.#entryBytes.length,
      blobs: this.#blobs.size,
      files: this.#files,
      checkpoint: this.#checkpoint,
      notEstablished: this.#notEstablished,
      problems: this.#problems,
    };
  }

  #problem(code: Problem["code"], path: string, message: string): void {
    this.#problems.push({ code, path, message });
  }

  #doubt(code: NotEstablished["code"], message: string): void {
    this.#notEstablished.push({ code, message });
  }

  /** Runs a parse of something published; what it refuses is a problem at `path`. Bugs of ours pass through. */
  #try<Result>(code: Problem["code"], path: string, parse: () => Result): Result | undefined {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof InputError || error instanceof TypeError)) throw error;
      this.#problem(code, path, error.message);
      return undefined;
    }
  }

  async #settleKey(): Promise<void> {
    const bytes = await this.#folder.read("log/key");
    const text =
      bytes === undefined ? undefined : this.#try("signature-invalid", "log/key", () => parseUtf8(bytes));
    const published =
      text === undefined
        ? undefined
        : this.#try("signature-invalid", "log/key", () =>
            parseVerifierKey(this.#crypto, text.replace(/\n$/, "")),
          );
    if (bytes === undefined)
      this.#problem("file-missing", "log/key", "the folder does not hold the log's key");
    const held = this.#options.key;
    this.#key = held ?? published;
    if (held === undefined)
      this.#doubt(
        "key-not-held",
        "that the key in the folder is the one the publisher announced: give it with --key",
      );
    else if (published !== undefined && !equalBytes(held.publicKey, published.publicKey))
      this.#problem(
        "key-differs",
        "log/key",
        `the folder is signed by ${published.name} with another key than the one given`,
      );
  }

  async #checkManifest(): Promise<Manifest | undefined> {
    const bytes = await this.#folder.read(MANIFEST_PATH);
    if (bytes === undefined) {
      this.#problem(
        "file-missing",
        MANIFEST_PATH,
        "there is no manifest: this is no published folder, or not all of it",
      );
      return undefined;
    }
    const parsed = this.#try("manifest-invalid", MANIFEST_PATH, () => parseManifest(parseUtf8(bytes)));
    if (parsed === undefined) return undefined;
    this.#checkSignature(MANIFEST_PATH, parsed.note);
    return parsed.manifest;
  }

  /** In a published folder every signature line must be known: one that nobody can check is a problem. */
  #checkSignature(path: string, note: Note): void {
    if (this.#key === undefined) return;
    if (!verifyNote(this.#crypto, note, this.#key))
      this.#problem("signature-invalid", path, `is not signed by the log's key (${this.#key.name})`);
    if (note.signatures.length !== signaturesBy(note, this.#key).length || note.signatures.length !== 1)
      this.#problem("signature-invalid", path, "carries a signature line of an unknown key");
  }

  async #checkFiles(manifest: Manifest): Promise<void> {
    this.#files = manifest.files.length;
    for (const [at, file] of manifest.files.entries()) {
      this.#options.onProgress?.(at, manifest.files.length);
      const bytes = await this.#folder.read(file.path);
      if (bytes === undefined) {
        this.#problem("file-missing", file.path, "is in the manifest but not in the folder");
        continue;
      }
      const sha256 = formatHex(this.#crypto.sha256(bytes));
      if (sha256 !== file.sha256) {
        const sizes = bytes.length === file.size ? "" : ` (${bytes.length} bytes instead of ${file.size})`;
        this.#problem("file-changed", file.path, `is not the file the manifest names${sizes}`);
        continue;
      }
      if (file.path.startsWith("blobs/")) this.#blobs.set(sha256, bytes);
      if (file.path.startsWith("openings/"))
        this.#openings.push(
          ...(this.#try("opening-invalid", file.path, () => parseOpenings(bytes, file.path)) ?? []),
        );
      if (file.path === "log/checkpoint" && sha256 !== manifest.checkpoint)
        this.#problem("log-invalid", file.path, "is not the checkpoint that the manifest names");
    }
    this.#options.onProgress?.(manifest.files.length, manifest.files.length);
    const listed = new Set([MANIFEST_PATH, ...manifest.files.map((file) => file.path)]);
    const present = await this.#folder.list();
    if (present === undefined)
      this.#doubt(
        "folder-not-listed",
        "that the place holds no files beside those in the manifest: a web server does not list them",
      );
    for (const path of present ?? [])
      if (!listed.has(path)) this.#problem("file-unlisted", path, "is in the folder but not in the manifest");
  }

  /** The tree of the entries must be the one the checkpoint signs, and the tiles must be the tree's. */
  async #checkLog(): Promise<void> {
    const bytes = await this.#folder.read("log/checkpoint");
    if (bytes === undefined || this.#key === undefined) {
      if (bytes === undefined) this.#problem("file-missing", "log/checkpoint", "there is no checkpoint");
      return;
    }
    const key = this.#key;
    const text = this.#try("log-invalid", "log/checkpoint", () => parseUtf8(bytes));
    if (text === undefined) return;
    const opened = openCheckpoint(this.#crypto, text, key);
    if (opened.kind === "refused") {
      this.#problem("signature-invalid", "log/checkpoint", opened.reason);
      return;
    }
    this.#checkSignature("log/checkpoint", opened.note);
    this.#checkpoint = text;
    const { size, root } = opened.checkpoint;
    await this.#readEntries(size);
    if (this.#entryBytes.length !== size || !equalBytes(this.#tree.root(), root)) {
      this.#problem("log-invalid", "log/checkpoint", "the entries do not lead to the root it signs");
      return;
    }
    for (const tile of tilesOf(size)) {
      const path = `log/${tilePath(tile)}`;
      const held = await this.#folder.read(path);
      if (held === undefined) this.#problem("file-missing", path, "a tile of the log is missing");
      else if (!equalBytes(held, tileBytes(this.#tree, tile)))
        this.#problem("log-invalid", path, "does not hold the hashes of the tree");
    }
  }

  async #readEntries(size: number): Promise<void> {
    for (const bundle of bundlesOf(size)) {
      const path = `log/${tilePath(bundle)}`;
      const bytes = await this.#folder.read(path);
      if (bytes === undefined) {
        this.#problem("file-missing", path, "a bundle of entries is missing");
        return;
      }
      const entries = this.#try("log-invalid", path, () => parseEntryBundle(bytes));
      if (entries === undefined) return;
      for (const entry of entries) {
        this.#entryBytes.push(entry);
        this.#tree.append(leafHash(this.#crypto, entry));
      }
    }
  }

  /** Folds the entries and makes the whole publication again: nothing in the folder may be of other making. */
  #checkDerived(manifest: Manifest): void {
    if (this.#problems.length > 0 || this.#key === undefined || this.#checkpoint === undefined) {
      this.#doubt(
        "pages-not-checked",
        "that sums and pages follow from the log: not computed because of the problems found",
      );
      return;
    }
    const folded = this.#fold();
    if (folded === undefined || !this.#checkOpenings(folded.state)) return;
    const { state, entries } = folded;
    const input = {
      state,
      entries,
      entryBytes: this.#entryBytes,
      openings: this.#openings,
      checkpoint: this.#checkpoint,
      key: this.#key,
    };
    const differing = new Set<string>();
    const left = new Map(manifest.files.map((file) => [file.path, file.sha256]));
    const compare = (path: string, sha256: Sha256Hex) => {
      if (left.get(path) !== sha256) differing.add(path);
      left.delete(path);
    };
    for (const file of carriedFiles(input)) compare(file.path, file.sha256);
    for (const file of renderPublication(this.#crypto, input))
      compare(file.path, formatHex(this.#crypto.sha256(file.bytes)));
    this.#reportDerived(manifest, differing, left.keys());
    this.#reportUnopened(state);
  }

  #reportDerived(manifest: Manifest, differing: ReadonlySet<string>, left: Iterable<string>): void {
    for (const path of left)
      this.#problem("file-not-derived", path, "is listed and signed but does not follow from the log");
    if (manifest.rules === RULES) {
      for (const path of differing)
        this.#problem("file-differs", path, "is not what the log's entries give when computed again");
      return;
    }
    const versions = `the folder was made by ${manifest.rules}, this program has ${RULES}`;
    if (differing.size === 0) this.#doubt("rules-differ", `${versions}; both give the same files`);
    for (const path of differing)
      this.#problem(
        "rules-differ",
        path,
        `comes out otherwise: ${versions}. Verify it with the version that made it`,
      );
  }

  #fold(): { readonly state: State; readonly entries: Entry[] } | undefined {
    let state = emptyState();
    const entries: Entry[] = [];
    for (const [index, bytes] of this.#entryBytes.entries()) {
      const path = `log entry ${index}`;
      const folded = this.#try("entry-invalid", path, () => {
        const entry = parseEntry(bytes, index);
        entries.push(entry);
        return advance(state, entry, (hash) => this.#requireBlob(hash));
      });
      if (folded === undefined) return undefined;
      state = folded;
    }
    return { state, entries };
  }

  #requireBlob(hash: Sha256Hex): Uint8Array {
    const bytes = this.#blobs.get(hash);
    if (bytes === undefined)
      throw new InputError(`blobs/${hash}`, ["an entry names it, but it is not in the folder"]);
    return bytes;
  }

  /** Each opening must open the commitment of the entry it names; they stand in order, each once. */
  #checkOpenings(state: State): boolean {
    const before = this.#problems.length;
    const commitments = new Map([
      ...[...state.evidence.values()].map((each) => [each.entry, each.commitment] as const),
      ...state.readings.map((each) => [each.entry, each.commitment] as const),
    ]);
    for (const [at, { entry, opening }] of this.#openings.entries()) {
      const place = `log entry ${entry}`;
      if (entry <= (this.#openings[at - 1]?.entry ?? -1))
        this.#problem("opening-invalid", place, "its opening stands twice or out of order");
      if (commitments.get(entry) !== commitmentOf(this.#crypto, opening))
        this.#problem("opening-invalid", place, "the opening is not of what the entry committed to");
    }
    return this.#problems.length === before;
  }

  /** What stays closed is not wrong, but nobody can check it: the number is told. */
  #reportUnopened(state: State): void {
    const opened = new Set(this.#openings.map((due) => due.entry));
    const closed = (entries: Iterable<{ readonly entry: number }>) =>
      [...entries].filter(({ entry }) => !opened.has(entry)).length;
    const [files, readings] = [closed(state.evidence.values()), closed(state.readings)];
    if (files > 0)
      this.#doubt(
        "evidence-not-open",
        `what ${files} evidence files show: they are held privately, and only their commitments are public`,
      );
    if (readings > 0)
      this.#doubt(
        "readings-not-open",
        `what ${readings} readings say: their openings are not published, so their sheets are not counted by them`,
      );
  }

  #checkAgainst(): void {
    const { against } = this.#options;
    if (against === undefined) {
      this.#doubt(
        "nothing-held-elsewhere",
        "that nothing was cut off the end of the log, or the whole log replaced: give an older checkpoint or a receipt with --against",
      );
      return;
    }
    if (this.#key === undefined) return;
    if (against.startsWith("c2sp.org/tlog-proof@v1\n")) this.#checkReceipt(against, this.#key);
    else this.#checkOlder(against, this.#key, "the checkpoint given");
  }

  #checkReceipt(text: string, key: VerifierKey): void {
    const proof = this.#try("receipt-invalid", "the receipt given", () => parseLogProof(text));
    if (proof === undefined) return;
    // First what the receipt itself claims: one that this log's key never signed says nothing about this log.
    const opened = openCheckpoint(this.#crypto, proof.checkpoint, key);
    if (opened.kind === "refused" || proof.index >= opened.checkpoint.size) {
      const reason = opened.kind === "refused" ? opened.reason : "its index is outside its own checkpoint";
      this.#problem("receipt-invalid", "the receipt given", reason);
      return;
    }
    const bytes = this.#entryBytes[proof.index];
    if (bytes === undefined) {
      this.#problem(
        "log-truncated",
        `log entry ${proof.index}`,
        "the receipt is for an entry that this log does not have",
      );
      return;
    }
    const leaf = leafHash(this.#crypto, bytes);
    const verified = verifyLogProof(this.#crypto, { proof, leaf, key });
    if (verified.kind === "refused")
      this.#problem(
        "log-rewritten",
        `log entry ${proof.index}`,
        `the receipt does not fit: ${verified.reason}`,
      );
    this.#checkOlder(proof.checkpoint, key, "the receipt's checkpoint");
  }

  #checkOlder(text: string, key: VerifierKey, what: string): void {
    const opened = openCheckpoint(this.#crypto, text, key);
    if (opened.kind === "refused") {
      this.#problem("receipt-invalid", what, opened.reason);
      return;
    }
    const { size, root } = opened.checkpoint;
    if (size > this.#tree.size)
      this.#problem(
        "log-truncated",
        "log/checkpoint",
        `${what} is of ${size} entries; the folder's log has ${this.#tree.size}`,
      );
    else if (!equalBytes(this.#tree.root(size), root))
      this.#problem("log-rewritten", "log/checkpoint", `the first ${size} entries are not those of ${what}`);
  }
}
