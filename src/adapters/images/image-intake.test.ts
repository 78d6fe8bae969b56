import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";

import sharp, { type Sharp } from "sharp";
import { expect, test } from "vitest";

import { qrModules } from "../sheet-image.ts";
import { zxingDecoder } from "../readers/qr-decoder.ts";
import { openGray } from "./gray-image.ts";
import { imageIntake } from "./image-intake.ts";

const TEXT = "Z-7!12,3!0!1";
const SIZE = 290;

/** A picture of the code, 90 degrees turned where the viewer must turn it back. */
function drawn(): Sharp {
  const modules = qrModules(TEXT);
  const cells = modules.flatMap((row, y) =>
    row.flatMap((dark, x) =>
      dark ? [`<rect x="${x * 8 + 40}" y="${y * 8 + 40}" width="8" height="8"/>`] : [],
    ),
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE * 2}"><rect width="100%" height="100%" fill="#fff"/>${cells.join("")}</svg>`;
  return sharp(Buffer.from(svg)).flatten({ background: "white" });
}

/** The smallest PDF with two pages: the code drawn as rectangles, and a blank one. */
function pdf(pages: number): Uint8Array {
  const modules = qrModules(TEXT);
  const drawing = modules
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`${x * 4 + 40} ${300 - y * 4} 4 4 re f`] : [])))
    .join("\n");
  const kids = Array.from({ length: pages }, (_, at) => `${at + 4} 0 R`).join(" ");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`,
    `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
    ...Array.from(
      { length: pages },
      (_, at) =>
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 240 360] ${at === 0 ? "/Contents 3 0 R " : ""}/Resources << >> >>`,
    ),
  ];
  let body = "%PDF-1.4\n";
  const offsets = objects.map((object, at) => {
    const offset = body.length;
    body += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(`${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${end}`);
}

/** The beginning of a PNG that claims so many pixels. */
function pngHead(width: number, height: number): Uint8Array {
  const head = Buffer.alloc(33);
  head.write("\u0089PNG\r\n\u001a\n", "latin1");
  head.writeUInt32BE(13, 8);
  head.write("IHDR", 12);
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  head.set([8, 0, 0, 0, 0], 24);
  head.writeUInt32BE(crc32(head.subarray(12, 29)), 29);
  const chunk = (type: string) => {
    const bytes = Buffer.alloc(12);
    bytes.write(type, 4);
    bytes.writeUInt32BE(crc32(bytes.subarray(4, 8)), 8);
    return bytes;
  };
  return Buffer.concat([head, chunk("IDAT"), chunk("IEND")]);
}

async function textsOf(image: Uint8Array | undefined): Promise<readonly string[]> {
  const decoder = await zxingDecoder();
  return image === undefined
    ? []
    : (await decoder.decode(await openGray(image))).codes.map(({ text }) => text);
}

const exif = { IFD0: { Make: "Camera of Ana" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "10/1 30/1 0/1" } };

test.each(["webp", "tiff", "avif"] as const)(
  "%s becomes an image with nothing but its pixels, upright",
  async (format) => {
    const upright = await drawn().png().toBuffer();
    // Stored lying on its side, with the note that viewers turn it by 90 degrees.
    const file = await sharp(await sharp(upright).rotate(-90).png().toBuffer())
      .withExif(exif)
      .withMetadata({ orientation: 6 })
      .toFormat(format)
      .toBuffer();
    const opened = await imageIntake.open(file);
    expect(opened).toMatchObject({ kind: "images", from: format });
    const [image] = opened.kind === "images" ? opened.images : [];
    const { width, height, exif: left, xmp, iptc, format: kept } = await sharp(image).metadata();
    expect([width, height, left, xmp, iptc]).toEqual([SIZE, SIZE * 2, undefined, undefined, undefined]);
    expect(kept).toBe(format === "tiff" ? "png" : "jpeg");
    expect(Buffer.from(image ?? []).includes("Ana")).toBe(false);
    expect(await textsOf(image)).toEqual([TEXT]);
  },
);

const ENCODER = process.env["COTEJO_HEIF_ENC"] ?? "heif-enc";
const hasEncoder = spawnSync(ENCODER, ["--version"]).error === undefined;
if (!hasEncoder)
  process.stderr.write("No heif-enc (Debian: apt-get install libheif-examples): no real HEIC file is made\n");

test.runIf(hasEncoder)(
  "a HEIC file of another encoder becomes an upright image with nothing but its pixels",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "intake-heic-"));
    try {
      // A JPEG lying on its side as a phone takes it: the encoder turns the note on it into one of the HEIC, and keeps the EXIF.
      const upright = await drawn().png().toBuffer();
      const lying = await sharp(await sharp(upright).rotate(-90).png().toBuffer())
        .withExif(exif)
        .withMetadata({ orientation: 6 })
        .jpeg()
        .toBuffer();
      writeFileSync(join(folder, "phone.jpg"), lying);
      const made = spawnSync(ENCODER, [
        "-q",
        "80",
        "-o",
        join(folder, "phone.heic"),
        join(folder, "phone.jpg"),
      ]);
      expect(String(made.stderr)).not.toContain("rror");
      const heic = readFileSync(join(folder, "phone.heic"));
      expect(heic.includes("Camera of Ana")).toBe(true);
      const opened = await imageIntake.open(heic);
      expect(opened).toMatchObject({ kind: "images", from: "heic" });
      const [image] = opened.kind === "images" ? opened.images : [];
      const { width, height, exif: left, xmp, orientation } = await sharp(image).metadata();
      expect([width, height, left, xmp, orientation]).toEqual([
        SIZE,
        SIZE * 2,
        undefined,
        undefined,
        undefined,
      ]);
      expect(Buffer.from(image ?? []).includes("Ana")).toBe(false);
      expect(await textsOf(image)).toEqual([TEXT]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

test("every page of a TIFF becomes an image of its own", async () => {
  const page = await drawn()
    .resize(SIZE, SIZE * 2)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = page.info;
  const blank = Buffer.alloc(page.data.length, 255);
  const pages = sharp(Buffer.concat([page.data, blank, page.data]), {
    raw: { width, height: height * 3, channels, pageHeight: height },
  });
  const opened = await imageIntake.open(await pages.tiff().toBuffer());
  const images = opened.kind === "images" ? opened.images : [];
  expect(images).toHaveLength(3);
  expect(await Promise.all(images.map(textsOf))).toEqual([[TEXT], [], [TEXT]]);
});

test("every page of a PDF becomes an image that can be read", async () => {
  const opened = await imageIntake.open(pdf(2));
  const images = opened.kind === "images" ? opened.images : [];
  expect(images).toHaveLength(2);
  expect(await textsOf(images[0])).toEqual([TEXT]);
  expect(await textsOf(images[1])).toEqual([]);
});

test("JPEG and PNG are left as they are", async () => {
  for (const file of [await drawn().png().toBuffer(), await drawn().jpeg().toBuffer()])
    expect(await imageIntake.open(file)).toEqual({ kind: "as-it-is" });
});

test.each([
  ["a PDF of 61 pages", async () => pdf(61), /61 pages/],
  ["a PDF that is none", async () => Buffer.from("%PDF-1.4 nothing"), /PDF/],
  ["a HEIC that is none", async () => Buffer.from("\0\0\0\u0018ftypheic\0\0\0\0heicmif1"), /HEIC/],
  ["a TIFF that is none", async () => Buffer.from("II*\0nothing at all here"), /TIFF/],
  ["a small file of 144 million pixels", async () => pngHead(12_000, 12_000), /12000 x 12000 pixels/],
] as const)("%s is refused with a reason", async (_, make, reason) => {
  expect(await imageIntake.open(await make())).toMatchObject({
    kind: "refused",
    reason: expect.stringMatching(reason),
  });
});

test("what is no image is not opened", async () => {
  expect(await imageIntake.open(Buffer.from("a text"))).toEqual({ kind: "unknown" });
});
