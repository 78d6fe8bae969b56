import { expect, test } from "vitest";

import {
  AUTHORITY,
  CONTEST,
  ExampleElection,
  raise,
  type ExampleDeclaration,
  type ExampleSheet,
} from "../../../../test/support/example-election.ts";
import { nodeCrypto } from "../../../adapters/node-crypto.ts";
import { en } from "../../site/messages-en.ts";
import { es } from "../../site/messages-es.ts";
import { Speaker } from "../../site/speaker.ts";
import { presentationOf } from "../../site/tests/presentation.ts";
import { TestContext } from "../test-context.ts";
import { testDeclaredAgainstSheets, type DeclaredAgainstSheetsAnswer } from "./declared-against-sheets.ts";

const VOTES = { S1: [200, 100], S2: [150, 120], S3: [250, 130] } as const;
const REGISTER = [
  ["S1", "N/N1", 500],
  ["S2", "N/N1", 400],
  ["S3", "S/S1", 600],
  ["S4", "S/S1", 300],
  ["S5", "N/N1", 200],
] as const;

function sheetsOf(order: readonly (keyof typeof VOTES)[]): ExampleSheet[] {
  const units = { S1: "N/N1", S2: "N/N1", S3: "S/S1" };
  return order.map((station) => ({
    station,
    unit: units[station],
    boxes: { ANA: VOTES[station][0], BEA: VOTES[station][1] },
  }));
}

function electionWith(
  declaration: ExampleDeclaration,
  order: readonly (keyof typeof VOTES)[] = ["S1", "S2", "S3"],
): ExampleElection {
  const election = new ExampleElection();
  election.register(REGISTER);
  election.table(sheetsOf(order));
  election.declare(declaration);
  return election;
}

function resultOf(election: ExampleElection) {
  const [result, ...others] = testDeclaredAgainstSheets(new TestContext(election.view(), nodeCrypto));
  expect(others).toEqual([]);
  return result ?? raise("no result");
}

function answerOf(election: ExampleElection): DeclaredAgainstSheetsAnswer {
  const { outcome } = resultOf(election);
  return outcome.kind === "answered" ? outcome.answer : raise(outcome.reason);
}

const whole = (ANA: number, BEA: number) => [{ unit: "all", votes: { ANA, BEA } }];

test("a complete declaration that leaves room is possible, and says what would have to be true", () => {
  const answer = answerOf(electionWith({ id: "final", status: "certified", results: whole(650, 700) }));
  expect(answer).toMatchObject({
    possible: "yes",
    stations: 5,
    stationsCollected: 3,
    stationsMissing: 2,
    registeredVotersMissing: 500,
    counted: { kind: "all" },
    votesLeft: 400,
    requiredTurnout: { exact: "4/5" },
    fewestSheets: 0,
  });
  expect(answer.selections).toMatchObject([
    { selection: "ANA", collected: 600, declared: 650, needed: 50, shareMissing: { exact: "1/8" } },
    { selection: "BEA", collected: 350, declared: 700, needed: 350, shareMissing: { exact: "7/8" } },
  ]);
});

test("where it is possible, the votes needed are spread over the units below in every way that fits", () => {
  const { spread } = answerOf(electionWith({ id: "final", status: "certified", results: whole(650, 700) }));
  // 300 voters are missing in S and 200 in N: of BEA's 350 votes at least 150 lie in S, at least 50 in N.
  expect(
    spread?.strata.map(({ unit, votes }) => [unit, votes[1]?.least.value, votes[1]?.most.value]),
  ).toEqual([
    ["N", 50, 200],
    ["S", 150, 300],
  ]);
  // On no sheet does BEA have more than 120 of 270 votes, so 7/8 of the missing votes are more extreme than seen.
  expect(spread?.ifNoMoreExtremeThanSeen).toBe("not-possible");
});

test("fewer votes declared than the sheets hold are not possible, and the fewest sheets are counted", () => {
  expect(
    answerOf(electionWith({ id: "final", status: "certified", results: whole(580, 700) })),
  ).toMatchObject({ possible: "no", fewestSheets: 1, selections: [{ needed: -20, fewestSheets: 1 }, {}] });
  expect(
    answerOf(electionWith({ id: "final", status: "certified", results: whole(300, 700) })),
  ).toMatchObject({ possible: "no", fewestSheets: 2 });
});

