import sharp from "sharp";

import { rawOf, toSharp, type GrayImage } from "./gray-image.ts";

/**
 * What happens to a printed sheet on its way into a photo, with every amount given, so that the same record gives the same
 * image. Lengths are in pixels of the finished image unless said otherwise.
 */
export interface Degradation {
  /** Pixels of the finished image for a pixel of the drawing. */
  readonly scale: number;
  /** Degrees clockwise. */
  readonly rotation: number;
  /** How far each corner is moved, as a part of the paper's width and height: left top, right top, right bottom, left bottom. */
  readonly corners: readonly (readonly [x: number, y: number])[];
  /** The paper bends like a wave: amplitude in pixels, length as a part of the height, and where it begins (radians). */
  readonly curl: { readonly amplitude: number; readonly length: number; readonly phase: number };
  /** Table to be seen around the paper, as a part of the paper's width. */
  readonly margin: number;
  /** Brightness of the table, 0 to 255. */
  readonly table: number;
  /** What is left of the print's darkness: 1 is fresh, 0 is white. `streaks` are worn columns, as parts of the width. */
  readonly fading: {
    readonly left: number;
    readonly streaks: readonly (readonly [x: number, width: number])[];
  };
  /** Creases across the paper, as parts of its height. */
  readonly folds: readonly number[];
  /** Out of focus: standard deviation. */
  readonly blur: number;
  /** Moved while the shutter was open: length, and direction in degrees. */
  readonly motion: { readonly length: number; readonly angle: number };
  /** Light: what is left of it in the darkest corner and in the brightest, 0 to 1. */
  readonly light: { readonly brightest: number; readonly darkest: number };
  /** Reflections: middle and radius as parts of width, and how much is added in the middle (0 to 255). */
  readonly glare: readonly {
    readonly x: number;
    readonly y: number;
    readonly radius: number;
    readonly add: number;
  }[];
  /** Something lies on it: middle and radius as parts of the width. */
  readonly covered: readonly { readonly x: number; readonly y: number; readonly radius: number }[];
  /** What is cut off at each side, as a part of the finished image. */
  readonly crop: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
  /** Noise of the sensor: standard deviation. */
  readonly noise: number;
  readonly jpegQuality: number;
}

/** The drawing (SVG or an image file) after all that, as a JPEG. `fraction` gives numbers from 0 up to 1 for the noise. */
export async function degradeImage(
  drawing: Uint8Array,
  degradation: Degradation,
  fraction: () => number,
): Promise<Uint8Array> {
  const paper = await rawOf(sharp(drawing).flatten({ background: "white" }).grayscale());
  wearPaper(paper, degradation);
  const sized = await resized(paper, degradation.scale);
  const placed = placePaper(sized, degradation);
  const seen = await throughLens(placed, degradation);
  const cut = cutSides(seen, degradation.crop);
  lightAndNoise(cut, degradation, fraction);
  return new Uint8Array(
    await toSharp(cut)
      .jpeg({ quality: Math.round(degradation.jpegQuality) })
      .toBuffer(),
  );
}

/** Thermal print grows pale; worn print heads leave pale columns; a fold is a dark line beside a light one. */
function wearPaper(paper: GrayImage, { fading, folds }: Degradation): void {
  const { width, height, data } = paper;
  const left = new Float32Array(width).fill(fading.left);
  for (const [from, wide] of fading.streaks)
    left.fill(fading.left * 0.25, Math.floor(from * width), Math.ceil((from + wide) * width));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      data[at] = 255 - (255 - (data[at] ?? 255)) * (left[x] ?? 1);
    }
  for (const fold of folds) {
    const middle = Math.round(fold * height);
    const reach = Math.max(2, Math.round(width / 90));
    for (let y = Math.max(0, middle - reach); y < Math.min(height, middle + reach); y++) {
      const distance = (y - middle) / reach;
      const shade = distance < 0 ? -70 * (1 + distance) : 55 * (1 - distance);
      for (let x = 0; x < width; x++) {
        const at = y * width + x;
        data[at] = clampByte((data[at] ?? 0) + shade);
      }
    }
  }
}

async function resized(image: GrayImage, scale: number): Promise<GrayImage> {
  if (scale === 1) return image;
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  return rawOf(toSharp(image).resize({ width, height, fit: "fill", kernel: "lanczos3" }));
}

/** The paper on the table: turned, seen at an angle, bent. Every pixel is looked up where it comes from. */
function placePaper(paper: GrayImage, degradation: Degradation): GrayImage {
  const { rotation, corners, margin, table, curl } = degradation;
  const radians = (rotation * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(radians), Math.sin(radians)];
  const [w, h] = [paper.width, paper.height];
  const plain = [
    [0, 0],
    [w, 0],
    [w, h],
    [0, h],
  ] as const;
  const placed = plain.map(([x, y], at) => {
    const [moveX = 0, moveY = 0] = corners[at] ?? [];
    const [fromX, fromY] = [x + moveX * w - w / 2, y + moveY * h - h / 2];
    return [fromX * cosine - fromY * sine, fromX * sine + fromY * cosine] as const;
  });
  const border = margin * w + Math.abs(curl.amplitude);
  const left = Math.min(...placed.map(([x]) => x)) - border;
  const top = Math.min(...placed.map(([, y]) => y)) - border;
  const width = Math.ceil(Math.max(...placed.map(([x]) => x)) + border - left);
  const height = Math.ceil(Math.max(...placed.map(([, y]) => y)) + border - top);
  const back = homography(
    placed.map(([x, y]) => [x - left, y - top]),
    plain,
  );
  const data = new Uint8Array(width * height).fill(table);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const depth = back[6] * x + back[7] * y + 1;
      const fromX = (back[0] * x + back[1] * y + back[2]) / depth;
      const fromY = (back[3] * x + back[4] * y + back[5]) / depth;
      const bend =
        curl.amplitude === 0
          ? 0
          : curl.amplitude * Math.sin(curl.phase + (2 * Math.PI * fromY) / (curl.length * h));
      const value = bilinear(paper, fromX + bend, fromY);
      if (value !== undefined) data[y * width + x] = value;
    }
  return { data, width, height };
}

