import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  CLEAN,
  CONTEST,
  ExampleElection,
  WITNESSES,
  type ExampleSheet,
} from "../../test/support/example-election.ts";
import { POLICY_NAMES, type Coverage, type UnitTotals } from "./tabulation.ts";
import type { Box } from "./tally-sheet.ts";
import { sourceView, type View } from "./view.ts";

const UNITS = ["N/N1", "N/N2", "S/S1", ""];
const STATIONS = ["1", "2", "3", "4", "5", "6", "7", "8"];
const count = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 60 }) },
  { weight: 1, arbitrary: fc.constant(2_147_483_647) },
);
const box = fc.oneof(
  { weight: 6, arbitrary: count },
  { weight: 1, arbitrary: fc.constantFrom<Box>("illegible", "not-on-form") },
);
const boxes = fc.record({
  ANA: box,
  BEA: box,
  registeredVoters: box,
  validVotes: box,
  nullVotes: box,
  ballotsCast: box,
});

/** Sheets of different stations, each in a unit that depends on its station alone. */
const sheets = fc
  .uniqueArray(fc.record({ station: fc.constantFrom(...STATIONS), boxes }), {
    selector: (sheet) => sheet.station,
    maxLength: 8,
  })
  .map((all) => all.map((sheet): ExampleSheet => ({ ...sheet, unit: unitOf(sheet.station) })));
const registerRows = fc
  .uniqueArray(
    fc.tuple(fc.constantFrom(...STATIONS), fc.option(fc.integer({ min: 0, max: 90 }), { nil: "" as const })),
    {
      selector: ([station]) => station,
    },
  )
  .map((rows) => rows.map(([station, voters]) => [station, unitOf(station), voters] as const));

function unitOf(station: string): string {
  return UNITS[Number(station) % UNITS.length] ?? "";
}

/** Every unit's numbers under every policy, by the unit's id. */
function numbersOf(seen: View) {
  const { tabulation } = sourceView(seen, CONTEST, WITNESSES);
  return new Map(
    seen.register.unitIds.map((id, unit) => [
      id,
      {
        totals: POLICY_NAMES.map((policy) => tabulation.totals(unit, policy)),
        sheets: POLICY_NAMES.map((policy) => tabulation.sheetsIn(unit, policy)),
        stations: tabulation.stations(unit),
        registeredVoters: tabulation.registeredVoters(unit),
        explanations: new Map([...tabulation.explanations(unit)].sort()),
        setAside: tabulation.setAside(unit),
      },
    ]),
  );
}

function electionOf(
  tables: readonly (readonly ExampleSheet[])[],
  register?: Parameters<ExampleElection["register"]>[0],
): ExampleElection {
  const election = new ExampleElection();
  if (register !== undefined) election.register(register);
  for (const table of tables) election.table(table);
  return election;
}

