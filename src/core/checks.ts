import { detailOfGroup, type Finding, type FindingCode } from "./finding.ts";
import { groupBy } from "./group-by.ts";
import type { Register } from "./register.ts";
import type { SettledSheets } from "./settled-sheets.ts";
import { ILLEGIBLE, NOT_ON_FORM, TOTAL_BOXES, type StationId, type TotalBox } from "./tally-sheet.ts";

/** Vote vectors below this many votes coincide too often by chance to be worth a finding. */
export const SAME_VOTES_MINIMUM = 50;

/**
 * Every check of the numbers of single sheets, and of sheets against each other and the register, for one source and
 * contest (images are checked in evidence-checks.ts, declared totals in declaration.ts). Marks the codes on
 * the sheets, so that the policy can decide what is counted, and returns one finding for each.
 */
export function checkSheets(sheets: SettledSheets, register: Register): Finding[] {
  const findings: Finding[] = [];
  const checker = new SheetChecker(sheets, register, findings);
  checker.checkAll();
  return findings.concat(checkSameVotes(sheets, register));
}

const COLUMN_OF = Object.fromEntries(TOTAL_BOXES.map((box, column) => [box, column])) as Record<
  TotalBox,
  number
>;
const VOTERS_COLUMN = COLUMN_OF.registeredVoters;

class SheetChecker {
  readonly #sheets: SettledSheets;
  readonly #register: Register;
  readonly #findings: Finding[];

  constructor(sheets: SettledSheets, register: Register, findings: Finding[]) {
    this.#sheets = sheets;
    this.#register = register;
    this.#findings = findings;
  }

  checkAll(): void {
    for (let station = 0; station < this.#sheets.stations; station++)
      if (this.#sheets.isTranscribed(station)) this.#check(station);
  }

  #check(station: number): void {
    this.#checkPresence(station);
    this.#checkLegibility(station);
    this.#checkArithmetic(station);
  }

  #find(station: number, code: FindingCode, detail: Finding["detail"]): void {
    this.#sheets.mark(station, code);
    this.#findings.push(findingOfSheet(this.#sheets, this.#register, { station, code, detail }));
  }

  #total(station: number, box: TotalBox): number {
    return this.#sheets.box(station, COLUMN_OF[box]);
  }

  #checkPresence(station: number): void {
    if (this.#register.isOutside(station)) this.#find(station, "station-not-in-register", {});
    const listed = this.#register.stationRegisteredVoters.at(station);
    const stated = this.#total(station, "registeredVoters");
    if (listed >= 0 && stated >= 0 && listed !== stated)
      this.#find(station, "registered-not-register", { sheet: stated, register: listed });
  }

  #checkLegibility(station: number): void {
    const sheets = this.#sheets;
    const width = sheets.boxNames.length;
    let [isIllegible, isStated, isZero] = [false, false, true];
    for (let column = 0; column < width; column++) {
      const value = sheets.box(station, column);
      if (value === ILLEGIBLE) isIllegible = true;
      if (column === VOTERS_COLUMN || value === NOT_ON_FORM) continue;
      isStated = true;
      if (value !== 0) isZero = false;
    }
    if (isIllegible) {
      const illegible = sheets.boxNames.filter((_, column) => sheets.box(station, column) === ILLEGIBLE);
      this.#find(station, "illegible-box", { boxes: illegible });
    } else if (!isStated) this.#find(station, "blank-form", {});
    else if (isZero) this.#find(station, "all-zero", {});
  }

  /** A sum is compared only where every part of it is stated and legible: a missing part is no contradiction. */
  #checkArithmetic(station: number): void {
    const selections = votesOf(this.#sheets, station);
    const valid = this.#total(station, "validVotes");
    if (selections !== undefined && valid >= 0 && selections !== valid)
      this.#find(station, "selections-not-valid", { selections, validVotes: valid });

    const validKnown = valid >= 0 ? valid : selections;
    const blank = this.#total(station, "blankVotes");
    const none = this.#total(station, "nullVotes");
    const cast = this.#total(station, "ballotsCast");
    const parts =
      validKnown === undefined || blank === ILLEGIBLE || none < 0
        ? undefined
        : validKnown + Math.max(blank, 0) + none;
    if (parts !== undefined && cast >= 0 && parts !== cast)
      this.#find(station, "parts-not-ballots", { parts, ballotsCast: cast });

    const ballots = cast >= 0 ? cast : (parts ?? validKnown);
    const voters = this.#total(station, "votersParticipated");
    if (cast >= 0 && voters >= 0 && cast !== voters)
      this.#find(station, "ballots-not-voters", { ballotsCast: cast, votersParticipated: voters });
    const registeredVoters = registeredVotersOf(this.#sheets, this.#register, station);
    if (ballots !== undefined && registeredVoters !== undefined && ballots > registeredVoters)
      this.#find(station, "ballots-over-registered", { ballots, registeredVoters });
  }
}

