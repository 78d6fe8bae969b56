import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { afterAll, describe, expect, test } from "vitest";

import { CARD_COLUMNS, cardWith, type Card } from "../src/core/record/card.ts";
import { csvBytes } from "../src/core/site/csv.ts";
import { answerOf, cotejo, PROGRAM } from "./support/cotejo.ts";

const ROOT = resolve(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "cotejo-record-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every file below a folder as latin-1 text, by path: any byte can be looked for. */
function filesBelow(directory: string): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, readFileSync(path, "latin1")]),
  );
}

/** The paths of the files in which a name stands, in UTF-8. */
function filesWith(files: ReadonlyMap<string, string>, name: string): readonly string[] {
  const bytes = Buffer.from(name, "utf8").toString("latin1");
  return [...files].filter(([, text]) => text.includes(bytes)).map(([path]) => path);
}

describe("docs/tutorials/record.md", () => {
  const place = join(folder, "tutorial");
  const commands = [
    ...readFileSync(join(ROOT, "docs/tutorials/record.md"), "utf8").matchAll(/^```sh\n([\s\S]*?)^```/gm),
  ]
    .flatMap(([, block = ""]) => block.split("\n"))
    .filter((line) => line !== "");
  const answers = new Map<string, string>();

  test("its commands run as they stand there", () => {
    mkdirSync(join(place, "bin"), { recursive: true });
    symlinkSync(join(ROOT, "examples"), join(place, "examples"));
    const program = join(place, "bin/cotejo");
    writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${PROGRAM}" "$@"\n`);
    chmodSync(program, 0o755);
    const env = { ...process.env, PATH: `${join(place, "bin")}:${process.env["PATH"] ?? ""}` };
    expect(commands.length).toBeGreaterThan(20);
    for (const command of commands) {
      const run = spawnSync("sh", ["-c", command], { cwd: place, env, encoding: "utf8" });
      expect({ command, status: run.status, stderr: run.stderr }).toMatchObject({ command, status: 0 });
      answers.set(command, run.stdout);
    }
  });

  const answer = (beginning: string) =>
    [...answers].find(([command]) => command.startsWith(beginning))?.[1] ?? "";

  test("they say what the tutorial says they do", () => {
    expect(answer("cotejo record add valdora --list")).toContain("blacked out: Ilsa Brandt");
    expect(answer("cotejo record suggest valdora --stories")).toContain("bound-lost: At least 11 people -> ");
    expect(answer("cotejo record suggest valdora --stories")).toContain("One story: documents 2, 3");
    expect(answer("cotejo record review valdora --csv examples/valdora/reviewed-1.csv")).toMatch(
      /waiting for a second person +18/,
    );
    expect(answer("cotejo record review valdora --csv examples/valdora/reviewed-2.csv")).toMatch(
      /confirmed +18/,
    );
    expect(answer("cotejo record compare valdora")).toMatch(/"more than 58%".*"44,2%".*contradict/);
    expect(answer("cotejo verify public")).toContain("VERIFIED");
    expect(answer("cotejo test valdora --method conflicting-counts")).toContain("unrest");
  });

  test("every card of the two tables is one that the program suggests", () => {
    const cards = answerOf("record", "suggest", join(place, "valdora")) as {
      readonly cards: readonly Card[];
    };
    expect(cards.cards).toEqual([]);
  });

  test("the private name is in no published file and no export", () => {
    const published = filesBelow(join(place, "public"));
    expect(published.size).toBeGreaterThan(40);
    expect(filesWith(published, "Lena Marsh")).not.toEqual([]);
    const exports = new Map(
      ["statements.jsonld", "claims.csv", "reviews.jsonld"].map((name) => [
        name,
        readFileSync(join(place, name), "latin1"),
      ]),
    );
    for (const files of [published, exports])
      for (const name of ["Ilsa", "Brandt"]) expect(filesWith(files, name)).toEqual([]);
  });

  test("the declared result stands on the words of the bulletin", () => {
    const page = readFileSync(join(place, "public/declarations.html"), "utf8");
    expect(page).toContain('href="record/documents/5.html#w-38"');
    const document = readFileSync(join(place, "public/record/documents/5.html"), "utf8");
    expect(document).toContain('<mark id="w-38">54,1%</mark>');
  });
});

