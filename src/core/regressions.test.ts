import { describe, expect, test } from "vitest";
import {
  boxesOf,
  CLEAN,
  codesFound,
  CONTEST,
  ExampleElection,
  statusOf,
  WITNESSES,
} from "../../test/support/example-election.ts";
import { utf8 } from "./bytes.ts";
import { formatCanonicalJson, parseCanonicalJson } from "./canonical-json.ts";
import { formatOpening, parseOpening } from "./commitment.ts";
import { parseEntry } from "./entry.ts";
import { InputError } from "./input-error.ts";
import { compareDeclaration } from "./comparison.ts";
import { parseSigningKey } from "../adapters/node-crypto.ts";
import { sourceView, view } from "./view.ts";
import { renderData } from "./site/render-data.ts";
import { parseDeclaration } from "./declaration.ts";
import { stripImageMetadata } from "./formats/image-metadata.ts";
import sharp from "sharp";

const OTHER = { ANA: 20, BEA: 20, nullVotes: 1, ballotsCast: 41 } as const;
const at = (election: ExampleElection, station = "1") => {
  const seen = election.view();
  const source = sourceView(seen, CONTEST, WITNESSES);
  return {
    status: statusOf(seen, source, station),
    boxes: boxesOf(seen, source, station),
    codes: codesFound(seen, station),
  };
};

describe("canonical JSON", () => {
  test("deep nesting is refused as input", () => {
    for (const text of [
      "[".repeat(100_000) + "]".repeat(100_000),
      '{"a":'.repeat(100_000) + "1" + "}".repeat(100_000),
    ])
      expect(() => parseCanonicalJson(utf8(text), "x")).toThrow(InputError);
  });
  test("an entry of at most 65,535 bytes that is nested deeply is refused as input", () => {
    expect(() => parseEntry(utf8("[".repeat(32_000) + "]".repeat(32_000)), 0)).toThrow(InputError);
  });
  test("1e400 is refused as input", () => {
    expect(() => parseCanonicalJson(utf8("1e400"), "x")).toThrow(InputError);
  });
  test("a lone surrogate has no bytes", () => {
    expect(() => formatCanonicalJson("\ud800")).toThrow();
    expect(() => formatCanonicalJson({ "\ud800": 1 })).toThrow();
  });
});

