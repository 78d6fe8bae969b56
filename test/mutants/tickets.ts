/** Slips in the draw by tickets that a test must notice. */
export const mutants: readonly {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly dies: string;
  readonly why: string;
}[] = [
  {
    file: "src/core/statistics/tickets.ts",
    find: "while (end > DIGITS_LEAST && digits[end - 1] === 0) end--;",
    replace: "while (end > 0 && digits[end - 1] === 0) end--;",
    dies: "src/core/statistics/tickets.test.ts",
    why: "digits not filled up to 64",
  },
  {
    file: "src/core/statistics/tickets.ts",
    find: "`${fraction}:${attempt}`",
    replace: "`${fraction}${attempt}`",
    dies: "src/core/statistics/tickets.test.ts",
    why: "another text hashed for the next ticket",
  },
  {
    file: "src/core/statistics/tickets.ts",
    find: "for (let attempt = 1; ; attempt++) {",
    replace: "for (let attempt = 0; ; attempt++) {",
    dies: "src/core/statistics/tickets.test.ts",
    why: "attempts counted from 0",
  },
  {
    file: "src/core/statistics/tickets.ts",
    find: "if (next > `${fraction}0`) return next;",
    replace: "return next;",
    dies: "src/core/statistics/tickets.test.ts",
    why: "a next ticket below the one before",
  },
  {
    file: "src/core/statistics/tickets.ts",
    find: "crypto).slice(2);",
    replace: "crypto).slice(3);",
    dies: "src/core/statistics/tickets.test.ts",
    why: "a digit of the next ticket is lost",
  },
  {
    file: "src/core/statistics/tickets.ts",
    find: "(leading[index] ?? 0) <= last)",
    replace: "(leading[index] ?? 0) < last)",
    dies: "src/core/statistics/tickets.test.ts",
    why: "the last one drawn is lost",
  },
  {
    file: "src/core/statistics/tickets.ts",
    find: "const low = ((hash[at + 1] ?? 0) << 16)",
    replace: "const low = ((hash[at + 2] ?? 0) << 16)",
    dies: "src/core/statistics/tickets.test.ts",
    why: "takes a byte of the hash twice and leaves one out",
  },
  {
    file: "src/core/statistics/tickets.ts",
    find: "reversed = reversed * 10 + (digits - rest * 10);",
    replace: "reversed = reversed + (digits - rest * 10);",
    dies: "src/core/statistics/tickets.test.ts",
    why: "adds the digits up instead of setting them one after the other",
  },
  {
    file: "src/core/statistics/tickets.ts",
    find: "const isFirst = later === undefined || (first !== undefined && first.fraction < later.fraction);",
    replace: "const isFirst = first !== undefined;",
    dies: "src/core/statistics/tickets.test.ts",
    why: "later tickets wait until all first ones are drawn",
  },
  {
    file: "src/core/statistics/tickets.ts",
    find: "generation: ticket.generation + 1 }",
    replace: "generation: ticket.generation }",
    dies: "src/core/statistics/tickets.test.ts",
    why: "the generation is not counted",
  },
  {
    file: "src/core/statistics/tickets.ts",
    find: "if ((ends[middle] ?? 0n) > position) high = middle;",
    replace: "if ((ends[middle] ?? 0n) >= position) high = middle;",
    dies: "src/core/statistics/tickets.test.ts",
    why: "the end of a stretch belongs to the item before",
  },
  {
    file: "src/core/statistics/tickets.ts",
    find: "(_, at) => `draw:${at + 1}`",
    replace: "(_, at) => `draw:${at}`",
    dies: "src/core/statistics/tickets.test.ts",
    why: "draws counted from 0",
  },
  {
    file: "src/core/statistics/tickets.ts",
    find: "const dividend = remainder * 2 ** 32 + (words[at] ?? 0);",
    replace: "const dividend = remainder * 2 ** 31 + (words[at] ?? 0);",
    dies: "src/core/statistics/tickets.test.ts",
    why: "the wrong base in the long division",
  },
  {
    file: "src/core/statistics/tickets.ts",
    find: "if (one.fraction !== other.fraction) return one.fraction < other.fraction ? -1 : 1;",
    replace: "",
    dies: "src/core/statistics/tickets.test.ts",
    why: "tickets in the order of their ids",
  },
];
