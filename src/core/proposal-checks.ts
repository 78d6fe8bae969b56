import type { Finding } from "./finding.ts";
import type { ReadingsOfSheets } from "./print-checks.ts";
import { columnsOfBoxes } from "./settle.ts";

/**
 * Numbers that a reader of handwriting proposed with confidence, and that the sheet's transcription has otherwise. The
 * proposals take no part in the transcription: this only says where to look again. Marks the code on the sheets.
 */
export function checkProposals({ sheets, register, readings }: ReadingsOfSheets): Finding[] {
  return readings.flatMap(({ entry, station, payload }): Finding[] => {
    const index = register.stationIndex(station);
    if (index === undefined || !sheets.isTranscribed(index)) return [];
    const proposed = columnsOfBoxes(payload.boxes, sheets.boxNames);
    const columns = [...proposed.keys()].filter((column) => {
      const value = proposed[column] ?? -1;
      const taken = sheets.box(index, column);
      return value >= 0 && taken >= 0 && value !== taken;
    });
    if (columns.length === 0) return [];
    sheets.mark(index, "proposal-differs");
    const detail = {
      boxes: columns.map((column) => sheets.boxNames[column] ?? ""),
      proposed: columns.map((column) => proposed[column] ?? 0),
      taken: columns.map((column) => sheets.box(index, column)),
    };
    const about = { contest: sheets.contest.id, source: sheets.source, station };
    return [{ code: "proposal-differs", ...about, entries: [entry], detail }];
  });
}
