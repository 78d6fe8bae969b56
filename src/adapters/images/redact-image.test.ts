import * as fc from "fast-check";
import sharp from "sharp";
import { describe, expect, test } from "vitest";

import { stripImageMetadata } from "../../core/formats/image-metadata.ts";
import type { PixelBox } from "../../core/formats/sheet-parts.ts";
import { zxingDecoder } from "../readers/qr-decoder.ts";
import { qrModules } from "../sheet-image.ts";
import { openGray } from "./gray-image.ts";
import { imageRedactor } from "./redact-image.ts";

const WIDTH = 90;
const HEIGHT = 70;

/** Colours without any pattern, from a number. */
function speckled(seed: number): Uint8Array {
  const data = new Uint8Array(WIDTH * HEIGHT * 3);
  let state = seed + 1;
  for (let at = 0; at < data.length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    data[at] = state >>> 24;
  }
  return data;
}

type Format = "png" | "jpeg";
const encode = (data: Uint8Array, format: Format) =>
  sharp(data, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .toFormat(format)
    .toBuffer();
const decode = async (file: Uint8Array) => sharp(file).toColourspace("srgb").raw().toBuffer();
const isIn = (boxes: readonly PixelBox[], pixel: number) => {
  const [x, y] = [pixel % WIDTH, Math.floor(pixel / WIDTH)];
  return boxes.some((box) => x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height);
};

const boxesIn = fc.array(
  fc.record({
    x: fc.nat(WIDTH - 1),
    y: fc.nat(HEIGHT - 1),
    width: fc.integer({ min: 1, max: WIDTH }),
    height: fc.integer({ min: 1, max: HEIGHT }),
  }),
  { minLength: 1, maxLength: 4 },
);

describe("whatever the boxes are", () => {
  test("nothing that was in them has any part in a byte of the public image", async () => {
    await fc.assert(
      fc.asyncProperty(boxesIn, fc.nat(1_000), async (boxes, seed) => {
        const [one, other] = [speckled(seed), speckled(seed)];
        const elsewhere = speckled(seed + 7);
        for (let pixel = 0; pixel < WIDTH * HEIGHT; pixel++)
          if (isIn(boxes, pixel)) other.set(elsewhere.subarray(pixel * 3, pixel * 3 + 3), pixel * 3);
        const files = await Promise.all([one, other].map((data) => encode(data, "png")));
        const made = await Promise.all(files.map((file) => imageRedactor.redact(file, boxes)));
        expect(made[0]?.bytes).toEqual(made[1]?.bytes);
      }),
      { numRuns: 25 },
    );
  });

  test("all in them is black, and all beside them is as it was", async () => {
    await fc.assert(
      fc.asyncProperty(boxesIn, fc.nat(1_000), async (boxes, seed) => {
        const before = speckled(seed);
        const after = await decode((await imageRedactor.redact(await encode(before, "png"), boxes)).bytes);
        for (let pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
          const seen = [...after.subarray(pixel * 3, pixel * 3 + 3)];
          expect(seen).toEqual(
            isIn(boxes, pixel) ? [0, 0, 0] : [...before.subarray(pixel * 3, pixel * 3 + 3)],
          );
        }
      }),
      { numRuns: 10 },
    );
  });
});

test("a JPEG stays a JPEG: black in the box but for its edge, and beside it as it was but for the encoding", async () => {
  const smooth = new Uint8Array(WIDTH * HEIGHT * 3).map((_, at) => 120 + ((at / 3) % WIDTH));
  const file = await encode(smooth, "jpeg");
  const before = await decode(file);
  const box = { x: 16, y: 16, width: 40, height: 30 };
  const { bytes, mediaType } = await imageRedactor.redact(file, [box]);
  expect(mediaType).toBe("image/jpeg");
  const after = await decode(bytes);
  const brightness = (x: number, y: number) => after[(y * WIDTH + x) * 3] ?? -1;
  for (let y = 24; y < 40; y++) for (let x = 24; x < 48; x++) expect(brightness(x, y)).toBeLessThan(3);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 72; x < WIDTH; x++)
      expect(Math.abs(brightness(x, y) - (before[(y * WIDTH + x) * 3] ?? 0))).toBeLessThan(8);
});

test("a code in the box is not there any more, one beside it is; no metadata, profile or thumbnail is taken over", async () => {
  const modules = qrModules("Z-7!12,3!0!1");
  const cells = [0, 300].flatMap((left) =>
    modules.flatMap((row, y) =>
      row.flatMap((dark, x) =>
        dark ? [`<rect x="${left + x * 8 + 40}" y="${y * 8 + 40}" width="8" height="8"/>`] : [],
      ),
    ),
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="290"><rect width="100%" height="100%" fill="#fff"/>${cells.join("")}</svg>`;
  // Stored lying on its side: boxes are of the image as it is seen.
  const file = await sharp(await sharp(Buffer.from(svg)).rotate(-90).png().toBuffer())
    .withExif({
      IFD0: { Make: "Camera of Ana" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "10/1 30/1 0/1" },
    })
    .withMetadata({ orientation: 6, icc: "p3" })
    .jpeg()
    .toBuffer();
  const read = async (image: Uint8Array) =>
    (await (await zxingDecoder()).decode(await openGray(image))).codes;
  expect(await read(file)).toHaveLength(2);
  expect(await imageRedactor.measure(file)).toEqual({ width: 600, height: 290 });
  const { bytes, width, height } = await imageRedactor.redact(file, [
    { x: 0, y: 0, width: 300, height: 290 },
  ]);
  expect([width, height]).toEqual([600, 290]);
  expect(await read(bytes)).toHaveLength(1);
  const both = await imageRedactor.redact(file, [{ x: 0, y: 0, width: 600, height: 290 }]);
  expect(await read(both.bytes)).toEqual([]);
  const { exif, icc, xmp, iptc, orientation } = await sharp(bytes).metadata();
  expect([exif, icc, xmp, iptc, orientation]).toEqual(Array(5).fill(undefined));
  expect(stripImageMetadata(bytes)).toMatchObject({ kind: "stripped", removed: [] });
  expect(Buffer.from(bytes).includes("Ana")).toBe(false);
});

test("what is no image is not redacted", async () => {
  await expect(imageRedactor.redact(Buffer.from("no image"), [])).rejects.toThrow();
});
