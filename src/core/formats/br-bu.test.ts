import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  BULLETIN,
  BULLETIN_CONTESTS,
  BULLETIN_FORMAT,
  BULLETIN_HEAD,
  codesOf,
  COUNCIL,
  MAYOR,
} from "../../../test/support/bulletins.ts";
import { nodeCrypto } from "../../adapters/node-crypto.ts";
import type { ReadingPayload } from "../commitment.ts";
import { parseElection } from "../election.ts";
import { formatBuSlice, parseBuSlice, sliceBulletin, type BuSlice } from "./br-bu-slice.ts";
import { brBuSchema } from "./br-bu.ts";
import { isPartial, readCodes } from "./read-codes.ts";

const ELECTION = {
  date: "2026-01-04",
  contests: BULLETIN_CONTESTS,
  sheet: { qr: BULLETIN_FORMAT },
};

function read(texts: readonly string[], others: readonly string[] = [], contest?: string) {
  const slices = others.map(sliceOf);
  const claim = contest === undefined ? {} : { contest };
  return readCodes({ texts, ...claim }, { election: ELECTION, crypto: nodeCrypto, others: slices });
}

function sliceOf(text: string): BuSlice {
  const slice = parseBuSlice(text);
  if ("kind" in slice) throw new Error(slice.reason);
  return slice;
}

const of = (readings: readonly ReadingPayload[], contest: string) =>
  readings.find((reading) => reading.contest === contest);
function boxesOf(readings: readonly ReadingPayload[], contest: string) {
  const reading = of(readings, contest);
  return reading?.outcome === "read" ? reading.boxes : undefined;
}
const reasonsOf = (readings: readonly ReadingPayload[]) =>
  readings.map((reading) => (reading.outcome === "read" ? "was read" : reading.reason));

const MAYOR_BOXES = {
  registeredVoters: 60,
  votersParticipated: 50,
  ballotsCast: 50,
  validVotes: 45,
  blankVotes: 3,
  nullVotes: 2,
  "51": 20,
  "62": 25,
  "70": 0,
};
const COUNCIL_BOXES = {
  registeredVoters: 60,
  votersParticipated: 50,
  ballotsCast: 50,
  validVotes: 38,
  blankVotes: 7,
  nullVotes: 5,
  "51001": 11,
  "51002": 4,
  "51003": 0,
  "list 51": 3,
  "62001": 20,
  "62": 0,
};

describe("a whole bulletin", () => {
  const readings = read(codesOf(BULLETIN));

  test("is the sheet of several contests, each with its totals, and a zero for who got no votes", () => {
    expect(readings.map((reading) => reading.contest)).toEqual(["mayor", "council"]);
    expect(boxesOf(readings, "mayor")).toEqual(MAYOR_BOXES);
    expect(boxesOf(readings, "council")).toEqual(COUNCIL_BOXES);
  });

  test("names its polling station by municipality, zone and section", () => {
    expect(readings.map((reading) => reading.station)).toEqual(["99999.7.12", "99999.7.12"]);
  });

  test("has its hash checked and its signature not", () => {
    const code = { parts: { held: [1], of: 1 }, hash: "right", signature: "not-checked", sums: [] };
    expect(readings.map((reading) => reading.code)).toEqual([code, code]);
  });

  test("is read for the claimed contest alone where one is claimed", () => {
    expect(read(codesOf(BULLETIN), [], "council").map((reading) => reading.contest)).toEqual(["council"]);
  });

  test("leaves out contests that are not on it, and says so where it has none of the election's", () => {
    expect(read(codesOf(`${BULLETIN_HEAD} IDEL:90 ${MAYOR}`)).map((reading) => reading.contest)).toEqual([
      "mayor",
    ]);
    const [other] = read(codesOf(`${BULLETIN_HEAD} IDEL:90 ${MAYOR.replace("CARG:11", "CARG:3")}`));
    expect(other).toMatchObject({ outcome: "nothing-read", station: "99999.7.12" });
  });

  test("of another election of the same office is not taken for this one", () => {
    expect(boxesOf(read(codesOf(BULLETIN.replace("IDEL:90", "IDEL:91"))), "council")).toBeUndefined();
    expect(reasonsOf(read(codesOf(BULLETIN.replace("DTPL:20260104", "DTPL:20251228"))))[0]).toContain(
      "20251228",
    );
    expect(reasonsOf(read(codesOf(BULLETIN.replace("FASE:O", "FASE:S"))))[0]).toContain("phase S");
  });
});

