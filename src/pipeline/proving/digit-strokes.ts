import type { DigitCell } from "../../core/handwriting/digit-image.ts";
import type { Random } from "../demo/random.ts";

/**
 * How each digit is written, several ways each, as they are taught in Latin America and elsewhere: the points a pen goes
 * through, in hundredths of the digit's width and height, y downwards. At "/" it turns a corner, at ";" it is lifted. They were
 * written down for this file and come from no one's handwriting.
 */
const WAYS: readonly (readonly string[])[] = [
  [
    "55,2 22,14 10,50 24,88 52,98 80,84 90,48 76,12 50,2",
    "62,6 40,0 14,26 12,70 40,98 78,82 88,42 68,8 42,6",
    "30,10 60,0 90,30 84,76 52,100 18,82 10,42 30,8 52,4",
  ],
  [
    "50,0 50,50 50,100",
    "26,26 40,16 54,0 / 53,50 52,100",
    "20,30 52,0 / 52,50 52,100 ; 24,100 50,99 80,100",
    "34,14 52,0 / 50,50 48,100",
    "8,42 30,26 54,0 / 54,50 52,100",
  ],
  [
    "14,24 30,4 60,2 82,22 70,52 40,78 12,98 / 50,97 90,97",
    "12,22 36,2 74,10 76,42 46,78 20,96 10,86 26,78 50,92 74,99 92,90",
    "14,8 46,4 82,6 / 50,50 12,97 / 50,96 88,98",
    "20,20 48,0 78,18 70,48 40,80 16,92 12,76 30,70 56,80 92,82",
    "18,18 46,0 74,16 66,50 34,94 14,94 20,78 50,78 94,74",
    "16,14 46,2 72,18 62,52 30,86 12,98 8,84 34,82 64,90 94,84",
    "20,16 50,0 80,16 74,46 44,72 14,92 / 40,88 66,96 92,94",
  ],
  [
    "14,12 46,0 78,14 74,36 42,47 / 74,54 86,76 60,98 12,90",
    "12,14 46,0 82,8 60,32 38,44 / 74,50 84,72 52,98 6,88",
    "10,10 50,4 76,12 56,34 40,42 / 70,52 76,76 44,94 4,96",
    "14,4 50,2 84,4 / 60,24 42,42 / 74,48 88,72 64,98 12,90",
    "18,10 50,0 76,14 66,38 46,46 70,56 84,76 54,100 16,92",
    "12,16 44,0 74,18 50,42 36,46 48,44 84,62 74,92 40,100 10,84",
  ],
  [
    "30,2 24,30 14,56 / 50,55 90,52 ; 72,10 68,50 66,100",
    "66,0 36,34 8,66 / 50,66 94,66 ; 66,2 66,50 66,100",
    "20,2 18,30 26,50 50,52 80,46 ; 80,0 78,50 74,100",
    "60,0 34,32 8,62 / 50,62 92,60 ; 62,36 60,66 58,100",
    "74,100 74,50 74,2 / 40,32 10,60 / 50,62 94,62",
    "22,0 20,24 18,44 / 50,44 76,42 / ; 78,2 76,50 74,100",
  ],
  [
    "26,4 24,22 20,44 / 46,36 78,48 82,78 52,99 12,90 ; 26,4 56,4 88,2",
    "86,4 56,4 28,4 / 24,22 20,44 / 48,38 80,54 78,84 46,100 12,90",
    "86,2 50,6 26,20 36,40 68,54 78,80 48,100 14,92",
    "30,10 28,26 26,40 / 56,38 82,60 66,92 20,98 ; 30,6 60,5 90,0",
  ],
  [
    "70,2 40,22 20,54 22,86 50,100 80,86 78,62 52,50 26,66",
    "40,0 24,30 16,62 26,92 56,100 82,82 74,60 46,56 20,74",
    "80,10 56,2 26,24 14,62 32,96 68,96 84,72 60,52 30,58 18,74",
    "60,0 36,40 20,74 36,98 66,98 82,76 64,60 36,66 26,82",
  ],
  [
    "12,6 50,4 88,4 / 62,46 42,100",
    "12,6 50,4 86,4 / 64,44 46,100 ; 30,52 56,50 86,48",
    "14,20 14,8 / 50,6 88,6 / 60,50 44,100 ; 34,54 56,52 80,50",
    "12,12 40,2 62,10 86,2 / 66,42 52,100 ; 32,50 58,50 86,46",
    "14,10 46,6 78,10 74,34 56,64 44,100",
  ],
  [
    "74,14 48,0 24,16 36,40 64,56 80,80 50,100 20,80 36,56 64,40 76,16",
    "50,46 24,26 48,0 76,22 50,46 18,74 48,100 82,76 52,46",
    "66,4 36,4 26,26 50,44 74,26 60,4 ; 50,44 18,66 36,98 72,94 80,66 50,46",
    "86,6 52,2 26,20 54,50 74,80 46,100 24,80 50,50 80,20 84,2",
  ],
  [
    "80,20 52,2 20,20 30,48 62,46 80,20 / 78,56 72,100",
    "78,16 48,0 18,24 34,50 66,40 80,14 82,56 66,90 28,98",
    "70,6 36,6 20,30 44,46 74,26 76,4 / 66,50 48,100",
    "72,10 40,2 20,28 44,48 72,32 74,12 76,50 74,100",
  ],
];

