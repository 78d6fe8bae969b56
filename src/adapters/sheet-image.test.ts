import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import sharp from "sharp";
import { beforeAll, test } from "vitest";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

import { generateDemo } from "../pipeline/demo/demo-election.ts";
import type { DemoPhoto } from "../pipeline/demo/photos.ts";
import { drawSheet } from "../pipeline/demo/sheet-drawing.ts";
import { qrModules, renderSheetImage } from "./sheet-image.ts";

const { photos } = generateDemo(2026);
const first = photos.filter(({ duplicateOf }) => duplicateOf === undefined);

beforeAll(async () => {
  const path = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
  const wasmBinary = Uint8Array.from(await readFile(path)).buffer;
  prepareZXingModule({ overrides: { wasmBinary } });
});

function renderPhoto({ sheet, fileName }: DemoPhoto): Promise<Uint8Array> {
  const svg = drawSheet(sheet, sheet.qrText === undefined ? undefined : qrModules(sheet.qrText));
  return renderSheetImage(svg, { format: fileName.endsWith(".png") ? "png" : "jpeg" });
}

async function readQrTexts(image: Uint8Array): Promise<string[]> {
  const results = await readBarcodes(new Uint8Array(image), { formats: ["QRCodeModel2"], tryHarder: true });
  return results.map(({ text }) => text);
}

/** All of them are read by the demo (test/demo.test.ts), where each that were not would be a finding that nobody planted. */
test(
  "the QR code of a drawn sheet decodes to its exact text, and a torn sheet has none",
  { timeout: 60_000 },
  async () => {
    const torn = first.find(({ sheet }) => sheet.qrText === undefined);
    const drawn = [...first.slice(0, 3), torn].flatMap((photo) => photo ?? []);
    assert.equal(drawn.length, 4);
    const images = await Promise.all(drawn.map(renderPhoto));
    for (const [at, { sheet, fileName }] of drawn.entries()) {
      const texts = await readQrTexts(images[at] ?? new Uint8Array());
      assert.deepEqual(texts, sheet.qrText === undefined ? [] : [sheet.qrText], fileName);
    }
  },
);

test(
  "images are what their name says, as large as the drawing, and the same bytes each time",
  { timeout: 60_000 },
  async () => {
    for (const [format, ending] of [
      ["png", ".png"],
      ["jpeg", ".jpg"],
    ] as const) {
      const photo = first.find(({ fileName }) => fileName.endsWith(ending));
      assert.ok(photo);
      const image = await renderPhoto(photo);
      const { format: found, width, height } = await sharp(image).metadata();
      assert.equal(found, format);
      assert.ok(width > 450 && height > width * 3);
      assert.deepEqual(await renderPhoto(photo), image);
    }
  },
);

test("a scale makes the image larger in proportion", async () => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="60"><rect width="40" height="60"/></svg>`;
  const { width, height } = await sharp(await renderSheetImage(svg, { format: "png", scale: 2 })).metadata();
  assert.deepEqual({ width, height }, { width: 80, height: 120 });
});

test("a text that no QR code holds is refused", () => {
  assert.throws(() => qrModules("x".repeat(5_000)));
});
