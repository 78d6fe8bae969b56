import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { listFiles } from "../src/adapters/disk-folder.ts";
import type { DeclaredAgainstSheetsAnswer } from "../src/core/statistics/methods/declared-against-sheets.ts";
import type { MissingStationsAnswer } from "../src/core/statistics/methods/missing-stations.ts";
import { answerOf, cotejo, realData } from "./support/cotejo.ts";
import { answered, ofMethod, type Told } from "./support/told-tests.ts";

const data = realData();
const vectorsPath = join(data ?? "", "../vectors/bounds.json");
const vectors = existsSync(vectorsPath)
  ? JSON.parse(readFileSync(vectorsPath, "utf8")).venezuela_2024
  : undefined;
if (vectors === undefined)
  process.stderr.write("The numbers of vectors/bounds.json are not there: tests on them are skipped\n");

const EXAMPLE = resolve(import.meta.dirname, "../examples/venezuela-2024");

/** What docs/real-data.md states of the table as published. */
const KNOWN_VOTES = {
  EG: 7156462,
  NM: 3241461,
  LM: 84446,
  JABE: 19966,
  JOBR: 21583,
  AE: 49603,
  CF: 12321,
  DC: 10308,
  EM: 25570,
  BERA: 37408,
};

describe.skipIf(data === undefined)(
  "Venezuela 2024, from the public table and scans to a verified folder",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "cotejo-venezuela-"));
    const [election, out] = [join(folder, "election"), join(folder, "public")];
    const files = join(data ?? "", "venezuela2024");
    let imported: unknown;
    let received: unknown;
    let read: { readings: { entry: number; evidence: number; text?: string; station?: string }[] };

    beforeAll(() => {
      answerOf("open", election, "--election", join(EXAMPLE, "election.json"));
      imported = answerOf(
        "import",
        election,
        join(files, "tally-sheets.csv.gz"),
        "--format",
        "ve-2024",
        "--source",
        "witnesses",
      );
      received = answerOf(
        "receive",
        election,
        join(files, "scans"),
        "--source",
        "witnesses",
        "--redacted-by-source",
      );
      read = answerOf("read", election) as typeof read;
      answerOf("declare", election, join(EXAMPLE, "bulletin-1.json"));
      answerOf("declare", election, join(EXAMPLE, "bulletin-2.json"));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    test("every row, file and entry is accounted for", () => {
      expect(imported).toMatchObject({
        entry: 1,
        records: 24532,
        rowsUsed: 24532,
        rowsRefused: [],
        found: { encoding: "utf-8", byteOrderMark: true, lineEnding: "CRLF" },
      });
      expect(received).toMatchObject({ received: 13, duplicates: 0, refused: 0 });
      expect(answerOf("status", election)).toMatchObject({
        entries: 1 + 1 + 13 + 13 + 2,
        evidence: { held: 13, nothingRead: 1, notYetRead: 0 },
      });
    });

    test("the results equal every known total", () => {
      expect(answerOf("results", election)).toMatchObject({
        contest: "president",
        unit: "VE",
        source: "witnesses",
        votes: KNOWN_VOTES,
        validVotes: 10659128,
        nullVotes: 1139,
        registeredVoters: 17745239,
        stations: { registered: 30026, counted: 24532, explained: 0, missing: 5494, outsideRegister: 0 },
        registeredVotersCoverage: { registered: 21321805, counted: 17745239, missing: 3576566 },
      });
    });

    test("twelve of thirteen scans decode, to the text known for each, and agree with their row of the table", () => {
      const known = new Map(
        readFileSync(join(files, "scans.csv"), "utf8")
          .trim()
          .split("\n")
          .slice(1)
          .map((line) => {
            const [, name = "", text = ""] = /^([^,]+),\d+,\d+,"?([^"]*)"?$/.exec(line.trim()) ?? [];
            return [name, text];
          }),
      );
      const received = answerOf(
        "receive",
        election,
        join(files, "scans"),
        "--source",
        "witnesses",
        "--redacted-by-source",
      ) as { files: { kind: string; name: string; entry: number }[] };
      expect(received.files.map((file) => file.kind)).toEqual(Array.from({ length: 13 }, () => "duplicate"));
      const nameOf = new Map(received.files.map((file) => [file.entry, file.name]));
      const texts = new Map(
        read.readings.map((reading) => [nameOf.get(reading.evidence), reading.text ?? ""]),
      );
      expect(texts).toEqual(known);
      expect([...texts.values()].filter((text) => text !== "")).toHaveLength(12);
      const { counts } = answerOf("findings", election) as { counts: unknown };
      expect(counts).toEqual({ "same-votes-several-sheets": 4 });
    });

    test("both bulletins stay, and each is set beside the sheets figure by figure", () => {
      const compared = answerOf("compare", election, "--with", "bulletin-2") as { differences: unknown[] };
      expect(compared.differences).toContainEqual({
        unit: "VE",
        figure: "NM",
        tabulated: 3241461,
        declared: 6408844,
        difference: 3241461 - 6408844,
      });
      expect(compared.differences).toContainEqual({
        unit: "VE",
        figure: "EG",
        tabulated: 7156462,
        declared: 5326104,
        difference: 7156462 - 5326104,
      });
      const first = answerOf("compare", election, "--with", "bulletin-1") as { differences: unknown[] };
      expect(first.differences).toContainEqual({
        unit: "VE",
        figure: "otherVotes",
        tabulated: 261205,
        declared: 462704,
        difference: 261205 - 462704,
      });
    });

    test("the published folder verifies, and a scan's receipt holds against it", () => {
      const published = answerOf("publish", election, out) as { key: string; entries: number };
      expect(published.entries).toBe(30);
      const receipt = join(election, "receipts", "000005.tlog-proof");
      expect(answerOf("verify", out, "--key", published.key, "--against", receipt)).toMatchObject({
        ok: true,
        entries: 30,
        problems: [],
        notEstablished: [],
      });
      expect(cotejo("verify", out, "--only", "log").exit).toBe(0);
    });

    test("the published states add up to the whole, and one of them is what its own result says", () => {
      const [head = [], ...rows] = readFileSync(join(out, "data/results-president.csv"), "utf8")
        .trim()
        .split("\n")
        .map((line) => line.split(","));
      const cell = (row: readonly string[], name: string) => row[head.indexOf(name)] ?? "";
      const states = rows.filter((row) => cell(row, "level") === "1" && cell(row, "source") === "witnesses");
      expect(states).toHaveLength(24);
      const sumOf = (name: string) => states.reduce((sum, row) => sum + Number(cell(row, name)), 0);
      expect(sumOf("EG")).toBe(KNOWN_VOTES.EG);
      expect(sumOf("NM")).toBe(KNOWN_VOTES.NM);
      expect(sumOf("stationsCounted")).toBe(24532);
      const [state = []] = states;
      const result = answerOf("results", election, "--unit", cell(state, "unit")) as {
        votes: { EG: number };
      };
      expect(result.votes.EG).toBe(Number(cell(state, "EG")));
    });

    describe.skipIf(vectors === undefined)("its tests against vectors/bounds.json", () => {
      let tests: readonly Told<unknown>[] = [];
      beforeAll(() => {
        tests = answerOf("test", election) as typeof tests;
      });

      const of = (declaration: string) =>
        answered(
          ofMethod<DeclaredAgainstSheetsAnswer>(tests, "declared-against-sheets").find(
            ({ subject }) => subject.declarations?.at(-1) === declaration,
          ),
        );
      const selection = (answer: DeclaredAgainstSheetsAnswer, id: string) =>
        answer.selections.find((each) => each.selection === id);

      for (const [bulletin, name, key] of [
        ["bulletin-1", "b1", "bulletin1"],
        ["bulletin-2", "b2", "bulletin2"],
      ] as const)
        test(`bounds.json, ${name}: sheets that would have to be misstated, also after the best omission`, () => {
          const answer = of(bulletin);
          const { results_computed: expected, inputs } = vectors;
          const eg = selection(answer, "EG");
          expect(answer.possible).toBe("no");
          expect(answer.stations).toBe(inputs.tables_total);
          expect(answer.stationsCollected).toBe(inputs.collected_sheets);
          expect(answer.counted).toMatchObject({ nominal: expected[name].uncounted_tables });
          expect(eg?.collected).toBe(inputs.collected.EGU);
          expect(eg?.declared).toBe(inputs[key].EGU);
          expect(eg?.needed).toBe(-expected[name].documented_EGU_minus_declared);
          expect(eg?.nominal).toMatchObject({
            atLeast: expected[name].EGU_lower_bound_in_counted_tables,
            votesBelow: expected[name].gap,
            fewestSheets: expected[name].min_sheets_false_after_adversarial_omission,
          });
          expect(answer.fewestSheets).toBe(expected[name].min_sheets_false);
          expect(answer.fewestSheetsLeftOut?.nominal).toBe(
            expected[name].min_sheets_false_after_adversarial_omission,
          );
        });

      test("METHODS 1: 80% announced is the interval from 79.5 to 80.5", () => {
        const methods = readFileSync(join(data ?? "", "../design/METHODS.md"), "utf8");
        const [, votes = "", sheets = ""] =
          /interval \[79\.5, 80\.5\) gives ([\d,]+) and (\d+)/.exec(methods) ?? [];
        const answer = of("bulletin-1");
        expect(selection(answer, "EG")?.interval?.atLeast).toBe(Number(votes.replaceAll(",", "")));
        expect(answer.fewestSheetsLeftOut?.interval).toBe(Number(sheets));
      });

      test("bounds.json, b2: what the other selection would need in the missing stations", () => {
        const { b2 } = vectors.results_computed;
        const answer = of("bulletin-2");
        expect(selection(answer, "NM")?.needed).toBe(b2.NM_needed_in_missing);
        expect(selection(answer, "NM")?.perMissingStation?.value).toBe(b2.NM_needed_per_missing_table);
        expect(answer.votesLeft).toBe(b2.valid_left_for_missing);
      });

      test("bounds.json, breakeven", () => {
        const { breakeven } = vectors.results_computed;
        const answer = answered(ofMethod<MissingStationsAnswer>(tests, "missing-stations")[0]);
        expect(answer).toMatchObject({
          ahead: "EG",
          behind: "NM",
          lead: breakeven.EGU_lead_collected,
          stationsMissing: breakeven.missing_tables,
          largestMargin: breakeven.largest_NM_lead_on_any_collected_sheet,
          leadIfAllExtreme: breakeven.final_EGU_lead_if_every_missing_table_had_NM_lead_557,
        });
        expect(answer.marginNeeded.value).toBe(breakeven.NM_lead_needed_per_missing_table);
      });

      test("bounds.json, gamma table: to the digits given", () => {
        interface Answer {
          readonly worstCases: readonly {
            readonly distortion: number;
            readonly meanMargin: { readonly value: number };
            readonly finalLead: { readonly value: number };
          }[];
        }
        const { worstCases } = answered(ofMethod<Answer>(tests, "selection-sensitivity")[0]);
        const table = vectors.results_computed["aronow_lee_gamma(missing tables, weights in [1/G,G])"];
        for (const [gamma, { mean_margin, total }] of Object.entries<{ mean_margin: number; total: number }>(
          table,
        )) {
          const found = worstCases.find(({ distortion }) => distortion === Number(gamma));
          expect(found?.meanMargin.value.toFixed(1)).toBe(mean_margin.toFixed(1));
          expect(Math.round(found?.finalLead.value ?? 0)).toBe(total);
        }
      });

      test("one command says it all in words", () => {
        const { exit, out: told } = cotejo("test", election);
        expect(exit).toBe(0);
        const { b1, b2 } = vectors.results_computed;
        for (const { min_sheets_false_after_adversarial_omission: sheets, gap } of [b1, b2])
          for (const number of [sheets, gap]) expect(told).toContain(number.toLocaleString("en"));
      });

      test("the results are published with a page for each method in both languages", () => {
        expect(JSON.parse(readFileSync(join(out, "data/tests.json"), "utf8"))).toEqual(tests);
        const methods = [...new Set(tests.map(({ method }) => method))];
        expect(methods.length).toBeGreaterThan(2);
        const pages = ["tests.html", ...methods.map((method) => `tests/${method}.html`)];
        for (const page of pages.flatMap((page) => [page, `en/${page}`]))
          expect(existsSync(join(out, page)), page).toBe(true);
        const listed = listFiles(join(out, "tests"));
        expect(listed.toSorted()).toEqual(methods.map((method) => `${method}.html`).sort());
        const page = readFileSync(join(out, "tests/declared-against-sheets.html"), "utf8");
        const { min_sheets_false_after_adversarial_omission: sheets } = vectors.results_computed.b2;
        expect(page.replaceAll(/\D/g, "")).toContain(String(sheets));
        expect(readFileSync(join(out, "index.html"), "utf8")).toContain('href="tests.html"');
      });
    });
  },
);
