import { describe, expect, test } from "vitest";

import {
  AUTHORITY,
  boxesOf,
  CLEAN,
  codesFound,
  CONTEST,
  ExampleElection,
  findingsOf,
  statusOf,
  WITNESSES,
} from "../../test/support/example-election.ts";
import { columnsDiffering } from "./agreement.ts";
import type { Box } from "./tally-sheet.ts";
import { sourceView } from "./view.ts";

const OTHER: Readonly<Record<string, Box>> = { ANA: 20, BEA: 20, nullVotes: 1, ballotsCast: 41 };
const THIRD: Readonly<Record<string, Box>> = { ANA: 10, BEA: 30, nullVotes: 1, ballotsCast: 41 };
const QUORUM_OF_TWO = { policy: { settle: { readings: 2 } } };

/** Status, boxes and codes of station 1 in the witnesses' sheets. */
function settled(election: ExampleElection, station = "1") {
  const seen = election.view();
  const source = sourceView(seen, CONTEST, WITNESSES);
  return {
    status: statusOf(seen, source, station),
    boxes: boxesOf(seen, source, station),
    codes: codesFound(seen, station),
  };
}

describe("what stands", () => {
  test("a row of a dataset settles its station", () => {
    const election = new ExampleElection();
    election.table([{ station: "1", boxes: CLEAN }]);
    expect(settled(election)).toEqual({ status: "settled", boxes: CLEAN, codes: [] });
  });

  test("a reading stands before the row, and the two that disagree leave the station disputed", () => {
    const election = new ExampleElection();
    election.table([{ station: "1", boxes: CLEAN }]);
    election.reading({ evidence: election.evidence(), station: "1", boxes: OTHER });
    expect(settled(election)).toEqual({ status: "disputed", boxes: OTHER, codes: ["readings-disagree"] });
    const [finding] = findingsOf(election.view(), "readings-disagree");
    expect(finding).toMatchObject({ contest: CONTEST, source: WITNESSES, station: "1", entries: [1, 3] });
    expect(finding?.detail).toEqual({ boxes: ["ANA", "BEA"], first: [20, 20], second: [30, 10] });
  });

  test("a reading stands before the row also where the row was imported later", () => {
    const election = new ExampleElection();
    election.reading({ evidence: election.evidence(), station: "1", boxes: OTHER });
    election.table([{ station: "1", boxes: CLEAN }]);
    expect(settled(election)).toMatchObject({ status: "disputed", boxes: OTHER });
  });

  test("an adjudication for the reading stands before everything, and the findings stay on record", () => {
    const election = new ExampleElection();
    election.table([{ station: "1", boxes: CLEAN }]);
    const reading = election.reading({ evidence: election.evidence(), station: "1", boxes: OTHER });
    election.adjudicate("1", { entry: reading });
    expect(settled(election)).toEqual({ status: "settled", boxes: OTHER, codes: ["readings-disagree"] });
    expect(election.sheets().tabulation.totals(0).votes).toEqual({ ANA: 20, BEA: 20 });
  });

  test("an adjudication for the row stands before the reading", () => {
    const election = new ExampleElection();
    const dataset = election.table([{ station: "1", boxes: CLEAN }]);
    election.reading({ evidence: election.evidence(), station: "1", boxes: OTHER });
    election.adjudicate("1", { entry: dataset, row: 1 });
    expect(settled(election)).toMatchObject({ status: "settled", boxes: CLEAN });
    expect(election.sheets().tabulation.totals(0).votes).toEqual({ ANA: 30, BEA: 10 });
  });

  test("an adjudication names one of two rows of the same dataset", () => {
    for (const [row, boxes] of [
      [1, CLEAN],
      [2, OTHER],
    ] as const) {
      const election = new ExampleElection();
      const dataset = election.table([
        { station: "1", boxes: CLEAN },
        { station: "1", boxes: OTHER },
      ]);
      election.adjudicate("1", { entry: dataset, row });
      expect(settled(election)).toMatchObject({ status: "settled", boxes });
    }
  });

  test("where none stands the station has no boxes in the count, and stays explained", () => {
    const election = new ExampleElection();
    election.table([
      { station: "1", boxes: CLEAN },
      { station: "2", boxes: OTHER },
    ]);
    election.adjudicate("1", "none-stands");
    expect(settled(election).status).toBe("none-stands");
    const { tabulation } = election.sheets();
    for (const policy of ["published", "strictest", "lenient"] as const)
      expect(tabulation.totals(0, policy).votes).toEqual({ ANA: 20, BEA: 20 });
    expect(tabulation.stations(0)).toMatchObject({ counted: 1, explained: 1 });
    expect(tabulation.explanations(0)).toEqual(new Map([["none-stands", 1]]));
  });

  test("of two adjudications the later one stands", () => {
    const election = new ExampleElection();
    const dataset = election.table([{ station: "1", boxes: CLEAN }]);
    election.adjudicate("1", "none-stands");
    election.adjudicate("1", { entry: dataset });
    expect(settled(election)).toMatchObject({ status: "settled", boxes: CLEAN });
    election.adjudicate("1", "none-stands");
    expect(settled(election).status).toBe("none-stands");
  });

  test("what the account that stands does not state is filled from the others, the row first", () => {
    const election = new ExampleElection();
    election.table([{ station: "1", boxes: CLEAN }]);
    const [first, second] = [election.evidence(), election.evidence()];
    election.reading({ evidence: first, station: "1", boxes: { ...OTHER, nullVotes: "illegible" } });
    const reading = election.reading({ evidence: second, station: "1", boxes: { ANA: 10, BEA: 30 } });
    election.adjudicate("1", { entry: reading });
    expect(settled(election)).toMatchObject({ status: "settled", boxes: THIRD });
  });

  test("an adjudication says nothing of the same station's sheet from another source", () => {
    const election = new ExampleElection();
    election.table([{ station: "1", boxes: CLEAN }]);
    election.table([{ station: "1", boxes: OTHER }], { source: AUTHORITY });
    election.adjudicate("1", "none-stands", AUTHORITY);
    expect(settled(election).status).toBe("settled");
    expect(statusOf(election.view(), election.sheets(AUTHORITY), "1")).toBe("none-stands");
  });
});

