// Scores what the record suggests: precision and recall of figures, and how often bounds, measures and voices are right.
// Run `npm run build` first.
//
//   node bench/record.mjs [--errors] [--spans] [--only NAME]   scores; ends with 1 where the held-out goals are not met
//   node bench/record.mjs --growth [DOCUMENTS]                 time and memory of finding wire stories, as documents grow
//
// Development documents are the five of COTEJO_SEEDS (../shared/seeds where nothing is said) and those of bench/record
// marked "use: development". Documents marked "use: held-out" are not looked at while rules are written: --errors does
// not show them. All documents of bench/record are invented: no state or person in them did what they say.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { readMarkup } from "./record/markup.mjs";

const flags = process.argv.slice(2);
const dist = process.env.COTEJO_DIST ?? resolve(import.meta.dirname, "../dist");
const load = (name) => import(join(dist, "core/record", name));
const [{ canonicalText }, { suggestCards }] = await Promise.all([
  load("canonical-text.js"),
  load("suggest-cards.js"),
]);
const sha256 = (bytes) => createHash("sha256").update(bytes).digest();
const only = flags.includes("--only") ? flags[flags.indexOf("--only") + 1] : undefined;

/** The words of the seeds' labels in ours. */
const SEED_MEASURES = {
  deaths: "deaths",
  injured: "injuries",
  arrested: "arrests",
  vote_share: "vote-share",
  tally_coverage: "tally-sheet-coverage",
  states: "states",
  crowd: "crowd",
};
const SEED_BOUNDS = {
  at_least: "at-least",
  more_than: "more-than",
  approx: "approximately",
  exact: "exact",
  vague: "vague",
};
const SEED_STANCES = {
  expresses_concern: "expresses-concern",
  calls_dialogue: "calls-for-dialogue",
  rejects_result: "rejects-result",
  refuses_recognition: "refuses-recognition",
  seeks_asylum: "seeks-asylum",
  granted_asylum: "seeks-asylum",
  demands_investigation: "demands-investigation",
  validates_result: "validates-result",
  condemns: "condemns",
  demands_verification: "demands-verification",
  demands_release: "demands-release",
  recognises_winner: "recognises",
  demands_breakdown: "demands-breakdown",
  finds_not_democratic: "finds-not-democratic",
  alleges_fraud: "alleges-manipulation",
  severs_relations: "severs-relations",
  offers_asylum: "offers-asylum",
  withdraws_diplomats: "withdraws-diplomats",
  expels_envoys: "expels-envoys",
};
const SHORT = { coverage: "tally-sheet-coverage" };

function seedDocuments() {
  const folder = resolve(process.env.COTEJO_SEEDS ?? join(import.meta.dirname, "../../shared/seeds"));
  if (!existsSync(join(folder, "gold.json"))) {
    console.log(
      `No labelled documents in ${folder}: only our own are scored (COTEJO_SEEDS may name another folder).`,
    );
    return [];
  }
  const gold = JSON.parse(readFileSync(join(folder, "gold.json"), "utf8"));
  return gold.docs.map((name) => ({
    name: name.slice(0, 3),
    group: "seeds (development)",
    language: "en",
    text: readFileSync(join(folder, name), "utf8"),
    figures: gold.figures
      .filter((figure) => figure.doc === name && SEED_MEASURES[figure.measure] !== undefined)
      .map((figure) => ({
        start: figure.span.start,
        end: figure.span.end,
        words: figure.span.exact,
        measure: SEED_MEASURES[figure.measure],
        value: figure.value ?? undefined,
        bound: SEED_BOUNDS[figure.bound],
        voices: voicesOfSeed(figure.attribution),
        isCore: figure.core,
        optional: false,
      })),
    positions: gold.positions
      .filter((position) => position.doc === name && SEED_STANCES[position.stance] !== undefined)
      .map(({ span, stance, actor }) => ({
        start: span.start,
        end: span.end,
        words: span.exact,
        stance: SEED_STANCES[stance],
        actors: actor.split("; ").map((each) =>
          /\(Caracas\)/.test(each)
            ? "Caracas"
            : (each
                .replace(/ \(.*?\)/, "")
                .split(" ")
                .at(-1) ?? ""),
        ),
      })),
    quotes: gold.quotes
      .filter((quote) => quote.doc === name && quote.scare !== true)
      .map((quote) => ({ start: quote.span.start, end: quote.span.end, speakers: [quote.speaker] })),
  }));
}

