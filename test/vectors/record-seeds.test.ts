import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { nodeCrypto } from "../../src/adapters/node-crypto.ts";
import { alignCopies } from "../../src/core/record/align-copies.ts";
import { canonicalText } from "../../src/core/record/canonical-text.ts";
import type { Figure } from "../../src/core/record/figure.ts";
import { checkSpan, spanOf } from "../../src/core/record/span.ts";
import { suggestCards } from "../../src/core/record/suggest-cards.ts";
import { storiesOf, WireIndex } from "../../src/core/record/wire-index.ts";

const folder = join(process.env["COTEJO_DATA"] ?? "../shared/data", "../seeds");
const absent = !existsSync(join(folder, "gold.json"));
if (absent) console.log(`Skipped: no ${folder}; COTEJO_DATA may name the folder of data beside the seeds.`);

interface GoldFigure {
  readonly id: string;
  readonly doc: string;
  readonly span: { readonly exact: string; readonly start: number; readonly end: number };
  readonly measure: string;
  readonly value: number | null;
  readonly bound: string;
  readonly core: boolean;
  readonly attribution: { readonly actor: string | null };
}

/** The labels' words for measures and bounds in ours. */
const MEASURES: Readonly<Record<string, string>> = {
  injured: "injuries",
  arrested: "arrests",
  vote_share: "vote-share",
  tally_coverage: "tally-sheet-coverage",
};
const BOUNDS: Readonly<Record<string, string>> = {
  at_least: "at-least",
  more_than: "more-than",
  approx: "approximately",
};

const gold: { readonly docs: readonly string[]; readonly figures: readonly GoldFigure[] } = absent
  ? { docs: [], figures: [] }
  : JSON.parse(readFileSync(join(folder, "gold.json"), "utf8"));
const documents = new Map(
  gold.docs.map((name) => [name, canonicalText(readFileSync(join(folder, name), "utf8"), nodeCrypto.sha256)]),
);
const suggested = new Map([...documents].map(([name, { text }]) => [name, suggestCards(text).figures]));
const figuresOf = (name: string): readonly Figure[] => suggested.get(name) ?? [];

describe.skipIf(absent)("the five documents of ../shared/seeds", () => {
  test("their canonical text is the file, so that the labels' offsets hold", () => {
    for (const [name, { text }] of documents) expect(text).toBe(readFileSync(join(folder, name), "utf8"));
  });

  test("all 28 core figures are suggested with exact spans, measures, values and bounds", () => {
    const core = gold.figures.filter((figure) => figure.core);
    expect(core).toHaveLength(28);
    for (const { id, doc, span, measure, value, bound } of core) {
      const card = figuresOf(doc).find(({ start, end }) => start === span.start && end === span.end);
      expect({
        id,
        words: card?.words,
        measure: card?.measure,
        value: card?.quantity.value ?? null,
        bound: card?.quantity.bound,
      }).toEqual({
        id,
        words: span.exact,
        measure: MEASURES[measure] ?? measure,
        value,
        bound: BOUNDS[bound] ?? bound,
      });
    }
  });

  test("no card is made of an age, a length of time, the economy or the population", () => {
    const others = gold.figures.filter(({ measure }) =>
      /^(?:age|duration|economy|migration|population)$/.test(measure),
    );
    for (const { doc, span } of others)
      expect(figuresOf(doc).filter(({ start, end }) => start < span.end && span.start < end)).toEqual([]);
  });

  test("every core figure that somebody is cited for has a voice, and no narrator's has one", () => {
    for (const { id, doc, span, attribution } of gold.figures.filter(({ core }) => core)) {
      const card = figuresOf(doc).find(({ start }) => start === span.start);
      expect({ id, hasVoice: card?.voice !== undefined }).toEqual({
        id,
        hasVoice: attribution.actor !== null,
      });
    }
  });

  test("every span is exact by its hash", () => {
    for (const [name, document] of documents)
      for (const figure of figuresOf(name)) {
        const span = spanOf(document, figure, nodeCrypto.sha256);
        expect(checkSpan(document, span, nodeCrypto.sha256)).toBe("exact");
        expect(span.exact).toBe(figure.words);
      }
  });

  test("000, 001 and 002 are one story, 003 and 004 are in none", () => {
    const index = new WireIndex();
    const pairs = [...documents].flatMap(([name, { text }]) => index.add(name.slice(0, 3), text));
    expect(storiesOf(pairs).map((story) => [...story].sort())).toEqual([["000", "001", "002"]]);
  });

  test("the onlooker quoted with age and job is suggested for masking, and nobody in office is", () => {
    const names = [...documents.values()].flatMap(({ text }) =>
      suggestCards(text).privateNames.map(({ name }) => name),
    );
    expect([...new Set(names)]).toEqual(["Carley Patino"]);
  });

  test("between 000 and 001 the bound of the dead was lost", () => {
    const [first = "", second = ""] = gold.docs;
    const copyOf = (name: string) => {
      const { text } = documents.get(name) ?? { text: "" };
      return { text, suggestions: suggestCards(text) };
    };
    const changes = alignCopies(copyOf(first), copyOf(second)).changes.map(
      (change) => `${change.kind}: ${change.first?.words} -> ${change.second?.words}`,
    );
    expect(changes).toContain("bound-lost: at least 27 people dead -> 27 dead");
  });
});
