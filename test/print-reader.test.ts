import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { degradeImage } from "../src/adapters/images/degrade-image.ts";
import { printEngine, type PrintEngine } from "../src/adapters/readers/print-engine.ts";
import { readPrint, type PrintedSheet } from "../src/adapters/readers/print-reader.ts";
import { qrModules } from "../src/adapters/sheet-image.ts";
import { parseTemplate, templateOf } from "../src/core/formats/sheet-template.ts";
import { seededRandom } from "../src/pipeline/demo/random.ts";
import { drawDegradation } from "../src/pipeline/proving/degradation.ts";
import { drawThermalStrip } from "../src/pipeline/proving/thermal-strip.ts";

const SAMPLED = process.env["COTEJO_LONG"] !== "1";

let engine: PrintEngine;
beforeAll(async () => {
  engine = await printEngine();
});
afterAll(() => engine.close());

/** Rows that agree, as far as they were read. */
const agreed = (sheet: PrintedSheet) =>
  sheet.kind === "rows"
    ? sheet.rows.flatMap(({ id, reading }) =>
        reading.kind === "agreed" ? [[id, reading.value] as const] : [],
      )
    : [];

describe("a strip that we draw ourselves", () => {
  const random = seededRandom(7, "print");
  const LABELS = ["Faro", "Raiz", "Orilla", "Concordia", "Tierra", "Vanguardia", "Ribera", "Bandera"];
  const groups = [
    {
      name: "MONTESCAL",
      rows: LABELS.map((label, at) => ({
        label,
        code: String(313 + at * 71),
        votes: at % 3 === 0 ? 0 : random.between(1, 900),
      })),
    },
  ];
  const strip = drawThermalStrip(
    { station: "123456789.01", registeredVoters: 700, groups, totals: [] },
    qrModules("a code"),
  );
  const rows = groups.flatMap((group) => group.rows);
  const template = parseTemplate(
    JSON.stringify({
      format: "cotejo-template/1",
      id: "drawn",
      width: strip.width,
      columns: { digits: [290, 350], words: [356, 600] },
      reach: { digits: [14, 14], words: [14, 20] },
      spelling: { kind: "digit-names", language: "es", digits: 4 },
      rows: rows.map(({ label, code }, at) => ({
        id: label,
        y: strip.rows[at],
        box: "A",
        anchors: [
          { text: code, x: 240 },
          { text: label, x: 160 },
        ],
      })),
    }),
    "template",
  );

  test(
    "is read row by row, and a number that is not printed is never among them",
    { timeout: 120_000 },
    async () => {
      const scan = await sharp(Buffer.from(strip.svg)).png().toBuffer();
      const truth = new Map(rows.map(({ label, votes }) => [label, votes]));
      const read = agreed(await readPrint(scan, template, engine));
      for (const [id, value] of read) expect([id, value]).toEqual([id, truth.get(id)]);
      expect(read.length).toBeGreaterThanOrEqual(rows.length - 1);
      const { degradation } = drawDegradation("fading", random, 9);
      const faded = await degradeImage(scan, { ...degradation, scale: 1, rotation: 0.3 }, random.fraction);
      for (const [id, value] of agreed(await readPrint(faded, template, engine)))
        expect([id, value]).toEqual([id, truth.get(id)]);
    },
  );

  test("is read from a photo that sees it askew", { timeout: 120_000 }, async () => {
    const scan = await sharp(Buffer.from(strip.svg)).png().toBuffer();
    const truth = new Map(rows.map(({ label, votes }) => [label, votes]));
    const { degradation } = drawDegradation("perspective", random, 9);
    const corners = [
      [0.05, 0.01],
      [-0.04, 0.03],
      [0.05, -0.01],
      [-0.05, 0.02],
    ] as const;
    const askew = { ...degradation, scale: 1, rotation: 2, corners, margin: 0.12, table: 60 };
    const photo = await degradeImage(scan, askew, random.fraction);
    const read = agreed(await readPrint(photo, template, engine));
    for (const [id, value] of read) expect([id, value]).toEqual([id, truth.get(id)]);
    expect(read.length).toBeGreaterThanOrEqual(rows.length - 2);
  });

  test("is not read with the template of another sheet", { timeout: 120_000 }, async () => {
    const other = templateOf({ template: "ve-2024" });
    const scan = await sharp(Buffer.from(strip.svg)).png().toBuffer();
    expect(other === undefined ? undefined : await readPrint(scan, other, engine)).toMatchObject({
      kind: "not-found",
    });
  });
});

const folder = join(process.env["COTEJO_DATA"] ?? "../shared/data", "venezuela2024");
const list = join(folder, "scans.csv");
const template = templateOf({ template: "ve-2024" });
/** Scans with the votes that their code says. */
const SCANS = existsSync(list)
  ? readFileSync(list, "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .flatMap((line) => {
        const [, file = "", text = ""] = /^([^,]+),\d+,\d+,"?([^"]*)"?$/.exec(line) ?? [];
        const [, numbers] = text.split("!");
        return numbers === undefined ? [] : [{ file, votes: numbers.split(",").map(Number) }];
      })
  : [];

describe.skipIf(SCANS.length === 0 || template === undefined)("the real scans of Venezuela", () => {
  // The last one is cut at the left and lies under a watermark. All of them take minutes.
  const chosen = SAMPLED ? SCANS.slice(2, 3) : SCANS;

  test("no row is read wrong, and few are left illegible", { timeout: 900_000 }, async () => {
    let illegible = 0;
    for (const { file, votes } of chosen) {
      if (template === undefined) return;
      const sheet = await readPrint(
        new Uint8Array(readFileSync(join(folder, "scans", file))),
        template,
        engine,
      );
      expect([file, sheet.kind]).toEqual([file, "rows"]);
      if (sheet.kind !== "rows") continue;
      for (const [at, { id, reading }] of sheet.rows.entries()) {
        if (reading.kind === "agreed") expect([file, id, reading.value]).toEqual([file, id, votes[at]]);
        else illegible += 1;
      }
    }
    expect(illegible).toBeLessThanOrEqual(Math.floor(chosen.length * 38 * 0.03));
  });
});
