import { describe, expect, test } from "vitest";

import {
  AUTHORITY,
  CONTEST,
  ExampleElection,
  findingsOf,
  raise,
  WITNESSES,
  type ExampleDeclaration,
} from "../../test/support/example-election.ts";
import { figuresOf, parseDeclaration } from "./declaration.ts";
import type { Finding, FindingCode } from "./finding.ts";
import { InputError } from "./input-error.ts";

type Results = ExampleDeclaration["results"];

/** Codes and details found in declarations made one after the other. */
function found(...declared: readonly Results[]): (readonly [FindingCode, Finding["detail"]])[] {
  const election = new ExampleElection();
  election.register([
    ["1", "N/N1", 100],
    ["2", "N/N2", 100],
    ["3", "S/S1", 100],
  ]);
  for (const [at, results] of declared.entries()) election.declare({ id: `d${at + 1}`, results });
  return election.view().findings.map(({ code, detail }) => [code, detail] as const);
}

describe("a declared result against itself", () => {
  const votes = { ANA: 30, BEA: 10 };
  const quiet: readonly (readonly [string, Results[number]])[] = [
    ["votes that make up the valid ones", { votes, validVotes: 40 }],
    ["votes and others that do", { votes, otherVotes: 5, validVotes: 45 }],
    [
      "parts that make up the ballots",
      { votes, validVotes: 40, blankVotes: 1, nullVotes: 2, ballotsCast: 43 },
    ],
    ["no valid votes declared", { votes, nullVotes: 2, ballotsCast: 99 }],
    ["no null votes declared", { votes, validVotes: 40, ballotsCast: 99 }],
    ["no blank votes declared", { votes, validVotes: 40, nullVotes: 1, ballotsCast: 99 }],
    ["votes alone", { votes }],
    ["some selections alone, which leave room for the others", { votes: { ANA: 30 }, validVotes: 40 }],
  ];
  for (const [claim, result] of quiet)
    test(`${claim}: no finding`, () => {
      expect(found([{ unit: "all", ...result }])).toEqual([]);
    });

  test("votes that do not make up the valid ones are found", () => {
    expect(found([{ unit: "all", votes, validVotes: 41 }])).toEqual([
      ["declared-not-closing", { declaration: "d1", total: "validVotes", declared: 41, sum: 40 }],
    ]);
  });

  test("some selections alone that exceed the valid votes are found", () => {
    expect(found([{ unit: "all", votes: { ANA: 30 }, validVotes: 29 }])).toEqual([
      ["declared-not-closing", { declaration: "d1", total: "validVotes", declared: 29, sum: 30 }],
    ]);
  });

  test("votes for all others belong to the valid ones", () => {
    expect(found([{ unit: "all", votes, otherVotes: 5, validVotes: 40 }])).toEqual([
      ["declared-not-closing", { declaration: "d1", total: "validVotes", declared: 40, sum: 45 }],
    ]);
  });

  test("some selections and a sum of all others leave no room", () => {
    expect(found([{ unit: "all", votes: { ANA: 30 }, otherVotes: 5, validVotes: 35 }])).toEqual([]);
    expect(found([{ unit: "all", votes: { ANA: 30 }, otherVotes: 5, validVotes: 36 }])).toEqual([
      ["declared-not-closing", { declaration: "d1", total: "validVotes", declared: 36, sum: 35 }],
    ]);
  });

  test("parts that do not make up the ballots are found", () => {
    const result = { unit: "N", votes, validVotes: 40, blankVotes: 1, nullVotes: 2, ballotsCast: 44 };
    expect(found([result])).toEqual([
      ["declared-not-closing", { declaration: "d1", total: "ballotsCast", declared: 44, sum: 43 }],
    ]);
  });

  test("a finding names contest, source, unit and entry", () => {
    const election = new ExampleElection();
    const entry = election.declare({ id: "d1", results: [{ unit: "N", votes, validVotes: 41 }] });
    expect(election.view().findings).toMatchObject([
      { contest: CONTEST, source: AUTHORITY, unit: "N", entries: [entry] },
    ]);
  });
});

