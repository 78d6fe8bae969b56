import { describe, expect, test } from "vitest";

import {
  AUTHORITY,
  codesFound,
  ExampleElection,
  findingsOf,
  raise,
  type ExampleSheet,
} from "../../test/support/example-election.ts";
import { SAME_VOTES_MINIMUM } from "./checks.ts";
import { GROUP_NAMED, type Finding, type FindingCode } from "./finding.ts";
import type { Box } from "./tally-sheet.ts";

type Boxes = Readonly<Record<string, Box>>;

interface SheetCase {
  readonly claim: string;
  readonly boxes: Boxes;
  readonly codes: readonly FindingCode[];
  readonly detail?: Finding["detail"];
}

/** The least sheet that raises each code, and its nearest neighbours that do not. */
const SHEETS: Readonly<Record<string, readonly SheetCase[]>> = {
  "selections and valid votes": [
    {
      claim: "one vote too many",
      boxes: { ANA: 30, BEA: 11, validVotes: 40 },
      codes: ["selections-not-valid"],
      detail: { selections: 41, validVotes: 40 },
    },
    {
      claim: "one vote too few",
      boxes: { ANA: 30, BEA: 9, validVotes: 40 },
      codes: ["selections-not-valid"],
      detail: { selections: 39, validVotes: 40 },
    },
    { claim: "an equal sum", boxes: { ANA: 30, BEA: 10, validVotes: 40 }, codes: [] },
    { claim: "a selection that is not on the form", boxes: { ANA: 30, validVotes: 40 }, codes: [] },
    { claim: "no box for valid votes", boxes: { ANA: 30, BEA: 10 }, codes: [] },
  ],
  "parts and ballots cast": [
    {
      claim: "one ballot of which no part speaks",
      boxes: { validVotes: 40, blankVotes: 2, nullVotes: 3, ballotsCast: 46 },
      codes: ["parts-not-ballots"],
      detail: { parts: 45, ballotsCast: 46 },
    },
    {
      claim: "parts that make up the ballots",
      boxes: { validVotes: 40, blankVotes: 2, nullVotes: 3, ballotsCast: 45 },
      codes: [],
    },
    {
      claim: "valid votes derived from the selections, which do not make up the ballots",
      boxes: { ANA: 30, BEA: 10, nullVotes: 3, ballotsCast: 44 },
      codes: ["parts-not-ballots"],
      detail: { parts: 43, ballotsCast: 44 },
    },
    {
      claim: "valid votes derived from the selections, which do",
      boxes: { ANA: 30, BEA: 10, nullVotes: 3, ballotsCast: 43 },
      codes: [],
    },
    {
      claim: "a form without a box for blank votes",
      boxes: { validVotes: 40, nullVotes: 3, ballotsCast: 43 },
      codes: [],
    },
    { claim: "a form without a box for null votes", boxes: { validVotes: 40, ballotsCast: 44 }, codes: [] },
    { claim: "no box for ballots", boxes: { validVotes: 40, blankVotes: 2, nullVotes: 3 }, codes: [] },
  ],
  "ballots cast and voters": [
    {
      claim: "one voter more than ballots",
      boxes: { ballotsCast: 40, votersParticipated: 41 },
      codes: ["ballots-not-voters"],
      detail: { ballotsCast: 40, votersParticipated: 41 },
    },
    {
      claim: "one ballot more than voters",
      boxes: { ballotsCast: 41, votersParticipated: 40 },
      codes: ["ballots-not-voters"],
    },
    { claim: "as many voters as ballots", boxes: { ballotsCast: 40, votersParticipated: 40 }, codes: [] },
    { claim: "no box for voters", boxes: { ballotsCast: 40 }, codes: [] },
    { claim: "voters alone", boxes: { votersParticipated: 40 }, codes: [] },
  ],
  "ballots and registered voters": [
    {
      claim: "one ballot more than registered voters",
      boxes: { ballotsCast: 101, registeredVoters: 100 },
      codes: ["ballots-over-registered"],
      detail: { ballots: 101, registeredVoters: 100 },
    },
    {
      claim: "as many ballots as registered voters",
      boxes: { ballotsCast: 100, registeredVoters: 100 },
      codes: [],
    },
    {
      claim: "ballots that follow from their parts",
      boxes: { validVotes: 98, blankVotes: 1, nullVotes: 2, registeredVoters: 100 },
      codes: ["ballots-over-registered"],
      detail: { ballots: 101, registeredVoters: 100 },
    },
    {
      claim: "valid votes alone, one too many",
      boxes: { ANA: 60, BEA: 41, registeredVoters: 100 },
      codes: ["ballots-over-registered"],
    },
    {
      claim: "valid votes alone, all of them",
      boxes: { ANA: 60, BEA: 40, registeredVoters: 100 },
      codes: [],
    },
    { claim: "nobody saying how many are registered", boxes: { ballotsCast: 2_147_483_647 }, codes: [] },
  ],
  "boxes that nobody can read": [
    {
      claim: "an illegible selection, which leaves no sum to compare",
      boxes: { ANA: 30, BEA: "illegible", validVotes: 5 },
      codes: ["illegible-box"],
      detail: { boxes: ["BEA"] },
    },
    {
      claim: "illegible valid votes where the selections suffice",
      boxes: { ANA: 30, BEA: 10, validVotes: "illegible", nullVotes: 1, ballotsCast: 41 },
      codes: ["illegible-box"],
    },
    {
      claim: "illegible blank votes, which leave no parts to add",
      boxes: { validVotes: 40, blankVotes: "illegible", nullVotes: 1, ballotsCast: 90 },
      codes: ["illegible-box"],
    },
    {
      claim: "illegible null votes, which leave no parts to add",
      boxes: { validVotes: 40, nullVotes: "illegible", ballotsCast: 90 },
      codes: ["illegible-box"],
    },
    {
      claim: "illegible ballots, which equal and exceed nothing",
      boxes: { validVotes: 40, ballotsCast: "illegible", votersParticipated: 50, registeredVoters: 60 },
      codes: ["illegible-box"],
    },
    {
      claim: "illegible registered voters, which nothing exceeds",
      boxes: { ballotsCast: 40, registeredVoters: "illegible" },
      codes: ["illegible-box"],
    },
    {
      claim: "nothing legible at all, which is no blank form",
      boxes: { ANA: "illegible", BEA: "illegible" },
      codes: ["illegible-box"],
      detail: { boxes: ["ANA", "BEA"] },
    },
  ],
  "forms that say nothing": [
    { claim: "no box but the registered voters", boxes: { registeredVoters: 100 }, codes: ["blank-form"] },
    { claim: "no box at all", boxes: {}, codes: ["blank-form"] },
    { claim: "nothing but zeros", boxes: { ANA: 0, BEA: 0, nullVotes: 0 }, codes: ["all-zero"] },
    { claim: "a single vote", boxes: { ANA: 0, BEA: 1, nullVotes: 0 }, codes: [] },
    { claim: "a null vote alone", boxes: { ANA: 0, BEA: 0, nullVotes: 1 }, codes: [] },
  ],
};

