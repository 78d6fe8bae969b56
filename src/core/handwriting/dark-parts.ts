import type { DigitCell } from "./digit-image.ts";

/** The upright box around pixels; all four lines and columns belong to it. */
export interface Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Dark pixels that touch one another. */
export interface DarkPart {
  readonly pixels: readonly number[];
  readonly frame: Readonly<Frame>;
}

/** What is at most as bright as the threshold, in parts that do not touch, also not at a corner; from the top on. */
export function darkParts({ width, height, data }: DigitCell, threshold: number): DarkPart[] {
  const seen = new Uint8Array(data.length);
  const parts: DarkPart[] = [];
  for (let start = 0; start < data.length; start++) {
    if (seen[start] === 1 || (data[start] ?? 255) > threshold) continue;
    seen[start] = 1;
    const pixels = [start];
    const frame: Frame = { left: width, right: 0, top: height, bottom: 0 };
    for (let next = 0; next < pixels.length; next++) {
      const at = pixels[next] ?? 0;
      const x = at % width;
      const y = (at - x) / width;
      frame.left = Math.min(frame.left, x);
      frame.right = Math.max(frame.right, x);
      frame.top = Math.min(frame.top, y);
      frame.bottom = Math.max(frame.bottom, y);
      for (let line = Math.max(0, y - 1); line <= Math.min(height - 1, y + 1); line++)
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
          const beside = line * width + column;
          if (seen[beside] === 1 || (data[beside] ?? 255) > threshold) continue;
          seen[beside] = 1;
          pixels.push(beside);
        }
    }
    parts.push({ pixels, frame });
  }
  return parts;
}
