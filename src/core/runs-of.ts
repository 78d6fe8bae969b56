/** Whole numbers that follow one another: `length` of them from `first` on. */
export interface Run {
  readonly first: number;
  readonly length: number;
}

/** The same numbers in the same order as runs, as few as there can be. */
export function runsOf(numbers: readonly number[]): Run[] {
  const runs: Run[] = [];
  for (let from = 0, to = 1; from < numbers.length; from = to++) {
    const first = numbers[from] ?? 0;
    while (to < numbers.length && numbers[to] === first + to - from) to++;
    runs.push({ first, length: to - from });
  }
  return runs;
}
