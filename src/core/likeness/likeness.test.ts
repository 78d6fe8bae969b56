import { describe, expect, test } from "vitest";

import { seededRandom, type Random } from "../../pipeline/demo/random.ts";
import { alikeImages } from "./alike-images.ts";
import type { InkBits } from "./ink-bits.ts";
import {
  compareLikeness,
  isTelling,
  likenessOf,
  likenessSchema,
  parseLikeness,
  type InkRows,
} from "./likeness.ts";

const ROWS = 38;
const random = seededRandom(20240728, "likeness");
/** Ten shapes of 8 by 5 bits. */
const SHAPES = Array.from({ length: 10 }, () =>
  Array.from({ length: 40 }, () => (random.fraction() < 0.5 ? 1 : 0)),
);

function cellOf(number: number): Uint8Array {
  const bits = new Uint8Array(160);
  for (const [at, digit] of [...String(number)].entries())
    for (const [bit, ink] of (SHAPES[Number(digit)] ?? []).entries())
      bits[Math.floor(bit / 5) * 20 + at * 5 + (bit % 5)] = ink;
  return bits;
}

/** The same sheet seen again: some bits come out otherwise. */
function seenAgain(cell: Uint8Array, wrong: number): Uint8Array {
  return cell.map((bit) => (bit === 1 && random.fraction() < wrong ? 0 : bit));
}

function sheet(numbers: readonly number[], wrong = 0): InkRows {
  const rows = numbers.map((number, at) => ({ id: `row ${at}`, cells: [seenAgain(cellOf(number), wrong)] }));
  return parseLikeness(likenessOf("form", rows)) ?? new Map();
}

/** Many rows with few votes, and some with many, as sheets have them. */
function numbers(of: Random): number[] {
  return Array.from({ length: ROWS }, (_, at) => (at % 12 === 0 ? of.between(40, 400) : of.between(0, 5)));
}

test("a likeness says the same when it is read again, also of what could not be seen", () => {
  const cells: (InkBits | undefined)[] = [cellOf(305), "blank", undefined];
  const likeness = likenessOf("form", [
    { id: "a", cells },
    { id: "nothing seen", cells: [undefined] },
  ]);
  expect(likenessSchema.parse(JSON.parse(JSON.stringify(likeness)))).toEqual(likeness);
  const [known, blank, unseen] = parseLikeness(likeness)?.get("a") ?? [];
  expect(likeness.rows).toEqual({ a: expect.stringMatching(/^[0-9a-f]{40} blank \?$/) });
  const bits = [...(known ?? [])].map((word) => (word >>> 0).toString(2).padStart(32, "0")).join("");
  expect(bits).toBe(cellOf(305).join(""));
  expect([blank?.length, unseen]).toEqual([0, undefined]);
});

test("a likeness by another method is no likeness to compare", () => {
  expect(parseLikeness({ ...likenessOf("form", []), method: "ink-2" })).toBeUndefined();
});

describe("two images", () => {
  const one = numbers(random);

  test("of one sheet are alike though a tenth of the ink came out otherwise", () => {
    const compared = compareLikeness(sheet(one, 0.1), sheet(one, 0.1));
    expect(compared).toMatchObject({ alike: true, rows: ROWS });
    expect(compared.percent).toBeGreaterThan(70);
  });

  test("whose large numbers differ are not alike, though all others are the same", () => {
    const other = one.map((number) => (number >= 40 ? number + 111 : number));
    const compared = compareLikeness(sheet(one), sheet(other));
    expect(compared.differ).toEqual(["row 0", "row 12", "row 24", "row 36"]);
    expect(compared.alike).toBe(false);
  });

  test("of which half of the rows can be seen are not alike: what is covered may differ", () => {
    expect(compareLikeness(sheet(one.slice(0, 19)), sheet(one)).alike).toBe(false);
  });

  test("of forms full of zeros tell nothing", () => {
    const zeros = sheet(Array.from({ length: ROWS }, () => 0));
    expect([isTelling(zeros), isTelling(sheet(one))]).toEqual([false, true]);
    expect(alikeImages([zeros, zeros].map((rows, name) => ({ name, rows })))).toEqual([]);
  });
});

describe("among many images", () => {
  const sheets = Array.from({ length: 400 }, () => numbers(random));
  const images = [...sheets, ...sheets.slice(0, 40)].map((of, name) => ({ name, rows: sheet(of, 0.08) }));

  test("those of the same sheet are found, and no others, as by comparing each with each", () => {
    const all = images.flatMap((first, at) =>
      images
        .slice(at + 1)
        .filter((second) => compareLikeness(first.rows, second.rows).alike)
        .map((second) => `${first.name} ${second.name}`),
    );
    const found = alikeImages(images).map(({ first, second }) => `${first} ${second}`);
    expect(found.toSorted()).toEqual(all.toSorted());
    expect(found.length).toBeGreaterThanOrEqual(38);
  });

  test("a thousand copies of one are found with few comparisons of each", () => {
    const copies = Array.from({ length: 1_000 }, (_, name) => ({ name, rows: sheet(sheets[0] ?? [], 0.02) }));
    const pairs = alikeImages(copies);
    expect(new Set(pairs.flatMap(({ first, second }) => [first, second])).size).toBe(1_000);
    expect(pairs.length).toBeLessThanOrEqual(5_000);
  });

  test("those with rows of their own cost each no more the more of them there are, and hide none of the others", () => {
    const found = alikeImages(images).length;
    let asked = 0;
    class CountedRows extends Map<string, Uint32Array[]> {
      override get(row: string) {
        asked += 1;
        return super.get(row);
      }
    }
    const askedOfEach = (count: number) => {
      const named = Array.from({ length: count }, (_, at) => ({
        name: images.length + at,
        rows: new CountedRows(
          Array.from({ length: 8 }, (_row, row) => [`${at} ${row}`, [Uint32Array.of(0xf << (4 * row), at)]]),
        ),
      }));
      asked = 0;
      expect(alikeImages([...named, ...images]).length).toBe(found);
      return asked / count;
    };
    expect(askedOfEach(600)).toBeLessThan(1.5 * askedOfEach(300));
  });
});
