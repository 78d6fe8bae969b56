import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { nodeCrypto } from "../../adapters/node-crypto.ts";
import { formatHex, utf8 } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import {
  drawProportional,
  drawWithoutReplacement,
  drawWithReplacement,
  fractionAsNumber,
  nextFraction,
  ticketFractions,
  uniformFraction,
} from "./tickets.ts";

/** Without the other spelling of its hash, so that tests may put another in its place. */
const { sha256Into: _, ...crypto } = nodeCrypto;
const seed = "eleven dice";
const idsOf = (count: number) => Array.from({ length: count }, (_, at) => `station ${at}`);

/** A crypto whose hash of every text is the given number, to see what the digits of rare hashes become. */
const hashing = (value: bigint): Crypto => ({
  ...crypto,
  sha256: () =>
    Uint8Array.from(value.toString(16).padStart(64, "0").match(/../g) ?? [], (byte) => parseInt(byte, 16)),
});

describe("a fraction", () => {
  test("has the digits of the hash in reverse, as long arithmetic has them", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const decimal = BigInt(`0x${formatHex(crypto.sha256(utf8(text)))}`).toString();
        expect(uniformFraction(text, crypto)).toBe(`0.${[...decimal].toReversed().join("")}`);
      }),
    );
  });

  test("of a small hash is filled up to 64 digits, and keeps the zeros of a large one", () => {
    expect(uniformFraction("", hashing(120n))).toBe(`0.021${"0".repeat(61)}`);
    expect(uniformFraction("", hashing(0n))).toBe(`0.${"0".repeat(64)}`);
    expect(uniformFraction("", hashing(2n ** 256n - 1n))).toHaveLength(80);
    expect(uniformFraction("", hashing(10n ** 76n))).toBe(`0.${"0".repeat(76)}1`);
  });

  test("as a number is cut, and so stays below 1", () => {
    expect(fractionAsNumber(`0.${"9".repeat(78)}`)).toBe(0.999999999999999);
    expect(fractionAsNumber("0.25")).toBe(0.25);
    expect(fractionAsNumber("0.0000000000000009")).toBe(0);
  });
});

test("two ids whose tickets begin with the same digits are told apart by the next ones", () => {
  const number = fc.bigInt({ min: 0n, max: 2n ** 255n });
  fc.assert(
    fc.property(number, number, fc.constantFrom(5n, 10n), (one, other, digits) => {
      const same = 10n ** digits;
      const numbers = { one, other: other - (other % same) + (one % same) };
      const hashed: Crypto = {
        ...crypto,
        sha256: (text) => hashing(text.at(-1) === 49 ? numbers.one : numbers.other).sha256(text),
      };
      const [first, second] = ["id 1", "id 2"].map((id) => uniformFraction(id, hashed));
      const drawn = drawWithoutReplacement({ ids: ["id 1", "id 2"], seed, size: 1, crypto: hashed });
      expect(drawn.map(({ id }) => id)).toEqual([(first ?? "") <= (second ?? "") ? "id 1" : "id 2"]);
    }),
  );
});

describe("the next fraction", () => {
  test("lies above the one before, and keeps its leading nines", () => {
    fc.assert(
      fc.property(fc.nat(5), fc.stringMatching(/^\d{1,70}$/), (nines, digits) => {
        const before = `0.${"9".repeat(nines)}${digits}`;
        const next = nextFraction(before, crypto);
        expect(next > before).toBe(true);
        expect(next.startsWith(`0.${"9".repeat(nines)}`)).toBe(true);
      }),
    );
  });

  test("takes another hash where the first lies below", () => {
    const digits = (text: string) => BigInt([...text].toReversed().join(""));
    const texts: string[] = [];
    const counting = (fractions: readonly string[]): Crypto => ({
      ...crypto,
      sha256: (bytes) => {
        texts.push(new TextDecoder().decode(bytes));
        return hashing(digits(fractions[texts.length - 1] ?? "999")).sha256(bytes);
      },
    });
    expect(nextFraction("0.5", counting(["401", "502", "603"]))).toMatch(/^0\.5020*$/);
    expect(texts).toEqual(["0.5:1", "0.5:2"]);
  });

  test("of what is no fraction is a bug", () => {
    expect(() => nextFraction("1.5", crypto)).toThrow("not a fraction");
  });
});