describe("a code without all boxes", () => {
  test("the row fills the registered voters that a QR code does not have", () => {
    const election = new ExampleElection();
    election.table([{ station: "1", boxes: { ...CLEAN, registeredVoters: 500 } }]);
    election.reading({
      evidence: election.evidence(),
      station: "1",
      boxes: { ...CLEAN, registeredVoters: "not-on-form" },
    });
    expect(settled(election)).toEqual({
      status: "settled",
      boxes: { ...CLEAN, registeredVoters: 500 },
      codes: [],
    });
  });

  test("an agreeing reading of the same file fills what the first does not state", () => {
    const election = new ExampleElection();
    const evidence = election.evidence();
    for (const boxes of [CLEAN, { ...CLEAN, registeredVoters: 500 }])
      election.reading({ evidence, station: "1", boxes });
    expect(settled(election).boxes).toEqual({ ...CLEAN, registeredVoters: 500 });
  });

  test("a selection named like a property of objects is not on the form of a reading that does not state it", () => {
    const election = new ExampleElection({ contests: { [CONTEST]: ["ANA", "constructor"] } });
    election.reading({ evidence: election.evidence(), station: "1", boxes: { ANA: 5 } });
    expect(settled(election).boxes).toEqual({ ANA: 5 });
  });

  test("the order of two agreeing rows does not matter where one is illegible", () => {
    const rows = [
      { station: "1", boxes: { ANA: 30, BEA: "illegible" } },
      { station: "1", boxes: { ANA: 30, BEA: 10 } },
    ] as const;
    const [one, other] = [rows, rows.toReversed()].map((ordered) => {
      const election = new ExampleElection();
      election.table(ordered);
      return election.sheets().tabulation.totals(0);
    });
    expect(one).toEqual(other);
  });

  test("a box that a reader could not read is not filled from the row, and is never zero", () => {
    const election = new ExampleElection();
    election.table([{ station: "1", boxes: CLEAN }]);
    election.reading({
      evidence: election.evidence(),
      station: "1",
      boxes: { ...CLEAN, BEA: "illegible" },
    });
    expect(settled(election)).toMatchObject({
      status: "settled",
      boxes: { BEA: "illegible" },
      codes: ["illegible-box"],
    });
  });

  test("the second of two agreeing rows fills what the first does not state", () => {
    const election = new ExampleElection();
    election.table([{ station: "1", boxes: { ANA: 30, BEA: 10 } }]);
    election.table([{ station: "1", boxes: { ANA: 30, nullVotes: 2 } }]);
    expect(settled(election)).toEqual({
      status: "settled",
      boxes: { ANA: 30, BEA: 10, nullVotes: 2 },
      codes: [],
    });
  });
});

