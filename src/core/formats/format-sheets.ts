import { utf8 } from "../bytes.ts";
import { InputError } from "../input-error.ts";
import { NOT_ON_FORM, decodeBox, type BoxName } from "../tally-sheet.ts";
import { boxTextOf } from "./box-text.ts";
import { columnsNamed, namesOf, type LongMapping, type Mapping } from "./mapping.ts";
import type { SheetTable } from "./sheet-table.ts";
import { formatStation } from "./station-text.ts";
import { formatRecord, quoted } from "./table.ts";

/**
 * A CSV that `parseSheets` reads back, with the same mapping, as the same table; only its row numbers count anew. Throws
 * InputError where the mapping has no way to write the table, rather than write something else.
 *
 * Cells are written as they are, so one that begins with `=` is a formula to a spreadsheet program: this is for
 * programs, and tables for people are written elsewhere.
 */
export function formatSheets(sheets: SheetTable, { mapping }: { mapping: Mapping }): Uint8Array {
  const columns = columnsNamed(mapping);
  const delimiter = mapping.table.delimiter ?? ",";
  const writer = new SheetWriter(sheets, mapping);
  const lines = [formatRecord(columns, delimiter)];
  const seen = new Set<string>();
  for (const [row, station] of sheets.stations.entries()) {
    if (mapping.shape === "long" && seen.has(station))
      throw unwritable(`polling station ${quoted(station)} stands twice, and a long table adds up its rows`);
    seen.add(station);
    const records = mapping.shape === "long" ? writer.longRecords(row, mapping) : [writer.record(row)];
    for (const record of records)
      lines.push(
        formatRecord(
          columns.map((column) => record.text(column)),
          delimiter,
        ),
      );
  }
  const encoding = mapping.table.encoding ?? "utf-8";
  // A byte order mark says UTF-8 where the mapping says otherwise.
  return utf8(
    (encoding === "utf-8" ? "" : "\uFEFF") + "\n".repeat(mapping.table.headerRow - 1) + lines.join(""),
  );
}

class SheetWriter {
  readonly #sheets: SheetTable;
  readonly #mapping: Mapping;
  readonly #boxText: ReturnType<typeof boxTextOf>;
  readonly #contest: string;

  constructor(sheets: SheetTable, mapping: Mapping) {
    this.#sheets = sheets;
    this.#mapping = mapping;
    this.#boxText = boxTextOf(mapping);
    this.#contest = contestText(sheets, mapping);
  }