for (const [subject, cases] of Object.entries(SHEETS))
  describe(subject, () => {
    for (const { claim, boxes, codes, detail } of cases)
      test(`${claim}: ${codes.join(", ") || "no finding"}`, () => {
        const election = new ExampleElection();
        const entry = election.table([{ station: "1", boxes }]);
        const seen = election.view();
        expect(codesFound(seen)).toEqual(codes);
        for (const finding of seen.findings)
          expect(finding).toMatchObject({ source: "witnesses", station: "1", entries: [entry] });
        if (detail !== undefined) expect(seen.findings[0]?.detail).toEqual(detail);
      });
  });

describe("a sheet and the register", () => {
  function found(boxes: Boxes, station = "1") {
    const election = new ExampleElection();
    election.register([
      ["1", "N/N1", 100],
      ["2", "N/N1", ""],
    ]);
    election.table([{ station, unit: "N/N1", boxes }]);
    return election.view().findings.map(({ code, detail }) => [code, detail]);
  }

  test("a station that the register does not list is found, and one that it lists is not", () => {
    expect(found({ ANA: 1, BEA: 2 }, "9")).toEqual([["station-not-in-register", {}]]);
    expect(found({ ANA: 1, BEA: 2 })).toEqual([]);
  });

  test("without a register no station is outside it", () => {
    const election = new ExampleElection();
    election.table([{ station: "9", boxes: { ANA: 1, BEA: 2 } }]);
    expect(election.view().findings).toEqual([]);
  });

  test("other registered voters than the register's are found, the same and unstated ones are not", () => {
    expect(found({ ANA: 1, BEA: 2, registeredVoters: 99 })).toEqual([
      ["registered-not-register", { sheet: 99, register: 100 }],
    ]);
    expect(found({ ANA: 1, BEA: 2, registeredVoters: 100 })).toEqual([]);
    expect(found({ ANA: 1, BEA: 2 })).toEqual([]);
    expect(found({ ANA: 1, BEA: 2, registeredVoters: 99 }, "2")).toEqual([]);
  });

  test("the register's voters bound the ballots where the sheet states none", () => {
    expect(found({ ballotsCast: 101 })).toEqual([
      ["ballots-over-registered", { ballots: 101, registeredVoters: 100 }],
    ]);
    expect(found({ ballotsCast: 100 })).toEqual([]);
    expect(found({ ballotsCast: 101 }, "2")).toEqual([]);
  });

  test("a table that places a station in another unit than the register is found; one that places it nowhere is not", () => {
    for (const [unit, codes] of [
      ["N/N2", ["station-placed-differently"]],
      ["N/N1", []],
      ["", []],
    ] as const) {
      const election = new ExampleElection();
      election.register([["1", "N/N1", 100]]);
      election.table([{ station: "1", unit, boxes: { ANA: 1, BEA: 2 } }]);
      const seen = election.view();
      expect(codesFound(seen)).toEqual(codes);
      const [finding] = findingsOf(seen, "station-placed-differently");
      if (codes.length > 0) expect(finding?.detail).toEqual({ units: ["Unit N", "Unit N2"] });
      const unitOf = seen.register.stationUnits.at(seen.register.stationIndex("1") ?? raise("no station"));
      expect(seen.register.unitIds[unitOf]).toBe("N/N1");
    }
  });
});

