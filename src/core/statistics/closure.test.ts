import { describe, expect, test } from "vitest";

import { ballotsInAll, checkSums, sumOf, votesInAll, type DeclaredFigures } from "./closure.ts";

const COMPLETE: DeclaredFigures = {
  votes: { ANA: 60, BEA: 30 },
  validVotes: 90,
  blankVotes: 4,
  nullVotes: 6,
  ballotsCast: 100,
  registeredVoters: 150,
  namesEverySelection: true,
};

function outcomes(figures: DeclaredFigures) {
  return checkSums(figures).map((check) => check.outcome);
}

describe("declared figures", () => {
  test("close where every sum does", () => {
    expect(checkSums(COMPLETE)).toEqual([
      {
        equation: "votes-make-valid",
        parts: { ANA: 60, BEA: 30 },
        sum: 90,
        total: 90,
        difference: 0,
        outcome: "closes",
      },
      {
        equation: "parts-make-ballots",
        parts: { validVotes: 90, blankVotes: 4, nullVotes: 6 },
        sum: 100,
        total: 100,
        difference: 0,
        outcome: "closes",
      },
      {
        equation: "ballots-within-registered",
        parts: { ballotsCast: 100 },
        sum: 100,
        total: 150,
        difference: -50,
        outcome: "within",
      },
    ]);
  });

  test("differ by one vote in either direction", () => {
    for (const validVotes of [89, 91]) {
      const [check] = checkSums({ ...COMPLETE, validVotes });
      expect(check).toMatchObject({ difference: 90 - validVotes, outcome: "differs" });
    }
    for (const ballotsCast of [99, 101])
      expect(outcomes({ ...COMPLETE, ballotsCast })).toEqual(["closes", "differs", "within"]);
  });

  test("count the votes announced in one sum for the others", () => {
    expect(outcomes({ ...COMPLETE, votes: { ANA: 60 }, otherVotes: 30, namesEverySelection: false })[0]).toBe(
      "closes",
    );
    expect(outcomes({ ...COMPLETE, votes: { ANA: 60 }, otherVotes: 29, namesEverySelection: false })[0]).toBe(
      "differs",
    );
  });

  test("that leave selections out can be less than the valid votes, and never more", () => {
    const partial = { ...COMPLETE, namesEverySelection: false };
    expect(outcomes({ ...partial, validVotes: 95 })[0]).toBe("within");
    expect(outcomes({ ...partial, validVotes: 90 })[0]).toBe("closes");
    expect(outcomes({ ...partial, validVotes: 89 })[0]).toBe("differs");
  });

  test("without blank or null votes can be less than the ballots, and never more", () => {
    for (const unknown of ["blankVotes", "nullVotes"] as const) {
      expect(outcomes({ ...COMPLETE, [unknown]: undefined })[1]).toBe("within");
      expect(outcomes({ ...COMPLETE, [unknown]: undefined, ballotsCast: 93 })[1]).toBe("differs");
    }
  });

  test("cannot have more ballots than registered voters", () => {
    expect(outcomes({ ...COMPLETE, registeredVoters: 100 })[2]).toBe("within");
    expect(outcomes({ ...COMPLETE, registeredVoters: 99 })[2]).toBe("differs");
    expect(outcomes({ ...COMPLETE, registeredVoters: 99, ballotsCast: undefined })[2]).toBe("differs");
  });

  test("say nothing where nothing was announced", () => {
    expect(outcomes({ votes: {}, namesEverySelection: false })).toEqual(["unknown", "unknown", "unknown"]);
    expect(outcomes({ votes: { ANA: 1 }, namesEverySelection: true })).toEqual([
      "unknown",
      "unknown",
      "unknown",
    ]);
  });
});

test("the votes of all are known where all are named or summed", () => {
  expect(votesInAll({ votes: { ANA: 1, BEA: 2 }, namesEverySelection: true })).toBe(3);
  expect(votesInAll({ votes: { ANA: 1, BEA: 2 }, namesEverySelection: false })).toBeUndefined();
  expect(votesInAll({ votes: { ANA: 1, BEA: 2 }, otherVotes: 4, namesEverySelection: false })).toBe(7);
});

test("ballots are added up where they were not announced, but not without the null votes", () => {
  expect(ballotsInAll({ ...COMPLETE, ballotsCast: 77 })).toBe(77);
  expect(ballotsInAll({ ...COMPLETE, ballotsCast: undefined })).toBe(100);
  expect(ballotsInAll({ ...COMPLETE, ballotsCast: undefined, blankVotes: undefined })).toBe(96);
  expect(ballotsInAll({ ...COMPLETE, ballotsCast: undefined, nullVotes: undefined })).toBeUndefined();
  expect(ballotsInAll({ ...COMPLETE, ballotsCast: undefined, validVotes: undefined })).toBe(100);
});

test("a sum that is not exact stops", () => {
  expect(() => sumOf([Number.MAX_SAFE_INTEGER, 1])).toThrow("exact");
  expect(() => sumOf([0.5])).toThrow("exact");
});
