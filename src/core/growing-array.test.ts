import * as fc from "fast-check";
import { expect, test } from "vitest";

import { GrowingInt32 } from "./growing-array.ts";

test("it does what an array does, whatever is pushed and set, past its first size too", () => {
  const number = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
  const sets = fc.array(fc.tuple(fc.nat(), number), { maxLength: 20 });
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 300, size: "max" }), sets, (pushed, set) => {
      const grown = new GrowingInt32();
      const model: number[] = [];
      for (const value of pushed) {
        grown.push(value);
        model.push(value);
      }
      for (const [at, value] of set) {
        grown.set(at % model.length, value);
        model[at % model.length] = value;
      }
      expect(grown.length).toBe(model.length);
      expect([...grown.values()]).toEqual(model);
      expect(model.map((_, at) => grown.at(at))).toEqual(model);
    }),
    { numRuns: 50 },
  );
});

test("many pushed at once stand as if they were pushed one by one", () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(), { maxLength: 200, size: "max" }), { maxLength: 5 }), (parts) => {
      const grown = new GrowingInt32();
      for (const part of parts) {
        grown.pushAll(Int32Array.from(part));
        grown.push(part.length);
      }
      expect([...grown.values()]).toEqual(parts.flatMap((part) => [...part, part.length]));
    }),
    { numRuns: 30 },
  );
});

test("reading past either end stops: the room it keeps is not part of it", () => {
  const grown = new GrowingInt32();
  expect(() => grown.at(0)).toThrow(RangeError);
  grown.push(7);
  expect(grown.at(0)).toBe(7);
  for (const index of [-1, 1, 63, 64, 0.5, Number.NaN])
    expect(() => grown.at(index), String(index)).toThrow(RangeError);
});