test("votes that do not fit the missing stations' registered voters are not possible", () => {
  const answer = answerOf(electionWith({ id: "final", status: "certified", results: whole(650, 900) }));
  expect(answer).toMatchObject({ possible: "no", fewestSheets: 0, requiredTurnout: { exact: "6/5" } });
});

test("where nobody says how many stations there are, what is still needed may fit: that is unknown", () => {
  const election = new ExampleElection();
  election.table(sheetsOf(["S1", "S2", "S3"]));
  election.declare({ id: "final", status: "certified", results: whole(650, 700) });
  const answer = answerOf(election);
  expect(answer).toMatchObject({ possible: "unknown", counted: { kind: "all" } });
  expect(answer).not.toHaveProperty("requiredTurnout");
  expect(answer.selections[0]).not.toHaveProperty("perMissingStation");
});

test("where the highest unit declares no votes, all that is told is of the highest that does", () => {
  const results = [
    { unit: "all", votes: {}, shares: { ANA: "50.1" } },
    { unit: "N", votes: { ANA: 360, BEA: 240 } },
  ];
  const election = electionWith({ id: "final", status: "certified", results });
  expect(resultOf(election).subject.unit).toBe("N");
  const answer = answerOf(election);
  expect(answer).toMatchObject({ unit: "N", possible: "yes" });
  // The one town of N is no division of it: the votes that N needs are not spread over the regions of the whole.
  expect(answer.spread).toBeUndefined();
});

test("a part announced in percent leaves out any stations, and its rounding is allowed for", () => {
  // 60% of 5 stations: 2 are left out, whichever; 57 percent would be no number of stations.
  const answer = answerOf(electionWith({ id: "part", stationsCountedShare: "60", results: whole(100, 100) }));
  expect(answer.counted).toEqual({ kind: "part", announced: "60", nominal: 2, fewest: 2, most: 2 });
  expect(answer).toMatchObject({ possible: "no", fewestSheetsLeftOut: { nominal: 1, interval: 1 } });
  expect(answer.selections[0]?.nominal).toMatchObject({ atLeast: 150, votesBelow: 50, fewestSheets: 1 });
  const impossible = answerOf(
    electionWith({ id: "part", stationsCountedShare: "57", results: whole(100, 100) }),
  );
  expect(impossible.counted).toEqual({ kind: "unknown", reason: "no-such-percentage" });
  expect(impossible.possible).toBe("unknown");
});

test("a part that the bounds do not exclude is not excluded, which is less than possible", () => {
  const answer = answerOf(electionWith({ id: "part", stationsCountedShare: "60", results: whole(200, 200) }));
  expect(answer.possible).toBe("not-excluded");
});

test("a partial declaration that says nothing of its coverage is unknown, never possible", () => {
  const result = resultOf(electionWith({ id: "part", results: whole(650, 700) }));
  expect(result.outcome).toMatchObject({
    answer: { possible: "unknown", counted: { kind: "unknown", reason: "not-announced" } },
  });
  expect(result.assumptions).toContainEqual({ code: "all-stations-declared", status: "unknown" });
});

test("stations counted, where they were announced, stand before the percentage", () => {
  const answer = answerOf(
    electionWith({
      id: "part",
      stationsCountedShare: "60",
      results: [{ unit: "all", votes: { ANA: 650, BEA: 700 }, stationsCounted: 5 }],
    }),
  );
  expect(answer.counted).toEqual({ kind: "all" });
});

test("every unit declared is compared, the highest first; the others in short", () => {
  const answer = answerOf(
    electionWith({
      id: "final",
      status: "certified",
      results: [
        { unit: "S", votes: { ANA: 200, BEA: 200 } },
        { unit: "all", votes: { ANA: 650, BEA: 700 } },
        { unit: "N", votes: { ANA: 360, BEA: 240 } },
      ],
    }),
  );
  expect(answer.unit).toBe("all");
  expect(answer.otherUnits.map(({ unit, possible }) => [unit, possible])).toEqual([
    ["N", "yes"],
    ["S", "no"],
  ]);
});

