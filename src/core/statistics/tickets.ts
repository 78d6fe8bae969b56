import { formatHex, utf8 } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";

/**
 * Ronald L. Rivest, "Consistent Sampling with Replacement" (2018): every id has a ticket number that follows from a
 * public seed, and whoever has the smallest ticket is drawn first. The draw from a smaller list is the draw from the
 * larger one with the others left out, so that nobody gains by arguing about the list.
 *
 * A fraction is the text "0.ddd...", compared as text: no digit of it is ever rounded.
 */
export type Fraction = string;

export interface Ticket {
  readonly fraction: Fraction;
  readonly id: string;
  /** 1 for the first time the id is drawn, and one more each time it is drawn again. */
  readonly generation: number;
}

const HASH_BYTES = 32;

/** A number of 256 bits has at most this many decimal digits. */
const DIGITS_MOST = 78;

/** Decimal digits of a SHA-256 are filled up to this many, as in the author's program. */
const DIGITS_LEAST = 64;

/** So many digits after the point make a whole number that a JavaScript number holds exactly. */
const DIGITS_EXACT = 15;

/** So many digits are found first of every ticket: enough to leave nearly all of those that are not drawn. */
const DIGITS_LEADING = 5;
const LEADING_END = 10 ** DIGITS_LEADING;

/**
 * The SHA-256 of the text as a fraction between 0 and 1: its decimal digits in reverse, because the first digits of a
 * number below 2^256 are not evenly spread and the last ones are.
 */
export function uniformFraction(text: string, crypto: Crypto): Fraction {
  const digits = digitsReversed(crypto.sha256(utf8(text)), DIGITS_MOST);
  let end = DIGITS_MOST;
  while (end > DIGITS_LEAST && digits[end - 1] === 0) end--;
  return `0.${digits.subarray(0, end).join("")}`;
}

/** A fraction above the given one and below 1, even over what lies between, that follows from the given one. */
export function nextFraction(fraction: Fraction, crypto: Crypto): Fraction {
  const nines = /^0\.9*/.exec(fraction)?.[0];
  if (nines === undefined) throw new Error(`not a fraction: ${fraction}`);
  for (let attempt = 1; ; attempt++) {
    const next = nines + uniformFraction(`${fraction}:${attempt}`, crypto).slice(2);
    if (next > `${fraction}0`) return next;
  }
}

/** The fraction to 15 digits, cut and not rounded: at least 0 and below 1, the same number in every engine. */
export function fractionAsNumber(fraction: Fraction): number {
  return Number(fraction.slice(2, 2 + DIGITS_EXACT).padEnd(DIGITS_EXACT, "0")) / 10 ** DIGITS_EXACT;
}

/** The first ticket of every id, in the order of the ids. One SHA-256 an id, and one for the seed. */
export function ticketFractions(draw: {
  readonly ids: readonly string[];
  readonly seed: string;
  readonly crypto: Crypto;
}): readonly Fraction[] {
  const seedHash = formatHex(draw.crypto.sha256(utf8(draw.seed)));
  return draw.ids.map((id) => uniformFraction(seedHash + id, draw.crypto));
}

/**
 * A simple random sample without replacement: the `size` ids with the smallest tickets, smallest first; all of them where
 * there are fewer. The ids must be distinct.
 */
export function drawWithoutReplacement(draw: {
  readonly ids: readonly string[];
  readonly seed: string;
  readonly size: number;
  readonly crypto: Crypto;
}): readonly Ticket[] {
  if (!(draw.size >= 1)) return [];
  const leading = leadingDigits(draw);
  const last = leading.toSorted()[Math.min(draw.size, leading.length) - 1] ?? 0;
  const candidates = draw.ids.filter((_, index) => (leading[index] ?? 0) <= last);
  // Equal ids have equal tickets: whichever could be drawn twice is here twice.
  if (new Set(candidates).size < candidates.length) throw new Error("an id is in the list more than once");
  const fractions = ticketFractions({ ...draw, ids: candidates });
  return candidates
    .map((id, at): Ticket => ({ fraction: fractions[at] ?? "", id, generation: 1 }))
    .sort(compareTickets)
    .slice(0, draw.size);
}

