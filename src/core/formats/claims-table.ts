import type { Claim, ClaimedNumber, Subtotals } from "../statistics/conflicting-counts.ts";
import { readRows, type Row } from "./read-rows.ts";
import { quoted } from "./table.ts";

const REQUIRED = ["incident", "source", "measure", "definition", "asOf", "value"] as const;
const OPTIONAL = ["bound", "high", "confirmedByName", "note"] as const;
const BOUNDS = ["exact", "at-least", "at-most", "about", "between"] as const;

/**
 * The claims of a CSV file (docs/formats/claims.md), one a row. Columns named `part:DIVISION:PART` and `subset:PART`
 * hold the numbers that a source gives within its own. Throws InputError naming every row and column that is wrong.
 */
export function parseClaims(bytes: Uint8Array, what: string): readonly Claim[] {
  return readRows(bytes, what, (columns) => {
    const named = new Set<string>([...REQUIRED, ...OPTIONAL]);
    const divisions = divisionsOf(columns);
    const problems = [
      ...REQUIRED.filter((name) => !columns.includes(name)).map((name) => `has no column ${quoted(name)}`),
      ...columns
        .filter((name, at) => columns.indexOf(name) !== at)
        .map((name) => `column ${quoted(name)} stands twice`),
      ...columns
        .filter((name) => !named.has(name) && !/^(part:[^:]+:[^:]+|subset:[^:]+)$/.test(name))
        .map(
          (name) =>
            `column ${quoted(name)} is none of ${[...named].join(", ")}, part:DIVISION:PART, subset:PART`,
        ),
    ];
    return { problems, read: (row) => readClaim(row, columns, divisions) };
  });
}

function readClaim(
  row: Row,
  columns: readonly string[],
  divisions: ReadonlyMap<string, readonly string[]>,
): Claim | undefined {
  const [incident, source, measure, definition] = [
    row.required("incident"),
    row.required("source"),
    row.required("measure"),
    row.required("definition"),
  ];
  const asOf = row.required("asOf");
  if (asOf !== "" && !isDate(asOf)) row.refuse(`${quoted(asOf)} is not a date such as 2024-08-06`, "asOf");
  const number = readNumber(row);
  const confirmed = row.text("confirmedByName");
  if (!["", "yes", "no"].includes(confirmed))
    row.refuse(`${quoted(confirmed)} is neither "yes" nor "no"`, "confirmedByName");
  if (confirmed === "yes" && number?.bound === "at-most")
    row.refuse("a number that is at most so many confirms none", "confirmedByName");
  const subtotals = readSubtotals(row, divisions);
  const subsets = readSubsets(row, columns);
  if (number === undefined) return undefined;
  return {
    incident,
    source,
    measure,
    definition,
    asOf,
    number,
    confirmedByName: confirmed === "yes",
    subtotals,
    subsets,
  };
}

function readNumber(row: Row): ClaimedNumber | undefined {
  row.required("value");
  const value = row.count("value");
  const high = row.count("high");
  const given = row.text("bound") === "" ? "exact" : row.text("bound");
  const bound = BOUNDS.find((name) => name === given);
  if (bound === undefined) {
    row.refuse(`${quoted(given)} is none of ${BOUNDS.join(", ")}`, "bound");
    return undefined;
  }
  if (bound !== "between") {
    if (row.text("high") !== "") row.refuse('goes only with the bound "between"', "high");
    return value === undefined ? undefined : { bound, value };
  }
  row.required("high");
  if (value === undefined || high === undefined) return undefined;
  if (high < value) row.refuse(`${high} is below ${value}, the lower end`, "high");
  return { bound, low: value, high };
}

/** A division that a row leaves empty is not one of its source; a part that it leaves empty is one not given. */
function readSubtotals(row: Row, divisions: ReadonlyMap<string, readonly string[]>): readonly Subtotals[] {
  return [...divisions].flatMap(([name, names]) => {
    const columnOf = (part: string) => `part:${name}:${part}`;
    if (names.every((part) => row.text(columnOf(part)) === "")) return [];
    const parts = Object.fromEntries(names.map((part) => [part, row.count(columnOf(part))]));
    return { name, parts };
  });
}

function readSubsets(row: Row, columns: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    columns.flatMap((column) => {
      const count = column.startsWith("subset:") ? row.count(column) : undefined;
      return count === undefined ? [] : [[column.slice("subset:".length), count] as const];
    }),
  );
}

/** The parts of each division, in the order of the columns. */
function divisionsOf(columns: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const divisions = new Map<string, string[]>();
  for (const column of columns) {
    const [kind, name, part] = column.split(":");
    if (kind !== "part" || name === undefined || part === undefined) continue;
    divisions.set(name, [...(divisions.get(name) ?? []), part]);
  }
  return divisions;
}

function isDate(text: string): boolean {
  const [, year = "", month = "", day = ""] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === "") return false;
  const isLeap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Number(month) - 1];
  return days !== undefined && Number(day) >= 1 && Number(day) <= days;
}
