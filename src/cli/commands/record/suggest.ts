import { writeFileSync } from "node:fs";

import type { CopyChange } from "../../../core/record/align-copies.ts";
import type { Card } from "../../../core/record/card.ts";
import { InputError } from "../../../core/input-error.ts";
import { suggestByEndpoint, type CardEndpoint } from "../../../adapters/card-endpoint.ts";
import { cardsOfWords } from "../../../core/record/suggested-words.ts";
import { HeldRecord, type HeldDocument } from "../../../pipeline/record/held-record.ts";
import { cardsOfDocument, formatCards, numbersOfDocument } from "../../../pipeline/record/cards.ts";
import {
  compareCopies,
  suggestStories,
  type ComparedCopies,
  type StoryPair,
} from "../../../pipeline/record/suggest-stories.ts";
import {
  option,
  positional,
  requiredOption,
  wholeNumber,
  type Command,
  type Input,
  type Outcome,
  type Shell,
} from "../../command.ts";
import { withElection } from "../../election-folder.ts";
import { formatCount, formatSome } from "../../text.ts";

export const recordSuggestCommand: Command = {
  name: "record suggest",
  summary: "Suggest cards from the words of documents, and which tell one story; nothing of it is published",
  positionals: [{ name: "DIR", about: "the election folder" }],
  options: {
    document: { value: "ENTRY", about: "only this document" },
    csv: { value: "FILE", about: "write the cards as a table to decide in (cotejo record review --csv)" },
    endpoint: {
      value: "URL",
      about: "also ask an OpenAI-compatible endpoint; the public texts of the documents are sent to it",
    },
    model: { value: "NAME", about: "with --endpoint: which model; its name stands on its cards" },
    stories: { about: "which documents tell one story, with what copies changed" },
    diff: { value: "ENTRY,ENTRY", about: "two documents side by side, sentence by sentence" },
  },
  notes: [
    "A card is a suggestion of a program, for a person to confirm, correct or reject. A voice is left blank where the words",
    "are not sure. Table and answer show names that the public will not see: keep them among reviewers.",
    "With --endpoint a key is taken from the variable COTEJO_RECORD_KEY; hidden names and sealed documents are not sent.",
  ],
  examples: [
    "cotejo record suggest valle --csv cards.csv",
    "cotejo record suggest valle --document 4 --json",
    "cotejo record suggest valle --stories",
    "cotejo record suggest valle --diff 2,3",
  ],
  async run(input, shell) {
    return withElection(positional(input, 0), shell, async (world) => {
      const held = new HeldRecord(world);
      const pair = option(input, "diff");
      if (pair !== undefined) return answerDiff(held, pair);
      if (input.values["stories"] === true) return answerStories(held, shell);
      return answerCards(held, input, endpointOf(input, shell));
    });
  },
};

/** The endpoint asked for; undefined, so that nothing leaves the machine, where none is named. */
function endpointOf(input: Input, shell: Shell): CardEndpoint | undefined {
  const url = option(input, "endpoint");
  if (url === undefined) return undefined;
  if (!/^https?:\/\/\S+$/.test(url)) throw new InputError("--endpoint", [`"${url}" is no address`]);
  const model = requiredOption(input, recordSuggestCommand, "model");
  return { url, model, key: shell.secret("COTEJO_RECORD_KEY") };
}

/** Cards of the endpoint beside ours: those of the same words and measure are one. Names that are hidden are not sent. */
async function endpointCards(
  endpoint: CardEndpoint,
  held: HeldRecord,
  { document, own }: { readonly document: HeldDocument; readonly own: readonly Card[] },
): Promise<readonly Card[]> {
  if (document.document.visibility === "sealed") return [];
  const { publicText } = held.texts(document);
  const suggested = await suggestByEndpoint(endpoint, publicText);
  const { publishedAt } = document.facts;
  const by = `${endpoint.model} at ${new URL(endpoint.url).host}`;
  const known = new Set(own.map(({ card }) => card));
  const of = { document: document.entry, text: publicText, publishedAt, by };
  return cardsOfWords(suggested, of).filter(({ card }) => !known.has(card));
}

async function answerCards(
  held: HeldRecord,
  input: Input,
  endpoint: CardEndpoint | undefined,
): Promise<Outcome> {
  const asked = option(input, "document");
  const documents = asked === undefined ? held.documents : [held.document(wholeNumber(asked, "--document"))];
  const cards: Card[] = [];
  const lines: string[] = [];
  for (const document of documents) {
    const ours = cardsOfDocument(held, document);
    const more = endpoint === undefined ? [] : await endpointCards(endpoint, held, { document, own: ours });
    const own = [...ours, ...more];
    held.forgetTexts();
    cards.push(...own.filter(({ state }) => state === "new" || state === "waits"));
    lines.push(
      `Document ${document.entry}, ${document.facts.title ?? document.facts.publisher ?? ""}: ${tell(own)}`,
    );
    if (asked !== undefined) lines.push(...own.map(describeCard));
  }
  const out = option(input, "csv");
  if (out !== undefined) writeFileSync(out, formatCards(cards));
  return {
    json: {
      documents: documents.length,
      cards,
      ...(asked === undefined ? {} : { numbers: documents.flatMap((each) => numbersTold(held, each)) }),
      ...(out === undefined ? {} : { out }),
    },
    text: [
      ...formatSome(lines, 200, "lines; --json has all"),
      `${formatCount(cards.length)} cards to decide${out === undefined ? "" : `, written to ${out}`}`,
    ].join("\n"),
  };
}

