import { describe, expect, test } from "vitest";

import {
  AUTHORITY,
  CLEAN,
  codesFound,
  ExampleElection,
  findingsOf,
} from "../../test/support/example-election.ts";
import { compareImages } from "./likeness-checks.ts";
import { likenessOf, type Likeness } from "./likeness/likeness.ts";

/** Eight rows, each with ink of its own; `changed` of them look otherwise. */
function looks(changed = 0, template = "form"): Likeness {
  const rows = Array.from({ length: 8 }, (_, row) => {
    const from = row < changed ? 3 : 0;
    const ink = Uint8Array.from({ length: 160 }, (_, bit) => ((bit * (row + 2) + from) % 11 < 4 ? 1 : 0));
    return { id: `row ${row}`, cells: [ink] };
  });
  return likenessOf(template, rows);
}

/** An image offered for a station by somebody, with how its numbers look. */
function offered(
  election: ExampleElection,
  station: string,
  of: { readonly source?: string; readonly file?: string; readonly looks?: Likeness } = {},
): number {
  const evidence = election.evidence({ station, ...of });
  election.measured(evidence, of.looks ?? looks());
  return evidence;
}

describe("images that look alike", () => {
  test("offered for two stations are a finding at both, also where two sources offer them", () => {
    const election = new ExampleElection();
    const first = offered(election, "1");
    const second = offered(election, "2", { source: AUTHORITY, looks: looks(1) });
    const detail = { stations: ["1", "2"], rows: 8, rowsDifferent: 1 };
    expect(findingsOf(election.view(), "images-alike")).toMatchObject([
      { station: "1", entries: [first, second], detail },
      { station: "2", source: AUTHORITY, entries: [second, first], detail },
    ]);
  });

  test.each([
    ["offered for one station", "1", {}],
    ["whose files are the same, which is another finding", "2", { file: "same" }],
    ["that look different in three rows of eight", "2", { looks: looks(3) }],
    ["of two forms", "2", { looks: looks(0, "another") }],
  ])("raise nothing when they are %s", (_, station, of) => {
    const election = new ExampleElection();
    offered(election, "1", { file: "same" });
    offered(election, station, { file: "other", ...of });
    expect(findingsOf(election.view(), "images-alike")).toEqual([]);
  });

  test("count by the station they were offered for, not by the one that the sheet says", () => {
    const election = new ExampleElection();
    const first = offered(election, "1");
    election.reading({ evidence: first, station: "1", boxes: CLEAN });
    const second = offered(election, "2");
    election.reading({ evidence: second, station: "1", boxes: CLEAN });
    expect(codesFound(election.view(), "2")).toContain("images-alike");
  });

  test("set no sheet aside", () => {
    const election = new ExampleElection();
    election.table([{ station: "1", boxes: CLEAN }]);
    offered(election, "1");
    offered(election, "2");
    expect(election.sheets().tabulation.totals(0).votes).toEqual({ ANA: 30, BEA: 10 });
  });
});

test("how the numbers look is no reading: who reads the file finds nothing read", () => {
  const election = new ExampleElection();
  offered(election, "1");
  expect(election.view().evidence).toMatchObject([{ readings: [], likeness: { of: { template: "form" } } }]);
});

test("two images of one station are compared, and nothing is said where one was not measured", () => {
  const election = new ExampleElection();
  offered(election, "1");
  offered(election, "1", { looks: looks(3) });
  election.evidence({ station: "1" });
  const [one, other, unmeasured] = election.view().evidence;
  if (one === undefined || other === undefined || unmeasured === undefined) throw new Error("three images");
  expect(compareImages(one, other)).toMatchObject({ alike: false, differ: ["row 0", "row 1", "row 2"] });
  expect(compareImages(one, unmeasured)).toBeUndefined();
});