describe("a draw without replacement", () => {
  const draw = (ids: readonly string[], size: number) => drawWithoutReplacement({ ids, seed, size, crypto });

  test("is the ids with the smallest tickets, the smallest first", () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(50), (count, size) => {
        const ids = idsOf(count);
        const fractions = ticketFractions({ ids, seed, crypto });
        const sorted = ids
          .map((id, at) => ({ id, fraction: fractions[at] ?? "", generation: 1 }))
          .sort((one, other) => (one.fraction < other.fraction ? -1 : 1));
        expect(draw(ids, size)).toEqual(sorted.slice(0, size));
      }),
    );
  });

  test("takes ids in any script, and ids of any length beside each other", () => {
    const ids = ["Ñuñoa 1", "a", "中央投票所", "a much longer id than the others", "é", "🗳", ""];
    const fractions = ticketFractions({ ids, seed, crypto });
    const sorted = ids.toSorted((one, other) =>
      (fractions[ids.indexOf(one)] ?? "") < (fractions[ids.indexOf(other)] ?? "") ? -1 : 1,
    );
    expect(draw(ids, 3).map(({ id }) => id)).toEqual(sorted.slice(0, 3));
    expect(draw(ids, 3).map(({ fraction }) => fraction)).toEqual(
      sorted.slice(0, 3).map((id) => fractions[ids.indexOf(id)]),
    );
  });

  test("from a part of the ids is the draw from all with the others left out, in whatever order they stand", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(idsOf(30)), (part) => {
        const all = draw(idsOf(30), 30).filter(({ id }) => part.includes(id));
        expect(draw(part, 30)).toEqual(all);
      }),
    );
  });

  test("tells tickets apart that differ only after the fifteenth digit", () => {
    const hashes = new Map([
      ["b", 3n * 10n ** 20n],
      ["a", 7n * 10n ** 20n],
      ["c", 1n * 10n ** 20n],
    ]);
    const close: Crypto = {
      ...crypto,
      sha256: (bytes) => hashing(hashes.get(new TextDecoder().decode(bytes).slice(64)) ?? 0n).sha256(bytes),
    };
    const drawn = drawWithoutReplacement({ ids: ["a", "b", "c"], seed, size: 2, crypto: close });
    expect(drawn.map(({ id }) => id)).toEqual(["c", "b"]);
  });

  test("takes one hash for the seed and at most two an id", () => {
    let hashes = 0;
    const counting: Crypto = { ...crypto, sha256: (bytes) => (hashes++, crypto.sha256(bytes)) };
    drawWithoutReplacement({ ids: idsOf(1000), seed, size: 10, crypto: counting });
    expect(hashes).toBeLessThanOrEqual(2 * 1000 + 2);
  });

  test("from a list that names an id twice is a bug", () => {
    expect(() => draw(["1", "1"], 1)).toThrow("more than once");
  });
});

describe("a draw with replacement", () => {
  const draw = (ids: readonly string[], draws: number) => drawWithReplacement({ ids, seed, draws, crypto });

  test("comes in the order of all tickets of all generations", () => {
    const ids = idsOf(5);
    const tickets = ticketFractions({ ids, seed, crypto }).flatMap((first, at) => {
      const chain = [{ fraction: first, id: ids[at] ?? "", generation: 1 }];
      while (chain.length < 40)
        chain.push({
          fraction: nextFraction(chain.at(-1)?.fraction ?? "", crypto),
          id: ids[at] ?? "",
          generation: chain.length + 1,
        });
      return chain;
    });
    const sorted = tickets.sort((one, other) => (one.fraction < other.fraction ? -1 : 1));
    expect(draw(ids, 40)).toEqual(sorted.slice(0, 40));
  });

  test("goes on with the same sequence when more is asked for", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(20), fc.nat(20), (count, few, more) => {
        const ids = idsOf(count);
        expect(draw(ids, few + more).slice(0, few)).toEqual(draw(ids, few));
      }),
    );
  });

  test("from nothing is a bug", () => {
    expect(() => draw([], 1)).toThrow("nothing to draw from");
  });
});

describe("a draw in proportion to size", () => {
  const draw = (sizes: readonly (number | bigint)[], draws: number) =>
    drawProportional({ sizes, seed, draws, crypto });

  test("takes the item in whose stretch of the summed sizes the fraction of the draw lies", () => {
    const sizes = fc
      .array(fc.nat(1000), { minLength: 1, maxLength: 20 })
      .filter((all) => all.some((size) => size > 0));
    fc.assert(
      fc.property(sizes, fc.nat(20), (all, draws) => {
        const total = all.reduce((sum, size) => sum + size, 0);
        const ids = Array.from({ length: draws }, (_, at) => `draw:${at + 1}`);
        const expected = ticketFractions({ ids, seed, crypto }).map((fraction) => {
          let position = fractionAsNumber(fraction) * total;
          return all.findIndex((size) => (position -= size) < 0);
        });
        expect(draw(all, draws)).toEqual(expected);
      }),
    );
  });

  test("goes on with the same sequence when more is asked for, and counts a bigint as its number", () => {
    expect(draw([3, 0, 5], 50).slice(0, 20)).toEqual(draw([3n, 0n, 5n], 20));
  });

  test("draws an item as often as its size says, and an item of no size never", () => {
    const drawn = draw([0, 100, 300, 0, 600, 0], 10_000);
    const counts = [0, 1, 2, 3, 4, 5].map((item) => drawn.filter((index) => index === item).length);
    expect([counts[0], counts[3], counts[5]]).toEqual([0, 0, 0]);
    for (const [item, share] of [
      [1, 0.1],
      [2, 0.3],
      [4, 0.6],
    ] as const)
      expect(Math.abs((counts[item] ?? 0) - 10_000 * share)).toBeLessThan(
        4 * Math.sqrt(10_000 * share * (1 - share)),
      );
  });

  test("takes the first item at a fraction of 0, and the last one at the largest fraction", () => {
    const at = (value: bigint) =>
      drawProportional({ sizes: [0, 1, 1, 0], seed, draws: 1, crypto: hashing(value) });
    expect(at(0n)).toEqual([1]);
    expect(at(BigInt("9".repeat(77)))).toEqual([2]);
    expect(at(5n)).toEqual([2]);
  });

  test("is exact where sizes add up to more than a number holds", () => {
    expect(draw([2n ** 60n, 1n], 20)).toEqual(Array.from({ length: 20 }, () => 0));
  });

  test("from nothing, or by a negative size, is a bug", () => {
    expect(() => draw([0, 0], 1)).toThrow("nothing to draw from");
    expect(() => draw([2, -1], 1)).toThrow("item 1 has the size -1");
  });
});
