import assert from "node:assert/strict";

import { test } from "vitest";

import { generateDemo } from "./demo-election.ts";
import { drawSheet } from "./sheet-drawing.ts";
import { glyphPath, strokeFontDefinitions, strokeText, strokeTextWidth } from "./stroke-font.ts";

const { photos } = generateDemo(2026);
const modules = [
  [true, false, true],
  [false, true, true],
];

function heightOf(svg: string): number {
  return Number(/ height="(\d+)"/.exec(svg)?.[1]);
}

test("every letter of Spanish, every digit and the punctuation of a sheet can be drawn, all differently", () => {
  const characters = [..."ABCDEFGHIJKLMNÑOPQRSTUVWXYZÁÉÍÓÚÜ0123456789.,:;-/()%+=·!¡?¿'\"°"];
  const paths = characters.map((character) => glyphPath(character));
  assert.ok(paths.every((path) => path !== undefined));
  assert.equal(new Set(paths).size, paths.length);
});

test("a sheet draws no letter its font lacks and uses no font of the machine", () => {
  for (const { sheet } of photos) {
    const names = [sheet.country, sheet.place, sheet.municipality, sheet.department, sheet.region];
    const people = sheet.candidates.flatMap(({ name, rows }) => [name, ...rows.map(({ party }) => party)]);
    for (const character of [...names, ...people].join("").toUpperCase().replaceAll(" ", ""))
      assert.ok(glyphPath(character) !== undefined, `"${character}" has no glyph`);
    const svg = drawSheet(sheet, sheet.qrText === undefined ? undefined : modules);
    assert.ok(!svg.includes("<text") && !svg.includes("font"));
    const defined = new Set([...svg.matchAll(/<path id="(g[0-9a-f]+)"/g)].map(([, id]) => id));
    for (const [, id] of svg.matchAll(/href="#(g[0-9a-f]+)"/g)) assert.ok(defined.has(id));
  }
});

test("the same sheet is drawn the same, and sheets of another variation look different", () => {
  const sheet = photos[0]?.sheet;
  assert.ok(sheet);
  assert.equal(drawSheet(sheet, modules), drawSheet(sheet, modules));
  assert.notEqual(
    drawSheet(sheet, modules),
    drawSheet({ ...sheet, variation: sheet.variation + 5 }, modules),
  );
});

test("a torn sheet is shorter by its code", () => {
  const sheet = photos[0]?.sheet;
  assert.ok(sheet);
  assert.ok(heightOf(drawSheet(sheet, undefined)) < heightOf(drawSheet(sheet, modules)) - 80);
});

test("text is placed from its left, around its middle or up to its right", () => {
  const place = { x: 100, baseline: 50, size: 14 };
  const width = strokeTextWidth("AB", place);
  const leftOf = (anchor: "start" | "middle" | "end") =>
    Number(/translate\(([\d.]+)/.exec(strokeText("AB", { ...place, anchor }))?.[1]);
  assert.equal(leftOf("start"), 100);
  assert.ok(Math.abs(leftOf("middle") - (100 - width / 2)) < 0.001);
  assert.ok(Math.abs(leftOf("end") - (100 - width)) < 0.001);
  assert.equal(strokeFontDefinitions("aA a").match(/<path/g)?.length, 1);
});
