import { sumOf } from "./closure.ts";

/**
 * What a source says of a number. `about` gives no range, so that its value stands at both ends and what is made of it
 * is marked as approximate.
 */
export type ClaimedNumber =
  | { readonly bound: "exact" | "at-least" | "at-most" | "about"; readonly value: number }
  | { readonly bound: "between"; readonly low: number; readonly high: number };

/** A way of dividing the same number: men and women. Undefined stands for a part that the source does not give. */
export interface Subtotals {
  readonly name: string;
  readonly parts: Readonly<Record<string, number | undefined>>;
}

/** One number, as one source gave it at one time. Claims are stored, never what is made of them. */
export interface Claim {
  /** What happened where: totals add incidents up, so that no two of them may share a person. */
  readonly incident: string;
  readonly source: string;
  /** What is counted, such as "deaths". */
  readonly measure: string;
  /** By whose rule: "arbitrary detentions still in force" is another number than "arrests". */
  readonly definition: string;
  /** The date the number stands for, as YYYY-MM-DD, so that texts compare as dates do. */
  readonly asOf: string;
  readonly number: ClaimedNumber;
  /** Whether every person of the number was named, matched and confirmed. Such claims make the floor. */
  readonly confirmedByName?: boolean;
  readonly subtotals?: readonly Subtotals[];
  /** Parts that need not make the whole, but none of which can be above it. */
  readonly subsets?: Readonly<Record<string, number>>;
}

/** From the least to the most that the sources say; without `high` no source sets an upper end. */
export interface CountRange {
  readonly low: number;
  readonly high: number | undefined;
  /** Whether a number that is only "about" so much is at one of the ends. */
  readonly approximate: boolean;
}

/** One measure by one definition in one incident. */
export interface IncidentCount {
  readonly incident: string;
  readonly range: CountRange | undefined;
  /** The largest number confirmed by name; undefined where nobody confirmed any. */
  readonly floor: number | undefined;
  /** More persons are confirmed by name than some source has at most. */
  readonly floorAboveSomeSource: boolean;
  readonly sources: readonly string[];
  /** Claims that a later one of the same source replaces. */
  readonly claimsReplaced: number;
  /** The first and the last date that the numbers used stand for. */
  readonly asOf: readonly [string, string];
}

/** One measure by one definition over all incidents. Definitions stand apart and are never added. */
export interface MeasureCount {
  readonly measure: string;
  readonly definition: string;
  readonly incidents: readonly IncidentCount[];
  /** The sum of the least, and of the most, over the incidents that have a range. */
  readonly total: CountRange | undefined;
  /** The sum of the floors over the incidents that have one. */
  readonly floor: number | undefined;
}

/**
 * What sources that disagree come to: for each measure and definition the range from the least to the most that any
 * source says, and over incidents the sums of the ends. Nothing is averaged. Of each source the latest claim stands;
 * several of the same date stand together. Numbers confirmed by name are no estimate of the whole: they make a floor
 * of their own, the largest one an incident has, because two lists of names can hold the same persons.
 */
export function countConflicting(claims: readonly Claim[]): readonly MeasureCount[] {
  for (const claim of claims) assertCounts(claim);
  return [...groupsOf(claims, (claim) => JSON.stringify([claim.measure, claim.definition])).values()].map(
    (group) => {
      const [first] = group;
      const incidents = [...groupsOf(group, (claim) => claim.incident)].map(([incident, ofIncident]) =>
        countIncident(incident, ofIncident),
      );
      const floors = incidents.flatMap((incident) => incident.floor ?? []);
      return {
        measure: first.measure,
        definition: first.definition,
        incidents,
        total: addRanges(incidents.flatMap((incident) => incident.range ?? [])),
        floor: floors.length === 0 ? undefined : sumOf(floors),
      };
    },
  );
}

/** The range of one claim: "at least 24" is from 24 without an upper end, "at most 24" is from none to 24. */
export function rangeOf(number: ClaimedNumber): CountRange {
  switch (number.bound) {
    case "exact":
    case "about":
      return { low: number.value, high: number.value, approximate: number.bound === "about" };
    case "at-least":
      return { low: number.value, high: undefined, approximate: false };
    case "at-most":
      return { low: 0, high: number.value, approximate: false };
    case "between":
      return { low: number.low, high: number.high, approximate: false };
  }
}

function countIncident(incident: string, given: NonEmpty<Claim>): IncidentCount {
  const claims = latestOfEachSource(given);
  const confirmed = claims.filter((claim) => claim.confirmedByName === true);
  const ranges = claims
    .filter((claim) => claim.confirmedByName !== true)
    .map((claim) => rangeOf(claim.number));
  const floor = confirmed.reduce<number | undefined>(
    (most, claim) => Math.max(most ?? 0, rangeOf(claim.number).low),
    undefined,
  );
  const dates = claims.map((claim) => claim.asOf).sort();
  return {
    incident,
    range: widest(ranges),
    floor,
    floorAboveSomeSource: ranges.some((range) => (floor ?? 0) > (range.high ?? Infinity)),
    sources: [...new Set(claims.map((claim) => claim.source))].sort(),
    claimsReplaced: given.length - claims.length,
    asOf: [dates[0] ?? "", dates.at(-1) ?? ""],
  };
}