describe("a declared total and its parts", () => {
  const parts = (north: number, south: number) => [
    { unit: "N", votes: { ANA: north } },
    { unit: "S", votes: { ANA: south } },
  ];

  test("all parts together must be the total, neither more nor less", () => {
    const detail = { declaration: "d1", figure: "ANA", declared: 30, parts: 2 };
    expect(found([{ unit: "all", votes: { ANA: 30 } }, ...parts(10, 20)])).toEqual([]);
    for (const [north, south] of [
      [10, 19],
      [11, 20],
    ] as const)
      expect(found([{ unit: "all", votes: { ANA: 30 } }, ...parts(north, south)])).toEqual([
        ["total-not-sum-of-parts", { ...detail, sum: north + south }],
      ]);
  });

  test("some of the parts must not exceed it", () => {
    for (const [north, findings] of [
      [29, 0],
      [30, 0],
      [31, 1],
    ] as const)
      expect(found([{ unit: "all", votes: { ANA: 30 } }, ...parts(north, 0).slice(0, 1)])).toHaveLength(
        findings,
      );
  });

  test("a total beside parts that do not state it says nothing", () => {
    expect(found([{ unit: "all", votes: { ANA: 30 }, ballotsCast: 99 }, ...parts(10, 20)])).toEqual([]);
  });

  test("parts that name more selections than their total does are not held against its votes of all others", () => {
    expect(
      found([
        { unit: "all", votes: { ANA: 60 }, otherVotes: 40 },
        { unit: "N", votes: { ANA: 30, BEA: 15 }, otherVotes: 5 },
        { unit: "S", votes: { ANA: 30, BEA: 15 }, otherVotes: 5 },
      ]),
    ).toEqual([]);
  });

  test("parts of parts are held against their own whole", () => {
    const results = [
      { unit: "N", votes: { ANA: 30 } },
      { unit: "N/N1", votes: { ANA: 20 } },
      { unit: "N/N2", votes: { ANA: 11 } },
    ];
    expect(found(results)).toMatchObject([
      ["total-not-sum-of-parts", { figure: "ANA", declared: 30, sum: 31 }],
    ]);
    expect(found([{ unit: "all", votes: { ANA: 1 } }, ...results.slice(1)])).toEqual([]);
  });
});

describe("a figure that falls from one announcement to the next", () => {
  const votes = (ana: number, more = {}) => [{ unit: "all", votes: { ANA: ana }, ...more }];

  test("is found, with both announcements", () => {
    expect(found(votes(30), votes(29))).toEqual([
      ["declared-decreases", { declaration: "d2", earlier: "d1", figure: "ANA", was: 30, is: 29 }],
    ]);
    const election = new ExampleElection();
    const entries = [30, 29].map((ana) => election.declare({ id: `d${ana}`, results: votes(ana) }));
    expect(findingsOf(election.view(), "declared-decreases")[0]?.entries).toEqual(entries);
  });

  test("is not found where it stays, grows or is no longer declared", () => {
    expect(found(votes(30), votes(30), votes(31))).toEqual([]);
    expect(found(votes(30, { ballotsCast: 50 }), votes(30))).toEqual([]);
  });

  test("is found past an announcement that leaves its unit out", () => {
    const north = (ana: number) => [{ unit: "N", votes: { ANA: ana } }];
    expect(found(north(30), [{ unit: "S", votes: { ANA: 1 } }], north(20))).toEqual([
      ["declared-decreases", { declaration: "d3", earlier: "d1", figure: "ANA", was: 30, is: 20 }],
    ]);
  });

  test("is looked for in totals too, but not in the votes of all others, which may be named since", () => {
    expect(found(votes(30, { ballotsCast: 50 }), votes(30, { ballotsCast: 49 }))).toHaveLength(1);
    expect(
      found(votes(30, { otherVotes: 50 }), [{ unit: "all", votes: { ANA: 30, BEA: 50 }, otherVotes: 0 }]),
    ).toEqual([]);
  });

  test("is looked for within one unit and one source", () => {
    expect(found(votes(30), [{ unit: "N", votes: { ANA: 3 } }])).toEqual([]);
    const election = new ExampleElection();
    election.declare({ id: "d1", results: votes(30) });
    election.declare({ id: "d2", source: WITNESSES, results: votes(3) });
    expect(election.view().findings).toEqual([]);
  });
});

