import { registeredVotersOf } from "../checks.ts";
import type { Register } from "../register.ts";
import { isCounted, setAsideMask } from "../tabulation.ts";
import { ILLEGIBLE, NOT_ON_FORM, TOTAL_BOXES, type SelectionId } from "../tally-sheet.ts";
import type { SourceView, View } from "../view.ts";
import { picked } from "./columns.ts";

/**
 * The sheets of one source that the published policy counts, below one unit, as columns of numbers: what every test of
 * a result starts from. Stations that an adopted register does not list are left out and told apart.
 */
export interface CollectedSheets {
  readonly selections: readonly SelectionId[];
  /** Register indexes of the stations, one a sheet; the columns below have the same order. */
  readonly stations: Int32Array;
  /** Votes per selection; a box that is not stated or not legible counts as 0 here, as in the tabulation. */
  readonly votes: readonly Int32Array[];
  /** The sum of the selections where the sheet has no such box. */
  readonly validVotes: Int32Array;
  /** -1 where the sheet does not state it and its parts do not give it. */
  readonly ballotsCast: Int32Array;
  /** The sheet's, else the register's; -1 where neither says. */
  readonly registeredVoters: Int32Array;
  /** Sheets left out because the adopted register does not list their station. */
  readonly outsideRegister: number;
  readonly illegible: IllegibleSheets;
  readonly missing: MissingStations;
}

/** Sheets that are counted though a selection's box on them cannot be read: they hold more votes than their columns. */
export interface IllegibleSheets {
  /** Their places in the columns, ascending. */
  readonly sheets: Int32Array;
  /** The most votes that the boxes not read can hold, all together; undefined where nothing limits one of them. */
  readonly votesAtMost: number | undefined;
}

/** Stations without a counted sheet: nothing was received, or what was received is set aside. */
export interface MissingStations {
  /** Undefined where neither a register nor a declared size says how many there are, or the data name more than that. */
  readonly count: number | undefined;
  /** Registered voters of all of them together; undefined where nobody says, or says of only some. */
  readonly registeredVoters: number | undefined;
  /** Who says so. */
  readonly basis: "register" | "declared-size" | "nobody";
  /** Their register indexes where a register was adopted; empty where nobody knows which they are. */
  readonly stations: Int32Array;
  /** The declared number of stations, where the data name more than that. */
  readonly declaredTooFew: number | undefined;
}

/** The sheets that the published policy counts among some stations: those of `unit` and of everything below it. */
export function collectSheets(
  seen: View,
  source: SourceView,
  place: { readonly unit: number; readonly stations: Int32Array },
): CollectedSheets {
  const { register, election } = seen;
  const { contest } = source;
  const mask = setAsideMask("published", election.policy);
  const { stations, missing, outsideRegister } = sortOut(source, register, {
    stations: place.stations,
    mask,
  });
  const columns = readColumns(source, register, stations);
  const { votes, validVotes, ballotsCast, registeredVoters, illegible } = columns;
  return {
    selections: contest.selections.map((selection) => selection.id),
    stations,
    votes,
    validVotes,
    ballotsCast,
    registeredVoters,
    outsideRegister,
    illegible: illegibleAmong(source, { sheets: illegible, stations }, columns),
    missing: register.adopted
      ? missingOfRegister(register, missing)
      : missingOfSize(source, sizeOf(source, register, place.unit), registeredVoters),
  };
}

/** Which stations are counted, and which of the register are not. */
function sortOut(
  { sheets }: SourceView,
  register: Register,
  among: { readonly stations: Int32Array; readonly mask: number },
): Pick<CollectedSheets, "stations" | "outsideRegister"> & { readonly missing: Int32Array } {
  const { stations, mask } = among;
  const [collected, missing] = [new Int32Array(stations.length), new Int32Array(stations.length)];
  let [came, lacking, outsideRegister] = [0, 0, 0];
  for (let at = 0; at < stations.length; at++) {
    const station = stations[at] ?? 0;
    const counted = isCounted(sheets, station, mask);
    if (register.isOutside(station)) outsideRegister += counted ? 1 : 0;
    else if (counted) collected[came++] = station;
    else if (register.adopted) missing[lacking++] = station;
  }
  return { stations: collected.slice(0, came), missing: missing.slice(0, lacking), outsideRegister };
}