describe("arithmetic", () => {
  const sumsOf = (content: string) => of(read(codesOf(content)), "council")?.code?.sums;
  test.each([
    ["TOTP:18", "TOTP:19", [{ total: "PART 51 TOTP", stated: 19, sum: 18 }]],
    [
      "NOMI:35 LEGC:3",
      "NOMI:34 LEGC:4",
      [
        { total: "NOMI", stated: 34, sum: 35 },
        { total: "LEGC", stated: 4, sum: 3 },
      ],
    ],
    ["FALT:10", "FALT:11", [{ total: "APTO", stated: 60, sum: 61 }]],
  ])("%s written as %s is told, and the votes stay as printed", (right, wrong, sums) => {
    expect(sumsOf(BULLETIN.replace(right, wrong))).toEqual(sums);
    expect(boxesOf(read(codesOf(BULLETIN.replace(right, wrong))), "council")).toEqual(COUNCIL_BOXES);
  });

  test("a contest with a number that is no selection is refused, and the others are kept", () => {
    const readings = read(
      codesOf(BULLETIN.replace("CARG:11 TIPO:0 VERC:1 51:20", "CARG:11 TIPO:0 VERC:1 59:20")),
    );
    expect(of(readings, "mayor")).toMatchObject({ outcome: "nothing-read", station: "99999.7.12" });
    expect(reasonsOf(readings)[0]).toContain("20 votes for 59");
    expect(boxesOf(readings, "council")).toEqual(COUNCIL_BOXES);
  });

  test.each([
    ["an office twice", `${BULLETIN} ${MAYOR}`, "stands twice"],
    ["no total at the end", BULLETIN.replace(/ TOTC:50$/, ""), "lacks TOTC"],
    ["no null votes", BULLETIN.replace("NULO:2 ", ""), "lacks NULO"],
    ["no votes for lists in a proportional contest", BULLETIN.replace("LEGC:3 ", ""), "lacks LEGC"],
    [
      "one selection under two numbers",
      BULLETIN.replace("51002:4", "51002:4 PART:51002"),
      "no party's number",
    ],
    ["a number twice", BULLETIN.replace("62:25", "62:25 62:26"), "stands twice"],
    ["a party twice", BULLETIN.replace("PART:62", "PART:51"), "stands twice"],
    ["votes before any contest", BULLETIN.replace("IDEL:90", "51:7 IDEL:90"), "before any contest"],
    ["votes that are no number", BULLETIN.replace("62:25", "62:2.5"), "not a whole number"],
    ["more votes than a box holds", BULLETIN.replace("62:25", "62:2147483648"), "not a whole number"],
    ["a field without a value", BULLETIN.replace("VERC:1 51:20", "VERC: 51:20"), "name and a value"],
    ["no section", BULLETIN.replace("SECA:12 ", ""), "does not say MUNI"],
    ["a zone twice", BULLETIN.replace("ZONA:7", "ZONA:7 ZONA:8"), "stands twice"],
  ])("with %s it is refused", (_, content, reason) => {
    expect(reasonsOf(read(codesOf(content))).join()).toContain(reason);
  });
});

