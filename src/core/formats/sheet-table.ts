import type { BoxName, ContestId, StationId } from "../tally-sheet.ts";

/** One reporting unit on the way from the country down to the polling place, as a table names it. */
export interface UnitStep {
  readonly code: string;
  readonly name: string;
}

/**
 * Many sheets of one contest as a table gave them, column-wise. Row i is the sheet of `stations[i]`; its counts are
 * `counts[i * boxNames.length + column]` in the encoding of tally-sheet.ts (a count, ILLEGIBLE or NOT_ON_FORM).
 */
export interface SheetTable {
  readonly contest: ContestId;
  readonly boxNames: readonly BoxName[];
  readonly stations: readonly StationId[];
  readonly counts: Int32Array;
  /** The line-independent number in the file of the sheet's (first) record, 1 being the first after the header. */
  readonly rowNumbers: Int32Array;
  /** Per row, an index into `unitPaths`, or -1 where the table does not place the station. */
  readonly unitPathOfRow: Int32Array;
  /** Distinct paths of reporting units, from the first level down; never including the station itself. */
  readonly unitPaths: readonly (readonly UnitStep[])[];
  /** Per row, the file name or address of the sheet's image as the table states it, "" where it states none; no row at all where none has one. */
  readonly evidenceNames: readonly string[];
}

/** A record that could not be used. It is reported, never dropped in silence. */
export interface RefusedRow {
  readonly row: number;
  readonly column?: string;
  readonly reason: string;
}

/** What the importer found the file to be, for the person who imports it. */
export interface TableDescription {
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
  readonly byteOrderMark: boolean;
  readonly delimiter: string;
  readonly lineEnding: "LF" | "CRLF" | "CR" | "mixed";
  readonly columns: readonly string[];
  readonly columnsIgnored: readonly string[];
  /** Boxes the mapping knows but this file has no column for (they are not on this form). */
  readonly boxesAbsent: readonly BoxName[];
  /** Records after the header: those used and those refused. A long table has several of them per sheet. */
  readonly records: number;
}

export interface ParsedTable {
  /** One per contest that has rows, in order of first appearance. */
  readonly sheets: readonly SheetTable[];
  readonly refused: readonly RefusedRow[];
  readonly found: TableDescription;
}
