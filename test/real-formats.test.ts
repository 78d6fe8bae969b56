import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";

import type { Contest } from "../src/core/election.ts";
import { BO_2019 } from "../src/core/formats/bo-2019.ts";
import { formatSheets } from "../src/core/formats/format-sheets.ts";
import { parseSheets } from "../src/core/formats/parse-sheets.ts";
import { formatQr, parseQr } from "../src/core/formats/qr-format.ts";
import type { SheetTable } from "../src/core/formats/sheet-table.ts";
import { decodeText, eachRecord, parseTable } from "../src/core/formats/table.ts";
import { VE_2024 } from "../src/core/formats/ve-2024.ts";

const folder = process.env["COTEJO_DATA"] ?? "../shared/data";
const absent = !existsSync(join(folder, "venezuela2024"));
if (absent) console.log(`Skipped: no real data in ${folder}; COTEJO_DATA may name another folder.`);

const contestOf = (...ids: string[]): Contest => ({
  id: "president",
  title: "President",
  selections: ids.map((id) => ({ id, name: id })),
});
const VENEZUELA = contestOf("NM", "LM", "JABE", "JOBR", "AE", "CF", "DC", "EG", "EM", "BERA");
const BOLIVIA = contestOf("CC", "FPV", "MTS", "UCS", "MAS - IPSP", "21F", "PDC", "MNR", "PAN-BOL");

const read = (path: string) => new Uint8Array(readFileSync(join(folder, path)));
const unzipped = (path: string) => new Uint8Array(gunzipSync(read(path)));

function only(tables: readonly SheetTable[]): SheetTable {
  const [sheets, ...others] = tables;
  if (sheets === undefined || others.length > 0) throw new Error(`${tables.length} tables`);
  return sheets;
}

/** The sum of every box that any sheet has. */
function sumsOf(sheets: SheetTable): Record<string, number> {
  const width = sheets.boxNames.length;
  return Object.fromEntries(
    sheets.boxNames.flatMap((name, box) => {
      const counts = sheets.stations
        .map((_, row) => sheets.counts[row * width + box] ?? Number.NaN)
        .filter((count) => count >= 0);
      return counts.length === 0 ? [] : [[name, counts.reduce((sum, count) => sum + count, 0)]];
    }),
  );
}

const VENEZUELA_VOTES = {
  validVotes: 10_659_128,
  nullVotes: 1_139,
  EG: 7_156_462,
  NM: 3_241_461,
  LM: 84_446,
  JABE: 19_966,
  JOBR: 21_583,
  AE: 49_603,
  CF: 12_321,
  DC: 10_308,
  EM: 25_570,
  BERA: 37_408,
};

test.skipIf(absent)("the first Venezuelan release gives 24,532 sheets with the known totals", () => {
  const parsed = parseSheets(unzipped("venezuela2024/tally-sheets.csv.gz"), {
    mapping: VE_2024,
    contests: [VENEZUELA],
  });
  expect(parsed.refused).toEqual([]);
  expect(parsed.found).toMatchObject({
    encoding: "utf-8",
    byteOrderMark: true,
    delimiter: ",",
    lineEnding: "CRLF",
    boxesAbsent: [],
    columnsIgnored: [],
    records: 24_532,
  });
  const sheets = only(parsed.sheets);
  expect(sumsOf(sheets)).toEqual({ ...VENEZUELA_VOTES, registeredVoters: 17_745_239 });
  expect(new Set(sheets.stations).size).toBe(24_532);
  expect(sheets.stations.every((station) => /^\d{9}\.\d{2}$/.test(station))).toBe(true);
  const placesAtEach = [1, 2, 3, 4].map(
    (level) =>
      new Set(
        sheets.unitPaths.map((path) =>
          path
            .slice(0, level)
            .map((step) => step.code)
            .join("/"),
        ),
      ).size,
  );
  expect([placesAtEach[0], placesAtEach[3]]).toEqual([24, 12_817]);
});