type Point = readonly [x: number, y: number];
/** Runs of points between corners; each is a curve. */
type Curves = readonly (readonly Point[])[];

const DRAWN: readonly (readonly Curves[])[] = WAYS.map((ways) => ways.map(curvesOf));

function curvesOf(way: string): Curves {
  return way.split(" ; ").flatMap((stroke) => {
    const curves: Point[][] = [[]];
    for (const knot of stroke.split(" ")) {
      const last = curves.at(-1) ?? [];
      const corner = last.at(-1);
      if (knot === "/") {
        if (corner !== undefined) curves.push([corner]);
      } else {
        const [x = 0, y = 0] = knot.split(",").map(Number);
        last.push([x / 100, y / 100]);
      }
    }
    return curves.filter((curve) => curve.length > 1);
  });
}

/**
 * A handwritten digit as a scanner or camera might see it in its box: one of the ways above with every point moved a little,
 * slanted, turned, stretched, in a pen and a light of its own; now and then with a line of the form beside it. The same draws
 * give the same cell on every machine: only sums, products, quotients and square roots.
 */
export function drawDigitCell(digit: number, random: Random): DigitCell {
  const way = random.pick(DRAWN[digit] ?? []);
  const height = 9 + 27 * random.fraction() * random.fraction();
  const place = placing(height, random);
  const room = 0.25 + 0.35 * random.fraction();
  const curves = way.map((curve) => smooth(curve.map((point) => moved(point, random))).map(place));
  const xs = curves.flat().map(([x]) => x);
  const ys = curves.flat().map(([, y]) => y);
  const margin = Math.round(height * 0.18);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const border = margin + height * room * 0.6 + 1;
  const shape = {
    width: Math.ceil(Math.max(...xs) - left + 2 * border + height * 0.2),
    height: Math.ceil(Math.max(...ys) - top + 2 * border),
  };
  const ink = new Float32Array(shape.width * shape.height);
  const pen = Math.max(0.55, height * (0.035 + 0.085 * random.fraction()));
  const shift: Point = [border - left + random.fraction(), border - top + random.fraction()];
  for (const curve of curves)
    drawCurve(curve, { ink, ...shape, pen: pen * (0.85 + 0.3 * random.fraction()), shift });
  if (random.fraction() < 0.12) drawRule({ ink, ...shape, margin }, random);
  return { ...shape, margin, data: seen(ink, shape, random) };
}

/** Hands differ from the copybook: every point lies somewhere near where it should. */
function moved([x, y]: Point, random: Random): Point {
  return [x + 0.045 * random.noise(), y + 0.038 * random.noise()];
}

/** Where points of the unit square come to lie: size, width, slant and turn. */
function placing(height: number, random: Random): (point: Point) => Point {
  const width = height * (0.5 + 0.3 * random.fraction() + (random.fraction() < 0.15 ? 0.25 : 0));
  // Most hands lean to the right, some not at all, a few to the left.
  const slant = 0.16 + 0.24 * random.noise();
  // Half the turn's tangent: sine and cosine are then quotients, the same on every machine.
  const half = 0.045 * random.noise();
  const [cosine, sine] = [(1 - half * half) / (1 + half * half), (2 * half) / (1 + half * half)];
  const bend = 0.06 * random.noise();
  return ([x, y]) => {
    const across = (x - 0.5 + bend * (4 * y * (1 - y) - 0.5)) * width - slant * (y - 0.5) * height;
    const down = (y - 0.5) * height;
    return [across * cosine - down * sine, across * sine + down * cosine];
  };
}

