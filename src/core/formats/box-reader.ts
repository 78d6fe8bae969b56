import { NOT_ON_FORM } from "../tally-sheet.ts";
import { boxTextOf, NO_BOX, NOT_A_COUNT, type BoxText } from "./box-text.ts";
import type { TableReading } from "./head-reader.ts";
import type { Refusal } from "./refusal.ts";
import type { SheetCollector } from "./sheet-collector.ts";
import type { TableRecord } from "./record-scanner.ts";
import { quoted } from "./table.ts";

/** Reads the boxes that have a column of their own, from the records of one contest. */
export class BoxReader {
  /** For each mapped box the table has, its place among the contest's boxes; -1 where it is another contest's. */
  readonly offsets: readonly number[];
  readonly #reading: TableReading;
  readonly #collector: SheetCollector;
  readonly #boxText: BoxText;
  readonly #boxes: Int32Array;

  constructor(reading: TableReading, collector: SheetCollector) {
    this.offsets = reading.columns.boxes.map((box) => collector.boxNames.indexOf(box.name));
    this.#reading = reading;
    this.#collector = collector;
    this.#boxText = boxTextOf(reading.mapping);
    this.#boxes = new Int32Array(collector.boxNames.length).fill(NOT_ON_FORM);
  }

  /** All the contest's boxes as this record has them, valid until the next call; or why one cannot be used. */
  read(record: TableRecord): Int32Array | Refusal {
    const { boxes } = this.#reading.columns;
    for (let at = 0; at < boxes.length; at += 1) {
      const column = boxes[at]?.column ?? -1;
      const value = this.readOne(record, column);
      if (typeof value !== "number") return value;
      const offset = this.offsets[at] ?? -1;
      if (offset >= 0) this.#boxes[offset] = value;
      else if (value !== 0 && value !== NOT_ON_FORM)
        return this.#refusal(
          column,
          `has ${quoted(record.text(column))} for ${quoted(boxes[at]?.name ?? "")}, which contest ${quoted(this.#collector.contest)} does not have`,
        );
    }
    return this.#boxes;
  }

  /** What the box in one column says; or why it cannot be used. */
  readOne(record: TableRecord, column: number): number | Refusal {
    const value = record.read(column, this.#boxText.parse);
    if (value !== NO_BOX) return value;
    return this.#refusal(column, `${quoted(record.text(column).trim())} ${NOT_A_COUNT}`);
  }

  #refusal(column: number, reason: string): Refusal {
    return { column: this.#reading.columnNames[column] ?? "", reason };
  }
}
