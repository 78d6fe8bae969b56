import type { Election } from "../election.ts";
import type { Dataset, PlacedTable } from "../state.ts";
import { InputError } from "../input-error.ts";
import type { Register } from "../register.ts";
import type { SampleRule } from "../sample.ts";
import { NOT_ON_FORM, TOTAL_BOXES, type ContestId, type SelectionId } from "../tally-sheet.ts";
import type { DeclaredBatches } from "./batch-bounds.ts";

/** The imported tables, by the entry that names them. */
export type DeclaredTables = readonly Dataset[];

/** The declared result of every registered station: what an audit by batches is made from. */
export interface StationResults {
  /** The register's index of each batch. */
  readonly stations: Int32Array;
  readonly selections: readonly SelectionId[];
  readonly declared: DeclaredBatches;
  /** Registered stations for which nothing was declared: they stand in the list with no votes. */
  readonly stationsUndeclared: number;
}

/** Problems told one by one; of the others their number. */
const PROBLEMS_TOLD = 20;

/**
 * The declared rows of the tables that the rule names, station by station, with the most votes each can have had. The
 * winner is the selection with most declared votes, those at stations outside the register included: nobody draws these,
 * so all that their rows say they can hold stands outside the audit, and may be the loser's. Throws InputError where a
 * table is not there, where two rows declare one station, or where a size is not known or is below the votes declared.
 */
export function declaredBatches(
  {
    contest,
    rule,
  }: { readonly contest: ContestId; readonly rule: Extract<SampleRule, { kind: "proportional" }> },
  register: Register,
  { election, tables }: { readonly election: Pick<Election, "contests">; readonly tables: DeclaredTables },
): StationResults {
  if (!register.adopted)
    throw new InputError("audit", [
      "needs a register of polling stations: stations are drawn from all of them",
    ]);
  const problems: string[] = [];
  const selections = election.contests.find(({ id }) => id === contest)?.selections.map(({ id }) => id) ?? [];
  const rows = placeRows(tablesNamed(rule.declared, contest, tables), { selections, register }, problems);
  const stations = listedStations(register);
  const votes = new Int32Array(stations.length * selections.length);
  const sizes = new Int32Array(stations.length);
  let stationsUndeclared = 0;
  for (let batch = 0; batch < stations.length; batch++) {
    const station = stations[batch] ?? 0;
    const isDeclared = rows.tableOf[station] !== -1;
    if (!isDeclared) stationsUndeclared++;
    let cast = 0;
    for (let selection = 0; selection < selections.length; selection++) {
      const count = Math.max(boxOf(rows, station, TOTAL_BOXES.length + selection), 0);
      votes[batch * selections.length + selection] = count;
      cast += count;
    }
    // Where nothing was declared, only the registered voters bound what a station holds.
    const size =
      rule.bound === "ballots-cast" && isDeclared
        ? boxOf(rows, station, TOTAL_BOXES.indexOf("ballotsCast"))
        : register.stationRegisteredVoters.at(station);
    const id = register.stationIds[station] ?? "";
    if (size < 0) problems.push(`station "${id}": nobody states its ${rule.bound.replace("-", " ")}`);
    else if (size < cast)
      problems.push(`station "${id}": ${cast} votes declared, above its ${rule.bound} (${size})`);
    sizes[batch] = Math.max(size, 0);
  }
  if (problems.length > 0) throw new InputError("audit", firstOf(problems));
  const outside = outsideOf(rows, register);
  return {
    stations,
    selections,
    stationsUndeclared,
    declared: {
      selections: selections.length,
      votes,
      sizes,
      sizesAre: rule.bound === "ballots-cast" ? "ballots" : "registered-voters",
      winners: [winnerOf(votes, outside.votes)],
      votesOutside: outside.most,
    },
  };
}

/** Of each station of the register the row that declares it. */
interface DeclaredRows {
  readonly selections: readonly SelectionId[];
  /** Boxes row by row: totals, selections, then the boxes that only this election's forms have. */
  readonly tables: readonly { readonly counts: Int32Array; readonly width: number }[];
  /** -1 where no row declares the station. */
  readonly tableOf: Int32Array;
  readonly rowOf: Int32Array;
}

function placeRows(
  named: readonly PlacedTable[],
  { selections, register }: { readonly selections: readonly SelectionId[]; readonly register: Register },
  problems: string[],
): DeclaredRows {
  const tableOf = new Int32Array(register.stations).fill(-1);
  const rowOf = new Int32Array(register.stations);
  for (const [at, table] of named.entries())
    for (let row = 0; row < table.stationOfRow.length; row++) {
      const station = table.stationOfRow[row] ?? 0;
      if (tableOf[station] !== -1)
        problems.push(`station "${register.stationIds[station]}" is declared twice`);
      tableOf[station] = at;
      rowOf[station] = row;
    }
  return {
    selections,
    tables: named.map(({ sheets }) => ({ counts: sheets.counts, width: sheets.boxNames.length })),
    tableOf,
    rowOf,
  };
}

/** A box of the row that declares a station; NOT_ON_FORM where none does. */
function boxOf({ tables, tableOf, rowOf }: DeclaredRows, station: number, box: number): number {
  const table = tables[tableOf[station] ?? -1];
  return table?.counts[(rowOf[station] ?? 0) * table.width + box] ?? NOT_ON_FORM;
}

/** What was declared of stations that the register does not list: the votes, and the most that the rows say there can be. */
function outsideOf(rows: DeclaredRows, register: Register) {
  const votes = new Float64Array(rows.selections.length);
  let most = 0;
  for (let station = 0; station < register.stations; station++) {
    if (!register.isOutside(station) || rows.tableOf[station] === -1) continue;
    let cast = 0;
    for (let selection = 0; selection < votes.length; selection++) {
      const count = Math.max(boxOf(rows, station, TOTAL_BOXES.length + selection), 0);
      votes[selection] = (votes[selection] ?? 0) + count;
      cast += count;
    }
    most += TOTAL_BOXES.reduce((larger, _, box) => Math.max(larger, boxOf(rows, station, box)), cast);
  }
  return { votes, most };
}

function firstOf(problems: readonly string[]): readonly string[] {
  const more = problems.length - PROBLEMS_TOLD;
  return more <= 0 ? problems : [...problems.slice(0, PROBLEMS_TOLD), `and ${more} more of the kind`];
}

function tablesNamed(
  entries: readonly number[],
  contest: ContestId,
  tables: DeclaredTables,
): readonly PlacedTable[] {
  return entries.flatMap((entry) => {
    const dataset = tables.find((each) => each.entry === entry);
    const own = dataset?.tables.filter((table) => table.sheets.contest === contest) ?? [];
    if (own.length === 0)
      throw new InputError("audit", [`entry ${entry} is no table with results of contest "${contest}"`]);
    return own;
  });
}

function listedStations(register: Register): Int32Array {
  const listed: number[] = [];
  for (let station = 0; station < register.stations; station++)
    if (!register.isOutside(station)) listed.push(station);
  return Int32Array.from(listed);
}

/** The selection with most votes; of two that are equal the first, and then the audit is refused as a tie. */
function winnerOf(votes: Int32Array, outside: Float64Array): number {
  const totals = Float64Array.from(outside);
  for (let first = 0; first < votes.length; first += totals.length)
    for (let at = 0; at < totals.length; at++) totals[at] = (totals[at] ?? 0) + (votes[first + at] ?? 0);
  return totals.indexOf(totals.reduce((most, total) => Math.max(most, total), 0));
}
