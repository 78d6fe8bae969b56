import { expect, test } from "vitest";

import { AUTHORITY, CLEAN, CONTEST, ExampleElection } from "../../test/support/example-election.ts";
import { likenessOf } from "../core/likeness/likeness.ts";
import { setSideBySide, tellSideBySide } from "./side-by-side.ts";

const of = { station: "1", contest: CONTEST };

function electionWithRivals(): ExampleElection {
  const election = new ExampleElection();
  election.table([{ station: "1", boxes: CLEAN }], { source: AUTHORITY });
  for (const votes of [30, 31]) {
    const evidence = election.evidence({ station: "1" });
    election.reading({ evidence, station: "1", boxes: { ...CLEAN, ANA: votes }, reader: "qr a" });
    const rows = Array.from({ length: 8 }, (_, row) => ({
      id: `row ${row}`,
      cells: [new Uint8Array(160).fill(1)],
    }));
    election.measured(evidence, likenessOf("form", rows));
  }
  return election;
}

test("the accounts of all sources stand side by side, with the boxes in which they differ and how a decision names each", () => {
  const seen = setSideBySide(electionWithRivals().view(), of);
  expect(seen.accounts).toMatchObject([
    { source: "witnesses", entry: 3, evidence: 2, reader: "qr a", boxes: { ANA: 30, BEA: 10 } },
    { source: "witnesses", entry: 6, evidence: 5, boxes: { ANA: 31 } },
    { source: AUTHORITY, entry: 1, row: 1, boxes: { ANA: 30 } },
  ]);
  expect(seen.differ).toEqual(["ANA"]);
  expect(seen.images).toMatchObject([{ entries: [2, 5], rows: 8, differ: [] }]);
  const told = tellSideBySide(seen).join("\n");
  expect(told).toMatch(/≠ ANA +30 +31 +30\n/);
  expect(told).toMatch(/\n {2}BEA +10 +10 +10\n/);
  expect(told).toContain("[3] authority: --entry 1 --row 1");
});

test("only the accounts of the source that is named are told", () => {
  const seen = setSideBySide(electionWithRivals().view(), { ...of, source: AUTHORITY });
  expect(seen.accounts.map(({ source }) => source)).toEqual([AUTHORITY]);
  expect(seen.differ).toEqual([]);
});

test("more accounts than a terminal is wide stand below one another, each box named again", () => {
  const election = new ExampleElection();
  for (let copy = 0; copy < 9; copy++)
    election.reading({
      evidence: election.evidence({ station: "1" }),
      station: "1",
      boxes: { ...CLEAN, ANA: copy },
    });
  const lines = tellSideBySide(setSideBySide(election.view(), of)).join("\n").split("\n");
  expect(lines.filter((line) => line.startsWith("≠ ANA")).length).toBeGreaterThan(1);
  for (const line of lines.slice(10)) expect(line.length).toBeLessThanOrEqual(80);
});

test("a station of which nothing is open is told as such", () => {
  const told = tellSideBySide(setSideBySide(electionWithRivals().view(), { ...of, station: "2" }));
  expect(told).toEqual(["No account of station 2, contest president, is open"]);
});