describe("rivals", () => {
  test("two rows that differ are rival copies: both are kept, neither is counted", () => {
    const election = new ExampleElection();
    const first = election.table([{ station: "1", boxes: CLEAN }]);
    const second = election.table([{ station: "1", boxes: OTHER }]);
    expect(settled(election)).toMatchObject({ status: "disputed", codes: ["rival-copies"] });
    const { sheets, tabulation } = election.sheets();
    expect(sheets.accounts(0).map((account) => [account.entry, account.row])).toEqual([
      [first, 1],
      [second, 1],
    ]);
    expect(tabulation.totals(0).votes).toEqual({ ANA: 0, BEA: 0 });
    expect(tabulation.explanations(0)).toEqual(new Map([["rival-copies", 1]]));
  });

  test("two rows that say the same are no rivals, and the station counts once", () => {
    const election = new ExampleElection();
    election.table([
      { station: "1", boxes: CLEAN },
      { station: "1", boxes: CLEAN },
    ]);
    expect(settled(election)).toEqual({ status: "settled", boxes: CLEAN, codes: [] });
    expect(election.sheets().tabulation.totals(0).votes).toEqual({ ANA: 30, BEA: 10 });
  });

  test("two files of one station that read differently are rival copies", () => {
    const election = new ExampleElection();
    const first = election.evidence({ file: "one" });
    const second = election.evidence({ file: "two" });
    const readings = [
      election.reading({ evidence: first, station: "1", boxes: CLEAN }),
      election.reading({ evidence: second, station: "1", boxes: OTHER }),
    ];
    expect(settled(election)).toMatchObject({ status: "disputed", codes: ["rival-copies"] });
    expect(findingsOf(election.view(), "rival-copies")[0]?.entries).toEqual(readings);
  });

  test("two files of one station that read alike settle it", () => {
    const election = new ExampleElection();
    for (const file of ["one", "two"])
      election.reading({ evidence: election.evidence({ file }), station: "1", boxes: CLEAN });
    expect(settled(election)).toEqual({ status: "settled", boxes: CLEAN, codes: [] });
  });

  test("identical bytes sent twice are no rival of themselves, whatever their readers say", () => {
    const election = new ExampleElection();
    for (const boxes of [CLEAN, OTHER])
      election.reading({ evidence: election.evidence({ file: "same" }), station: "1", boxes });
    expect(settled(election)).toMatchObject({ status: "disputed", codes: ["readings-disagree"] });
  });

  test("a reading of another contest is no rival", () => {
    const election = new ExampleElection({ contests: { president: ["ANA"], assembly: ["ANA"] } });
    const evidence = election.evidence();
    election.reading({ evidence, contest: "president", station: "1", boxes: { ANA: 5 } });
    election.reading({ evidence, contest: "assembly", station: "1", boxes: { ANA: 9 } });
    expect(codesFound(election.view())).not.toContain("readings-disagree");
  });

  test("a rival of another source is no rival", () => {
    const election = new ExampleElection();
    election.table([{ station: "1", boxes: CLEAN }]);
    election.table([{ station: "1", boxes: OTHER }], { source: AUTHORITY });
    expect(settled(election)).toEqual({ status: "settled", boxes: CLEAN, codes: [] });
  });

  test("an adjudicated rivalry stays settled as chosen, with no code against it", () => {
    const election = new ExampleElection();
    election.table([{ station: "1", boxes: CLEAN }]);
    const second = election.table([{ station: "1", boxes: OTHER }]);
    election.adjudicate("1", { entry: second });
    expect(settled(election)).toMatchObject({ status: "settled", boxes: OTHER });
    expect(election.sheets().sheets.codes(0)).toBe(0);
    expect(codesFound(election.view())).toEqual(["rival-copies"]);
  });
});

