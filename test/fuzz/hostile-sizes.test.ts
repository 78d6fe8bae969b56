import { expect, test } from "vitest";

import { concatBytes, utf8 } from "../../src/core/bytes.ts";
import { parseCanonicalJson } from "../../src/core/canonical-json.ts";
import { parseOpening } from "../../src/core/commitment.ts";
import { parseDeclaration } from "../../src/core/declaration.ts";
import { parseElection } from "../../src/core/election.ts";
import { parseEntry } from "../../src/core/entry.ts";
import { parseBuSlice } from "../../src/core/formats/br-bu-slice.ts";
import { stripImageMetadata } from "../../src/core/formats/image-metadata.ts";
import { parseMapping } from "../../src/core/formats/mapping.ts";
import { parseSheets } from "../../src/core/formats/parse-sheets.ts";
import { parseQr } from "../../src/core/formats/qr-format.ts";
import { decodeText, eachRecord, parseTable } from "../../src/core/formats/table.ts";
import { InputError } from "../../src/core/input-error.ts";
import { parseManifest } from "../../src/core/manifest.ts";
import { parseOpenings } from "../../src/core/publication.ts";
import { parseNote } from "../../src/core/tlog/note.ts";
import { parseLogProof } from "../../src/core/tlog/proof.ts";
import { parseEntryBundle, parseTilePath } from "../../src/core/tlog/tile.ts";
import { ExampleElection } from "../support/example-election.ts";
import { pngOf } from "../support/small-election.ts";
import { corpusTexts } from "./fuzz.ts";

/** Millions of characters that a careless parser takes the square of their number of steps for. */
const MANY = 2_000_000;
/** What a step per character may take at most, on a slow machine; the square of MANY would take days. */
const SECONDS_MAXIMUM = 20;

const ELECTION = parseElection(corpusTexts("election").at(-1) ?? "");
const CONTESTS = [
  {
    id: "mayor",
    title: "Mayor",
    selections: [
      { id: "ANA", name: "Ana" },
      { id: "BEA", name: "Bea" },
    ],
  },
];
const mapping = parseMapping(
  '{"format":"cotejo-mapping/1","station":{"columns":["station"]},"boxes":{"ANA":"ANA"}}',
);
const placed = parseMapping(
  '{"format":"cotejo-mapping/1","contest":"mayor","station":{"columns":["station"]},"units":[{"code":"code","name":"name"}],"boxes":{"ANA":"ANA"}}',
);
const sheets = (text: string) => parseSheets(utf8(text), { mapping, contests: CONTESTS });
const table = (text: string) => eachRecord(parseTable(decodeText(utf8(text)).text), () => {});
const json = (text: string) => parseElection(text);
const signature = "\n\u2014 a AAAAAAA=\n";
const hash = "0".repeat(64);

