import { formatHex, utf8, type Sha256Hex } from "./bytes.ts";
import { InputError } from "./input-error.ts";
import { parseNote, type Note } from "./tlog/note.ts";

/** The path of the manifest itself, the only file of a publication that it does not list. */
export const MANIFEST_PATH = "manifest";
/** How every manifest begins. */
export const MANIFEST_FIRST_LINE = "cotejo manifest v1";
/** What the file systems in use take. */
const PATH_MAXIMUM = 1_000;
const STEP_MAXIMUM_BYTES = 255;

export interface ManifestFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: Sha256Hex;
}

/** What a publication promises: every other file by path, size and hash, and the version of the rules that made it. */
export interface Manifest {
  readonly rules: string;
  /** SHA-256 of the file `log/checkpoint`, so that no other log can be put under these pages. */
  readonly checkpoint: Sha256Hex;
  readonly files: readonly ManifestFile[];
}

/** The body that the log's key signs. Files are sorted by path in code units. docs/formats/publication.md. */
export function formatManifestBody(manifest: Manifest): string {
  const files = [...manifest.files].sort((one, other) => (one.path < other.path ? -1 : 1));
  const lines = files.map((file) => `${file.sha256} ${file.size} ${file.path}`);
  return [
    MANIFEST_FIRST_LINE,
    `rules ${manifest.rules}`,
    `checkpoint ${manifest.checkpoint}`,
    ...lines,
    "",
  ].join("\n");
}

/** The manifest of a signed note, strictly: each manifest has one spelling. Throws InputError; no signature is checked. */
export function parseManifest(text: string): { readonly manifest: Manifest; readonly note: Note } {
  const note = parseNote(text);
  const [first, rules, checkpoint, ...lines] = note.body.split("\n").slice(0, -1);
  const refuse = (reason: string) => new InputError(MANIFEST_PATH, [reason]);
  if (first !== MANIFEST_FIRST_LINE) throw refuse(`does not begin with "${MANIFEST_FIRST_LINE}"`);
  const [, version] = /^rules (\S+)$/.exec(rules ?? "") ?? [];
  const [, hash] = /^checkpoint ([0-9a-f]{64})$/.exec(checkpoint ?? "") ?? [];
  if (version === undefined || hash === undefined) throw refuse("names no rules or no checkpoint");
  const files = lines.map((line, at): ManifestFile => {
    const [, sha256, size, path] = /^([0-9a-f]{64}) (0|[1-9]\d{0,14}) (\S.*)$/.exec(line) ?? [];
    if (sha256 === undefined || size === undefined || path === undefined || !isSafePath(path))
      throw refuse(`line ${at + 4} is not "hash size path"`);
    return { sha256, size: Number(size), path };
  });
  for (const [at, file] of files.entries())
    if (at > 0 && (files[at - 1]?.path ?? "") >= file.path)
      throw refuse(`"${file.path}" is out of order or stands twice`);
  const folder = fileThatIsFolder(files.map((file) => file.path));
  if (folder !== undefined) throw refuse(`"${folder}" is a file and a folder`);
  return { manifest: { rules: version, checkpoint: hash, files }, note };
}

/**
 * A path inside the folder that any file system takes: no empty, "." or ".." step, no backslash, nothing too long, and
 * not the manifest itself.
 */
export function isSafePath(path: string): boolean {
  return (
    path !== MANIFEST_PATH &&
    path.length <= PATH_MAXIMUM &&
    !path.includes("\\") &&
    path.split("/").every((step) => step !== "" && step !== "." && step !== ".." && isShort(step))
  );
}

/** No character of UTF-16 makes more than three bytes of UTF-8, so that most steps need no second look. */
function isShort(step: string): boolean {
  return step.length * 3 <= STEP_MAXIMUM_BYTES || utf8(step).length <= STEP_MAXIMUM_BYTES;
}

/** A path of the sorted ones that is also a folder of another: `a` beside `a/b`. Each folder is looked up once. */
function fileThatIsFolder(paths: readonly string[]): string | undefined {
  const files = new Set(paths);
  let before = "";
  for (const path of paths) {
    let shared = 0;
    while (shared < path.length && path[shared] === before[shared]) shared++;
    for (let slash = path.indexOf("/", shared); slash >= 0; slash = path.indexOf("/", slash + 1))
      if (files.has(path.slice(0, slash))) return path.slice(0, slash);
    before = path;
  }
  return undefined;
}

/** The line of a file. */
export function manifestFile(
  path: string,
  bytes: Uint8Array,
  sha256: (bytes: Uint8Array) => Uint8Array,
): ManifestFile {
  return { path, size: bytes.length, sha256: formatHex(sha256(bytes)) };
}
