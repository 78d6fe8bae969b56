import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { decodeQR } from "qr/decode.js";
import { prepareZXingModule, readBarcodes, ZXING_WASM_VERSION } from "zxing-wasm/reader";

import type { GrayImage, Region } from "../images/gray-image.ts";

/** What one decoder found in one image: codes and where they stand, and where it saw one that it could not read. */
export interface DecodedImage {
  readonly codes: readonly { readonly text: string; readonly at?: Region }[];
  readonly unread: readonly Region[];
}

/** One program that finds QR codes in pixels. */
export interface QrDecoder {
  readonly name: string;
  /** `quick` where another look follows: without the costly ways of the decoder, as a search for light codes on dark. */
  decode(image: GrayImage, effort?: "quick" | "thorough"): Promise<DecodedImage>;
}

const CODES_MAXIMUM = 8;

/**
 * zxing-cpp, compiled to WebAssembly and loaded from the installed package (its default is a CDN). The format is
 * `QRCodeModel2`: `QRCode` includes Micro QR and rMQR, which noise is taken for.
 */
export async function zxingDecoder(): Promise<QrDecoder> {
  const folder = dirname(createRequire(import.meta.url).resolve("zxing-wasm/reader"));
  const wasm = await readFile(join(folder, "..", "..", "reader", "zxing_reader.wasm"));
  const wasmBinary = new ArrayBuffer(wasm.byteLength);
  new Uint8Array(wasmBinary).set(wasm);
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  return {
    name: `zxing-wasm ${ZXING_WASM_VERSION}`,
    decode: async (image, effort = "thorough") => {
      const isThorough = effort === "thorough";
      const found = await readBarcodes(pgmOf(image), {
        formats: ["QRCodeModel2"],
        maxNumberOfSymbols: CODES_MAXIMUM,
        returnErrors: true,
        tryInvert: isThorough,
        tryDownscale: isThorough,
      });
      return {
        codes: found
          .filter(({ isValid }) => isValid)
          .map((code) => ({ text: code.text, at: around(code.position) })),
        unread: found.filter(({ isValid }) => !isValid).map(({ position }) => around(position)),
      };
    },
  };
}

/** The pure-JavaScript decoder of the package `qr`: another method, which reads some codes that zxing-cpp does not. */
export function qrPackageDecoder(): QrDecoder {
  return {
    name: "qr",
    decode: async (image) => {
      try {
        const text = decodeQR(
          { data: rgbaOf(image), width: image.width, height: image.height },
          { effort: 2, timeLimit: 300 },
        );
        return { codes: [{ text }], unread: [] };
      } catch {
        // Its only answer to an image without a readable code.
        return { codes: [], unread: [] };
      }
    },
  };
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

function around(position: {
  readonly topLeft: Corner;
  readonly topRight: Corner;
  readonly bottomLeft: Corner;
  readonly bottomRight: Corner;
}): Region {
  const corners = [position.topLeft, position.topRight, position.bottomLeft, position.bottomRight];
  const left = Math.min(...corners.map(({ x }) => x));
  const top = Math.min(...corners.map(({ y }) => y));
  return {
    left,
    top,
    width: Math.max(...corners.map(({ x }) => x)) - left,
    height: Math.max(...corners.map(({ y }) => y)) - top,
  };
}

/**
 * The image as a file of the portable graymap format (PGM, "P5"): a quarter of the bytes of colours, which zxing-cpp would make
 * one brightness of again. It takes half the time of a search.
 */
function pgmOf({ data, width, height }: GrayImage): Uint8Array {
  const header = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
  const file = new Uint8Array(header.length + data.length);
  file.set(header);
  file.set(data, header.length);
  return file;
}

function rgbaOf({ data, width, height }: GrayImage): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint32Array(width * height);
  for (let at = 0; at < pixels.length; at++) pixels[at] = 0xff000000 | ((data[at] ?? 0) * 0x010101);
  return new Uint8ClampedArray(pixels.buffer);
}