/**
 * So many draws with replacement, in order: an id that is drawn gets its next ticket and takes part again. Asking for
 * more draws goes on with the same sequence. The ids must be distinct, and at least one.
 */
export function drawWithReplacement(draw: {
  readonly ids: readonly string[];
  readonly seed: string;
  readonly draws: number;
  readonly crypto: Crypto;
}): readonly Ticket[] {
  if (draw.ids.length === 0) throw new Error("nothing to draw from");
  const firsts = drawWithoutReplacement({ ...draw, size: draw.draws });
  /** Tickets of a later generation, the smallest at the end. */
  const laters: Ticket[] = [];
  const drawn: Ticket[] = [];
  let firstsDrawn = 0;
  while (drawn.length < draw.draws) {
    const first = firsts[firstsDrawn];
    const later = laters.at(-1);
    const isFirst = later === undefined || (first !== undefined && first.fraction < later.fraction);
    const ticket = isFirst ? first : later;
    if (ticket === undefined) throw new Error("a draw with replacement never ends");
    if (isFirst) firstsDrawn++;
    else laters.pop();
    drawn.push(ticket);
    const fraction = nextFraction(ticket.fraction, draw.crypto);
    const next = { fraction, id: ticket.id, generation: ticket.generation + 1 };
    laters.splice(insertionPoint(laters, fraction), 0, next);
  }
  return drawn;
}

/**
 * So many draws with replacement with probability proportional to size: the index of the item, draw by draw. Draw
 * number i (from 1) takes the fraction u of the id "draw:i" and the item in whose stretch of the summed sizes u times
 * their total lies. Sizes are whole and not negative, at least one above 0; sums are exact. Asking for more draws goes
 * on with the same sequence.
 */
export function drawProportional(draw: {
  readonly sizes: ArrayLike<number | bigint>;
  readonly seed: string;
  readonly draws: number;
  readonly crypto: Crypto;
}): readonly number[] {
  const ends = endsOf(draw.sizes);
  const total = BigInt(ends[ends.length - 1] ?? 0);
  if (total === 0n) throw new Error("nothing to draw from");
  const ids = Array.from({ length: draw.draws }, (_, at) => `draw:${at + 1}`);
  return ticketFractions({ ids, seed: draw.seed, crypto: draw.crypto }).map((fraction) => {
    const digits = fraction.slice(2);
    return firstAbove(ends, (BigInt(digits) * total) / 10n ** BigInt(digits.length));
  });
}

/** The first digits of every id's ticket as a whole number. */
function leadingDigits(draw: {
  readonly ids: readonly string[];
  readonly seed: string;
  readonly crypto: Crypto;
}): Uint32Array {
  const seedHash = formatHex(draw.crypto.sha256(utf8(draw.seed)));
  const textOf = textsAfter(seedHash, draw.ids);
  const tickets = new Uint32Array(draw.ids.length);
  const hash = new Uint8Array(HASH_BYTES);
  const sha256Into =
    draw.crypto.sha256Into ?? ((text, target, at) => target.set(draw.crypto.sha256(text), at));
  for (let index = 0; index < tickets.length; index++) {
    sha256Into(textOf(draw.ids[index] ?? ""), hash, 0);
    tickets[index] = lastDigitsReversed(hash);
  }
  return tickets;
}

/** 2^224, 2^192 ... 2^0, each modulo 10^5. */
const POWERS = Float64Array.from({ length: 8 }, (_, word) =>
  Number(2n ** BigInt(32 * (7 - word)) % BigInt(LEADING_END)),
);

/**
 * The last decimal digits of a hash, in reverse, as a whole number: the number modulo 10^5. The sum of eight words times
 * less than 10^5 each stays below 2^52, so that everything is exact.
 */
