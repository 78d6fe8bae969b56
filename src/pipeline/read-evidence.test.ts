import { randomBytes } from "node:crypto";

import { describe, expect, test } from "vitest";

import { pngOf } from "../../test/support/small-election.ts";
import { openWorld, prepareFolder } from "../adapters/folder-world.ts";
import { memoryFolder } from "../adapters/memory-folder.ts";
import { utf8 } from "../core/bytes.ts";
import { sourceView } from "../core/view.ts";
import type { QrReader, World } from "../world.ts";
import { importTable } from "./import-table.ts";
import { loadView } from "./load.ts";
import { openElection } from "./open-election.ts";
import { readEvidence } from "./read-evidence.ts";
import { receive } from "./receive.ts";

const surroundings = {
  now: () => new Date(0),
  randomBytes: (count: number) => new Uint8Array(randomBytes(count)),
};

/** Two contests whose codes look alike: nothing on the paper says which one it is. */
const TWO_CONTESTS = {
  format: "cotejo-election/1",
  id: "two-contests",
  title: "Two contests",
  date: "2026-01-01",
  root: { id: "land", name: "Land" },
  levels: [],
  contests: ["president", "governor"].map((id) => ({
    id,
    title: id,
    selections: [
      { id: "A", name: "A" },
      { id: "B", name: "B" },
    ],
  })),
  sources: [{ id: "witnesses", kind: "witnesses", name: "Witnesses" }],
  sheet: { qr: ["president", "governor"].map((contest) => ({ kind: "list", contest, rows: ["A", "B"] })) },
};

async function opened(election: unknown = TWO_CONTESTS): Promise<World> {
  const folder = memoryFolder();
  prepareFolder(folder, "cotejo.local/two-contests", surroundings);
  const world = openWorld(folder, surroundings);
  await openElection(world, { election: utf8(JSON.stringify(election)) });
  return world;
}

/** A decoder that finds these texts in whatever image it is given. */
const finds = (...texts: string[]): QrReader => ({ name: "texts given", read: async () => texts });

async function readOne(world: World, reader: QrReader, contest?: string) {
  const files = [{ name: "photo.png", read: () => pngOf(1), station: "s1" }];
  const claim = contest === undefined ? {} : { contest };
  await receive(world, { files, source: "witnesses", redactedBySource: false, ...claim });
  const [read] = await readEvidence(world, reader);
  return read?.payload;
}

describe("reading the codes of evidence", () => {
  test("a claimed contest decides where two contests' codes look alike", async () => {
    const world = await opened();
    expect(await readOne(world, finds("s1!10,900!0!0"), "governor")).toMatchObject({
      outcome: "read",
      contest: "governor",
    });
    const seen = loadView(world);
    expect(seen.contests.get("president")).toEqual([]);
    expect(sourceView(seen, "governor").tabulation.totals(0).votes).toEqual({ A: 10, B: 900 });
  });

  test("without a claim a code that fits several contests is left to people", async () => {
    const payload = await readOne(await opened(), finds("s1!10,900!0!0"));
    expect(payload).toMatchObject({
      outcome: "nothing-read",
      reason: expect.stringContaining("several contests"),
    });
  });

  test("two sheets in one image are not read as one", async () => {
    const payload = await readOne(await opened(), finds("s1!1,2!0!0", "s2!3,4!0!0"), "president");
    expect(payload).toMatchObject({
      outcome: "nothing-read",
      reason: expect.stringContaining("several tally sheets"),
    });
  });

  test("one code found twice, and noise beside it, is one sheet", async () => {
    const payload = await readOne(await opened(), finds("noise", "s1!1,2!0!0", "s1!1,2!0!0"), "president");
    expect(payload).toMatchObject({ outcome: "read", station: "s1" });
  });

  test("neither the words of a code nor a decoder's complaint is told of a private file", async () => {
    expect(await readOne(await opened(), finds("s1!1,2!0!0"), "president")).not.toHaveProperty("text");
    const failing: QrReader = {
      name: "fails",
      read: () => Promise.reject(new Error("EXIF of maria's phone")),
    };
    expect(await readOne(await opened(), failing)).toMatchObject({
      reason: "not an image that can be opened",
    });
  });

  test("a format that names no contest is refused where there are several", async () => {
    await expect(opened({ ...TWO_CONTESTS, sheet: { qr: "ve-2024-qr" } })).rejects.toThrow(
      "names no contest",
    );
  });
});

test("one table with two contests is imported for each, and neither replaces the other", async () => {
  const world = await opened();
  const table = utf8("station,PA,PB,GA,GB\ns1,1,2,30,40\n");
  const mapping = (contest: string, boxes: object) =>
    utf8(
      JSON.stringify({
        format: "cotejo-mapping/1",
        contest,
        station: { columns: ["station"] },
        units: [],
        boxes,
      }),
    );
  await importTable(world, {
    table,
    source: "witnesses",
    format: mapping("president", { A: "PA", B: "PB" }),
  });
  await importTable(world, { table, source: "witnesses", format: mapping("governor", { A: "GA", B: "GB" }) });
  const seen = loadView(world);
  expect(sourceView(seen, "president").tabulation.totals(0).votes).toEqual({ A: 1, B: 2 });
  expect(sourceView(seen, "governor").tabulation.totals(0).votes).toEqual({ A: 30, B: 40 });
  const again = importTable(world, {
    table,
    source: "witnesses",
    format: mapping("governor", { A: "GB", B: "GA" }),
  });
  await expect(again).rejects.toThrow("--supersedes 2");
});
