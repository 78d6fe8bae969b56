import type { SourceView, View } from "../view.ts";
import { picked } from "./columns.ts";

/**
 * The entry of the log with a source's first account of each station's sheet: the first table that has it, one that was
 * replaced since included, or the first reading of an image. -1 where there is none.
 */
export function arrivalEntries(seen: View, source: SourceView, stations: Int32Array): Int32Array {
  const first = new Int32Array(seen.register.stations).fill(-1);
  for (const dataset of seen.datasets) {
    if (dataset.source !== source.source) continue;
    for (const { sheets, stationOfRow } of dataset.tables)
      if (sheets.contest === source.contest.id) markFirst(first, stationOfRow, dataset.entry);
  }
  const arrivals = picked(first, stations);
  const hasImages = seen.evidence.some(({ evidence }) => evidence.source === source.source);
  if (!hasImages) return arrivals;
  return arrivals.map((first, at) => {
    let entry = first;
    for (const account of source.sheets.accounts(stations[at] ?? 0))
      if (entry < 0 || account.entry < entry) entry = account.entry;
    return entry;
  });
}

/** Notes the entry for each of the stations that has none yet. */
function markFirst(first: Int32Array, stations: Int32Array, entry: number): void {
  for (let row = 0; row < stations.length; row++) {
    const station = stations[row] ?? 0;
    if (first[station] === -1) first[station] = entry;
  }
}
