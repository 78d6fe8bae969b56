import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { InputError } from "../input-error.ts";
import type { Assignment } from "./assignment.ts";
import { formatTypedBox, parseAnswer, parseTypedBox, readingOfAnswer } from "./parse-answer.ts";

const form = (contest: string) => ({
  contest,
  title: contest,
  boxes: ["ANA", "BEA"].map((box) => ({ box, label: box })),
});
const ASSIGNMENT: Assignment = { evidence: 7, contests: [form("mayor")] };
const ANSWER = { evidence: 7, station: "s1", boxes: { ANA: 3, BEA: "illegible" as const } };

describe("an answer", () => {
  test("makes a reading of the sheet that was given", () => {
    expect(readingOfAnswer(parseAnswer(JSON.stringify(ANSWER)), ASSIGNMENT)).toEqual({
      kind: "reading",
      outcome: "read",
      station: "s1",
      contest: "mayor",
      boxes: { ANA: 3, BEA: "illegible" },
    });
    expect(readingOfAnswer({ evidence: 7, unreadable: "a wall" }, ASSIGNMENT)).toMatchObject({
      outcome: "nothing-read",
      reason: "a wall",
    });
  });

  test("of another sheet, with a box left out, or with one that is not on the form is refused, each by name", () => {
    expect(() => readingOfAnswer({ ...ANSWER, evidence: 8 }, ASSIGNMENT)).toThrow("is of entry 8");
    expect(() => readingOfAnswer({ ...ANSWER, boxes: { ANA: 3 } }, ASSIGNMENT)).toThrow(
      '"BEA" is not answered',
    );
    expect(() => readingOfAnswer({ ...ANSWER, boxes: { ...ANSWER.boxes, EVA: 1 } }, ASSIGNMENT)).toThrow(
      '"EVA"',
    );
  });

  test("says its contest where there are several", () => {
    const several = { ...ASSIGNMENT, contests: [form("mayor"), form("council")] };
    expect(() => readingOfAnswer(ANSWER, several)).toThrow("say which: mayor, council");
    expect(readingOfAnswer({ ...ANSWER, contest: "council" }, several)).toMatchObject({ contest: "council" });
  });

  test("of another shape is refused", () => {
    for (const text of [
      "",
      "[]",
      "{}",
      '{"evidence":7,"station":"s1","boxes":{"ANA":-1}}',
      '{"evidence":7,"unreadable":" "}',
    ])
      expect(() => parseAnswer(text)).toThrow(InputError);
  });
});

test("what is typed into a box comes back as it was typed, and nothing else is a box", () => {
  const box = fc.oneof(
    fc.nat({ max: 2_147_483_647 }),
    fc.constantFrom("illegible" as const, "not-on-form" as const),
  );
  fc.assert(
    fc.property(box, (each) => {
      expect(parseTypedBox(formatTypedBox(each))).toBe(each);
    }),
  );
  for (const text of ["", "x", "-1", "1.5", "1 2", "2147483648", "--"])
    expect(parseTypedBox(text)).toBeUndefined();
});
