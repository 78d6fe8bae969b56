import { digitInCell, type CellContent } from "../../core/handwriting/digit-image.ts";
import {
  guessDigit,
  LAYER_NAMES,
  LAYER_SIZES,
  LAYERS,
  makeActivations,
  makeNetwork,
  sourceOf,
  type Activations,
  type DigitNetwork,
} from "../../core/handwriting/digit-network.ts";
import { seededRandom, type Random } from "../demo/random.ts";
import { drawDigitCell } from "./digit-strokes.ts";

export interface Training {
  readonly seed: number;
  /** Digits drawn and learnt from, each once. */
  readonly digits: number;
  /** Told after every thousand: how many, and how many of the thousand the network had right before it learnt them. */
  readonly onProgress?: (done: number, right: number) => void;
}

const BATCH = 32;
/** Steps of Adam (Kingma and Ba 2015), with their constants; the rate falls to a hundredth along a parabola. */
const RATE = 0.002;
const [KEEP_MEAN, KEEP_SQUARE] = [0.9, 0.999];
/** What is told to be certain is only nearly so (label smoothing, Szegedy et al. 2016): the network learns to doubt. */
const DOUBT = 0.04;

/**
 * A network that has learnt from digits drawn by `drawDigitCell` and from nothing else. The same seed and number give the
 * same network on every machine.
 */
export function trainDigits({ seed, digits, onProgress }: Training): DigitNetwork {
  const random = seededRandom(seed, "digits");
  const network = firstNetwork(seededRandom(seed, "weights"));
  const slope = makeNetwork((layer) => new Float32Array(LAYER_SIZES[layer]));
  const mean = makeNetwork((layer) => new Float32Array(LAYER_SIZES[layer]));
  const square = makeNetwork((layer) => new Float32Array(LAYER_SIZES[layer]));
  const work = makeActivations();
  const back = makeActivations();
  let right = 0;
  let [meanLeft, squareLeft] = [1, 1];
  for (let done = 0; done < digits;) {
    for (let at = 0; at < BATCH; at++, done++) {
      const { digit, pixels } = drawDigit(random);
      if (guessDigit(network, pixels, work).digit === digit) right += 1;
      addSlopes(network, { work, back, digit }, slope);
      if ((done + 1) % 1_000 === 0) {
        onProgress?.(done + 1, right);
        right = 0;
      }
    }
    meanLeft *= KEEP_MEAN;
    squareLeft *= KEEP_SQUARE;
    const left = Math.max(0, 1 - done / digits);
    const rate = RATE * (0.01 + 0.99 * left * left) * (Math.sqrt(1 - squareLeft) / (1 - meanLeft));
    for (const layer of LAYER_NAMES)
      step(network[layer], slope[layer], { mean: mean[layer], square: square[layer], rate });
  }
  return network;
}

/** A digit as the network sees it; drawn again where nothing of it is left. */
export function drawDigit(random: Random): { readonly digit: number; readonly pixels: Float32Array } {
  const digit = random.between(0, 9);
  let content: CellContent;
  do content = digitInCell(drawDigitCell(digit, random));
  while (content.kind !== "ink");
  return { digit, pixels: content.pixels };
}

/** Small numbers around zero, the smaller the more are added up (He et al. 2015). */
function firstNetwork(random: Random): DigitNetwork {
  const inputs: Partial<Record<keyof DigitNetwork, number>> = {
    first: 9,
    second: LAYERS.first * 9,
    hidden: LAYER_SIZES.hidden / LAYERS.hidden,
    classes: LAYERS.hidden,
  };
  return makeNetwork((layer) => {
    const count = inputs[layer];
    const spread = count === undefined ? 0 : Math.sqrt(2 / count);
    return Float32Array.from({ length: LAYER_SIZES[layer] }, () => spread * random.noise());
  });
}

function step(
  layer: Float32Array,
  slope: Float32Array,
  {
    mean,
    square,
    rate,
  }: { readonly mean: Float32Array; readonly square: Float32Array; readonly rate: number },
): void {
  for (let at = 0; at < layer.length; at++) {
    const by = (slope[at] ?? 0) / BATCH;
    const average = KEEP_MEAN * (mean[at] ?? 0) + (1 - KEEP_MEAN) * by;
    const spread = KEEP_SQUARE * (square[at] ?? 0) + (1 - KEEP_SQUARE) * by * by;
    mean[at] = average;
    square[at] = spread;
    layer[at] = (layer[at] ?? 0) - (rate * average) / (Math.sqrt(spread) + 1e-8);
  }
  slope.fill(0);
}

