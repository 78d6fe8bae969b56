import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

import { expect, test } from "vitest";

import { listFiles } from "../src/adapters/disk-folder.ts";
import { nodeCrypto } from "../src/adapters/node-crypto.ts";
import { utf8 } from "../src/core/bytes.ts";
import { commitmentOf, parseOpening } from "../src/core/commitment.ts";
import { parseDeclaration } from "../src/core/declaration.ts";
import { parseElection } from "../src/core/election.ts";
import { parseEntry, type Entry } from "../src/core/entry.ts";
import { ALL_FINDING_CODES, DEFAULT_SET_ASIDE } from "../src/core/finding.ts";
import { parseMapping } from "../src/core/formats/mapping.ts";
import { parseSample } from "../src/core/sample.ts";
import { METHOD_NAMES } from "../src/core/statistics/test-result.ts";
import { registerMapping } from "../src/core/formats/register-table.ts";
import { manifestFile, parseManifest } from "../src/core/manifest.ts";
import { leafHash } from "../src/core/tlog/merkle.ts";
import { parseVerifierKey, verifyNote } from "../src/core/tlog/note.ts";
import { describeQuorum, parsePolicy } from "../src/core/tlog/policy.ts";
import { parseLogProof, verifyLogProof } from "../src/core/tlog/proof.ts";
import type { NotEstablished, Problem } from "../src/core/verification.ts";

