import type { GrayImage } from "./gray-image.ts";
import { bilinear, homography } from "./degrade-image.ts";

/** A point of an image, in pixels. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** The corners of a sheet of paper: left top, right top, right bottom, left bottom, as it lies. */
export type Corners = readonly [Point, Point, Point, Point];

export type Edge = "upper" | "right" | "lower" | "left";

/** A sheet of paper on an image. */
export interface FoundPage {
  readonly corners: Corners;
  /** How much of the four-cornered figure is bright, 0 to 1: paper that is bent, torn or covered fills less. */
  readonly filled: number;
  /** Whether all four edges lie inside of the image. */
  readonly isWhole: boolean;
  /** Whether the image is paper to its ends, so that none of its edges is to be seen: a scan, or a part of a sheet. */
  readonly fillsImage: boolean;
  /** The one edge of the paper that lies outside of the image, where all others are to be seen. */
  readonly edgeMissing?: Edge;
}

/** A smaller image is no page. */
const SIDE_MINIMUM = 24;
/** Pixels across the longer side, at which the paper is looked for. */
const LOOK = 480;
/** Less of the image is no page of it. */
const AREA_MINIMUM = 0.12;
/** A four-cornered figure less bright than this is no sheet. */
const FILLED_MINIMUM = 0.72;
/** An edge is outside where the paper touches the image's end along this much of it. */
const TOUCHING = 0.5;

/**
 * Finds the sheet of paper: the largest bright patch (threshold of Otsu 1979), its convex hull, and of the hull the four corners
 * that are left when the corner that matters least is taken away again and again (Visvalingam and Whyatt 1993). An image that is
 * paper to its ends is a page too. Undefined where nothing stands out from its surroundings, or the image is too small to tell.
 */
export function findPage(image: GrayImage): FoundPage | undefined {
  if (image.width < SIDE_MINIMUM || image.height < SIDE_MINIMUM) return undefined;
  const small = shrunk(image);
  return pageInside(image, small) ?? (isAllPaper(small) ? pageOfAll(image) : undefined);
}

function pageInside(image: GrayImage, small: GrayImage): FoundPage | undefined {
  const threshold = otsu(small.data);
  const patch = largestPatch(small, threshold);
  const whole = small.width * small.height;
  if (patch === undefined || patch.pixels < AREA_MINIMUM * whole) return undefined;
  const hull = convexHull(patch.outline);
  const corners = fourCorners(hull);
  if (corners === undefined) return undefined;
  const area = areaOf(corners);
  const filled = Math.min(1, patch.pixels / Math.max(1, area));
  const outside = edgesOutside(patch, small);
  const [only] = outside;
  // All paper: nothing of a table is to be seen.
  if (filled < FILLED_MINIMUM || area > 0.97 * whole) return undefined;
  const by = image.width / small.width;
  const [first, second, third, fourth] = corners.map(({ x, y }) => ({ x: x * by, y: y * by }));
  if (first === undefined || second === undefined || third === undefined || fourth === undefined)
    return undefined;
  return {
    corners: [first, second, third, fourth],
    filled,
    isWhole: outside.length === 0,
    fillsImage: false,
    // Where several are outside, somebody chose to show a part, or a scanner shows paper and nothing else.
    ...(only === undefined || outside.length > 1 ? {} : { edgeMissing: only }),
  };
}

/** Brightness within this of the paper's is paper. */
const PAPER_SPREAD = 40;
/** So much of an image that is paper to its ends is as bright as paper, the rest being print; so much along each end. */
const PAPER_SHARE = 0.6;
const PAPER_RANK = 0.6;
const PAPER_ALONG_ENDS = 0.7;

