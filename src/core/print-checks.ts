import type { Finding } from "./finding.ts";
import type { Register } from "./register.ts";
import type { OpenedReading } from "./settle.ts";
import type { SettledSheets } from "./settled-sheets.ts";

/** The readings of one source's sheets for one contest. */
export interface ReadingsOfSheets {
  readonly sheets: SettledSheets;
  readonly register: Register;
  readonly readings: readonly OpenedReading[];
}

/** Rows of a printed sheet whose digits and words were read as different numbers. Marks the code on the sheets. */
export function checkPrint({ sheets, register, readings }: ReadingsOfSheets): Finding[] {
  return readings.flatMap(({ entry, station, payload }): Finding[] => {
    const index = register.stationIndex(station);
    const differ = payload.print?.differ ?? [];
    if (index === undefined || differ.length === 0) return [];
    sheets.mark(index, "digits-not-words");
    const detail = {
      rows: differ.map(({ row }) => row),
      digits: differ.map(({ digits }) => digits),
      words: differ.map(({ words }) => words),
    };
    const about = { contest: sheets.contest.id, source: sheets.source, station };
    return [{ code: "digits-not-words", ...about, entries: [entry], detail }];
  });
}