test("selections declared in one sum are compared in one sum", () => {
  const answer = answerOf(
    electionWith({
      id: "final",
      status: "certified",
      results: [{ unit: "all", votes: { ANA: 650 }, otherVotes: 300 }],
    }),
  );
  expect(answer.selections.map(({ selection, needed }) => [selection, needed])).toEqual([
    ["ANA", 50],
    ["otherVotes", -50],
  ]);
  expect(answer.possible).toBe("no");
});

test("where a sheet has more votes than registered voters, these bound nothing", () => {
  const election = new ExampleElection();
  election.register([
    ["S1", "N/N1", 200],
    ["S2", "N/N1", 400],
  ]);
  election.table([{ station: "S1", unit: "N/N1", boxes: { ANA: 200, BEA: 100 } }]);
  election.declare({ id: "final", status: "certified", results: whole(300, 200) });
  const result = resultOf(election);
  expect(result.assumptions).toContainEqual({ code: "votes-within-registered", status: "failed" });
  expect(result.outcome).toMatchObject({ answer: { possible: "unknown" } });
});

test("nothing is said of a declaration of shares alone, or without sheets", () => {
  const shares = electionWith({
    id: "shares",
    results: [{ unit: "all", votes: {}, shares: { ANA: "50.1" } }],
  });
  expect(resultOf(shares).outcome).toMatchObject({ kind: "refused", reason: "no-votes-declared" });
  const none = new ExampleElection();
  none.evidence({ station: "S1" });
  none.declare({ id: "final", results: whole(10, 5) });
  expect(resultOf(none).outcome).toMatchObject({ kind: "refused", reason: "no-sheets" });
});

test("a source's own sheets are not held against its own declaration", () => {
  const election = new ExampleElection();
  election.table(sheetsOf(["S1"]), { source: AUTHORITY });
  election.declare({ id: "own", source: AUTHORITY, contest: CONTEST, results: whole(10, 5) });
  expect(testDeclaredAgainstSheets(new TestContext(election.view(), nodeCrypto))).toEqual([]);
});

test("the order in which sheets came in makes no difference", () => {
  const declaration = { id: "final", status: "certified" as const, results: whole(580, 700) };
  const answers = [["S1", "S2", "S3"] as const, ["S3", "S1", "S2"] as const].map((order) =>
    answerOf(electionWith(declaration, order)),
  );
  expect(answers[1]).toEqual(answers[0]);
});

test("the inputs are the register, the tables and the declaration, by their hashes", () => {
  const election = electionWith({ id: "final", status: "certified", results: whole(650, 700) });
  const { inputs } = resultOf(election);
  expect(inputs.map(({ what, entry }) => [what, entry])).toEqual([
    ["register", 1],
    ["dataset", 2],
    ["declaration", 3],
  ]);
  for (const { sha256 } of inputs) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
});

function electionOf(
  sheets: readonly ExampleSheet[],
  declaration: ExampleDeclaration,
  sizes: readonly unknown[] = [],
): ExampleElection {
  const election = new ExampleElection({ sizes, policy: { settle: { readings: 1 }, setAside: [] } });
  election.table(sheets);
  election.declare(declaration);
  return election;
}
const size = (stations: number, registeredVoters?: number) => [
  { unit: "all", stations, registeredVoters, source: "the authority's website" },
];
const ILLEGIBLE_BEA: ExampleSheet = {
  station: "S2",
  unit: "N/N1",
  boxes: { ANA: 150, BEA: "illegible", registeredVoters: 400 },
};
const READ: ExampleSheet = {
  station: "S1",
  unit: "N/N1",
  boxes: { ANA: 200, BEA: 100, registeredVoters: 500 },
};

