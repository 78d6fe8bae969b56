import { GrowingInt32 } from "../growing-array.ts";
import { NOT_ON_FORM, type BoxName, type StationId } from "../tally-sheet.ts";
import { BoxReader } from "./box-reader.ts";
import { HeadReader, type ReadHead, type TableReading } from "./head-reader.ts";
import { namesOf, type LongMapping } from "./mapping.ts";
import type { TableRecord } from "./record-scanner.ts";
import type { Refusal } from "./refusal.ts";
import type { GatheredSheets, SheetCollector } from "./sheet-collector.ts";
import type { RefusedRow } from "./sheet-table.ts";
import { eachRecord, quoted, type Table } from "./table.ts";

/** A box no record has spoken of yet. It never leaves this file. */
const UNSEEN = -3;

/**
 * The sheets of a table that has a record per sheet and selection. A sheet is used whole or not at all: where one of
 * its records is refused, repeats a selection or contradicts another, all of them are refused.
 */
export function gatherLong(table: Table, reading: TableReading, mapping: LongMapping): GatheredSheets {
  const heads = new HeadReader(reading);
  const parts = new Map<SheetCollector, SheetParts>();
  const gathered: SheetParts[] = [];
  const refused: RefusedRow[] = [];
  const records = { rows: new GrowingInt32(), parts: new GrowingInt32(), sheets: new GrowingInt32() };
  const read = eachRecord(table, (record, row) => {
    const head = heads.read(record);
    if ("reason" in head) {
      refused.push({ row, ...head });
      return;
    }
    const part =
      parts.get(head.collector) ?? new SheetParts({ reading, mapping }, head.collector, gathered.length);
    if (part.index === gathered.length) gathered.push(part);
    parts.set(head.collector, part);
    const sheet = part.sheetOf(head, row);
    const refusal = part.put(record, sheet, head);
    if (refusal === undefined) {
      records.rows.push(row);
      records.parts.push(part.index);
      records.sheets.push(sheet);
    } else {
      refused.push({ row, ...refusal });
      part.spoil(sheet, `record ${row} is refused`);
    }
  });
  for (let at = 0; at < records.rows.length; at += 1) {
    const reason = gathered[records.parts.at(at)]?.reasonAgainst(records.sheets.at(at));
    if (reason !== undefined) refused.push({ row: records.rows.at(at), reason });
  }
  return { sheets: gathered.map((part) => part.finish()), read, refused };
}

/** The sheets of one contest while their records come in. */
class SheetParts {
  readonly index: number;
  readonly #mapping: LongMapping;
  readonly #reading: TableReading;
  readonly #collector: SheetCollector;
  readonly #boxes: BoxReader;
  readonly #boxOf: (text: string) => BoxName;
  readonly #sheets = new Map<StationId, number>();
  readonly #spoiled = new Map<number, string>();
  readonly #unseen: Int32Array;

  constructor(
    given: { reading: TableReading; mapping: LongMapping },
    collector: SheetCollector,
    index: number,
  ) {
    this.index = index;
    this.#mapping = given.mapping;
    this.#reading = given.reading;
    this.#collector = collector;
    this.#boxes = new BoxReader(given.reading, collector);
    this.#boxOf = namesOf(given.mapping.selection.values);
    this.#unseen = new Int32Array(collector.boxNames.length).fill(UNSEEN);
  }

  /** The sheet of the record's station, begun where this is its first record. */
  sheetOf(head: ReadHead, row: number): number {
    const known = this.#sheets.get(head.station);
    if (known !== undefined) return known;
    const sheet = this.#collector.add(head, row, this.#unseen);
    this.#sheets.set(head.station, sheet);
    return sheet;
  }

  /** Puts one record's boxes into the sheet; gives why the record cannot be used, where it cannot. */
  put(record: TableRecord, sheet: number, head: ReadHead): Refusal | undefined {
    const { unitPathOfRow, evidenceNames } = this.#collector;
    if (unitPathOfRow.at(sheet) !== head.unitPath)
      this.spoil(sheet, "its records place it in different units");
    if ((evidenceNames[sheet] ?? "") !== head.evidence)
      this.spoil(sheet, "its records name different evidence");
    const totals = this.#boxes.read(record);
    if ("reason" in totals) return totals;
    for (const offset of this.#boxes.offsets)
      if (offset >= 0) this.#putTotal(sheet, offset, totals[offset] ?? NOT_ON_FORM);
    const { selection, votes } = this.#reading.columns;
    const text = record.text(selection).trim();
    const box = this.#boxOf(text);
    const offset = this.#collector.boxNames.indexOf(box);
    if (offset < 0)
      return {
        column: this.#mapping.selection.column,
        reason: `${quoted(text)} is no selection of contest ${quoted(this.#collector.contest)}`,
      };
    const value = this.#boxes.readOne(record, votes);
    if (typeof value !== "number") return value;
    const at = sheet * this.#collector.boxNames.length + offset;
    if (this.#collector.counts.at(at) === UNSEEN) this.#collector.counts.set(at, value);
    else this.spoil(sheet, `${quoted(box)} stands in more than one of its records`);
    return undefined;
  }

  /** A total that some records leave blank is what the others say; two different ones contradict each other. */
  #putTotal(sheet: number, offset: number, value: number): void {
    const at = sheet * this.#collector.boxNames.length + offset;
    const before = this.#collector.counts.at(at);
    if (before === UNSEEN || before === NOT_ON_FORM) this.#collector.counts.set(at, value);
    else if (value !== NOT_ON_FORM && value !== before)
      this.spoil(sheet, `its records disagree on ${quoted(this.#collector.boxNames[offset] ?? "")}`);
  }

  spoil(sheet: number, reason: string): void {
    if (!this.#spoiled.has(sheet)) this.#spoiled.set(sheet, reason);
  }

  reasonAgainst(sheet: number): string | undefined {
    const reason = this.#spoiled.get(sheet);
    if (reason === undefined) return undefined;
    const station = this.#collector.stations[sheet] ?? "";
    return `polling station ${quoted(station)}: ${reason}, and its sheet is used whole or not at all`;
  }

  finish(): ReturnType<SheetCollector["finish"]> {
    const { counts } = this.#collector;
    for (const [at, value] of counts.values().entries()) if (value === UNSEEN) counts.set(at, NOT_ON_FORM);
    return this.#collector.finish(this.#spoiled);
  }
}