/** From the least of the lower ends to the greatest of the upper ones. */
function widest(ranges: readonly CountRange[]): CountRange | undefined {
  if (ranges.length === 0) return undefined;
  const low = ranges.reduce((least, range) => Math.min(least, range.low), Infinity);
  const high = ranges.reduce((most, range) => Math.max(most, range.high ?? Infinity), 0);
  const atAnEnd = ranges.some((range) => range.approximate && (range.low === low || range.high === high));
  return { low, high: high === Infinity ? undefined : high, approximate: atAnEnd };
}

function addRanges(ranges: readonly CountRange[]): CountRange | undefined {
  if (ranges.length === 0) return undefined;
  const isOpen = ranges.some((range) => range.high === undefined);
  return {
    low: sumOf(ranges.map((range) => range.low)),
    high: isOpen ? undefined : sumOf(ranges.map((range) => range.high ?? 0)),
    approximate: ranges.some((range) => range.approximate),
  };
}

/** A source that has confirmed persons by name and also says how many there are in all makes two claims. */
function latestOfEachSource(claims: NonEmpty<Claim>): readonly Claim[] {
  const bySource = groupsOf(claims, (claim) =>
    JSON.stringify([claim.source, claim.confirmedByName === true]),
  );
  return [...bySource.values()].flatMap((group) => {
    const latest = group.reduce((last, claim) => (claim.asOf > last ? claim.asOf : last), "");
    return group.filter((claim) => claim.asOf === latest);
  });
}

type NonEmpty<Value> = readonly [Value, ...Value[]];

/** In the order of the keys, so that the order of the values decides nothing. */
function groupsOf<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string,
): ReadonlyMap<string, NonEmpty<Value>> {
  const groups = new Map<string, [Value, ...Value[]]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return new Map([...groups].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function assertCounts(claim: Claim): void {
  const { low, high } = rangeOf(claim.number);
  for (const count of [low, high ?? low])
    if (!Number.isSafeInteger(count) || count < 0) throw new Error(`${count} is not a count`);
  if (high !== undefined && low > high) throw new Error(`from ${low} to ${high} is no range`);
}

/** One division of one claim. */
export interface SubtotalCheck {
  readonly claim: number;
  readonly name: string;
  /** The sum of the parts that are given. */
  readonly sum: number;
  /**
   * `implied`: one part is not given, and it would have to be `missing`. `open`: several are not given, or the number
   * is only about so much.
   */
  readonly outcome: "closes" | "differs" | "implied" | "open";
  /** How far the sum is from the nearest number that the claim allows; with every part given. */
  readonly difference: number | undefined;
  readonly missing: { readonly part: string; readonly range: CountRange } | undefined;
}

/** A part that is above the whole it belongs to. */
export interface SubsetAbove {
  readonly claim: number;
  readonly part: string;
  readonly count: number;
  readonly high: number;
}

/**
 * Whether the parts of each claim make its number, exactly where it is exact and within its bounds where it is not; a
 * number that is only "about" so much is not held against its parts. Claims are named by their place.
 */
export function checkSubtotals(claims: readonly Claim[]): {
  readonly subtotals: readonly SubtotalCheck[];
  readonly subsetsAbove: readonly SubsetAbove[];
} {
  return {
    subtotals: claims.flatMap((claim, at) =>
      (claim.subtotals ?? []).map((division) => checkDivision(claim, division, at)),
    ),
    subsetsAbove: claims.flatMap((claim, at) => {
      const high = boundsOf(claim.number).high ?? Infinity;
      return Object.entries(claim.subsets ?? {})
        .filter(([, count]) => count > high)
        .map(([part, count]) => ({ claim: at, part, count, high }));
    }),
  };
}

/** As the range, but that "about" bounds nothing. */
function boundsOf(number: ClaimedNumber): CountRange {
  return number.bound === "about" ? { low: 0, high: undefined, approximate: true } : rangeOf(number);
}

function checkDivision(claim: Claim, division: Subtotals, at: number): SubtotalCheck {
  const { low, high, approximate } = boundsOf(claim.number);
  const given = Object.values(division.parts).filter((count) => count !== undefined);
  const sum = sumOf(given);
  const [missing, ...more] = Object.entries(division.parts).filter(([, count]) => count === undefined);
  const about = { claim: at, name: division.name, sum, difference: undefined, missing: undefined };
  if (approximate) return { ...about, outcome: "open" };
  // Parts that are already above the whole differ, whatever is missing.
  if (missing === undefined || sum > (high ?? Infinity)) {
    const difference = sum > (high ?? Infinity) ? sum - (high ?? 0) : Math.min(sum - low, 0);
    return { ...about, difference, outcome: difference === 0 ? "closes" : "differs" };
  }
  if (more.length > 0) return { ...about, outcome: "open" };
  const left = { low: Math.max(low - sum, 0), high: high === undefined ? undefined : high - sum };
  return { ...about, outcome: "implied", missing: { part: missing[0], range: { ...left, approximate } } };
}