const ROOT = resolve(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

const PAGES = [
  ...readdirSync(ROOT).filter((name) => name.endsWith(".md")),
  ...["docs", "examples"].flatMap((folder) =>
    listFiles(join(ROOT, folder))
      .filter((path) => path.endsWith(".md"))
      .map((path) => `${folder}/${path}`),
  ),
];

function headingsOf(page: string, level: number): string[] {
  const start = `${"#".repeat(level)} `;
  return withoutFences(read(page))
    .split("\n")
    .filter((line) => line.startsWith(start))
    .map((line) => line.slice(start.length));
}

function withoutFences(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```/gm, "");
}

/** The last example of a page in an indented block, from the line that begins so to the end of the block. */
function indented(page: string, begins: string): string {
  const lines = read(page).split("\n");
  const from = lines.findLastIndex((line) => line.startsWith(`    ${begins}`));
  if (from < 0) throw new Error(`${page} has no example that begins with ${begins}`);
  const length = lines.slice(from).findIndex((line) => line !== "" && !line.startsWith("    "));
  const block = lines.slice(from, length < 0 ? undefined : from + length);
  return `${block
    .map((line) => line.slice(4))
    .join("\n")
    .trimEnd()}\n`;
}

/** What GitHub names a heading in a link. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

test("docs/findings.md tells of every finding code, and of no other", () => {
  const told = headingsOf("docs/findings.md", 3);
  expect(told.toSorted()).toEqual([...ALL_FINDING_CODES].toSorted());
});

test("docs/findings.md says rightly which codes the default policy sets aside", () => {
  const sections = read("docs/findings.md").split(/^### /m).slice(1);
  const setAside = sections.flatMap((section) => {
    const [code = "", text = ""] = [section.slice(0, section.indexOf("\n")), section];
    return /Set aside by default: yes/.test(text) ? [code] : [];
  });
  expect(setAside.toSorted()).toEqual([...DEFAULT_SET_ASIDE].toSorted());
});

test("docs/formats/entries.md tells of every kind of entry, and of no other", () => {
  const kinds: Record<Entry["kind"], true> = {
    "election-opened": true,
    "register-adopted": true,
    "dataset-imported": true,
    "evidence-received": true,
    "evidence-reassigned": true,
    "evidence-redacted": true,
    "reading-made": true,
    "dispute-adjudicated": true,
    "results-declared": true,
    "sample-drawn": true,
    "document-received": true,
    "document-revised": true,
    "statement-recorded": true,
    "statement-revised": true,
    "derivation-confirmed": true,
    "incident-described": true,
    "actor-admitted": true,
    "actor-removed": true,
    "reading-signed": true,
    "readings-extended": true,
    "truth-committed": true,
    "truths-opened": true,
  };
  const told = headingsOf("docs/formats/entries.md", 2).filter((heading) => /^[a-z]+-[a-z]+$/.test(heading));
  expect(told.toSorted()).toEqual(Object.keys(kinds).toSorted());
});

test("docs/formats/publication.md tells of every problem and of everything not established", () => {
  const problems: Record<Problem["code"], true> = {
    "file-missing": true,
    "file-changed": true,
    "file-unlisted": true,
    "file-not-derived": true,
    "file-differs": true,
    "manifest-invalid": true,
    "signature-invalid": true,
    "key-differs": true,
    "log-invalid": true,
    "entry-invalid": true,
    "opening-invalid": true,
    "opening-not-due": true,
    "opening-withheld": true,
    "opening-withdrawn": true,
    "log-truncated": true,
    "log-rewritten": true,
    "receipt-invalid": true,
    "policy-invalid": true,
    "quorum-not-met": true,
    "rules-differ": true,
  };
  const doubts: Record<NotEstablished["code"], true> = {
    "key-not-held": true,
    "nothing-held-elsewhere": true,
    "witnesses-not-held": true,
    "pages-not-checked": true,
    "rules-differ": true,
    "folder-not-listed": true,
    "originals-not-held": true,
    "evidence-withdrawn": true,
    "evidence-not-open": true,
    "readings-not-open": true,
    "script-not-held": true,
    "record-not-open": true,
    "truths-not-open": true,
  };
  const [, ofProblems = "", ofDoubts = ""] =
    /### Problems([\s\S]*?)### Not established([\s\S]*)/.exec(read("docs/formats/publication.md")) ?? [];
  const codesIn = (text: string) =>
    [...text.matchAll(/^\| `([a-z-]+)`/gm)].map(([, code]) => code).toSorted();
  expect(codesIn(ofProblems)).toEqual(Object.keys(problems).toSorted());
  expect(codesIn(ofDoubts)).toEqual(Object.keys(doubts).toSorted());
});

const COMMANDS = readdirSync(join(ROOT, "src/cli/commands"))
  .filter((name) => !name.endsWith(".test.ts"))
  .map((name) => name.replace(/\.ts$/, ""));

test("every command that a page names exists", () => {
  const unknown = PAGES.flatMap((page) =>
    [...read(page).matchAll(/\bcotejo ([a-z][a-z-]*)( v1)?/g)]
      .filter(([all]) => all !== "cotejo manifest v1")
      .filter(([, name = ""]) => !COMMANDS.includes(name))
      .map(([all]) => `${page}: ${all}`),
  );
  expect(unknown).toEqual([]);
});

test("every command is in the table of README.md", () => {
  const told = [...read("README.md").matchAll(/^\| `cotejo ([a-z]+)`/gm)].map(([, name]) => name);
  expect(told.toSorted()).toEqual(COMMANDS.toSorted());
});

test("every link from one page to another leads somewhere", () => {
  const broken = PAGES.flatMap((page) =>
    [...withoutFences(read(page)).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target = ""]) => target)
      .filter((target) => !/^[a-z]+:/.test(target))
      .filter((target) => !leadsSomewhere(page, target))
      .map((target) => `${page}: ${target}`),
  );
  expect(broken).toEqual([]);
});

function leadsSomewhere(page: string, target: string): boolean {
  const [path = "", anchor] = target.split("#");
  const place = path === "" ? page : join(dirname(page), path);
  if (!existsSync(join(ROOT, place))) return false;
  return (
    anchor === undefined || [1, 2, 3].some((level) => headingsOf(place, level).map(anchorOf).includes(anchor))
  );
}

interface Example {
  readonly page: string;
  readonly format: string;
  readonly text: string;
}

const EXAMPLES: readonly Example[] = PAGES.filter((page) => page.startsWith("docs/formats/")).flatMap(
  (page) =>
    [...read(page).matchAll(/^```json\n([\s\S]*?)^```/gm)].flatMap(([, text = ""]) => {
      const value: unknown = JSON.parse(text);
      if (typeof value !== "object" || value === null || !("format" in value)) return [];
      return [{ page, format: String(value.format), text }];
    }),
);

const exampleOf = (format: string) => EXAMPLES.find((each) => each.format === format)?.text ?? "";

test("the example files in docs/formats are taken by the parsers they are for", () => {
  const election = parseElection(exampleOf("cotejo-election/1"));
  const parsers: Readonly<Record<string, (text: string) => unknown>> = {
    "cotejo-election/1": parseElection,
    "cotejo-declaration/1": (text) => parseDeclaration(text, election),
    "cotejo-mapping/1": parseMapping,
    "cotejo-sample/1": (text) => parseSample(text, election),
  };
  for (const { page, format, text } of EXAMPLES) {
    const parse = parsers[format];
    if (parse === undefined) throw new Error(`${page}: no parser for ${format}`);
    expect(() => parse(text), page).not.toThrow();
  }
  expect([...new Set(EXAMPLES.map((each) => each.format))].toSorted()).toEqual(
    Object.keys(parsers).toSorted(),
  );
});

test("docs/formats/register.md gives the standard columns of the example election", () => {
  const mapping = registerMapping(parseElection(exampleOf("cotejo-election/1")));
  const columns = [
    ...mapping.station.columns,
    ...mapping.units.flatMap((unit) => [unit.code, unit.name]),
    ...Object.values(mapping.boxes),
  ];
  expect(indented("docs/formats/register.md", "station,").split("\n")[0]).toBe(columns.join(","));
});

const entryLines = read("docs/formats/entries.md")
  .split("\n")
  .filter((line) => line.startsWith('    {"'))
  .map((line) => utf8(line.trim()));
const verifierKey = parseVerifierKey(
  nodeCrypto,
  indented("docs/formats/log.md", "results.example.org/villa+").trim(),
);

test("the example entries are canonical, and their commitments are those of the example openings", () => {
  const entries = entryLines.map(parseEntry);
  expect(entries).toHaveLength(3);
  const openings = read("docs/formats/openings.md")
    .split("\n")
    .filter((line) => line.startsWith('    {"payload"'))
    .map((line) => commitmentOf(nodeCrypto, parseOpening(utf8(line.trim()), "example")));
  expect(entries.flatMap((entry) => ("commitment" in entry ? [entry.commitment] : []))).toEqual(openings);
});

test("the example receipt proves the example entry", () => {
  const proof = parseLogProof(indented("docs/formats/log.md", "c2sp.org/tlog-proof@v1"));
  const leaf = leafHash(nodeCrypto, entryLines[proof.index] ?? new Uint8Array());
  expect(verifyLogProof(nodeCrypto, { proof, leaf, key: verifierKey })).toMatchObject({ kind: "verified" });
});

test("the example manifest is one, signed, and names the example checkpoint", () => {
  const { manifest, note } = parseManifest(indented("docs/formats/publication.md", "cotejo manifest v1"));
  expect(verifyNote(nodeCrypto, note, verifierKey)).toBe(true);
  const { checkpoint } = parseLogProof(indented("docs/formats/log.md", "c2sp.org/tlog-proof@v1"));
  const file = manifestFile("log/checkpoint", utf8(checkpoint), nodeCrypto.sha256);
  expect(manifest.files).toContainEqual(file);
  expect(manifest.checkpoint).toBe(file.sha256);
});

test("the example policy is one, of the example log", () => {
  const policy = parsePolicy(nodeCrypto, indented("docs/formats/policy.md", "# Elections"));
  expect(policy.logs.map(({ key }) => key)).toEqual([verifierKey]);
  expect(describeQuorum(policy.quorum)).toBe("3 of (university, newspaper, observers, notaries)");
});

test("every dependency has its line in docs/decisions/dependencies.md, and no other has", () => {
  const { dependencies, devDependencies } = JSON.parse(read("package.json")) as Record<
    string,
    Record<string, string>
  >;
  const used = Object.keys({ ...dependencies, ...devDependencies });
  const told = [...read("docs/decisions/dependencies.md").matchAll(/^\| (`[^|]+`) +\|/gm)].flatMap(
    ([, cell = ""]) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  );
  expect(told.toSorted()).toEqual(used.toSorted());
});

test("docs/tests tells of every method, with all its assumptions and refusals by code", () => {
  const untold = METHOD_NAMES.flatMap((method) => {
    const page = `docs/tests/${method}.md`;
    if (!PAGES.includes(page)) return [page];
    const text = read(page);
    const words = readFileSync(join(ROOT, `src/core/site/tests/${method}-words.ts`), "utf8");
    return ["conditions", "refusals"]
      .flatMap((part) => codesIn(words, part))
      .filter((code) => !text.includes(`\`${code}\``))
      .map((code) => `${page}: ${code}`);
  });
  expect(untold).toEqual([]);
});

/** The keys of one record of a file of words, in the first language it stands in. */
function codesIn(words: string, part: string): string[] {
  const body = words.slice(words.indexOf(`  ${part}: {`));
  return [...body.slice(0, body.indexOf("\n  },")).matchAll(/^ {4}"?([a-z][a-z-]*)"?:/gm)].map(
    ([, code = ""]) => code,
  );
}

test("whoever follows the commands of a page declares what a later declaration replaces before it", () => {
  let declared = 0;
  for (const page of PAGES) {
    const ids = new Set<string>();
    for (const [, file = ""] of read(page).matchAll(/cotejo declare \S+ (examples\/\S+\.json)/g)) {
      const { id, supersedes } = JSON.parse(read(file)) as Record<string, string>;
      expect([page, file, supersedes === undefined || ids.has(supersedes)]).toEqual([page, file, true]);
      ids.add(id ?? "");
      declared += 1;
    }
  }
  expect(declared).toBeGreaterThan(3);
});