  /** The record of a row, with all but what a long table spreads over several records. */
  record(row: number): CellTexts {
    const { stations, evidenceNames, boxNames } = this.#sheets;
    const mapping = this.#mapping;
    const cells = new CellTexts(`row ${row + 1}`);
    if (typeof mapping.contest === "object") cells.put(mapping.contest.column, this.#contest);
    const station = stations[row] ?? "";
    const parts = formatStation(station, mapping.station);
    if (parts === undefined) throw unwritable(`${quoted(station)} is no polling station of this mapping`);
    for (const [part, column] of mapping.station.columns.entries())
      cells.put(column, parts[part] ?? "", mapping.station.pad[part]);
    this.#putUnits(row, cells);
    const evidence = evidenceNames[row] ?? "";
    if (mapping.evidence !== undefined) cells.put(mapping.evidence, evidence);
    else if (evidence !== "") throw unwritable(`no column takes the evidence ${quoted(evidence)}`);
    for (const [box, column] of Object.entries(mapping.boxes))
      cells.put(
        column,
        boxNames.includes(box) ? this.#box(row, box) : (this.#boxText.format(NOT_ON_FORM) ?? "0"),
      );
    if (mapping.shape === "wide")
      for (const box of boxNames)
        if (!Object.hasOwn(mapping.boxes, box) && this.#value(row, box) !== NOT_ON_FORM)
          throw unwritable(`no column takes the box ${quoted(box)}`);
    return cells;
  }

  /** A record for every box that has no column of its own; the totals among them only where the form has them. */
  longRecords(row: number, mapping: LongMapping): CellTexts[] {
    const { boxNames } = this.#sheets;
    const spread = boxNames.filter((box) => !Object.hasOwn(mapping.boxes, box));
    if (spread.length === 0) throw unwritable("every box has a column of its own: its shape is wide");
    const said = spread.filter((box) => this.#value(row, box) !== NOT_ON_FORM);
    return (said.length > 0 ? said : spread.slice(-1)).map((box) => {
      const cells = this.record(row);
      cells.put(mapping.selection.column, textOf(box, mapping.selection.values));
      cells.put(mapping.votes, this.#box(row, box));
      return cells;
    });
  }

  #putUnits(row: number, cells: CellTexts): void {
    const { units } = this.#mapping;
    const index = this.#sheets.unitPathOfRow[row] ?? -1;
    const path = this.#sheets.unitPaths[index] ?? units.map(() => ({ code: "", name: "" }));
    if (path.length !== units.length)
      throw unwritable(`row ${row + 1} names ${path.length} units, the mapping ${units.length}`);
    for (const [level, { code, name, pad }] of units.entries()) {
      const step = path[level] ?? { code: "", name: "" };
      const isPlaced = index >= 0;
      if (code === undefined && step.name !== step.code)
        throw unwritable(
          `unit ${quoted(step.code)} is named ${quoted(step.name)}, and has one column for both`,
        );
      if (isPlaced && step.code === "") throw unwritable(`row ${row + 1} names a unit without a code`);
      cells.put(code ?? name, step.code, isPlaced ? pad : 0);
      if (code !== undefined) cells.put(name, step.name);
    }
  }

  #value(row: number, box: BoxName): number {
    const { counts, boxNames } = this.#sheets;
    return counts[row * boxNames.length + boxNames.indexOf(box)] ?? NOT_ON_FORM;
  }

  #box(row: number, box: BoxName): string {
    const value = this.#value(row, box);
    const text = this.#boxText.format(value);
    if (text === undefined) throw unwritable(`no text says that ${quoted(box)} is ${decodeBox(value)}`);
    return text;
  }
}

/** The cells of one record. A column that several fields are read from gets a text that gives each its own. */
class CellTexts {
  readonly #where: string;
  readonly #wanted = new Map<string, { readonly text: string; readonly width: number }[]>();

  constructor(where: string) {
    this.#where = where;
  }

  put(column: string, text: string, width = 0): void {
    if (text.normalize("NFC").trim() !== text || text.includes("\0") || !text.isWellFormed())
      throw unwritable(`${this.#where}: ${quoted(text)} would not be read back as it is`);
    const wanted = this.#wanted.get(column);
    if (wanted === undefined) this.#wanted.set(column, [{ text, width }]);
    else wanted.push({ text, width });
  }

  text(column: string): string {
    const wanted = this.#wanted.get(column) ?? [];
    const fitting = wanted.find((candidate) =>
      wanted.every(({ text, width }) => candidate.text.padStart(width, "0") === text),
    );
    if (fitting !== undefined) return fitting.text;
    throw unwritable(
      `${this.#where}: column ${quoted(column)} cannot say ${wanted.map(({ text }) => quoted(text)).join(" and ")}`,
    );
  }
}

function contestText(sheets: SheetTable, { contest }: Mapping): string {
  if (typeof contest === "object") return textOf(sheets.contest, contest.values);
  if (contest === undefined || contest === sheets.contest) return "";
  throw unwritable(`it is of contest ${quoted(sheets.contest)}, the mapping of ${quoted(contest)}`);
}

/** A text that `values` reads as this name. */
function textOf(name: string, values: Readonly<Record<string, string>>): string {
  const nameOf = namesOf(values);
  const text = [name, ...Object.keys(values)].find((each) => nameOf(each) === name);
  if (text === undefined) throw unwritable(`no text stands for ${quoted(name)}`);
  return text;
}

function unwritable(reason: string): InputError {
  return new InputError("mapping", [`cannot write this table: ${reason}`]);
}