function voicesOfSeed({ actor, actorSpan }) {
  if (actor === null) return [];
  const names = actor.replace(/\(.*?\)/g, "");
  return [
    names,
    actorSpan.exact,
    ...names.split(/[ ,]+/).filter((word) => /^\p{Lu}/u.test(word) && word.length > 2),
  ];
}

function ownDocuments() {
  const folder = join(import.meta.dirname, "record");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".txt"))
    .toSorted()
    .map((name) => {
      const { head, text, figures, positions, quotes } = readMarkup(readFileSync(join(folder, name), "utf8"));
      return {
        name: name.replace(".txt", ""),
        group: `own, ${head.use}`,
        language: head.language,
        text,
        figures: figures.map((figure) => ({ ...figure, measure: SHORT[figure.measure] ?? figure.measure })),
        positions,
        quotes,
      };
    });
}

/** Letters and digits only, folded: what two spellings of one actor share. */
function plain(words) {
  return words
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function sameActor(given, wanted) {
  const [one, other] = [` ${plain(given)} `, ` ${plain(wanted)} `];
  return one.includes(other.trim()) || other.includes(one.trim());
}

const overlap = (one, other) => Math.min(one.end, other.end) - Math.max(one.start, other.start);

function sameValue(figure, card) {
  const { value, low, high } = card.quantity;
  if (figure.range !== undefined) return low === figure.range[0] && high === figure.range[1];
  return figure.value === undefined ? true : value !== undefined && Math.abs(value - figure.value) < 1e-6;
}

function score(documents) {
  const totals = {
    figures: 0,
    cards: 0,
    found: 0,
    measure: 0,
    bound: 0,
    voices: 0,
    voicesGiven: 0,
    voicesRight: 0,
    voicesWrong: 0,
    overlapOnly: 0,
    core: 0,
    coreFound: 0,
    exactSpan: 0,
    spansBad: 0,
    language: 0,
    quotes: 0,
    quotesFound: 0,
    speakersRight: 0,
    speakersWrong: 0,
    positions: 0,
    positionsFound: 0,
    positionCards: 0,
    positionCardsRight: 0,
  };
  const errors = [];
  const tell = (document, kind, words) => errors.push(`${document.name} ${kind}: ${words}`);
  for (const document of documents) {
    const canonical = canonicalText(document.text, sha256);
    const cards = suggestCards(canonical.text);
    if (canonical.text !== document.text)
      throw new Error(`${document.name}: the canonical text is not the text`);
    totals.language += cards.language === document.language ? 1 : 0;
    scoreFigures({ document, cards, totals, tell });
    scoreQuotes({ document, cards, totals, tell });
    scorePositions({ document, cards, totals, tell });
  }
  return { totals, errors };
}

function scoreFigures({ document, cards, totals, tell }) {
  const free = new Set(cards.figures);
  for (const card of cards.figures)
    if (document.text.slice(card.start, card.end) !== card.words) totals.spansBad += 1;
  for (const figure of document.figures) {
    const near = [...free].filter((card) => overlap(card, figure) > 0);
    const card =
      near.find((each) => sameValue(figure, each) && each.measure === figure.measure) ??
      near.find((each) => sameValue(figure, each)) ??
      near[0];
    if (card !== undefined) free.delete(card);
    if (figure.optional) continue;
    totals.figures += 1;
    if (figure.isCore) totals.core += 1;
    const around = document.text.slice(Math.max(0, figure.start - 50), figure.end + 50).replaceAll("\n", " ");
    if (card === undefined) {
      tell(document, "MISSED", `${figure.measure} "${figure.words}" in ...${around}...`);
      continue;
    }
    totals.cards += 1;
    totals.overlapOnly += 1;
    if (card.measure === figure.measure) totals.measure += 1;
    else
      tell(
        document,
        "MEASURE",
        `${card.measure}, not ${figure.measure}: "${figure.words}" in ...${around}...`,
      );
    if (!sameValue(figure, card))
      tell(document, "VALUE", `${JSON.stringify(card.quantity)} for "${figure.words}"`);
    if (card.quantity.bound === figure.bound) totals.bound += 1;
    else
      tell(
        document,
        "BOUND",
        `${card.quantity.bound}, not ${figure.bound}: "${figure.words}" as "${card.words}"`,
      );
    if (card.measure === figure.measure && sameValue(figure, card)) {
      totals.found += 1;
      if (figure.isCore) totals.coreFound += 1;
      if (card.start === figure.start && card.end === figure.end) totals.exactSpan += 1;
      else if (flags.includes("--spans")) tell(document, "SPAN", `"${card.words}" for "${figure.words}"`);
    }
    scoreVoice({ document, figure, card, totals, tell, around });
  }
  for (const card of free) {
    const around = document.text.slice(Math.max(0, card.start - 50), card.end + 50).replaceAll("\n", " ");
    totals.cards += 1;
    tell(document, "EXTRA", `${card.measure} "${card.words}" in ...${around}...`);
  }
}

function scoreVoice({ document, figure, card, totals, tell, around }) {
  if (figure.voices.includes("?")) return;
  const wanted = figure.voices;
  if (wanted.length > 0) totals.voices += 1;
  if (card.voice === undefined) {
    if (wanted.length > 0)
      tell(document, "VOICELESS", `"${figure.words}" wants ${wanted.join("/")} in ...${around}...`);
    return;
  }
  totals.voicesGiven += 1;
  const given = [card.voice.words, card.voice.resolved?.words ?? ""].filter((words) => words !== "");
  if (wanted.some((name) => given.some((words) => sameActor(words, name)))) totals.voicesRight += 1;
  else {
    totals.voicesWrong += 1;
    tell(
      document,
      "VOICE",
      `"${given.join(" = ")}", not ${wanted.join("/") || "the narrator"}: "${figure.words}" in ...${around}...`,
    );
  }
}

function scoreQuotes({ document, cards, totals, tell }) {
  for (const quote of document.quotes) {
    totals.quotes += 1;
    const card = cards.quotes.find((each) => overlap(each, quote) > 0.8 * (quote.end - quote.start));
    if (card === undefined) {
      tell(document, "QUOTE", `missed ${document.text.slice(quote.start, quote.end)}`);
      continue;
    }
    totals.quotesFound += 1;
    if (card.voice === undefined) continue;
    const given = [card.voice.words, card.voice.resolved?.words ?? ""].filter((words) => words !== "");
    const wanted = quote.speakers.flatMap((name) => [
      name,
      ...name.split(/[ ,()]+/).filter((word) => /^\p{Lu}/u.test(word) && word.length > 2),
    ]);
    if (wanted.some((name) => given.some((words) => sameActor(words, name)))) totals.speakersRight += 1;
    else {
      totals.speakersWrong += 1;
      tell(
        document,
        "SPEAKER",
        `"${given.join(" = ")}", not ${quote.speakers.join("/")}: ${document.text.slice(quote.start, quote.end)}`,
      );
    }
  }
}

function scorePositions({ document, cards, totals, tell }) {
  for (const position of document.positions.filter(({ stance }) => stance !== "x"))
    for (const actor of position.actors) {
      totals.positions += 1;
      const found = cards.positions.some(
        (card) =>
          overlap(card, position) > 0 &&
          card.stance === position.stance &&
          card.actors.some((each) => sameActor(each.name, actor) || sameActor(each.words, actor)),
      );
      if (found) totals.positionsFound += 1;
      else tell(document, "POSITION", `${actor} ${position.stance}: ${position.words}`);
    }
  for (const card of cards.positions) {
    totals.positionCards += 1;
    const right = document.positions.some(
      (position) => overlap(card, position) > 0 && position.stance === card.stance,
    );
    if (right) totals.positionCardsRight += 1;
    else
      tell(
        document,
        "POSITION+",
        `${card.actors.map(({ name }) => name).join(";")} ${card.stance}: ${card.words}`,
      );
  }
}

const share = (part, whole) => (whole === 0 ? "-" : (part / whole).toFixed(3));

function report(group, { totals, errors }, documents) {
  const rows = [
    ["documents", documents.length],
    ["language right", share(totals.language, documents.length)],
    ["figures labelled, cards suggested", `${totals.figures}, ${totals.cards}`],
    ["figure precision (words, value and measure right)", share(totals.found, totals.cards)],
    ["figure recall", share(totals.found, totals.figures)],
    ["measure right, of the figures met", share(totals.measure, totals.overlapOnly)],
    ["bound right, of the figures met", share(totals.bound, totals.overlapOnly)],
    ["voice right, of the voices labelled", share(totals.voicesRight, totals.voices)],
    ["voice wrong, of all figures met", share(totals.voicesWrong, totals.overlapOnly)],
    ["voice wrong, of the voices given", share(totals.voicesWrong, totals.voicesGiven)],
    ["spans exactly as labelled", share(totals.exactSpan, totals.found)],
    ["spans that do not say their words", totals.spansBad],
    ["quotes found", share(totals.quotesFound, totals.quotes)],
    ["speakers right, wrong", `${totals.speakersRight}, ${totals.speakersWrong} of ${totals.quotes}`],
    ["positions found, by actor", share(totals.positionsFound, totals.positions)],
    ["position precision", share(totals.positionCardsRight, totals.positionCards)],
  ];
  if (totals.core > 0) rows.push(["core figures found", `${totals.coreFound} of ${totals.core}`]);
  console.log(`\n${group}`);
  for (const [name, value] of rows) console.log(`  ${name.padEnd(52)} ${value}`);
  if (flags.includes("--errors") && !group.includes("held-out"))
    for (const error of errors) console.log(`  ${error}`);
}

/** What held-out documents must reach. */
const GOALS = { precision: 0.95, recall: 0.85, voiceWrong: 0.03 };

function reached({ totals }) {
  return (
    totals.found >= GOALS.precision * totals.cards &&
    totals.found >= GOALS.recall * totals.figures &&
    totals.voicesWrong <= GOALS.voiceWrong * totals.overlapOnly
  );
}

function scoreAll() {
  const documents = [...seedDocuments(), ...ownDocuments()].filter(
    ({ name }) => only === undefined || name.startsWith(only),
  );
  for (const group of new Set(documents.map((document) => document.group))) {
    const members = documents.filter((document) => document.group === group);
    const result = score(members);
    report(group, result, members);
    if (group.includes("held-out") && only === undefined && !reached(result)) process.exitCode = 1;
  }
  console.log(
    `\nGoals on held-out documents: ${JSON.stringify(GOALS)}${process.exitCode === 1 ? ": not reached" : ""}`,
  );
}

/** Documents of 350 words: nine in ten are of words at random, one in ten is an edited copy of one of 40 stories. */
async function growth(most) {
  const { WireIndex } = await load("wire-index.js");
  let state = 20_240_728;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const word = () => `w${Math.floor(random() ** 3 * 20_000).toString(36)}`;
  const story = (length) => Array.from({ length }, word).join(" ");
  const stories = Array.from({ length: 40 }, () => story(350));
  const seen = new Set();
  const index = new WireIndex();
  let pairs = 0;
  let copies = 0;
  let found = 0;
  let last = performance.now();
  console.log(
    "seed 20240728; documents, ms for each since the last line, heap in MB, pairs, copies found of copies made",
  );
  const marks = [0.1, 0.2, 0.5, 1].map((part) => Math.round(part * most));
  for (let at = 1; at <= most; at += 1) {
    const copied = random() < 0.1 ? Math.floor(random() * stories.length) : undefined;
    const edit = (text) =>
      text
        .split(" ")
        .filter(() => random() > 0.15)
        .join(" ");
    const added = index.add(String(at), copied === undefined ? story(350) : edit(stories[copied]));
    pairs += added.length;
    if (copied !== undefined && seen.has(copied)) {
      copies += 1;
      found += added.length > 0 ? 1 : 0;
    }
    if (copied !== undefined) seen.add(copied);
    if (!marks.includes(at)) continue;
    globalThis.gc?.();
    const previous = marks[marks.indexOf(at) - 1] ?? 0;
    const each = ((performance.now() - last) / (at - previous)).toFixed(2);
    console.log(
      `${at}  ${each}  ${(process.memoryUsage().heapUsed / 1e6).toFixed(0)}  ${pairs}  ${found} of ${copies}`,
    );
    last = performance.now();
  }
}

if (flags.includes("--growth")) await growth(Number(flags[flags.indexOf("--growth") + 1] ?? 10_000));
else scoreAll();
