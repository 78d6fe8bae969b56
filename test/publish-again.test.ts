import * as fc from "fast-check";
import { expect, test } from "vitest";

import { openWorld, prepareFolder } from "../src/adapters/folder-world.ts";
import { memoryFolder } from "../src/adapters/memory-folder.ts";
import { memoryPublication } from "../src/adapters/memory-publication.ts";
import { nodeCrypto } from "../src/adapters/node-crypto.ts";
import { utf8 } from "../src/core/bytes.ts";
import { formatEntry, type Entry } from "../src/core/entry.ts";
import { verifyPublication } from "../src/core/verify.ts";
import { KEPT_PARTS } from "../src/pipeline/kept-parts.ts";
import { publish, Publisher } from "../src/pipeline/publish.ts";
import { AppError, type PublicationWriter, type World } from "../src/world.ts";
import { AUTHORITY, ExampleElection, WITNESSES } from "./support/example-election.ts";

const LONG = process.env["COTEJO_LONG"] === "1";
const RUNS = LONG ? 300 : 6;

/** More stations than stand on one page, so that regions have pages of their own, and more than one stretch of a table. */
const REGIONS = ["N", "S", "W"];
const STATIONS = Array.from({ length: 210 }, (_, at) => {
  const region = REGIONS[at % 3] ?? "";
  return { id: `s${at}`, unit: `${region}/${region}${at % 7}` };
});
const TEXT = `private/work/${KEPT_PARTS}`;

const surroundings = {
  now: () => new Date(0),
  randomBytes: (count: number) => new Uint8Array(count).fill(7),
};

/** The election as it stands, in the folder that keeps what was published before. */
class Newsroom {
  readonly files = new Map<string, Uint8Array>();
  readonly published = memoryPublication();
  readonly election: ExampleElection;
  script = utf8("// program 1");
  /** After so many writes the disk of the program that stays is full, once. */
  fullAfter: number | undefined;
  /** A program that stays, beside the one that is started again each time. */
  readonly staying = memoryPublication();
  #publisher = new Publisher({ script: this.script });
  #declared = 0;

  constructor(election: ExampleElection) {
    this.election = election;
    prepareFolder(memoryFolder(undefined, this.files), "cotejo.local/again", surroundings);
  }

