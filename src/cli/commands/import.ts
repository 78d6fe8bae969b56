import { parseUtf8 } from "../../core/bytes.ts";
import { BUILT_IN_MAPPINGS, builtInMapping } from "../../core/formats/built-in.ts";
import { parseMapping } from "../../core/formats/mapping.ts";
import { InputError } from "../../core/input-error.ts";
import { tableOfExcel } from "../../adapters/readers/excel.ts";
import { importTable, type TableFile } from "../../pipeline/import-table.ts";
import { option, positional, requiredOption, wholeNumber, type Command } from "../command.ts";
import { readInputFile, withElection } from "../election-folder.ts";
import { nameInputs } from "../name-inputs.ts";
import { formatCount, formatSome } from "../text.ts";

export const importCommand: Command = {
  name: "import",
  summary: "Import a table of readings (CSV or Excel): one entry, however many rows",
  positionals: [
    { name: "DIR", about: "the election folder" },
    { name: "FILE", about: "the table; .gz is unpacked" },
  ],
  options: {
    format: {
      value: "NAME|MAPPING",
      about: `a built-in format (${BUILT_IN_MAPPINGS.join(", ")}) or a mapping file (docs/formats/mapping.md)`,
    },
    source: { value: "ID", about: "whose readings these are: a source of the election file" },
    supersedes: {
      value: "ENTRY",
      about: "the entry of an earlier table of this source that this one replaces; it stays in the log",
    },
  },
  notes: [
    "The table becomes public as it is, with the columns that are not used: take out what must stay private first.",
    "Of an Excel workbook only the one sheet is taken, as CSV.",
  ],
  examples: [
    "cotejo import venezuela tally-sheets.csv --format ve-2024 --source witnesses",
    "cotejo import valle observers.xlsx --format observers-mapping.json --source observers",
  ],
  async run(input, shell) {
    const path = positional(input, 1);
    const format = requiredOption(input, importCommand, "format");
    const source = requiredOption(input, importCommand, "source");
    const supersedes = option(input, "supersedes");
    const given = { table: path, mapping: builtInMapping(format) === undefined ? format : undefined };
    const file = await nameInputs(given, async () => tableFile(path, format));
    return withElection(positional(input, 0), shell, async (world) => {
      const imported = await nameInputs(given, async () =>
        importTable(world, {
          ...file,
          source,
          ...(supersedes === undefined ? {} : { supersedes: wholeNumber(supersedes, "--supersedes") }),
        }),
      );
      const { dataset, entry, receipts, wasHeld } = imported;
      const { found, rowsUsed, rowsRefused } = dataset;
      const refused = rowsRefused.map(
        (row) => `  row ${row.row}${row.column === undefined ? "" : `, ${row.column}`}: ${row.reason}`,
      );
      const text = [
        `${wasHeld ? "This very table was imported before" : "Imported"} as entry ${entry}: ${path}`,
        `Found: ${found.encoding}${found.byteOrderMark ? " with byte order mark" : ""}, ${found.lineEnding === "mixed" ? "mixed line ends" : found.lineEnding}, separated by "${found.delimiter}", ${found.columns.length} columns`,
        ...(found.columnsIgnored.length > 0
          ? [`Not used, but published with the table: ${found.columnsIgnored.join(", ")}`]
          : []),
        ...(found.boxesAbsent.length > 0 ? [`Not in this file: ${found.boxesAbsent.join(", ")}`] : []),
        `Rows: ${formatCount(found.records)}, used ${formatCount(rowsUsed)}, refused ${formatCount(rowsRefused.length)}; tally sheets: ${formatCount(dataset.sheets)}`,
        ...formatSome(refused, 20, "rows refused; --json lists them all"),
        ...receipts.map((receipt) => `Receipt: ${receipt}`),
      ];
      const { blob } = dataset;
      const json = {
        entry,
        source,
        format: dataset.format,
        blob,
        found,
        records: found.records,
        rowsUsed,
        sheets: dataset.sheets,
        rowsRefused,
        receipts,
        wasHeld,
      };
      return { json, text: text.join("\n") };
    });
  },
};

/**
 * The table's bytes, with the format it is to be read by. Of a workbook only the one sheet is taken: its other sheets,
 * hidden ones too, and what it says of its author are nobody's business.
 */
async function tableFile(path: string, format: string): Promise<Pick<TableFile, "table" | "format">> {
  const bytes = readInputFile(path);
  const mapping = builtInMapping(format) === undefined ? mappingFile(format) : undefined;
  const parsed = mapping === undefined ? undefined : parseMapping(parseUtf8(mapping, format));
  if (!isExcel(bytes)) return { table: bytes, format: mapping ?? format };
  const { csv } = await tableOfExcel(bytes, parsed?.table?.sheet);
  return { table: csv, format: mapping ?? format };
}

/** A workbook is a ZIP archive: it begins with the letters PK. */
function isExcel(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

function mappingFile(format: string): Uint8Array {
  try {
    return readInputFile(format);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`--format ${format}`, [
      `is neither a built-in format (${BUILT_IN_MAPPINGS.join(", ")}) nor a mapping file that can be read`,
    ]);
  }
}
