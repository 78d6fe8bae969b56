import { crc32, deflateRawSync } from "node:zlib";
import * as fc from "fast-check";
import { expect, test } from "vitest";

import { concatBytes, utf8 } from "../../core/bytes.ts";
import { InputError } from "../../core/input-error.ts";
import { storeZip, unpackZip, type UnpackLimits } from "./zip.ts";

const LIMITS: UnpackLimits = { bytes: 1_000_000, files: 10 };
const unpack = (bytes: Uint8Array, limits = LIMITS) =>
  unpackZip(bytes, { what: "archive", limits, wants: (name) => name.endsWith(".xml") });

interface Lies {
  readonly method?: number;
  readonly flags?: number;
  readonly unpacked?: number;
  readonly crc?: number;
  readonly extra?: Uint8Array;
  readonly offset?: number;
}

/** An archive of one packed file, whose directory may lie. */
function archive(content: Uint8Array, lies: Lies = {}): Uint8Array {
  const packed = deflateRawSync(content);
  const name = utf8("a.xml");
  const extra = lies.extra ?? new Uint8Array();
  const head = Buffer.alloc(26);
  head.writeUInt16LE(lies.flags ?? 0, 2);
  head.writeUInt16LE(lies.method ?? 8, 4);
  head.writeUInt32LE(lies.crc ?? crc32(content), 10);
  head.writeUInt32LE(extra.length > 0 ? 0xffffffff : packed.length, 14);
  head.writeUInt32LE(extra.length > 0 ? 0xffffffff : (lies.unpacked ?? content.length), 18);
  head.writeUInt16LE(name.length, 22);
  const local = concatBytes(utf8("PK\u0003\u0004"), head, name, packed);
  head.writeUInt16LE(extra.length, 24);
  const place = Buffer.alloc(14);
  place.writeUInt32LE(lies.offset ?? 0, 10);
  const listed = concatBytes(utf8("PK\u0001\u0002"), Buffer.from([20, 0]), head, place, name, extra);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(local.length, 12);
  return concatBytes(local, listed, utf8("PK\u0005\u0006"), end);
}

const CONTENT = utf8("<x/>".repeat(1_000));

test("a packed file comes out as it went in, and an archive of our own too", () => {
  expect([...unpack(archive(CONTENT))]).toEqual(
    [["a.xml", CONTENT]].map(([name, file]) => [name, Buffer.from(file ?? "")]),
  );
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string({ minLength: 1 }).map((name) => `${name}.xml`),
        fc.uint8Array(),
        { noNullPrototype: true },
      ),
      (files) => {
        const given = new Map(Object.entries(files).filter(([name]) => name.isWellFormed()));
        const again = unpackZip(storeZip(given), {
          what: "archive",
          limits: { bytes: 10_000, files: 1_000 },
          wants: () => true,
        });
        expect([...again].map(([name, file]) => [name, [...file]])).toEqual(
          [...given].map(([name, file]) => [name, [...file]]),
        );
      },
    ),
  );
});

test("sizes in the ZIP64 field count", () => {
  const extra = Buffer.alloc(20);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(16, 2);
  extra.writeBigUInt64LE(BigInt(CONTENT.length), 4);
  extra.writeBigUInt64LE(BigInt(deflateRawSync(CONTENT).length), 12);
  expect([...unpack(archive(CONTENT, { extra })).keys()]).toEqual(["a.xml"]);
});

test("nothing is unpacked past the limit, whatever the directory says", () => {
  const bomb = new Uint8Array(20_000_000);
  for (const unpacked of [bomb.length, 10, 0]) {
    const before = process.memoryUsage().arrayBuffers;
    expect(() => unpack(archive(bomb, { unpacked }))).toThrow("more than 1 MB");
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5_000_000);
  }
  expect(unpack(archive(CONTENT), { bytes: 4_000, files: 1 }).size).toBe(1);
  expect(() => unpack(archive(CONTENT), { bytes: 3_999, files: 1 })).toThrow("more than");
  const many = new Map(Array.from({ length: 11 }, (_, at) => [`${at}.txt`, new Uint8Array()]));
  expect(() => unpack(storeZip(many))).toThrow("more than 10 files");
});

test.each([
  ["another size", { unpacked: 3_999 }, "broken"],
  ["another checksum", { crc: 1 }, "broken"],
  ["an unknown method", { method: 12 }, "method 12"],
  ["a password", { flags: 1 }, "encrypted"],
  ["a place with no file", { offset: 7 }, "no file where"],
  ["a place past the end", { offset: 0xfffffff0 }, "no file where"],
] as const)("an archive with %s is refused", (_, lies, reason) => {
  expect(() => unpack(archive(CONTENT, lies))).toThrow(reason);
});

test("a name twice is refused: which of the two counts would depend on the reader", () => {
  const one = storeZip(new Map([["a.xml", utf8("1")]]));
  const two = storeZip(
    new Map([
      ["a.xml", utf8("1")],
      ["b.xml", utf8("2")],
    ]),
  );
  const renamed = Buffer.from(two.map((byte, at) => (byte === 0x62 && two[at + 1] === 0x2e ? 0x61 : byte)));
  expect(() => unpack(renamed)).toThrow("twice");
  expect(unpack(one).size).toBe(1);
});

test("bytes that are changed or cut anywhere are unpacked right or refused", () => {
  const whole = concatBytes(archive(CONTENT));
  const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 4 });
  fc.assert(
    fc.property(changes, fc.nat(whole.length), fc.boolean(), (changed, cut, isCut) => {
      const bytes = whole.slice(0, isCut ? cut : whole.length);
      for (const [at, byte] of changed) if (at < bytes.length) bytes[at] = byte;
      try {
        for (const file of unpack(bytes).values()) expect(Buffer.from(file).equals(CONTENT)).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
    }),
    { numRuns: 500 },
  );
});
