/** The marks a language writes numbers with. */
export interface NumberMarks {
  readonly thousands: string;
  readonly decimal: string;
  /** What stands after a percentage, with its space where the language has one. */
  readonly percent: string;
}

const MINUS = "\u2212";

/** A count with its thousands parted. Written out here: what a runtime's own formatter gives depends on its version. */
export function formatCount(value: number, marks: NumberMarks): string {
  const digits = String(value < 0 ? -value : value);
  let grouped = "";
  for (const [at, digit] of [...digits].entries())
    grouped += (at > 0 && (digits.length - at) % 3 === 0 ? marks.thousands : "") + digit;
  return value < 0 ? MINUS + grouped : grouped;
}

/** A difference: always with its sign, except for zero. */
export function formatSigned(value: number, marks: NumberMarks): string {
  return value > 0 ? `+${formatCount(value, marks)}` : formatCount(value, marks);
}

/** part of whole in units of 1/scale, rounded half up, by whole numbers alone. `whole` is not zero. */
export function proportion(part: number, whole: number, scale: number): number {
  const doubled = 2 * part * scale + whole;
  return (doubled - (doubled % (2 * whole))) / (2 * whole);
}

/**
 * A percentage with one decimal. What is neither nothing nor everything is never written as 0.0 or 100.0: one missing
 * polling station of thirty thousand must stay visible.
 */
export function formatShare(part: number, whole: number, marks: NumberMarks): string | undefined {
  if (whole <= 0) return undefined;
  const tenths = proportion(part, whole, 1000);
  if (tenths === 0 && part > 0) return `< 0${marks.decimal}1${marks.percent}`;
  if (tenths === 1000 && part < whole) return `> 99${marks.decimal}9${marks.percent}`;
  return `${formatCount((tenths - (tenths % 10)) / 10, marks)}${marks.decimal}${tenths % 10}${marks.percent}`;
}

/** A percentage somebody announced, with as many decimals as they gave it. */
export function formatAnnounced(percentage: string, marks: NumberMarks): string {
  return percentage.replace(".", marks.decimal) + marks.percent;
}

/** A percentage somebody announced as a fraction of whole numbers, for a bar: "45.28" is 4528 of 10,000. */
export function fractionAnnounced(percentage: string): { readonly part: number; readonly whole: number } {
  const [units = "0", decimals = ""] = percentage.split(".");
  return { part: Number(units + decimals), whole: 100 * 10 ** decimals.length };
}

/** The width of a bar in percent, to two decimals, with a point as SVG wants it. */
export function formatWidth(part: number, whole: number): string {
  if (whole <= 0 || part <= 0) return "0";
  const hundredths = proportion(part > whole ? whole : part, whole, 10_000);
  const rest = hundredths % 100;
  const digits = rest < 10 ? `0${rest}` : String(rest);
  return `${(hundredths - rest) / 100}.${digits}`;
}
