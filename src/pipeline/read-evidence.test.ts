import { randomBytes } from "node:crypto";

import { describe, expect, test } from "vitest";

import { BULLETIN, BULLETIN_CONTESTS, BULLETIN_FORMAT, codesOf } from "../../test/support/bulletins.ts";
import { photosOf, pngOf } from "../../test/support/small-election.ts";
import { openWorld, prepareFolder } from "../adapters/folder-world.ts";
import { memoryFolder } from "../adapters/memory-folder.ts";
import { utf8 } from "../core/bytes.ts";
import { sourceView } from "../core/view.ts";
import type { QrReader, World } from "../world.ts";
import { importTable } from "./import-table.ts";
import { load, loadView } from "./load.ts";
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

async function opened(election: unknown = TWO_CONTESTS, folder = memoryFolder()): Promise<World> {
  prepareFolder(folder, "cotejo.local/two-contests", surroundings);
  const world = openWorld(folder, surroundings);
  await openElection(world, { election: utf8(JSON.stringify(election)) });
  return world;
}

/** A decoder that finds these texts in whatever image it is given. */
const finds = (...texts: string[]): QrReader => ({ name: "texts given", read: async () => ({ texts }) });

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
      reason: "QR codes of several tally sheets in one image (polling stations s1, s2): one image a sheet",
    });
    expect(payload).not.toHaveProperty("station");
  });

  test("codes of two contests on one sheet are read for both", async () => {
    const world = await opened({
      ...TWO_CONTESTS,
      sheet: {
        qr: [
          { kind: "list", contest: "president", rows: ["A", "B"] },
          { kind: "list", contest: "governor", rows: ["A", "B", "B"] },
        ],
      },
    });
    await readOne(world, finds("s1!10,900!0!0", "s1!7,8,9!0!0"));
    const seen = loadView(world);
    expect(sourceView(seen, "president").tabulation.totals(0).votes).toEqual({ A: 10, B: 900 });
    expect(sourceView(seen, "governor").tabulation.totals(0).votes).toEqual({ A: 7, B: 17 });
  });

  test("two codes of one sheet that say different votes are left to people, at their station", async () => {
    const payload = await readOne(await opened(), finds("s1!1,2!0!0", "s1!3,4!0!0"), "president");
    expect(payload).toMatchObject({
      outcome: "nothing-read",
      station: "s1",
      reason: "QR codes of polling station s1 in one image say different votes",
    });
  });

  test("a code that names the sheet stands beside one with its votes, and must name the same", async () => {
    const election = {
      ...TWO_CONTESTS,
      contests: TWO_CONTESTS.contests.slice(0, 1),
      sheet: { qr: ["hn-2025-qr", { kind: "list", contest: "president", rows: ["A", "B"] }] },
    };
    const identity = "1803900010041000";
    expect(await readOne(await opened(election), finds(identity, "90001!3,4!0!0"))).toMatchObject({
      outcome: "read",
      station: "90001",
      boxes: { A: 3, B: 4 },
    });
    expect(await readOne(await opened(election), finds(identity, "90002!3,4!0!0"))).toMatchObject({
      outcome: "nothing-read",
      reason: expect.stringContaining("(polling stations 90001, 90002)"),
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

test("others work on the folder between two batches: what they bring is read too, and every entry is told right", async () => {
  const folder = memoryFolder();
  const one = await opened(TWO_CONTESTS, folder);
  await receive(one, photosOf(...Array.from({ length: 40 }, (_, shade) => shade + 1)));
  let turns = 0;
  const long = openWorld(folder, surroundings, async () => {
    turns += 1;
    if (turns === 1) await receive(openWorld(folder, surroundings), photosOf(41, 42));
    return turns === 1;
  });
  const told: (readonly [number, number])[] = [];
  const read = await readEvidence(long, finds("s1!1,2!0!0"), (...progress) => told.push(progress));
  expect(read).toHaveLength(42);
  expect(new Set(read.map(({ evidence }) => evidence)).size).toBe(42);
  const { state } = load(openWorld(folder, surroundings));
  expect(state.readings.map(({ entry, evidence }) => ({ entry, evidence }))).toEqual(
    read.map(({ entry, evidence }) => ({ entry, evidence })),
  );
  expect([told[0], told.at(-1)]).toEqual([
    [1, 40],
    [42, 42],
  ]);
  expect(turns).toBe(2);
});

describe("codes split over several images", () => {
  const ELECTION = {
    format: "cotejo-election/1",
    id: "bulletins",
    title: "Bulletins",
    date: "2026-01-04",
    root: { id: "land", name: "Land" },
    levels: [],
    contests: BULLETIN_CONTESTS,
    sources: ["witnesses", "observers"].map((id) => ({ id, kind: "witnesses", name: id })),
    sheet: { qr: BULLETIN_FORMAT },
  };
  const STATION = "99999.7.12";
  const parts = codesOf(BULLETIN, 160);
  const shades = new Map<string, number>();

  /** A decoder that knows each image by its bytes, so that texts belong to images and not to calls. */
  const byImage: QrReader = {
    name: "by image",
    read: async (image) => ({
      texts: [...shades].flatMap(([text, shade]) => (equal(image, pngOf(shade)) ? text.split("\n") : [])),
    }),
  };
  const equal = (one: Uint8Array, other: Uint8Array) => Buffer.from(one).equals(Buffer.from(other));

  /** Receives an image that shows these codes. */
  async function send(
    world: World,
    texts: readonly string[],
    more: { source?: string; public?: boolean } = {},
  ) {
    const shade = shades.size + 1;
    shades.set(texts.join("\n"), shade);
    const files = [{ name: "photo.png", read: () => pngOf(shade) }];
    const { source = "witnesses", public: redactedBySource = false } = more;
    await receive(world, { files, source, redactedBySource });
  }
  const votes = (world: World, contest: string) =>
    sourceView(loadView(world), contest).tabulation.totals(0).votes;
  const codes = (world: World) => loadView(world).findings.map((finding) => [finding.contest, finding.code]);

  test("a sheet of two contests in one image is read for both", async () => {
    shades.clear();
    const world = await opened(ELECTION);
    await send(world, parts);
    const read = await readEvidence(world, byImage);
    expect(read.map(({ evidence, payload }) => [evidence, payload.contest])).toEqual([
      [1, "mayor"],
      [1, "council"],
    ]);
    expect(votes(world, "mayor")).toEqual({ "51": 20, "62": 25, "70": 0 });
    expect(votes(world, "council")).toMatchObject({ "51001": 11, "list 51": 3, "51003": 0 });
    expect(codes(world)).toEqual([]);
    expect(await readEvidence(world, byImage)).toEqual([]);
  });

  test("parts that come one after the other are joined, and each image is placed at its station", async () => {
    shades.clear();
    const world = await opened(ELECTION);
    for (const part of parts.toReversed()) {
      await send(world, [part]);
      await readEvidence(world, byImage);
    }
    expect(loadView(world).evidence.map((file) => file.station)).toEqual(parts.map(() => STATION));
    expect(votes(world, "mayor")).toEqual({ "51": 20, "62": 25, "70": 0 });
    expect(codes(world)).toEqual([]);
    expect(await readEvidence(world, byImage)).toEqual([]);
  });

  test("where one part never comes, the station is told as incomplete and is not counted", async () => {
    shades.clear();
    expect(parts.length).toBeGreaterThan(2);
    const world = await opened(ELECTION);
    for (const part of parts.slice(0, -1)) await send(world, [part]);
    await readEvidence(world, byImage);
    const seen = loadView(world);
    const { tabulation } = sourceView(seen, "mayor");
    expect(tabulation.stations(0)).toMatchObject({ counted: 0, explained: 1 });
    expect([...tabulation.explanations(0).keys()]).toEqual(["illegible-box"]);
    expect(tabulation.totals(0, "lenient").votes).toMatchObject({ "51": 20 });
    expect(sourceView(seen, "council").tabulation.totals(0).votes).toMatchObject({ "51001": 11 });
  });

  test("parts from another source complete nothing", async () => {
    shades.clear();
    const world = await opened(ELECTION);
    await send(world, parts.slice(0, 1));
    await send(world, parts.slice(1), { source: "observers" });
    await readEvidence(world, byImage);
    expect(loadView(world).evidence.map((file) => file.station)).toEqual([STATION, undefined]);
  });

  test("the words of parts are told of images that may be published, and of no others", async () => {
    shades.clear();
    const world = await opened(ELECTION);
    await send(world, parts.slice(0, 1), { public: true });
    await send(world, parts.slice(1));
    const read = await readEvidence(world, byImage);
    for (const { evidence, payload } of read)
      expect(payload.text).toBe(evidence === 1 ? parts[0] : undefined);
  });

  test("a bulletin whose sums do not close is kept, with a finding", async () => {
    shades.clear();
    const world = await opened(ELECTION);
    await send(world, codesOf(BULLETIN.replace("TOTP:18", "TOTP:17")));
    await readEvidence(world, byImage);
    const [finding] = loadView(world).findings;
    expect(finding).toMatchObject({
      code: "form-not-closing",
      contest: "council",
      station: STATION,
      detail: { total: "PART 51 TOTP", stated: 17, sum: 18 },
    });
    expect(votes(world, "council")).toMatchObject({ "51001": 11 });
  });
});

test("a code that only names its sheet places it, and leaves its votes to people", async () => {
  const world = await opened({
    ...TWO_CONTESTS,
    contests: TWO_CONTESTS.contests.slice(0, 1),
    sheet: { qr: "hn-2025-qr" },
  });
  expect(await readOne(world, finds("1803900010041000"))).toMatchObject({
    outcome: "nothing-read",
    station: "90001",
    contest: "president",
  });
  const seen = loadView(world);
  expect(seen.evidence[0]?.station).toBe("90001");
  expect([...sourceView(seen, "president").tabulation.explanations(0)]).toEqual([["awaiting-reading", 1]]);
  expect(seen.findings).toMatchObject([{ code: "station-not-as-claimed", detail: { claimed: "s1" } }]);
});
