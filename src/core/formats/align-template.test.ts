import * as fc from "fast-check";
import { expect, test } from "vitest";

import { alignTemplate, type SeenWord } from "./align-template.ts";
import { templateOf } from "./sheet-template.ts";

const template = templateOf({ template: "ve-2024" });
if (template === undefined) throw new Error("the template is built in");
const ANCHORS = [
  ...template.anchors,
  ...template.rows.flatMap(({ y, anchors }) => anchors.map(({ text, x }) => ({ text, x, y }))),
];

/** The template's words as a scanner sees them: scaled, turned by a little, shifted. */
function seen(how: {
  readonly scale: number;
  readonly turn: number;
  readonly x: number;
  readonly y: number;
}) {
  const put = (x: number, y: number) => ({
    x: how.x + how.scale * (x - how.turn * y),
    y: how.y + how.scale * (y + how.turn * x),
  });
  return { put, words: ANCHORS.map(({ text, x, y }): SeenWord => ({ text, ...put(x, y) })) };
}

const scan = fc.record({
  scale: fc.double({ min: 0.5, max: 3, noNaN: true }),
  turn: fc.double({ min: -0.02, max: 0.02, noNaN: true }),
  x: fc.double({ min: -100, max: 400, noNaN: true }),
  y: fc.double({ min: -300, max: 900, noNaN: true }),
});

test("every row is found where it stands, with a third of the anchors missing and noise among the words", () => {
  fc.assert(
    fc.property(scan, fc.array(fc.tuple(fc.nat(1_500), fc.nat(9_000)), { maxLength: 20 }), (how, noise) => {
      const { put, words } = seen(how);
      const kept = words.filter((_, at) => at % 3 !== 0);
      const stray = noise.map(([x, y], at) => ({ text: String(1_000 + at * 7), x, y }));
      const alignment = alignTemplate(template, [...kept, ...stray]);
      expect(alignment?.scale).toBeCloseTo(how.scale * Math.sqrt(1 + how.turn * how.turn), 2);
      for (const { y } of template.rows) {
        const [place, right] = [alignment?.place(319, y), put(319, y)];
        expect(Math.abs((place?.x ?? 0) - right.x) + Math.abs((place?.y ?? 0) - right.y)).toBeLessThan(
          12 * how.scale,
        );
      }
    }),
    { numRuns: 12 },
  );
});

test("paper that was fed unevenly is followed by the anchors nearby", () => {
  const { words } = seen({ scale: 1, turn: 0, x: 0, y: 0 });
  const wave = (y: number) => 6 * Math.sin(y / 300);
  const alignment = alignTemplate(
    template,
    words.map((word) => ({ ...word, y: word.y + wave(word.y) })),
  );
  for (const { y } of template.rows)
    expect(Math.abs((alignment?.place(319, y)?.y ?? 0) - y - wave(y))).toBeLessThan(4);
});

test("a point far from every anchor is not placed, and a page of other words not at all", () => {
  const { words } = seen({ scale: 1, turn: 0, x: 0, y: 0 });
  const upper = alignTemplate(
    template,
    words.filter(({ y }) => y < 2_200),
  );
  expect(upper?.place(319, 1_700)).toBeDefined();
  expect(upper?.place(319, 3_100)).toBeUndefined();
  expect(
    alignTemplate(
      template,
      words.map((word) => ({ ...word, text: `${word.text}xyz` })),
    ),
  ).toBeUndefined();
});

test("words made to cost much end in bounded time, and a sheet is found among them all the same", () => {
  const { put, words } = seen({ scale: 1.2, turn: 0, x: 10, y: 20 });
  const often = ANCHORS.slice(0, 6).flatMap(({ text }, of) =>
    Array.from({ length: 500 }, (_, at) => ({ text, x: at % 50, y: of + at / 50 })),
  );
  const long = Array.from({ length: 2_000 }, () => ({ text: "a".repeat(100_000), x: 1, y: 1 }));
  const started = performance.now();
  const alignment = alignTemplate(template, [...words, ...often, ...long]);
  // The cube of 3,000 pairs would take hours; a busy machine may take its time for the rest.
  expect(performance.now() - started).toBeLessThan(20_000);
  const [, , , , , , , row] = ANCHORS;
  if (alignment === undefined || row === undefined) throw new Error("the anchors are there");
  expect(alignment.extend(row.x, row.y).x).toBeCloseTo(put(row.x, row.y).x, 0);
  expect(alignTemplate(template, [...often, ...long])).toBeUndefined();
});
