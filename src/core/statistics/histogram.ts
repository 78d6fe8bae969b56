/** Counts of whole numbers in bins of one width; the first bin starts at `from`, and each holds its lower end. */
export interface Histogram {
  readonly from: number;
  readonly width: number;
  readonly counts: readonly number[];
}

/** Whole numbers in at most `bins` bins of a round width (1, 2 or 5 times a power of ten). Empty where there are none. */
export function histogramOf(values: Int32Array, bins: number): Histogram {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (values.length === 0) return { from: 0, width: 1, counts: [] };
  const width = roundWidth(most - least + 1, bins);
  const from = Math.floor(least / width) * width;
  const counts = Array.from({ length: Math.floor((most - from) / width) + 1 }, () => 0);
  for (const value of values) {
    const bin = Math.floor((value - from) / width);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { from, width, counts };
}

function roundWidth(span: number, bins: number): number {
  for (let power = 1; ; power *= 10)
    for (const step of [power, 2 * power, 5 * power]) if (Math.ceil(span / step) < bins) return step;
}
