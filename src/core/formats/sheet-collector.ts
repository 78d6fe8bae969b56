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
  /** Of the sheets so far; empty as long as none has one. */
  readonly evidenceNames: string[] = [];
  readonly unitPathOfRow: GrowingInt32;
  readonly rowNumbers: GrowingInt32;
  readonly counts: GrowingInt32;

  /** `room`: for so many sheets, where it is known how many there may be. */
  constructor(
    contest: { id: ContestId; boxNames: readonly BoxName[] },
    { unitPaths, room }: { readonly unitPaths: UnitPaths; readonly room: number },
  ) {
    this.contest = contest.id;
    this.boxNames = contest.boxNames;
    this.unitPaths = unitPaths;
    this.unitPathOfRow = new GrowingInt32(room);
    this.rowNumbers = new GrowingInt32(room);
    this.counts = new GrowingInt32(room * this.boxNames.length);
  }

  /** Adds a sheet with these boxes, in the order of `boxNames`, and gives its row. */
  add(head: SheetHead, row: number, boxes: Int32Array): number {
    if (head.evidence !== "" || this.evidenceNames.length > 0) {
      while (this.evidenceNames.length < this.stations.length) this.evidenceNames.push("");
      this.evidenceNames.push(head.evidence);
    }
    this.unitPathOfRow.push(head.unitPath);
    this.rowNumbers.push(row);
    this.counts.pushAll(boxes);
    return this.stations.push(head.station) - 1;
  }

  /** The table of the sheets, without the rows left out. */
  finish(leftOut: ReadonlyMap<number, unknown> = new Map()): SheetTable {
    const isKept = (_: unknown, row: number) => !leftOut.has(row);
    const values = <Value>(all: readonly Value[]) => (leftOut.size === 0 ? all : all.filter(isKept));
    const numbers = (all: GrowingInt32, width: number) =>
      leftOut.size === 0 ? all.taken() : all.values().filter((_, at) => !leftOut.has(Math.floor(at / width)));
    return {
      contest: this.contest,
      boxNames: this.boxNames,
      stations: values(this.stations),
      counts: numbers(this.counts, this.boxNames.length),
      rowNumbers: numbers(this.rowNumbers, 1),
      unitPathOfRow: numbers(this.unitPathOfRow, 1),
      unitPaths: this.unitPaths.paths,
      evidenceNames: values(this.evidenceNames),
    };
  }
}
