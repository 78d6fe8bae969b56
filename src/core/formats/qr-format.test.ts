import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, test } from "vitest";

import { TOTAL_BOXES } from "../tally-sheet.ts";
import { formatQr, parseQr, qrFormatSchema, type ListQrFormat, type QrSheet } from "./qr-format.ts";

const LIST: ListQrFormat = { kind: "list", contest: "mayor", rows: ["ANA", "BEA", "ANA"] };

function sheetOf(text: string, format: ListQrFormat): QrSheet {
  const parsed = parseQr(text, format);
  if (parsed.kind !== "sheet") throw new Error(parsed.kind === "refused" ? parsed.reason : "names a sheet");
  return parsed;
}
const reasonOf = (text: string, format: ListQrFormat) => {
  const parsed = parseQr(text, format);
  return parsed.kind === "refused" ? parsed.reason : "was read";
};

/** Position n holds 2 to the power of n modulo 13: no two candidates' rows can be mistaken for each other. */
const NUMBERS = Array.from({ length: 38 }, (_, at) => 2 ** (at % 13));
const VENEZUELA = `000000007.03.1.0001!${NUMBERS.join(",")}!4!9`;

test("the Venezuelan code's 38 rows add up to its ten candidates", () => {
  const sheet = sheetOf(VENEZUELA, "ve-2024-qr");
  expect(sheet.station).toBe("000000007.03");
  const sum = (from: number, to = from) =>
    NUMBERS.slice(from, to + 1).reduce((total, votes) => total + votes, 0);
  expect(Object.fromEntries(sheet.boxes)).toEqual({
    registeredVoters: "not-on-form",
    votersParticipated: "not-on-form",
    ballotsCast: "not-on-form",
    validVotes: "not-on-form",
    nullVotes: 4,
    blankVotes: 9,
    NM: sum(0, 12),
    LM: sum(13, 18),
    JABE: sum(19),
    JOBR: sum(20, 23),
    AE: sum(24, 29),
    CF: sum(30),
    DC: sum(31, 32),
    EG: sum(33, 35),
    EM: sum(36),
    BERA: sum(37),
  });
  expect(sheet.numbers).toEqual(NUMBERS);
});

test("a list's rows add up to the selections the election file gives them", () => {
  const sheet = sheetOf("Z-1.b!10,20,5!1!0", LIST);
  expect(sheet).toMatchObject({ contest: "mayor", station: "Z-1.b", numbers: [10, 20, 5] });
  expect(sheet.suffix).toBeUndefined();
  expect([...sheet.boxes].slice(TOTAL_BOXES.length)).toEqual([
    ["ANA", 15],
    ["BEA", 20],
  ]);
  expect([sheet.boxes.get("nullVotes"), sheet.boxes.get("blankVotes")]).toEqual([1, 0]);
});

const noise: readonly [string, ListQrFormat][] = [
  ["", LIST],
  ["https://example.org/?m=1!10,20,5!1!0", LIST],
  [" A!10,20,5!1!0", LIST],
  ["A!10,20,5!1!0\n", LIST],
  ["A!10,20,5!1!0!", LIST],
  ["A!10,20,5!1", LIST],
  ["A!10,20,5!!0", LIST],
  ["A!10,20!1!0", LIST],
  ["A!10,20,5,0!1!0", LIST],
  ["A!10,20,!1!0", LIST],
  ["A!10,020,5!1!0", LIST],
  ["A!10,-2,5!1!0", LIST],
  ["A!10,+2,5!1!0", LIST],
  ["A!10,2.0,5!1!0", LIST],
  ["A!10,2e1,5!1!0", LIST],
  ["A!10, 2,5!1!0", LIST],
  ["A!10,２,5!1!0", LIST],
  ["A!10,2147483648,5!1!0", LIST],
  ["A!2147483647,0,1!1!0", LIST],
  ["Ñ!10,20,5!1!0", LIST],
  ["!10,20,5!1!0", LIST],
  [`${"A".repeat(41)}!10,20,5!1!0`, LIST],
  [VENEZUELA.replace("000000007", "00000007"), "ve-2024-qr"],
  [VENEZUELA.replace(".03.", ".3."), "ve-2024-qr"],
  [VENEZUELA.replace(".1.0001", ""), "ve-2024-qr"],
  [VENEZUELA.replace("!1,", "!10000,"), "ve-2024-qr"],
  [VENEZUELA.replace("!1,", "!"), "ve-2024-qr"],
];
for (const [text, format] of noise)
  test(`${JSON.stringify(text.slice(0, 40))} is refused as noise`, () => {
    expect(reasonOf(text, format)).not.toBe("was read");
  });