export type Homography = readonly [number, number, number, number, number, number, number, number];
type Points = readonly (readonly [x: number, y: number])[];

/** The projective map that takes four points to four others: eight unknowns, by elimination (Hartley and Zisserman 2004, 4.1). */
export function homography(from: Points, to: Points): Homography {
  const rows = from.flatMap(([x, y], at) => {
    const [u, v] = to[at] ?? [0, 0];
    return [
      [x, y, 1, 0, 0, 0, -x * u, -y * u, u],
      [0, 0, 0, x, y, 1, -x * v, -y * v, v],
    ];
  });
  for (let column = 0; column < 8; column++) {
    let best = column;
    for (let row = column; row < 8; row++)
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = row;
    const chosen = rows[best] ?? [];
    rows[best] = rows[column] ?? [];
    rows[column] = chosen;
    const pivot = chosen[column] ?? 0;
    if (Math.abs(pivot) < 1e-12) throw new RangeError("four points of which three lie on a line");
    for (const [at, row] of rows.entries()) {
      if (at === column) continue;
      const factor = (row[column] ?? 0) / pivot;
      for (let cell = column; cell < 9; cell++) row[cell] = (row[cell] ?? 0) - factor * (chosen[cell] ?? 0);
    }
  }
  const solved = (at: number) => (rows[at]?.[8] ?? 0) / (rows[at]?.[at] ?? 1);
  return [solved(0), solved(1), solved(2), solved(3), solved(4), solved(5), solved(6), solved(7)];
}

/** The brightness between four pixels; undefined outside the image. */
export function bilinear(image: GrayImage, x: number, y: number): number | undefined {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left >= image.width - 1 || top >= image.height - 1) return undefined;
  const [partX, partY] = [x - left, y - top];
  const at = top * image.width + left;
  const { data, width } = image;
  const upper = (data[at] ?? 0) * (1 - partX) + (data[at + 1] ?? 0) * partX;
  const lower = (data[at + width] ?? 0) * (1 - partX) + (data[at + width + 1] ?? 0) * partX;
  return upper * (1 - partY) + lower * partY;
}

async function throughLens(image: GrayImage, { blur, motion }: Degradation): Promise<GrayImage> {
  const moved = motion.length > 0.5 ? alongLine(image, motion) : image;
  return blur > 0.3 ? rawOf(toSharp(moved).blur(blur)) : moved;
}

/** Every pixel becomes the mean of those on a line through it. */
function alongLine(image: GrayImage, { length, angle }: Degradation["motion"]): GrayImage {
  const radians = (angle * Math.PI) / 180;
  const steps = Math.max(3, Math.ceil(length * 2));
  const moves = Array.from({ length: steps }, (_, at) => (at / (steps - 1) - 0.5) * length).map(
    (by) => [by * Math.cos(radians), by * Math.sin(radians)] as const,
  );
  const data = new Uint8Array(image.data.length);
  for (let y = 0; y < image.height; y++)
    for (let x = 0; x < image.width; x++) {
      let sum = 0;
      for (const [moveX, moveY] of moves)
        sum += bilinear(image, x + moveX, y + moveY) ?? image.data[y * image.width + x] ?? 0;
      data[y * image.width + x] = sum / steps;
    }
  return { ...image, data };
}

function cutSides(image: GrayImage, crop: Degradation["crop"]): GrayImage {
  const left = Math.round(crop.left * image.width);
  const top = Math.round(crop.top * image.height);
  const width = image.width - left - Math.round(crop.right * image.width);
  const height = image.height - top - Math.round(crop.bottom * image.height);
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    data.set(
      image.data.subarray((top + y) * image.width + left, (top + y) * image.width + left + width),
      y * width,
    );
  return { data, width, height };
}

function lightAndNoise(image: GrayImage, degradation: Degradation, fraction: () => number): void {
  const { light, glare, covered, noise } = degradation;
  const { width, height, data } = image;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const along = (x / width + y / height) / 2;
      let value = (data[at] ?? 0) * (light.brightest + (light.darkest - light.brightest) * along);
      for (const spot of glare) {
        const distance = Math.hypot(x / width - spot.x, (y - spot.y * height) / width) / spot.radius;
        if (distance < 1) value += spot.add * (1 - distance * distance);
      }
      for (const spot of covered)
        if (Math.hypot(x / width - spot.x, (y - spot.y * height) / width) < spot.radius) value = 120;
      // The sum of four even draws, scaled to deviation 1.
      if (noise > 0) value += noise * (fraction() + fraction() + fraction() + fraction() - 2) * 1.7320508;
      data[at] = clampByte(value);
    }
}

function clampByte(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
