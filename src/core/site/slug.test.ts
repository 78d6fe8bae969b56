import * as fc from "fast-check";
import { expect, test } from "vitest";

import { formatAnchor, slugsOf } from "./slug.ts";

const ids = fc.uniqueArray(
  fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom("..", "../..", "CON", "con", "A", "a", "Á", "", "/"),
  ),
);

test("every id has a file name of its own, of lower-case ASCII, that no folder step or device name can be", () => {
  fc.assert(
    fc.property(ids, (some) => {
      const slugs = [...slugsOf(some).values()];
      expect(new Set(slugs).size).toBe(some.length);
      for (const slug of slugs) expect(slug).toMatch(/^(?!con$|index$)[a-z0-9-]{1,100}$/);
    }),
  );
});

test("the file names do not depend on the order of the ids", () => {
  fc.assert(
    fc.property(ids, (some) => {
      const turned = slugsOf(some.toReversed());
      for (const [id, slug] of slugsOf(some)) expect(turned.get(id)).toBe(slug);
    }),
  );
});

test("ids are recognisable in their file names", () => {
  expect([...slugsOf(["07/0703/San José", "M/Ñuñoa"]).values()].sort()).toEqual([
    "07-0703-san-jose",
    "m-nunoa",
  ]);
});

test("no two ids share an anchor, and none holds a space or needs encoding", () => {
  fc.assert(
    fc.property(ids, (some) => {
      const wellFormed = new Set(some.map((id) => id.toWellFormed()));
      const anchors = [...wellFormed].map(formatAnchor);
      expect(new Set(anchors).size).toBe(wellFormed.size);
      for (const anchor of anchors) expect(anchor).toMatch(/^[A-Za-z0-9._-]*$/);
    }),
  );
  expect(formatAnchor("0101-001.1")).toBe("0101-001.1");
});
