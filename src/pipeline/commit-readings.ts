import { commitmentOf, SALT_BYTES, type Opening, type Payload } from "../core/commitment.ts";
import { formatEntry, type Entry } from "../core/entry.ts";
import type { World } from "../world.ts";

/** What a program made of an evidence file. */
export interface ProgramReading {
  /** The entry of the file. */
  readonly evidence: number;
  /** The name that it is attributed to. */
  readonly reader: string;
  readonly payload: Payload;
}

/** Enters readings of programs in their order, all in one step, and gives each with its entry. */
export async function commitReadings<Reading extends ProgramReading>(
  world: World,
  readings: readonly Reading[],
): Promise<(Reading & { readonly entry: number })[]> {
  const commits = readings.map(({ evidence, reader, payload }) => {
    const opening: Opening = { salt: world.randomBytes(SALT_BYTES), payload };
    const commitment = commitmentOf(world.crypto, opening);
    const entry: Entry = { kind: "reading-made", version: 1, evidence, reader, commitment };
    return { entry, opening };
  });
  await world.keepOpenings(commits.map(({ opening }) => opening));
  const { firstIndex } = await world.append(commits.map(({ entry }) => formatEntry(entry)));
  return readings.map((reading, at) => ({ ...reading, entry: firstIndex + at }));
}
