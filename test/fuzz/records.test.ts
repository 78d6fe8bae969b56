import * as fc from "fast-check";
import { expect, test } from "vitest";

import { formatSigningKey, nodeCrypto, parseSigningKey } from "../../src/adapters/node-crypto.ts";
import { formatHex, parseUtf8, utf8 } from "../../src/core/bytes.ts";
import { formatCanonicalJson, parseCanonicalJson } from "../../src/core/canonical-json.ts";
import { formatOpening, parseOpening } from "../../src/core/commitment.ts";
import { parseDeclaration } from "../../src/core/declaration.ts";
import { parseElection } from "../../src/core/election.ts";
import { formatEntry, parseEntry, type Entry } from "../../src/core/entry.ts";
import { advance, emptyState } from "../../src/core/fold.ts";
import { formatBuSlice, parseBuSlice } from "../../src/core/formats/br-bu-slice.ts";
import { formatHnQr } from "../../src/core/formats/hn-2025-qr.ts";
import { formatQr, parseQr, type ListQrFormat } from "../../src/core/formats/qr-format.ts";
import { readCodes } from "../../src/core/formats/read-codes.ts";
import { InputError } from "../../src/core/input-error.ts";
import { isSafePath, parseManifest } from "../../src/core/manifest.ts";
import { parseOpenings } from "../../src/core/publication.ts";
import { parseSample } from "../../src/core/sample.ts";
import { view } from "../../src/core/view.ts";
import { BULLETIN, BULLETIN_CONTESTS, BULLETIN_FORMAT, codesOf } from "../support/bulletins.ts";
import { ExampleElection, CLEAN } from "../support/example-election.ts";
import { corpus, corpusTexts, fuzz, tellExecutions, demand, type Fate } from "./fuzz.ts";
import { mutatedJson, mutatedTexts } from "./mutation.ts";

/** Whether a text is refused, and nothing else happens. */
const accepts = (parse: () => unknown): Fate => {
  parse();
  return "accepted";
};

function jsonSeeds(folder: string): unknown[] {
  return corpusTexts(folder).flatMap((text) => {
    try {
      return [JSON.parse(text) as unknown];
    } catch {
      return [];
    }
  });
}

const LIST: ListQrFormat = { kind: "list", contest: "mayor", rows: ["ANA", "BEA", "ANA"] };
const qrTexts = mutatedTexts(corpusTexts("qr"), ["!", ",", "0", "00", "-1", "Z-7.B", "000000007.03.1.0001"]);
for (const format of [LIST, "ve-2024-qr"] as const)
  fuzz(`QR text, ${typeof format === "string" ? format : format.kind}`, qrTexts, (text) => {
    const parsed = parseQr(text, format);
    if (parsed.kind !== "sheet") return "refused";
    demand(formatQr(parsed, format) === text, "one text for one meaning");
    return "accepted";
  });
fuzz("QR text, hn-2025-qr", qrTexts, (text) => {
  const parsed = parseQr(text, "hn-2025-qr");
  if (parsed.kind !== "identity") return "refused";
  demand(formatHnQr(parsed) === text, "one text for one meaning");
  return "accepted";
});

const parts = [...codesOf(BULLETIN), ...codesOf(BULLETIN, 80)];
const PART_WORDS = [
  "QRBU:1:1",
  "QRBU:2:3",
  "VRQR:1.5",
  " HASH:",
  " ASSI:AA",
  "CARG:11",
  "IDEL:90",
  "PART:51",
  "LEGP:1",
  "TOTC:50",
  "51:20",
  "TIPO:1",
  " ",
  ":",
];
fuzz("QR text, one part of a bulletin", mutatedTexts(parts, PART_WORDS), (text) => {
  const slice = parseBuSlice(text);
  if ("kind" in slice) return "refused";
  demand(formatBuSlice(slice) === text, "one text for one meaning");
  return "accepted";
});

/** Bulletins with changed content and right hashes, in any parts: what is read must be what the parts say. */
const contents = mutatedTexts([BULLETIN], PART_WORDS).filter(
  (text) => /^\S+( \S+)*$/.test(text) && text.length < 5_000,
);
const cuts = fc.record({
  content: contents,
  maximum: fc.integer({ min: 60, max: 1_000 }),
  keep: fc.array(fc.boolean()),
  pool: fc.array(fc.boolean()),
});
fuzz("codes of an image, bulletins", cuts, ({ content, maximum, keep, pool }) => {
  let codes: readonly string[];
  try {
    codes = codesOf(content, maximum);
  } catch {
    return "refused";
  }
  const texts = codes.filter((_, at) => keep[at] ?? true);
  const others = codes
    .filter((_, at) => pool[at] ?? false)
    .flatMap((text) => {
      const slice = parseBuSlice(text);
      return "kind" in slice ? [] : [slice];
    });
  const election = { date: "2026-01-04", contests: BULLETIN_CONTESTS, sheet: { qr: BULLETIN_FORMAT } };
  const readings = readCodes({ texts }, { election, crypto: nodeCrypto, others });
  demand(readings.length > 0, "an image has a reading");
  for (const payload of readings) {
    const line = formatOpening({ salt: new Uint8Array(32), payload });
    demand(
      formatHex(formatOpening(parseOpening(line, "line"))) === formatHex(line),
      "a reading can be committed",
    );
  }
  return readings.some((reading) => reading.outcome === "read") ? "accepted" : "refused";
});

