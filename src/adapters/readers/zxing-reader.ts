import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import sharp, { type OutputInfo } from "sharp";
import { prepareZXingModule, readBarcodes, ZXING_WASM_VERSION } from "zxing-wasm/reader";

import type { QrReader } from "../../world.ts";

/** No camera makes more; a small file can claim far more pixels than memory holds. */
const PIXELS_MAXIMUM = 120_000_000;

/**
 * QR codes by zxing-cpp, compiled to WebAssembly and loaded from the installed package (its default is a CDN). An image is
 * tried as it is, then twice as large and smoothed: thermal print photographed small has about two pixels a module.
 */
export async function zxingReader(): Promise<QrReader> {
  const folder = dirname(createRequire(import.meta.url).resolve("zxing-wasm/reader"));
  const wasm = await readFile(join(folder, "..", "..", "reader", "zxing_reader.wasm"));
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
  await prepareZXingModule({ overrides: { wasmBinary: wasmBinary as ArrayBuffer }, fireImmediately: true });
  return {
    name: `qr zxing-wasm ${ZXING_WASM_VERSION}`,
    read: async (image) => {
      const opened = sharp(image, { limitInputPixels: PIXELS_MAXIMUM })
        .rotate()
        .flatten({ background: "white" })
        .grayscale();
      const plain = await opened.clone().raw().toBuffer({ resolveWithObject: true });
      const texts = await decode(plain);
      if (texts.length > 0 || plain.info.width * plain.info.height > PIXELS_MAXIMUM / 4) return texts;
      const doubled = opened
        .clone()
        .resize({ width: plain.info.width * 2, kernel: "cubic" })
        .blur(1);
      return decode(await doubled.raw().toBuffer({ resolveWithObject: true }));
    },
  };
}

async function decode({
  data,
  info,
}: {
  readonly data: Buffer;
  readonly info: OutputInfo;
}): Promise<string[]> {
  const rgba = new Uint8ClampedArray(info.width * info.height * 4);
  for (let pixel = 0; pixel < info.width * info.height; pixel++) {
    const value = data[pixel * info.channels] ?? 0;
    rgba.fill(value, pixel * 4, pixel * 4 + 3);
    rgba[pixel * 4 + 3] = 255;
  }
  const image = { data: rgba, width: info.width, height: info.height, colorSpace: "srgb" as const };
  const found = await readBarcodes(image, { formats: ["QRCodeModel2"], maxNumberOfSymbols: 8 });
  return found.filter((code) => code.isValid).map((code) => code.text);
}