test("what is declared beyond the sheets may stand in a box that cannot be read, as far as it can hold it", () => {
  const possible = (sheets: readonly ExampleSheet[], BEA: number, ANA = 350) =>
    answerOf(electionOf(sheets, { id: "f", status: "certified", results: whole(ANA, BEA) }, size(2, 900)));
  expect(possible([READ, ILLEGIBLE_BEA], 180)).toMatchObject({ possible: "unknown", sheetsIllegible: 1 });
  // 400 voters less the 150 votes that can be read: 250 at most.
  expect(possible([READ, ILLEGIBLE_BEA], 350).possible).toBe("unknown");
  expect(possible([READ, ILLEGIBLE_BEA], 351).possible).toBe("no");
  expect(possible([READ, ILLEGIBLE_BEA], 180, 349).possible).toBe("no");
  // A sheet that states its valid votes leaves the box 70.
  const withValid = { ...ILLEGIBLE_BEA, boxes: { ...ILLEGIBLE_BEA.boxes, validVotes: 220 } };
  expect(possible([READ, withValid], 170).possible).toBe("unknown");
  expect(possible([READ, withValid], 171).possible).toBe("no");
  const unlimited = { ...ILLEGIBLE_BEA, boxes: { ANA: 150, BEA: "illegible" as const } };
  expect(possible([READ, unlimited], 99_999).possible).toBe("unknown");
});

test("the most that a part can hold counts what a box that cannot be read can hold", () => {
  const declaration = {
    id: "p",
    results: [{ unit: "all", votes: { ANA: 350, BEA: 440 }, stationsCounted: 3 }],
  };
  const sheets = [
    READ,
    ILLEGIBLE_BEA,
    { ...READ, station: "S3" },
    { station: "S4", boxes: { ANA: 0, BEA: 0, registeredVoters: 500 } },
  ];
  const result = resultOf(electionOf(sheets, declaration, size(4, 1900)));
  expect(result.outcome).toMatchObject({
    answer: {
      possible: "not-excluded",
      selections: [{}, { interval: { atMost: 200 + 250, votesAbove: 0 } }],
    },
  });
  expect(result.assumptions).toContainEqual({ code: "boxes-legible", status: "failed" });
});

test("of a unit below, a coverage under 100% or a short number of stations of the whole leaves the part counted unknown", () => {
  const unitOf = (declaration: ExampleDeclaration) => {
    const { outcome } = resultOf(electionWith(declaration));
    const answer = outcome.kind === "answered" ? outcome.answer : raise(outcome.reason);
    return (answer.unit === "N" ? answer : answer.otherUnits.find(({ unit }) => unit === "N"))?.possible;
  };
  const results = [{ unit: "N", votes: { ANA: 340, BEA: 240 } }];
  expect(unitOf({ id: "a", status: "certified", results })).toBe("no");
  expect(unitOf({ id: "b", status: "certified", stationsCountedShare: "80", results })).toBe("unknown");
  const root = { unit: "all", votes: { ANA: 650, BEA: 700 } };
  const withRoot = (stationsCounted: number) =>
    unitOf({ id: "c", status: "certified", results: [{ ...root, stationsCounted }, ...results] });
  expect(withRoot(4)).toBe("unknown");
  expect(withRoot(5)).toBe("no");
});

test("100% announced leaves out as many stations as its rounding allows, and possibly none", () => {
  const declared = (ANA: number, announced: string) =>
    answerOf(
      electionOf(
        [READ],
        { id: "p", status: "unofficial-complete", stationsCountedShare: announced, results: whole(ANA, 150) },
        size(300, 150_000),
      ),
    );
  expect(declared(250, "100").counted).toEqual({
    kind: "part",
    announced: "100",
    nominal: 0,
    fewest: 0,
    most: 1,
  });
  expect(declared(250, "100.0").counted).toEqual({ kind: "all" });
  expect(declared(150, "100").possible).toBe("not-excluded");
  expect(declared(150, "100.0").possible).toBe("no");
  // Counting every station is one of the ways.
  expect(declared(250, "100").possible).toBe("yes");
});

test("more sheets than the size declared is refused", () => {
  const sheets = [READ, { ...READ, station: "S3" }];
  const declaration = { id: "f", status: "certified" as const, results: whole(450, 250) };
  expect(resultOf(electionOf(sheets, declaration, size(1))).outcome).toEqual({
    kind: "refused",
    reason: "more-sheets-than-stations",
    detail: { stations: 1, stationsCollected: 2 },
  });
  expect(resultOf(electionOf(sheets, declaration, size(2))).outcome.kind).toBe("answered");
});

