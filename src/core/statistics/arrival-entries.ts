import type { SourceView, View } from "../view.ts";

/**
 * The entry of the log with a source's first account of each station's sheet: the first table that has it, one that was
 * replaced since included, or the first reading of an image. -1 where there is none.
 */
export function arrivalEntries(seen: View, source: SourceView, stations: Int32Array): Int32Array {
  const first = new Int32Array(seen.register.stations).fill(-1);
  for (const dataset of seen.datasets) {
    if (dataset.source !== source.source) continue;
    for (const { sheets, stationOfRow } of dataset.tables) {
      if (sheets.contest !== source.contest.id) continue;
      for (let row = 0; row < stationOfRow.length; row++) {
        const station = stationOfRow[row] ?? 0;
        if (first[station] === -1) first[station] = dataset.entry;
      }
    }
  }
  const hasImages = seen.evidence.some(({ evidence }) => evidence.source === source.source);
  if (!hasImages) return stations.map((station) => first[station] ?? -1);
  return stations.map((station) => {
    let entry = first[station] ?? -1;
    for (const account of source.sheets.accounts(station))
      if (entry < 0 || account.entry < entry) entry = account.entry;
    return entry;
  });
}