describe("settle", () => {
  test("readings that disagree below the quorum are no blank form", () => {
    const election = new ExampleElection({ policy: { settle: { readings: 2 } } });
    const evidence = election.evidence();
    election.reading({ evidence, station: "1", boxes: CLEAN });
    election.reading({ evidence, station: "1", boxes: OTHER });
    expect(at(election).codes).toEqual(["readings-disagree"]);
  });
  test("and they put no sheet into the lenient sums", () => {
    const election = new ExampleElection({ policy: { settle: { readings: 2 } } });
    const evidence = election.evidence();
    election.reading({ evidence, station: "1", boxes: CLEAN });
    election.reading({ evidence, station: "1", boxes: OTHER });
    expect(election.sheets().tabulation.sheetsIn(0, "lenient")).toBe(0);
  });
  test("an adjudication for an account that is no longer there leaves the dispute as it is", () => {
    const election = new ExampleElection();
    const old = election.table([{ station: "1", boxes: CLEAN }]);
    election.adjudicate("1", { entry: old, row: 1 });
    election.table(
      [
        { station: "1", boxes: CLEAN },
        { station: "1", boxes: OTHER },
      ],
      { supersedes: old },
    );
    expect(at(election)).toMatchObject({ status: "disputed", codes: ["rival-copies"] });
    expect(election.sheets().tabulation.sheetsIn(0, "published")).toBe(0);
  });
  test("two readings that disagree are found though a first one states neither", () => {
    const election = new ExampleElection();
    const evidence = election.evidence();
    for (const boxes of [
      { ANA: 30, BEA: "illegible" },
      { ANA: 30, BEA: 10 },
      { ANA: 30, BEA: 20 },
    ] as const)
      election.reading({ evidence, station: "1", boxes });
    expect(at(election).codes).toContain("readings-disagree");
  });
  test("rival rows are found in whatever order they stand", () => {
    const rows = [
      { ANA: 30, BEA: "illegible" },
      { ANA: 30, BEA: 10 },
      { ANA: 30, BEA: 20 },
    ] as const;
    for (const order of [
      [0, 1, 2],
      [1, 0, 2],
      [1, 2, 0],
    ]) {
      const election = new ExampleElection();
      election.table(order.map((row) => ({ station: "1", boxes: rows[row] ?? {} })));
      expect(at(election).codes, order.join()).toContain("rival-copies");
    }
  });
  test("three evidence files: the second and third disagree where the first states nothing", () => {
    const election = new ExampleElection();
    for (const boxes of [
      { ANA: 30, BEA: "illegible" },
      { ANA: 30, BEA: 10 },
      { ANA: 30, BEA: 20 },
    ] as const)
      election.reading({ evidence: election.evidence(), station: "1", boxes });
    expect(at(election).codes).toContain("rival-copies");
  });
  test("the order of two agreeing rows does not matter where one is illegible", () => {
    const rows = [
      { ANA: 30, BEA: "illegible" },
      { ANA: 30, BEA: 10 },
    ] as const;
    const [one, other] = [rows, rows.toReversed()].map((rows) => {
      const election = new ExampleElection();
      election.table(rows.map((boxes) => ({ station: "1", boxes })));
      return election.sheets().tabulation.totals(0);
    });
    expect(one).toEqual(other);
  });
  test("an agreeing reading of the same file fills what the first does not state", () => {
    const election = new ExampleElection();
    const evidence = election.evidence();
    election.reading({ evidence, station: "1", boxes: CLEAN });
    election.reading({ evidence, station: "1", boxes: { ...CLEAN, registeredVoters: 500 } });
    expect(at(election).boxes).toEqual({ ...CLEAN, registeredVoters: 500 });
  });
  test("a selection named like a property of objects is not on the form of a reading that does not state it", () => {
    const election = new ExampleElection({ contests: { [CONTEST]: ["ANA", "constructor"] } });
    election.reading({ evidence: election.evidence(), station: "1", boxes: { ANA: 5 } });
    expect(at(election).boxes).toEqual({ ANA: 5 });
  });
  test("a reading of another contest is no account of this one", () => {
    const election = new ExampleElection({ contests: { president: ["ANA"], assembly: ["ANA"] } });
    const evidence = election.evidence();
    election.reading({ evidence, contest: "president", station: "1", boxes: { ANA: 5 } });
    election.reading({ evidence, contest: "assembly", station: "1", boxes: { ANA: 9 } });
    expect(codesFound(election.view())).not.toContain("readings-disagree");
  });
  test("one reader who reads a file twice is no quorum of two", () => {
    const election = new ExampleElection({ policy: { settle: { readings: 2 } } });
    const evidence = election.evidence();
    for (let time = 0; time < 2; time++)
      election.reading({ evidence, reader: "same", station: "1", boxes: CLEAN });
    expect(at(election).status).toBe("awaiting");
  });
});

describe("commitment", () => {
  test("a count above the largest is refused", () => {
    const line = formatOpening({
      salt: new Uint8Array(32),
      payload: {
        kind: "reading",
        outcome: "read",
        station: "1",
        contest: "c",
        boxes: { ANA: 4_294_967_306 },
      },
    });
    expect(() => parseOpening(line, "line 1")).toThrow(InputError);
  });
});

