import * as fc from "fast-check";
import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";

import { concatBytes, equalBytes, formatHex, utf8 } from "../bytes.ts";
import { stripImageMetadata, type StrippedImage } from "./image-metadata.ts";

const WHERE = "42 Secret Street";
const DEVICE = "SecretPhone 9";
const WIDTH = 40;
const HEIGHT = 24;

/** A picture whose every corner is told apart, so that a turn or a changed pixel shows. */
function picture(): Sharp {
  const pixels = new Uint8Array(WIDTH * HEIGHT * 3);
  for (let at = 0; at < WIDTH * HEIGHT; at++)
    pixels.set([(at % WIDTH) * 6, Math.floor(at / WIDTH) * 10, (at * 37) % 256], at * 3);
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });
}

const EXIF = {
  IFD0: { Make: DEVICE, Model: DEVICE, ImageDescription: WHERE, DateTime: "2024:07:28 23:59:59" },
  IFD3: {
    GPSLatitudeRef: "N",
    GPSLatitude: "10/1 30/1 0/1",
    GPSLongitudeRef: "W",
    GPSLongitude: "66/1 55/1 0/1",
  },
};

type Format = "jpeg" | "png";
const JPEG_OPTIONS = [
  { quality: 90 },
  { quality: 90, progressive: true },
  { quality: 60, chromaSubsampling: "4:4:4" },
];

