import { clampRegion, type GrayImage, type Region } from "../images/gray-image.ts";

/** Cells across the shorter side of the image, in which texture is measured. */
const CELLS = 48;
const REGIONS_MAXIMUM = 2;
/** What is added around a region on each side, as a part of it: a code needs its quiet zone. */
const BORDER = 0.18;

/**
 * Where a QR code may be: patches about as high as wide that change often between dark and light in both directions. Text
 * does so in less of its area, edges in one direction. Largest first. What lies under `known` regions is left out, so that a
 * code beside another one is a patch of its own.
 */
export function codeRegions(image: GrayImage, known: readonly Region[] = []): Region[] {
  const cell = Math.max(6, Math.round(Math.min(image.width, image.height) / CELLS));
  if (image.width < 2 * cell || image.height < 2 * cell) return [];
  const texture = textureOf(image, cell);
  const sorted = texture.values.slice().sort();
  const busy = sorted[Math.floor(sorted.length * 0.98)] ?? 0;
  blankCells(texture, known, cell);
  const patches = connectedPatches(texture, busy * 0.45);
  return patches
    .filter(({ width, height, cells }) => {
      const aspect = width / height;
      return aspect > 0.4 && aspect < 2.5 && cells >= 9 && cells / (width * height) > 0.35;
    })
    .toSorted((one, other) => other.cells - one.cells)
    .slice(0, REGIONS_MAXIMUM)
    .flatMap(({ left, top, width, height }) => {
      const region = { left: left * cell, top: top * cell, width: width * cell, height: height * cell };
      return withBorder(region, image) ?? [];
    });
}

/** The region with room around it, inside the image. */
export function withBorder(region: Region, image: GrayImage): Region | undefined {
  const border = Math.max(region.width, region.height) * BORDER + 4;
  return clampRegion(
    {
      left: region.left - border,
      top: region.top - border,
      width: region.width + 2 * border,
      height: region.height + 2 * border,
    },
    image,
  );
}

interface Texture {
  readonly columns: number;
  readonly rows: number;
  /** The lesser of the mean change across and the mean change down, for each cell. */
  readonly values: Float32Array;
}

function textureOf({ data, width, height }: GrayImage, cell: number): Texture {
  const columns = Math.floor((width - 1) / cell);
  const rows = Math.floor((height - 1) / cell);
  const across = new Float32Array(columns * rows);
  const down = new Float32Array(columns * rows);
  for (let y = 0; y < rows * cell; y++) {
    const line = Math.floor(y / cell) * columns;
    for (let column = 0; column < columns; column++) {
      let [sumAcross, sumDown] = [0, 0];
      const start = y * width + column * cell;
      for (let at = start; at < start + cell; at++) {
        const here = data[at] ?? 0;
        sumAcross += Math.abs((data[at + 1] ?? 0) - here);
        sumDown += Math.abs((data[at + width] ?? 0) - here);
      }
      across[line + column] = (across[line + column] ?? 0) + sumAcross;
      down[line + column] = (down[line + column] ?? 0) + sumDown;
    }
  }
  return { columns, rows, values: across.map((value, at) => Math.min(value, down[at] ?? 0)) };
}

/** No cell under these regions, nor one beside them, has texture. */
function blankCells({ columns, rows, values }: Texture, known: readonly Region[], cell: number): void {
  for (const { left, top, width, height } of known) {
    const [from, to] = [Math.max(0, Math.floor(left / cell) - 1), Math.ceil((left + width) / cell) + 1];
    const last = Math.min(rows, Math.ceil((top + height) / cell) + 1);
    for (let row = Math.max(0, Math.floor(top / cell) - 1); row < last; row++)
      values.fill(0, row * columns + Math.min(columns, from), row * columns + Math.min(columns, to));
  }
}

interface Patch extends Region {
  readonly cells: number;
}

/** Cells above the threshold that touch one another; gaps of one cell are bridged. */
function connectedPatches({ columns, rows, values }: Texture, threshold: number): Patch[] {
  const seen = new Uint8Array(values.length);
  const patches: Patch[] = [];
  for (let start = 0; start < values.length; start++) {
    if (seen[start] === 1 || (values[start] ?? 0) < threshold) continue;
    const queue = [start];
    seen[start] = 1;
    let [left, right, top, bottom, cells] = [columns, 0, rows, 0, 0];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      const [x, y] = [at % columns, Math.floor(at / columns)];
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
      cells += 1;
      for (let dy = -2; dy <= 2; dy++)
        for (let dx = -2; dx <= 2; dx++) {
          const [nextX, nextY] = [x + dx, y + dy];
          if (nextX < 0 || nextY < 0 || nextX >= columns || nextY >= rows) continue;
          const next = nextY * columns + nextX;
          if (seen[next] === 1 || (values[next] ?? 0) < threshold) continue;
          seen[next] = 1;
          queue.push(next);
        }
    }
    patches.push({ left, top, width: right - left + 1, height: bottom - top + 1, cells });
  }
  return patches;
}
