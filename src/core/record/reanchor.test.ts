import * as fc from "fast-check";
import { expect, test } from "vitest";

import { nodeCrypto } from "../../adapters/node-crypto.ts";
import { canonicalText } from "./canonical-text.ts";
import { reanchor } from "./reanchor.ts";
import { checkSpan, spanOf } from "./span.ts";

const { sha256 } = nodeCrypto;
const make = (text: string) => canonicalText(text, sha256);

const STORY = make(
  `Police said 11 people had died since Sunday in the capital of Valdora, where the count goes on.

The rights league said 11 people had died and 140 were injured. Three of the dead were minors.

Prosecutors spoke of 412 arrests. The rights league said 11 people had died, and that 412 were held.`,
);

function spanAt(words: string, nth = 0) {
  let start = -1;
  for (let found = 0; found <= nth; found += 1) start = STORY.text.indexOf(words, start + 1);
  return spanOf(STORY, { start, end: start + words.length }, sha256);
}

test("words whose surroundings stay are found again where they moved to", () => {
  const to = make(`By our staff\n\n${STORY.text}`);
  const result = reanchor(spanAt("412 arrests"), { from: STORY, to }, sha256);
  expect(result).toMatchObject({ kind: "anchored", span: { exact: "412 arrests" } });
  if (result.kind === "anchored") expect(checkSpan(to, result.span, sha256)).toBe("exact");
});

test("where the sentence is gone, the same words in another sentence are not taken instead", () => {
  const to = make(STORY.text.replace(/^Police said[^.]*\./, "The count goes on."));
  expect(reanchor(spanAt("11 people"), { from: STORY, to }, sha256)).toEqual({
    kind: "lost",
    reason: "context-changed",
  });
});

test("where the number changed, the span is lost", () => {
  const to = make(STORY.text.replace("412 arrests", "420 arrests"));
  expect(reanchor(spanAt("412 arrests"), { from: STORY, to }, sha256)).toEqual({
    kind: "lost",
    reason: "words-absent",
  });
});

test("where the words stand twice in the same surroundings, nobody says which is meant", () => {
  const line = "The list of Monday.\n\nPolice said 11 people had died since Sunday in the capital.\n\n";
  const twice = make(`Valdora.\n\n${line}${line}The end.`);
  const start = twice.text.indexOf("11");
  const span = spanOf(twice, { start, end: start + 2 }, sha256);
  const to = make(twice.text.replace(line, ""));
  expect(reanchor(span, { from: twice, to }, sha256)).toEqual({ kind: "lost", reason: "context-repeated" });
});

test("a span at the beginning of the text does not slip into the middle of a line", () => {
  const to = make(`It is untrue that ${STORY.text}`);
  expect(reanchor(spanAt("Police"), { from: STORY, to }, sha256).kind).toBe("lost");
});

test("after random edits no span silently stands on other words", () => {
  const edit = fc.record({
    at: fc.nat(400),
    remove: fc.nat(40),
    insert: fc.constantFrom(
      "",
      "x",
      " 11 people",
      "\n\n",
      "The rights league said 11 people had died",
      "412",
    ),
  });
  fc.assert(
    fc.property(
      fc.array(edit, { maxLength: 4 }),
      fc.nat(400),
      fc.integer({ min: 1, max: 30 }),
      (edits, from, length) => {
        const start = from % (STORY.text.length - length);
        const span = spanOf(STORY, { start, end: start + length }, sha256);
        let { text } = STORY;
        /** Where each character of the story is now, or -1 where it is gone. */
        let places = [...text].map((_, at) => at);
        for (const { at, remove, insert } of edits) {
          const place = Math.min(at, text.length);
          const gone = Math.min(remove, text.length - place);
          text = text.slice(0, place) + insert + text.slice(place + gone);
          const shift = insert.length - gone;
          places = places.map((old) =>
            old < 0 || old < place ? old : old < place + gone ? -1 : old + shift,
          );
        }
        const result = reanchor(span, { from: STORY, to: make(text) }, sha256);
        if (result.kind === "lost") return;
        expect(text.slice(result.span.start, result.span.end)).toBe(span.exact);
        const kept = places.slice(span.start, span.end);
        const isWhole = kept.every(
          (place, at) => place >= 0 && (at === 0 || place === (kept[at - 1] ?? -2) + 1),
        );
        if (isWhole) expect(result.span.start).toBe(kept[0]);
        else
          expect(text.slice(result.span.start - 32, result.span.end + 32)).toContain(
            span.prefix + span.exact + span.suffix,
          );
      },
    ),
    { numRuns: 1000 },
  );
}, 60_000);
