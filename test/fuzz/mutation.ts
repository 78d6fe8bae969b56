import * as fc from "fast-check";

import type { Random } from "../../src/pipeline/demo/random.ts";

const KINDS = ["replace", "insert", "delete", "repeat", "swap", "flip", "number", "splice", "cut"] as const;

/** One change of an input. Numbers are taken modulo what there is, so that every mutation fits every input. */
interface Mutation {
  readonly kind: (typeof KINDS)[number];
  readonly at: number;
  readonly length: number;
  readonly pick: number;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom(...KINDS),
  at: fc.nat(),
  length: fc.nat(40),
  pick: fc.nat(),
});
const mutations = fc.array(mutation, { maxLength: 6 });

/** Numbers at the edges of what programs hold. */
const NUMBERS = (
  "0 1 -1 -0 00 01 0.5 1.0 1e3 1e309 -1e309 255 256 65535 65536 2147483647 2147483648 4294967295 4294967296 " +
  "9007199254740991 9007199254740992 18446744073709551616 NaN Infinity 0x10 １２ +5"
).split(" ");
const SIZE_MAXIMUM = 200_000;

/**
 * Texts near the seeds: parts of one are cut out, repeated, moved, changed for words of the dictionary, for numbers at the
 * edges, or for parts of another.
 */
export function mutatedTexts(
  seeds: readonly string[],
  dictionary: readonly string[] = [],
): fc.Arbitrary<string> {
  const words = [
    ...dictionary,
    "\0",
    "\n",
    "\r\n",
    "\uFEFF",
    "\uD800",
    "e\u0301",
    "\u{1F5F3}",
    "__proto__",
    "constructor",
  ];
  return fc
    .tuple(fc.nat(seeds.length - 1), mutations)
    .map(([seed, changes]) =>
      changes.reduce((text, change) => mutateText(text, change, { words, seeds }), seeds[seed] ?? ""),
    );
}

function mutateText(
  text: string,
  { kind, at, length, pick }: Mutation,
  { words, seeds }: { readonly words: readonly string[]; readonly seeds: readonly string[] },
): string {
  if (text.length > SIZE_MAXIMUM) return text.slice(0, SIZE_MAXIMUM);
  const start = text.length === 0 ? 0 : at % (text.length + 1);
  const end = Math.min(text.length, start + length);
  const [before, part, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)];
  const word = words[pick % words.length] ?? "";
  switch (kind) {
    case "replace":
      return before + word + after;
    case "insert":
      return before + word + part + after;
    case "delete":
      return before + after;
    case "repeat":
      return before + part.repeat(1 + (pick % 200)) + after;
    case "swap": {
      const other = pick % (before.length + 1);
      return before.slice(0, other) + part + before.slice(other) + after;
    }
    case "flip":
      return before + String.fromCharCode(pick % 0x10000) + text.slice(start + 1);
    case "number": {
      const numbers = [...text.matchAll(/\d+/g)];
      const found = numbers[at % Math.max(1, numbers.length)];
      if (found === undefined) return text;
      const edge = NUMBERS[pick % NUMBERS.length] ?? "";
      return text.slice(0, found.index) + edge + text.slice(found.index + found[0].length);
    }
    case "splice": {
      const other = seeds[pick % seeds.length] ?? "";
      return before + other.slice(Math.min(start, other.length));
    }
    case "cut":
      return before;
  }
}

/** The same for a search that draws its changes itself: bytes with one to four of them. */
export function mutateByDraw(
  bytes: Uint8Array,
  random: Random,
  from: { readonly words: readonly Uint8Array[]; readonly seeds: readonly Uint8Array[] },
): Uint8Array {
  let mutated = bytes;
  for (let changes = random.between(1, 4); changes > 0; changes--) {
    const change = {
      kind: random.pick(KINDS),
      at: random.between(0, 0x7fffffff),
      length: random.between(0, 40),
      pick: random.between(0, 0x7fffffff),
    };
    mutated = mutateBytes(mutated, change, from);
  }
  return mutated;
}

/** Bytes near the seeds, by the same changes; a flip changes one bit, a number is written in binary. */
export function mutatedBytes(
  seeds: readonly Uint8Array[],
  dictionary: readonly Uint8Array[] = [],
): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(fc.nat(seeds.length - 1), mutations)
    .map(([seed, changes]) =>
      changes.reduce<Uint8Array>(
        (bytes, change) => mutateBytes(bytes, change, { words: dictionary, seeds }),
        seeds[seed] ?? new Uint8Array(),
      ),
    );
}

