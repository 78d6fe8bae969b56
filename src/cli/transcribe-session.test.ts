import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, expect, test } from "vitest";

import { person, SETTLE } from "../../test/support/desk.ts";
import { ELECTION, pngOf, REGISTER } from "../../test/support/small-election.ts";
import { parseUtf8, utf8 } from "../core/bytes.ts";
import { formatVerifierKey } from "../core/tlog/note.ts";
import { admitTranscriber } from "../pipeline/admit-transcriber.ts";
import { load } from "../pipeline/load.ts";
import { openElection } from "../pipeline/open-election.ts";
import { receive } from "../pipeline/receive.ts";
import type { Shell } from "./command.ts";
import { withElection, withNewElection } from "./election-folder.ts";
import { transcribeSession, type Asker } from "./transcribe-session.ts";

const directory = mkdtempSync(join(tmpdir(), "cotejo-session-"));
afterAll(() => rmSync(directory, { recursive: true }));

let drawn = 0;
const shell: Shell = {
  now: () => new Date(0),
  randomBytes: (count) => new Uint8Array(count).fill(++drawn),
  tell: () => {},
  progress: () => ({ update: () => {}, stop: () => {} }),
  secret: () => undefined,
  answer: () => {},
  untilStopped: async () => {},
};

/** Somebody who answers in this order, taking what stands there for `undefined`, and then leaves. */
function answering(...answers: readonly (string | undefined)[]): Asker & { readonly told: string[] } {
  const left = [...answers];
  const told: string[] = [];
  return {
    told,
    tell: (line) => void told.push(line),
    text: async ({ initial, problem }) => {
      if (left.length === 0) return undefined;
      const typed = left.shift() ?? initial ?? "";
      expect(problem(typed)).toBeUndefined();
      return typed;
    },
    choose: async (_, options) => {
      const value = left.shift();
      return options.find((option) => option.value === value)?.value;
    },
  };
}

const session = { directory, signer: person(0), shell };
const readings = () =>
  withElection(directory, shell, async (world) => {
    const { state, openings } = load(world);
    return state.readings.map(({ commitment }) => openings.get(commitment)?.payload);
  });

test("a person reads a sheet at the terminal, leaves midway, comes back, is asked for a second look, and enters it", async () => {
  const settled = { ...JSON.parse(parseUtf8(ELECTION)), policy: { settle: SETTLE } };
  await withNewElection({ directory, origin: "cotejo.local/six-stations" }, shell, async (world) => {
    await openElection(world, { election: utf8(JSON.stringify(settled)), register: REGISTER });
    const files = [{ name: "one.png", read: () => pngOf(1) }];
    await receive(world, { files, source: "witnesses", redactedBySource: false });
    await admitTranscriber(world, formatVerifierKey(person(0).verifier));
  });
  const first = answering("yes", "s1", "30", "20");
  expect(await transcribeSession(session, first)).toMatchObject({ json: { entered: 0 } });
  expect(first.told[0]).toMatch(/private\/evidence\/../);
  expect(await readings()).toEqual([]);

  const kept = [undefined, undefined, undefined];
  const again = [
    "again",
    undefined,
    undefined,
    "25",
    "100",
    "50",
    undefined,
    undefined,
    undefined,
    undefined,
  ];
  const second = answering("yes", ...kept, "100", "50", "50", "55", "-", "0", ...again, "enter");
  expect(await transcribeSession(session, second)).toMatchObject({ json: { entered: 1 } });
  expect(second.told.map((line) => line.trim()).slice(1)).toEqual([
    "validVotes: you typed 55, and its parts add up to 50",
    "ballotsCast: you typed 50, and its parts add up to 55",
    "validVotes: more than ballotsCast",
    "ballotsCast: you typed 50, and its parts add up to 55",
    "validVotes: more than ballotsCast",
    "luz: another number than you typed before",
  ]);
  expect(await readings()).toMatchObject([{ station: "s1", boxes: { ana: 30, luz: 25, validVotes: 55 } }]);
  expect(await transcribeSession(session, answering())).toMatchObject({
    text: expect.stringContaining("Nothing is left"),
  });
});
