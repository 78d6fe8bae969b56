import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { nodeCrypto } from "../../src/adapters/node-crypto.ts";
import {
  drawWithReplacement,
  nextFraction,
  ticketFractions,
  uniformFraction,
} from "../../src/core/statistics/tickets.ts";

const file = join(process.env["COTEJO_DATA"] ?? "../shared/data", "../vectors/audits.json");
const absent = !existsSync(file);
if (absent) console.log(`Skipped: ${file} not found; COTEJO_DATA may name another folder.`);

interface Vectors {
  readonly consistent_sampler_tickets: {
    readonly "sha256_uniform(abc)": string;
    readonly "first_fraction(AB-130,01382438112797316654)": string;
    readonly "next_fraction(0.25471)": string;
    readonly "arlo seed": string;
    readonly "arlo first tickets (python str of tuple as id, 18 digits)": readonly (readonly [
      string,
      string,
    ])[];
    readonly "with replacement seed 314159": readonly (readonly [string, string, number])[];
  };
}

describe.skipIf(absent)("audits.json, consistent_sampler_tickets", () => {
  const vectors = () => {
    const all: Vectors = JSON.parse(readFileSync(file, "utf8"));
    return all.consistent_sampler_tickets;
  };
  const crypto = nodeCrypto;

  test("gives the fraction of a text, the first ticket of an id, and the next one", () => {
    expect(uniformFraction("abc", crypto)).toBe(vectors()["sha256_uniform(abc)"]);
    expect(ticketFractions({ ids: ["AB-130"], seed: "01382438112797316654", crypto })).toEqual([
      vectors()["first_fraction(AB-130,01382438112797316654)"],
    ]);
    expect(nextFraction("0.25471", crypto)).toBe(vectors()["next_fraction(0.25471)"]);
  });

  test("gives the first tickets of an audit whose ids are pairs", () => {
    for (const [fraction, id] of vectors()["arlo first tickets (python str of tuple as id, 18 digits)"])
      expect(ticketFractions({ ids: [id], seed: vectors()["arlo seed"], crypto })[0]?.slice(0, 20)).toBe(
        fraction,
      );
  });

  test("gives the sequence drawn with replacement", () => {
    const expected = vectors()["with replacement seed 314159"];
    const ids = ["A-1", "A-2", "A-3", "B-1", "B-2", "B-3"];
    const drawn = drawWithReplacement({ ids, seed: "314159", draws: expected.length, crypto });
    expect(drawn.map(({ fraction, id, generation }) => [fraction.slice(0, 11), id, generation])).toEqual(
      expected,
    );
  });
});
