import { expect, test } from "vitest";

import { InputError } from "../input-error.ts";
import { BUILT_IN_MAPPINGS, builtInMapping } from "./built-in.ts";
import { parseMapping } from "./mapping.ts";

const WIDE = {
  format: "cotejo-mapping/1",
  station: { columns: ["Mesa"] },
  boxes: { validVotes: "Válidos", ANA: "Ana" },
};
const LONG = {
  format: "cotejo-mapping/1",
  shape: "long",
  station: { columns: ["Mesa"] },
  selection: { column: "Lista" },
  votes: "Votos",
};

function problemsOf(file: unknown): readonly string[] {
  try {
    parseMapping(typeof file === "string" ? file : JSON.stringify(file));
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  throw new Error("was accepted");
}

test("what a mapping leaves out has the stated meaning", () => {
  expect(parseMapping(JSON.stringify(WIDE))).toEqual({
    ...WIDE,
    shape: "wide",
    table: { headerRow: 1 },
    station: { columns: ["Mesa"], pad: [], join: "." },
    units: [],
    optional: [],
    numbers: {},
    illegible: [],
    notOnForm: [""],
  });
});

test("a blank cell is not on the form unless the mapping calls it illegible", () => {
  expect(parseMapping(JSON.stringify({ ...WIDE, illegible: [""] })).notOnForm).toEqual([]);
});

test("every wrong field is named at once", () => {
  const problems = problemsOf({
    ...WIDE,
    format: "cotejo-mapping/2",
    boxs: {},
    table: { delimiter: ":", headerRow: 0 },
    contest: { colum: "C" },
  });
  for (const field of ["format:", "boxs", "table.delimiter:", "table.headerRow:", "contest:"])
    expect(problems.some((problem) => problem.includes(field))).toBe(true);
});

test("a field of the other shape is unknown", () => {
  expect(problemsOf({ ...WIDE, votes: "Votos" }).join()).toContain("votes");
  expect(problemsOf({ ...LONG, votes: undefined }).join()).toContain("votes:");
});

const contradictions: readonly [string, unknown, string][] = [
  ["more widths than parts", { ...WIDE, station: { columns: ["Mesa"], pad: [2, 3] } }, "station.pad:"],
  ["a part twice", { ...WIDE, station: { columns: ["Mesa", "Mesa"] } }, "station.columns:"],
  [
    "parts joined by nothing without widths",
    { ...WIDE, station: { columns: ["Zona", "Mesa"], pad: [3], join: "" } },
    "station.join:",
  ],
  ["one column in two boxes", { ...WIDE, boxes: { ANA: "Ana", BEA: "Ana" } }, 'boxes: column "Ana"'],
  ["the station's column as a box", { ...WIDE, boxes: { ANA: "Mesa" } }, 'boxes: column "Mesa"'],
  ["boxes that may all be absent", { ...WIDE, optional: ["Válidos", "Ana"] }, "boxes: name at least one"],
  ["an optional station", { ...WIDE, optional: ["Mesa"] }, "optional: no row"],
  ["an optional column of no use", { ...WIDE, optional: ["Ane"] }, 'no column "Ane"'],
  ["one word with two meanings", { ...WIDE, illegible: ["-"], notOnForm: ["", "-"] }, 'illegible: "-"'],
  [
    "one mark with two meanings",
    { ...WIDE, numbers: { thousands: ".", fraction: "." } },
    "numbers.fraction:",
  ],
  ["votes in the selection's column", { ...LONG, votes: "Lista" }, 'votes: column "Lista"'],
  [
    "a total given twice",
    {
      ...LONG,
      selection: { column: "Lista", values: { B: "blankVotes" } },
      boxes: { blankVotes: "Blancos" },
    },
    "selection.values:",
  ],
  ["a name written in two ways", { ...WIDE, boxes: { "N\u0303": "a", "\u00d1": "b" } }, "stands twice"],
  ["a name that would vanish", '{"boxes": {"__proto__": "Ana"}}', '"__proto__"'],
  [
    "a control character between the parts",
    '{"station": {"columns": ["a", "b"], "join": "\\u0000"}}',
    "no control characters",
  ],
  [
    "half a character between the parts",
    '{"station": {"columns": ["a", "b"], "join": "\\ud800"}}',
    "no control characters",
  ],
  ["a name of marks alone", `{"boxes": {"a": "x${"\u0323\u0301".repeat(16)}"}}`, "more than 30 marks"],
  ["no JSON", "format: cotejo-mapping/1", "is not JSON"],
];
for (const [claim, file, problem] of contradictions)
  test(`a mapping with ${claim} is refused`, () => {
    expect(problemsOf(file).join("\n")).toContain(problem);
  });

test("every built-in format is a mapping under its name, and no other name is", () => {
  for (const name of BUILT_IN_MAPPINGS) expect(builtInMapping(name)?.format).toBe("cotejo-mapping/1");
  expect(BUILT_IN_MAPPINGS).toEqual(["ve-2024", "bo-2019", "hn-2025", "openelections"]);
  expect(builtInMapping("constructor")).toBeUndefined();
});
