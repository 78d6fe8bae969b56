import { exp } from "../distributions.ts";
import { concatBytes, formatBase64, parseBase64 } from "../bytes.ts";
import { DIGIT_SIDE } from "./digit-image.ts";

/**
 * A small convolutional network for one handwritten digit (after LeCun et al. 1998): two layers of 3 x 3 filters, each
 * followed by the largest of four, then two full layers. It is the same arithmetic wherever it runs: sums, products,
 * comparisons, and one exponential function of our own dependencies.
 */
export const LAYERS = { first: 8, second: 24, hidden: 48, classes: 10 } as const;

const SIDE = DIGIT_SIDE;
const HALF = SIDE / 2;
const QUARTER = HALF / 2;
const FLAT = LAYERS.second * QUARTER * QUARTER;

/** The network's numbers, one array a layer. */
export interface DigitNetwork {
  /** `LAYERS.first` filters of 3 x 3. */
  readonly first: Float32Array;
  readonly firstBias: Float32Array;
  /** `LAYERS.second` filters of `LAYERS.first` maps of 3 x 3. */
  readonly second: Float32Array;
  readonly secondBias: Float32Array;
  /** `LAYERS.hidden` rows over what the filters leave. */
  readonly hidden: Float32Array;
  readonly hiddenBias: Float32Array;
  /** A row for each digit. */
  readonly classes: Float32Array;
  readonly classesBias: Float32Array;
}

/** How many numbers each layer has. */
export const LAYER_SIZES: Readonly<Record<keyof DigitNetwork, number>> = {
  first: LAYERS.first * 9,
  firstBias: LAYERS.first,
  second: LAYERS.second * LAYERS.first * 9,
  secondBias: LAYERS.second,
  hidden: LAYERS.hidden * FLAT,
  hiddenBias: LAYERS.hidden,
  classes: LAYERS.classes * LAYERS.hidden,
  classesBias: LAYERS.classes,
};
export const LAYER_NAMES = [
  "first",
  "firstBias",
  "second",
  "secondBias",
  "hidden",
  "hiddenBias",
  "classes",
  "classesBias",
] as const satisfies readonly (keyof DigitNetwork)[];

/** A network with every number as `make` gives it. */
export function makeNetwork(make: (layer: keyof DigitNetwork) => Float32Array): DigitNetwork {
  return {
    first: make("first"),
    firstBias: make("firstBias"),
    second: make("second"),
    secondBias: make("secondBias"),
    hidden: make("hidden"),
    hiddenBias: make("hiddenBias"),
    classes: make("classes"),
    classesBias: make("classesBias"),
  };
}

/** What the layers come to for one digit: kept from one digit to the next, so that nothing is made anew. */
export interface Activations {
  /** The digit with one pixel of paper around it. */
  readonly input: Float32Array;
  readonly first: Float32Array;
  /** The largest of four of each, with a border; and which of the four it was. */
  readonly firstPool: Float32Array;
  readonly firstChoice: Uint8Array;
  readonly second: Float32Array;
  readonly secondPool: Float32Array;
  readonly secondChoice: Uint8Array;
  readonly hidden: Float32Array;
  /** How likely each digit is; they add up to 1. */
  readonly probabilities: Float32Array;
}

export function makeActivations(): Activations {
  return {
    input: new Float32Array((SIDE + 2) * (SIDE + 2)),
    first: new Float32Array(LAYERS.first * SIDE * SIDE),
    firstPool: new Float32Array(LAYERS.first * (HALF + 2) * (HALF + 2)),
    firstChoice: new Uint8Array(LAYERS.first * HALF * HALF),
    second: new Float32Array(LAYERS.second * HALF * HALF),
    secondPool: new Float32Array(FLAT),
    secondChoice: new Uint8Array(FLAT),
    hidden: new Float32Array(LAYERS.hidden),
    probabilities: new Float32Array(LAYERS.classes),
  };
}

/** Runs the network on the pixels of `digitInCell`; the answer is in `into.probabilities`. */
export function runNetwork(network: DigitNetwork, pixels: Float32Array, into: Activations): void {
  for (let row = 0; row < SIDE; row++)
    into.input.set(pixels.subarray(row * SIDE, (row + 1) * SIDE), (row + 1) * (SIDE + 2) + 1);
  filter({ weights: network.first, biases: network.firstBias }, SIDE, { from: into.input, into: into.first });
  pool(into.first, { side: SIDE, border: 1 }, { into: into.firstPool, choice: into.firstChoice });
  filter({ weights: network.second, biases: network.secondBias }, HALF, {
    from: into.firstPool,
    into: into.second,
  });
  pool(into.second, { side: HALF, border: 0 }, { into: into.secondPool, choice: into.secondChoice });
  addUp({ weights: network.hidden, biases: network.hiddenBias }, into.secondPool, into.hidden);
  for (let at = 0; at < LAYERS.hidden; at++) into.hidden[at] = Math.max(0, into.hidden[at] ?? 0);
  addUp({ weights: network.classes, biases: network.classesBias }, into.hidden, into.probabilities);
  const most = Math.max(...into.probabilities);
  let sum = 0;
  for (let at = 0; at < LAYERS.classes; at++) {
    const likely = exp((into.probabilities[at] ?? 0) - most);
    into.probabilities[at] = likely;
    sum += likely;
  }
  for (let at = 0; at < LAYERS.classes; at++) into.probabilities[at] = (into.probabilities[at] ?? 0) / sum;
}