/** Every number of a document where it stands, whatever it counts. */
function numbersTold(held: HeldRecord, document: HeldDocument) {
  const { text } = held.texts(document);
  return numbersOfDocument(held, document).map(({ start, end, quantity }) => ({
    start,
    end,
    words: text.slice(start, end),
    ...quantity,
  }));
}

function tell(cards: readonly Card[]): string {
  const of = (state: string) => cards.filter((card) => card.state === state).length;
  return `${of("new")} new, ${of("waits")} wait for a second review, ${of("confirmed")} confirmed, ${of("rejected")} rejected`;
}

function describeCard(card: Card): string {
  const what =
    card.kind === "figure"
      ? `${card.measure} ${card.bound} ${card.value || `${card.low}..${card.high}`}`
      : card.kind === "position"
        ? `${card.stance}: ${card.actors}`
        : card.kind;
  return `  [${card.state}] "${card.words}" ${what}${card.voice === "" ? "" : `, ${card.voice}`} (${card.card})`;
}

function answerStories(held: HeldRecord, shell: Shell): Outcome {
  const progress = shell.progress("Looking for stories");
  const found = suggestStories(held, (done, total) => progress.update(done, total));
  progress.stop();
  const pairs = found.pairs
    .slice(0, 200)
    .map((pair) => ({ ...pair, ...summaryOf(compareCopies(held, pair)) }));
  const lines = found.stories.flatMap((story) => [
    `One story: documents ${story.join(", ")}`,
    ...pairs.filter(({ from }) => story.includes(from)).flatMap(describePair),
  ]);
  return {
    json: { stories: found.stories, pairs },
    text: lines.length === 0 ? "No two documents seem to tell one story" : lines.join("\n"),
  };
}

function summaryOf({ suggestion, alignment }: ComparedCopies) {
  return {
    suggested: suggestion.derivation,
    agencies: suggestion.agencies,
    sentencesCopied: suggestion.sentencesCopied,
    sentences: suggestion.sentences,
    changes: alignment.changes.map(changeJson),
  };
}

function changeJson({ kind, first, second }: CopyChange) {
  const words = (figure: CopyChange["first"]) => figure?.words;
  return { kind, first: words(first), second: words(second) };
}

type PairAnswer = StoryPair & ReturnType<typeof summaryOf>;

function describePair(pair: PairAnswer): string[] {
  const { overlap, agencies, sentencesCopied, sentences, confirmed } = pair;
  const shared = `${(100 * overlap.content).toFixed(0)}% of the words`;
  return [
    `  ${pair.document} from ${pair.from}: ${pair.suggested}? ${shared}, ${sentencesCopied} of ${sentences} sentences${agencies.length > 0 ? `, both name ${agencies.join(", ")}` : ""}${confirmed === undefined ? "" : ` [a person said: ${confirmed}]`}`,
    ...pair.changes.map(({ kind, first, second }) => `    ${kind}: ${first ?? "-"} -> ${second ?? "-"}`),
  ];
}

function answerDiff(held: HeldRecord, pair: string): Outcome {
  const [first, second, more] = pair.split(",");
  if (first === undefined || second === undefined || more !== undefined)
    throw new InputError("--diff", ["name two documents: --diff 2,3"]);
  const from = wholeNumber(first.trim(), "--diff");
  const document = wholeNumber(second.trim(), "--diff");
  const { texts, alignment, suggestion } = compareCopies(held, { from, document });
  const lines = alignment.sentences.flatMap(({ pieces }) => {
    const line = pieces
      .map(({ kind, first: left, second: right }) => {
        const words =
          left === undefined
            ? texts[1].slice(right?.start, right?.end)
            : texts[0].slice(left.start, left.end);
        return kind === "same" ? words : kind === "removed" ? `[-${words}-]` : `{+${words}+}`;
      })
      .join(" ");
    return [line.replaceAll(/\s+/g, " ").trim(), ""];
  });
  return {
    json: { from, document, suggestion, ...alignment },
    text: [
      `Document ${document} beside ${from}: ${suggestion.derivation}? [-only in ${from}-] {+only in ${document}+}`,
      "",
      ...lines,
      ...alignment.changes
        .map(changeJson)
        .map(({ kind, first: left, second: right }) => `${kind}: ${left ?? "-"} -> ${right ?? "-"}`),
    ].join("\n"),
  };
}
