import * as fc from "fast-check";
import { expect, test } from "vitest";

import { StationIndex } from "./station-index.ts";

const id = fc.oneof(fc.string({ unit: "grapheme", maxLength: 3 }), fc.nat({ max: 500 }).map(String));

test("it numbers and finds ids as a Map does, whatever they are", () => {
  fc.assert(
    fc.property(fc.array(id, { maxLength: 400, size: "max" }), fc.array(id), (added, asked) => {
      const index = new StationIndex();
      const model = new Map<string, number>();
      for (const each of added) if (!model.has(each)) model.set(each, model.size);
      expect(added.map((each) => index.findOrAdd(each))).toEqual(added.map((each) => model.get(each)));
      expect(index.ids).toEqual([...model.keys()]);
      const both = [...added, ...asked];
      expect([...index.findAll(both)]).toEqual(both.map((each) => model.get(each) ?? -1));
      expect(both.map((each) => index.find(each))).toEqual(both.map((each) => model.get(each) ?? -1));
    }),
    { numRuns: 50 },
  );
});

/** FNV-1a, 32 bits. */
function fnv(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

test("ids that somebody chose for their hashes are numbered and found all the same", () => {
  // The first two have one hash, and the others lead from there to one.
  let ids = ["7yzx", "e6ad"];
  while (ids.length < 256) ids = ids.flatMap((each) => ["33zx", "epad"].map((more) => each + more));
  expect(new Set(ids.map(fnv)).size).toBe(1);
  const index = new StationIndex();
  const numbers = ids.map((each) => index.findOrAdd(each));
  expect(numbers).toEqual([...ids.keys()]);
  for (let more = 0; more < 1_000; more++) index.findOrAdd(`s${more}`);
  expect([...index.findAll(ids)]).toEqual(numbers);
  expect(ids.map((each) => index.find(each))).toEqual(numbers);
  expect(index.find(`${ids[0] ?? ""}x`)).toBe(-1);
});
