import type { ContestId, SourceId, StationId, UnitId } from "./tally-sheet.ts";

/**
 * What a check can say of a sheet, a station, a unit or a declaration. Codes are published (docs/findings.md) and
 * never reused for another meaning. A finding is an observation with numbers, never a verdict.
 */
export const SHEET_FINDING_CODES = [
  // One sheet against itself.
  "selections-not-valid",
  "parts-not-ballots",
  "ballots-over-registered",
  "ballots-not-voters",
  "form-not-closing",
  "illegible-box",
  "blank-form",
  "all-zero",
  // One sheet against the others and the register.
  "station-not-in-register",
  "registered-not-register",
  "station-placed-differently",
  "rival-copies",
  "readings-disagree",
  "station-not-as-claimed",
  "same-file-two-stations",
  "images-alike",
  "same-votes-several-sheets",
  "digits-not-words",
  "proposal-differs",
  "image-hard-to-read",
] as const;

/** What can be said of declared totals. No sheet is set aside for them. */
const TOTAL_FINDING_CODES = [
  "stations-over-declared",
  "total-not-sum-of-parts",
  "declared-decreases",
  "declared-not-closing",
] as const;

export const ALL_FINDING_CODES = [...SHEET_FINDING_CODES, ...TOTAL_FINDING_CODES] as const;
export type FindingCode = (typeof ALL_FINDING_CODES)[number];

/**
 * The policy's default: a sheet whose own numbers cannot all be true, that nobody can read, whose copies contradict
 * each other, or whose station the register does not know is explained, not counted. An election file may say otherwise.
 */
export const DEFAULT_SET_ASIDE = [
  "selections-not-valid",
  "parts-not-ballots",
  "illegible-box",
  "blank-form",
  "station-not-in-register",
  "rival-copies",
  "readings-disagree",
] as const satisfies readonly (typeof SHEET_FINDING_CODES)[number][];

export interface Finding {
  readonly code: FindingCode;
  readonly contest?: ContestId;
  readonly source?: SourceId;
  readonly station?: StationId;
  readonly unit?: UnitId;
  /** Indexes in the log of the entries this rests on. */
  readonly entries: readonly number[];
  /** The numbers and names it is about; docs/findings.md lists them per code. */
  readonly detail: Readonly<Record<string, string | number | readonly (string | number)[]>>;
}

/** One bit a code, for the codes of a sheet to stand in one number. */
export function maskOf(codes: readonly FindingCode[]): number {
  return codes.reduce((mask, code) => mask | (1 << ALL_FINDING_CODES.indexOf(code)), 0);
}

export function codesOf(mask: number): FindingCode[] {
  return ALL_FINDING_CODES.filter((_, bit) => (mask & (1 << bit)) !== 0);
}

/** The most stations of a group that a finding names. */
export const GROUP_NAMED = 50;

/**
 * A group of stations, sorted, as the finding at each of them tells it: the first of them by name, and how many there are
 * where those are not all. Named in full, a table of a hundred thousand equal rows would give ten billion names.
 */
export function detailOfGroup(stations: readonly StationId[]): Finding["detail"] {
  return stations.length <= GROUP_NAMED
    ? { stations }
    : { stations: stations.slice(0, GROUP_NAMED), stationsInGroup: stations.length };
}
