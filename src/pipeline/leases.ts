import { z } from "zod";

import { parseUtf8, utf8 } from "../core/bytes.ts";
import type { Lease } from "../core/people/blind-queue.ts";
import type { World } from "../world.ts";

const LEASES = "leases.json";
const SEED = "queue-seed";
const SEED_BYTES = 32;
const leasesSchema = z.array(
  z.strictObject({ evidence: z.int().min(0), reader: z.string().min(1), until: z.number() }),
);

/** Who has which file. A file that cannot be read is none: it says only what would be given out twice. */
export function heldLeases(world: World): readonly Lease[] {
  const bytes = world.work(LEASES);
  if (bytes === undefined) return [];
  try {
    return leasesSchema.parse(JSON.parse(parseUtf8(bytes)));
  } catch {
    return [];
  }
}

export async function keepLeases(world: World, leases: readonly Lease[]): Promise<void> {
  await world.keepWork(LEASES, utf8(`${JSON.stringify(leases)}\n`));
}

/** What the order of the queue follows from: made once for a folder, and never published. */
export async function queueSeed(world: World): Promise<Uint8Array> {
  const held = world.work(SEED);
  if (held !== undefined && held.length === SEED_BYTES) return held;
  const seed = world.randomBytes(SEED_BYTES);
  await world.keepWork(SEED, seed);
  return seed;
}