describe("two accounts that differ only where a third states nothing", () => {
  const accounts = [
    { ANA: 30, BEA: "illegible" },
    { ANA: 30, BEA: 10 },
    { ANA: 30, BEA: 20 },
  ] as const;

  test("are rival copies as rows, in whatever order they stand", () => {
    for (const [first, second, third] of [
      [0, 1, 2],
      [1, 0, 2],
      [1, 2, 0],
    ] as const) {
      const election = new ExampleElection();
      const order = [accounts[first], accounts[second], accounts[third]];
      election.table(order.map((boxes) => ({ station: "1", boxes })));
      expect(settled(election).codes, JSON.stringify(order)).toContain("rival-copies");
    }
  });

  test("are readings that disagree where all three are of one file", () => {
    const election = new ExampleElection();
    const evidence = election.evidence();
    for (const boxes of accounts) election.reading({ evidence, station: "1", boxes });
    expect(settled(election).codes).toContain("readings-disagree");
  });

  test("are rival copies where each is of a file of its own", () => {
    const election = new ExampleElection();
    for (const boxes of accounts) election.reading({ evidence: election.evidence(), station: "1", boxes });
    expect(settled(election).codes).toContain("rival-copies");
  });
});

describe("quorum", () => {
  test("one reading of the two asked for leaves the station awaiting, with its boxes unused", () => {
    const election = new ExampleElection(QUORUM_OF_TWO);
    election.reading({ evidence: election.evidence(), station: "1", boxes: CLEAN });
    expect(settled(election)).toEqual({ status: "awaiting", boxes: {}, codes: [] });
    const { tabulation } = election.sheets();
    expect(tabulation.stations(0)).toMatchObject({ counted: 0, explained: 1 });
    expect(tabulation.explanations(0)).toEqual(new Map([["awaiting-reading", 1]]));
  });

  test("two readings that agree settle it", () => {
    const election = new ExampleElection(QUORUM_OF_TWO);
    const evidence = election.evidence();
    for (const reader of ["first", "second"])
      election.reading({ evidence, reader, station: "1", boxes: CLEAN });
    expect(settled(election)).toEqual({ status: "settled", boxes: CLEAN, codes: [] });
  });

  test("two that agree against a third are the transcription, and the disagreement is found", () => {
    for (const order of [
      [OTHER, CLEAN, CLEAN],
      [CLEAN, OTHER, CLEAN],
      [CLEAN, CLEAN, OTHER],
    ]) {
      const election = new ExampleElection(QUORUM_OF_TWO);
      const evidence = election.evidence();
      for (const boxes of order) election.reading({ evidence, station: "1", boxes });
      const { status, boxes, codes } = settled(election);
      expect({ status, boxes }).toEqual({ status: "disputed", boxes: CLEAN });
      expect(new Set(codes)).toEqual(new Set(["readings-disagree"]));
    }
  });

  test("two readings that disagree are no quorum: the disagreement is found, and there is no sheet to count or check", () => {
    const election = new ExampleElection(QUORUM_OF_TWO);
    const evidence = election.evidence();
    for (const boxes of [CLEAN, OTHER]) election.reading({ evidence, station: "1", boxes });
    expect(settled(election)).toEqual({ status: "awaiting", boxes: {}, codes: ["readings-disagree"] });
    for (const policy of ["published", "strictest", "lenient"] as const)
      expect(election.sheets().tabulation.sheetsIn(0, policy)).toBe(0);
    expect(election.sheets().tabulation.stations(0)).toMatchObject({ counted: 0, explained: 1 });
  });

  test("too few readings leave the row in its place", () => {
    const election = new ExampleElection(QUORUM_OF_TWO);
    election.table([{ station: "1", boxes: CLEAN }]);
    election.reading({ evidence: election.evidence(), station: "1", boxes: OTHER });
    expect(settled(election)).toEqual({ status: "settled", boxes: CLEAN, codes: [] });
  });

  test("the readings of two different files make no quorum", () => {
    const election = new ExampleElection(QUORUM_OF_TWO);
    for (const file of ["one", "two"])
      election.reading({ evidence: election.evidence({ file }), station: "1", boxes: CLEAN });
    expect(settled(election).status).toBe("awaiting");
  });

  test("two readings by one reader make no quorum", () => {
    const election = new ExampleElection(QUORUM_OF_TWO);
    const evidence = election.evidence();
    for (let time = 0; time < 2; time++)
      election.reading({ evidence, reader: "same", station: "1", boxes: CLEAN });
    expect(settled(election).status).toBe("awaiting");
  });

  test("a reading that is not opened counts for nothing yet", () => {
    const election = new ExampleElection();
    const evidence = election.evidence({ station: "1" });
    election.reading({ evidence, station: "1", boxes: CLEAN, open: false });
    expect(settled(election)).toEqual({ status: "awaiting", boxes: {}, codes: [] });
  });

  test("evidence that nobody has read leaves the claimed station awaiting", () => {
    const election = new ExampleElection();
    election.evidence({ station: "1" });
    expect(settled(election).status).toBe("awaiting");
  });
});