test("where nobody states registered voters, that votes are within them is unknown", () => {
  const bare = { station: "S1", boxes: { ANA: 200, BEA: 100 } };
  const declaration = { id: "f", status: "certified" as const, results: whole(450, 250) };
  const status = (sheet: ExampleSheet) =>
    resultOf(electionOf([sheet], declaration, size(2))).assumptions.find(
      ({ code }) => code === "votes-within-registered",
    )?.status;
  expect(status(bare)).toBe("unknown");
  expect(status(READ)).toBe("held");
});

test("other units are told in short, and of the strata 200 at most, those with most voters missing", () => {
  const election = new ExampleElection();
  const units = Array.from({ length: 260 }, (_, at) => `U${at}`);
  election.register([
    ["first", "U0/T", 500],
    ...units.map((unit, at) => [`S${at}`, `${unit}/T`, 100 + at] as const),
  ]);
  election.table([{ station: "first", unit: "U0/T", boxes: { ANA: 200, BEA: 100 } }]);
  const results = [...whole(900, 900), { unit: "U0", votes: { ANA: 210, BEA: 110 } }];
  election.declare({ id: "f", status: "certified", results });
  const answer = answerOf(election);
  expect(answer.spread?.strata).toHaveLength(200);
  expect(answer.spread?.strata[0]).not.toHaveProperty("shares");
  expect(answer.spread?.strata.map(({ unit }) => unit)).toEqual(units.slice(60));
  expect(answer.spread?.strataNotTold).toBe(60);
  expect(answer.otherUnits).toEqual([
    { unit: "U0", stationsCollected: 1, stationsMissing: 1, fewestSheets: 0, possible: "yes" },
  ]);
});

test("where sizes are declared, the election file is an input", () => {
  const declaration = { id: "f", status: "certified" as const, results: whole(450, 250) };
  const { inputs } = resultOf(electionOf([READ], declaration, size(2)));
  expect(inputs[0]).toMatchObject({
    what: "election",
    entry: 0,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test("the headline says what is so: ties, single stations and full counts have sentences of their own", () => {
  const told = (
    sheets: readonly ExampleSheet[],
    results: ExampleDeclaration["results"],
    sizes: unknown[],
  ) => {
    const election = electionOf(sheets, { id: "f", status: "certified", results }, sizes);
    const seen = election.view();
    const { headline } = presentationOf(resultOf(election));
    return [headline(new Speaker(seen, en)), headline(new Speaker(seen, es))];
  };
  const [all] = [size(1, 500)];
  expect(told([READ], whole(200, 100), all)).toEqual([
    "Yes: the sheets do not exclude it. The votes declared are those on the sheets collected, and no station is missing.",
    "Sí: las actas no lo excluyen. Los votos declarados son los de las actas reunidas, y no falta ninguna mesa.",
  ]);
  expect(told([READ], whole(200, 150), all)).toEqual([
    "No, if the sheets state what was counted. Every station has its sheet, and 50 more votes were declared than they hold.",
    "No, si las actas dicen lo que se contó. Todas las mesas tienen su acta, y se declararon 50 votos más de los que suman.",
  ]);
  expect(told([READ], whole(190, 150), all)[0]).toContain("That one sheet would have to state more votes");
  const [english, spanish] = told([READ], whole(210, 140), size(2, 600));
  expect(english).toContain("The 1 missing station would have to hold 50 votes, a turnout of 50.0%");
  expect(spanish).toContain("La mesa que falta tendría que sumar 50 votos");
  const over = { ...READ, boxes: { ...READ.boxes, registeredVoters: 200 } };
  expect(told([over], whole(210, 140), size(2, 600))[0]).toContain("more votes than registered voters");
  const [unread, sinLeer] = told([READ, ILLEGIBLE_BEA], whole(350, 180), size(2, 900));
  expect(unread).toContain(
    "80, are on no sheet, and no station is missing. They could be in boxes that cannot be read, on 1 sheet.",
  );
  expect(sinLeer).toContain("en 1 acta.");
});

test("it stays possible with no missing station more extreme than the most extreme sheet of its unit", () => {
  // 60 and 35 votes are needed: in N, up to 200 of 300 votes were for ANA and up to 120 of 270 for BEA.
  const { spread } = answerOf(electionWith({ id: "final", status: "certified", results: whole(660, 385) }));
  expect(spread?.ifNoMoreExtremeThanSeen).toBe("possible");
});