/** Adds how the error at this digit changes with every number of the network (back-propagation, Rumelhart et al. 1986). */
function addSlopes(
  network: DigitNetwork,
  { work, back, digit }: { readonly work: Activations; readonly back: Activations; readonly digit: number },
  slope: DigitNetwork,
): void {
  for (let at = 0; at < LAYERS.classes; at++) {
    const wanted = (at === digit ? 1 - DOUBT : 0) + DOUBT / LAYERS.classes;
    back.probabilities[at] = (work.probabilities[at] ?? 0) - wanted;
  }
  backFull(network.classes, work.hidden, {
    out: back.probabilities,
    into: back.hidden,
    weights: slope.classes,
    biases: slope.classesBias,
  });
  for (let at = 0; at < LAYERS.hidden; at++) if ((work.hidden[at] ?? 0) <= 0) back.hidden[at] = 0;
  backFull(network.hidden, work.secondPool, {
    out: back.hidden,
    into: back.secondPool,
    weights: slope.hidden,
    biases: slope.hiddenBias,
  });
  backPool(
    work.secondPool,
    { border: 0, choice: work.secondChoice, maps: LAYERS.second },
    {
      out: back.secondPool,
      into: back.second,
    },
  );
  backFilter(network.second, work.firstPool, {
    out: back.second,
    into: back.firstPool,
    weights: slope.second,
    biases: slope.secondBias,
  });
  backPool(
    work.firstPool,
    { border: 1, choice: work.firstChoice, maps: LAYERS.first },
    {
      out: back.firstPool,
      into: back.first,
    },
  );
  backFilter(network.first, work.input, {
    out: back.first,
    weights: slope.first,
    biases: slope.firstBias,
  });
}

/** Slopes of what a layer gives, of what it is given, and of its own numbers. */
interface LayerSlopes {
  readonly out: Float32Array;
  readonly into?: Float32Array;
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

function backFull(
  layer: Float32Array,
  given: Float32Array,
  { out, into, weights, biases }: LayerSlopes,
): void {
  into?.fill(0);
  for (let row = 0; row < out.length; row++) {
    const by = out[row] ?? 0;
    if (by === 0) continue;
    biases[row] = (biases[row] ?? 0) + by;
    const start = row * given.length;
    for (let at = 0; at < given.length; at++) {
      weights[start + at] = (weights[start + at] ?? 0) + by * (given[at] ?? 0);
      if (into !== undefined) into[at] = (into[at] ?? 0) + by * (layer[start + at] ?? 0);
    }
  }
}

/** The slope of the largest of each four goes to that one; where it was cut at zero, nowhere. */
function backPool(
  pooled: Float32Array,
  { border, choice, maps }: { readonly border: number; readonly choice: Uint8Array; readonly maps: number },
  { out, into }: { readonly out: Float32Array; readonly into: Float32Array },
): void {
  into.fill(0);
  const half = Math.sqrt(choice.length / maps);
  const [side, wide] = [2 * half, half + 2 * border];
  for (let map = 0; map < maps; map++)
    for (let y = 0; y < half; y++)
      for (let x = 0; x < half; x++) {
        const from = map * wide * wide + (y + border) * wide + x + border;
        if ((pooled[from] ?? 0) <= 0) continue;
        const which = choice[map * half * half + y * half + x] ?? 0;
        into[map * side * side + (2 * y + (which >> 1)) * side + 2 * x + (which & 1)] = out[from] ?? 0;
      }
}

function backFilter(
  layer: Float32Array,
  given: Float32Array,
  { out, into, weights, biases }: LayerSlopes,
): void {
  into?.fill(0);
  const side = Math.sqrt(out.length / biases.length);
  const wide = side + 2;
  const places = layer.length / biases.length;
  // Three of four slopes are none: only the largest of four was passed on.
  const pixels = new Int32Array(side * side);
  const slopes = new Float32Array(side * side);
  for (let filter = 0; filter < biases.length; filter++) {
    let [count, sum] = [0, 0];
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) {
        const slope = out[(filter * side + y) * side + x] ?? 0;
        if (slope === 0) continue;
        pixels[count] = y * wide + x;
        slopes[count++] = slope;
        sum += slope;
      }
    biases[filter] = (biases[filter] ?? 0) + sum;
    for (let place = 0; place < places; place++) {
      const source = sourceOf(place, wide);
      const weight = layer[filter * places + place] ?? 0;
      let by = 0;
      for (let nth = 0; nth < count; nth++) {
        const at = source + (pixels[nth] ?? 0);
        const slope = slopes[nth] ?? 0;
        by += slope * (given[at] ?? 0);
        if (into !== undefined) into[at] = (into[at] ?? 0) + slope * weight;
      }
      weights[filter * places + place] = (weights[filter * places + place] ?? 0) + by;
    }
  }
}