/**
 * The same sheets without those that have a box of a selection that cannot be read: these join the missing stations, with
 * their registered voters. For questions whose answer hangs on what every single sheet holds.
 */
export function legibleSheets(sheets: CollectedSheets): CollectedSheets {
  const { illegible, missing, stations } = sheets;
  if (illegible.sheets.length === 0) return sheets;
  const kept = placesBesides(illegible.sheets, stations.length);
  const keep = (column: Int32Array) => picked(column, kept);
  const added = illegible.sheets.map((at) => stations[at] ?? 0);
  let voters = missing.count === 0 ? 0 : missing.registeredVoters;
  for (const at of illegible.sheets) {
    const own = sheets.registeredVoters[at] ?? -1;
    voters = voters === undefined || own < 0 ? undefined : voters + own;
  }
  return {
    selections: sheets.selections,
    stations: keep(stations),
    votes: sheets.votes.map(keep),
    validVotes: keep(sheets.validVotes),
    ballotsCast: keep(sheets.ballotsCast),
    registeredVoters: keep(sheets.registeredVoters),
    outsideRegister: sheets.outsideRegister,
    illegible: { sheets: new Int32Array(0), votesAtMost: 0 },
    missing: {
      count: missing.count === undefined ? undefined : missing.count + added.length,
      registeredVoters: voters,
      basis: missing.basis,
      stations:
        missing.basis === "register" ? Int32Array.from([...missing.stations, ...added]).sort() : added,
      declaredTooFew: missing.declaredTooFew,
    },
  };
}

/** All places but those given, which ascend. */
function placesBesides(out: Int32Array, length: number): Int32Array {
  const kept = new Int32Array(length - out.length);
  let [next, count] = [0, 0];
  for (let at = 0; at < length; at++)
    if (at === out[next]) next++;
    else kept[count++] = at;
  return kept;
}

function readColumns(source: SourceView, register: Register, stations: Int32Array) {
  const { sheets, contest } = source;
  const column = (box: (typeof TOTAL_BOXES)[number]) => TOTAL_BOXES.indexOf(box);
  const [valid, blank, nulls, ballots] = [
    column("validVotes"),
    column("blankVotes"),
    column("nullVotes"),
    column("ballotsCast"),
  ];
  const votes = contest.selections.map(() => new Int32Array(stations.length));
  const validVotes = new Int32Array(stations.length);
  const ballotsCast = new Int32Array(stations.length);
  const registeredVoters = new Int32Array(stations.length);
  const illegible: number[] = [];
  for (let at = 0; at < stations.length; at++) {
    const station = stations[at] ?? 0;
    let sum = 0;
    let isIllegible = false;
    for (let selection = 0; selection < votes.length; selection++) {
      const stated = sheets.box(station, TOTAL_BOXES.length + selection);
      if (stated === ILLEGIBLE) isIllegible = true;
      const value = Math.max(stated, 0);
      const ofSelection = votes[selection];
      if (ofSelection !== undefined) ofSelection[at] = value;
      sum += value;
    }
    if (isIllegible) illegible.push(at);
    const stated = sheets.box(station, valid);
    validVotes[at] = stated >= 0 ? stated : sum;
    ballotsCast[at] = ballotsOf({
      stated: sheets.box(station, ballots),
      valid: validVotes[at] ?? 0,
      blank: sheets.box(station, blank),
      nulls: sheets.box(station, nulls),
    });
    registeredVoters[at] = registeredVotersOf(sheets, register, station) ?? -1;
  }
  return { votes, validVotes, ballotsCast, registeredVoters, illegible: Int32Array.from(illegible) };
}

