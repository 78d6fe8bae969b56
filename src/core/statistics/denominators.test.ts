import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { InputError } from "../input-error.ts";
import type { DeclaredFigures } from "./closure.ts";
import { checkPercentages, type BaseCode, type PercentageCheck } from "./denominators.ts";

function matchOf(check: PercentageCheck | undefined, base: BaseCode, register?: string) {
  const match = check?.bases.find((each) => each.base === base && each.register === register);
  return match === undefined ? undefined : [match.denominator, match.nearest, match.truncated];
}

const FIGURES: DeclaredFigures = {
  votes: { ANA: 500, BEA: 300 },
  otherVotes: 100,
  validVotes: 900,
  nullVotes: 100,
  ballotsCast: 1000,
  registeredVoters: 2000,
  namesEverySelection: false,
};

describe("a share", () => {
  test("is held against every base that is known", () => {
    const figures = { ...FIGURES, shares: { ANA: "55.6", BEA: "30", others: "5" } };
    const { shares } = checkPercentages(figures, [{ name: "of 2023", registeredVoters: 1900 }]);
    const [ana, bea, others] = shares;
    // 500/900 is 55.55...%, 500/1000 is 50%.
    expect(matchOf(ana, "valid-votes")).toEqual([900, "fits", "does-not-fit"]);
    expect(matchOf(ana, "ballots-cast")).toEqual([1000, "does-not-fit", "does-not-fit"]);
    expect(matchOf(bea, "ballots-cast")).toEqual([1000, "fits", "fits"]);
    expect(matchOf(others, "registered-voters")).toEqual([2000, "fits", "fits"]);
    expect(matchOf(others, "registered-voters", "of 2023")).toEqual([1900, "fits", "fits"]);
    expect(others?.of).toEqual({ kind: "share", selection: "others" });
  });

  test("that was cut off and not rounded is told apart", () => {
    const { shares } = checkPercentages({ ...FIGURES, shares: { ANA: "55.5" } }, []);
    expect(matchOf(shares[0], "valid-votes")).toEqual([900, "does-not-fit", "fits"]);
  });

  test("without its count is named, and nothing is said of it", () => {
    const checks = checkPercentages({ ...FIGURES, shares: { CEA: "1.0" } }, []);
    expect(checks).toMatchObject({ shares: [], together: undefined, withoutCount: ["CEA"] });
  });

  test("that is no percentage is refused", () => {
    expect(() => checkPercentages({ ...FIGURES, shares: { ANA: "55,5" } }, [])).toThrow(InputError);
  });
});

describe("shares together", () => {
  test("are solved for the one denominator that gives them all", () => {
    const figures = { ...FIGURES, shares: { ANA: "55.556", BEA: "33.333", others: "11.111" } };
    const { together } = checkPercentages(figures, []);
    expect(together).toMatchObject({ sum: 100, canMakeWhole: true });
    expect(together?.denominators.nearest).toEqual({ low: 900, high: 900 });
    expect(together?.denominators.truncated).toBeUndefined();
  });

  test("have no common denominator where each was taken of something else", () => {
    const { together } = checkPercentages({ ...FIGURES, shares: { ANA: "55.6", BEA: "30.0" } }, []);
    expect(together?.denominators).toEqual({ nearest: undefined, truncated: undefined });
    expect(together?.canMakeWhole).toBeUndefined();
  });

  test("of everybody that are of the ballots cannot make a whole", () => {
    const { together } = checkPercentages({ ...FIGURES, shares: { ANA: "50", BEA: "30", others: "10" } }, []);
    expect(together).toMatchObject({ sum: 90, canMakeWhole: false });
  });

  test("make a whole if rounding can explain what is left, and not a vote further", () => {
    const whole = (shares: Record<string, string>) =>
      checkPercentages({ ...FIGURES, shares }, []).together?.canMakeWhole;
    expect(whole({ ANA: "33", BEA: "33", others: "33" })).toBe(true);
    expect(whole({ ANA: "34", BEA: "34", others: "33" })).toBe(true);
    expect(whole({ ANA: "34", BEA: "34", others: "34" })).toBe(false);
    // Three numbers that were cut off can be up to, but not, three units short.
    expect(whole({ ANA: "33", BEA: "33", others: "32" })).toBe(true);
    expect(whole({ ANA: "33", BEA: "32", others: "32" })).toBe(false);
  });
});