/** The picture as a device writes it: with place, time and name of the device, turned by the orientation. */
async function photo(
  format: Format,
  orientation = 6,
  jpeg: object = JPEG_OPTIONS[0] ?? {},
): Promise<Uint8Array> {
  const marked = picture().withExif(EXIF).withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${WHERE}</x:xmpmeta>`);
  const oriented = marked.withMetadata({ orientation, exif: EXIF, density: 72 });
  return new Uint8Array(await (format === "jpeg" ? oriented.jpeg(jpeg) : oriented.png()).toBuffer());
}

function stripped(bytes: Uint8Array): Extract<StrippedImage, { kind: "stripped" }> {
  const result = stripImageMetadata(bytes);
  if (result.kind !== "stripped") throw new Error(`not stripped: ${JSON.stringify(result)}`);
  return result;
}

/** The pixels as decoded, before and after the turn that the orientation asks for. */
async function pixels(bytes: Uint8Array): Promise<readonly string[]> {
  const raw = await sharp(bytes).raw().toBuffer();
  const turned = await sharp(bytes).autoOrient().raw().toBuffer({ resolveWithObject: true });
  return [formatHex(raw), formatHex(turned.data), `${turned.info.width}x${turned.info.height}`];
}

const holds = (bytes: Uint8Array, text: string) => Buffer.from(bytes).includes(text, 0, "latin1");

/** A JPEG with a segment put after its start of image. */
function withSegment(jpeg: Uint8Array, marker: number, content: Uint8Array): Uint8Array {
  const length = content.length + 2;
  const segment = concatBytes(Uint8Array.of(0xff, marker, length >> 8, length & 0xff), content);
  return concatBytes(jpeg.subarray(0, 2), segment, jpeg.subarray(2));
}

/** A PNG with a chunk put after its header. Nobody checks the checksum of a chunk that is taken out. */
function withChunk(png: Uint8Array, type: string, content: Uint8Array): Uint8Array {
  const length = Uint8Array.of(0, 0, content.length >> 8, content.length & 0xff);
  return concatBytes(png.subarray(0, 33), length, utf8(type), content, new Uint8Array(4), png.subarray(33));
}

describe("a photo's place, time and device", () => {
  test("are in the files that these tests begin with", async () => {
    for (const format of ["jpeg", "png"] as const) {
      const bytes = await photo(format);
      const metadata = await sharp(bytes).metadata();
      expect(metadata.exif, format).toBeDefined();
      expect(metadata.orientation, format).toBe(6);
      expect(holds(bytes, WHERE) && holds(bytes, DEVICE), format).toBe(true);
    }
  });

  for (const [at, options] of JPEG_OPTIONS.entries())
    test(`are gone from a JPEG (${JSON.stringify(options)}), and its pixels and orientation stay`, async () => {
      const original = await photo("jpeg", 6, options);
      const { bytes, mediaType, removed } = stripped(original);
      expect(mediaType).toBe("image/jpeg");
      expect(removed).toContain("EXIF");
      for (const text of [WHERE, DEVICE, "2024:07:28", "GPS", "adobe:ns"])
        expect(holds(bytes, text), text).toBe(false);
      const metadata = await sharp(bytes).metadata();
      expect(metadata).toMatchObject({ orientation: 6, isProgressive: at === 1 });
      expect(metadata.xmp).toBeUndefined();
      expect(metadata.exif).toHaveLength("Exif\0\0".length + 26);
      expect(await pixels(bytes)).toEqual(await pixels(original));
    });

  test("are gone from a PNG, and its pixels stay", async () => {
    const original = await photo("png");
    const { bytes, mediaType, removed } = stripped(original);
    expect(mediaType).toBe("image/png");
    expect(removed).toContain("eXIf");
    for (const text of [WHERE, DEVICE, "2024:07:28", "eXIf", "iTXt"])
      expect(holds(bytes, text), text).toBe(false);
    const metadata = await sharp(bytes).metadata();
    expect(metadata.exif ?? metadata.xmp).toBeUndefined();
    expect((await pixels(bytes))[0]).toEqual((await pixels(original))[0]);
  });
});

describe("orientation", () => {
  test("is all that is left of EXIF, in each of its turned values", async () => {
    for (let orientation = 2; orientation <= 8; orientation++) {
      const original = await photo("jpeg", orientation);
      const { bytes } = stripped(original);
      const { exif, orientation: left } = await sharp(bytes).metadata();
      expect(left).toBe(orientation);
      expect(exif).toHaveLength(32);
      expect(await pixels(bytes)).toEqual(await pixels(original));
    }
  });

  test("of a picture that stands upright needs no EXIF", async () => {
    const { bytes } = stripped(await photo("jpeg", 1));
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
    expect(holds(bytes, "Exif")).toBe(false);
  });

  test("is read in either byte order, and a value that is none is dropped", async () => {
    const plain = new Uint8Array(await picture().jpeg().toBuffer());
    const entry = (value: number, little: boolean) => {
      const number = (bytes: readonly number[]) => (little ? bytes.toReversed() : bytes);
      return Uint8Array.from([
        ...utf8("Exif\0\0"),
        ...utf8(little ? "II" : "MM"),
        ...number([0, 42]),
        ...number([0, 0, 0, 8]),
        ...number([0, 1]),
        ...number([0x01, 0x12]),
        ...number([0, 3]),
        ...number([0, 0, 0, 1]),
        ...number([0, value]),
        ...utf8("\0\0SECRET"),
      ]);
    };
    for (const little of [true, false])
      for (const [value, left] of [
        [8, 8],
        [9, undefined],
        [0, undefined],
      ] as const) {
        const { bytes, removed } = stripped(withSegment(plain, 0xe1, entry(value, little)));
        expect((await sharp(bytes).metadata()).orientation, `${value} ${little}`).toBe(left);
        expect(removed).toEqual(["EXIF"]);
        expect(holds(bytes, "SECRET")).toBe(false);
      }
  });
});

describe("everything else that shows nothing", () => {
  const secret = utf8("SECRET");
  const named = (name: string) => concatBytes(utf8(name), secret);

  const segments: readonly (readonly [string, number, Uint8Array])[] = [
    ["comment", 0xfe, secret],
    ["XMP", 0xe1, named("http://ns.adobe.com/xap/1.0/\0")],
    ["EXIF", 0xe1, named("Exif\0\0")],
    ["APP2", 0xe2, named("MPF\0")],
    ["APP13", 0xed, named("Photoshop 3.0\0")],
    ["APP11", 0xeb, named("JP")],
    ["APP0", 0xe0, named("JFXX\0")],
    ["APP0", 0xe0, named("JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01")],
    ["APP15", 0xef, secret],
    ["APP14", 0xee, named("Adobe\0\x64\0\0\0\0\x01")],
  ];
  for (const [name, marker, content] of segments)
    test(`a JPEG's ${name} segment (${Buffer.from(content).toString("latin1").slice(0, 4)}) is taken out`, async () => {
      const plain = new Uint8Array(await picture().jpeg().toBuffer());
      const { bytes, removed } = stripped(withSegment(plain, marker, content));
      expect(removed).toEqual([name]);
      expect(bytes).toEqual(plain);
    });

  test("a JPEG's segment of a kind that is reserved is taken out", async () => {
    const plain = new Uint8Array(await picture().jpeg().toBuffer());
    for (const marker of [0x02, 0xf0, 0xfd]) {
      const { bytes, removed } = stripped(withSegment(plain, marker, secret));
      expect(removed, marker.toString(16)).toHaveLength(1);
      expect(bytes).toEqual(plain);
    }
  });

  for (const type of ["tEXt", "zTXt", "iTXt", "tIME", "eXIf", "prVt", "caBX"])
    test(`a PNG's ${type} chunk is taken out`, async () => {
      const plain = new Uint8Array(await picture().png().toBuffer());
      const { bytes, removed } = stripped(withChunk(plain, type, secret));
      expect(removed).toEqual([type]);
      expect(bytes).toEqual(plain);
    });

  test("what stands after the end of either is taken out", async () => {
    for (const plain of [await picture().jpeg().toBuffer(), await picture().png().toBuffer()]) {
      const { bytes, removed } = stripped(concatBytes(plain, secret));
      expect(removed).toEqual(["data after the end"]);
      expect(bytes).toEqual(new Uint8Array(plain));
    }
  });

  test("a picture with nothing to take out stays as it is, byte for byte", async () => {
    for (const plain of [
      await picture().jpeg().toBuffer(),
      await picture().jpeg({ progressive: true }).toBuffer(),
      await picture().png().toBuffer(),
    ])
      expect(stripped(new Uint8Array(plain))).toMatchObject({ bytes: new Uint8Array(plain), removed: [] });
  });

  test("a colour profile stays, since without it colours look otherwise", async () => {
    for (const image of [picture().withIccProfile("p3").jpeg(), picture().withIccProfile("p3").png()]) {
      const original = new Uint8Array(await image.toBuffer());
      const { bytes } = stripped(original);
      expect((await sharp(bytes).metadata()).icc).toEqual((await sharp(original).metadata()).icc);
      expect((await sharp(bytes).metadata()).icc).toBeDefined();
    }
  });

  test("fill bytes between segments change nothing", async () => {
    const plain = new Uint8Array(await picture().jpeg().toBuffer());
    const filled = concatBytes(plain.subarray(0, 2), Uint8Array.of(0xff, 0xff, 0xff), plain.subarray(2));
    expect(stripped(filled).bytes).toEqual(plain);
  });
});

