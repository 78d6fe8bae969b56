import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { ImputationInput } from "./imputation.ts";
import { hideBySeed, hideLatest, validateByMasking } from "./masking.ts";

/** Two regions of four stations each; in the first A leads, in the second B. The last station never came in. */
const ELECTION: ImputationInput = {
  unitParents: Int32Array.of(-1, 0, 0),
  stationUnits: Int32Array.of(1, 1, 1, 1, 2, 2, 2, 2, 2),
  registeredVoters: Int32Array.of(100, 100, 100, 100, 100, 100, 100, -1, 100),
  collected: Uint8Array.of(1, 1, 1, 1, 1, 1, 1, 1, 0),
  votes: [
    Int32Array.of(60, 62, 58, 60, 20, 22, 18, 20, 99),
    Int32Array.of(20, 18, 22, 20, 60, 58, 62, 60, 99),
  ],
};

const hide = (...stations: number[]) =>
  Uint8Array.from({ length: 9 }, (_, at) => (stations.includes(at) ? 1 : 0));

const validate = (hidden: Uint8Array, election = ELECTION) =>
  validateByMasking({ election, hidden, options: { pair: [0, 1] } });

describe("masking", () => {
  test("imputes hidden stations from the others and compares with what they hold", () => {
    const validated = validate(hide(3, 5));
    if (validated.kind === "refused") throw new Error(validated.reason);
    expect(validated).toMatchObject({
      stationsHidden: 2,
      stationsShown: 6,
      votersHidden: 200,
      hiddenWithoutRoll: 0,
      matchedAtDepth: [0, 2],
    });
    // 180 + 60 in the first region; 38 of 200 voters with a roll in the second, 20 of the one without, 19 imputed.
    expect(validated.votes[0]).toMatchObject({ imputed: 317, truth: 320, error: -3, isCovered: true });
    expect(validated.margin.truth).toBe(0);
    expect(validated.margin.error).toBeCloseTo((317 - 323) / 640, 12);
    expect(validated.marginErrorWithoutImputing).toBeCloseTo((238 - 242) / 480, 12);
  });

  test("a region that is hidden whole shows how wrong the others are about it", () => {
    const validated = validate(hide(4, 5, 6));
    if (validated.kind === "refused") throw new Error(validated.reason);
    // The only station left in the second region has no roll: its votes count, its rate does not.
    expect(validated.matchedAtDepth).toEqual([3, 0]);
    expect(validated.votes[0]).toMatchObject({ imputed: 240 + 20 + 180, truth: 320, error: 120 });
    expect(validated.margin.isCovered).toBe(undefined);
  });

  test("a hidden station unlike the others of its region is not in the interval they give", () => {
    const election = {
      ...ELECTION,
      votes: [ELECTION.votes[0]?.with(3, 95), ELECTION.votes[1]?.with(3, 5)].flatMap(
        (column) => column ?? [],
      ),
    };
    const validated = validate(hide(3), election);
    expect(validated).toMatchObject({
      votes: [{ truth: 355, isCovered: false }, { isCovered: false }],
      shares: [{ isCovered: false }, { isCovered: false }],
      margin: { isCovered: false },
    });
  });

  test("stations that are truly missing take no part, whatever their boxes hold", () => {
    const other = { ...ELECTION, votes: ELECTION.votes.map((column) => column.with(8, 12_345)) };
    const hidden = hide(1, 8);
    expect(validate(hidden, other)).toEqual(validate(hidden));
    expect(validate(hidden, other)).toMatchObject({ stationsHidden: 1 });
  });

  test("a hidden station without a roll is left out of the truth as well", () => {
    const validated = validate(hide(1, 7));
    expect(validated).toMatchObject({ hiddenWithoutRoll: 1, stationsHidden: 1, votes: [{ truth: 300 }, {}] });
  });

  test("nothing hidden is nothing to tell, and all hidden is nothing to tell it by", () => {
    expect(validate(hide(8))).toEqual({
      kind: "refused",
      reason: "nothing-hidden",
    });
    expect(validate(hide(0, 1, 2, 3, 4, 5, 6, 7))).toMatchObject({
      reason: "nothing-collected-with-registered-voters",
    });
  });
});

describe("what is hidden", () => {
  test("are the last to arrive, at most the share asked for, and stations of one moment together", () => {
    const arrivedAt = Int32Array.of(50, 10, 40, 30, 40, 20, 99);
    const collected = Uint8Array.of(1, 1, 1, 1, 1, 1, 0);
    const hidden = (share: number) =>
      [...hideLatest({ collected, arrivedAt })(share)].flatMap((is, station) => (is === 1 ? [station] : []));
    expect(hidden(0)).toEqual([]);
    expect(hidden(1 / 6)).toEqual([0]);
    expect(hidden(2 / 6)).toEqual([0]);
    expect(hidden(3 / 6)).toEqual([0, 2, 4]);
    expect(hidden(1)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test("or about a share of them by a seed: whole polling places, the same for the same seed", () => {
    const keys = Int32Array.from({ length: 4000 }, (_, at) => Math.floor(at / 4));
    const collected = new Uint8Array(4000).fill(1);
    for (const seed of [1, 2, 20_241_028]) {
      const hidden = hideBySeed({ collected, keys, share: 0.2, seed });
      expect(hidden).toEqual(hideBySeed({ collected, keys, share: 0.2, seed }));
      const count = hidden.reduce((sum, is) => sum + is, 0);
      expect(Math.abs(count / 4000 - 0.2)).toBeLessThan(0.04);
      expect(hidden.every((is, at) => is === hidden[at - (at % 4)])).toBe(true);
    }
    const [one, other] = [1, 2].map((seed) => hideBySeed({ collected, keys, share: 0.5, seed }));
    const same = one?.reduce((sum, is, at) => sum + (is === other?.[at] ? 1 : 0), 0) ?? 0;
    expect(Math.abs(same / 4000 - 0.5)).toBeLessThan(0.05);
  });

  test("is never a station that was not collected", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1 })),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (flags, share) => {
          const collected = Uint8Array.from(flags);
          const keys = Int32Array.from(flags, (_, at) => at);
          for (const hidden of [
            hideBySeed({ collected, keys, share, seed: 7 }),
            hideLatest({ collected, arrivedAt: keys })(share),
          ])
            expect(hidden.every((is, at) => is === 0 || collected[at] === 1)).toBe(true);
        },
      ),
    );
  });
});