/** Registered voters of a station: what its sheet says, else what the register says. */
export function registeredVotersOf(
  sheets: SettledSheets,
  register: Register,
  station: number,
): number | undefined {
  const stated = sheets.box(station, VOTERS_COLUMN);
  if (stated >= 0) return stated;
  const listed = register.stationRegisteredVoters.at(station);
  return listed >= 0 ? listed : undefined;
}

/** The sum of the selections; undefined where one of them is not stated or not legible. */
function votesOf(sheets: SettledSheets, station: number): number | undefined {
  let sum = 0;
  for (let column = TOTAL_BOXES.length; column < sheets.boxNames.length; column++) {
    const value = sheets.box(station, column);
    if (value < 0) return undefined;
    sum += value;
  }
  return sum;
}

function findingOfSheet(
  sheets: SettledSheets,
  register: Register,
  about: { readonly station: number; readonly code: FindingCode; readonly detail: Finding["detail"] },
): Finding {
  return {
    code: about.code,
    contest: sheets.contest.id,
    source: sheets.source,
    station: register.stationIds[about.station] ?? "",
    entries: [...new Set(sheets.accounts(about.station).map((account) => account.entry))],
    detail: about.detail,
  };
}

/**
 * Stations whose selections, blank and null votes are all equal. Equal small sheets happen by chance, so vectors of
 * fewer than SAME_VOTES_MINIMUM votes are left out, and the finding is an observation about a group, not about one.
 */
function checkSameVotes(sheets: SettledSheets, register: Register): Finding[] {
  const findings: Finding[] = [];
  for (const group of sameVotes(sheets)) {
    const stations: StationId[] = group.map((station) => register.stationIds[station] ?? "").sort();
    const named = detailOfGroup(stations);
    for (const station of group) {
      sheets.mark(station, "same-votes-several-sheets");
      const detail = { ...named, votes: votesOf(sheets, station) ?? 0 };
      findings.push(findingOfSheet(sheets, register, { station, code: "same-votes-several-sheets", detail }));
    }
  }
  return findings;
}

/** The groups of settled stations that state the same votes, in the order of the first station of each. */
function sameVotes(sheets: SettledSheets): number[][] {
  const compared = [...sheets.boxNames.keys()].filter(
    (column) => column >= TOTAL_BOXES.length || SAME_TOTALS.includes(TOTAL_BOXES[column] ?? ""),
  );
  const settled = comparable(sheets);
  const groups = groupBy(sharingBuckets(settled, checksumsOf(sheets, settled, compared)), (station) => {
    const boxes = sheets.boxes(station);
    return compared.map((column) => boxes[column]).join();
  });
  return [...groups.values()].filter((group) => group.length > 1);
}

/** The stations whose votes are held against each other. */
function comparable(sheets: SettledSheets): Int32Array {
  const stations = new Int32Array(sheets.stations);
  let count = 0;
  for (let station = 0; station < sheets.stations; station++)
    // What a disputed sheet says is not known yet: only settled ones are held against each other.
    if (sheets.isSettled(station))
      // All selections are stated, and together reach the smallest number that is worth a finding.
      if ((votesOf(sheets, station) ?? 0) >= SAME_VOTES_MINIMUM) stations[count++] = station;
  return stations.subarray(0, count);
}

function checksumsOf(sheets: SettledSheets, stations: Int32Array, columns: readonly number[]): Int32Array {
  const checksums = new Int32Array(sheets.stations);
  for (let at = 0; at < stations.length; at++) {
    const station = stations[at] ?? 0;
    let checksum = 0;
    for (let place = 0; place < columns.length; place++)
      checksum =
        Math.imul(checksum ^ sheets.box(station, columns[place] ?? 0), 0x01000193) ^ (checksum >>> 15);
    checksums[station] = checksum;
  }
  return checksums;
}

/** Those of the stations that are not alone in their bucket of checksums, in their order: only few are compared in full. */
function sharingBuckets(stations: Int32Array, checksums: Int32Array): number[] {
  const bits = Math.min(32 - Math.clz32(stations.length) + 4, 30);
  const held = new Uint8Array(2 ** bits);
  for (let at = 0; at < stations.length; at++) {
    const bucket = bucketOf(checksums[stations[at] ?? 0] ?? 0, bits);
    held[bucket] = Math.min((held[bucket] ?? 0) + 1, 2);
  }
  const sharing: number[] = [];
  for (let at = 0; at < stations.length; at++) {
    const station = stations[at] ?? 0;
    if (held[bucketOf(checksums[station] ?? 0, bits)] === 2) sharing.push(station);
  }
  return sharing;
}

function bucketOf(checksum: number, bits: number): number {
  return Math.imul(checksum, 0x9e3779b1) >>> (32 - bits);
}

const SAME_TOTALS: readonly string[] = ["blankVotes", "nullVotes"];
