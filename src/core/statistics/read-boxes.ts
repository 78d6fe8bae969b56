import { NOT_ON_FORM, TOTAL_BOXES, type SelectionId } from "../tally-sheet.ts";
import type { SourceView } from "../view.ts";

/** The votes of a selection as the sheets state them: negative where a box could not be read or is not on the form. */
export function votesStated(source: SourceView, selection: SelectionId, stations: Int32Array): Int32Array {
  const at = source.contest.selections.findIndex(({ id }) => id === selection);
  if (at < 0) return new Int32Array(stations.length).fill(NOT_ON_FORM);
  return stations.map((station) => source.sheets.box(station, TOTAL_BOXES.length + at));
}
