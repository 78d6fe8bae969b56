import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Alignment } from "./align-template.ts";
import { cutBox, parsePixelBox, placeParts, rowsReached, type PixelBox } from "./sheet-parts.ts";
import { templateOf } from "./sheet-template.ts";

/** A sheet that lies on the image turned by a few degrees, twice as large as the template. */
function turned(degrees: number, scale = 2): Alignment {
  const [cosine, sine] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const put = (x: number, y: number) => ({
    x: 700 + scale * (cosine * x - sine * y),
    y: 50 + scale * (sine * x + cosine * y),
  });
  return {
    scale,
    anchors: 40,
    place: put,
    extend: (x, y) => ({ ...put(x, y), away: Math.max(0, y - 3418) }),
  };
}

const template = templateOf({ template: "ve-2024" });
if (template === undefined) throw new Error("ve-2024 is built in");
const image = { width: 3_000, height: 14_000 };

describe("the parts of a template on an image", () => {
  test.each([-4, 0, 3])("the private part is wholly inside its box, turned by %d degrees", (degrees) => {
    const alignment = turned(degrees);
    const [zone] = placeParts(template, alignment, image).private;
    const [part] = template.private;
    if (zone === undefined || part === undefined) throw new Error("one private part");
    for (const x of part.x)
      for (const y of part.y) {
        const point = alignment.place(x, y) ?? { x: -1, y: -1 };
        expect(point.x).toBeGreaterThanOrEqual(Math.max(0, zone.x));
        expect(point.x).toBeLessThanOrEqual(zone.x + zone.width);
        expect(point.y).toBeGreaterThanOrEqual(zone.y);
        expect(point.y).toBeLessThanOrEqual(zone.y + zone.height);
      }
  });

  test("the template's own private part reaches into no row, and a box over three rows into these", () => {
    const parts = placeParts(template, turned(1), image);
    expect(rowsReached(parts.private, parts.rows)).toEqual([]);
    const over = parts.rows.slice(4, 7).flatMap(({ corners }) => corners);
    const [x, y] = [Math.min(...over.map((point) => point.x)), Math.min(...over.map((point) => point.y))];
    const box = { x: Math.ceil(x) + 40, y: Math.ceil(y) + 40, width: 300, height: 120 };
    const reached = rowsReached([box], parts.rows);
    expect(reached).toContain("PODEMOS");
    expect(reached).not.toContain("UNTC");
  });
});

const boxes = fc.record({
  x: fc.nat(200),
  y: fc.nat(200),
  width: fc.integer({ min: 1, max: 100 }),
  height: fc.integer({ min: 1, max: 100 }),
});

test("upright boxes reach into one another exactly where they share pixels", () => {
  fc.assert(
    fc.property(boxes, boxes, (one, other) => {
      const corners = [
        { x: other.x, y: other.y },
        { x: other.x + other.width, y: other.y },
        { x: other.x + other.width, y: other.y + other.height },
        { x: other.x, y: other.y + other.height },
      ];
      const shares =
        one.x < other.x + other.width &&
        other.x < one.x + one.width &&
        one.y < other.y + other.height &&
        other.y < one.y + one.height;
      expect(rowsReached([one], [{ id: "row", corners }])).toEqual(shares ? ["row"] : []);
    }),
  );
});

test("a box is cut where the image ends, and is the same pixels", () => {
  const isIn = ({ x, y, width, height }: PixelBox, at: readonly [number, number]) =>
    at[0] >= x && at[0] < x + width && at[1] >= y && at[1] < y + height;
  fc.assert(
    fc.property(boxes, fc.nat(299), fc.nat(299), (box, x, y) => {
      const size = { width: 150, height: 120 };
      const inside = cutBox(box, size);
      const inImage = x < size.width && y < size.height;
      if (inImage) expect(inside !== undefined && isIn(inside, [x, y])).toBe(isIn(box, [x, y]));
      if (inside !== undefined) {
        expect(inside.x + inside.width).toBeLessThanOrEqual(size.width);
        expect(inside.y + inside.height).toBeLessThanOrEqual(size.height);
      }
    }),
  );
});

test("a typed box is four whole numbers and is not empty", () => {
  expect(parsePixelBox("40, 1210,600,180")).toEqual({ x: 40, y: 1210, width: 600, height: 180 });
  for (const text of [
    "",
    "1,2,3",
    "1,2,3,4,5",
    "-1,2,3,4",
    "1,2,0,4",
    "1,2,3,0",
    "1.5,2,3,4",
    "1,2,3,x",
    "1,2,3,1e3",
  ])
    expect(parsePixelBox(text)).toBeUndefined();
});
