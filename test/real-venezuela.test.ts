import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { answerOf, cotejo, realData } from "./support/cotejo.ts";

const data = realData();
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
  },
);
