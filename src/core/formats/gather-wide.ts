import { BoxReader } from "./box-reader.ts";
import { HeadReader, type TableReading } from "./head-reader.ts";
import type { GatheredSheets, SheetCollector } from "./sheet-collector.ts";
import type { RefusedRow } from "./sheet-table.ts";
import { eachRecord, type Table } from "./table.ts";

/** The sheets of a table that has a record per sheet. */
export function gatherWide(table: Table, reading: TableReading): GatheredSheets {
  const refused: RefusedRow[] = [];
  const heads = new HeadReader(reading);
  const readers = new Map<SheetCollector, BoxReader>();
  eachRecord(table, (fields, row) => {
    const head = heads.read(fields);
    if ("reason" in head) {
      refused.push({ row, ...head });
      return;
    }
    const { collector } = head;
    const reader = readers.get(collector) ?? new BoxReader(reading, collector);
    readers.set(collector, reader);
    const boxes = reader.read(fields);
    if ("reason" in boxes) refused.push({ row, ...boxes });
    else collector.add(head, row, boxes);
  });
  return { sheets: [...heads.collectors.values()].map((collector) => collector.finish()), refused };
}