const WORDS = [
  "kind",
  "list",
  "br-bu",
  "hn-2025-qr",
  "format",
  "id",
  "name",
  "votes",
  "results",
  "unit",
  "rule",
  "sizes",
  "contest",
];
const electionValues = mutatedJson(jsonSeeds("election"), WORDS);
fuzz("an election file", electionValues, (value) => accepts(() => parseElection(JSON.stringify(value))));
fuzz("text of an election file", mutatedTexts(corpusTexts("election"), WORDS), (text) =>
  accepts(() => parseElection(text)),
);
const ELECTION = parseElection(corpusTexts("election").at(-1) ?? "");
fuzz("a declaration", mutatedJson(jsonSeeds("declaration"), WORDS), (value) =>
  accepts(() => parseDeclaration(JSON.stringify(value), ELECTION)),
);
fuzz("a sample", mutatedJson(jsonSeeds("sample"), WORDS), (value) =>
  accepts(() => parseSample(JSON.stringify(value), ELECTION)),
);

const canonical = (value: unknown): Uint8Array => {
  try {
    return formatCanonicalJson(value);
  } catch {
    return utf8(JSON.stringify(value) ?? "");
  }
};
/** Every kind there is: the type demands that none is left out. */
const KINDS: Readonly<Record<Entry["kind"], true>> = {
  "election-opened": true,
  "register-adopted": true,
  "dataset-imported": true,
  "evidence-received": true,
  "evidence-reassigned": true,
  "evidence-redacted": true,
  "reading-made": true,
  "actor-admitted": true,
  "actor-removed": true,
  "reading-signed": true,
  "readings-extended": true,
  "truth-committed": true,
  "truths-opened": true,
  "dispute-adjudicated": true,
  "results-declared": true,
  "sample-drawn": true,
  "document-received": true,
  "document-revised": true,
  "statement-recorded": true,
  "statement-revised": true,
  "derivation-confirmed": true,
  "incident-described": true,
};
test("the corpus has an entry of every kind, and each is taken", () => {
  const kinds = corpus("entry").map((bytes, index) => parseEntry(bytes, index + 100).kind);
  expect([...new Set(kinds)].toSorted()).toEqual(Object.keys(KINDS).toSorted());
});
fuzz("an entry", mutatedJson(jsonSeeds("entry"), WORDS), (value) => {
  const bytes = canonical(value);
  const entry = parseEntry(bytes, 1);
  demand(formatHex(formatEntry(entry)) === formatHex(bytes), "one spelling for one entry");
  return "accepted";
});
fuzz(
  "text of canonical JSON",
  mutatedTexts(
    [...corpusTexts("entry"), ...corpusTexts("opening"), "[1e+21,0.1,-5e-324]", '{"\\u20ac":1}'],
    WORDS,
  ),
  (text) => {
    const bytes = utf8(text);
    const value = parseCanonicalJson(bytes, "text");
    demand(formatHex(formatCanonicalJson(value)) === formatHex(bytes), "one spelling for one value");
    return "accepted";
  },
);
fuzz("an opening", mutatedJson(jsonSeeds("opening"), WORDS), (value) => {
  const bytes = canonical(value);
  demand(
    formatHex(formatOpening(parseOpening(bytes, "line"))) === formatHex(bytes),
    "one spelling for one opening",
  );
  return "accepted";
});
fuzz(
  "a file of openings",
  mutatedTexts(
    corpusTexts("opening").map((text) => `3 ${text}\n4 ${text}\n`),
    ["\n", " ", "0 ", "99999999999999 "],
  ),
  (text) => accepts(() => parseOpenings(utf8(text), "openings")),
);

const signature = corpusTexts("note")
  .flatMap((text) => text.split("\n").filter((line) => line.startsWith("—")))
  .slice(0, 1)
  .join();
const manifests = corpusTexts("manifest").map((text) => `${text}\n${signature}\n`);
fuzz(
  "a manifest",
  mutatedTexts(manifests, ["..", "/", "\\", "./", "manifest", "C:", "\n", " ", "a".repeat(300)]),
  (text) => {
    const { manifest } = parseManifest(text);
    for (const { path, size } of manifest.files) {
      demand(isSafePath(path) && Number.isSafeInteger(size), "a path inside the folder");
      const steps = path.split("/");
      demand(
        !steps.some((step) => ["", ".", ".."].includes(step)) &&
          !path.includes("\\") &&
          !path.startsWith("/"),
        "no step leaves the folder",
      );
    }
    return "accepted";
  },
);
fuzz(
  "a path",
  mutatedTexts(["a/b/c.csv", "data/x", "log/tile/0/x001/067"], ["..", "/", "\\", "\0", "./"]),
  (path) => {
    demand(!isSafePath(path) || !path.split("/").includes(".."), "no step leaves the folder");
    return isSafePath(path) ? "accepted" : "refused";
  },
);
fuzz(
  "a signing key",
  mutatedTexts(
    [formatSigningKey("origin", new Uint8Array(32).fill(5)), `PRIVATE+KEY+origin+00000000+${"A".repeat(44)}`],
    ["+", "PRIVATE+KEY+", "="],
  ),
  (text) => accepts(() => parseSigningKey(text)),
);

