import { describe, expect, test } from "vitest";

import { agreementOf, type ReadBoxes } from "../../src/core/agreement.ts";
import { clopperPearson } from "../../src/core/statistics/clopper-pearson.ts";

const RULE = { readings: 2, people: 2, entries: 3 };

/** Numbers below 1, always the same from the same seed (Mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * One sheet of one box, which says 7. A person misreads it with some probability; a misread 7 is a 1 more often than not, so
 * that two people may agree on it.
 */
function readSheet(misread: number, next: () => number): "right" | "wrong" | "not-agreed" {
  const readings: ReadBoxes[] = [];
  for (let people = 0; people < RULE.entries; people++) {
    const value = next() >= misread ? 7 : next() < 0.6 ? 1 : 2 + Math.floor(next() * 5);
    readings.push({ reader: `${people}`, byPerson: true, station: "s", boxes: Int32Array.of(value) });
    const { boxes } = agreementOf(readings, RULE);
    if (boxes !== undefined) return boxes[0] === 7 ? "right" : "wrong";
  }
  return "not-agreed";
}

describe("the published rate of sheets agreed wrong", () => {
  for (const misread of [0.02, 0.1, 0.25])
    for (const known of [25, 200])
      test(`covers the planted one at 95%: ${misread} misread by each person, ${known} known sheets`, () => {
        const next = chance(misread * 1_000 + known);
        // What the known sheets estimate, from very many others.
        let [wrong, agreed] = [0, 0];
        for (let sheet = 0; sheet < 60_000; sheet++) {
          const outcome = readSheet(misread, next);
          if (outcome !== "not-agreed") agreed += 1;
          if (outcome === "wrong") wrong += 1;
        }
        const planted = wrong / agreed;
        const runs = 400;
        let covered = 0;
        for (let run = 0; run < runs; run++) {
          const outcomes = Array.from({ length: known }, () => readSheet(misread, next)).filter(
            (outcome) => outcome !== "not-agreed",
          );
          const { lower, upper } = clopperPearson(
            outcomes.filter((outcome) => outcome === "wrong").length,
            outcomes.length,
            0.95,
          );
          if (lower <= planted && planted <= upper) covered += 1;
        }
        // Three standard errors of 400 runs below the level.
        expect(covered / runs).toBeGreaterThanOrEqual(0.95 - 3 * Math.sqrt((0.95 * 0.05) / runs));
      });
});
