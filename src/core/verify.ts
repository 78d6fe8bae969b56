import { equalBytes, formatHex, parseUtf8, type Sha256Hex } from "./bytes.ts";
import { ChangedFiles } from "./changed-files.ts";
import type { Crypto } from "./crypto.ts";
import { InputError } from "./input-error.ts";
import { LogEntries } from "./log-entries.ts";
import { isLogFile, LARGEST_LOG, LogFiles } from "./log-files.ts";
import { MANIFEST_PATH, parseManifest, type Manifest, type ManifestFile } from "./manifest.ts";
import type { DueOpening } from "./openings-due.ts";
import { openCheckpoint } from "./tlog/checkpoint.ts";
import { parsePolicy, type Policy } from "./tlog/policy.ts";
import type { BundleHasher } from "./tlog/hash-bundle.ts";
import { parseVerifierKey, signaturesBy, verifyNote, type Note, type VerifierKey } from "./tlog/note.ts";
import { TILE_HEIGHT, TILE_WIDTH, tilePath, tilesOf, type HashTile } from "./tlog/tile.ts";
import type { NotEstablished, Problem, Verification, VerifyProgress } from "./verification.ts";
import { checkAgainst } from "./verify-against.ts";
import { checkCosignatures, POLICY_PATH, type Cosignature } from "./verify-cosignatures.ts";
import type { ReadFolder } from "./verify-derived.ts";

/** A published folder, wherever it is. */
export interface PublishedFolder {
  read(path: string): Promise<Uint8Array | undefined>;
  /** Every path in it; undefined where the place cannot say (a web server). */
  list(): Promise<readonly string[] | undefined>;
}

export interface VerifyOptions {
  /** The log's key as the verifier knows it from elsewhere; without it, the folder's own is used and said to be so. */
  readonly key?: VerifierKey;
  /** The text of an older checkpoint or of a receipt (.tlog-proof), as a person kept it. */
  readonly against?: string;
  /** The logs and witnesses that the verifier trusts: its quorum must be met, and its logs are keys held. */
  readonly policy?: Policy;
  readonly only?: "log";
  /** Hashes bundles of entries, several at a time where the platform can; by default one after another, here. */
  readonly hashBundle?: BundleHasher;
  /** The script of the page that verifies, as this program has it: the folder's must be the same. */
  readonly script?: Uint8Array;
  /**
   * Look for the place in files that were changed. Sums and pages are then computed also where only files are changed that
   * follow from the log, to say from which byte on they differ.
   */
  readonly places?: true;
  readonly onProgress?: (progress: VerifyProgress) => void;
}

/**
 * What a stranger runs. Checks the manifest's signature, every file against it, the log's tree against its signed
 * checkpoint; folds the entries, checks that the openings are those due, each of its commitment; then renders the whole
 * publication again and compares. Never throws on account of what the folder holds: everything wrong is a problem with
 * its place. No path is read twice where all is checked, so that who copies while it reads has copied what was verified.
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

/** What macOS and Windows put into a folder that somebody only looked at. */
const OF_FILE_MANAGERS = /(^|\/)(\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini)$/i;

function hintOf(path: string): string {
  return OF_FILE_MANAGERS.test(path)
    ? ": a file of this name is made by programs that show folders; remove it and verify again"
    : "";
}

class Verifier {
  readonly #crypto: Crypto;
  readonly #folder: PublishedFolder;
  readonly #options: VerifyOptions;
  readonly #problems: Problem[] = [];
  readonly #notEstablished: NotEstablished[] = [];
  readonly #blobs = new Map<Sha256Hex, Uint8Array>();
  /** The files of openings that are those of the manifest, and what stands in them. */
  readonly #openingFiles: { readonly path: string; readonly bytes: Uint8Array }[] = [];
  readonly #openings: DueOpening[] = [];
  readonly #log: LogFiles;
  #key: VerifierKey | undefined;
  #cosignatures: readonly Cosignature[] = [];
  /** Whether a quorum of witnesses that the verifier trusts has cosigned. */
  #isWitnessed = false;
  #checkpoint: string | undefined;
  readonly #entries: LogEntries;
  #files = 0;
  #bytesRead = 0;
  /** The files that are not those of the manifest, as far as a place in them is looked for. */
  readonly #changed = new ChangedFiles();

