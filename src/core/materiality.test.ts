import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { ExampleElection, type ExampleSheet } from "../../test/support/example-election.ts";
import { materialityOf, type Materiality } from "./materiality.ts";

const SELECTIONS = ["ANA", "BEA", "CEL"];

/** A sheet that the published policy sets aside, of a station with so many registered voters. */
function setAside(station: string, registeredVoters: number | undefined): ExampleSheet {
  const boxes = { ANA: "illegible", BEA: 0, CEL: 0 } as const;
  return { station, boxes: registeredVoters === undefined ? boxes : { ...boxes, registeredVoters } };
}

function materiality(counted: readonly number[], sizes: readonly (number | undefined)[]): Materiality {
  const election = new ExampleElection({ contests: { president: SELECTIONS } });
  const votes = Object.fromEntries(SELECTIONS.map((selection, at) => [selection, counted[at] ?? 0]));
  election.table([
    { station: "counted", boxes: votes },
    ...sizes.map((size, at) => setAside(`aside ${at}`, size)),
  ]);
  return materialityOf(election.sheets().tabulation, 0);
}

/** Every way in which so many voters can vote for one of the selections or for nobody, as votes added to each. */
function* assignments(voters: number): Generator<readonly number[]> {
  for (let ana = 0; ana <= voters; ana++)
    for (let bea = 0; ana + bea <= voters; bea++)
      for (let cel = 0; ana + bea + cel <= voters; cel++) yield [ana, bea, cel];
}

describe("the bound is exact", () => {
  test("for every pair of neighbours and every way in which the voters set aside can vote", () => {
    const votes = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 });
    const sizes = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(votes, sizes, (counted, aside) => {
        const { pairs } = materiality(counted, aside);
        expect(pairs).toHaveLength(2);
        const voters = aside.reduce((sum, size) => sum + size, 0);
        const after = [...assignments(voters)].map((added) =>
          counted.map((count, at) => count + (added[at] ?? 0)),
        );
        for (const { ahead, behind, margin, couldChange } of pairs) {
          const [first, second] = [SELECTIONS.indexOf(ahead), SELECTIONS.indexOf(behind)];
          expect(margin).toBe((counted[first] ?? 0) - (counted[second] ?? 0));
          const changes = after.some((totals) => (totals[second] ?? 0) >= (totals[first] ?? 0));
          expect(couldChange).toBe(changes ? "yes" : "no");
        }
      }),
      { numRuns: 60 },
    );
  });

  test("and where it says no of all neighbours, no two selections change places in any of those ways", () => {
    const votes = fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(votes, fc.integer({ min: 0, max: 6 }), (counted, voters) => {
        const order = (totals: readonly number[]) =>
          SELECTIONS.map((_, at) => at).sort((one, other) => (totals[other] ?? 0) - (totals[one] ?? 0));
        const moved = [...assignments(voters)]
          .map((added) => counted.map((count, at) => count + (added[at] ?? 0)))
          .some((totals) => order(totals).join() !== order(counted).join() || new Set(totals).size < 3);
        expect(materiality(counted, [voters]).couldChangeOrder).toBe(moved ? "yes" : "no");
      }),
      { numRuns: 60 },
    );
  });
});

describe("at the boundary", () => {
  test("a tie counts as a change, and one vote less is none", () => {
    expect(materiality([30, 20, 0], [10]).couldChangeFirst).toBe("yes");
    expect(materiality([30, 20, 0], [9]).couldChangeFirst).toBe("no");
  });

  test("the voters of all sheets set aside are added", () => {
    expect(materiality([30, 20, 0], [4, 6]).couldChangeFirst).toBe("yes");
    expect(materiality([30, 20, 0], [4, 5]).couldChangeFirst).toBe("no");
  });

  test("nothing set aside changes nothing, not even a tie", () => {
    expect(materiality([20, 20, 0], [])).toMatchObject({
      setAside: { stations: 0, registeredVoters: 0, stationsUnsized: 0 },
      couldChangeOrder: "no",
      couldChangeFirst: "no",
    });
  });

  test("the order can change below a first place that cannot", () => {
    expect(materiality([30, 6, 5], [3])).toMatchObject({
      pairs: [
        { ahead: "ANA", behind: "BEA", margin: 24, couldChange: "no" },
        { ahead: "BEA", behind: "CEL", margin: 1, couldChange: "yes" },
      ],
      couldChangeOrder: "yes",
      couldChangeFirst: "no",
    });
  });
});

describe("where a station's registered voters are unknown", () => {
  test("nobody can say whether the order holds", () => {
    expect(materiality([30, 20, 0], [undefined])).toMatchObject({
      setAside: { stations: 1, registeredVoters: 0, stationsUnsized: 1 },
      couldChangeOrder: "unknown",
      couldChangeFirst: "unknown",
    });
  });

  test("the stations whose voters are known may suffice", () => {
    expect(materiality([30, 20, 0], [10, undefined]).couldChangeFirst).toBe("yes");
    expect(materiality([30, 20, 0], [9, undefined]).couldChangeFirst).toBe("unknown");
  });

  test("a pair that could change makes the whole order so, whatever is unknown of the others", () => {
    expect(materiality([30, 6, 5], [1, undefined])).toMatchObject({
      couldChangeOrder: "yes",
      couldChangeFirst: "unknown",
    });
  });
});

test("a unit is judged by its own sheets alone", () => {
  const election = new ExampleElection();
  const aside = { ANA: "illegible", registeredVoters: 100 } as const;
  election.table([
    { station: "1", unit: "N/N1", boxes: { ANA: 30, BEA: 20 } },
    { station: "2", unit: "S/S1", boxes: { ANA: 10, BEA: 60 } },
    { station: "3", unit: "S/S1", boxes: aside },
  ]);
  const { register } = election.view();
  const { tabulation } = election.sheets();
  const of = (unit: string) => materialityOf(tabulation, register.unitIndex(unit) ?? -1).couldChangeFirst;
  expect([of("all"), of("N"), of("S")]).toEqual(["yes", "no", "yes"]);
});