function mutateBytes(
  given: Uint8Array,
  { kind, at, length, pick }: Mutation,
  { words, seeds }: { readonly words: readonly Uint8Array[]; readonly seeds: readonly Uint8Array[] },
): Uint8Array {
  const bytes = Buffer.from(given.subarray(0, SIZE_MAXIMUM));
  const start = bytes.length === 0 ? 0 : at % (bytes.length + 1);
  const end = Math.min(bytes.length, start + length);
  const [before, part, after] = [bytes.subarray(0, start), bytes.subarray(start, end), bytes.subarray(end)];
  const word = words.length === 0 ? Buffer.of(pick & 0xff) : Buffer.from(words[pick % words.length] ?? []);
  switch (kind) {
    case "replace":
      return Buffer.concat([before, word, after]);
    case "insert":
      return Buffer.concat([before, word, part, after]);
    case "delete":
      return Buffer.concat([before, after]);
    case "repeat":
      return Buffer.concat([before, ...Array.from({ length: 1 + (pick % 200) }, () => part), after]);
    case "swap": {
      const other = pick % (before.length + 1);
      return Buffer.concat([before.subarray(0, other), part, before.subarray(other), after]);
    }
    case "flip":
      if (start < bytes.length) bytes[start] = (bytes[start] ?? 0) ^ (1 << (pick % 8));
      return bytes;
    case "number": {
      const edges = [0, 1, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff];
      const written = Buffer.alloc(4);
      if (pick % 2 === 0) written.writeUInt32LE(edges[pick % edges.length] ?? 0);
      else written.writeUInt32BE(edges[pick % edges.length] ?? 0);
      return Buffer.concat([before, written, bytes.subarray(Math.min(bytes.length, start + 4))]);
    }
    case "splice": {
      const other = Buffer.from(seeds[pick % seeds.length] ?? []);
      return Buffer.concat([before, other.subarray(Math.min(start, other.length))]);
    }
    case "cut":
      return before;
  }
}

/** What a JSON value may be exchanged for. */
const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  0.5,
  1e21,
  2 ** 31,
  2 ** 53,
  "",
  "x",
  "a".repeat(300),
  "\uD800",
  "\u0000",
  "e\u0301",
  "__proto__",
  [],
  {},
  [[[]]],
  { __proto__: null },
  deep(100),
];

/** A value of arrays in arrays. */
export function deep(levels: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

interface TreeMutation {
  readonly kind: "exchange" | "remove" | "add" | "rename" | "double" | "copy";
  readonly node: number;
  readonly pick: number;
}
const treeMutations = fc.array(
  fc.record({
    kind: fc.constantFrom("exchange", "remove", "add", "rename", "double", "copy"),
    node: fc.nat(),
    pick: fc.nat(),
  }),
  { maxLength: 4 },
);

/** JSON values near the seeds: members are exchanged, taken away, added, renamed, doubled, or copied from elsewhere. */
export function mutatedJson(seeds: readonly unknown[], names: readonly string[] = []): fc.Arbitrary<unknown> {
  const known = [...names, "__proto__", "constructor", "toString", "", "0", "extra"];
  return fc.tuple(fc.nat(seeds.length - 1), treeMutations).map(([seed, changes]) => {
    let value: unknown = structuredClone(seeds[seed]);
    for (const change of changes) value = mutateTree(value, change, known);
    return value;
  });
}

/** A place in a tree: the object or array that holds a value, and under which name. */
interface Place {
  readonly holder: Record<string, unknown> | unknown[];
  readonly name: string;
}

function mutateTree(root: unknown, { kind, node, pick }: TreeMutation, names: readonly string[]): unknown {
  const top = { root };
  const places: Place[] = [];
  const visit = (holder: Place["holder"]): void => {
    for (const name of Object.keys(holder)) {
      if (places.length > 2_000) return;
      places.push({ holder, name });
      const value = (holder as Record<string, unknown>)[name];
      if (typeof value === "object" && value !== null) visit(value as Place["holder"]);
    }
  };
  visit(top);
  const place = places[node % places.length] ?? { holder: top, name: "root" };
  const holder = place.holder as Record<string, unknown>;
  const other = VALUES[pick % VALUES.length];
  const name = names[pick % names.length] ?? "";
  const inside = holder[place.name];
  switch (kind) {
    case "exchange":
      define(holder, place.name, structuredClone(other));
      break;
    case "remove":
      if (Array.isArray(place.holder)) place.holder.splice(Number(place.name), 1);
      else if (holder !== top) delete holder[place.name];
      break;
    case "add":
      if (Array.isArray(inside)) inside.push(structuredClone(other));
      else if (typeof inside === "object" && inside !== null) define(inside, name, structuredClone(other));
      break;
    case "rename":
      if (Array.isArray(place.holder) || holder === top) break;
      delete holder[place.name];
      define(holder, name, inside);
      break;
    case "double":
      if (Array.isArray(place.holder)) place.holder.push(structuredClone(inside));
      break;
    case "copy": {
      const from = places[pick % places.length];
      if (from !== undefined && holder !== top)
        define(holder, place.name, structuredClone((from.holder as Record<string, unknown>)[from.name]));
    }
  }
  return top.root;
}

/** Sets a member as JSON.parse would, also one called __proto__. */
function define(holder: object, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
}
