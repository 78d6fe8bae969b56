import { foldAt, sentenceOf, type Passage } from "./passage.ts";
import type { Words } from "./voice.ts";
import { VOICE_LEXICON } from "./voice-lexicon.ts";

/** A name that looks like a private person's, wherever it stands in the text. */
export interface PrivateName extends Words {
  readonly name: string;
}

/** A public person is named more often than an onlooker. */
const MOST_MENTIONS = 4;
/** How far from an age its name may stand. */
const REACH = 12;

/**
 * Names to be masked in public unless a person decides otherwise: whoever is told with an age and holds no office
 * anywhere in the text, as onlookers, relatives and victims are ("Carley Patino, a 47-year-old administrator", "Nilda
 * Quispe, comerciante de 41 años"). Every mention of the name is given, the surname alone too. It finds what looks
 * private; that nobody else is private it does not say.
 */
export function suggestPrivateNames(passage: Passage): readonly PrivateName[] {
  const found = new Map<number, PrivateName>();
  for (const mention of passage.mentions) {
    if (mention.quantity.unit !== "age" && !isYears(passage, mention.tokens.to)) continue;
    const name = nameNear(passage, mention.tokens.core);
    if (name === undefined || isPublic(passage, name)) continue;
    for (const place of placesOf(passage, name)) found.set(place.start, place);
  }
  return [...found.values()].sort((one, other) => one.start - other.start);
}

/** "De 41 años": an age that stands as a length of time. */
function isYears(passage: Passage, next: number): boolean {
  return /^(?:anos|years)$/.test(foldAt(passage, next)) && /^(?:de|com|con)$/.test(foldAt(passage, next - 2));
}

interface Name {
  readonly first: number;
  readonly next: number;
}

/** The nearest name of two words or more in the sentence: before the age, or right after it. */
function nameNear(passage: Passage, index: number): Name | undefined {
  const sentence = sentenceOf(passage, index);
  for (let at = index - 1; at >= Math.max(sentence.first, index - REACH); at -= 1) {
    if (!isName(passage, at)) continue;
    let first = at;
    while (first > sentence.first && (isName(passage, first - 1) || isParticle(passage, first - 1)))
      first -= 1;
    if (at - first >= 1) return { first, next: at + 1 };
    at = first;
  }
  for (let at = index + 1; at < Math.min(sentence.next, index + 8); at += 1) {
    let next = at;
    while (isName(passage, next)) next += 1;
    if (next - at >= 2) return { first: at, next };
  }
  return undefined;
}

function isName(passage: Passage, at: number): boolean {
  const token = passage.tokens[at];
  if (token?.kind !== "word" || !token.isCapital) return false;
  const lexicon = VOICE_LEXICON[passage.language];
  return (
    !lexicon.actorNouns.has(token.fold) && !lexicon.times.has(token.fold) && !lexicon.adjuncts.has(token.fold)
  );
}

/** Inside a name: "María de los Ríos". */
function isParticle(passage: Passage, at: number): boolean {
  return (
    /^(?:de|del|da|do|dos|la|los)$/.test(foldAt(passage, at)) &&
    isName(passage, at - 1) &&
    isName(passage, at + 1)
  );
}

/** An office beside the name anywhere, a courtesy title, or many mentions: then it is no onlooker's. */
function isPublic(passage: Passage, name: Name): boolean {
  const { personNouns, actorNouns } = VOICE_LEXICON[passage.language];
  const surname = foldAt(passage, name.next - 1);
  const places = passage.tokens.flatMap((token, at) =>
    token.fold === surname && token.isCapital ? [at] : [],
  );
  if (places.length > MOST_MENTIONS) return true;
  const isOffice = (word: string) => personNouns.has(word) || actorNouns.has(word);
  return places.some((at) => {
    let first = at;
    while (isName(passage, first - 1) || isParticle(passage, first - 1)) first -= 1;
    const comma = foldAt(passage, at + 1) === "," ? at + 2 : at + 1;
    const after = passage.lexicon.articles.has(foldAt(passage, comma)) ? comma + 1 : comma;
    return (
      isOffice(foldAt(passage, first - 1)) ||
      (foldAt(passage, at + 1) === "," && isOffice(foldAt(passage, after)))
    );
  });
}

/** The whole name, and the surname where it stands alone. */
function placesOf(passage: Passage, name: Name): readonly PrivateName[] {
  const words = passage.tokens.slice(name.first, name.next).map(({ fold }) => fold);
  const whole = textOf(passage, name.first, name.next).words;
  const surname = words.at(-1) ?? "";
  const places: PrivateName[] = [];
  for (let at = 0; at < passage.tokens.length; at += 1) {
    const isWhole = words.every((word, offset) => foldAt(passage, at + offset) === word);
    const length = isWhole ? words.length : 1;
    if (!isWhole && (foldAt(passage, at) !== surname || passage.tokens[at]?.isCapital !== true)) continue;
    places.push({ ...textOf(passage, at, at + length), name: whole });
    at += length - 1;
  }
  return places;
}

function textOf(passage: Passage, first: number, next: number): Words {
  const start = passage.tokens[first]?.start ?? 0;
  const end = passage.tokens[next - 1]?.end ?? start;
  return { start, end, words: passage.text.slice(start, end) };
}
