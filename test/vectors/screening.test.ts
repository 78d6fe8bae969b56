import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, inflateRawSync } from "node:zlib";

import { describe, expect, test } from "vitest";

import {
  lastDigits,
  SECOND_DIGIT_MEAN,
  SECOND_DIGIT_PROBABILITIES,
  secondDigits,
} from "../../src/core/statistics/digits.ts";
import { fingerprint } from "../../src/core/statistics/fingerprint.ts";
import { integerPercentages } from "../../src/core/statistics/integer-percentages.ts";
import { shpilkinCurve } from "../../src/core/statistics/shpilkin.ts";

const data = process.env["COTEJO_DATA"] ?? "../shared/data";
const vectorsPath = join(data, "..", "vectors", "screening.json");
const russiaPath = join(data, "russia2020", "2020.csv.zip");
const venezuelaPath = join(data, "venezuela2024", "tally-sheets.csv.gz");
const absent = [vectorsPath, russiaPath, venezuelaPath].filter((path) => !existsSync(path));
if (absent.length > 0)
  console.log(`Skipped: ${absent.join(", ")} not there; COTEJO_DATA may name another folder.`);

/** The one deflated member of an archive, by the record at the archive's end (PKWARE's APPNOTE, 4.3.12 and 4.3.16). */
function unzipOnly(archive: Buffer): Buffer {
  const end = archive.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  const directory = archive.readUInt32LE(end + 16);
  expect(archive.readUInt16LE(end + 10), "members").toBe(1);
  expect(archive.readUInt16LE(directory + 10), "method").toBe(8);
  const size = archive.readUInt32LE(directory + 20);
  const header = archive.readUInt32LE(directory + 42);
  const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  return inflateRawSync(archive.subarray(start, start + size));
}

/** Columns of whole numbers by their place in a table whose fields may stand in quotes, doubled inside. */
function columnsOf(text: string, places: readonly number[]): readonly Int32Array[] {
  const lines = text
    .replace(/^\uFEFF/, "")
    .trimEnd()
    .split(/\r?\n/);
  const columns = places.map(() => new Int32Array(lines.length - 1));
  for (let row = 1; row < lines.length; row++) {
    const line = (lines[row] ?? "").replaceAll(/"(?:[^"]|"")*"/g, "");
    const fields = line.split(",");
    for (const [at, place] of places.entries()) {
      const value = Number(fields[place]);
      expect(Number.isSafeInteger(value) && fields[place] !== "").toBe(true);
      (columns[at] ?? new Int32Array(0))[row - 1] = value;
    }
  }
  return columns;
}