const cases: readonly [string, () => unknown][] = [
  ["a table of quotation marks", () => table('"'.repeat(MANY))],
  ["records that each open a quotation mark", () => table(`a,b\n${'"x,1\n'.repeat(MANY / 5)}`)],
  [
    "records that each open a quotation mark, after one that closes",
    () => table(`a,b\n"x",1\n${'"x,1\n'.repeat(MANY / 5)}"`),
  ],
  [
    "places that all bear one code",
    () => {
      const row = (at: number) => `s${at},0,place ${at},1\n`;
      const rows = Array.from({ length: MANY / 10 }, (_, at) => row(at)).join("");
      return parseSheets(utf8(`station,code,name,ANA\n${rows}`), { mapping: placed, contests: CONTESTS });
    },
  ],
  ["a table of delimiters", () => table(`a,b\n${",".repeat(MANY)}`)],
  ["column names alone", () => table(",".repeat(MANY))],
  [
    "column names of a mapping among very many",
    () => sheets(`station,ANA${",x".repeat(200_000)}\ns1,1${",1".repeat(200_000)}\n`),
  ],
  ["columns that all bear one name", () => sheets(`station,ANA${",station".repeat(200_000)}\n`)],
  ["lines without anything", () => table(`a,b\n${"\n".repeat(MANY)}`)],
  ["lines that end in CR", () => table(`a,b\r${"1,2\r".repeat(MANY / 4)}`)],
  ["line ends of all kinds", () => table(`a,b\r\n${"1,2\r1,2\n1,2\r\n".repeat(MANY / 13)}`)],
  ["marks that combine", () => table(`a,b\nx${"\u0301".repeat(MANY / 4)},1\n`)],
  ["marks that combine in two orders", () => table(`a,b\nx${"\u0323\u0301".repeat(MANY / 8)},1\n`)],
  ["bytes that are no UTF-8", () => decodeText(new Uint8Array(MANY).fill(0xe9))],
  ["one cell of digits", () => sheets(`station,ANA\ns1,${"9".repeat(MANY)}\n`)],
  ["one cell of spaces", () => sheets(`station,ANA\ns1,${" ".repeat(MANY)}\n`)],
  [
    "stations that all differ",
    () => sheets(`station,ANA\n${Array.from({ length: 200_000 }, (_, at) => `s${at},1`).join("\n")}\n`),
  ],
  ["one station very often", () => sheets(`station,ANA\n${"s1,1\n".repeat(400_000)}`)],
  [
    "groups of thousands",
    () =>
      parseSheets(utf8(`station,ANA\ns1,1${".000".repeat(MANY / 8)}\n`), {
        mapping: parseMapping(
          '{"format":"cotejo-mapping/1","station":{"columns":["station"]},"boxes":{"ANA":"ANA"},"numbers":{"thousands":"."}}',
        ),
        contests: CONTESTS,
      }),
  ],
  ["brackets in brackets", () => json("[".repeat(MANY))],
  ["brackets in brackets that close", () => json("[".repeat(MANY / 2) + "]".repeat(MANY / 2))],
  ["objects in objects", () => json('{"a":'.repeat(MANY / 5))],
  ["brackets in an entry", () => parseEntry(utf8("[".repeat(30_000) + "]".repeat(30_000)), 1)],
  [
    "brackets in canonical JSON",
    () => parseCanonicalJson(utf8("[".repeat(100_000) + "]".repeat(100_000)), "x"),
  ],
  ["brackets in a mapping", () => parseMapping(`{"format":${"[".repeat(100_000)}${"]".repeat(100_000)}}`)],
  [
    "a mapping with a value in values in values",
    () => parseMapping(`{"format":"cotejo-mapping/1","x":${'{"a":'.repeat(4_000)}1${"}".repeat(4_000)}}`),
  ],
  ["a number of very many digits", () => json(`{"id":${"9".repeat(MANY)}}`)],
  ["one member very often", () => json(`{${'"id":"a",'.repeat(MANY / 9)}"x":1}`)],
  [
    "very many contests",
    () =>
      json(
        JSON.stringify({
          ...ELECTION,
          contests: Array.from({ length: 20_000 }, (_, at) => ({
            id: `c${at}`,
            title: "t",
            selections: [{ id: "a", name: "a" }],
          })),
        }),
      ),
  ],
  [
    "very many selections",
    () =>
      json(
        JSON.stringify({
          ...ELECTION,
          contests: [
            {
              id: "mayor",
              title: "t",
              selections: Array.from({ length: 50_000 }, (_, at) => ({ id: `s${at}`, name: "s" })),
            },
          ],
        }),
      ),
  ],
  [
    "very many declared results",
    () =>
      parseDeclaration(
        JSON.stringify({
          format: "cotejo-declaration/1",
          id: "x",
          contest: ELECTION.contests[0]?.id,
          source: ELECTION.sources[0]?.id,
          status: "certified",
          announcedAt: "2031-05-05",
          sources: ["s"],
          results: Array.from({ length: 50_000 }, (_, at) => ({ unit: `${at}`, votes: {} })),
        }),
        ELECTION,
      ),
  ],
  [
    "an opening of very many boxes",
    () =>
      parseOpening(
        utf8(
          `{"payload":{"boxes":{${Array.from({ length: 100_000 }, (_, at) => `"b${String(at).padStart(6, "0")}":1`).join(",")}},"contest":"m","kind":"reading","outcome":"read","station":"s"},"salt":"x"}`,
        ),
        "line",
      ),
  ],
  ["very many openings", () => parseOpenings(utf8("1 {}\n".repeat(MANY / 5)), "openings")],
  ["a note of line ends", () => parseNote("\n".repeat(MANY))],
  ["a note of blank lines and a signature", () => parseNote(`${"\n".repeat(MANY)}${signature}`)],
  ["a note of signatures", () => parseNote(`a\n\n${"\u2014 a AAAAAAA=\n".repeat(MANY / 12)}`)],
  ["a note with one long line", () => parseNote(`${"a".repeat(MANY)}\n${signature}`)],
  [
    "a receipt of hashes",
    () => parseLogProof(`c2sp.org/tlog-proof@v1\nindex 1\n${"A\n".repeat(MANY / 2)}\n`),
  ],
  [
    "a manifest of very many files",
    () =>
      parseManifest(
        `cotejo manifest v1\nrules r\ncheckpoint ${hash}\n${Array.from({ length: 40_000 }, (_, at) => `${hash} 1 a/${String(at).padStart(6, "0")}\n`).join("")}${signature}`,
      ),
  ],
  [
    "a manifest of very deep folders",
    () =>
      parseManifest(
        `cotejo manifest v1\nrules r\ncheckpoint ${hash}\n${Array.from({ length: 5_000 }, (_, at) => `${hash} 1 ${"a/".repeat(450)}${String(at).padStart(6, "0")}\n`).join("")}${signature}`,
      ),
  ],
  ["a path of slashes", () => parseTilePath("/".repeat(MANY))],
  ["a path of groups", () => parseTilePath(`tile/0/${"x000/".repeat(MANY / 5)}000`)],
  ["a bundle of empty entries", () => parseEntryBundle(new Uint8Array(MANY))],
  [
    "a QR text of commas",
    () => parseQr(`a!${",".repeat(MANY)}!0!0`, { kind: "list", contest: "m", rows: ["a"] }),
  ],
  ["a QR text of exclamation marks", () => parseQr("!".repeat(MANY), "ve-2024-qr")],
  ["a part of a bulletin of hashes", () => parseBuSlice(`QRBU:1:1 VRQR:1.5 A:1${" HASH:".repeat(MANY / 6)}`)],
  [
    "a JPEG of markers",
    () => stripImageMetadata(concatBytes(Uint8Array.of(0xff, 0xd8), new Uint8Array(MANY).fill(0xff))),
  ],
  [
    "a JPEG of empty segments",
    () =>
      stripImageMetadata(
        concatBytes(
          Uint8Array.of(0xff, 0xd8, 0xff),
          ...Array.from({ length: 100_000 }, () => Uint8Array.of(0xff, 0xe1, 0, 2)),
        ),
      ),
  ],
  [
    "a JPEG of very many tables",
    () =>
      stripImageMetadata(
        Buffer.concat([
          Buffer.from("ffd8", "hex"),
          Buffer.alloc(MANY, Buffer.from("ffdb0002", "hex")),
          Buffer.from("ffda0002ffd9", "hex"),
        ]),
      ),
  ],
  [
    "a PNG of very many parts of its picture",
    () =>
      stripImageMetadata(
        Buffer.concat([
          pngOf(1).subarray(0, 33),
          Buffer.alloc(MANY, Buffer.from("000000004944415400000000", "hex")),
          pngOf(1).subarray(-12),
        ]),
      ),
  ],
  [
    "a JPEG of segments without a length",
    () =>
      stripImageMetadata(
        concatBytes(
          Uint8Array.of(0xff, 0xd8, 0xff),
          ...Array.from({ length: 100_000 }, () => Uint8Array.of(0xff, 0xe1, 0, 0)),
        ),
      ),
  ],
  [
    "a PNG of empty chunks",
    () =>
      stripImageMetadata(
        concatBytes(
          pngOf(1).subarray(0, 33),
          ...Array.from({ length: 100_000 }, () =>
            Uint8Array.of(0, 0, 0, 0, 0x74, 0x45, 0x58, 0x74, 0, 0, 0, 0),
          ),
        ),
      ),
  ],
  [
    "a table in which every one of very many stations has a finding",
    () => {
      const election = new ExampleElection();
      election.table(
        Array.from({ length: 150_000 }, (_, at) => ({ station: `s${at}`, boxes: { ANA: 0, BEA: 0 } })),
      );
      expect(election.view().findings).toHaveLength(150_000);
    },
  ],
];

for (const [claim, parse] of cases)
  test(`${claim}: taken or refused in time that grows with the length alone`, { timeout: 300_000 }, () => {
    const before = process.cpuUsage();
    try {
      parse();
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
    }
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000_000).toBeLessThan(SECONDS_MAXIMUM);
  });
