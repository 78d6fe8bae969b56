import { describe, expect, test } from "vitest";

import { checkSecondLook, checkTypedSheet, type TypingContext } from "./check-typed-sheet.ts";

const CONTEXT: TypingContext = { form: { boxes: [], sums: [] }, selections: ["ANA", "BEA"] };
const CLEAN = { ANA: 30, BEA: 10, validVotes: 40, blankVotes: 2, nullVotes: 1, ballotsCast: 43 };
const codes = (boxes: object, context: Partial<TypingContext> = {}) =>
  checkTypedSheet({ ...CLEAN, ...boxes }, { ...CONTEXT, ...context }).map(({ code }) => code);

describe("typing", () => {
  test("a sheet that closes is entered without a word", () => {
    expect(codes({})).toEqual([]);
    expect(codes({ blankVotes: "not-on-form", ballotsCast: 41 })).toEqual([]);
    expect(codes({ validVotes: "not-on-form" })).toEqual([]);
    expect(codes({ validVotes: "not-on-form", ANA: 31 })).toEqual(["sum-not-closing"]);
  });

  test("a sum that does not close is told, with what was typed", () => {
    expect(checkTypedSheet({ ...CLEAN, ANA: 31 }, CONTEXT)).toEqual([
      { code: "sum-not-closing", total: "validVotes", stated: 40, sum: 41 },
    ]);
  });

  test("a sum with a part that nobody can read is no contradiction", () => {
    expect(codes({ ANA: "illegible" })).toEqual([]);
  });

  test("a sum of the form's own is checked", () => {
    const form = { boxes: ["used"], sums: [{ total: "used", plus: ["ballotsCast"], minus: ["nullVotes"] }] };
    expect(codes({ used: 42 }, { form })).toEqual([]);
    expect(codes({ used: 43 }, { form })).toEqual(["sum-not-closing"]);
  });

  test("more votes than ballots, than registered voters, or than any station has", () => {
    expect(codes({ ANA: 300, validVotes: "illegible" })).toEqual(["more-than-ballots"]);
    expect(codes({}, { registeredVoters: 42 })).toEqual(["more-than-registered"]);
    expect(codes({ ballotsCast: 10_043, validVotes: "illegible" })).toEqual(["number-too-long"]);
  });

  test("a station that the register does not have", () => {
    expect(codes({}, { isStationListed: false })).toEqual(["station-not-listed"]);
  });

  test("a sheet on which nothing is stated", () => {
    expect(checkTypedSheet({ ANA: "not-on-form", BEA: "not-on-form" }, CONTEXT)).toEqual([
      { code: "nothing-stated" },
    ]);
  });
});

test("a second look that finds another number is told, box by box", () => {
  expect(checkSecondLook({ ANA: 1, BEA: 2 }, { ANA: 7, BEA: 2 })).toEqual([{ code: "changed", box: "ANA" }]);
});
