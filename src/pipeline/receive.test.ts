import { randomBytes } from "node:crypto";

import { expect, test } from "vitest";

import { ELECTION, photosOf, REGISTER } from "../../test/support/small-election.ts";
import { openWorld, prepareFolder } from "../adapters/folder-world.ts";
import { memoryFolder } from "../adapters/memory-folder.ts";
import { load } from "./load.ts";
import { openElection } from "./open-election.ts";
import { receive } from "./receive.ts";

const chance = (count: number) => new Uint8Array(randomBytes(count));

test("a delivery that takes long is acknowledged in parts, and others work on the folder between them", async () => {
  const folder = memoryFolder();
  const still = { now: () => new Date(0), randomBytes: chance };
  prepareFolder(folder, "cotejo.local/receive", still);
  await openElection(openWorld(folder, still), { election: ELECTION, register: REGISTER });
  // Every look at the clock is three seconds later.
  let seconds = 0;
  const slow = { now: () => new Date((seconds += 3) * 1_000), randomBytes: chance };
  const entriesSeen: number[] = [];
  const long = openWorld(folder, slow, async () => {
    const other = openWorld(folder, still);
    entriesSeen.push(other.entries().length);
    if (entriesSeen.length > 1) return false;
    await receive(other, photosOf(4, 9));
    return true;
  });
  const before = openWorld(folder, still).entries().length;
  const answers = await receive(long, photosOf(1, 2, 3, 4, 5));
  const first = entriesSeen[0] ?? 0;
  expect(first).toBeGreaterThan(before);
  expect(first).toBeLessThan(before + 5);
  expect(answers.map(({ name, kind }) => [name, kind])).toContainEqual(["4.png", "duplicate"]);
  expect(answers.find(({ kind }) => kind === "duplicate")).toMatchObject({ entry: first });
  const { state } = load(openWorld(folder, still));
  const received = answers.flatMap((answer) => (answer.kind === "received" ? [answer.entry] : []));
  expect([...received, first, first + 1].toSorted((one, two) => one - two)).toEqual([
    ...state.evidence.keys(),
  ]);
  expect(state.evidence.size).toBe(6);
});

test("what is no image is kept private, and said to be none", async () => {
  const folder = memoryFolder();
  const still = { now: () => new Date(0), randomBytes: chance };
  prepareFolder(folder, "cotejo.local/receive", still);
  const world = openWorld(folder, still);
  await openElection(world, { election: ELECTION, register: REGISTER });
  const files = [{ name: "thesis.txt", read: () => Buffer.from("chapter one") }];
  const { source } = photosOf(1);
  const [kept] = await receive(world, { files, source, redactedBySource: false });
  expect(kept).toMatchObject({ kind: "received", mediaType: "application/octet-stream" });
  const [refused] = await receive(world, { files, source, redactedBySource: true });
  expect(refused).toMatchObject({ kind: "refused", reason: expect.stringContaining("only images") });
  const [image] = await receive(world, photosOf(1));
  expect(image).toMatchObject({ kind: "received", mediaType: "image/png" });
});
