import { expect, test } from "vitest";

import { raise } from "../../../test/support/example-election.ts";
import { utf8 } from "../bytes.ts";
import { InputError } from "../input-error.ts";
import { parseCaptureHistories } from "./capture-histories.ts";
import { parseClaims } from "./claims-table.ts";

const HEADER =
  "incident,source,measure,definition,asOf,bound,value,high,confirmedByName,part:sex:men,part:sex:women,subset:minors";

const claims = (...rows: readonly string[]) => parseClaims(utf8([HEADER, ...rows].join("\n")), "claims.csv");

function problemsOf(parse: () => unknown): readonly string[] {
  try {
    parse();
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return raise("nothing was wrong");
}

test("each row is a claim, with its parts", () => {
  expect(
    claims(
      "march,A,deaths,killed,2024-08-06,,24,,,20,,3",
      "march,B,deaths,killed,2024-08-07,between,20,30,no,,,",
      "march,C,deaths,killed,2024-08-08,at-least,11,,yes,5,6,",
    ),
  ).toEqual([
    {
      incident: "march",
      source: "A",
      measure: "deaths",
      definition: "killed",
      asOf: "2024-08-06",
      number: { bound: "exact", value: 24 },
      confirmedByName: false,
      subtotals: [{ name: "sex", parts: { men: 20, women: undefined } }],
      subsets: { minors: 3 },
    },
    expect.objectContaining({
      number: { bound: "between", low: 20, high: 30 },
      subtotals: [],
      subsets: {},
    }),
    expect.objectContaining({
      number: { bound: "at-least", value: 11 },
      confirmedByName: true,
      subtotals: [{ name: "sex", parts: { men: 5, women: 6 } }],
    }),
  ]);
});

test("everything wrong is named with its row and column, all at once", () => {
  expect(
    problemsOf(() =>
      claims(
        "march,,deaths,killed,2024-02-30,,24,,,,,",
        'march,A,deaths,killed,2024-08-06,more,"2,401",,,,,',
        "march,A,deaths,killed,2024-08-06,between,9,8,maybe,,,",
        "march,A,deaths,killed,2024-08-06,,9,12,,,,-1",
        "march,A,deaths,killed,2024-08-06,,,,,,,",
        "march,A,deaths,killed,2024-08-06,at-most,9,,yes,,,",
        "march,A,deaths",
      ),
    ),
  ).toEqual([
    "row 7: has 3 fields where the header has 12",
    'row 1, column "source": is empty',
    'row 1, column "asOf": "2024-02-30" is not a date such as 2024-08-06',
    'row 2, column "value": "2,401" is not a whole number in plain digits',
    'row 2, column "bound": "more" is none of exact, at-least, at-most, about, between',
    'row 3, column "high": 8 is below 9, the lower end',
    'row 3, column "confirmedByName": "maybe" is neither "yes" nor "no"',
    'row 4, column "high": goes only with the bound "between"',
    'row 4, column "subset:minors": "-1" is not a whole number in plain digits',
    'row 5, column "value": is empty',
    'row 6, column "confirmedByName": a number that is at most so many confirms none',
  ]);
});

test("columns that are missing, repeated or unknown are named", () => {
  expect(problemsOf(() => parseClaims(utf8("incident,source,total,source\n"), "claims.csv"))).toEqual([
    'has no column "measure"',
    'has no column "definition"',
    'has no column "asOf"',
    'has no column "value"',
    'column "source" stands twice',
    'column "total" is none of incident, source, measure, definition, asOf, value, bound, high, confirmedByName, note, part:DIVISION:PART, subset:PART',
  ]);
});

test("histories are placed by the lists they are on; those without a row count nobody", () => {
  const { lists, histories } = parseCaptureHistories(
    utf8("A,B,C,count\n1,0,0,5\n1,1,0,2\n0,0,1,7\n"),
    "lists.csv",
  );
  expect(lists).toEqual(["A", "B", "C"]);
  expect(Array.from(histories)).toEqual([0, 5, 0, 2, 7, 0, 0, 0]);
});

test("histories on no list, twice the same, or with other marks are refused", () => {
  const text = "A,B,count\n0,0,5\n1,0,2\n1,0,3\nyes,1,4\n0,1,\n";
  expect(problemsOf(() => parseCaptureHistories(utf8(text), "lists.csv"))).toEqual([
    "row 1: is on no list: nobody can have counted these persons",
    "row 3: has the same lists as an earlier row",
    'row 4, column "A": "yes" is neither 1, on the list, nor 0',
    'row 5, column "count": is empty',
    "row 5: has the same lists as an earlier row",
  ]);
  expect(problemsOf(() => parseCaptureHistories(utf8("A,B\n1,1\n"), "lists.csv"))).toEqual([
    'has no column "count"',
  ]);
  expect(problemsOf(() => parseCaptureHistories(utf8("A,B,count\n"), "lists.csv"))).toEqual(["has no row"]);
});