describe("turnout", () => {
  const turnoutOf = (figures: Partial<DeclaredFigures>, registered?: number) =>
    checkPercentages(
      { ...FIGURES, ...figures },
      registered === undefined ? [] : [{ name: "register", registeredVoters: registered }],
    ).turnout;

  test("is solved for its denominators, and the base among them is named", () => {
    const check = turnoutOf({ turnout: "62.5", stationsCountedShare: "80" });
    // 1000/0.6255 = 1598.7..., 1000/0.6245 = 1601.28...
    expect(check?.denominators.nearest).toEqual({ low: 1599, high: 1601 });
    // Below 1000/0.625 = 1600 and above 1000/0.626 = 1597.4...
    expect(check?.denominators.truncated).toEqual({ low: 1598, high: 1600 });
    expect(matchOf(check, "registered-voters-covered")).toEqual([1600, "fits", "fits"]);
    expect(matchOf(check, "registered-voters")).toEqual([2000, "does-not-fit", "does-not-fit"]);
  });

  test("fits only with another coverage that is rounded to the same digits, and no further", () => {
    const fit = (turnout: string) =>
      matchOf(turnoutOf({ turnout, stationsCountedShare: "80" }), "registered-voters-covered")?.[1];
    // 1000 of 2000 * [0.795, 0.805] is 62.11...% to 62.89...%.
    expect(fit("62.9")).toBe("fits-within-coverage");
    expect(fit("62.1")).toBe("fits-within-coverage");
    expect(fit("63.0")).toBe("does-not-fit");
    expect(fit("62.0")).toBe("does-not-fit");
  });

  test("of all stations is of the register and of no more", () => {
    const check = turnoutOf({ turnout: "49.9", stationsCountedShare: "100" });
    expect(matchOf(check, "registered-voters-covered")).toEqual([2000, "does-not-fit", "does-not-fit"]);
  });

  test("takes the ballots, else their sum, else the valid votes, and says which", () => {
    const numerator = (figures: Partial<DeclaredFigures>) =>
      turnoutOf({ turnout: "50", ...figures })?.numerator;
    expect(numerator({})).toEqual({ figure: "ballots-cast", value: 1000 });
    expect(numerator({ ballotsCast: undefined })).toEqual({ figure: "ballots-added-up", value: 1000 });
    expect(numerator({ ballotsCast: undefined, nullVotes: undefined })).toEqual({
      figure: "valid-votes",
      value: 900,
    });
    const nothing = { votes: {}, turnout: "50", namesEverySelection: false };
    expect(checkPercentages(nothing, [])).toMatchObject({ turnout: undefined, withoutCount: ["turnout"] });
  });

  test("is never of an empty register, and coverage of nothing is no base", () => {
    expect(matchOf(turnoutOf({ turnout: "50" }, 0), "registered-voters", "register")).toBeUndefined();
    const check = turnoutOf({ turnout: "50", stationsCountedShare: "0" });
    expect(matchOf(check, "registered-voters-covered")).toBeUndefined();
  });
});

test("a percentage rounded from a base always fits that base, and the base is among the denominators", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30_000_000 }),
      fc.nat(),
      fc.integer({ min: 0, max: 4 }),
      (registered, seed, decimals) => {
        const ballots = seed % (registered + 1);
        const scale = 10n ** BigInt(decimals + 2);
        const units = (2n * BigInt(ballots) * scale + BigInt(registered)) / (2n * BigInt(registered));
        const digits = units.toString().padStart(decimals + 1, "0");
        const at = digits.length - decimals;
        const turnout = decimals === 0 ? digits : `${digits.slice(0, at)}.${digits.slice(at)}`;
        const figures = { votes: {}, ballotsCast: ballots, turnout, namesEverySelection: false };
        const check = checkPercentages(figures, [{ name: "r", registeredVoters: registered }]).turnout;
        const range = check?.denominators.nearest;
        expect(matchOf(check, "registered-voters", "r")?.[1]).toBe("fits");
        expect(range).toBeDefined();
        expect((range?.low ?? Infinity) <= registered && registered <= (range?.high ?? Infinity)).toBe(true);
      },
    ),
  );
});