describe("a bulletin split over several codes", () => {
  const codes = codesOf(BULLETIN, 80);

  test("reads as the whole one, in one image or several, in any order", () => {
    expect(codes.length).toBeGreaterThan(4);
    const whole = read(codesOf(BULLETIN)).map(({ station, contest, ...rest }) => [
      station,
      contest,
      "boxes" in rest && rest.boxes,
    ]);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(codes, { minLength: 1 }),
        fc.shuffledSubarray(codes, { minLength: codes.length }),
        (own, others) => {
          const readings = read(own, others);
          expect(
            readings.map(({ station, contest, ...rest }) => [
              station,
              contest,
              "boxes" in rest && rest.boxes,
            ]),
          ).toEqual(whole);
          expect(readings.map((reading) => reading.code)).toEqual(
            whole.map(() => ({
              parts: { held: codes.map((_, at) => at + 1), of: codes.length },
              hash: "right",
              signature: "not-checked",
              sums: [],
            })),
          );
        },
      ),
    );
  });

  test("with one part missing keeps what the others say, tells what is missing, and guesses nothing", () => {
    for (let lost = 2; lost <= codes.length; lost++) {
      const readings = read(codes.filter((_, at) => at !== lost - 1));
      if (/(?:DTPL|FASE|MUNI|ZONA|SECA):/.test(codes[lost - 1] ?? "")) {
        expect(readings).toMatchObject([{ outcome: "nothing-read" }]);
        expect(readings[0]?.station).toBeUndefined();
        continue;
      }
      for (const [contest, truth] of [
        ["mayor", MAYOR_BOXES],
        ["council", COUNCIL_BOXES],
      ] as const) {
        const reading = of(readings, contest);
        expect(reading).toMatchObject({ station: "99999.7.12", code: { parts: { of: codes.length } } });
        expect(reading !== undefined && isPartial(reading)).toBe(true);
        expect(reading?.code?.parts.held).not.toContain(lost);
        expect(reading?.code?.hash).toBe(lost === codes.length ? "right" : "not-checked");
        const boxes: Record<string, unknown> = boxesOf(readings, contest) ?? {};
        for (const [box, value] of Object.entries(boxes))
          expect([value, "illegible"]).toContain(
            value === "illegible" ? value : (truth as Record<string, unknown>)[box],
          );
      }
      expect(
        readings.every(
          (reading) => reading.outcome === "read" && !Object.values(reading.boxes).includes("illegible"),
        ),
      ).toBe(false);
    }
  });

  test("a contest that is cut keeps what was read before the cut, and nothing of it becomes a zero", () => {
    const parts = codesOf(`${BULLETIN_HEAD} IDEL:90 ${MAYOR}`, 160);
    expect(parts).toHaveLength(2);
    const [cut = ""] = codesOf(
      `${BULLETIN_HEAD} IDEL:90 CARG:11 TIPO:0 51:20 ${"X".repeat(4)}:${"1".repeat(90)} ${MAYOR.slice(MAYOR.indexOf("62:25"))}`,
      200,
    );
    expect(cut.includes("51:20") && !cut.includes("62:25")).toBe(true);
    expect(boxesOf(read([cut]), "mayor")).toEqual({
      registeredVoters: "illegible",
      votersParticipated: 50,
      ballotsCast: "illegible",
      validVotes: "illegible",
      blankVotes: "illegible",
      nullVotes: "illegible",
      "51": 20,
      "62": "illegible",
      "70": "illegible",
    });
  });

  test("behind a missing part the election is not known any more, and a contest that needs it is not read", () => {
    const filler = `XXXX:${"1".repeat(110)}`;
    const content = `${BULLETIN_HEAD} IDEL:90 ${filler} IDEL:91 ${filler} ${COUNCIL.replace("IDEL:90 ", "")}`;
    const parts = codesOf(content, 180);
    const lost = parts.findIndex((part) => part.includes("IDEL:91"));
    expect(parts[lost]?.includes("CARG:13")).toBe(false);
    expect(of(read(parts), "council")).toBeUndefined();
    const council = of(read(parts.filter((_, at) => at !== lost)), "council");
    expect(council).toMatchObject({
      outcome: "nothing-read",
      reason: expect.stringContaining("on no part held"),
    });
  });

  test("every cut and every loss gives only true boxes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 400 }), fc.infiniteStream(fc.boolean()), (maximum, keep) => {
        const parts = codesOf(BULLETIN, maximum);
        const kept = parts.filter((_, at) => at === 0 || keep.next().value);
        for (const reading of read(kept)) {
          if (reading.outcome !== "read") continue;
          const truth: Record<string, unknown> = reading.contest === "mayor" ? MAYOR_BOXES : COUNCIL_BOXES;
          for (const [box, value] of Object.entries(reading.boxes))
            if (value !== "illegible") expect([box, value]).toEqual([box, truth[box]]);
          if (kept.length === parts.length) expect(reading.boxes).toEqual(truth);
        }
      }),
    );
  });

  test("without its first part belongs to nobody, until an image with the parts before it comes", () => {
    const [first = "", second = "", ...rest] = codes;
    const [alone] = read([second]);
    expect(alone).toMatchObject({ outcome: "nothing-read", code: { parts: { held: [2] } } });
    expect(alone?.station).toBeUndefined();
    expect(of(read([second], [first]), "council")?.station).toBe("99999.7.12");
    // The third does not follow from the first: without the second nothing shows that it belongs there.
    expect(read([rest[0] ?? ""], [first])[0]?.station).toBeUndefined();
  });

  test("is not completed by parts of another bulletin", () => {
    const other = codesOf(BULLETIN.replace("51:20 62:25", "51:44 62:01").replace("SECA:12", "SECA:13"), 80);
    const readings = read(codes.slice(0, 3), other.slice(3));
    expect(of(readings, "mayor")?.code?.parts.held).toEqual([1, 2, 3]);
    expect(reasonsOf(read([...codes.slice(0, 3), ...other.slice(3)]))[0]).toContain("does not follow");
    expect(reasonsOf(read([...codes.slice(0, 3), ...other.slice(2)]))[0]).toContain("several tally sheets");
  });

  test("is completed by neither of two different ends that both follow", () => {
    const other = codesOf(BULLETIN.replace("51:20 62:25", "51:25 62:20"), 80);
    const ends = [...codes.slice(3), ...other.slice(3)].filter(
      (code) => codes.includes(code) !== other.includes(code),
    );
    const held = of(read(codes.slice(0, 3), [...codes.slice(3), ...ends]), "mayor")?.code?.parts.held;
    expect(held?.length).toBeLessThan(codes.length);
  });
});