/** A sheet that states its valid votes leaves the boxes not read what is over; else its registered voters limit them. */
function illegibleAmong(
  { sheets }: SourceView,
  illegible: Pick<CollectedSheets, "stations"> & { readonly sheets: Int32Array },
  columns: Pick<CollectedSheets, "votes" | "registeredVoters">,
): IllegibleSheets {
  const valid = TOTAL_BOXES.indexOf("validVotes");
  let votesAtMost: number | undefined = 0;
  for (const at of illegible.sheets) {
    const station = illegible.stations[at] ?? 0;
    const read = columns.votes.reduce((sum, votes) => sum + (votes[at] ?? 0), 0);
    const limits = [sheets.box(station, valid), columns.registeredVoters[at] ?? -1];
    const limit = limits.find((votes) => votes >= read);
    votesAtMost = votesAtMost === undefined || limit === undefined ? undefined : votesAtMost + limit - read;
  }
  return { sheets: illegible.sheets, votesAtMost };
}

/** As the tabulation derives it: blank votes that the form has no box for are among the valid or null ones. */
function ballotsOf(boxes: { stated: number; valid: number; blank: number; nulls: number }): number {
  if (boxes.stated >= 0) return boxes.stated;
  if (boxes.stated !== NOT_ON_FORM || boxes.nulls < 0) return -1;
  return boxes.valid + Math.max(boxes.blank, 0) + boxes.nulls;
}

function missingOfRegister(register: Register, stations: Int32Array): MissingStations {
  return {
    count: stations.length,
    registeredVoters: votersListed(register, stations),
    basis: "register",
    stations,
    declaredTooFew: undefined,
  };
}

/** The registered voters of some stations, as the register lists them; undefined where it says nothing of one. */
function votersListed(register: Register, stations: Int32Array): number | undefined {
  let sum = 0;
  for (let at = 0; at < stations.length; at++) {
    const listed = register.stationRegisteredVoters.at(stations[at] ?? 0);
    if (listed < 0) return undefined;
    sum += listed;
  }
  return sum;
}

interface DeclaredSize {
  readonly unit: number;
  readonly stations: number;
  readonly registeredVoters?: number | undefined;
}

/** The size that the election file gives; a unit below may carry the same code as the whole, and has none then. */
function sizeOf({ tabulation }: SourceView, register: Register, unit: number): DeclaredSize | undefined {
  const id = register.unitIds[unit] ?? "";
  const size = register.unitIndex(id) === unit ? tabulation.sizes.get(id) : undefined;
  return size === undefined
    ? undefined
    : { unit, stations: size.stations, registeredVoters: size.registeredVoters };
}

/** Where somebody declared how many stations and voters there are: those, less the ones of the sheets. */
function missingOfSize(
  { tabulation }: SourceView,
  size: DeclaredSize | undefined,
  registeredVoters: Int32Array,
): MissingStations {
  const unnamed = (
    basis: MissingStations["basis"],
    told: Partial<Pick<MissingStations, "count" | "registeredVoters" | "declaredTooFew">>,
  ): MissingStations => ({
    count: told.count,
    registeredVoters: told.registeredVoters,
    basis,
    stations: new Int32Array(0),
    declaredTooFew: told.declaredTooFew,
  });
  if (size === undefined) return unnamed("nobody", {});
  const { counted, explained } = tabulation.stations(size.unit);
  if (counted + explained > size.stations) return unnamed("declared-size", { declaredTooFew: size.stations });
  const { registeredVoters: voters } = size;
  let collected = 0;
  let isKnown = voters !== undefined;
  for (const value of registeredVoters) {
    isKnown &&= value >= 0;
    collected += value;
  }
  // Sheets with more registered voters than were declared for all leave nothing known of the others.
  return unnamed("declared-size", {
    count: size.stations - registeredVoters.length,
    registeredVoters: isKnown && voters !== undefined && voters >= collected ? voters - collected : undefined,
  });
}

/** Why it is not known how many stations are missing. */
export function whyMissingUnknown(missing: MissingStations): {
  readonly reason: "stations-missing-unknown" | "more-sheets-than-stations";
  readonly detail: Readonly<Record<string, number>>;
} {
  const { declaredTooFew: stations } = missing;
  return stations === undefined
    ? { reason: "stations-missing-unknown", detail: {} }
    : { reason: "more-sheets-than-stations", detail: { stations } };
}
