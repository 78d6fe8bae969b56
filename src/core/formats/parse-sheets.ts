import type { Contest } from "../election.ts";
import { bindColumns } from "./bound-columns.ts";
import type { Form } from "./form.ts";
import { gatherLong } from "./gather-long.ts";
import { gatherWide } from "./gather-wide.ts";
import { requireBoxes, type TableReading } from "./head-reader.ts";
import type { Mapping } from "./mapping.ts";
import type { ParsedTable } from "./sheet-table.ts";
import { countLines, decodeText, parseTable } from "./table.ts";

/**
 * The tally sheets of a table of text, read as the mapping says. Every record is either used or refused with a reason;
 * nothing is repaired, and a polling station that stands twice stays twice. The boxes that the form has besides stand
 * after all others. Throws InputError where the file is no such
 * table, or the mapping does not fit it or the election.
 */
export function parseSheets(
  bytes: Uint8Array,
  { mapping, contests, form }: { mapping: Mapping; contests: readonly Contest[]; form?: Form },
): ParsedTable {
  const formBoxes = form?.boxes ?? [];
  requireBoxes(mapping, { contests, formBoxes });
  const { text, encoding, byteOrderMark } = decodeText(bytes, mapping.table.encoding);
  const table = parseTable(text, mapping.table);
  const columns = bindColumns(mapping, table);
  const sheetsAtMost = mapping.shape === "long" ? 0 : countLines(table.text);
  const given = { mapping, columns, columnNames: table.columns };
  const reading: TableReading = { ...given, contests, formBoxes, sheetsAtMost };
  const { sheets, read, refused } =
    mapping.shape === "long" ? gatherLong(table, reading, mapping) : gatherWide(table, reading);
  return {
    sheets: sheets.filter(({ stations }) => stations.length > 0),
    refused: [...read.refused, ...refused].sort((first, second) => first.row - second.row),
    found: {
      encoding,
      byteOrderMark,
      delimiter: table.delimiter,
      lineEnding: read.lineEnding,
      columns: table.columns,
      columnsIgnored: columns.columnsIgnored,
      boxesAbsent: columns.boxesAbsent,
      records: read.records,
    },
  };
}