test.skipIf(absent)("the later Venezuelan release's form of the same table gives the same votes", () => {
  const first = unzipped("venezuela2024/tally-sheets.csv.gz");
  const lines: string[] = [];
  const { text } = decodeText(first);
  const table = parseTable(text);
  const registered = table.columns.indexOf("RE");
  lines.push(table.columns.filter((_, at) => at !== registered).join(","));
  eachRecord(table, (record) =>
    lines.push(
      record
        .texts()
        .filter((_, at) => at !== registered)
        .join(","),
    ),
  );
  const later = new Uint8Array(Buffer.from(`${lines.join("\n")}\n`, "latin1"));
  const options = { mapping: VE_2024, contests: [VENEZUELA] };
  const parsed = parseSheets(later, options);
  expect(parsed.refused).toEqual([]);
  expect(parsed.found).toMatchObject({
    encoding: "windows-1252",
    byteOrderMark: false,
    lineEnding: "LF",
    boxesAbsent: ["registeredVoters"],
  });
  expect(parsed.found.columns).toHaveLength(21);
  const sheets = only(parsed.sheets);
  expect(sumsOf(sheets)).toEqual(VENEZUELA_VOTES);
  const before = only(parseSheets(first, options).sheets);
  expect(sheets.stations).toEqual(before.stations);
  expect(sheets.unitPaths).toEqual(before.unitPaths);
});

test.skipIf(absent)("the final Bolivian count gives 34,555 sheets with the known totals", () => {
  const parsed = parseSheets(unzipped("bolivia2019/computo.csv.gz"), {
    mapping: BO_2019,
    contests: [BOLIVIA],
  });
  expect(parsed.refused).toEqual([]);
  expect(parsed.found.columnsIgnored).toEqual(["Distrito", "Zona", "lat", "lon"]);
  const sheets = only(parsed.sheets);
  expect(sheets.stations).toHaveLength(34_555);
  const sums = sumsOf(sheets);
  expect(sums).toMatchObject({
    "MAS - IPSP": 2_889_359,
    CC: 2_240_920,
    blankVotes: 93_507,
    nullVotes: 229_337,
    registeredVoters: 7_315_364,
  });
  const valid = BOLIVIA.selections.reduce((sum, selection) => sum + (sums[selection.id] ?? Number.NaN), 0);
  expect(valid).toBe(6_137_671);
});

for (const [snapshot, records] of [
  ["trep-2019-10-20T1940", 28_975],
  ["trep-2019-10-21T1829", 32_806],
] as const)
  test.skipIf(absent)(`the preliminary Bolivian count ${snapshot} is read with the same mapping`, () => {
    const parsed = parseSheets(unzipped(`bolivia2019/${snapshot}.csv.gz`), {
      mapping: BO_2019,
      contests: [BOLIVIA],
    });
    expect(parsed.refused).toEqual([]);
    expect(only(parsed.sheets).stations).toHaveLength(records);
  });

for (const [path, mapping, contest] of [
  ["venezuela2024/tally-sheets.csv.gz", VE_2024, VENEZUELA],
  ["bolivia2019/computo.csv.gz", BO_2019, BOLIVIA],
] as const)
  test.skipIf(absent)(`${path} formats to a table that parses to the same sheets`, () => {
    const sheets = only(parseSheets(unzipped(path), { mapping, contests: [contest] }).sheets);
    const again = parseSheets(formatSheets(sheets, { mapping }), { mapping, contests: [contest] });
    expect(only(again.sheets)).toEqual(sheets);
  });

test.skipIf(absent)("every real QR text reads, formats back to itself and equals the table's row", () => {
  const table = only(
    parseSheets(unzipped("venezuela2024/tally-sheets.csv.gz"), { mapping: VE_2024, contests: [VENEZUELA] })
      .sheets,
  );
  const scans = parseTable(decodeText(read("venezuela2024/scans.csv")).text);
  const texts: string[] = [];
  eachRecord(scans, (record) => texts.push(record.text(scans.columns.indexOf("qr_text"))));
  const readable = texts.filter((text) => text !== "");
  expect(readable).toHaveLength(12);
  for (const text of readable) {
    const sheet = parseQr(text, "ve-2024-qr");
    if (sheet.kind !== "sheet") throw new Error(sheet.kind === "refused" ? sheet.reason : "names a sheet");
    expect(formatQr(sheet, "ve-2024-qr")).toBe(text);
    const row = table.stations.indexOf(sheet.station);
    expect(row).toBeGreaterThanOrEqual(0);
    for (const [column, box] of table.boxNames.entries()) {
      // The table leaves the blank votes out, and the QR the totals.
      if (["registeredVoters", "validVotes", "votersParticipated", "ballotsCast", "blankVotes"].includes(box))
        continue;
      expect([box, sheet.boxes.get(box)]).toEqual([box, table.counts[row * table.boxNames.length + column]]);
    }
  }
});