describe("view", () => {
  test("the strictest policy counts no sheet with a finding: station-not-as-claimed", () => {
    const election = new ExampleElection();
    election.reading({ evidence: election.evidence({ station: "9" }), station: "1", boxes: CLEAN });
    expect(codesFound(election.view(), "1")).toEqual(["station-not-as-claimed"]);
    expect(election.sheets().tabulation.sheetsIn(0, "strictest")).toBe(0);
  });
  test("a view taken on the way changes nothing in the view at the end", () => {
    const election = new ExampleElection();
    const evidence = election.evidence({ station: "9" });
    election.reassign(evidence, "5");
    const state = election.state(2);
    view(state, election.openings);
    const late = view(election.advance(state), election.openings);
    expect(late.register.stationIds).toEqual(election.view().register.stationIds);
  });
  test("nor in the published files", () => {
    const election = new ExampleElection();
    const wrong = { ...CLEAN, validVotes: 1 };
    election.reading({ evidence: election.evidence(), station: "2", boxes: wrong });
    election.table([{ station: "1", boxes: wrong }]);
    const state = election.state(3);
    view(state, election.openings);
    expect([...renderData(view(election.advance(state), election.openings))]).toEqual([
      ...renderData(election.view()),
    ]);
  });
});

describe("register and units", () => {
  test("a unit with the code of the whole does not take its declared size", () => {
    const election = new ExampleElection({ sizes: [{ unit: "all", stations: 50, source: "s" }] });
    election.table([{ station: "1", unit: "all/N1", boxes: CLEAN }]);
    expect(election.sheets().tabulation.stations(1).registered).toBeUndefined();
  });
  test("a table that supersedes another can correct a station's unit", () => {
    const election = new ExampleElection();
    const old = election.table([{ station: "1", unit: "N/N1", boxes: CLEAN }]);
    election.table([{ station: "1", unit: "S/S1", boxes: CLEAN }], { supersedes: old });
    expect(codesFound(election.view())).toEqual([]);
  });
});

describe("election", () => {
  test("a selection named like a column of the published tables or a declared figure is refused", () => {
    for (const id of [
      "source",
      "station",
      "unit",
      "status",
      "entry",
      "row",
      "level",
      "unitName",
      "otherVotes",
      "stationsCounted",
      "stationsRegistered",
      "others",
    ])
      expect(() => new ExampleElection({ contests: { [CONTEST]: ["ANA", id] } }).state(), id).toThrow(
        InputError,
      );
  });
  test("otherVotes covers a selection named like a property of objects", () => {
    const election = new ExampleElection({ contests: { [CONTEST]: ["ANA", "constructor"] } });
    election.table([{ station: "1", boxes: { ANA: 5, constructor: 7 } as never }]);
    election.declare({ id: "d", results: [{ unit: "all", votes: { ANA: 5 }, otherVotes: 7 }] });
    const seen = election.view();
    const [declaration] = seen.declarations;
    if (declaration === undefined) throw new Error();
    expect(
      compareDeclaration(election.sheets().tabulation, declaration, seen.register).map(
        (each) => each.difference,
      ),
    ).toEqual([0, 0]);
  });
});

