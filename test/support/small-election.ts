import { deflateSync } from "node:zlib";

import { concatBytes, utf8 } from "../../src/core/bytes.ts";

/** A country of six polling stations, for tests that need an election and no more. */
export const ELECTION = utf8(
  JSON.stringify({
    format: "cotejo-election/1",
    id: "six-stations",
    title: "Six stations",
    date: "2026-01-01",
    languages: ["en"],
    root: { id: "land", name: "Land" },
    levels: [{ id: "region", name: "Region" }],
    contests: [
      {
        id: "mayor",
        title: "Mayor",
        selections: [
          { id: "ana", name: "Ana" },
          { id: "luz", name: "Luz" },
        ],
      },
    ],
    sources: [
      { id: "witnesses", kind: "witnesses", name: "Witnesses" },
      { id: "council", kind: "authority", name: "Council" },
    ],
    sheet: { qr: { kind: "list", contest: "mayor", rows: ["ana", "luz"] } },
  }),
);

export const REGISTER = utf8(
  `station,registeredVoters,regionCode,regionName\n${[1, 2, 3, 4, 5, 6].map((at) => `s${at},100,r${at % 2},Region ${at % 2}\n`).join("")}`,
);

export const MAPPING = utf8(
  JSON.stringify({
    format: "cotejo-mapping/1",
    station: { columns: ["station"] },
    units: [],
    boxes: { ana: "ana", luz: "luz", nullVotes: "null" },
    illegible: ["?"],
  }),
);

export const TABLE = utf8("station,ana,luz,null\ns1,30,20,1\ns2,25,31,0\ns3,40,10,2\ns4,?,9,1\n");

export const DECLARATION = utf8(
  JSON.stringify({
    format: "cotejo-declaration/1",
    id: "final",
    contest: "mayor",
    source: "council",
    status: "certified",
    announcedAt: "2026-01-02",
    sources: ["read out in the square"],
    results: [{ unit: "land", votes: { ana: 90, luz: 120 }, validVotes: 210 }],
  }),
);

/** A valid PNG of one grey pixel, another for every shade. */
export function pngOf(shade: number): Uint8Array {
  const chunk = (type: string, body: Uint8Array) => {
    const content = concatBytes(utf8(type), body);
    return concatBytes(numberBytes(body.length), content, numberBytes(crc32(content)));
  };
  const header = concatBytes(numberBytes(1), numberBytes(1), Uint8Array.of(8, 0, 0, 0, 0));
  return concatBytes(
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", header),
    chunk("IDAT", new Uint8Array(deflateSync(Uint8Array.of(0, shade)))),
    chunk("IEND", new Uint8Array()),
  );
}

function numberBytes(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** Photos of different shades, each said to be of a station of its own, as somebody delivers them. */
export function photosOf(...shades: readonly number[]) {
  return {
    files: shades.map((shade) => ({
      name: `${shade}.png`,
      read: () => pngOf(shade),
      station: `s${shade}`,
    })),
    source: "witnesses",
    redactedBySource: false,
  };
}