const seeds = join(process.env["COTEJO_DATA"] ?? "../shared/data", "../seeds");
const absent = !existsSync(join(seeds, "gold.json"));

interface Gold {
  readonly docs: readonly string[];
  readonly figures: readonly {
    readonly doc: string;
    readonly core: boolean;
    readonly span: { readonly start: number; readonly end: number; readonly exact: string };
    readonly value: number | null;
  }[];
}

describe.skipIf(absent)("the same on the five documents of ../shared/seeds", () => {
  const place = join(folder, "seeds");
  const election = join(place, "venezuela");
  const out = join(place, "public");
  const said: Readonly<Record<string, readonly [string, string]>> = {
    "000": ["The Hindu", "2024-09-21"],
    "001": ["La Presse", "2024-09-20"],
    "002": ["JURIST", "2024-09-21"],
    "003": ["dpa-AFX", "2024-08-08"],
    "004": ["The Hindu", "2024-07-31"],
  };
  const gold: Gold = absent
    ? { docs: [], figures: [] }
    : (JSON.parse(readFileSync(join(seeds, "gold.json"), "utf8")) as Gold);
  const entryOf = (doc: string) => 2 + gold.docs.indexOf(doc);
  let suggested: readonly Card[] = [];

  test("documents are added, and 000, 001 and 002 are one story", () => {
    mkdirSync(place, { recursive: true });
    const rows = gold.docs.map((name) => {
      const [publisher = "", published = ""] = said[name.slice(0, 3)] ?? [];
      return [resolve(seeds, name), publisher, published];
    });
    writeFileSync(join(place, "documents.csv"), csvBytes(["file", "publisher", "published"], rows));
    answerOf("open", election, "--election", join(ROOT, "examples/venezuela-2024/election.json"));
    const incident = [
      "protests",
      "--title",
      "Protests after the election",
      "--from",
      "2024-07-29",
      "--as",
      "Rosa Soto",
    ];
    answerOf("record", "incident", election, ...incident);
    answerOf("record", "add", election, "--list", join(place, "documents.csv"));
    const found = answerOf("record", "suggest", election, "--stories") as { readonly stories: unknown };
    expect(found.stories).toEqual([
      ["000", "001", "002"].map((start) => entryOf(gold.docs.find((doc) => doc.startsWith(start)) ?? "")),
    ]);
  });

  test("the 28 core figures are suggested with exact spans", () => {
    const answer = answerOf("record", "suggest", election) as { readonly cards: readonly Card[] };
    suggested = answer.cards;
    const core = gold.figures.filter((figure) => figure.core);
    expect(core).toHaveLength(28);
    for (const { doc, span, value } of core) {
      const card = suggested.find(
        ({ document, start, end, kind }) =>
          kind === "figure" &&
          document === String(entryOf(doc)) &&
          start === String(span.start) &&
          end === String(span.end),
      );
      expect(card, `${doc} ${span.exact}`).toMatchObject({
        words: span.exact,
        value: value === null ? "" : String(value),
      });
    }
  });

  /** What a reviewer does: names voices alike, says whose share it is, and refuses what is none of the record. */
  function decide(card: Card): Card {
    const isCouncil = /CNE|authorities/.test(card.voice) && card.measure === "vote-share";
    const isOpposition = /pposition|Critics|Gonzalez/.test(card.voice);
    const voice = isCouncil ? "National Electoral Council" : isOpposition ? "Opposition" : card.voice;
    const about =
      card.measure === "vote-share" ? (["60", "44"].includes(card.value) ? "EG" : "NM") : card.about;
    const scope = card.voice === "military" ? "soldiers" : card.measure === "vote-share" ? "" : card.scope;
    const decision = card.measure === "states" ? "reject" : "confirm";
    return { ...card, voice, about, scope, decision };
  }

  function review(cards: readonly Card[], reviewer: string): void {
    const path = join(place, "cards.csv");
    const rows = cards.map((card) => CARD_COLUMNS.map((column) => cardWith(card)[column]));
    writeFileSync(path, csvBytes(CARD_COLUMNS, rows));
    answerOf("record", "review", election, "--csv", path, "--as", reviewer);
  }

  test("deaths, injuries and arrests stay out of the publication until a second person confirms them", () => {
    review(suggested.map(decide), "Rosa Soto");
    answerOf("publish", election, out);
    const before = readFileSync(join(out, "data/statements.csv"), "utf8");
    expect(before).toContain("vote-share");
    expect(before).not.toMatch(/,(?:deaths|injuries|arrests),/);
    expect(filesWith(filesBelow(out), '"measure":"deaths"')).toEqual([]);
    const waiting = answerOf("record", "suggest", election) as { readonly cards: readonly Card[] };
    review(
      waiting.cards.map((card) => ({ ...card, decision: "confirm" })),
      "Ana Prieto",
    );
    for (const document of [3, 4])
      answerOf(
        "record",
        "derive",
        election,
        String(document),
        "--from",
        "2",
        "--kind",
        "edited-wire",
        "--as",
        "Rosa Soto",
      );
  });

  test("the published record shows declared against claimed shares, figures by source and date, positions, and verifies", () => {
    answerOf("publish", election, out);
    const rows = readFileSync(join(out, "data/statements.csv"), "utf8");
    const core = gold.figures.filter((figure) => figure.core);
    for (const { span } of core) expect(rows).toContain(span.exact.replaceAll('"', '""'));
    const figures = readFileSync(join(out, "en/record/figures.html"), "utf8");
    for (const shown of [
      "51%",
      "52%",
      "more than 60%",
      "at least 11",
      "at least 27",
      "more than 700",
      "about 2,400",
    ])
      expect(figures).toContain(shown);
    const positions = readFileSync(join(out, "en/record/positions.html"), "utf8");
    for (const state of ["Argentina", "Peru", "Costa Rica", "Uruguay"]) expect(positions).toContain(state);
    const verified = cotejo("verify", out, "--json");
    expect(verified.exit).toBe(0);
  });

  test("every pair of figures that differ is classified, and each class has its reason", () => {
    const { pairs } = answerOf("record", "compare", election) as {
      readonly pairs: readonly {
        readonly relation: string;
        readonly because: readonly string[];
        readonly measure: string;
      }[];
    };
    expect(pairs.length).toBeGreaterThan(20);
    for (const pair of pairs) {
      expect(pair.relation).not.toBe("not-comparable");
      if (pair.relation !== "agree") expect(pair.because).not.toEqual([]);
    }
    const relations = new Set(pairs.map(({ measure, relation }) => `${measure} ${relation}`));
    for (const found of [
      "vote-share different-time",
      "vote-share contradict",
      "deaths different-scope",
      "deaths different-time",
      "deaths compatible-bounds",
    ])
      expect([...relations]).toContain(found);
  });

  test("no private name is in the published folder or an export", () => {
    for (const format of ["csv", "annotations", "claims"])
      answerOf("record", "export", election, "--format", format, "--out", join(out, `../export-${format}`));
    for (const files of [
      filesBelow(out),
      new Map([...filesBelow(place)].filter(([path]) => path.includes("export-"))),
    ]) {
      expect(files.size).toBeGreaterThan(2);
      for (const name of ["Carley", "Patino"]) expect(filesWith(files, name)).toEqual([]);
    }
  });
});