describe("the text of one code", () => {
  const [code = ""] = codesOf(BULLETIN);

  test("one changed character is never read", () => {
    fc.assert(
      fc.property(
        fc.nat(code.indexOf(" ASSI:") - 1),
        fc.constantFrom(..."0123456789AZ:. \n"),
        (at, character) => {
          const changed = code.slice(0, at) + character + code.slice(at + 1);
          fc.pre(changed !== code);
          const readings = read([changed]);
          // The version and the numbers of the parts stand outside the hash.
          const end = code.indexOf("ORIG:");
          if (at >= end) expect(readings.every((reading) => reading.outcome === "nothing-read")).toBe(true);
          else if (readings[0]?.outcome === "read")
            expect(boxesOf(readings, "mayor")).toMatchObject({ ballotsCast: 50 });
        },
      ),
    );
  });

  test("is written as it was read", () => {
    for (const text of [...codesOf(BULLETIN, 120), code]) expect(formatBuSlice(sliceOf(text))).toBe(text);
  });

  test.each([
    ["nothing", "", "begin"],
    ["a part 0", "QRBU:0:1 VRQR:1.5 A:1", "begin"],
    ["no version", "QRBU:1:1 ORIG:VOTA", "begin"],
    ["no hash", code.replace(/ HASH:.*$/, ""), "end with HASH"],
    ["a part past the last", code.replace("QRBU:1:1", "QRBU:2:1"), "part 2 of 1"],
    ["a signature before the last part", code.replace("QRBU:1:1", "QRBU:1:2"), "the last alone"],
    ["two spaces", code.replace("IDUE:5", " IDUE:5"), "one space"],
    ["small letters", code.replace("IDUE:5", "idue:5"), "one space"],
    ["a line break after it", `${code}\n`, "end with HASH"],
    ["a space before it", ` ${code}`, "begin"],
    ["more than a code holds", code.replace("IDUE:5", `IDUE:${"9".repeat(5_000)}`), "characters"],
  ])("with %s is refused", (_, text, reason) => {
    const slice = parseBuSlice(text);
    expect("kind" in slice ? slice.reason : "was read").toContain(reason);
  });

  test("a field longer than a part cannot be cut", () => {
    expect(() => sliceBulletin({ version: "VRQR:1.5", content: BULLETIN, maximum: 5 }, nodeCrypto)).toThrow(
      RangeError,
    );
  });
});

describe("in an election file", () => {
  const file = (contests: readonly unknown[]) =>
    JSON.stringify({
      format: "cotejo-election/1",
      id: "villa",
      title: "Villa",
      date: "2026-01-04",
      root: { id: "villa", name: "Villa" },
      levels: [],
      contests: BULLETIN_CONTESTS,
      sources: [{ id: "witnesses", kind: "witnesses", name: "Witnesses" }],
      sheet: { qr: { kind: "br-bu", contests } },
    });

  test("offices, elections and selections are said once and exist", () => {
    expect(parseElection(file(BULLETIN_FORMAT.contests)).sheet.qr).toEqual(BULLETIN_FORMAT);
    for (const [contests, problem] of [
      [
        [
          { contest: "mayor", office: 11 },
          { contest: "council", office: 11 },
        ],
        "office 11 stands twice",
      ],
      [
        [
          { contest: "mayor", office: 11 },
          { contest: "mayor", office: 12 },
        ],
        '"mayor" stands twice',
      ],
      [[{ contest: "senate", office: 5 }], '"senate" is not in the election file'],
      [[{ contest: "mayor", office: 11, selections: { "51": "fifty-one" } }], '"fifty-one" is no selection'],
    ] as const)
      expect(() => parseElection(file(contests))).toThrow(problem);
    expect(
      parseElection(
        file([
          { contest: "mayor", office: 11, election: 90 },
          { contest: "council", office: 11, election: 91 },
        ]),
      ),
    ).toBeDefined();
  });
});

test("the specification's examples are read as it says", () => {
  const page = readFileSync(new URL("../../../docs/formats/br-bu.md", import.meta.url), "utf8");
  expect(brBuSchema.parse(JSON.parse(/```json\n(.*?)```/s.exec(page)?.[1] ?? ""))).toMatchObject({
    phase: "O",
  });
  const [, head = "", content = ""] = /^ {4}(QRBU:1:1 VRQR:1.5 VRCH:20251201) (ORIG:.*)$/m.exec(page) ?? [];
  const [code = ""] = codesOf(content);
  expect(code.startsWith(head)).toBe(true);
  expect(boxesOf(read([code]), "mayor")).toEqual({
    registeredVoters: 60,
    votersParticipated: 50,
    ballotsCast: 50,
    validVotes: 45,
    blankVotes: 3,
    nullVotes: 2,
    "51": 20,
    "62": 25,
    "70": 0,
  });
});
