import { equalBytes } from "../core/bytes.ts";
import { InputError } from "../core/input-error.ts";
import { openCheckpoint, parseCheckpointBody } from "../core/tlog/checkpoint.ts";
import { treeRoot } from "../core/tlog/merkle.ts";
import { parseNote, signaturesBy } from "../core/tlog/note.ts";
import { attempt } from "../core/tlog/refusal.ts";
import { hashesFromTiles } from "../core/tlog/tile.ts";
import type { World } from "../world.ts";

/**
 * A publication takes the place only of one whose log it continues: whoever put an older copy of the election folder back, or
 * names another election's publication, is refused (InputError). `standing`: the checkpoint there. One that cannot be read, or
 * whose signature of this log's key is broken, was damaged: publishing mends it.
 */
export function requireContinuation(world: World, standing: string | undefined): void {
  const note = standing === undefined ? undefined : attempt(() => parseNote(standing));
  if (standing === undefined || note?.kind !== "parsed") return;
  const there = attempt(() => parseCheckpointBody(note.value.body));
  if (there.kind !== "parsed") return;
  const { verifierKey: key, crypto } = world;
  const { origin, size } = there.value;
  if (origin !== key.name) throw refuse(`holds a publication of another log, ${origin}`);
  if (signaturesBy(note.value, key).length === 0)
    throw refuse(`holds a publication of ${origin} that another key signed`);
  if (openCheckpoint(crypto, standing, key).kind === "refused") return;
  const here = parseCheckpointBody(parseNote(world.checkpoint()).body);
  if (size > here.size)
    throw refuse(
      `holds a publication of ${size} entries, and this election folder has ${here.size}: it is an older copy. Restore the newest one`,
    );
  const root = treeRoot(
    crypto,
    size,
    hashesFromTiles(crypto, here.size, (path) => world.tile(path)),
  );
  if (!equalBytes(root, there.value.root))
    throw refuse(
      `holds a publication of another log of ${size} entries, signed by the same key: one of the two is not the record. Find out which before anything is published`,
    );
}

function refuse(reason: string): InputError {
  return new InputError("the folder to publish to", [`${reason}. To publish elsewhere, name another folder`]);
}
