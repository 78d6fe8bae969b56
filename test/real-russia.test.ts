import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { inflateRawSync } from "node:zlib";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { answerOf, realData } from "./support/cotejo.ts";

const data = realData();
const ARCHIVE = join(data ?? "", "russia2020", "2020.csv.zip");
const VECTORS = join(data ?? "", "..", "vectors", "screening.json");
const isHere = data !== undefined && existsSync(ARCHIVE) && existsSync(VECTORS);
const EXAMPLE = resolve(import.meta.dirname, "../examples/russia-2020");

interface Screened {
  readonly outcome: { readonly kind: string; readonly answer: Record<string, unknown> };
}

describe.skipIf(!isHere)("Russia 2020, from the public table to the screening of screening.json", () => {
  const folder = mkdtempSync(join(tmpdir(), "cotejo-russia-"));
  const election = join(folder, "election");
  let imported: unknown;

  beforeAll(() => {
    const table = join(folder, "2020.csv");
    writeFileSync(table, unzipOnly(readFileSync(ARCHIVE)));
    answerOf("open", election, "--election", join(EXAMPLE, "election.json"));
    const mapping = join(EXAMPLE, "mapping.json");
    imported = answerOf("import", election, table, "--format", mapping, "--source", "commission");
  }, 180_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("every row is used", () => {
    expect(imported).toMatchObject({ records: 96765, rowsUsed: 96765, rowsRefused: [] });
  });

  test("integer percentages: found, expected, standard deviation, excess and z as in screening.json", () => {
    const vectors = JSON.parse(readFileSync(VECTORS, "utf8"));
    const expected = vectors.integer_percentages.exact_binomial_recomputed["2020"];
    const { answer } = screened("integer-percentages").outcome;
    expect(answer).toMatchObject({ selection: "yes", stations: expected.n });
    for (const [name, ours] of [
      ["either", "either"],
      ["result", "share"],
      ["turnout", "turnout"],
    ] as const) {
      const count = answer[ours] as Record<string, number>;
      expect(count["observed"]).toBe(expected[`obs_${name}`]);
      expect(count["expected"]).toBeCloseTo(expected[`exp_${name}`], 7);
      expect(count["standardDeviation"]).toBeCloseTo(expected[`sd_${name}`], 9);
      expect(count["excess"]).toBeCloseTo(expected[`excess_${name}`], 7);
    }
    expect((answer["either"] as Record<string, number>)["z"]).toBeCloseTo(expected.z_either, 9);
  }, 180_000);

  test("the picture shows every station where anybody voted", () => {
    const { answer } = screened("fingerprint").outcome;
    expect(answer).toMatchObject({ stations: 96754, leftOut: { unknown: 0, empty: 11, impossible: 0 } });
  }, 180_000);

  function screened(method: string): Screened {
    const [result] = answerOf("test", election, "--method", method) as Screened[];
    if (result?.outcome.kind !== "answered") throw new Error(`no answer of ${method}`);
    return result;
  }
});

/** The one deflated member of an archive, by the record at the archive's end (PKWARE's APPNOTE, 4.3.12 and 4.3.16). */
function unzipOnly(archive: Buffer): Buffer {
  const end = archive.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  const directory = archive.readUInt32LE(end + 16);
  const size = archive.readUInt32LE(directory + 20);
  const header = archive.readUInt32LE(directory + 42);
  const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  return inflateRawSync(archive.subarray(start, start + size));
}