describe("laws", () => {
  test("the order of rows never matters, nor how they are spread over datasets", () => {
    const cases = fc
      .tuple(
        sheets.filter((all) => all.length > 0),
        fc.option(registerRows, { nil: undefined }),
      )
      .chain(([all, register]) =>
        fc.record({
          all: fc.constant(all),
          register: fc.constant(register),
          shuffled: fc.shuffledSubarray(all, { minLength: all.length }),
          cut: fc.integer({ min: 0, max: all.length }),
        }),
      );
    fc.assert(
      fc.property(cases, ({ all, register, shuffled, cut }) => {
        const once = numbersOf(electionOf([all], register).view());
        const spread = numbersOf(electionOf([shuffled.slice(0, cut), shuffled.slice(cut)], register).view());
        expect(new Map([...spread].sort())).toEqual(new Map([...once].sort()));
      }),
      { numRuns: 60 },
    );
  });

  test("the order of datasets never matters, even where their rows contradict each other", () => {
    const legible = fc.record({ ANA: count, BEA: count });
    const rows = fc.array(fc.record({ station: fc.constantFrom("1", "2", "3"), boxes: legible }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(rows, rows, (first, second) => {
        const [one, other] = [electionOf([first, second]).view(), electionOf([second, first]).view()];
        for (const policy of ["published", "strictest"] as const) {
          const [totals, otherTotals] = [one, other].map((seen) =>
            sourceView(seen, CONTEST, WITNESSES).tabulation.totals(0, policy),
          );
          expect(totals).toEqual(otherTotals);
        }
        const coverage = [one, other].map((seen) =>
          sourceView(seen, CONTEST, WITNESSES).tabulation.stations(0),
        );
        expect(coverage[0]).toEqual(coverage[1]);
      }),
      { numRuns: 60 },
    );
  });

  test("a unit's sums are those of its children and of the stations directly in it", () => {
    fc.assert(
      fc.property(
        sheets.filter((all) => all.length > 0),
        fc.option(registerRows, { nil: undefined }),
        (drawn, register) => {
          // Blank votes that differ, so that no two sheets are alike: that finding looks beyond a unit's own stations.
          const all = drawn.map((sheet) => ({
            ...sheet,
            boxes: { ...sheet.boxes, blankVotes: Number(sheet.station) },
          }));
          const seen = electionOf([all], register).view();
          const { tabulation } = sourceView(seen, CONTEST, WITNESSES);
          // The one unit with children that has stations of its own is the whole, by those that no unit is said of.
          const unplaced = electionOf(
            [all.filter((sheet) => sheet.unit === "")],
            register?.filter(([, unit]) => unit === ""),
          );
          const own = unplaced.view().contests.get(CONTEST)?.[0]?.tabulation;
          for (let unit = 0; unit < seen.register.units; unit++) {
            const children = seen.register.childrenOf(unit);
            if (children.length === 0) continue;
            const parts = children.map((child) => ({ of: tabulation, unit: child }));
            if (unit === 0 && own !== undefined) parts.push({ of: own, unit: 0 });
            for (const policy of POLICY_NAMES) {
              const withSheets = parts.filter((part) => part.of.sheetsIn(part.unit, policy) > 0);
              expect(tabulation.totals(unit, policy)).toEqual(
                sumOfTotals(withSheets.map((part) => part.of.totals(part.unit, policy))),
              );
              expect(tabulation.sheetsIn(unit, policy)).toBe(
                parts.reduce((sum, part) => sum + part.of.sheetsIn(part.unit, policy), 0),
              );
            }
            expect(tabulation.stations(unit).counted).toBe(
              parts.reduce((sum, part) => sum + part.of.stations(part.unit).counted, 0),
            );
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test("under an adopted register, registered = counted + explained + missing at every unit, in stations and in voters", () => {
    fc.assert(
      fc.property(
        sheets,
        registerRows,
        fc.array(fc.constantFrom(...STATIONS), { maxLength: 3 }),
        (all, register, awaiting) => {
          const election = electionOf([all], register);
          for (const station of awaiting) election.evidence({ station });
          const [source] = election.view().contests.get(CONTEST) ?? [];
          if (source === undefined) return;
          const seen = election.view();
          const closes = (coverage: Coverage) =>
            expect(coverage.counted + coverage.explained + (coverage.missing ?? 0)).toBe(coverage.registered);
          for (let unit = 0; unit < seen.register.units; unit++) {
            closes(source.tabulation.stations(unit));
            closes(source.tabulation.registeredVoters(unit));
          }
          expect(source.tabulation.stations(0).registered).toBe(register.length);
          const listed = new Set(register.map(([station]) => station));
          const outside = new Set(
            [...all.map((sheet) => sheet.station), ...awaiting].filter((station) => !listed.has(station)),
          );
          expect(source.tabulation.stations(0).outsideRegister).toBe(outside.size);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("the strictest policy counts no sheet that the published one does not, nor the published one that the lenient does not", () => {
    const setAside = fc.subarray([
      "selections-not-valid",
      "illegible-box",
      "blank-form",
      "ballots-over-registered",
      "station-not-in-register",
    ]);
    fc.assert(
      fc.property(sheets, registerRows, setAside, (all, register, codes) => {
        const election = new ExampleElection({ policy: { setAside: codes } });
        election.register(register);
        election.table(all);
        const seen = election.view();
        for (const { tabulation } of seen.contests.get(CONTEST) ?? [])
          for (let unit = 0; unit < seen.register.units; unit++) {
            const [strictest, published, lenient] = (["strictest", "published", "lenient"] as const).map(
              (policy) => tabulation.sheetsIn(unit, policy),
            );
            expect(strictest).toBeLessThanOrEqual(published ?? -1);
            expect(published).toBeLessThanOrEqual(lenient ?? -1);
          }
        expect(seen.contests.get(CONTEST)?.[0]?.tabulation.sheetsIn(0, "lenient") ?? 0).toBe(all.length);
      }),
      { numRuns: 60 },
    );
  });
});

/** The sums of units that all have sheets. A total is unknown where none of them knows it. */
function sumOfTotals(parts: readonly UnitTotals[]): UnitTotals {
  const add = (values: readonly (number | undefined)[]) =>
    values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const total = (of: (totals: UnitTotals) => number | undefined) => {
    const values = parts.map(of);
    const isUnknown = parts.length > 0 && values.every((value) => value === undefined);
    return isUnknown ? undefined : add(values);
  };
  return {
    votes: {
      ANA: add(parts.map((part) => part.votes["ANA"])),
      BEA: add(parts.map((part) => part.votes["BEA"])),
    },
    validVotes: total((part) => part.validVotes),
    blankVotes: total((part) => part.blankVotes),
    nullVotes: total((part) => part.nullVotes),
    ballotsCast: total((part) => part.ballotsCast),
    registeredVoters: total((part) => part.registeredVoters),
  };
}

describe("sums", () => {
  test("a total that the form does not have is derived from its parts", () => {
    const election = electionOf([
      [{ station: "1", boxes: { ANA: 30, BEA: 10, blankVotes: 2, nullVotes: 1 } }],
    ]);
    expect(election.sheets().tabulation.totals(0)).toEqual({
      votes: { ANA: 30, BEA: 10 },
      validVotes: 40,
      blankVotes: 2,
      nullVotes: 1,
      ballotsCast: 43,
      registeredVoters: undefined,
    });
  });

  test("a total that no counted sheet states is unknown, which is not zero; where none is counted the sum is zero", () => {
    const form = electionOf([
      [
        { station: "1", unit: "N/N1", boxes: { ANA: 30, BEA: 10 } },
        { station: "2", unit: "S/S1", boxes: { ANA: 5, BEA: 5, blankVotes: 0, nullVotes: 3 } },
      ],
    ]);
    const { register } = form.view();
    const { tabulation } = form.sheets();
    const totals = (unit: string) => tabulation.totals(register.unitIndex(unit) ?? -1);
    const unknown = { blankVotes: undefined, nullVotes: undefined, ballotsCast: undefined };
    expect(totals("N")).toMatchObject({ validVotes: 40, ...unknown });
    expect(totals("S")).toMatchObject({ validVotes: 10, blankVotes: 0, nullVotes: 3, ballotsCast: 13 });
    expect(totals("all")).toMatchObject({ validVotes: 50, blankVotes: 0, nullVotes: 3, ballotsCast: 13 });
    const nothing = electionOf([[{ station: "1", boxes: { ANA: "illegible" } }]]).sheets().tabulation;
    expect(nothing.totals(0)).toMatchObject({ validVotes: 0, blankVotes: 0, registeredVoters: 0 });
  });

  test("a sheet that states no selection has no valid votes to derive", () => {
    const election = electionOf([[{ station: "1", boxes: { ballotsCast: 40, nullVotes: 2 } }]]);
    expect(election.sheets().tabulation.totals(0)).toMatchObject({ validVotes: undefined, ballotsCast: 40 });
  });

  test("nor has one with an illegible selection, under the lenient policy", () => {
    const election = electionOf([[{ station: "1", boxes: { ANA: 30, BEA: "illegible", nullVotes: 1 } }]]);
    expect(election.sheets().tabulation.totals(0, "lenient")).toMatchObject({
      validVotes: undefined,
      ballotsCast: undefined,
    });
  });

  test("a total that the form states is taken from it", () => {
    const stated = { ANA: 30, validVotes: 40, ballotsCast: 44, nullVotes: 4, registeredVoters: 90 };
    expect(
      electionOf([[{ station: "1", boxes: stated }]])
        .sheets()
        .tabulation.totals(0),
    ).toMatchObject({
      validVotes: 40,
      ballotsCast: 44,
      registeredVoters: 90,
    });
  });

  test("registered voters of a counted sheet come from the register where the sheet states none", () => {
    const election = electionOf(
      [[{ station: "1", unit: "N/N1", boxes: CLEAN }]],
      [
        ["1", "N/N1", 77],
        ["2", "N/N1", 50],
      ],
    );
    expect(election.sheets().tabulation.totals(0).registeredVoters).toBe(77);
  });

  test("more votes than 32 bits hold add up exactly", () => {
    const most = 2_147_483_647;
    const election = electionOf([
      STATIONS.map((station) => ({ station, boxes: { ANA: most, BEA: Number(station) } })),
    ]);
    expect(election.sheets().tabulation.totals(0, "lenient").votes).toEqual({ ANA: most * 8, BEA: 36 });
  });

  test("the lenient policy takes the legible boxes of a sheet at face value, and the published one sets it aside", () => {
    const election = electionOf([[{ station: "1", boxes: { ANA: 30, BEA: "illegible" } }]]);
    const { tabulation } = election.sheets();
    expect(tabulation.totals(0, "lenient").votes).toEqual({ ANA: 30, BEA: 0 });
    expect(tabulation.totals(0).votes).toEqual({ ANA: 0, BEA: 0 });
    expect(tabulation.stations(0)).toMatchObject({ counted: 0, explained: 1 });
  });

  test("the lenient policy takes a disputed sheet as its transcription stands: the reading, or of two rows the first", () => {
    const [first, second] = [
      { ANA: 30, BEA: 10 },
      { ANA: 20, BEA: 20 },
    ];
    const rows = electionOf([[{ station: "1", boxes: first }], [{ station: "1", boxes: second }]]);
    expect(rows.sheets().tabulation.totals(0, "lenient").votes).toEqual(first);
    const read = electionOf([[{ station: "1", boxes: first }]]);
    read.reading({ evidence: read.evidence(), station: "1", boxes: second });
    expect(read.sheets().tabulation.totals(0, "lenient").votes).toEqual(second);
    expect(read.sheets().tabulation.totals(0).votes).toEqual({ ANA: 0, BEA: 0 });
  });

  test("the election file decides what is set aside", () => {
    for (const [setAside, counted] of [
      [[], 1],
      [["selections-not-valid"], 0],
    ] as const) {
      const election = new ExampleElection({ policy: { setAside } });
      election.table([{ station: "1", boxes: { ANA: 30, BEA: 10, validVotes: 99 } }]);
      expect(election.sheets().tabulation.stations(0).counted).toBe(counted);
    }
  });

  test("the strictest policy counts no sheet with a finding, though the published one does", () => {
    const election = new ExampleElection();
    election.reading({ evidence: election.evidence({ station: "9" }), station: "1", boxes: CLEAN });
    const { tabulation } = election.sheets();
    expect(election.view().findings.map((finding) => finding.code)).toEqual(["station-not-as-claimed"]);
    expect(tabulation.sheetsIn(0, "published")).toBe(1);
    expect(tabulation.sheetsIn(0, "strictest")).toBe(0);
  });

  test("a sheet with two reasons stands once among the explained and under both reasons", () => {
    const election = electionOf([
      [{ station: "1", boxes: { ANA: 30, BEA: 10, validVotes: 99, nullVotes: 1, ballotsCast: 1 } }],
    ]);
    const { tabulation } = election.sheets();
    expect(tabulation.stations(0).explained).toBe(1);
    expect(tabulation.explanations(0)).toEqual(
      new Map([
        ["selections-not-valid", 1],
        ["parts-not-ballots", 1],
      ]),
    );
  });
});

describe("coverage", () => {
  test("nobody knows how many are missing where neither a register nor a declared size says", () => {
    const { tabulation } = electionOf([[{ station: "1", boxes: CLEAN }]]).sheets();
    expect(tabulation.stations(0)).toEqual({
      registered: undefined,
      counted: 1,
      explained: 0,
      missing: undefined,
      outsideRegister: 0,
    });
  });

  test("without a register a declared size says how many are missing, in its own unit alone", () => {
    const sizes = [
      { unit: "all", stations: 5, registeredVoters: 1_000, source: "https://example.org" },
      { unit: "N", stations: 3, source: "https://example.org" },
    ];
    const election = new ExampleElection({ sizes });
    election.table([
      { station: "1", unit: "N/N1", boxes: { ...CLEAN, registeredVoters: 100 } },
      { station: "2", unit: "S/S1", boxes: { ANA: "illegible", BEA: 3, registeredVoters: 200 } },
    ]);
    const seen = election.view();
    const { tabulation } = sourceView(seen, CONTEST, WITNESSES);
    const at = (id: string) => tabulation.stations(seen.register.unitIndex(id) ?? -1);
    expect(at("all")).toMatchObject({ registered: 5, counted: 1, explained: 1, missing: 3 });
    expect(at("N")).toMatchObject({ registered: 3, counted: 1, explained: 0, missing: 2 });
    expect(at("S")).toMatchObject({ registered: undefined, missing: undefined });
    expect(tabulation.registeredVoters(0)).toMatchObject({
      registered: 1_000,
      counted: 100,
      explained: 200,
      missing: 700,
    });
    expect(tabulation.registeredVoters(seen.register.unitIndex("N") ?? -1).registered).toBeUndefined();
  });

  test("a unit with the code of the whole does not take the whole's declared size", () => {
    const election = new ExampleElection({ sizes: [{ unit: "all", stations: 50, source: "s" }] });
    election.table([{ station: "1", unit: "all/N1", boxes: CLEAN }]);
    expect(election.sheets().tabulation.stations(1).registered).toBeUndefined();
  });

  test("an adopted register stands before a declared size", () => {
    const election = new ExampleElection({
      sizes: [{ unit: "all", stations: 50, source: "https://example.org" }],
    });
    election.register([
      ["1", "N/N1", 100],
      ["2", "N/N1", 100],
    ]);
    election.table([{ station: "1", unit: "N/N1", boxes: CLEAN }]);
    expect(election.sheets().tabulation.stations(0)).toMatchObject({ registered: 2, counted: 1, missing: 1 });
  });

  test("a station outside the register stands apart: it is neither counted, explained nor missing, and its sheet is set aside", () => {
    const election = electionOf(
      [
        [
          { station: "1", unit: "N/N1", boxes: CLEAN },
          { station: "9", unit: "N/N1", boxes: CLEAN },
        ],
      ],
      [["1", "N/N1", 100]],
    );
    const { tabulation } = election.sheets();
    expect(tabulation.stations(0)).toEqual({
      registered: 1,
      counted: 1,
      explained: 0,
      missing: 0,
      outsideRegister: 1,
    });
    expect(tabulation.totals(0).votes).toEqual({ ANA: 30, BEA: 10 });
    expect(tabulation.setAside(0).stations).toBe(1);
  });

  test("a station outside the register that the policy counts is in the sums, and still stands apart", () => {
    const election = new ExampleElection({ policy: { setAside: [] } });
    election.register([["1", "N/N1", 100]]);
    election.table([{ station: "9", unit: "N/N1", boxes: CLEAN }]);
    const { tabulation } = election.sheets();
    expect(tabulation.stations(0)).toEqual({
      registered: 1,
      counted: 0,
      explained: 0,
      missing: 1,
      outsideRegister: 1,
    });
    expect(tabulation.totals(0).votes).toEqual({ ANA: 30, BEA: 10 });
  });

  test("sheets set aside are sized by the register, else by themselves, else not at all", () => {
    const wrong = { ANA: 30, BEA: 10, validVotes: 99 };
    const election = electionOf(
      [
        ["1", "2", "3"].map((station) => ({
          station,
          boxes: station === "3" ? wrong : { ...wrong, registeredVoters: 200 },
        })),
      ],
      [
        ["1", "", 150],
        ["2", "", ""],
        ["3", "", ""],
      ],
    );
    expect(election.sheets().tabulation.setAside(0)).toEqual({
      stations: 3,
      registeredVoters: 350,
      stationsUnsized: 1,
    });
  });
});

describe("several contests", () => {
  const contests = { president: ["ANA", "BEA"], assembly: ["ANA", "ROJO"] };

  test("do not mix, even where a selection has the same id in both", () => {
    const election = new ExampleElection({ contests });
    election.table([
      { contest: "president", station: "1", boxes: { ANA: 30, BEA: 10 } },
      { contest: "assembly", station: "1", boxes: { ANA: 5, ROJO: 6 } },
      { contest: "assembly", station: "2", boxes: { ANA: 7, ROJO: 8 } },
    ]);
    expect(election.sheets(WITNESSES, "president").tabulation.totals(0).votes).toEqual({ ANA: 30, BEA: 10 });
    expect(election.sheets(WITNESSES, "assembly").tabulation.totals(0).votes).toEqual({ ANA: 12, ROJO: 14 });
    expect(election.view().findings).toEqual([]);
  });

  test("a sheet of one is missing in the other", () => {
    const election = new ExampleElection({ contests });
    election.register([
      ["1", "N/N1", 100],
      ["2", "N/N1", 100],
    ]);
    election.table([
      { contest: "president", station: "1", unit: "N/N1", boxes: { ANA: 30, BEA: 10 } },
      { contest: "assembly", station: "2", unit: "N/N1", boxes: { ANA: 5, ROJO: 6 } },
    ]);
    for (const contest of ["president", "assembly"])
      expect(election.sheets(WITNESSES, contest).tabulation.stations(0)).toMatchObject({
        counted: 1,
        missing: 1,
      });
  });

  test("evidence belongs to the contest that its sender says, and a reading of another one is none of it", () => {
    const election = new ExampleElection({ contests });
    const evidence = election.evidence({ station: "1", contest: "president" });
    election.reading({ evidence, contest: "assembly", station: "1", boxes: { ANA: 5, ROJO: 6 } });
    const { contests: seen } = election.view();
    expect(seen.get("assembly")).toEqual([]);
    expect(seen.get("president")?.[0]?.tabulation.stations(0)).toMatchObject({ counted: 0, explained: 1 });
  });

  test("evidence of which its sender does not say it belongs to the contest that is read from it", () => {
    const election = new ExampleElection({ contests });
    const evidence = election.evidence({ station: "1" });
    election.reading({ evidence, contest: "assembly", station: "1", boxes: { ANA: 5, ROJO: 6 } });
    expect(election.view().contests.get("president")).toEqual([]);
    expect(election.sheets(WITNESSES, "assembly").tabulation.totals(0).votes).toEqual({ ANA: 5, ROJO: 6 });
  });
});
