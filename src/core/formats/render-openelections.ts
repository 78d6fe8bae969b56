import { localText, type Contest, type Election } from "../election.ts";
import type { Register } from "../register.ts";
import { formatCsvRow } from "../site/csv.ts";
import { isCounted, setAsideMask } from "../tabulation.ts";
import { NOT_ON_FORM, TOTAL_BOXES } from "../tally-sheet.ts";
import type { SourceView, View } from "../view.ts";
import { OPEN_ELECTIONS_TOTALS } from "./openelections.ts";

const COLUMNS = ["county", "precinct", "office", "district", "party", "candidate", "votes"];

/**
 * The sheets that the published policy counts, in that form: one row for each box that a sheet states. The county is the
 * first level's unit; offices and candidates bear their names in the election's first language, and their ids where a
 * name stands twice. A box that a form does not have has no row; one that nobody can read has no votes, never zero.
 */
export function* renderOpenElections(seen: View, sources: readonly SourceView[]): Generator<string> {
  const { election, register } = seen;
  const counties = countiesOf(register);
  const mask = setAsideMask("published", election.policy);
  const offices = labelsOf(
    sources.map(({ contest }) => contest),
    (contest) => localText(contest.title, languageOf(election)),
  );
  yield formatCsvRow(COLUMNS);
  for (const { contest, sheets } of sources) {
    const office = offices.get(contest.id) ?? contest.id;
    const rows = rowsOf(contest, election);
    for (let station = 0; station < sheets.stations; station++) {
      if (!isCounted(sheets, station, mask)) continue;
      const place = [counties[register.stationUnits.at(station)], register.stationIds[station]];
      for (const [column, candidate] of rows) {
        const value = sheets.box(station, column);
        if (value === NOT_ON_FORM) continue;
        yield formatCsvRow([...place, office, "", "", candidate, value < 0 ? undefined : value]);
      }
    }
  }
}

/** The columns of a contest's sheets with what stands in the column of the candidate: selections, then totals. */
function rowsOf(contest: Contest, election: Election): (readonly [column: number, candidate: string])[] {
  const names = labelsOf(
    contest.selections,
    (selection) => localText(selection.name, languageOf(election)),
    Object.values(OPEN_ELECTIONS_TOTALS),
  );
  return [
    ...contest.selections.map(
      (selection, at) => [TOTAL_BOXES.length + at, names.get(selection.id) ?? selection.id] as const,
    ),
    ...TOTAL_BOXES.map((box, column) => [column, OPEN_ELECTIONS_TOTALS[box]] as const),
  ];
}

/** A label for each: its name, or its id where another bears the name, or a total does. */
function labelsOf<Item extends { readonly id: string }>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  taken: readonly string[] = [],
): ReadonlyMap<string, string> {
  const uses = new Map<string, number>();
  for (const text of [...taken, ...items.flatMap((item) => [...new Set([nameOf(item), item.id])])])
    uses.set(text, (uses.get(text) ?? 0) + 1);
  return new Map(items.map((item) => [item.id, uses.get(nameOf(item)) === 1 ? nameOf(item) : item.id]));
}

/** For each unit the name of the first level's unit that it is in (its id where two bear the name), else of the whole. */
function countiesOf(register: Register): readonly string[] {
  const first = register.unitIds.flatMap((id, unit) =>
    register.unitLevels.at(unit) === 1 ? [{ id, name: register.unitNames[unit] ?? id }] : [],
  );
  const labels = labelsOf(first, (unit) => unit.name);
  const counties: string[] = [];
  for (const [unit, id] of register.unitIds.entries()) {
    const above = counties[register.unitParents.at(unit)] ?? register.unitNames[unit] ?? "";
    counties.push(register.unitLevels.at(unit) === 1 ? (labels.get(id) ?? id) : above);
  }
  return counties;
}

function languageOf(election: Election): Election["languages"][number] {
  return election.languages[0] ?? "en";
}