  get declared(): number {
    return (this.#declared += 1);
  }

  /** Another program takes the place of the one there was. */
  replaceProgram(text: string): void {
    this.script = utf8(text);
    this.#publisher = new Publisher({ script: this.script });
  }

  /** Publishes over what stands, by a program that is started and by one that stayed, and from nothing to an empty place. */
  async publish(): Promise<{
    readonly again: Map<string, Uint8Array>;
    readonly stayed: Map<string, Uint8Array>;
    readonly anew: Map<string, Uint8Array>;
  }> {
    const world = openWorld(memoryFolder(undefined, this.files), surroundings);
    await hold(world, this.election);
    const whole = memoryPublication();
    const clean = new Map([...this.files].filter(([path]) => !path.startsWith("private/work/")));
    await publish(openWorld(memoryFolder(undefined, clean), surroundings), whole.writer(), {
      script: this.script,
    });
    await publish(world, this.published.writer(), { script: this.script });
    const staying = () => openWorld(memoryFolder(undefined, this.files), surroundings);
    if (this.fullAfter !== undefined)
      await expect(
        this.#publisher.publish(staying(), fullAfter(this.staying.writer(), this.fullAfter)),
      ).rejects.toThrow("disk is full");
    this.fullAfter = undefined;
    await this.#publisher.publish(staying(), this.staying.writer());
    return { again: this.published.files, stayed: this.staying.files, anew: whole.files };
  }
}

/** A writer whose disk is full after so many writes. */
function fullAfter(writer: PublicationWriter, writes: number): PublicationWriter {
  let left = writes;
  return {
    ...writer,
    write: (path, bytes) => {
      if (left-- <= 0) throw new AppError("disk", "the disk is full");
      writer.write(path, bytes);
    },
  };
}

/** Brings a world to where an example election is. */
async function hold(world: World, election: ExampleElection): Promise<void> {
  for (const blob of election.blobs().values()) await world.keepBlob(blob);
  await world.keepOpenings([...election.held.values()]);
  for (let entry = 0; entry < election.entries.length; entry++)
    await world.keepEvidence(utf8(`file of entry ${entry}`));
  await world.append(election.entries.slice(world.entries().length).map(formatEntry));
}

type Step = (newsroom: Newsroom) => void;

const anyStation = fc.constantFrom(...STATIONS, { id: "outside", unit: "N/N0" }, { id: "other", unit: "" });
const anyBox = fc.oneof(fc.nat(60), fc.constant("illegible" as const));
const anyBoxes = fc.record({ ANA: anyBox, BEA: anyBox, nullVotes: fc.nat(3) }, { requiredKeys: ["ANA"] });
const anySource = fc.constantFrom(WITNESSES, AUTHORITY);
const anySheets = fc.array(fc.tuple(anyStation, anyBoxes, fc.constantFrom("", "a.jpg")), {
  minLength: 1,
  maxLength: 8,
});

/** What can come in between one publication and the next. */
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(anySheets, anySource).map(([sheets, source]): Step => ({ election }) => {
      election.table(
        sheets.map(([{ id, unit }, boxes, file]) => ({ station: id, unit, boxes, file })),
        { source },
      );
    }),
  },
  fc.tuple(anySheets, anySource).map(([sheets, source]): Step => ({ election }) => {
    const supersedes = election.entries.findLastIndex(
      (entry) => entry.kind === "dataset-imported" && entry.source === source,
    );
    election.table(
      sheets.map(([{ id, unit }, boxes]) => ({ station: id, unit, boxes })),
      supersedes < 0 ? { source } : { source, supersedes },
    );
  }),
  {
    weight: 3,
    arbitrary: fc
      .tuple(anyStation, anyBoxes, anySource, fc.nat(2))
      .map(([{ id }, boxes, source, readings]): Step => ({ election }) => {
        const evidence = election.evidence({ station: id, source });
        for (let reader = 0; reader < readings; reader++)
          election.reading({ evidence, station: id, boxes, reader: `reader ${reader}` });
      }),
  },
  fc.tuple(anyStation, anyBoxes).map(([{ id }, boxes]): Step => ({ election }) => {
    const evidence = election.evidence();
    election.reading({ evidence, station: id, boxes });
    election.reassign(evidence, "s1");
  }),
  fc.tuple(anyStation, fc.boolean()).map(([{ id }, stands]): Step => ({ election }) => {
    const entry = election.entries.findLastIndex(({ kind }) => kind === "dataset-imported");
    election.adjudicate(id, stands && entry > 0 ? { entry } : "none-stands");
  }),
  fc.tuple(fc.constantFrom("all", "N", "S", "N/N0"), fc.nat(90)).map(([unit, votes]): Step => (newsroom) => {
    newsroom.election.declare({
      id: `d${newsroom.declared}`,
      results: [{ unit, votes: { ANA: votes, BEA: 40 }, validVotes: votes + 40 }],
    });
  }),
);

/** What can happen to what is kept, and to the folder that stands. */
const anyHarm: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Step>(() => {}) },
  fc.constant<Step>(({ files }) => files.delete(TEXT)),
  fc.nat().map(
    (place): Step =>
      ({ files }) =>
        flip(files, TEXT, place),
  ),
  fc.nat().map((place): Step => ({ files }) => {
    const kept = files.get(TEXT);
    if (kept !== undefined) files.set(TEXT, kept.slice(0, place % kept.length));
  }),
  fc.constant<Step>((newsroom) => newsroom.replaceProgram("// program 2")),
  // The checkpoint, the manifest and a few others are always written.
  fc.nat(5).map((writes): Step => (newsroom) => {
    newsroom.fullAfter = writes;
  }),
  fc.tuple(fc.nat(), fc.nat()).map(([which, place]): Step => ({ published, staying }) => {
    for (const { files } of [published, staying])
      flip(files, [...files.keys()][which % Math.max(files.size, 1)] ?? "", place);
  }),
  fc.nat().map((which): Step => ({ published, staying }) => {
    for (const { files } of [published, staying])
      files.delete([...files.keys()][which % Math.max(files.size, 1)] ?? "");
  }),
);

