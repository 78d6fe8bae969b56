import readWorkbook from "read-excel-file/node";

import { utf8 } from "../../core/bytes.ts";
import { InputError } from "../../core/input-error.ts";
import { formatRecord } from "../../core/formats/table.ts";
import { requireBoundedSheet } from "./sheet-size.ts";
import { storeZip, unpackZip } from "./zip.ts";

const BYTES_MAXIMUM = 100_000_000;
/** A small workbook can claim to unpack to any size. */
const UNPACKED = { bytes: 400_000_000, files: 10_000 };

export interface ExcelTable {
  /** UTF-8, commas, LF: what the importer of tables reads, and what is kept beside the workbook it came from. */
  readonly csv: Uint8Array;
  readonly sheet: string;
  readonly sheets: readonly string[];
}

/**
 * One sheet of an .xlsx workbook as a CSV: the one named, else the first. Each of its rows is one line, empty ones too,
 * so that the rows keep their numbers; a line break inside a cell becomes a space. Texts stay as they are, numbers are
 * the shortest decimal that means the same number, dates `YYYY-MM-DD` (with `THH:MM:SS` where there is a time), truth
 * values TRUE and FALSE, and a formula is the value it had when the workbook was saved. One saved without a value, as some
 * programs do, is an empty cell: a mapping whose `notOnForm` leaves "" out refuses the rows where that matters.
 *
 * Throws InputError where the file is no workbook that can be read, is over 100 MB or 400 MB unpacked, spans more than 20
 * million cells, or has no such sheet. docs/limits.md.
 */
export async function tableOfExcel(bytes: Uint8Array, sheetName?: string): Promise<ExcelTable> {
  if (bytes.length > BYTES_MAXIMUM)
    throw new InputError("workbook", [
      `is ${Math.ceil(bytes.length / 1_000_000)} MB, over the limit of ${BYTES_MAXIMUM / 1_000_000}: save the sheet as CSV and import that`,
    ]);
  const workbook = await sheetsOf(bytes);
  const sheets = workbook.map(({ sheet }) => sheet);
  const chosen = sheetName === undefined ? workbook[0] : workbook.find(({ sheet }) => sheet === sheetName);
  if (chosen === undefined)
    throw new InputError("workbook", [
      `has no sheet ${JSON.stringify(sheetName ?? "")}; its sheets are ${sheets.map((sheet) => JSON.stringify(sheet)).join(", ")}`,
    ]);
  const lines = chosen.data.map((row) => formatRecord(row.map(cellText), ","));
  return { csv: utf8(lines.join("")), sheet: chosen.sheet, sheets };
}

async function sheetsOf(
  bytes: Uint8Array,
): Promise<readonly { readonly sheet: string; readonly data: readonly (readonly unknown[])[] }[]> {
  const cannotBeRead = (reason: string) =>
    new InputError("workbook", [
      `cannot be read as .xlsx (${reason}): open it in a spreadsheet program and save it as .xlsx or as CSV`,
    ]);
  const unpacked = <Files>(unpack: () => Files) => {
    try {
      return unpack();
    } catch (error) {
      throw error instanceof InputError ? cannotBeRead(error.problems.join()) : error;
    }
  };
  const wants = (name: string) => name.endsWith(".xml") || name.endsWith(".xml.rels");
  const files = unpacked(() => unpackZip(bytes, { what: "workbook", limits: UNPACKED, wants }));
  if (!files.has("xl/workbook.xml")) throw cannotBeRead("it has no xl/workbook.xml");
  for (const [name, xml] of files) requireBoundedSheet(xml, name);
  // The reader is given what was checked, not the archive, which it would unpack without a limit.
  const checked = storeZip(files);
  try {
    return await readWorkbook(Buffer.from(checked.buffer, checked.byteOffset, checked.byteLength), {
      trim: false,
    });
  } catch (error) {
    throw cannotBeRead(error instanceof Error ? error.message : String(error));
  }
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  if (cell instanceof Date) return dateText(cell);
  return String(cell).replaceAll(/\r\n|\r|\n/g, " ");
}

/** A workbook's dates have no time zone; the reader gives them as if they were UTC. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return "";
  const text = new Date(Math.round(date.getTime() / 1_000) * 1_000).toISOString().slice(0, 19);
  return text.endsWith("T00:00:00") ? text.slice(0, 10) : text;
}