describe("what is superseded or moved", () => {
  test("a superseded dataset is out of the count, and stays listed with its rows", () => {
    const election = new ExampleElection();
    const first = election.table([
      { station: "1", boxes: CLEAN },
      { station: "2", boxes: CLEAN },
    ]);
    election.table([{ station: "1", boxes: OTHER }], { supersedes: first });
    expect(settled(election)).toEqual({ status: "settled", boxes: OTHER, codes: [] });
    expect(settled(election, "2").status).toBe("missing");
    expect(election.sheets().tabulation.totals(0).votes).toEqual({ ANA: 20, BEA: 20 });
    expect(election.view().datasets.map((dataset) => [dataset.entry, dataset.rowsUsed])).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });

  test("of a chain of datasets only the last counts", () => {
    const election = new ExampleElection();
    const first = election.table([{ station: "1", boxes: CLEAN }]);
    const second = election.table([{ station: "1", boxes: OTHER }], { supersedes: first });
    election.table([{ station: "1", boxes: THIRD }], { supersedes: second });
    expect(settled(election)).toEqual({ status: "settled", boxes: THIRD, codes: [] });
  });

  test("an adjudication for a row of a dataset that was superseded since decides nothing", () => {
    const election = new ExampleElection();
    const old = election.table([{ station: "1", boxes: CLEAN }]);
    election.adjudicate("1", { entry: old, row: 1 });
    const rows = [CLEAN, OTHER].map((boxes) => ({ station: "1", boxes }));
    election.table(rows, { supersedes: old });
    expect(settled(election)).toMatchObject({ status: "disputed", codes: ["rival-copies"] });
    expect(election.sheets().tabulation.stations(0)).toMatchObject({ counted: 0, explained: 1 });
  });

  test("a dataset supersedes none of another source, nor anything that is no dataset", () => {
    for (const supersedes of [0, 1, 9]) {
      const election = new ExampleElection();
      election.table([{ station: "1", boxes: CLEAN }], { source: AUTHORITY });
      election.table([{ station: "1", boxes: OTHER }], { supersedes });
      expect(() => election.view()).toThrow(/supersedes/);
    }
  });

  test("evidence reassigned to another station takes its readings there", () => {
    const election = new ExampleElection();
    const evidence = election.evidence({ station: "1" });
    election.reading({ evidence, station: "1", boxes: CLEAN });
    election.reassign(evidence, "2");
    expect(settled(election, "2")).toMatchObject({ status: "settled", boxes: CLEAN });
    expect(election.view().register.stationIndex("1")).toBeUndefined();
  });

  test("of two reassignments the later one stands", () => {
    const election = new ExampleElection();
    const evidence = election.evidence();
    election.reading({ evidence, station: "1", boxes: CLEAN });
    election.reassign(evidence, "2");
    election.reassign(evidence, "3");
    expect(settled(election, "3").status).toBe("settled");
    expect(election.sheets().tabulation.totals(0).votes).toEqual({ ANA: 30, BEA: 10 });
  });
});