  constructor(crypto: Crypto, folder: PublishedFolder, options: VerifyOptions) {
    this.#crypto = crypto;
    this.#folder = folder;
    this.#options = options;
    const refuse = (path: string, reason: string) => this.#problem("log-invalid", path, reason);
    this.#log = new LogFiles({
      read: (path) => this.#read(path),
      onTooLarge: refuse,
      // To check the log alone a file is done with once it is hashed, and read again where a place in it is looked for.
      isHeld: options.only !== "log",
    });
    this.#entries = new LogEntries(crypto, this.#log, {
      ...(options.hashBundle === undefined ? {} : { hashBundle: options.hashBundle }),
      onInvalid: refuse,
      onMissing: (path) => this.#problem("file-missing", path, "a bundle of entries is missing"),
      onProgress: (done, total) => this.#tell("entries", done, total),
    });
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
      if (manifest !== undefined) await this.#checkDerived(manifest);
    }
    this.#checkAgainst();
    if (this.#options.places === true && this.#problems.length > 0) await this.#addPlaces();
  }

  result(): Verification {
    return {
      ok: this.#problems.length === 0,
      origin: this.#key?.name,
      entries: this.#entries.tree.size,
      blobs: this.#blobs.size,
      files: this.#files,
      checkpoint: this.#checkpoint,
      cosignatures: this.#cosignatures,
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
      if (!(error instanceof InputError)) throw error;
      this.#problem(code, path, error.message);
      return undefined;
    }
  }

  async #read(path: string): Promise<Uint8Array | undefined> {
    const bytes = await this.#folder.read(path);
    this.#bytesRead += bytes?.length ?? 0;
    return bytes;
  }

  #tell(step: VerifyProgress["step"], done: number, total: number): void {
    this.#options.onProgress?.({ step, done, total, bytes: this.#bytesRead });
  }

  async #settleKey(): Promise<void> {
    const bytes = await this.#log.read("log/key");
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
    const held = this.#heldKey(published);
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

  /** The key given, or that of the policy's logs which the folder has; where it has none of them, the first. */
  #heldKey(published: VerifierKey | undefined): VerifierKey | undefined {
    const { key, policy } = this.#options;
    const logs = (policy?.logs ?? []).map((log) => log.key);
    const isPublished = (log: VerifierKey) =>
      published !== undefined && equalBytes(log.publicKey, published.publicKey);
    if (key === undefined) return logs.find(isPublished) ?? logs[0];
    if (logs.length > 0 && !logs.some((log) => equalBytes(log.publicKey, key.publicKey)))
      this.#problem("key-differs", "log/key", `the key given, of ${key.name}, is no log of the policy given`);
    return key;
  }

  async #checkManifest(): Promise<Manifest | undefined> {
    const bytes = await this.#read(MANIFEST_PATH);
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

  /** A manifest is signed by its log, and by nobody else. */
  #checkSignature(path: string, note: Note): void {
    if (this.#key === undefined) return;
    if (!verifyNote(this.#crypto, note, this.#key))
      this.#problem("signature-invalid", path, `is not signed by the log's key (${this.#key.name})`);
    if (note.signatures.length !== signaturesBy(note, this.#key).length || note.signatures.length !== 1)
      this.#problem("signature-invalid", path, "carries a signature line of an unknown key");
  }

  async #checkCosignatures(path: string, note: Note, key: VerifierKey): Promise<void> {
    const bytes = await this.#log.read(POLICY_PATH);
    const published =
      bytes === undefined
        ? undefined
        : this.#try("policy-invalid", POLICY_PATH, () => parsePolicy(this.#crypto, parseUtf8(bytes)));
    const { policy } = this.#options;
    const checked = checkCosignatures(
      this.#crypto,
      { path, note, key },
      {
        ...(policy === undefined ? {} : { given: policy }),
        ...(published === undefined ? {} : { published }),
      },
    );
    this.#problems.push(...checked.problems);
    this.#notEstablished.push(...checked.notEstablished);
    this.#cosignatures = checked.cosignatures;
    this.#isWitnessed = checked.quorumMet === true;
  }

  async #checkFiles(manifest: Manifest): Promise<void> {
    this.#files = manifest.files.length;
    const listed = new Set(manifest.files.map((file) => file.path));
    this.#log.listed = listed;
    for (const [at, file] of manifest.files.entries()) {
      this.#tell("files", at, manifest.files.length);
      const bytes = await (isLogFile(file.path) ? this.#log.read(file.path) : this.#read(file.path));
      if (bytes === undefined && this.#log.isOversized(file.path)) continue;
      if (bytes === undefined)
        this.#problem("file-missing", file.path, "is in the manifest but not in the folder");
      else this.#checkFile(manifest, file, bytes);
    }
    this.#tell("files", manifest.files.length, manifest.files.length);
    const present = await this.#folder.list();
    if (present === undefined)
      this.#doubt(
        "folder-not-listed",
        "that the place holds no files beside those in the manifest: a web server does not list them",
      );
    for (const path of present ?? [])
      if (path !== MANIFEST_PATH && !listed.has(path))
        this.#problem("file-unlisted", path, `is in the folder but not in the manifest${hintOf(path)}`);
  }

  #checkFile(manifest: Manifest, file: ManifestFile, bytes: Uint8Array): void {
    const { path } = file;
    const sha256 = formatHex(this.#crypto.sha256(bytes));
    if (sha256 !== file.sha256) {
      const sizes = bytes.length === file.size ? "" : ` (${bytes.length} bytes instead of ${file.size})`;
      this.#problem("file-changed", path, `is not the file the manifest names${sizes}`);
      this.#changed.keep(path, bytes);
      return;
    }
    if (bytes.length !== file.size)
      this.#problem(
        "file-changed",
        path,
        `has the hash the manifest names, and ${bytes.length} bytes where it says ${file.size}`,
      );
    if (path.startsWith("blobs/")) this.#blobs.set(sha256, bytes);
    if (path === "log/checkpoint" && sha256 !== manifest.checkpoint)
      this.#problem("log-invalid", path, "is not the checkpoint that the manifest names");
    if (path.startsWith("openings/")) this.#openingFiles.push({ path, bytes });
  }

  /** The tree of the entries must be the one the checkpoint signs, and the tiles must be the tree's. */
  async #checkLog(): Promise<void> {
    const bytes = await this.#log.read("log/checkpoint");
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
    await this.#checkCosignatures("log/checkpoint", opened.note, key);
    this.#checkpoint = text;
    const { size, root } = opened.checkpoint;
    if (size === 0) {
      this.#problem(
        "log-invalid",
        "log/checkpoint",
        "signs a log without entries: no election is open in it",
      );
      return;
    }
    if (size > LARGEST_LOG.entries) {
      this.#problem(
        "log-invalid",
        "log/checkpoint",
        `signs a log of ${size} entries, more than the ${LARGEST_LOG.entries} that are read: nothing of it was asked for`,
      );
      return;
    }
    await this.#entries.read(size);
    if (this.#entries.tree.size !== size || !equalBytes(this.#entries.tree.root(), root)) {
      this.#problem("log-invalid", "log/checkpoint", "the entries do not lead to the root it signs");
      return;
    }
    for (const tile of tilesOf(size)) {
      const path = `log/${tilePath(tile)}`;
      const held = await this.#log.read(path);
      if (held === undefined) this.#problem("file-missing", path, "a tile of the log is missing");
      else if (!equalBytes(held, this.#tileOf(tile)))
        this.#problem("log-invalid", path, "does not hold the hashes of the tree");
    }
  }

  #tileOf({ level, index, width }: HashTile): Uint8Array {
    return this.#entries.tree.row(level * TILE_HEIGHT, index * TILE_WIDTH, width);
  }

  /** What computes sums and pages is loaded only here: that takes longer than to check a small log. */
  async #checkDerived(manifest: Manifest): Promise<void> {
    const [key, checkpoint] = [this.#key, this.#checkpoint];
    const { parseOpenings } = await import("./publication.ts");
    const { checkDerived, PAGES_NOT_CHECKED } = await import("./verify-derived.ts");
    for (const { path, bytes } of this.#openingFiles) {
      const openings = this.#try("opening-invalid", path, () => parseOpenings(bytes, path));
      for (const opening of openings ?? []) this.#openings.push(opening);
    }
    // Who cosigned says nothing of the sums: where only a quorum is missing, they are computed all the same.
    const isUnsound = this.#problems.some(
      (problem) => problem.code !== "quorum-not-met" && !this.#isAside(problem),
    );
    if (isUnsound || key === undefined || checkpoint === undefined) {
      this.#notEstablished.push(PAGES_NOT_CHECKED);
      return;
    }
    const [entryBytes, blobs, openings] = [this.#entries.bytes, this.#blobs, this.#openings];
    const policy = this.#log.held(POLICY_PATH);
    const read: ReadFolder = {
      manifest,
      key,
      checkpoint,
      entryBytes,
      blobs,
      openings,
      ...(policy === undefined ? {} : { policy: formatHex(this.#crypto.sha256(policy)) }),
      ...(this.#options.script === undefined ? {} : { ownScript: this.#options.script }),
      onFile: (path, computed, done) => {
        this.#tell("pages", done, manifest.files.length);
        this.#changed.compare(path, computed);
      },
    };
    const { problems, notEstablished } = checkDerived(this.#crypto, read);
    for (const problem of problems) this.#problems.push(problem);
    this.#notEstablished.push(...notEstablished);
  }

  /** With places: a changed, missing or added file on which no sum rests, so that sums can be computed all the same. */
  #isAside({ code, path }: Problem): boolean {
    const isOfFile = code === "file-changed" || code === "file-missing" || code === "file-unlisted";
    return (
      this.#options.places === true &&
      isOfFile &&
      !/^(manifest$|log\/|blobs\/|openings\/|evidence\/)/.test(path)
    );
  }

  async #addPlaces(): Promise<void> {
    const { placeInLog, placeInOpenings } = await import("./verify-places.ts");
    const log = { tree: this.#entries.tree, read: (path: string) => this.#log.read(path) };
    for (const [at, problem] of this.#problems.entries()) {
      if (problem.code !== "file-changed" && problem.code !== "log-invalid") continue;
      const { path } = problem;
      const opened = path.startsWith("openings/") ? this.#changed.get(path) : undefined;
      const place =
        opened === undefined
          ? (this.#changed.placeIn(path) ?? (await placeInLog(this.#crypto, path, log)))
          : placeInOpenings(this.#crypto, opened, this.#entries.bytes);
      if (place !== undefined) this.#problems[at] = { ...problem, place };
    }
  }

  #checkAgainst(): void {
    const { against } = this.#options;
    if (against === undefined && !this.#isWitnessed)
      this.#doubt(
        "nothing-held-elsewhere",
        "that nothing was cut off the end of the log, or the whole log replaced: give an older checkpoint or a receipt with --against, or a policy of witnesses you know with --policy",
      );
    else if (against !== undefined && this.#key !== undefined)
      this.#problems.push(
        ...checkAgainst(this.#crypto, against, {
          key: this.#key,
          tree: this.#entries.tree,
        }),
      );
  }
}