describe("what is entered", () => {
  const good = [{ unit: "all", votes: { ANA: 30 } }];
  const problemsOf = (declaration: ExampleDeclaration): readonly string[] => {
    const election = new ExampleElection();
    election.declare(declaration);
    try {
      election.state();
    } catch (error) {
      if (error instanceof InputError) return error.problems;
      throw error;
    }
    return [];
  };

  test("every unknown id and every unit that stands twice is named at once", () => {
    const problems = problemsOf({
      id: "d1",
      contest: CONTEST,
      source: "nobody",
      results: [
        { unit: "all", votes: { ANA: 1, ANE: 2 }, shares: { BEE: "1.5" } },
        { unit: "all", votes: {} },
      ],
    });
    expect(problems).toHaveLength(4);
    for (const [at, name] of ['"nobody"', '"ANE"', '"BEE"', 'unit "all" stands twice'].entries())
      expect(problems[at]).toContain(name);
  });

  test("an unknown contest and an unknown source are named together", () => {
    const problems = problemsOf({ id: "d1", contest: "mayor", source: "nobody", results: good });
    expect(problems.map((problem) => problem.split(":")[0])).toEqual(["contest", "source"]);
  });

  test("a field that nobody knows, a count that is none and a percentage that is none are named together", () => {
    const problems = problemsOf({
      id: "d 1",
      results: [{ unit: "all", votes: { ANA: -1, BEA: 1.5 }, turnout: "51,2", validvotes: 3 }],
    });
    for (const field of ["id:", "votes.ANA:", "votes.BEA:", "turnout:", "validvotes"])
      expect(
        problems.some((problem) => problem.includes(field)),
        field,
      ).toBe(true);
  });

  test("a share of all others is known where their votes are declared", () => {
    const shares = { ANA: "60.00", others: "40.00" };
    expect(
      problemsOf({ id: "d1", results: [{ unit: "all", votes: { ANA: 6 }, otherVotes: 4, shares }] }),
    ).toEqual([]);
    expect(problemsOf({ id: "d1", results: [{ unit: "all", votes: { ANA: 6 }, shares }] })).toHaveLength(1);
  });

  test("votes named others beside the votes of all others are refused", () => {
    const votes = { ANA: 5, others: 4 };
    expect(problemsOf({ id: "d1", results: [{ unit: "all", votes, otherVotes: 4 }] })).not.toEqual([]);
  });

  test("a second declaration with the same id is refused: nothing is overwritten", () => {
    const election = new ExampleElection();
    election.declare({ id: "d1", results: good });
    election.declare({ id: "d1", results: [{ unit: "all", votes: { ANA: 31 } }] });
    expect(() => election.state()).toThrow(/"d1" was declared before/);
  });

  test("a declaration that supersedes another keeps both, and the first one says by which", () => {
    const election = new ExampleElection();
    election.declare({ id: "d1", results: good });
    election.declare({ id: "d2", status: "correction", supersedes: "d1", results: good });
    expect(election.view().declarations.map((each) => [each.declaration.id, each.supersededBy])).toEqual([
      ["d1", "d2"],
      ["d2", undefined],
    ]);
  });

  test("a declaration supersedes neither itself nor one that was never made", () => {
    for (const supersedes of ["d1", "d9"])
      expect(problemsOf({ id: "d1", supersedes, results: good })[0]).toContain("which was not declared");
  });

  test("a declaration does not supersede one of another source", () => {
    const election = new ExampleElection();
    election.declare({ id: "d1", results: good });
    election.declare({ id: "d2", source: WITNESSES, supersedes: "d1", results: good });
    expect(() => election.state()).toThrow(InputError);
  });

  describe("as a file", () => {
    const election = new ExampleElection().state().election ?? raise("an election");
    const text = JSON.stringify({
      format: "cotejo-declaration/1",
      id: "d1",
      contest: CONTEST,
      source: AUTHORITY,
      status: "certified",
      announcedAt: "2024-07-29",
      sources: ["Gazette 4"],
      results: good,
    });

    test("a byte order mark is forgiven, and anything that is no JSON is not", () => {
      expect(parseDeclaration(`\uFEFF${text}`, election).id).toBe("d1");
      expect(() => parseDeclaration(text.slice(1), election)).toThrow(InputError);
    });

    test("a selection named __proto__ is refused as unknown", () => {
      const votes = text.replace('"ANA":', '"__proto__":');
      expect(() => parseDeclaration(votes, election)).toThrow(/__proto__/);
    });
  });
});

test("figures are the votes of each selection, then the totals announced, and no percentage", () => {
  const result = {
    unit: "all",
    votes: { BEA: 2, ANA: 1 },
    shares: { ANA: "33.3" },
    turnout: "80",
    ballotsCast: 9,
    otherVotes: 0,
  };
  expect([...figuresOf(result)]).toEqual([
    ["BEA", 2],
    ["ANA", 1],
    ["otherVotes", 0],
    ["ballotsCast", 9],
  ]);
});
