import * as fc from "fast-check";
import { expect, test } from "vitest";

import { nodeCrypto } from "../adapters/node-crypto.ts";
import { InputHash } from "./input-hash.ts";

test("a stretch is its numbers one by one, however long it is and of whatever column", () => {
  const anyColumn = fc.constantFrom(Int32Array, Uint32Array, Uint8Array);
  fc.assert(
    fc.property(anyColumn, fc.array(fc.nat(255), { maxLength: 90 }), fc.nat(20), (Column, numbers, first) => {
      const column = Column.from(numbers);
      const from = Math.min(first, numbers.length);
      const [stretch, steps] = [new InputHash(), new InputHash()];
      stretch.stretch(column, from, numbers.length - from);
      for (const number of column.subarray(from)) steps.number(number);
      expect(stretch.sha256(nodeCrypto)).toBe(steps.sha256(nodeCrypto));
    }),
  );
});
