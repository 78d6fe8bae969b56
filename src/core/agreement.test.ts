import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { agreementOf, type ReadBoxes } from "./agreement.ts";
import { ILLEGIBLE, NOT_ON_FORM } from "./tally-sheet.ts";

const person = (reader: string, boxes: readonly number[], station = "s1"): ReadBoxes => ({
  reader,
  byPerson: true,
  station,
  boxes: Int32Array.from(boxes),
});
const program = (boxes: readonly number[]): ReadBoxes => ({ ...person("qr", boxes), byPerson: false });
const TWO_PEOPLE = { readings: 2, people: 2, entries: 3 };
const boxes = (readings: readonly ReadBoxes[], rule = TWO_PEOPLE) => {
  const found = agreementOf(readings, rule).boxes;
  return found === undefined ? undefined : [...found];
};

describe("where people must agree", () => {
  test("a program and one person do not make two people", () => {
    expect(boxes([program([4, 5]), person("a", [4, 5])])).toBeUndefined();
    expect(boxes([program([4, 5]), person("a", [4, 5])], { ...TWO_PEOPLE, people: 1 })).toEqual([4, 5]);
  });

  test("one person who reads twice is one", () => {
    expect(boxes([person("a", [4, 5]), person("a", [4, 5])])).toBeUndefined();
  });

  test("the same numbers of two stations are no agreement", () => {
    expect(boxes([person("a", [4, 5]), person("b", [4, 5], "s2")])).toBeUndefined();
  });

  test("a box that one of two cannot read is illegible, and a third look could mend it", () => {
    const readings = [person("a", [4, 5]), person("b", [4, ILLEGIBLE])];
    expect(boxes(readings)).toEqual([4, ILLEGIBLE]);
    expect(agreementOf(readings, TWO_PEOPLE).isFirm).toBe(false);
    const third = [...readings, person("c", [4, 5])];
    expect(boxes(third)).toEqual([4, 5]);
    expect(agreementOf(third, TWO_PEOPLE).isFirm).toBe(true);
  });

  test("a box that nobody can read, or that the form does not have, waits for nobody", () => {
    const readings = ["a", "b"].map((reader) => person(reader, [4, ILLEGIBLE, NOT_ON_FORM]));
    expect(boxes(readings)).toEqual([4, ILLEGIBLE, NOT_ON_FORM]);
    expect(agreementOf(readings, TWO_PEOPLE).isFirm).toBe(true);
  });

  test("a box that only a program states is not filled by it", () => {
    expect(boxes([program([4, 5]), person("a", [4, NOT_ON_FORM]), person("b", [4, NOT_ON_FORM])])).toEqual([
      4,
      ILLEGIBLE,
    ]);
  });

  test("two against one outvote the one; two against two settle nothing that is not contested", () => {
    const one = person("c", [9, 5]);
    expect(agreementOf([one, person("a", [4, 5]), person("b", [4, 5])], TWO_PEOPLE)).toMatchObject({
      outvoted: [one],
      isFirm: true,
    });
    const camps = [person("a", [4, 5]), person("b", [4, 5]), person("c", [9, 5]), person("d", [9, 5])];
    expect(agreementOf(camps, TWO_PEOPLE).outvoted).toEqual([]);
  });
});

test("a person who cannot read a box does not bring together two who read it differently", () => {
  const rule = { readings: 2, people: 2, entries: 3 };
  const blind = person("c", [4, ILLEGIBLE]);
  for (const readings of [
    [blind, person("a", [4, 5]), person("b", [4, 6])],
    [person("a", [4, 5]), blind, person("b", [4, 6])],
  ])
    expect([...(agreementOf(readings, rule).boxes ?? [])]).toEqual([4, ILLEGIBLE]);
});

test("no box takes a number that fewer people state than the rule asks for", () => {
  const value = fc.constantFrom(ILLEGIBLE, NOT_ON_FORM, 0, 1, 2);
  const reading = fc.record({
    reader: fc.constantFrom("a", "b", "c", "d"),
    byPerson: fc.boolean(),
    station: fc.constantFrom("s1", "s1", "s2"),
    boxes: fc.array(value, { minLength: 3, maxLength: 3 }).map((each) => Int32Array.from(each)),
  });
  fc.assert(
    fc.property(fc.array(reading, { maxLength: 6 }), fc.integer({ min: 1, max: 3 }), (readings, people) => {
      const rule = { readings: 2, people, entries: 4 };
      const found = agreementOf(readings, rule).boxes;
      if (found === undefined) return;
      for (const [column, settled] of found.entries()) {
        if (settled < 0) continue;
        const who = readings.filter((each) => each.byPerson && each.boxes[column] === settled);
        expect(new Set(who.map((each) => each.reader)).size).toBeGreaterThanOrEqual(people);
      }
    }),
  );
});
