import * as fc from "fast-check";
import { expect, test } from "vitest";

import { nodeCrypto } from "../../adapters/node-crypto.ts";
import { canonicalText } from "./canonical-text.ts";
import { cutsCharacter } from "./code-point-offset.ts";
import { checkSpan, CONTEXT_LENGTH, formatSelectors, spanOf } from "./span.ts";

const { sha256 } = nodeCrypto;
const document = canonicalText(
  "The crackdown left at least 27 people dead 🕯 and 192 injured, an official source said.",
  sha256,
);
const place = (words: string) => {
  const start = document.text.indexOf(words);
  return { start, end: start + words.length };
};

/** Any UTF-16 units, whole characters or not. */
const units = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 120 })
  .map((codes) => String.fromCharCode(...codes));

test("a span keeps the exact words, their hash and 32 characters on either side", () => {
  const span = spanOf(document, place("at least 27 people dead"), sha256);
  expect(span.exact).toBe("at least 27 people dead");
  expect(span.prefix).toBe("The crackdown left ");
  expect(span.suffix).toHaveLength(CONTEXT_LENGTH);
  expect(checkSpan(document, span, sha256)).toBe("exact");
});

test("any part of a span that is changed is found", () => {
  const span = spanOf(document, place("192"), sha256);
  const changes = [
    { start: span.start + 1 },
    { end: span.end + 1 },
    { exact: "193" },
    { exactSha256: span.exactSha256.replace(/^./, (first) => (first === "0" ? "1" : "0")) },
    { prefix: `${span.prefix} ` },
    { suffix: "" },
    { start: -1 },
    { end: 10_000 },
  ];
  for (const change of changes) expect(checkSpan(document, { ...span, ...change }, sha256)).toBe("altered");
});

test("a span is valid for its own text only, even where the same words stand at the same place", () => {
  const longer = canonicalText(`${document.text} More.`, sha256);
  const span = spanOf(document, place("192"), sha256);
  expect(checkSpan(longer, span, sha256)).toBe("another-text");
  expect(() => formatSelectors(longer, span)).toThrow("another text");
});

test("exports count in code points", () => {
  const [quote, position] = formatSelectors(document, spanOf(document, place("192"), sha256));
  expect(quote).toMatchObject({ type: "TextQuoteSelector", exact: "192" });
  expect([...document.text].slice(position.start, position.end).join("")).toBe("192");
  expect(position.start).toBe(place("192").start - 1);
});

test("no span cuts a character or is empty", () => {
  const candle = document.text.indexOf("🕯");
  expect(() => spanOf(document, { start: candle, end: candle + 1 }, sha256)).toThrow("cuts a character");
  expect(() => spanOf(document, { start: 5, end: 5 }, sha256)).toThrow("no words");
});

test("every span of every text is exact, and its context never cuts a character", () => {
  fc.assert(
    fc.property(units, fc.nat(), fc.nat(), (source, from, to) => {
      const text = canonicalText(`${source}🗳`, sha256);
      const start = from % text.text.length;
      const end = start + 1 + (to % (text.text.length - start));
      if (cutsCharacter(text.text, start) || cutsCharacter(text.text, end)) return;
      const span = spanOf(text, { start, end }, sha256);
      expect(checkSpan(text, span, sha256)).toBe("exact");
      expect((span.prefix + span.exact + span.suffix).isWellFormed()).toBe(true);
    }),
  );
}, 30_000);
