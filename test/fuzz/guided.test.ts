import { nodeCrypto } from "../../src/adapters/node-crypto.ts";
import { requireBoundedSheet } from "../../src/adapters/readers/sheet-size.ts";
import { unpackZip, storeZip } from "../../src/adapters/readers/zip.ts";
import { formatHex, parseUtf8, utf8 } from "../../src/core/bytes.ts";
import { formatCanonicalJson, parseCanonicalJson } from "../../src/core/canonical-json.ts";
import { parseElection } from "../../src/core/election.ts";
import { formatBuSlice, sliceBulletin } from "../../src/core/formats/br-bu-slice.ts";
import { stripImageMetadata } from "../../src/core/formats/image-metadata.ts";
import { parseMapping } from "../../src/core/formats/mapping.ts";
import { parseSheets } from "../../src/core/formats/parse-sheets.ts";
import { readCodes } from "../../src/core/formats/read-codes.ts";
import { parseManifest } from "../../src/core/manifest.ts";
import { parseNote } from "../../src/core/tlog/note.ts";
import { parseLogProof } from "../../src/core/tlog/proof.ts";
import { BULLETIN, BULLETIN_CONTESTS, BULLETIN_FORMAT } from "../support/bulletins.ts";
import { pngOf } from "../support/small-election.ts";
import { corpus, corpusTexts, demand, tellExecutions } from "./fuzz.ts";
import { guidedFuzz } from "./guided.ts";

const words = (...texts: readonly string[]) => texts.map((text) => utf8(text));
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("utf8");
const CONTESTS = ["mayor", "council"].map((id) => ({
  id,
  title: id,
  selections: ["ANA", "BEA"].map((selection) => ({ id: selection, name: selection })),
}));
const MAPPINGS = ["wide", "long"].flatMap((shape) =>
  corpusTexts("mapping").filter(
    (each) => each.includes(`"${shape}"`) || (shape === "wide" && each.includes('"contest": "mayor"')),
  ),
);
const mapping = parseMapping(MAPPINGS[0] ?? "");

guidedFuzz(
  "sheets of a table",
  { seeds: corpus("csv"), words: words('"', ",", "\n", "\r", "s1", "ANA", "?", "1.000") },
  (bytes) => {
    const { sheets } = parseSheets(bytes, { mapping, contests: CONTESTS });
    return sheets.length > 0 ? "accepted" : "refused";
  },
);
guidedFuzz(
  "a mapping",
  { seeds: corpus("mapping"), words: words('"boxes"', '"long"', '"column"', "{}", "[]", ":", ",") },
  (bytes) => {
    parseMapping(text(bytes));
    return "accepted";
  },
);
guidedFuzz(
  "an election file",
  { seeds: corpus("election"), words: words('"kind"', '"br-bu"', '"list"', "{}", "[]", "null", '"id"') },
  (bytes) => {
    parseElection(text(bytes));
    return "accepted";
  },
);
guidedFuzz(
  "canonical JSON",
  {
    seeds: [...corpus("entry"), ...corpus("opening")],
    words: words("1e21", "\\u0000", "__proto__", '"', "{", "["),
  },
  (bytes) => {
    const value = parseCanonicalJson(bytes, "bytes");
    demand(formatHex(formatCanonicalJson(value)) === formatHex(bytes), "one spelling for one value");
    return "accepted";
  },
);
guidedFuzz(
  "notes, receipts and manifests",
  { seeds: [...corpus("note"), ...corpus("manifest")], words: words("\n\n", "— ", "index 1", "/", "..") },
  (bytes) => {
    const given = parseUtf8(bytes, "note");
    for (const parse of [parseLogProof, parseManifest]) refusing(() => parse(given));
    parseNote(given);
    return "accepted";
  },
);
guidedFuzz(
  "content of a bulletin",
  {
    seeds: words(BULLETIN),
    words: words("CARG:11", "IDEL:90", "PART:51", "LEGP:1", "TOTC:50", "51:20", "TIPO:1", " ", ":"),
  },
  (bytes) => {
    const content = text(bytes);
    if (!/^\S+( \S+)*$/.test(content) || content.length > 3_000) return "refused";
    let codes: readonly string[];
    try {
      codes = sliceBulletin({ version: "VRQR:1.5", content, maximum: 300 }, nodeCrypto).map(formatBuSlice);
    } catch {
      return "refused";
    }
    const election = { date: "2026-01-04", contests: BULLETIN_CONTESTS, sheet: { qr: BULLETIN_FORMAT } };
    const readings = readCodes(
      { texts: codes.filter((_, at) => at !== 1) },
      { election, crypto: nodeCrypto, others: [] },
    );
    return readings.some((reading) => reading.outcome === "read") ? "accepted" : "refused";
  },
);
guidedFuzz(
  "an image",
  {
    seeds: [
      pngOf(1),
      Buffer.from("ffd8ffe1001645786966000049492a0008000000010012010300ffda000400ffd9", "hex"),
    ],
    words: [Uint8Array.of(0xff, 0xe1), ...words("Exif\0\0", "tEXt", "IEND")],
  },
  (bytes) => {
    return stripImageMetadata(bytes).kind === "stripped" ? "accepted" : "refused";
  },
);
guidedFuzz(
  "an archive",
  {
    seeds: [storeZip(new Map([["a.xml", utf8('<row r="1"><c r="A1"/></row>')]]))],
    words: words("PK\u0001\u0002", "PK\u0003\u0004", "PK\u0005\u0006"),
  },
  (bytes) => {
    const limits = { bytes: 100_000, files: 10 };
    const files = unpackZip(bytes, { what: "archive", limits, wants: (name) => name.endsWith(".xml") });
    for (const [name, xml] of files) requireBoundedSheet(xml, name);
    return "accepted";
  },
);

function refusing(parse: () => unknown): void {
  try {
    parse();
  } catch (error) {
    demand(error instanceof Error && error.name === "InputError", `a reason: ${String(error)}`);
  }
}

tellExecutions();
