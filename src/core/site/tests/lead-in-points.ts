import type { Speaker } from "../speaker.ts";

/** A lead as a sentence needs it: who leads whom, and by how many percentage points. */
export interface LeadInPoints {
  readonly first: string;
  readonly second: string;
  readonly points: string;
}

/** The lead of `ahead` over `behind` in parts of the votes; turned round where it is below zero. */
export function leadInPoints(
  margin: number,
  names: { readonly ahead: string; readonly behind: string },
  speak: Speaker,
): LeadInPoints {
  const points = inPoints(Math.abs(margin), speak);
  return margin < 0
    ? { first: names.behind, second: names.ahead, points }
    : { first: names.ahead, second: names.behind, points };
}

/** A part of the votes as percentage points with two decimals. */
export function inPoints(part: number, speak: Speaker): string {
  return speak.number(100 * part, 2);
}

/** The same with its sign, for differences. */
export function signedPoints(part: number, speak: Speaker): string {
  const text = inPoints(part, speak);
  return part > 0 && Number((100 * part).toFixed(2)) !== 0 ? `+${text}` : text;
}
