import { equalBytes, parseUtf8 } from "../core/bytes.ts";
import { InputError } from "../core/input-error.ts";
import { openCheckpoint, parseCheckpointBody } from "../core/tlog/checkpoint.ts";
import { treeRoot } from "../core/tlog/merkle.ts";
import { formatVerifierKey, parseNote, parseVerifierKey } from "../core/tlog/note.ts";
import { attempt } from "../core/tlog/refusal.ts";
import { hashesFromTiles } from "../core/tlog/tile.ts";
import type { PublicationWriter, World } from "../world.ts";

/**
 * A publication takes the place only of one whose log it continues: whoever put an older copy of the election folder back, or
 * names another election's publication, is refused (InputError). Where the checkpoint that stands is not one of the key that
 * stands beside it, something damaged the folder: publishing mends it.
 */
export function requireContinuation(world: World, standing: Pick<PublicationWriter, "read">): void {
  const { verifierKey: own, crypto } = world;
  const text = (path: string) => parseUtf8(standing.read(path) ?? new Uint8Array(), path);
  const key = attempt(() => parseVerifierKey(crypto, text("log/key").trimEnd()));
  const checkpoint = attempt(() => text("log/checkpoint"));
  if (key.kind !== "parsed" || checkpoint.kind !== "parsed") return;
  const there = openCheckpoint(crypto, checkpoint.value, key.value);
  if (there.kind === "refused") return;
  const { origin, size, root } = there.checkpoint;
  if (origin !== own.name) throw refuse(`holds a publication of another log, ${origin}`);
  if (formatVerifierKey(key.value) !== formatVerifierKey(own))
    throw refuse(`holds a publication of ${origin} that another key signed`);
  const here = parseCheckpointBody(parseNote(world.checkpoint()).body);
  if (size > here.size)
    throw refuse(
      `holds a publication of ${size} entries, and this election folder has ${here.size}: it is an older copy. Restore the newest one`,
    );
  const hashes = hashesFromTiles(crypto, here.size, (path) => world.tile(path));
  if (!equalBytes(treeRoot(crypto, size, hashes), root))
    throw refuse(
      `holds a publication of another log of ${size} entries, signed by the same key: one of the two is not the record. Find out which before anything is published`,
    );
}

function refuse(reason: string): InputError {
  return new InputError("the folder to publish to", [`${reason}. To publish elsewhere, name another folder`]);
}