describe.skipIf(absent.length > 0)("screening.json", () => {
  const vectors = absent.length > 0 ? undefined : JSON.parse(readFileSync(vectorsPath, "utf8"));

  describe("2020, Russia: 96,765 stations", () => {
    const [registeredVoters, issued, inBoxes, nullVotes, yes, no] =
      absent.length > 0
        ? []
        : columnsOf(unzipOnly(readFileSync(russiaPath)).toString("utf8"), [4, 5, 6, 7, 8, 9]);
    if (!registeredVoters || !issued || !inBoxes || !nullVotes || !yes || !no) return;

    test("integer percentages: observed, expected, standard deviation, excess and z", () => {
      const expected = vectors.integer_percentages.exact_binomial_recomputed["2020"];
      expect(registeredVoters).toHaveLength(96_765);
      // Ballots found in the boxes are both the turnout and what the share is of.
      const started = performance.now();
      const screened = integerPercentages({ registeredVoters, ballotsCast: inBoxes, votes: yes });
      const milliseconds = Math.round(performance.now() - started);
      console.log(`integer percentages of 96,765 stations: ${milliseconds} ms`);
      if (screened.kind === "refused") throw new Error(screened.reason);
      const { either, share, turnout } = screened;
      expect(screened.stations).toBe(expected.n);
      expect(either.observed).toBe(expected.obs_either);
      expect(share.observed).toBe(expected.obs_result);
      expect(turnout.observed).toBe(expected.obs_turnout);
      expect(either.expected).toBeCloseTo(expected.exp_either, 7);
      expect(share.expected).toBeCloseTo(expected.exp_result, 7);
      expect(turnout.expected).toBeCloseTo(expected.exp_turnout, 7);
      expect(either.standardDeviation).toBeCloseTo(expected.sd_either, 9);
      expect(share.standardDeviation).toBeCloseTo(expected.sd_result, 9);
      expect(turnout.standardDeviation).toBeCloseTo(expected.sd_turnout, 9);
      expect(either.excess).toBeCloseTo(expected.excess_either, 7);
      expect(share.excess).toBeCloseTo(expected.excess_result, 7);
      expect(turnout.excess).toBeCloseTo(expected.excess_turnout, 7);
      expect(either.z).toBeCloseTo(expected.z_either, 9);
      // The published excess is from 1,000 random draws; it lies within what such a mean varies by.
      expect(Math.abs(either.excess - expected.published_excess_either_MC)).toBeLessThan(
        2 * (either.standardDeviation / Math.sqrt(1000)) + 4,
      );
    });

    test("the fingerprint shows every station, and no number comes out without a person's peak", () => {
      const validVotes = yes.map((count, at) => count + (no[at] ?? 0));
      const shown = fingerprint({ registeredVoters, ballotsCast: inBoxes, votes: yes, validVotes });
      if (shown.kind === "refused") throw new Error(shown.reason);
      expect(shown.stations + shown.leftOut.impossible + shown.leftOut.empty).toBe(96_765);
      expect(shown.registeredVoters.reduce((sum, voters) => sum + voters, 0)).toBe(shown.total);
      const { curve, kind } = shpilkinCurve({
        registeredVoters,
        ballotsCast: inBoxes,
        votes: yes,
        votesOfOthers: no,
        peak: undefined,
      });
      expect(kind).toBe("refused");
      const at = (peak: number) => curve[peak - 1]?.votesAboveRatio ?? 0;
      // Which peak is chosen decides by how much: the sensitivity that has to be shown.
      expect(at(45) / at(80)).toBeGreaterThan(1.5);
    });
  });

  test("2BL probabilities and mean", () => {
    for (const [digit, probability] of vectors.digits["2BL_probs"].entries())
      expect(SECOND_DIGIT_PROBABILITIES[digit]).toBeCloseTo(probability, 5);
    expect(SECOND_DIGIT_MEAN).toBeCloseTo(vectors.digits["2BL_mean"], 13);
  });

  describe("venezuela_2024_collected", () => {
    const [validVotes, egu, nm] =
      absent.length > 0
        ? []
        : columnsOf(gunzipSync(readFileSync(venezuelaPath)).toString("utf8"), [9, 11, 12]);
    for (const [name, counts] of Object.entries({ egu, nm, validos: validVotes }))
      test(`${name}: last digits, repeats, neighbours, and second digits asked for by name`, () => {
        const expected = vectors.digits.venezuela_2024_collected[name];
        if (counts === undefined) throw new Error("no data");
        const last = lastDigits(counts);
        const second = secondDigits(counts, { byName: "second-digit-benford" });
        if (last.kind === "refused" || second.kind === "refused") throw new Error("refused");
        expect(last.counts).toBe(expected.n);
        expect(last.observed).toEqual(expected.last);
        expect(last.chiSquare).toBeCloseTo(expected.chi2, 10);
        expect(last.pValue).toBeCloseTo(expected.p, 12);
        expect(last.mean).toBeCloseTo(expected.mean_last, 13);
        expect(last.repeated).toBeCloseTo(expected.repeat, 14);
        expect(last.adjacent).toBeCloseTo(expected.adjacent, 14);
        expect(second.mean).toBeCloseTo(expected.second_mean, 13);
        expect(second.chiSquare).toBeCloseTo(expected.chi2_2BL, 9);
        expect(second.pValue / expected.p_2BL).toBeCloseTo(1, 10);
        expect(secondDigits(counts, { byName: undefined }).kind).toBe("refused");
      });
  });
});
