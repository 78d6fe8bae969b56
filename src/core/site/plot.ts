import { html, type Content, type Html } from "./html.ts";

/** Units of the drawing: it is shown about 1.3 times as large on a desk, and about 0.8 times on a phone. */
const WIDTH = 400;
const MARGIN = { left: 68, right: 10, top: 10, bottom: 44 };

/** A number line with its marks. */
export interface Axis {
  readonly low: number;
  readonly high: number;
  readonly label: string;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
}

/** An axis from the lowest to the highest value, marked at round numbers. */
export function axisOf(
  low: number,
  high: number,
  words: {
    readonly label: string;
    readonly text: (at: number) => string;
    /** Whether it counts something, so that no part of 1 is marked. */
    readonly isCount?: boolean;
  },
): Axis {
  const ticks = ticksBetween(low, high, words.isCount === true ? 1 : 0).map((at) => ({
    at,
    text: words.text(at),
  }));
  return { low, high, label: words.label, ticks };
}

/** From data to the drawing's units, rounded to hundredths so that every runtime writes the same bytes. */
export interface Frame {
  readonly x: (value: number) => string;
  readonly y: (value: number) => string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Plot {
  /** What the plot shows, in a sentence: its caption, and its name for those who do not see it. */
  readonly caption: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly height?: number;
  /** What is drawn, back to front. */
  readonly marks: (frame: Frame) => Content;
  /** What each look stands for; under the plot. */
  readonly legend?: readonly { readonly look: Content; readonly text: string }[];
}

/**
 * A plot as SVG inside the page: no script, no colour that alone means something. The table of its numbers stands under
 * it, made by the caller.
 */
export function renderPlot({ caption, x, y, marks, legend, height = 260 }: Plot): Html {
  const frame = frameOf(x, y, height);
  const legendList =
    legend === undefined
      ? undefined
      : html`<ul class="legend">
          ${legend.map(
            ({ look, text }) =>
              html`<li>
                <svg class="swatch" width="22" height="12" aria-hidden="true" focusable="false">${look}</svg>
                ${text}
              </li> `,
          )}
        </ul> `;
  return html`<figure class="plot">
    <figcaption>${caption}</figcaption>
    <svg
      viewBox="0 0 ${String(WIDTH)} ${String(height)}"
      role="img"
      aria-label="${caption}"
      focusable="false"
    >
      ${renderAxes(x, y, frame)}${marks(frame)}
    </svg>
    ${legendList}
  </figure> `;
}

function frameOf(x: Axis, y: Axis, height: number): Frame {
  const [left, right, top, bottom] = [MARGIN.left, WIDTH - MARGIN.right, MARGIN.top, height - MARGIN.bottom];
  const place = (value: number, axis: Axis, ends: readonly [number, number]) => {
    const share = axis.high === axis.low ? 0.5 : (value - axis.low) / (axis.high - axis.low);
    const held = Math.min(Math.max(share, -0.02), 1.02);
    return hundredths(ends[0] + held * (ends[1] - ends[0]));
  };
  return {
    x: (value) => place(value, x, [left, right]),
    y: (value) => place(value, y, [bottom, top]),
    left,
    right,
    top,
    bottom,
  };
}

function renderAxes(x: Axis, y: Axis, frame: Frame): Html {
  const across = y.ticks.map(
    ({ at, text }) =>
      html`<line
          class="grid"
          x1="${String(frame.left)}"
          x2="${String(frame.right)}"
          y1="${frame.y(at)}"
          y2="${frame.y(at)}"
        />
        <text class="tick" x="${String(frame.left - 6)}" y="${frame.y(at)}" dy="4" text-anchor="end"
          >${text}</text
        > `,
  );
  const along = x.ticks.map(
    ({ at, text }) =>
      html`<line
          class="axis"
          x1="${frame.x(at)}"
          x2="${frame.x(at)}"
          y1="${String(frame.bottom)}"
          y2="${String(frame.bottom + 4)}"
        />
        <text class="tick" x="${frame.x(at)}" y="${String(frame.bottom + 17)}" text-anchor="middle"
          >${text}</text
        > `,
  );
  const middle = hundredths((frame.top + frame.bottom) / 2);
  return html`${across}${along}
    <line
      class="axis"
      x1="${String(frame.left)}"
      x2="${String(frame.right)}"
      y1="${String(frame.bottom)}"
      y2="${String(frame.bottom)}"
    />
    <text
      class="name"
      x="${hundredths((frame.left + frame.right) / 2)}"
      y="${String(frame.bottom + 36)}"
      text-anchor="middle"
      >${x.label}</text
    >
    <text class="name" x="12" y="${middle}" text-anchor="middle" transform="rotate(-90 12 ${middle})"
      >${y.label}</text
    > `;
}

/** A broken line through points of the data. */
export function linePath(frame: Frame, points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], at) => `${at === 0 ? "M" : "L"}${frame.x(x)} ${frame.y(y)}`).join("");
}

/** The area between two lines over the same x. */
export function bandPath(
  frame: Frame,
  points: readonly { readonly x: number; readonly low: number; readonly high: number }[],
): string {
  const upper = points.map(({ x, high }) => [x, high] as const);
  const lower = points.map(({ x, low }) => [x, low] as const).toReversed();
  return `${linePath(frame, [...upper, ...lower])}Z`;
}

/** Round numbers that part an axis: about five, in steps of 1, 2 or 5 times a power of ten, none below the least step. */
export function ticksBetween(low: number, high: number, leastStep: 0 | 1 = 0): number[] {
  if (!(high > low)) return [low];
  const wanted = (high - low) / 5;
  // A step is `times * power`, or `times / power` where it is a part of 1: each tick is then the nearest double.
  let power = 1;
  if (wanted >= 1) while (power * 10 <= wanted) power *= 10;
  else while (1 / power > wanted) power *= 10;
  const unit = wanted >= 1 ? power : 1 / power;
  const times = unit * 5 <= wanted ? 5 : unit * 2 <= wanted ? 2 : 1;
  const isPart = wanted < 1 && leastStep < 1;
  const tick = (at: number) => {
    if (isPart) return (at * times) / power;
    return wanted < 1 ? at : at * times * power;
  };
  const step = tick(1);
  const ticks: number[] = [];
  const first = Math.ceil(low / step);
  for (let at = first; tick(at) <= high + step / 1e6; at++) ticks.push(tick(at));
  return ticks;
}

function hundredths(value: number): string {
  return String(Math.round(value * 100) / 100);
}