function lastDigitsReversed(hash: Uint8Array): number {
  let sum = 0;
  for (let word = 0; word < 8; word++) {
    const at = word * 4;
    const low = ((hash[at + 1] ?? 0) << 16) | ((hash[at + 2] ?? 0) << 8) | (hash[at + 3] ?? 0);
    sum += ((hash[at] ?? 0) * 2 ** 24 + low) * (POWERS[word] ?? 0);
  }
  let digits = sum - Math.floor(sum / LEADING_END) * LEADING_END;
  let reversed = 0;
  for (let digit = 0; digit < DIGITS_LEADING; digit++) {
    const rest = Math.floor(digits / 10);
    reversed = reversed * 10 + (digits - rest * 10);
    digits = rest;
  }
  return reversed;
}

/**
 * The bytes of seed and id, each valid until the next is asked for. Ids are nearly always ASCII, and then an encoder
 * would take longer than the hash.
 */
function textsAfter(seedHash: string, ids: readonly string[]): (id: string) => Uint8Array {
  const longest = ids.reduce((length, id) => Math.max(length, id.length), 0);
  const text = new Uint8Array(seedHash.length + longest);
  text.set(utf8(seedHash));
  return (id) => {
    for (let at = 0; at < id.length; at++) {
      const code = id.charCodeAt(at);
      if (code > 127) return utf8(seedHash + id);
      text[seedHash.length + at] = code;
    }
    return text.subarray(0, seedHash.length + id.length);
  };
}

/** The last `count` decimal digits of a whole number of big-endian bytes, the last digit first. */
function digitsReversed(bytes: Uint8Array, count: number): Uint8Array {
  const words = new Uint32Array(bytes.length / 4);
  for (let at = 0; at < bytes.length; at++) words[at >>> 2] = (words[at >>> 2] ?? 0) * 256 + (bytes[at] ?? 0);
  const digits = new Uint8Array(count);
  let first = 0;
  // Five digits at a time: dividends stay below 10^5 * 2^32, which a number holds exactly.
  for (let place = 0; place < count; place += 5) {
    let remainder = 0;
    while (words[first] === 0) first++;
    for (let at = first; at < words.length; at++) {
      const dividend = remainder * 2 ** 32 + (words[at] ?? 0);
      const quotient = Math.floor(dividend / 100_000);
      words[at] = quotient;
      remainder = dividend - quotient * 100_000;
    }
    for (let at = place; at < place + 5 && at < count; at++) {
      digits[at] = remainder % 10;
      remainder = Math.floor(remainder / 10);
    }
  }
  return digits;
}

/** By fraction; equal fractions, which no two ids have been seen to have, by id. */
function compareTickets(one: Ticket, other: Ticket): number {
  if (one.fraction !== other.fraction) return one.fraction < other.fraction ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}

/** Where the fraction belongs among tickets sorted from the largest to the smallest. */
function insertionPoint(tickets: readonly Ticket[], fraction: Fraction): number {
  let [low, high] = [0, tickets.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tickets[middle]?.fraction ?? "") > fraction) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The sums of the sizes up to each item, that included: exact, in numbers where these are. */
function endsOf(sizes: ArrayLike<number | bigint>): ArrayLike<number | bigint> {
  const ends = new Float64Array(sizes.length);
  let total = 0;
  for (let item = 0; item < sizes.length; item++) {
    const size = sizes[item] ?? 0;
    if (size < 0) throw new Error(`item ${item} has the size ${size}`);
    total += Number(size);
    ends[item] = total;
  }
  if (Number.isSafeInteger(total)) return ends;
  let sum = 0n;
  return Array.from(sizes, (size) => (sum += BigInt(size)));
}

/** The first index whose end lies above the position. */
function firstAbove(ends: ArrayLike<number | bigint>, position: bigint): number {
  let [low, high] = [0, ends.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ends[middle] ?? 0n) > position) high = middle;
    else low = middle + 1;
  }
  return low;
}
