import { InputError } from "../input-error.ts";
import type { BoxName } from "../tally-sheet.ts";
import { columnsNamed, type Mapping } from "./mapping.ts";
import { quoted, type Table } from "./table.ts";

/** Where a table has the columns a mapping names: indexes into a record's fields, -1 for what is not there. */
export interface BoundColumns {
  readonly contest: number;
  readonly station: readonly number[];
  /** Empty where the table does not place its stations. */
  readonly units: readonly { readonly code: number; readonly name: number; readonly pad: number }[];
  readonly boxes: readonly { readonly name: BoxName; readonly column: number }[];
  readonly selection: number;
  readonly votes: number;
  readonly evidence: number;
  readonly boxesAbsent: readonly BoxName[];
  readonly columnsIgnored: readonly string[];
}

/**
 * Finds the mapping's columns by their names. Throws InputError where one that is not optional is missing or where one
 * stands twice, so that no number can come from a column nobody meant.
 */
export function bindColumns(
  mapping: Mapping,
  { columns, delimiter }: Pick<Table, "columns" | "delimiter">,
): BoundColumns {
  const named = columnsNamed(mapping);
  const problems = [...missing(mapping, { columns, delimiter }), ...repeated(named, columns)];
  if (problems.length > 0) throw new InputError("table", problems);
  const indexOf = (column: string | undefined) => (column === undefined ? -1 : columns.indexOf(column));
  const boxes = Object.entries(mapping.boxes).map(([name, column]) => ({ name, column: indexOf(column) }));
  const units = mapping.units.map(({ code, name, pad }) => {
    return { code: indexOf(code ?? name), name: indexOf(name), pad };
  });
  const long = mapping.shape === "long" ? mapping : undefined;
  return {
    contest: typeof mapping.contest === "object" ? indexOf(mapping.contest.column) : -1,
    station: mapping.station.columns.map(indexOf),
    units: units.every((unit) => unit.code >= 0) ? units : [],
    boxes: boxes.filter((box) => box.column >= 0),
    selection: indexOf(long?.selection.column),
    votes: indexOf(long?.votes),
    evidence: indexOf(mapping.evidence),
    boxesAbsent: boxes.filter((box) => box.column < 0).map((box) => box.name),
    columnsIgnored: columns.filter((column) => !named.includes(column)),
  };
}

function missing(mapping: Mapping, { columns, delimiter }: Pick<Table, "columns" | "delimiter">): string[] {
  const absent = columnsNamed(mapping).filter(
    (column) => !columns.includes(column) && !mapping.optional.includes(column),
  );
  if (absent.length === 0) return [];
  return [
    `has no column ${absent.map(quoted).join(", ")}`,
    `its columns are ${columns.map(quoted).join(", ")}`,
    `if they bear other names, give a mapping with these names; if they are no column names, set table.headerRow or table.delimiter (${quoted(delimiter)} was used) in the mapping; a column that files may lack belongs in its "optional"`,
  ];
}

function repeated(named: readonly string[], columns: readonly string[]): string[] {
  return named
    .filter((column) => columns.indexOf(column) !== columns.lastIndexOf(column))
    .map(
      (column) =>
        `column ${quoted(column)} stands twice (${columns.indexOf(column) + 1} and ${columns.lastIndexOf(column) + 1}): rename the one that is not meant`,
    );
}
