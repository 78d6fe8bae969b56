import { createHash } from "node:crypto";

import { openWorld, prepareFolder } from "../../src/adapters/folder-world.ts";
import { memoryFolder } from "../../src/adapters/memory-folder.ts";
import { formatSigningKey, parseSigningKey } from "../../src/adapters/node-crypto.ts";
import { utf8 } from "../../src/core/bytes.ts";
import type { Answer } from "../../src/core/people/parse-answer.ts";
import { formatVerifierKey, type Signer } from "../../src/core/tlog/note.ts";
import { admitTranscriber, TRANSCRIBER_KEY_NAME } from "../../src/pipeline/admit-transcriber.ts";
import { assignSheet } from "../../src/pipeline/assign-sheet.ts";
import { handIn } from "../../src/pipeline/hand-in.ts";
import { openElection } from "../../src/pipeline/open-election.ts";
import { receive } from "../../src/pipeline/receive.ts";
import type { World } from "../../src/world.ts";
import { pngOf } from "./small-election.ts";

const ELECTION = {
  format: "cotejo-election/1",
  id: "blind",
  title: "Blind",
  date: "2026-01-01",
  languages: ["en"],
  root: { id: "land", name: "Land" },
  levels: [],
  contests: [
    {
      id: "mayor",
      title: "Mayor",
      selections: [
        { id: "ana", name: "Ana" },
        { id: "luz", name: "Luz" },
      ],
    },
  ],
  sources: [
    { id: "witnesses", kind: "witnesses", name: "Witnesses" },
    { id: "council", kind: "authority", name: "Council" },
  ],
  sheet: { qr: { kind: "list", contest: "mayor", rows: ["ana", "luz"] } },
};
const TOTALS = [
  "registeredVoters",
  "votersParticipated",
  "ballotsCast",
  "validVotes",
  "blankVotes",
  "nullVotes",
];

/** Numbers of the world that are the same in every run, so that a failing run can be made again. */
function counting() {
  let drawn = 0;
  return (count: number) =>
    Uint8Array.from(createHash("sha512").update(`${drawn++}`).digest().subarray(0, count));
}

/** The key of one of the people, always the same. */
export function person(at: number): Signer {
  return parseSigningKey(formatSigningKey(TRANSCRIBER_KEY_NAME, new Uint8Array(32).fill(at + 1)));
}

/** An election folder in memory with a clock that is moved by hand, and that can break at a change. */
export class Desk {
  readonly files = new Map<string, Uint8Array>();
  clock = Date.UTC(2026, 0, 1);
  /** What the election file says of its sheets. */
  sheet: object = ELECTION.sheet;
  readonly #surroundings = { now: () => new Date(this.clock), randomBytes: counting() };

  world(fault?: { atChange: number; landed: boolean }): World {
    return openWorld(memoryFolder(fault, this.files), this.#surroundings);
  }

  async open(settle: object, sheets: number, people: number): Promise<void> {
    prepareFolder(memoryFolder(undefined, this.files), "cotejo.local/blind", this.#surroundings);
    const world = this.world();
    await openElection(world, {
      election: utf8(JSON.stringify({ ...ELECTION, sheet: this.sheet, policy: { settle } })),
    });
    const files = Array.from({ length: sheets }, (_, at) => ({
      name: `${at}.png`,
      read: () => pngOf(at),
      station: `s${at + 1}`,
    }));
    await receive(world, { files, source: "witnesses", redactedBySource: false });
    for (let at = 0; at < people; at++) await admitTranscriber(world, formatVerifierKey(person(at).verifier));
  }

  async enter(
    who: number,
    ana: number | ((evidence: number) => number),
    more: Partial<Record<string, number | "illegible">> = {},
  ) {
    const assigned = await assignSheet(this.world(), person(who).verifier);
    if (assigned === undefined) throw new Error("nothing to read");
    const { evidence } = assigned.assignment;
    await handIn(
      this.world(),
      person(who),
      answerOf(evidence, { ana: typeof ana === "number" ? ana : ana(evidence), luz: 1, ...more }),
    );
    return evidence;
  }
}

/** The answer that a sheet states these boxes and no other. */
export function answerOf(
  evidence: number,
  boxes: Readonly<Record<string, number | "illegible" | undefined>>,
): Answer {
  const absent = Object.fromEntries(TOTALS.map((box) => [box, "not-on-form" as const]));
  const stated = Object.fromEntries(
    Object.entries(boxes).filter((each): each is [string, number] => each[1] !== undefined),
  );
  return { evidence, station: `s${evidence}`, boxes: { ...absent, ...stated }, confirmed: true };
}

/** Two people must agree, of three at most. */
export const SETTLE = { readings: 2, people: 2, entries: 3 };
