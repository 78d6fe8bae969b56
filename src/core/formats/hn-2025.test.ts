import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { utf8 } from "../bytes.ts";
import { formatHnQr, parseHnQr } from "./hn-2025-qr.ts";
import { HN_2025, HN_2025_FORM } from "./hn-2025.ts";
import { parseSheets } from "./parse-sheets.ts";

const PAGE = readFileSync(new URL("../../../docs/formats/hn-2025.md", import.meta.url), "utf8");
const CONTESTS = [
  {
    id: "president",
    title: "President",
    selections: ["DC", "LIBRE", "PINU", "PLH", "PNH"].map((id) => ({ id, name: id })),
  },
];

test("the specification's code names the station that it says, and is written again", () => {
  const code = /An invented code, `(\d+)`, is polling station `(\d+)`/.exec(PAGE.replaceAll("\n", " "));
  const parsed = parseHnQr(code?.[1] ?? "");
  expect(parsed).toEqual({ kind: "identity", station: code?.[2], prefix: "1803" });
  if (parsed.kind === "identity") expect(formatHnQr(parsed)).toBe(code?.[1]);
});

test.each([
  "",
  "180390001004100",
  "18039000100410000",
  "1803900010041001",
  "180390001004100 ",
  "１803900010041000",
  "Z-7.B!1,2!0!0",
])("%j names no sheet", (text) => {
  expect(parseHnQr(text).kind).toBe("refused");
});

test("the specification's table is read with the form's own boxes, and all its sums close", () => {
  const lines = PAGE.split("\n").filter((line) => /^ {4}(jrv|90001),/.test(line));
  const { sheets, refused } = parseSheets(utf8(`${lines.map((line) => line.trim()).join("\n")}\n`), {
    mapping: HN_2025,
    contests: CONTESTS,
    form: HN_2025_FORM,
  });
  expect(refused).toEqual([]);
  const [table] = sheets;
  const boxes = new Map(table?.boxNames.map((name, column) => [name, table.counts[column] ?? Number.NaN]));
  expect(table?.stations).toEqual(["90001"]);
  for (const { total, plus, minus } of HN_2025_FORM.sums) {
    const sum = (names: readonly string[]) =>
      names.reduce((all, name) => all + (boxes.get(name) ?? Number.NaN), 0);
    expect([total, sum(plus) - sum(minus)]).toEqual([total, boxes.get(total)]);
  }
});

test("without the form the mapping is refused, and says which box is unknown", () => {
  expect(() => parseSheets(utf8("jrv\n"), { mapping: HN_2025, contests: CONTESTS })).toThrow(
    '"ballotsReceived" is no box',
  );
});
