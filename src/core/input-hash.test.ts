import * as fc from "fast-check";
import { expect, test } from "vitest";

import { nodeCrypto } from "../adapters/node-crypto.ts";
import { InputHash } from "./input-hash.ts";

test("a stretch is its numbers one by one, however long it is", () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { maxLength: 90 }), fc.nat(20), (numbers, first) => {
      const column = Int32Array.from(numbers);
      const from = Math.min(first, numbers.length);
      const [stretch, steps] = [new InputHash(), new InputHash()];
      stretch.stretch(column, from, numbers.length - from);
      for (const number of column.subarray(from)) steps.number(number);
      expect(stretch.sha256(nodeCrypto)).toBe(steps.sha256(nodeCrypto));
    }),
  );
});
