import { quantityOf, type FigureView } from "../../record/statement-view.ts";
import { html, type Content, type Html } from "../html.ts";
import { axisOf, renderPlot, type Axis, type Frame } from "../plot.ts";
import type { RecordTeller } from "./record-teller.ts";

/** A figure with the place it has on the chart. */
interface Point {
  readonly figure: FigureView;
  readonly day: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Totals of one measure of one thing by day: the mark tells the bound, the letter the origin. Undefined where fewer than
 * two figures have a day and a number. The table beside it says all that it shows.
 */
export function renderFigureChart(
  tell: RecordTeller,
  figures: readonly FigureView[],
  caption: string,
): Html | undefined {
  const points = figures.flatMap((figure): Point[] => {
    const date = tell.date(figure);
    const day = date === undefined ? undefined : dayNumber(date.day);
    const { value, low, high } = quantityOf(figure.claim);
    const [bottom, top] = [value ?? low, value ?? high ?? low];
    if (day === undefined || bottom === undefined || top === undefined || figure.claim.role !== "total")
      return [];
    return [{ figure, day, low: bottom, high: top }];
  });
  if (new Set(points.map(({ day, low, high }) => `${day} ${low} ${high}`)).size < 2) return undefined;
  const { page, words } = tell;
  const isShare = figures[0]?.claim.quantity.unit !== "count";
  const most = Math.max(...points.map(({ high }) => high));
  const y = axisOf(0, isShare ? Math.min(100, most * 1.15) : most * 1.15, {
    label: words.measures[figures[0]?.claim.measure ?? "deaths"],
    text: (at) => (isShare ? page.speaker.number(at, 0) + page.messages.marks.percent : page.count(at)),
    isCount: true,
  });
  const looks = new Set(points.map(lookOf));
  return renderPlot({
    caption,
    x: daysAxis(points, words.chartDay),
    y,
    marks: (frame) =>
      points.map((point, at) => renderPoint(tell, frame, { point, before: points.slice(0, at) })),
    legend: LOOKS.filter((look) => looks.has(look)).map((look) => ({
      look: markOf(look, { x: "11", y: "6", low: "11", high: "1" }),
      text: words.chartLooks[look],
    })),
  });
}

type Look = keyof RecordTeller["words"]["chartLooks"];
const LOOKS = ["exact", "atLeast", "atMost", "about", "range", "part"] as const satisfies readonly Look[];

function lookOf({ figure }: Point): Look {
  if (figure.claim.scope !== undefined) return "part";
  switch (figure.claim.quantity.bound) {
    case "at-least":
    case "more-than":
      return "atLeast";
    case "at-most":
    case "less-than":
      return "atMost";
    case "approximately":
      return "about";
    case "range":
      return "range";
    case "exact":
    case "vague":
      return "exact";
  }
}

interface Place {
  readonly x: string;
  readonly y: string;
  readonly low: string;
  readonly high: string;
}

/** Each look has a shape of its own, so that no colour means anything. */
function markOf(look: Look, { x, y, low, high }: Place): Content {
  switch (look) {
    case "exact":
      return html`<circle class="dot" cx="${x}" cy="${y}" r="4" />`;
    case "about":
      return html`<circle class="hollow" cx="${x}" cy="${y}" r="4" />`;
    case "atLeast":
      return html`<path class="dot" d="M${x} ${y}m-5 4h10l-5 -9z" />`;
    case "atMost":
      return html`<path class="dot" d="M${x} ${y}m-5 -4h10l-5 9z" />`;
    case "range":
      return html`<path class="reach" d="M${x} ${low}V${high}" /><circle
          class="dot"
          cx="${x}"
          cy="${low}"
          r="3"
        /><circle class="dot" cx="${x}" cy="${high}" r="3" />`;
    case "part":
      return html`<path class="hollow" d="M${x} ${y}m-4 -4h8v8h-8z" />`;
  }
}

/** The letter stands beside the mark; where another mark is at the same place, it makes room. */
function renderPoint(
  tell: RecordTeller,
  frame: Frame,
  { point, before }: { readonly point: Point; readonly before: readonly Point[] },
): Content {
  const place = {
    x: frame.x(point.day),
    y: frame.y(point.high),
    low: frame.y(point.low),
    high: frame.y(point.high),
  };
  const letter = tell.letter(point.figure.origin);
  const same = before.filter(
    (each) =>
      Math.abs(Number(frame.x(each.day)) - Number(place.x)) < 24 &&
      Math.abs(Number(frame.y(each.high)) - Number(place.y)) < 12,
  );
  const isKnown = same.some(({ figure }) => figure.origin === point.figure.origin);
  const offset = 8 + 12 * new Set(same.map(({ figure }) => figure.origin)).size;
  const label = isKnown
    ? undefined
    : html`<text x="${place.x}" y="${place.y}" dx="${String(offset)}" dy="4">${letter}</text>`;
  return html`${markOf(lookOf(point), place)}${label} `;
}

/** From the first day to the last, both with room, marked at up to five of the days there are. */
function daysAxis(points: readonly Point[], label: string): Axis {
  const days = [...new Set(points.map(({ day }) => day))].sort((one, other) => one - other);
  const [first = 0, last = 0] = [days[0], days.at(-1)];
  const room = Math.max(1, (last - first) / 12);
  const ticks: { at: number; text: string }[] = [];
  for (const day of days) {
    const before = ticks.at(-1);
    // A date is about a sixth of the drawing wide.
    if (before !== undefined && day - before.at < (last - first + 2 * room) / 5) continue;
    ticks.push({ at: day, text: dayText(day) });
  }
  return { low: first - room, high: last + room, label, ticks };
}

/** Days since 1 March 0000 of the Gregorian calendar (H. Hinnant, days_from_civil). Undefined where it is no date. */
export function dayNumber(iso: string): number | undefined {
  const [, year = "", month = "", day = ""] = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso) ?? [];
  if (year === "") return undefined;
  const shifted = Number(month) > 2 ? Number(year) : Number(year) - 1;
  const monthFromMarch = (Number(month) + 9) % 12;
  return (
    365 * shifted +
    Math.floor(shifted / 4) -
    Math.floor(shifted / 100) +
    Math.floor(shifted / 400) +
    Math.floor((153 * monthFromMarch + 2) / 5) +
    Number(day) -
    1
  );
}

/** The inverse, as YYYY-MM-DD. */
export function dayText(number: number): string {
  const era = Math.floor(number / 146_097);
  const ofEra = number - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}