test("stripping what is stripped changes nothing more", async () => {
  for (const original of [
    await photo("jpeg"),
    await photo("jpeg", 1),
    await photo("jpeg", 3, { progressive: true }),
    await photo("png"),
  ]) {
    const once = stripped(original);
    expect(stripped(once.bytes)).toEqual({ ...once, removed: [] });
  }
});

describe("what is cut off", () => {
  test("a PNG cut anywhere is refused", async () => {
    const bytes = await photo("png");
    for (let length = 8; length < bytes.length; length++)
      expect(stripImageMetadata(bytes.subarray(0, length)).kind, String(length)).toBe("refused");
  });

  test("a JPEG cut anywhere before its picture is refused", async () => {
    const bytes = await photo("jpeg");
    const scan = Buffer.from(bytes).indexOf(Uint8Array.of(0xff, 0xda));
    expect(scan).toBeGreaterThan(100);
    for (let length = 3; length <= scan + 2; length++)
      expect(stripImageMetadata(bytes.subarray(0, length)).kind, String(length)).toBe("refused");
  });

  test("of a JPEG cut inside its picture nothing but the picture is left", async () => {
    const bytes = await photo("jpeg");
    const whole = stripped(bytes).bytes;
    for (let cut = 3; cut < 60; cut++) {
      const part = stripped(bytes.subarray(0, bytes.length - cut));
      expect(equalBytes(part.bytes, whole.subarray(0, whole.length - cut)), String(cut)).toBe(true);
    }
  });
});

describe("whatever bytes come", () => {
  test("what is neither JPEG nor PNG is unknown, and is not touched", async () => {
    const gif = await picture().gif().toBuffer();
    const webp = await picture().webp().toBuffer();
    for (const bytes of [
      gif,
      webp,
      utf8("%PDF-1.7"),
      new Uint8Array(0),
      Uint8Array.of(0xff, 0xd8),
      Uint8Array.of(0x89),
    ])
      expect(stripImageMetadata(new Uint8Array(bytes))).toEqual({ kind: "unknown" });
  });

  test("nothing throws, the bytes given stay as they were, and of what is left there is nothing more to take out", async () => {
    const originals = [
      await photo("jpeg"),
      await photo("jpeg", 6, { progressive: true }),
      await photo("png"),
    ];
    const share = fc.nat({ max: 9_999 }).map((each) => each / 10_000);
    const mutation = fc.record({
      original: fc.constantFrom(...originals),
      changes: fc.array(fc.tuple(share, fc.nat({ max: 255 })), {
        maxLength: 12,
      }),
      length: fc.option(share, { freq: 3 }),
    });
    fc.assert(
      fc.property(mutation, ({ original, changes, length }) => {
        const bytes = original.slice(
          0,
          length === null ? original.length : Math.floor(length * original.length),
        );
        // Most of a picture is coded data that means nothing here: half of the changes go to its first bytes.
        for (const [where, value] of changes)
          if (bytes.length > 0)
            bytes[
              Math.floor(where * (value % 2 === 0 ? bytes.length - 1 : Math.min(bytes.length - 1, 700)))
            ] = value;
        const before = bytes.slice();
        const result = stripImageMetadata(bytes);
        expect(equalBytes(bytes, before)).toBe(true);
        if (result.kind !== "stripped") return;
        const again = stripImageMetadata(result.bytes);
        expect(again.kind).toBe("stripped");
        if (again.kind === "stripped") expect(again.removed).toEqual([]);
      }),
      { numRuns: 1_500 },
    );
  });

  test("nor on noise behind either signature", () => {
    const signature = fc.constantFrom(
      Uint8Array.of(0xff, 0xd8, 0xff),
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    );
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc
        .array(fc.constantFrom(0xff, 0xe1, 0xda, 0xd9, 0xd0, 0, 0, 2, 10, 69), { maxLength: 60 })
        .map((bytes) => Uint8Array.from(bytes)),
    );
    fc.assert(
      fc.property(signature, noise, (signature, noise) => {
        expect(["stripped", "refused"]).toContain(stripImageMetadata(concatBytes(signature, noise)).kind);
      }),
      { numRuns: 500 },
    );
  });
});
