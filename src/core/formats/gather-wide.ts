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
  const readerOf = (collector: SheetCollector): BoxReader => {
    const known = readers.get(collector);
    if (known !== undefined) return known;
    const reader = new BoxReader(reading, collector);
    readers.set(collector, reader);
    return reader;
  };
  const read = eachRecord(table, (record, row) => {
    const head = heads.read(record);
    if ("reason" in head) {
      refused.push({ row, ...head });
      return;
    }
    const boxes = readerOf(head.collector).read(record);
    if ("reason" in boxes) refused.push({ row, ...boxes });
    else head.collector.add(head, row, boxes);
  });
  const sheets = [...heads.collectors.values()].map((collector) => collector.finish());
  return { sheets, read, refused };
}
