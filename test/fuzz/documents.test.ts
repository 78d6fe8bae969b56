import * as fc from "fast-check";

import { readHtml } from "../../src/adapters/readers/html-document.ts";
import { readPdf } from "../../src/adapters/readers/pdf-document.ts";
import { utf8 } from "../../src/core/bytes.ts";
import { InputError } from "../../src/core/input-error.ts";
import { CARD_COLUMNS, cardWith, claimOfCard } from "../../src/core/record/card.ts";
import { canonicalText } from "../../src/core/record/canonical-text.ts";
import { checkStatement } from "../../src/core/record/statement-view.ts";
import { nodeCrypto } from "../../src/adapters/node-crypto.ts";
import { formatCards, parseCards } from "../../src/pipeline/record/cards.ts";
import { demand, fuzz, fuzzLater, tellExecutions, type Fate } from "./fuzz.ts";
import { mutatedTexts } from "./mutation.ts";

const PAGE = `<!doctype html><html><head><meta charset="utf-8"><title>Twelve dead</title></head><body><nav>Home</nav><article><h1>Twelve dead</h1><p>${"The League said that at least 12 people had died in the protests, two of them minors. ".repeat(6)}</p></article></body></html>`;
const TAGS = [
  "<p>",
  "</p>",
  "<div",
  "<table>",
  "<svg>",
  "<!--",
  "-->",
  "<script>",
  "&#0;",
  "&amp;",
  "\u0000",
  "<body>",
  '"',
  "<template>",
];

fuzz("a web page", mutatedTexts([PAGE, "", "<!doctype html>", "x"], TAGS), (page): Fate => {
  const { text } = readHtml(utf8(page));
  const canonical = canonicalText(text, nodeCrypto.sha256);
  demand(canonicalText(canonical.text, nodeCrypto.sha256).sha256 === canonical.sha256, "one canonical text");
  return "accepted";
});

const TEXT = "At least 12 people died, the League said. Police said 40 people were arrested.";
const against = {
  document: 4,
  text: TEXT,
  textSha256: "a".repeat(64),
  hide: (words: string) => words.replaceAll("League", "\u2588".repeat(6)),
};
const CARD = cardWith({
  card: "4:figure:0-18:deaths",
  document: "4",
  kind: "figure",
  words: "At least 12 people",
  measure: "deaths",
  value: "12",
  bound: "at-least",
  unit: "count",
  voice: "Paper > League",
  modality: "reported > said",
  start: "0",
  end: "18",
  decision: "confirm",
});
const POSITION = cardWith({
  ...CARD,
  kind: "position",
  stance: "condemns",
  actors: "Peru=PE; Chile=CL",
  conditional: "yes",
});
const table = Buffer.from(formatCards([CARD, POSITION])).toString("utf8");
const CELLS = [
  ...CARD_COLUMNS,
  "-1",
  "99999999",
  "1e9",
  "'=x",
  '"',
  ",",
  "\n",
  ";",
  "PE=",
  ">",
  "deaths",
  "range",
  "confirm",
];

fuzz("a table of cards", mutatedTexts([table], CELLS), (csv): Fate => {
  let fate: Fate = "refused";
  for (const card of parseCards(utf8(csv), "cards")) {
    try {
      const claim = claimOfCard(card, against);
      demand(TEXT.slice(claim.span.start, claim.span.end) === claim.span.exact, "the words of the span");
      demand(!JSON.stringify(claim.attribution).includes("League"), "a hidden name in no cell");
      const document = { entry: 4, texts: new Set([against.textSha256]) };
      checkStatement(4, { kind: "statement", claim }, { document, text: TEXT, reviews: 2 });
      fate = "accepted";
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  }
  return fate;
});

const STUB = Buffer.from(
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
);
const changes = fc.array(fc.tuple(fc.nat(STUB.length - 1), fc.nat(255)), { maxLength: 12 });
fuzzLater("a PDF", changes, async (changed) => {
  const bytes = Uint8Array.from(STUB);
  for (const [at, byte] of changed) bytes[at] = byte;
  await readPdf(bytes);
  return "accepted";
});

tellExecutions();
