import { randomBytes } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";

import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, describe, expect, test } from "vitest";

import { diskFolder, listFiles } from "../src/adapters/disk-folder.ts";
import { diskPublication } from "../src/adapters/disk-publication.ts";
import { openWorld } from "../src/adapters/folder-world.ts";
import { memoryPublication } from "../src/adapters/memory-publication.ts";
import { nodeCrypto } from "../src/adapters/node-crypto.ts";
import { verifyPublication } from "../src/core/verify.ts";
import { publish } from "../src/pipeline/publish.ts";
import { answerOf, cotejo } from "./support/cotejo.ts";
import { DECLARATION, ELECTION, MAPPING, pngOf, REGISTER, TABLE } from "./support/small-election.ts";
import {
  CALLS,
  canTrace,
  FAULTS,
  traced,
  type CallMade,
  type StraceFault,
  type TracedRun,
} from "./support/strace.ts";

/** Of each command, so many points in `npm test`; all of them with COTEJO_LONG=1. */
const SAMPLE = 2;
const LONG = process.env["COTEJO_LONG"] === "1";

const folder = mkdtempSync(join(tmpdir(), "cotejo-strace-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (...names: readonly string[]) => join(folder, ...names);
const TRACE = at("trace");

const surroundings = {
  now: () => new Date(0),
  randomBytes: (count: number) => new Uint8Array(randomBytes(count)),
};

/** The commands, each of which may be run twice, on the election folder `work/election` and its publication. */
const PLACE = at("work");
const ELECTION_FOLDER = join(PLACE, "election");
const PUBLISHED = join(PLACE, "public");
const photos = [1, 2].map((shade) => at(`${shade}.png`));
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  receive: [
    "receive",
    ELECTION_FOLDER,
    ...photos,
    "--source",
    "witnesses",
    "--station",
    "s5",
    "--redacted-by-source",
  ],
  import: [
    "import",
    ELECTION_FOLDER,
    at("table.csv"),
    "--format",
    at("mapping.json"),
    "--source",
    "witnesses",
  ],
  declare: ["declare", ELECTION_FOLDER, at("declaration.json")],
  publish: ["publish", ELECTION_FOLDER, PUBLISHED],
  redact: ["redact", ELECTION_FOLDER, at("9.png"), "--only-boxes", "--box", "0,0,1,1"],
};
/** What the election holds where every command begins, and what it published of that. */
const ENTRIES_BEFORE = 4;
const ENTRIES_PUBLISHED = 3;

/** An election opened, with a photo received and published, and one received since. */
function makeBase(): void {
  const files = { ELECTION, REGISTER, MAPPING, TABLE, DECLARATION };
  const names = { ELECTION: "election.json", REGISTER: "register.csv", MAPPING: "mapping.json" };
  for (const [name, bytes] of Object.entries(files))
    writeFileSync(at({ ...names, TABLE: "table.csv", DECLARATION: "declaration.json" }[name] ?? ""), bytes);
  for (const shade of [1, 2, 8, 9]) writeFileSync(at(`${shade}.png`), pngOf(shade));
  const receive = (shade: number) =>
    answerOf("receive", ELECTION_FOLDER, at(`${shade}.png`), "--source", "witnesses", "--redacted-by-source");
  answerOf("open", ELECTION_FOLDER, "--election", at("election.json"), "--register", at("register.csv"));
  receive(8);
  answerOf("publish", ELECTION_FOLDER, PUBLISHED);
  receive(9);
  cpSync(PLACE, at("base"), { recursive: true });
}

function begin(): void {
  rmSync(PLACE, { recursive: true, force: true });
  cpSync(at("base"), PLACE, { recursive: true });
}

/** The entries that a start finds in the election folder; looked at in a copy, since a start mends. */
function entriesHeld(): readonly Uint8Array[] {
  rmSync(at("looked-at"), { recursive: true, force: true });
  cpSync(ELECTION_FOLDER, at("looked-at"), { recursive: true });
  return openWorld(diskFolder(at("looked-at")), surroundings).entries();
}

/** Whether the publication that visitors see is whole, and of how many entries. */
async function entriesShown(): Promise<number> {
  const verification = await verifyPublication(nodeCrypto, diskPublication(PUBLISHED));
  expect(verification.problems).toEqual([]);
  return verification.entries;
}

/** All calls of a run that are about the election folder, its publication, or what is written beside it. */
function callsAbout(run: TracedRun): readonly CallMade[] {
  return run.calls.filter(({ path }) => path.startsWith(`${PLACE}/`));
}

interface Point extends CallMade {
  readonly kind: StraceFault;
}

function pointsOf(calls: readonly CallMade[]): readonly Point[] {
  const all = calls.flatMap((call) => FAULTS.map((kind) => ({ ...call, kind })));
  if (LONG) return all;
  // An odd stride meets both kinds of fault, and goes through the whole command.
  const stride = Math.max(1, Math.floor(all.length / SAMPLE)) | 1;
  return all.filter((_, at) => at % stride === 0);
}

/** Names that only something half done has. */
const HALF_DONE = /\.writing-|\.cotejo-(next|previous)|in-use-by|log\/staging\//;

const filesOf = (place: string) =>
  listFiles(place).map((path) => [path, readFileSync(join(place, path))] as const);

const isTraceable = canTrace();
if (isTraceable) makeBase();

describe.skipIf(!isTraceable).each(Object.entries(COMMANDS))("%s", (name, args) => {
  const timeout = LONG ? 7_200_000 : 300_000;
  test(
    "with the disk failing, or the process killed, at any of its calls, nothing is lost and nothing half done is shown",
    { timeout },
    async () => {
      begin();
      const before = entriesHeld();
      expect(before).toHaveLength(ENTRIES_BEFORE);
      const receipts = filesOf(join(ELECTION_FOLDER, "receipts"));
      const plain = traced(args, TRACE);
      expect([plain.exit, plain.told]).toEqual([0, ""]);
      const after = entriesHeld().length;
      const calls = callsAbout(plain);
      // By no other call does the command change anything: a fault would have to be injected there, too.
      expect(plain.others.filter(({ paths }) => paths.some((path) => path.startsWith(PLACE)))).toEqual([]);
      const points = pointsOf(calls);

      let survived = 0;
      for (const point of points) {
        begin();
        const where = `${point.kind} at ${point.call} ${point.at}, ${point.path}`;
        const run = traced(args, TRACE, point);
        // The fault happened, and where it was meant to: a call that is never made is no point survived.
        const last = run.calls.findLast(({ call, at: count }) => call === point.call && count === point.at);
        expect(last?.path, where).toContain(PLACE);
        if (point.kind === "error=EIO") {
          expect(run.injected, where).toContain(`${point.call}(`);
          // The disk's failure is told as such, never as a bug; a few calls may fail without harm (a link, tidying up).
          expect([0, 3], `${where}: ${run.told}`).toContain(run.exit);
          if (run.exit === 0) survived += 1;
          else expect(JSON.parse(run.out), where).toMatchObject({ error: { code: "disk" } });
        } else {
          expect([run.exit, run.out], where).toEqual([null, ""]);
          expect(run.calls.at(-1), where).toEqual(last);
        }

        // What a start finds: everything acknowledged before, and of the command all or nothing.
        const held = entriesHeld();
        expect(held.slice(0, ENTRIES_BEFORE), where).toEqual(before);
        expect(run.exit === 0 ? [after] : [ENTRIES_BEFORE, after], where).toContain(held.length);
        // What visitors see: the old publication or the new one. Killed between the two renames, it stands beside.
        const isAside = point.kind === "signal=KILL" && existsSync(join(PLACE, ".public.cotejo-previous"));
        if (existsSync(PUBLISHED))
          expect([ENTRIES_PUBLISHED, ENTRIES_BEFORE], where).toContain(await entriesShown());
        else expect(isAside, where).toBe(true);

        const again = cotejo(...args, "--json");
        expect([again.exit, again.told], where).toEqual([0, ""]);
        expect(
          listFiles(PLACE).filter((path) => HALF_DONE.test(path)),
          where,
        ).toEqual([]);
        expect(entriesHeld(), where).toHaveLength(after);
        expect(filesOf(join(ELECTION_FOLDER, "receipts")), where).toEqual(expect.arrayContaining(receipts));
        expect(await entriesShown(), where).toBe(name === "publish" ? ENTRIES_BEFORE : ENTRIES_PUBLISHED);
        const publication = memoryPublication();
        await publish(openWorld(diskFolder(ELECTION_FOLDER), surroundings), publication.writer());
        const verification = await verifyPublication(nodeCrypto, publication);
        expect(verification, where).toMatchObject({ ok: true, problems: [], entries: after });
      }
      const counts = CALLS.map((kind) => `${calls.filter(({ call }) => call === kind).length} ${kind}`).join(
        ", ",
      );
      process.stdout.write(
        `strace faults: ${name}: ${points.length} of ${calls.length * FAULTS.length} points, 0 losses (${counts}; ${survived} failures without harm)\n`,
      );
    },
  );
});