function flip(files: Map<string, Uint8Array>, path: string, place: number): void {
  const bytes = files.get(path)?.slice();
  if (bytes === undefined || bytes.length === 0) return;
  bytes[place % bytes.length] = (bytes[place % bytes.length] ?? 0) ^ 1;
  files.set(path, bytes);
}

const anyElection = fc.record({
  adopted: fc.boolean(),
  contests: fc.constantFrom({ president: ["ANA", "BEA"] }, { president: ["ANA", "BEA"], mayor: ["ANA"] }),
  policy: fc.constantFrom({}, { settle: { readings: 2 } }),
});

test("published again over what stands, a folder is byte for byte the one published from nothing", async () => {
  let reused = 0;
  await fc.assert(
    fc.asyncProperty(
      anyElection,
      fc.array(fc.tuple(fc.array(anyStep, { minLength: 1, maxLength: 3 }), anyHarm), {
        minLength: 2,
        maxLength: 4,
      }),
      async ({ adopted, contests, policy }, rounds) => {
        const newsroom = new Newsroom(new ExampleElection({ contests, policy }));
        if (adopted) newsroom.election.register(STATIONS.map(({ id, unit }) => [id, unit, 300]));
        else
          newsroom.election.table(
            STATIONS.map(({ id, unit }) => ({ station: id, unit, boxes: { ANA: 3, BEA: 2 } })),
          );
        for (const [steps, harm] of rounds) {
          for (const step of steps) step(newsroom);
          harm(newsroom);
          const before = new Map(newsroom.published.files);
          const { again, stayed, anew } = await newsroom.publish();
          for (const files of [again, stayed]) {
            expect([...files.keys()].sort()).toEqual([...anew.keys()].sort());
            for (const [path, bytes] of anew)
              expect(Buffer.compare(files.get(path) ?? new Uint8Array(), bytes), path).toBe(0);
          }
          reused += [...again].filter(([path, bytes]) => before.get(path) === bytes).length;
        }
        const { problems } = await verifyPublication(nodeCrypto, newsroom.published);
        expect(problems.filter(({ path }) => path !== "verify.js")).toEqual([]);
      },
    ),
    { numRuns: RUNS },
  );
  // It is of no use to compare what nothing was kept of.
  expect(reused).toBeGreaterThan(RUNS);
});

test("a publisher that stays reads of the log's files what is new, and no more", async () => {
  const election = new ExampleElection({ contests: { president: ["ANA", "BEA"] } });
  const files = new Map<string, Uint8Array>();
  prepareFolder(memoryFolder(undefined, files), "cotejo.local/stays", surroundings);
  const world = openWorld(memoryFolder(undefined, files), surroundings);
  const read: string[] = [];
  const watched: World = {
    ...world,
    blob: (hash) => {
      read.push(hash);
      return world.blob(hash);
    },
  };
  const publisher = new Publisher({ script: utf8("// program") });
  const published = memoryPublication();
  election.register(STATIONS.map(({ id, unit }) => [id, unit, 300]));
  for (const [at, { id, unit }] of STATIONS.slice(0, 3).entries()) {
    election.table([{ station: id, unit, boxes: { ANA: at, BEA: 1 } }]);
    await hold(world, election);
    const before = new Set(read);
    read.length = 0;
    await publisher.publish(watched, published.writer());
    const added = election.entries.at(-1);
    expect(added?.kind === "dataset-imported" && read.includes(added.dataset)).toBe(true);
    if (at > 0) expect(read.filter((hash) => before.has(hash) && !isOfTable(added, hash))).toEqual([]);
  }
});

/** Tables share one mapping, which is read with each of them. */
function isOfTable(entry: Entry | undefined, hash: string): boolean {
  return entry?.kind === "dataset-imported" && [entry.dataset, entry.mapping].includes(hash);
}