test("a reason says what is wrong", () => {
  expect(reasonOf("A!10,020,5!1!0", LIST)).toContain('"020"');
  expect(reasonOf("A!10,20!1!0", LIST)).toContain("2 numbers where the ballot has 3");
});

const counts = (maximum: number) => fc.integer({ min: 0, max: maximum });
test("a Venezuelan code that is written from its numbers is read as the same", () => {
  const sheets = fc.record({
    station: fc.stringMatching(/^[0-9]{9}\.[0-9]{2}$/),
    suffix: fc.stringMatching(/^\.[0-9]\.[0-9]{4}$/),
    numbers: fc.array(counts(9_999), { minLength: 38, maxLength: 38 }),
    nullVotes: counts(9_999),
    blankVotes: counts(9_999),
  });
  fc.assert(
    fc.property(sheets, (sheet) => {
      const text = formatQr(sheet, "ve-2024-qr");
      expect(sheetOf(text, "ve-2024-qr")).toMatchObject(sheet);
      expect(formatQr(sheetOf(text, "ve-2024-qr"), "ve-2024-qr")).toBe(text);
    }),
  );
  expect(
    formatQr({ station: "000000007.03", numbers: NUMBERS, nullVotes: 4, blankVotes: 9 }, "ve-2024-qr"),
  ).toBe(VENEZUELA);
});

test("one changed character is never read as the same sheet", () => {
  const original = sheetOf(VENEZUELA, "ve-2024-qr");
  fc.assert(
    fc.property(fc.nat(VENEZUELA.length - 1), fc.constantFrom(..."0123456789!,.-a \n"), (at, character) => {
      const text = VENEZUELA.slice(0, at) + character + VENEZUELA.slice(at + 1);
      fc.pre(text !== VENEZUELA);
      const parsed = parseQr(text, "ve-2024-qr");
      if (parsed.kind === "sheet") {
        expect(parsed).not.toEqual(original);
        expect(formatQr(parsed, "ve-2024-qr")).toBe(text);
      }
    }),
  );
});

test("numbers that no code can hold are not written", () => {
  const sheet = { station: "A", numbers: [1, 2, 3], nullVotes: 0, blankVotes: 0 };
  expect(formatQr(sheet, LIST)).toBe("A!1,2,3!0!0");
  for (const wrong of [
    { ...sheet, numbers: [1, 2] },
    { ...sheet, numbers: [1, 2, -3] },
    { ...sheet, numbers: [1, 2, 0.5] },
    { ...sheet, nullVotes: Number.NaN },
    { ...sheet, station: "A B" },
    { ...sheet, suffix: ".1" },
  ])
    expect(() => formatQr(wrong, LIST)).toThrow(RangeError);
});

test("an election file cannot name a total as a row of the ballot", () => {
  expect(qrFormatSchema.safeParse(LIST).success).toBe(true);
  expect(qrFormatSchema.safeParse({ ...LIST, rows: ["ANA", "nullVotes"] }).success).toBe(false);
});

const said = (sheet: QrSheet | undefined) =>
  Object.fromEntries([...(sheet?.boxes ?? [])].filter(([, box]) => box !== "not-on-form"));
test("the specification's examples are read as it says", () => {
  const page = readFileSync(new URL("../../../docs/formats/qr.md", import.meta.url), "utf8");
  const format = qrFormatSchema.parse(JSON.parse(/```json\n(.*?)```/s.exec(page)?.[1] ?? ""));
  if (typeof format === "string" || format.kind !== "list") throw new Error("the example is no list");
  const texts = [...page.matchAll(/^ {4}(\S+!\d+!\d+)$/gm)].map(([, text = ""]) => text);
  expect(texts).toHaveLength(2);
  const [list, venezuela] = texts.map((text, at) => sheetOf(text, at === 0 ? format : "ve-2024-qr"));
  expect([list?.station, said(list)]).toEqual(["Z-7.B", { ANA: 123, BEA: 95, nullVotes: 4, blankVotes: 1 }]);
  expect([venezuela?.station, said(venezuela)]).toEqual([
    "000000007.03",
    {
      NM: 51,
      LM: 39,
      JABE: 8,
      JOBR: 22,
      AE: 9,
      CF: 3,
      DC: 9,
      EG: 21,
      EM: 9,
      BERA: 0,
      nullVotes: 2,
      blankVotes: 1,
    },
  ]);
});