describe("more stations than a declared size says", () => {
  const found = (stations: number, register = false) => {
    const election = new ExampleElection({
      sizes: [{ unit: "N", stations, source: "https://example.org" }],
    });
    if (register) election.register([["1", "N/N1", 100]]);
    election.table(
      ["1", "2"].map((station) => ({ station, unit: "N/N1", boxes: { ANA: 1, BEA: Number(station) } })),
    );
    return findingsOf(election.view(), "stations-over-declared").map(({ unit, detail }) => [unit, detail]);
  };

  test("are found in the unit that it is of; as many are not", () => {
    expect(found(1)).toEqual([["N", { stations: 2, declared: 1 }]]);
    expect(found(2)).toEqual([]);
  });

  test("are no question where a register says which there are", () => {
    expect(found(1, true)).toEqual([]);
  });
});

describe("one file for two stations", () => {
  const sheet = (station: string, file: string): ExampleSheet => ({
    station,
    file,
    boxes: { ANA: 3, BEA: Number(station) },
  });

  test("a table that names one image for two stations raises it for both", () => {
    const election = new ExampleElection();
    election.table([sheet("1", "a.jpg"), sheet("2", "a.jpg"), sheet("3", "b.jpg")]);
    expect(findingsOf(election.view(), "same-file-two-stations")).toMatchObject([
      { station: "1", entries: [1], detail: { stations: ["1", "2"], file: "a.jpg" } },
      { station: "2", entries: [1], detail: { stations: ["1", "2"], file: "a.jpg" } },
    ]);
  });

  test("one image twice for one station, and rows that name none, raise nothing", () => {
    const election = new ExampleElection();
    election.table([sheet("1", "a.jpg"), sheet("1", "a.jpg"), sheet("2", ""), sheet("3", "")]);
    expect(codesFound(election.view())).toEqual([]);
  });

  test("the same bytes received for two stations raise it; the same bytes twice for one do not", () => {
    for (const [second, codes] of [
      ["2", ["same-file-two-stations", "same-file-two-stations"]],
      ["1", []],
    ] as const) {
      const election = new ExampleElection();
      election.evidence({ file: "same", station: "1" });
      election.evidence({ file: "same", station: second });
      expect(codesFound(election.view())).toEqual(codes);
    }
  });

  test("bytes that are not opened say nothing of each other", () => {
    const election = new ExampleElection();
    for (const station of ["1", "2"]) election.evidence({ file: "same", station, open: false });
    expect(codesFound(election.view())).toEqual([]);
  });
});