/** Points close together on a curve through the given ones (Catmull and Rom 1974). */
function smooth(points: readonly Point[]): Point[] {
  const curve: Point[] = [];
  const at = (index: number): Point => points[Math.max(0, Math.min(points.length - 1, index))] ?? [0, 0];
  const STEPS = 6;
  for (let index = 0; index + 1 < points.length; index++) {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    for (let step = 0; step < STEPS; step++) {
      const t = step / STEPS;
      const part = (axis: 0 | 1) =>
        0.5 *
        (2 * from[axis] +
          (to[axis] - before[axis]) * t +
          (2 * before[axis] - 5 * from[axis] + 4 * to[axis] - after[axis]) * t * t +
          (3 * from[axis] - before[axis] - 3 * to[axis] + after[axis]) * t * t * t);
      curve.push([part(0), part(1)]);
    }
  }
  return [...curve, at(points.length - 1)];
}

interface Sheet {
  readonly ink: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** Ink within half a pen of the curve, fading over one pixel. */
function drawCurve(
  curve: readonly Point[],
  { ink, width, height, pen, shift }: Sheet & { readonly pen: number; readonly shift: Point },
): void {
  const reach = pen / 2 + 1;
  for (let index = 0; index + 1 < curve.length; index++) {
    const [fromX = 0, fromY = 0] = (curve[index] ?? []).map((value, axis) => value + (shift[axis] ?? 0));
    const [toX = 0, toY = 0] = (curve[index + 1] ?? []).map((value, axis) => value + (shift[axis] ?? 0));
    const [alongX, alongY] = [toX - fromX, toY - fromY];
    const square = alongX * alongX + alongY * alongY;
    const bottom = Math.min(height - 1, Math.ceil(Math.max(fromY, toY) + reach));
    const right = Math.min(width - 1, Math.ceil(Math.max(fromX, toX) + reach));
    for (let y = Math.max(0, Math.floor(Math.min(fromY, toY) - reach)); y <= bottom; y++)
      for (let x = Math.max(0, Math.floor(Math.min(fromX, toX) - reach)); x <= right; x++) {
        const along =
          square === 0 ? 0 : Math.max(0, Math.min(1, ((x - fromX) * alongX + (y - fromY) * alongY) / square));
        const [offX, offY] = [x - fromX - along * alongX, y - fromY - along * alongY];
        const dark = pen / 2 + 0.5 - Math.sqrt(offX * offX + offY * offY);
        const at = y * width + x;
        if (dark > (ink[at] ?? 0)) ink[at] = Math.min(1, dark);
      }
  }
}

/** A line of the form that the cut left in: at the edge, upright or across. */
function drawRule({ ink, width, height, margin }: Sheet & { readonly margin: number }, random: Random): void {
  const dark = 0.4 + 0.6 * random.fraction();
  const edge = random.between(0, Math.max(0, margin - 1));
  const isFirst = random.fraction() < 0.5;
  if (random.fraction() < 0.5) {
    const y = isFirst ? edge : height - 1 - edge;
    for (let x = 0; x < width; x++) ink[y * width + x] = dark;
  } else {
    const x = isFirst ? edge : width - 1 - edge;
    for (let y = 0; y < height; y++) ink[y * width + x] = dark;
  }
}

/** The ink on paper in some light, out of focus, with the noise of a sensor and of compression. */
function seen(ink: Float32Array, { width, height }: Omit<Sheet, "ink">, random: Random): Uint8Array {
  const paper = 150 + 100 * random.fraction();
  const contrast = Math.min(paper, 45 + 190 * random.fraction());
  const shade = 12 * random.noise();
  const blur = random.fraction() * random.fraction() * 0.9;
  const noise = 7 * random.fraction() * random.fraction();
  const soft = blurred(ink, width, blur);
  return Uint8Array.from(soft, (dark, at) => {
    const x = at % width;
    const light = paper + shade * (x / width + (at - x) / (width * height) - 1);
    return Math.max(0, Math.min(255, Math.round(light - dark * contrast + noise * random.noise())));
  });
}

/** Each pixel mixed with those beside and above it. */
function blurred(ink: Float32Array, width: number, by: number): Float32Array {
  const side = by / (1 + 2 * by);
  const mix = (from: Float32Array, step: number) =>
    from.map(
      (value, at) => value * (1 - 2 * side) + side * ((from[at - step] ?? 0) + (from[at + step] ?? 0)),
    );
  return mix(mix(ink, 1), width);
}
