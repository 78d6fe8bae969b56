import * as fc from "fast-check";

import { nodeCrypto } from "../../src/adapters/node-crypto.ts";
import { formatHex, utf8 } from "../../src/core/bytes.ts";
import type { Entry } from "../../src/core/entry.ts";
import { advance, emptyState } from "../../src/core/fold.ts";
import { renderNistJson } from "../../src/core/formats/nist-json.ts";
import { nistReport } from "../../src/core/formats/nist-report.ts";
import { renderNistXml } from "../../src/core/formats/nist-xml.ts";
import { renderOpenElections } from "../../src/core/formats/render-openelections.ts";
import { eachRecord, formatRecord, parseTable } from "../../src/core/formats/table.ts";
import { view, type View } from "../../src/core/view.ts";
import { problemsOfReport } from "../support/nist-structures.ts";
import { parseXml, type XmlElement } from "../support/xml.ts";
import { demand, fuzz, tellExecutions } from "./fuzz.ts";

const ODD = [
  "=1+1",
  "+1",
  "-1",
  "@a",
  "\t=1",
  "\r",
  "<b>&amp;",
  "]]>",
  '"',
  "\u0000",
  "\u0085",
  "\uFFFE",
  "\uD800",
  "e\u0301",
  "__proto__",
  "ocd-division/country:xx",
];
const name = fc.oneof(
  fc.constantFrom(...ODD),
  fc.string({ unit: "binary", minLength: 1, maxLength: 40 }),
  fc.string({ minLength: 1 }),
);
const elections = fc.record({
  title: name,
  contest: name,
  selections: fc.array(name, { minLength: 1, maxLength: 4 }),
  level: fc.constantFrom("county", "region", "municipality", "x"),
  rows: fc.array(fc.tuple(name, name, fc.constantFrom("0", "1", "2147483647", "?", "")), {
    minLength: 1,
    maxLength: 6,
  }),
});

/** The view of an election whose every name comes from somebody else. */
function viewOf({
  title,
  contest,
  selections,
  level,
  rows,
}: typeof elections extends fc.Arbitrary<infer Value> ? Value : never): View {
  const ids = selections.map((_, at) => `S${at}`);
  const blobs = new Map<string, Uint8Array>();
  const blob = (content: string) => {
    const bytes = utf8(content);
    const hash = formatHex(nodeCrypto.sha256(bytes));
    blobs.set(hash, bytes);
    return hash;
  };
  const definition = blob(
    JSON.stringify({
      format: "cotejo-election/1",
      id: "odd",
      title,
      date: "2026-01-01",
      root: { id: "all", name: title },
      levels: [{ id: level, name: title }],
      contests: [
        { id: "mayor", title: contest, selections: ids.map((id, at) => ({ id, name: selections[at] })) },
      ],
      sources: [{ id: "w", kind: "witnesses", name: title }],
      policy: { setAside: [] },
    }),
  );
  const cells = (text: string) => text.replaceAll("\0", "");
  const table = [
    ["station", "unit", ...ids],
    ...rows.map(([station, unit, votes]) => [cells(station), cells(unit), ...ids.map(() => votes)]),
  ];
  const mapping = {
    format: "cotejo-mapping/1",
    station: { columns: ["station"] },
    units: [{ name: "unit" }],
    boxes: Object.fromEntries(ids.map((id) => [id, id])),
    illegible: ["?"],
  };
  const entries: Entry[] = [
    { kind: "election-opened", version: 1, definition },
    {
      kind: "dataset-imported",
      version: 1,
      source: "w",
      format: "mapping",
      dataset: blob(table.map((row) => formatRecord(row, ",")).join("")),
      mapping: blob(JSON.stringify(mapping)),
    },
  ];
  let state = emptyState();
  for (const entry of entries) state = advance(state, entry, (hash) => blobs.get(hash) ?? new Uint8Array());
  return view(state, new Map());
}

const countOf = (element: XmlElement): number =>
  element.children.reduce((sum, child) => sum + countOf(child), 1);

fuzz("results for other programs", elections, (election) => {
  const seen = viewOf(election);
  const sources = [...seen.contests.values()].flat();
  if (sources.length === 0) return "refused";
  const report = nistReport({
    seen,
    sources,
    log: { size: 2, root: "AA==" },
    generatedAt: "2026-01-01T00:00:00Z",
    rules: "r",
  });
  const problems = problemsOfReport(JSON.parse([...renderNistJson(report)].join("")) as unknown);
  demand(problems.length === 0, problems.join("; "));
  const xml = parseXml([...renderNistXml(report)].join(""));
  demand(countOf(xml) > 20, "a document of many elements");
  const lines = parseTable([...renderOpenElections(seen, sources)].join(""), { delimiter: "," });
  const { refused } = eachRecord(lines, (record) => {
    const fields = record.texts();
    demand(fields.length === 7 && fields.every((field) => !/^[=+\-@\t\r]/.test(field)), "no formula");
    demand(/^\d*$/.test(fields[6] ?? "x"), "votes are a number or nothing");
  });
  demand(refused.length === 0, "every row is one");
  return "accepted";
});

tellExecutions();