describe("a sheet that names another station than its sender", () => {
  test("is found, with the station claimed, and counts where the sheet says", () => {
    const election = new ExampleElection();
    const evidence = election.evidence({ station: "1" });
    election.reading({ evidence, station: "2", boxes: { ANA: 3, BEA: 4 } });
    expect(findingsOf(election.view(), "station-not-as-claimed")).toMatchObject([
      { station: "2", entries: [evidence], detail: { claimed: "1" } },
    ]);
    expect(election.view().register.stationIndex("1")).toBeUndefined();
  });

  test("is not among the sheets that the strictest policy counts", () => {
    for (const [claimed, sheets] of [
      ["1", 0],
      ["2", 1],
    ] as const) {
      const election = new ExampleElection();
      const evidence = election.evidence({ station: claimed });
      election.reading({ evidence, station: "2", boxes: { ANA: 3, BEA: 4 } });
      expect(election.sheets().tabulation.sheetsIn(0, "strictest")).toBe(sheets);
      expect(election.sheets().tabulation.sheetsIn(0, "published")).toBe(1);
    }
  });

  test("raises nothing where both say the same or the sender said nothing", () => {
    for (const claimed of [{ station: "2" }, {}]) {
      const election = new ExampleElection();
      election.reading({
        evidence: election.evidence(claimed),
        station: "2",
        boxes: { ANA: 3, BEA: 4 },
      });
      expect(codesFound(election.view())).toEqual([]);
    }
  });
});

describe("the same votes on several sheets", () => {
  const found = (first: Boxes, second: Boxes) => {
    const election = new ExampleElection();
    election.table([
      { station: "b", boxes: first },
      { station: "a", boxes: second },
    ]);
    return findingsOf(election.view(), "same-votes-several-sheets");
  };
  const boxes = { ANA: 30, BEA: SAME_VOTES_MINIMUM - 30, blankVotes: 1, nullVotes: 2 };

  test("are found for every sheet of the group", () => {
    const detail = { stations: ["a", "b"], votes: SAME_VOTES_MINIMUM };
    expect(found(boxes, boxes)).toMatchObject([
      { station: "b", detail },
      { station: "a", detail },
    ]);
  });

  test("raise nothing one vote below the least number", () => {
    const fewer = { ...boxes, BEA: boxes.BEA - 1 };
    expect(found(fewer, fewer)).toEqual([]);
  });

  test("raise nothing where a selection, the blank or the null votes differ", () => {
    expect(found(boxes, { ...boxes, ANA: boxes.BEA, BEA: boxes.ANA })).toEqual([]);
    expect(found(boxes, { ...boxes, blankVotes: 0 })).toEqual([]);
    expect(found(boxes, { ...boxes, nullVotes: 3 })).toEqual([]);
  });

  test("raise nothing where a selection is illegible or not on the form", () => {
    expect(found({ ANA: 60, BEA: "illegible" }, { ANA: 60, BEA: "illegible" })).toEqual([]);
    expect(found({ ANA: 60 }, { ANA: 60 })).toEqual([]);
  });

  test("raise nothing where one of the sheets is disputed, since what it says is not known yet", () => {
    const election = new ExampleElection();
    election.table(["1", "2"].map((station) => ({ station, boxes })));
    election.table([{ station: "1", boxes: { ...boxes, ANA: boxes.ANA + 1 } }]);
    expect(codesFound(election.view())).toEqual(["rival-copies"]);
  });

  test("raise nothing between two sources of one station", () => {
    const election = new ExampleElection();
    election.table([{ station: "1", boxes }]);
    election.table([{ station: "1", boxes }], { source: AUTHORITY });
    expect(codesFound(election.view())).toEqual([]);
  });
});

test("a group of any size gives findings in proportion to it: the first stations by name, and how many there are", () => {
  const many = 3_000;
  const election = new ExampleElection();
  election.table(
    Array.from({ length: many }, (_, at) => ({
      station: String(at).padStart(5, "0"),
      unit: "N/N1",
      file: "one.jpg",
      boxes: { ANA: 30, BEA: 40, nullVotes: 1, ballotsCast: 71 },
    })),
  );
  const seen = election.view();
  for (const code of ["same-file-two-stations", "same-votes-several-sheets"] as const) {
    const found = findingsOf(seen, code);
    expect(found.length).toBe(many);
    for (const { detail } of found) {
      expect(detail["stations"]).toHaveLength(GROUP_NAMED);
      expect(detail["stationsInGroup"]).toBe(many);
    }
    expect(found.at(-1)?.station).toBe(String(many - 1).padStart(5, "0"));
  }
});