/** Most of it is of one brightness, also along its four ends, and the rest is darker: paper, and print on it. */
function isAllPaper({ width, height, data }: GrayImage): boolean {
  const counts = new Uint32Array(256);
  for (const value of data) counts[value] = (counts[value] ?? 0) + 1;
  let [below, paper] = [0, 0];
  while (paper < 255 && below + (counts[paper] ?? 0) < data.length * PAPER_RANK)
    below += counts[paper++] ?? 0;
  const isPaper = (x: number, y: number) => Math.abs((data[y * width + x] ?? 0) - paper) <= PAPER_SPREAD;
  const share = (count: number, of: (at: number) => boolean) => {
    let held = 0;
    for (let at = 0; at < count; at++) if (of(at)) held += 1;
    return held / count;
  };
  const ends = [
    share(width, (x) => isPaper(x, 0)),
    share(width, (x) => isPaper(x, height - 1)),
    share(height, (y) => isPaper(0, y)),
    share(height, (y) => isPaper(width - 1, y)),
  ];
  const all = share(data.length, (at) => Math.abs((data[at] ?? 0) - paper) <= PAPER_SPREAD);
  return paper >= 100 && all >= PAPER_SHARE && all < 0.999 && ends.every((end) => end >= PAPER_ALONG_ENDS);
}

function pageOfAll({ width, height }: GrayImage): FoundPage {
  const corners: Corners = [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: width, y: height },
    { x: 0, y: height },
  ];
  return { corners, filled: 1, isWhole: false, fillsImage: true };
}

/** Means of squares of pixels, so that neither print nor noise makes holes. */
function shrunk({ width, height, data }: GrayImage): GrayImage {
  const by = Math.max(1, Math.ceil(Math.max(width, height) / LOOK));
  const [columns, rows] = [Math.max(1, Math.floor(width / by)), Math.max(1, Math.floor(height / by))];
  const small = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      // The brightest quarter would be paper also where it is printed on; the mean of the upper half comes near.
      let [sum, most] = [0, 0];
      for (let y = 0; y < by; y++) {
        const start = (row * by + y) * width + column * by;
        for (let x = 0; x < by; x++) {
          const value = data[start + x] ?? 0;
          sum += value;
          if (value > most) most = value;
        }
      }
      small[row * columns + column] = (sum / (by * by) + most) / 2;
    }
  return { width: columns, height: rows, data: small };
}

/** The brightness that parts dark from bright with the least spread on both sides. */
function otsu(data: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (const value of data) counts[value] = (counts[value] ?? 0) + 1;
  const sum = counts.reduce((total, count, value) => total + count * value, 0);
  let [below, sumBelow, best, threshold] = [0, 0, -1, 128];
  for (let value = 0; value < 255; value++) {
    below += counts[value] ?? 0;
    sumBelow += (counts[value] ?? 0) * value;
    const above = data.length - below;
    if (below === 0 || above === 0) continue;
    const apart = sumBelow / below - (sum - sumBelow) / above;
    const spread = below * above * apart * apart;
    if (spread > best) [best, threshold] = [spread, value];
  }
  return threshold;
}

/** So near to the image's end, in pixels of the small image, paper touches it: print may stand in between. */
const NEAR = 5;

interface Patch {
  readonly pixels: number;
  /** Of each row, the first and the last pixel. */
  readonly outline: readonly Point[];
  readonly touches: Readonly<Record<Edge, number>>;
  readonly span: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
}

/** The bright pixels that hang together and are most; over gaps of two pixels, as print and folds make. */
function largestPatch({ width, height, data }: GrayImage, threshold: number): Patch | undefined {
  const label = new Int32Array(data.length).fill(-1);
  let [best, bestPixels] = [-1, 0];
  const queue = new Int32Array(data.length);
  for (let start = 0; start < data.length; start++) {
    if (label[start] !== -1 || (data[start] ?? 0) <= threshold) continue;
    let [head, tail] = [0, 0];
    queue[tail++] = start;
    label[start] = start;
    while (head < tail) {
      const at = queue[head++] ?? 0;
      const [x, y] = [at % width, Math.floor(at / width)];
      for (let dy = -2; dy <= 2; dy++)
        for (let dx = -2; dx <= 2; dx++) {
          const [nextX, nextY] = [x + dx, y + dy];
          if (nextX < 0 || nextY < 0 || nextX >= width || nextY >= height) continue;
          const next = nextY * width + nextX;
          if (label[next] !== -1 || (data[next] ?? 0) <= threshold) continue;
          label[next] = start;
          queue[tail++] = next;
        }
    }
    if (tail > bestPixels) [best, bestPixels] = [start, tail];
  }
  return best < 0 ? undefined : describePatch({ width, height, label }, best);
}

