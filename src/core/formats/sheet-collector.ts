import { GrowingInt32 } from "../growing-array.ts";
import type { BoxName, ContestId, StationId } from "../tally-sheet.ts";
import type { RefusedRow, SheetTable } from "./sheet-table.ts";
import type { RecordsRead } from "./table.ts";
import type { UnitPaths } from "./unit-paths.ts";

/** What a record says of its sheet besides the boxes. */
export interface SheetHead {
  readonly station: StationId;
  readonly unitPath: number;
  readonly evidence: string;
}

/** Sheets gathered from a table, one table per contest, and the sound records of it that gave none. */
export interface GatheredSheets {
  readonly sheets: readonly SheetTable[];
  readonly read: RecordsRead;
  readonly refused: readonly RefusedRow[];
}

/** Gathers the sheets of one contest column-wise, row by row. */
export class SheetCollector {
  readonly contest: ContestId;
  readonly boxNames: readonly BoxName[];
  readonly unitPaths: UnitPaths;
  readonly stations: StationId[] = [];
  readonly evidenceNames: string[] = [];
  readonly unitPathOfRow = new GrowingInt32();
  readonly rowNumbers = new GrowingInt32();
  readonly counts = new GrowingInt32();

  constructor(contest: { id: ContestId; boxNames: readonly BoxName[] }, unitPaths: UnitPaths) {
    this.contest = contest.id;
    this.boxNames = contest.boxNames;
    this.unitPaths = unitPaths;
  }

  /** Adds a sheet with these boxes, in the order of `boxNames`, and gives its row. */
  add(head: SheetHead, row: number, boxes: Int32Array): number {
    this.evidenceNames.push(head.evidence);
    this.unitPathOfRow.push(head.unitPath);
    this.rowNumbers.push(row);
    this.counts.pushAll(boxes);
    return this.stations.push(head.station) - 1;
  }

  /** The table of the sheets, without the rows left out. */
  finish(leftOut: ReadonlyMap<number, unknown> = new Map()): SheetTable {
    const isKept = (_: unknown, row: number) => !leftOut.has(row);
    const values = <Value>(all: readonly Value[]) => (leftOut.size === 0 ? all : all.filter(isKept));
    const numbers = (all: Int32Array) => (leftOut.size === 0 ? all.slice() : all.filter(isKept));
    const width = this.boxNames.length;
    const counts = this.counts.values();
    return {
      contest: this.contest,
      boxNames: this.boxNames,
      stations: values(this.stations),
      counts:
        leftOut.size === 0 ? counts.slice() : counts.filter((_, at) => !leftOut.has(Math.floor(at / width))),
      rowNumbers: numbers(this.rowNumbers.values()),
      unitPathOfRow: numbers(this.unitPathOfRow.values()),
      unitPaths: this.unitPaths.paths,
      evidenceNames: values(this.evidenceNames),
    };
  }
}
