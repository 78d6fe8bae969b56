import { formatBase64 } from "../core/bytes.ts";
import { readerOfKey } from "../core/fold-readings.ts";
import type { Actor, State } from "../core/state.ts";
import { InputError } from "../core/input-error.ts";
import { parseVerifierKey, type VerifierKey } from "../core/tlog/note.ts";
import type { World } from "../world.ts";
import { appendChecked } from "./append-checked.ts";
import { load } from "./load.ts";

/** The name in every transcriber's key: a key says nothing of whose it is. */
export const TRANSCRIBER_KEY_NAME = "cotejo-transcriber";

/** Lets the holder of a key read sheets. `key` is the public half, as `cotejo transcribe --new-key` prints it. */
export async function admitTranscriber(
  world: World,
  key: string,
): Promise<{ readonly entry: number; readonly reader: string }> {
  const { publicKey } = transcriberKey(world, key);
  const encoded = formatBase64(publicKey);
  const { entry } = await appendChecked(world, {
    kind: "actor-admitted",
    version: 1,
    role: "transcriber",
    key: encoded,
  });
  return { entry, reader: readerOfKey(encoded) };
}

/** The holder of the key reads no further sheet. What they read before stands. */
export async function removeTranscriber(
  world: World,
  { key, reason }: { readonly key: string; readonly reason: string },
): Promise<{ readonly entry: number; readonly reader: string }> {
  const actor = requireTranscriber(load(world).state, transcriberKey(world, key));
  const { entry } = await appendChecked(world, {
    kind: "actor-removed",
    version: 1,
    actor: actor.entry,
    reason,
  });
  return { entry, reader: actor.reader };
}

/** The actor of a key. Throws InputError where it was not admitted, or was removed since. */
export function requireTranscriber(state: State, { publicKey }: VerifierKey): Actor {
  const encoded = formatBase64(publicKey);
  const actor = [...state.actors.values()].find((known) => known.key === encoded);
  if (actor === undefined || actor.removed)
    throw new InputError("key", [
      `${readerOfKey(encoded)} ${actor === undefined ? "was not admitted to this election" : "was removed from this election"}: cotejo transcribe DIR --admit KEY admits a key`,
    ]);
  return actor;
}

function transcriberKey(world: World, text: string): VerifierKey {
  const key = parseVerifierKey(world.crypto, text.trim());
  if (key.name !== TRANSCRIBER_KEY_NAME || key.type !== "ed25519")
    throw new InputError("key", [`is not a transcriber's: it would begin with ${TRANSCRIBER_KEY_NAME}+`]);
  return key;
}