describe("declaration", () => {
  const codes = (...declared: (readonly Record<string, unknown>[])[]) => {
    const election = new ExampleElection();
    election.register([
      ["1", "N/N1", 100],
      ["2", "S/S1", 100],
    ]);
    for (const [number, results] of declared.entries()) election.declare({ id: `d${number}`, results });
    return codesFound(election.view());
  };
  test("votes named others beside otherVotes are refused", () => {
    expect(() =>
      codes([{ unit: "all", votes: { ANA: 5, others: 4 }, otherVotes: 4, validVotes: 9 }]),
    ).toThrow(InputError);
  });
  test("a partial naming of the selections is no contradiction of the valid votes", () => {
    expect(codes([{ unit: "all", votes: { ANA: 5 }, validVotes: 9 }])).toEqual([]);
  });
  test("blank votes that nobody declared leave no parts to add", () => {
    expect(codes([{ unit: "all", votes: {}, validVotes: 9, nullVotes: 1, ballotsCast: 12 }])).toEqual([]);
  });
  test("parts that name more selections than their total does are no contradiction in the others", () => {
    expect(
      codes([
        { unit: "all", votes: { ANA: 60 }, otherVotes: 40 },
        { unit: "N", votes: { ANA: 30, BEA: 15 }, otherVotes: 5 },
        { unit: "S", votes: { ANA: 30, BEA: 15 }, otherVotes: 5 },
      ]),
    ).toEqual([]);
  });
  test("a figure that falls is found past an announcement that leaves its unit out", () => {
    expect(
      codes(
        [{ unit: "N", votes: { ANA: 30 } }],
        [{ unit: "S", votes: { ANA: 1 } }],
        [{ unit: "N", votes: { ANA: 20 } }],
      ),
    ).toEqual(["declared-decreases"]);
  });
  test("a declaration does not supersede one of another source", () => {
    const election = new ExampleElection();
    election.declare({ id: "a", results: [{ unit: "all", votes: { ANA: 1 } }] });
    election.declare({
      id: "b",
      source: WITNESSES,
      supersedes: "a",
      results: [{ unit: "all", votes: { ANA: 1 } }],
    });
    expect(() => election.state()).toThrow(InputError);
  });
  test("a selection named __proto__ is refused as unknown", () => {
    const { election: file } = new ExampleElection().state();
    if (file === undefined) throw new Error();
    const text =
      '{"format":"cotejo-declaration/1","id":"d","contest":"president","source":"authority","status":"certified","announcedAt":"2024-07-29","sources":["s"],"results":[{"unit":"all","votes":{"__proto__":5}}]}';
    expect(() => parseDeclaration(text, file)).toThrow(InputError);
  });
});

describe("keys and images", () => {
  test("a key that is no base64 is refused as input", () => {
    for (const key of ["!!!!", "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDF"])
      expect(() => parseSigningKey(`PRIVATE+KEY+PeterNeumann+c74f20a3+${key}`), key).toThrow(InputError);
  });
  for (const [marker, name] of [
    [0xee, "Adobe"],
    [0xf0, ""],
    [0xfd, ""],
    [0x02, ""],
  ] as const)
    test(`data in segment ${marker.toString(16)} ${name} is taken out`, async () => {
      const plain = new Uint8Array(
        await sharp({ create: { width: 8, height: 8, channels: 3, background: "red" } })
          .jpeg()
          .toBuffer(),
      );
      const content = Buffer.from(`${name}\0\x64\0\0\0\0\x01SECRET PLACE`, "latin1");
      const bytes = Buffer.concat([
        plain.subarray(0, 2),
        Buffer.from([0xff, marker, 0, content.length + 2]),
        content,
        plain.subarray(2),
      ]);
      const result = stripImageMetadata(new Uint8Array(bytes));
      expect(result.kind === "stripped" && Buffer.from(result.bytes).includes("SECRET")).toBe(false);
    });
});
test("a sheet that states no selection has no valid votes to derive", () => {
  const election = new ExampleElection();
  election.table([{ station: "1", boxes: { ballotsCast: 40, nullVotes: 2 } }]);
  expect(election.sheets().tabulation.totals(0)).toMatchObject({ validVotes: undefined, ballotsCast: 40 });
});
test("nor does one with an illegible selection, under the lenient policy", () => {
  const election = new ExampleElection();
  election.table([{ station: "1", boxes: { ANA: 30, BEA: "illegible", nullVotes: 1 } }]);
  expect(election.sheets().tabulation.totals(0, "lenient")).toMatchObject({
    validVotes: undefined,
    ballotsCast: undefined,
  });
});
test("a figure that no sheet states has no difference", () => {
  const election = new ExampleElection();
  election.table([{ station: "1", boxes: { ANA: 30, BEA: 10 } }]);
  election.declare({ id: "d", results: [{ unit: "all", votes: {}, blankVotes: 7 }] });
  const seen = election.view();
  const [declaration] = seen.declarations;
  if (declaration === undefined) throw new Error();
  expect(
    compareDeclaration(election.sheets().tabulation, declaration, seen.register)[0]?.difference,
  ).toBeUndefined();
});