/** A whole small log, with one entry or one file that an entry names exchanged for something else. */
function exampleLog() {
  const election = new ExampleElection({ policy: { settle: { readings: 1 } } });
  election.register([
    ["s1", "N/N1", 100],
    ["s2", "N/N1", 100],
    ["s3", "S/S1", ""],
  ]);
  election.table([
    { station: "s1", unit: "N/N1", boxes: CLEAN },
    { station: "s2", unit: "N/N1", file: "a.jpg", boxes: { ...CLEAN, ANA: "illegible" } },
  ]);
  const evidence = election.evidence({ station: "s3" });
  election.reading({ evidence, station: "s3", boxes: CLEAN });
  election.reassign(evidence, "s2");
  election.adjudicate("s2", { entry: 2, row: 2 });
  const printed = election.evidence({ station: "s1" });
  const print = { template: "t", rows: { a: 30 }, differ: [{ row: "b", digits: 26, words: 20 }] };
  election.reading({ evidence: printed, station: "s1", boxes: CLEAN, reader: "print a", rows: { print } });
  const hand = { template: "t", rows: { a: { proposal: 31, percent: 90 } } };
  election.reading({
    evidence: printed,
    station: "s1",
    boxes: { ANA: 31 },
    reader: "handwriting a",
    rows: { hand },
  });
  election.reading({ evidence: printed, station: "s1", boxes: CLEAN, actor: election.admit(1) });
  const redaction = election.redact(printed, "redacted");
  election.redact(printed, "withdrawn", { supersedes: redaction });
  recordDocument(election);
  election.declare({ id: "final", results: [{ unit: "all", votes: { ANA: 60, BEA: 10 } }] });
  return election;
}

/** A document with two statements of which one is corrected, and a name in it that was found late. */
function recordDocument(election: ExampleElection): void {
  const commitment = "ab".repeat(32);
  const told = { genre: "news", collectedAt: "2024-07-30", reader: "text" } as const;
  const [text, masked] = [
    "At least 12 people died, the League said.",
    "At least 12 people died, the ██████ said.",
  ];
  const facts = { ...told, text: election.blob(text), masked: 0 };
  const visibility = "public" as const;
  const document = election.append({
    kind: "document-received",
    version: 1,
    visibility,
    commitment,
    document: facts,
  });
  const by = { document, reviewer: "Ana", reviews: 2 as const, commitment };
  const statement = election.append({ kind: "statement-recorded", version: 1, decision: "confirmed", ...by });
  election.append({ kind: "statement-recorded", version: 1, decision: "rejected", ...by });
  election.append({
    kind: "statement-revised",
    version: 1,
    statement,
    decision: "corrected",
    reviewer: "Luz",
    reviews: 2,
    commitment,
  });
  election.append({
    kind: "statement-revised",
    version: 1,
    statement,
    decision: "confirmed",
    reviewer: "Ana",
  });
  const hidden = { ...told, text: election.blob(masked), masked: 1 };
  election.append({
    kind: "document-revised",
    version: 1,
    document,
    visibility,
    facts: hidden,
    withdrawn: [statement],
    reviewer: "Luz",
  });
}
const EXAMPLE = exampleLog();
const blobs = new Map([...EXAMPLE.blobs()].map(([hash, bytes]) => [hash, parseUtf8(bytes)]));
const logs = fc.record({
  entries: mutatedJson(
    [EXAMPLE.entries],
    [
      ...WORDS,
      "station",
      "evidence",
      "supersedes",
      "mapping",
      "outcome",
      "covered",
      "actor",
      "signature",
      "withdrawn",
      "facts",
    ],
  ),
  hash: fc.constantFrom(...blobs.keys()),
  blob: mutatedTexts([...blobs.values()], [...WORDS, ",", '"', "\n", "s1", "box ANA"]),
  isBlob: fc.boolean(),
});
fuzz("a log folded and viewed", logs, ({ entries, hash, blob, isBlob }) => {
  let state = emptyState();
  const given: unknown = isBlob ? EXAMPLE.entries : entries;
  if (!Array.isArray(given)) return "refused";
  for (const [index, value] of given.entries()) {
    const entry: Entry = parseEntry(canonical(value), index);
    state = advance(state, entry, (name) => {
      const text = isBlob && name === hash ? blob : blobs.get(name);
      if (text === undefined) throw new InputError("blob", ["is not there"]);
      return utf8(text);
    });
  }
  const seen = view(state, EXAMPLE.openings);
  for (const sources of seen.contests.values())
    for (const { tabulation } of sources) {
      const { registered, counted, explained, missing } = tabulation.stations(0);
      demand(
        registered === undefined || registered === counted + explained + (missing ?? 0),
        "no station is lost",
      );
    }
  return "accepted";
});

tellExecutions();