function describePatch(
  { width, height, label }: { readonly width: number; readonly height: number; readonly label: Int32Array },
  of: number,
): Patch {
  const outline: Point[] = [];
  const touches = { upper: 0, right: 0, lower: 0, left: 0 };
  const [highest, lowest] = [new Int32Array(width).fill(-1), new Int32Array(width).fill(-1)];
  let [pixels, left, right, top, bottom] = [0, width, 0, height, 0];
  for (let y = 0; y < height; y++) {
    let [first, last] = [-1, -1];
    for (let x = 0; x < width; x++) {
      if (label[y * width + x] !== of) continue;
      if (first < 0) first = x;
      last = x;
      pixels += 1;
      if ((highest[x] ?? 0) < 0) highest[x] = y;
      lowest[x] = y;
    }
    if (first < 0) continue;
    if (first < NEAR) touches.left += 1;
    if (last >= width - NEAR) touches.right += 1;
    [left, right] = [Math.min(left, first), Math.max(right, last)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    outline.push({ x: first, y }, { x: last + 1, y }, { x: first, y: y + 1 }, { x: last + 1, y: y + 1 });
  }
  touches.upper = highest.filter((y) => y >= 0 && y < NEAR).length;
  touches.lower = lowest.filter((y) => y >= height - NEAR).length;
  return { pixels, outline, touches, span: { left, right, top, bottom } };
}

function edgesOutside({ touches, span }: Patch, { width, height }: GrayImage): Edge[] {
  const across = Math.max(1, span.right - span.left);
  const down = Math.max(1, span.bottom - span.top);
  const missing: Edge[] = [];
  if (span.top < NEAR && touches.upper / across >= TOUCHING) missing.push("upper");
  if (span.right >= width - NEAR && touches.right / down >= TOUCHING) missing.push("right");
  if (span.bottom >= height - NEAR && touches.lower / across >= TOUCHING) missing.push("lower");
  if (span.left < NEAR && touches.left / down >= TOUCHING) missing.push("left");
  return missing;
}

/** Andrew's monotone chain (1979), without points on its sides. */
function convexHull(points: readonly Point[]): Point[] {
  const sorted = points.toSorted((one, other) => one.x - other.x || one.y - other.y);
  const chain = (ordered: readonly Point[]) => {
    const kept: Point[] = [];
    for (const point of ordered) {
      while (kept.length >= 2 && turn(kept[kept.length - 2], kept[kept.length - 1], point) <= 0) kept.pop();
      kept.push(point);
    }
    return kept.slice(0, -1);
  };
  return [...chain(sorted), ...chain(sorted.toReversed())];
}

function turn(one: Point | undefined, two: Point | undefined, three: Point): number {
  if (one === undefined || two === undefined) return 0;
  return (two.x - one.x) * (three.y - one.y) - (two.y - one.y) * (three.x - one.x);
}

/**
 * The four corners of the figure that is closest around a hull: side by side, the side whose neighbours meet with the least
 * area added is left out, until four are left. So a corner that is folded or rounded comes back where it was.
 */
function fourCorners(hull: readonly Point[]): Point[] | undefined {
  let points = [...hull];
  while (points.length > 4) {
    let [best, cost] = [-1, Number.POSITIVE_INFINITY];
    let meeting: Point | undefined;
    for (let at = 0; at < points.length; at++) {
      const [before, from, to, after] = [-1, 0, 1, 2].map(
        (by) => points[(at + by + points.length) % points.length],
      );
      if (before === undefined || from === undefined || to === undefined || after === undefined) continue;
      const met = meet([before, from], [after, to]);
      if (met === undefined) continue;
      const added = Math.abs(turn(from, met, to)) / 2;
      if (added < cost) [best, cost, meeting] = [at, added, met];
    }
    if (best < 0 || meeting === undefined) return undefined;
    const next = (best + 1) % points.length;
    const met = meeting;
    points = points.map((point, at) => (at === best ? met : point)).filter((_, at) => at !== next);
  }
  if (points.length !== 4) return undefined;
  return startLeftTop(points);
}

/** Where two lines meet, beyond the second point of each; undefined where they do not. */
function meet(
  [one, two]: readonly [Point, Point],
  [three, four]: readonly [Point, Point],
): Point | undefined {
  const [ax, ay, bx, by] = [two.x - one.x, two.y - one.y, four.x - three.x, four.y - three.y];
  const across = ax * by - ay * bx;
  if (Math.abs(across) < 1e-9) return undefined;
  const along = ((three.x - one.x) * by - (three.y - one.y) * bx) / across;
  const other = ((three.x - one.x) * ay - (three.y - one.y) * ax) / across;
  return along >= 1 && other >= 1 ? { x: one.x + along * ax, y: one.y + along * ay } : undefined;
}

/** Clockwise as it is seen, from the corner nearest to the left top. */
function startLeftTop(points: readonly Point[]): Point[] {
  const first = points.reduce(
    (best, point, at) => (point.x + point.y < (points[best]?.x ?? 0) + (points[best]?.y ?? 0) ? at : best),
    0,
  );
  return [0, 1, 2, 3].flatMap((by) => points[(first + by) % 4] ?? []);
}

function areaOf(points: readonly Point[]): number {
  return (
    Math.abs(
      points.reduce((sum, { x, y }, at) => {
        const next = points[(at + 1) % points.length] ?? { x, y };
        return sum + x * next.y - next.x * y;
      }, 0),
    ) / 2
  );
}

/** No more pixels than these are made of a page. */
const FLAT_MAXIMUM = 24_000_000;
/** Corners nearer to an upright rectangle than this part of its width are as good as upright. */
const UPRIGHT = 0.012;

/** A page laid flat, and where each of its points came from. */
export interface FlatPage {
  readonly image: GrayImage;
  /** How steep its upper edge was: its rise as a part of its length. */
  readonly turn: number;
  /** How far its opposite sides were from being parallel, as a part of its width: 0 where it was turned and nothing else. */
  readonly taper: number;
  /** The point of the photo that a point of the flat page was. */
  back(x: number, y: number): Point;
}

/**
 * The page laid flat: its corners become those of an upright image, as wide and high as its sides are
 * on average. Undefined where no
 * whole page is to be seen, or where it lies upright already.
 */
export function flattenPage(image: GrayImage): FlatPage | undefined {
  const page = findPage(image);
  if (page === undefined || !page.isWhole) return undefined;
  const [a, b, c, d] = page.corners;
  const long = (one: Point, two: Point) => Math.hypot(two.x - one.x, two.y - one.y);
  const width = Math.round((long(a, b) + long(d, c)) / 2);
  const height = Math.round((long(a, d) + long(b, c)) / 2);
  if (width < 50 || height < 50 || width * height > FLAT_MAXIMUM) return undefined;
  const askew = Math.max(Math.abs(a.x - d.x), Math.abs(b.x - c.x), Math.abs(a.y - b.y), Math.abs(c.y - d.y));
  if (askew < UPRIGHT * width) return undefined;
  const flat = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ] as const;
  const seen = [a, b, c, d].map(({ x, y }) => [x, y] as const);
  const [h0, h1, h2, h3, h4, h5, h6, h7] = homography(flat, seen);
  const back = (x: number, y: number): Point => {
    const depth = h6 * x + h7 * y + 1;
    return { x: (h0 * x + h1 * y + h2) / depth, y: (h3 * x + h4 * y + h5) / depth };
  };
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = back(x, y);
      data[y * width + x] = bilinear(image, from.x, from.y) ?? 255;
    }
  const taper = Math.hypot(b.x - a.x - (c.x - d.x), b.y - a.y - (c.y - d.y)) / width;
  return { image: { width, height, data }, turn: Math.abs(b.y - a.y) / long(a, b), taper, back };
}