test("columns differ only where both state a count", () => {
  const one = Int32Array.of(1, 2, -1, -2, 5, 0);
  const other = Int32Array.of(1, 3, 4, 4, -1, -2);
  expect(columnsDiffering(one, other)).toEqual([1]);
  expect(columnsDiffering(other, one)).toEqual([1]);
});

describe("readings of print, which no policy here counts", () => {
  const PRINT = "print rows 1 (engine), template small";

  test("settle nothing by themselves", () => {
    const election = new ExampleElection();
    election.reading({ evidence: election.evidence(), station: "1", boxes: CLEAN, reader: PRINT });
    expect(settled(election)).toMatchObject({ status: "awaiting", codes: [] });
  });

  test("make no quorum with a code, and do not fill what the code leaves out", () => {
    const election = new ExampleElection(QUORUM_OF_TWO);
    const evidence = election.evidence();
    election.reading({ evidence, station: "1", boxes: CLEAN, reader: "qr decoder" });
    election.reading({ evidence, station: "1", boxes: CLEAN, reader: PRINT });
    expect(settled(election)).toMatchObject({ status: "awaiting" });

    const once = new ExampleElection();
    const file = once.evidence();
    once.reading({ evidence: file, station: "1", boxes: { ANA: 30, BEA: 10 }, reader: "qr decoder" });
    once.reading({
      evidence: file,
      station: "1",
      boxes: { ...CLEAN, nullVotes: "illegible" },
      reader: PRINT,
    });
    expect(settled(once)).toEqual({ status: "settled", boxes: { ANA: 30, BEA: 10 }, codes: [] });
  });

  test("dispute the code and the row of a table that say otherwise", () => {
    const election = new ExampleElection();
    const evidence = election.evidence();
    election.reading({ evidence, station: "1", boxes: CLEAN, reader: "qr decoder" });
    election.reading({ evidence, station: "1", boxes: OTHER, reader: PRINT });
    election.table([{ station: "2", boxes: CLEAN }]);
    election.reading({ evidence: election.evidence(), station: "2", boxes: OTHER, reader: PRINT });
    for (const station of ["1", "2"])
      expect(settled(election, station)).toEqual({
        status: "disputed",
        boxes: CLEAN,
        codes: ["readings-disagree"],
      });
  });

  test("settle a sheet where the policy names them", () => {
    const election = new ExampleElection({ policy: { settle: { readings: 2, by: ["qr", "print"] } } });
    const evidence = election.evidence();
    election.reading({ evidence, station: "1", boxes: CLEAN, reader: "qr decoder" });
    election.reading({ evidence, station: "1", boxes: CLEAN, reader: "Ana" });
    expect(settled(election)).toMatchObject({ status: "awaiting" });
    election.reading({ evidence, station: "1", boxes: CLEAN, reader: PRINT });
    expect(settled(election)).toMatchObject({ status: "settled", boxes: CLEAN });
  });
});