interface Layer {
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

/** Every filter over every map of `from`, which has a border of one pixel. */
function filter(
  { weights, biases }: Layer,
  side: number,
  { from, into }: { readonly from: Float32Array; readonly into: Float32Array },
): void {
  const wide = side + 2;
  const maps = from.length / (wide * wide);
  for (let out = 0; out < biases.length; out++) {
    const start = out * side * side;
    into.fill(biases[out] ?? 0, start, start + side * side);
    // A row of three of the filter at once: fewer passes over the same memory.
    for (let place = 0; place < maps * 9; place += 3) {
      const at = out * maps * 9 + place;
      const [left = 0, middle = 0, right = 0] = [weights[at], weights[at + 1], weights[at + 2]];
      const source = sourceOf(place, wide);
      for (let y = 0; y < side; y++) {
        const line = start + y * side;
        const above = source + y * wide;
        let [first, second] = [from[above] ?? 0, from[above + 1] ?? 0];
        for (let x = 0; x < side; x++) {
          const third = from[above + x + 2] ?? 0;
          into[line + x] = (into[line + x] ?? 0) + left * first + middle * second + right * third;
          first = second;
          second = third;
        }
      }
    }
  }
}

/** Where a filter's number begins to be laid over the maps: number `place` of all its maps. */
export function sourceOf(place: number, wide: number): number {
  const map = Math.floor(place / 9);
  const tap = place - map * 9;
  const row = Math.floor(tap / 3);
  return map * wide * wide + row * wide + (tap - row * 3);
}

/** The largest of each four, or 0 where all are below, with a border around each map; and which of the four it was. */
function pool(
  from: Float32Array,
  { side, border }: { readonly side: number; readonly border: number },
  { into, choice }: { readonly into: Float32Array; readonly choice: Uint8Array },
): void {
  const half = side / 2;
  const wide = half + 2 * border;
  for (let map = 0; map * half * half < choice.length; map++)
    for (let y = 0; y < half; y++)
      for (let x = 0; x < half; x++) {
        const at = map * side * side + 2 * y * side + 2 * x;
        let [best, which] = [from[at] ?? 0, 0];
        for (let other = 1; other < 4; other++) {
          const value = from[at + (other >> 1) * side + (other & 1)] ?? 0;
          if (value > best) [best, which] = [value, other];
        }
        into[map * wide * wide + (y + border) * wide + x + border] = Math.max(0, best);
        choice[map * half * half + y * half + x] = which;
      }
}

function addUp({ weights, biases }: Layer, from: Float32Array, into: Float32Array): void {
  for (let out = 0; out < biases.length; out++) {
    const start = out * from.length;
    let sum = biases[out] ?? 0;
    for (let at = 0; at < from.length; at++) sum += (weights[start + at] ?? 0) * (from[at] ?? 0);
    into[out] = sum;
  }
}

/** What the network takes a digit for, and how sure it is, 0 to 1. */
export interface DigitGuess {
  readonly digit: number;
  readonly confidence: number;
}

export function guessDigit(network: DigitNetwork, pixels: Float32Array, work: Activations): DigitGuess {
  runNetwork(network, pixels, work);
  let digit = 0;
  for (let at = 1; at < LAYERS.classes; at++)
    if ((work.probabilities[at] ?? 0) > (work.probabilities[digit] ?? 0)) digit = at;
  return { digit, confidence: work.probabilities[digit] ?? 0 };
}

/**
 * The network in a byte a number, in base64: for each layer its scale, as the four bytes of a single-precision number
 * (little-endian), then its numbers as signed bytes in units of that scale.
 */
export function formatNetwork(network: DigitNetwork): string {
  const parts = LAYER_NAMES.map((name) => {
    const layer = network[name];
    const scale = Math.fround(layer.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6) / 127);
    const bytes = new Uint8Array(4 + layer.length);
    new DataView(bytes.buffer).setFloat32(0, scale, true);
    for (const [at, value] of layer.entries())
      bytes[4 + at] = Math.max(-127, Math.min(127, Math.round(value / scale)));
    return bytes;
  });
  return formatBase64(concatBytes(...parts));
}

/** The inverse of `formatNetwork`, as near as bytes are. Throws RangeError where the text is of another size. */
export function parseNetwork(text: string): DigitNetwork {
  const bytes = text.length % 4 === 0 ? parseBase64(text) : new Uint8Array();
  const numbers = LAYER_NAMES.reduce((sum, name) => sum + LAYER_SIZES[name] + 4, 0);
  if (bytes.length !== numbers) throw new RangeError(`a network of ${bytes.length} bytes, not ${numbers}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let start = 0;
  const layers = new Map<keyof DigitNetwork, Float32Array>();
  for (const name of LAYER_NAMES) {
    const scale = view.getFloat32(start, true);
    const layer = new Float32Array(LAYER_SIZES[name]);
    for (const at of layer.keys()) layer[at] = view.getInt8(start + 4 + at) * scale;
    layers.set(name, layer);
    start += 4 + layer.length;
  }
  return makeNetwork((name) => layers.get(name) ?? new Float32Array(0));
}
