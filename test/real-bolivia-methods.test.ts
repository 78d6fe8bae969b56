import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { answerOf, realData } from "./support/cotejo.ts";

const data = realData();
const FILES = join(data ?? "", "bolivia2019");
const VECTORS = join(data ?? "", "..", "vectors", "imputation-bolivia2019.json");
const isHere = data !== undefined && existsSync(FILES) && existsSync(VECTORS);
const EXAMPLE = resolve(import.meta.dirname, "../examples/bolivia-2019");
const [FINAL, NEXT_DAY, EVENING] = [
  "computo.csv.gz",
  "trep-2019-10-21T1829.csv.gz",
  "trep-2019-10-20T1940.csv.gz",
];

interface Result {
  readonly subject: { readonly source: string };
  readonly assumptions: readonly { readonly code: string; readonly status: string }[];
  readonly outcome: { readonly kind: string; readonly reason?: string; readonly answer: Answer };
}
interface Answer {
  readonly margin: number;
  readonly marginCollected: number;
  readonly interval: { readonly high: number; readonly standardError: number };
  readonly matched: readonly { readonly level: number; readonly stations: number }[];
  readonly masked: readonly { readonly stationsShown: number; readonly isCovered: boolean }[];
  readonly others: readonly { readonly source: string; readonly margin: number }[];
  readonly level: number;
  readonly points: readonly {
    readonly stations: number;
    readonly margin: number;
    readonly marginStandardized: number;
  }[];
}

describe.skipIf(!isHere)("Bolivia 2019, missing and late stations, through the command line", () => {
  const folder = mkdtempSync(join(tmpdir(), "cotejo-bolivia-methods-"));
  const [apart, replaced] = [join(folder, "apart"), join(folder, "replaced")];
  const vectors = isHere ? JSON.parse(readFileSync(VECTORS, "utf8")) : undefined;

  beforeAll(() => {
    for (const election of [apart, replaced])
      answerOf(
        "open",
        election,
        "--election",
        join(EXAMPLE, "election.json"),
        "--register",
        join(FILES, FINAL),
        "--register-mapping",
        join(EXAMPLE, "register.json"),
      );
    const put = (election: string, file: string, ...more: readonly string[]) =>
      answerOf("import", election, join(FILES, file), "--format", "bo-2019", "--source", ...more);
    put(apart, FINAL, "computo");
    put(apart, NEXT_DAY, "trep-1829");
    put(apart, EVENING, "trep-1940");
    put(replaced, EVENING, "computo");
    put(replaced, NEXT_DAY, "computo", "--supersedes", "2");
    put(replaced, FINAL, "computo", "--supersedes", "3");
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("imputation-bolivia2019.json: raw and imputed leads of both snapshots, and where stations were matched", () => {
    const results = answerOf("test", apart, "--method", "imputation") as Result[];
    for (const [source, name] of [
      ["trep-1940", "TREP_20Oct_1940"],
      ["trep-1829", "TREP_21Oct_1829"],
    ] as const) {
      const answer = results.find(({ subject }) => subject.source === source)?.outcome.answer;
      expect(100 * (answer?.marginCollected ?? 0)).toBeCloseTo(vectors[name].raw_margin_pct, 10);
      const expected = vectors[name].imputed_from_recinto;
      expect(100 * (answer?.margin ?? 0)).toBeCloseTo(expected.margin_pct, 10);
      const levels = ["total", "País", "Departamento", "Provincia", "Municipio", "Localidad", "Recinto"];
      for (const { level, stations } of answer?.matched ?? [])
        expect(stations).toBe(expected.matched[levels[level] ?? ""]);
      const final = answer?.others.find((other) => other.source === "computo");
      expect(100 * (final?.margin ?? 0)).toBeCloseTo(vectors.final_margin_pct, 10);
      expect(answer?.interval.high).toBeLessThan(final?.margin ?? 0);
    }
  }, 300_000);

  test("the interval misses the late stations, and the log that had them in parts says so", () => {
    const [result] = answerOf("test", replaced, "--method", "imputation") as Result[];
    expect(result?.outcome.answer.masked).toMatchObject([
      { stationsShown: 28975, isCovered: false },
      { stationsShown: 32806, isCovered: false },
    ]);
    expect(result?.assumptions).toContainEqual({ code: "error-within-interval", status: "failed" });
  }, 300_000);

  test("the count is replayed over tables that were replaced since, by municipality", () => {
    const [result] = answerOf("test", replaced, "--method", "arrival") as Result[];
    const { points, level } = result?.outcome.answer ?? { points: [], level: 0 };
    expect(level).toBe(4);
    expect(points.map(({ stations }) => stations)).toEqual([28975, 32806, 34555]);
    expect(100 * (points[0]?.margin ?? 0)).toBeCloseTo(7.88288, 5);
    expect(100 * (points[0]?.marginStandardized ?? 0)).toBeCloseTo(9.34807, 5);
    expect(100 * (points[2]?.margin ?? 0)).toBeCloseTo(vectors.final_margin_pct, 10);
  }, 300_000);
});
