import { randomBytes } from "node:crypto";

import { expect, test } from "vitest";

import { photosOf, pngOf } from "../../test/support/small-election.ts";
import { openWorld, prepareFolder } from "../adapters/folder-world.ts";
import { memoryFolder } from "../adapters/memory-folder.ts";
import { utf8 } from "../core/bytes.ts";
import type { PrintAccount } from "../core/formats/print-reading.ts";
import { sourceView } from "../core/view.ts";
import type { SheetReader, QrReader, World } from "../world.ts";
import { load, loadView } from "./load.ts";
import { openElection } from "./open-election.ts";
import { readEvidence } from "./read-evidence.ts";
import { readPrint } from "./read-print.ts";
import { receive } from "./receive.ts";

const surroundings = {
  now: () => new Date(0),
  randomBytes: (count: number) => new Uint8Array(randomBytes(count)),
};

const ELECTION = {
  format: "cotejo-election/1",
  id: "printed",
  title: "Printed",
  date: "2026-01-01",
  root: { id: "land", name: "Land" },
  levels: [],
  contests: [
    {
      id: "mayor",
      title: "Mayor",
      selections: [
        { id: "A", name: "A" },
        { id: "B", name: "B" },
      ],
    },
  ],
  sources: [{ id: "witnesses", kind: "witnesses", name: "Witnesses" }],
  sheet: {
    qr: { kind: "list", contest: "mayor", rows: ["A", "B"] },
    template: {
      format: "cotejo-template/1",
      id: "small",
      width: 600,
      columns: { digits: [300, 350], words: [360, 590] },
      reach: { digits: [14, 14], words: [14, 28] },
      spelling: { kind: "digit-names", language: "es", digits: 3 },
      rows: [
        { id: "a", y: 100, box: "A" },
        { id: "b", y: 140, box: "B" },
      ],
    },
  },
};

async function received(station?: string, election: unknown = ELECTION): Promise<World> {
  const folder = memoryFolder();
  prepareFolder(folder, "cotejo.local/printed", surroundings);
  const world = openWorld(folder, surroundings);
  await openElection(world, { election: utf8(JSON.stringify(election)) });
  const file = { name: "photo.png", read: () => pngOf(1), ...(station === undefined ? {} : { station }) };
  await receive(world, { files: [file], source: "witnesses", redactedBySource: false });
  return world;
}

/** An engine that makes this of whatever image it is given. */
const makes = (account: PrintAccount): SheetReader => ({ name: "engine 1", read: async () => account });
const agreed = (a: number, b: number): PrintAccount => ({
  kind: "rows",
  rows: [
    { id: "a", reading: { kind: "agreed", value: a } },
    { id: "b", reading: { kind: "agreed", value: b } },
  ],
});
const code = (text: string): QrReader => ({ name: "qr decoder", read: async () => ({ texts: [text] }) });

test("rows become boxes of the station that the code says, once", async () => {
  const world = await received("claimed");
  await readEvidence(world, code("s1!10,20!0!0"));
  const [read] = await readPrint(world, makes(agreed(10, 20)));
  expect(read?.payload).toEqual({
    kind: "reading",
    outcome: "read",
    station: "s1",
    contest: "mayor",
    boxes: { A: 10, B: 20 },
    print: { template: "small", rows: { a: 10, b: 20 }, differ: [] },
  });
  expect(await readPrint(world, makes(agreed(10, 20)))).toEqual([]);
  const seen = loadView(world);
  expect(seen.findings.map((finding) => finding.code)).toEqual(["station-not-as-claimed"]);
  expect(sourceView(seen, "mayor").tabulation.totals(0).votes).toEqual({ A: 10, B: 20 });
});

test("print that says otherwise than the code sets the sheet aside with a finding that says where", async () => {
  const world = await received("s1");
  await readEvidence(world, code("s1!10,20!0!0"));
  await readPrint(world, makes(agreed(10, 29)));
  const [finding] = loadView(world).findings;
  expect(finding).toMatchObject({ code: "readings-disagree", station: "s1", detail: { boxes: ["B"] } });
});

test("digits that are not the words beside them are a finding, and no number", async () => {
  const world = await received("s1");
  await readEvidence(world, code("s1!10,20!0!0"));
  const [read] = await readPrint(
    world,
    makes({
      kind: "rows",
      rows: [
        { id: "a", reading: { kind: "agreed", value: 10 } },
        { id: "b", reading: { kind: "differ", digits: 26, words: 20 } },
      ],
    }),
  );
  expect(read?.payload).toMatchObject({ boxes: { A: 10, B: "illegible" } });
  const seen = loadView(world);
  expect(seen.findings).toMatchObject([
    { code: "digits-not-words", station: "s1", detail: { rows: ["b"], digits: [26], words: [20] } },
  ]);
  expect(sourceView(seen, "mayor").tabulation.stations(0).counted).toBe(1);
});

test("without a code only the sender's claim says whose sheet it is, and nothing is settled", async () => {
  const nameless = await received();
  const [unread] = await readPrint(nameless, makes(agreed(1, 2)));
  expect(unread?.payload).toMatchObject({
    outcome: "nothing-read",
    reason: expect.stringContaining("polling station"),
  });

  const claimed = await received("s1");
  const [read] = await readPrint(claimed, makes(agreed(1, 2)));
  expect(read?.payload).toMatchObject({ outcome: "read", station: "s1" });
  expect(sourceView(loadView(claimed), "mayor").tabulation.stations(0).counted).toBe(0);
});

test("others work on the folder between two batches: what they bring is read too, and every entry is told right", async () => {
  const folder = await received("s1");
  await receive(folder, photosOf(2, 3, 4, 5, 6));
  let turns = 0;
  const long: World = {
    ...folder,
    makeWay: async () => {
      turns += 1;
      if (turns === 1) await receive(folder, photosOf(7));
      return turns === 1;
    },
  };
  const read = await readPrint(long, makes(agreed(1, 2)));
  expect(read.map(({ payload }) => payload.station)).toEqual(["s1", "s2", "s3", "s4", "s5", "s6", "s7"]);
  const { state } = load(folder);
  expect(state.readings.map(({ entry, evidence }) => ({ entry, evidence }))).toEqual(
    read.map(({ entry, evidence }) => ({ entry, evidence })),
  );
});

test("an engine that fails costs one file, and its complaint is not told", async () => {
  const failing: SheetReader = { name: "engine 1", read: () => Promise.reject(new Error("maria's phone")) };
  const [read] = await readPrint(await received("s1"), failing);
  expect(read?.payload).toEqual({
    kind: "reading",
    outcome: "nothing-read",
    reason: "not an image that can be opened",
  });
});

test("a template whose row is of no selection is refused by name", async () => {
  const { template } = ELECTION.sheet;
  const rows = [...template.rows, { id: "c", y: 180, box: "C" }];
  const wrong = { ...ELECTION, sheet: { template: { ...template, rows } } };
  await expect(received("s1", wrong)).rejects.toThrow(/"C" is no selection/);
});
