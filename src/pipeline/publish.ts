import { formatHex, utf8 } from "../core/bytes.ts";
import { formatManifestBody, manifestFile, MANIFEST_PATH, type ManifestFile } from "../core/manifest.ts";
import type { State } from "../core/fold.ts";
import { entriesDue, type DueOpening } from "../core/openings-due.ts";
import { carriedFiles, renderPublication, type CarriedFile } from "../core/publication.ts";
import { RULES } from "../core/view.ts";
import { AppError, type PublicationWriter, type World } from "../world.ts";
import { load } from "./load.ts";

export interface Published {
  /** The signed checkpoint: what to announce elsewhere, so that nobody can cut or replace the log unseen. */
  readonly checkpoint: string;
  readonly entries: number;
  readonly files: number;
  readonly bytes: number;
  readonly filesWritten: number;
  readonly filesUnchanged: number;
}

/** Writes the public folder: everything the log gives, computed anew, and last the signed manifest that covers it. */
export async function publish(
  world: World,
  writer: PublicationWriter,
  onProgress?: (path: string, files: number) => void,
): Promise<Published> {
  const { state, entries, entryBytes, due } = load(world);
  requireOpenings(state, due);
  const checkpoint = world.checkpoint();
  const input = { state, entries, entryBytes, openings: due, checkpoint, key: world.verifierKey };
  const files: ManifestFile[] = [];
  const write = (path: string, bytes: Uint8Array) => {
    writer.write(path, bytes);
    files.push(manifestFile(path, bytes, world.crypto.sha256));
    onProgress?.(path, files.length);
  };
  try {
    for (const file of carriedFiles(input)) write(file.path, carried(world, file));
    for (const file of renderPublication(world.crypto, input)) write(file.path, file.bytes);

    const checkpointHash = formatHex(world.crypto.sha256(utf8(checkpoint)));
    const body = formatManifestBody({ rules: RULES, checkpoint: checkpointHash, files });
    const manifest = utf8(world.sign(body));
    writer.write(MANIFEST_PATH, manifest);
    const bytes = files.reduce((sum, file) => sum + file.size, manifest.length);
    return { checkpoint, entries: entries.length, files: files.length + 1, bytes, ...writer.finish() };
  } catch (error) {
    writer.abandon();
    throw error;
  }
}

/** What is due must be opened, or nobody could verify the folder: better none than that. */
function requireOpenings(state: State, due: readonly DueOpening[]): void {
  const held = new Set(due.map(({ entry }) => entry));
  const lost = entriesDue(state).filter((entry) => !held.has(entry));
  if (lost.length > 0)
    throw new AppError(
      "folder-broken",
      `the openings of ${lost.length} entries are due but missing below private/openings (the first: entry ${lost[0]}): restore them from a copy`,
    );
}

function carried(world: World, file: CarriedFile): Uint8Array {
  const bytes = file.kind === "blob" ? world.blob(file.sha256) : world.evidence(file.sha256);
  if (bytes === undefined || formatHex(world.crypto.sha256(bytes)) !== file.sha256)
    throw new AppError(
      "folder-broken",
      `${file.kind} ${file.sha256} is ${bytes === undefined ? "missing" : "changed"} in the election folder`,
    );
  return bytes;
}
