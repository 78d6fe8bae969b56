import * as fc from "fast-check";
import { expect, test } from "vitest";

import { memoryPublication } from "../src/adapters/memory-publication.ts";
import { nodeCrypto } from "../src/adapters/node-crypto.ts";
import { utf8 } from "../src/core/bytes.ts";
import { verifyPublication } from "../src/core/verify.ts";
import { sourceView } from "../src/core/view.ts";
import { assignSheet } from "../src/pipeline/assign-sheet.ts";
import { declare } from "../src/pipeline/declare.ts";
import { handIn } from "../src/pipeline/hand-in.ts";
import { load, loadView } from "../src/pipeline/load.ts";
import { publish } from "../src/pipeline/publish.ts";
import { readEvidence } from "../src/pipeline/read-evidence.ts";
import { AppError, type World } from "../src/world.ts";
import { answerOf, Desk, person, SETTLE } from "./support/desk.ts";

/** A declaration whose numbers look like the secret ones. */
const DECLARATION = utf8(
  JSON.stringify({
    format: "cotejo-declaration/1",
    id: "final",
    contest: "mayor",
    source: "council",
    status: "certified",
    announcedAt: "2026-01-02",
    sources: ["read out"],
    results: [{ unit: "land", votes: { ana: 4_999_999, luz: 3 } }],
  }),
);

/** What may happen at a desk; numbers choose among people, and how far a machine gets before it dies. */
type Step =
  | { readonly do: "next"; readonly who: number }
  | { readonly do: "enter"; readonly who: number; readonly slip: number }
  | { readonly do: "wait"; readonly minutes: number }
  | { readonly do: "die"; readonly who: number; readonly atChange: number; readonly landed: boolean }
  | { readonly do: "machine"; readonly reads: boolean };

const who = fc.nat({ max: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant("next" as const), who }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("enter" as const), who, slip: fc.nat({ max: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("wait" as const), minutes: fc.constantFrom(5, 31) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("die" as const),
      who,
      atChange: fc.integer({ min: 1, max: 9 }),
      landed: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("machine" as const), reads: fc.boolean() }) },
);

/** The votes that a person types: another number for every person and slip, so that any of them seen would be told. */
const SECRET = 4_000_000;
const votesOf = (evidence: number, slip: number) => SECRET + evidence * 1_000 + slip;

test(
  "over random sessions nothing is revealed, settled without its quorum, or lost",
  { timeout: 3_000_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const desk = new Desk();
        await desk.open(SETTLE, 3, 4);
        await declare(desk.world(), DECLARATION);
        // What people typed and were told was entered, or may have been when the machine died: file, person, votes.
        const typed = new Map<number, Map<number, number>>();
        const enter = async (world: World, by: number, slip: number) => {
          const assigned = await assignSheet(world, person(by).verifier);
          if (assigned === undefined) return;
          expect(JSON.stringify(assigned.assignment)).not.toMatch(/4\d{6}/);
          const { evidence } = assigned.assignment;
          expect(typed.get(evidence)?.has(by) ?? false).toBe(false);
          const ana = votesOf(evidence, slip);
          await handIn(world, person(by), answerOf(evidence, { ana, luz: 3 }));
          typed.set(evidence, (typed.get(evidence) ?? new Map()).set(by, ana));
        };
        for (const each of steps) {
          if (each.do === "next") await assignSheet(desk.world(), person(each.who).verifier);
          if (each.do === "wait") desk.clock += each.minutes * 60_000;
          if (each.do === "enter") await enter(desk.world(), each.who, each.slip);
          if (each.do === "machine")
            await readEvidence(desk.world(), {
              name: each.reads ? "reads" : "blind",
              read: async () => ({ texts: each.reads ? ["s1!1,3!0!0"] : [] }),
            });
          if (each.do === "die") {
            const dying = desk.world({ atChange: each.atChange, landed: each.landed });
            const failure = await enter(dying, each.who, 0).then(
              () => undefined,
              (error: unknown) => error,
            );
            if (failure !== undefined) expect(failure).toBeInstanceOf(AppError);
          }
          checkDesk(desk.world(), typed);
        }
        const publication = memoryPublication();
        await publish(desk.world(), publication.writer());
        const { problems } = await verifyPublication(nodeCrypto, publication, {
          key: desk.world().verifierKey,
        });
        expect(problems).toEqual([]);
      }),
      { numRuns: process.env["COTEJO_LONG"] === "1" ? 300 : 10 },
    );
  },
);

/** The promises, held against what people typed: the log and the view are not asked about themselves. */
function checkDesk(world: World, typed: Map<number, Map<number, number>>): void {
  const { state, openings, due } = load(world);
  const open = new Set(due.map(({ entry }) => entry));
  for (const [evidence, readings] of state.readingsOf) {
    const signed = readings.filter((reading) => reading.signed !== undefined);
    // What a dying machine entered without telling is in the log: the person will be told when they come back.
    for (const { signed: by, commitment } of signed) {
      const payload = openings.get(commitment)?.payload;
      const who = (by?.actor ?? 0) - 4;
      if (payload?.kind === "reading" && payload.outcome === "read" && typed.get(evidence)?.has(who) !== true)
        typed.set(evidence, (typed.get(evidence) ?? new Map()).set(who, Number(payload.boxes["ana"])));
    }
    const votes = [...(typed.get(evidence)?.values() ?? [])];
    expect(signed).toHaveLength(votes.length);
    const agreeing = Math.max(0, ...votes.map((one) => votes.filter((other) => other === one).length));
    // Open only with two who agree, or when all three have read.
    const isOpen = signed.some(({ entry }) => open.has(entry));
    expect(isOpen).toBe(agreeing >= 2 || votes.length === 3);
    expect(votes.length).toBeLessThanOrEqual(3);
  }
  const { sheets } = sourceView(loadView(world), "mayor", "witnesses");
  for (let station = 0; station < 3; station++) {
    if (!sheets.isTranscribed(station)) continue;
    const votes = [...(typed.get(station + 1)?.values() ?? [])];
    const settled = sheets.box(station, sheets.boxNames.indexOf("ana"));
    expect(votes.filter((each) => each === settled).length).toBeGreaterThanOrEqual(2);
  }
  for (const [evidence, by] of typed)
    expect(state.readingsOf.get(evidence)?.filter(({ signed }) => signed !== undefined).length).toBe(by.size);
}
