import { detailOfGroup, GROUP_NAMED, type Finding } from "./finding.ts";
import type { PlacedTable } from "./state.ts";
import { groupBy } from "./group-by.ts";
import { formatProblem } from "./image-quality.ts";
import { checkAlike, claimedStation, type AlikeAcrossStations } from "./likeness-checks.ts";
import { isProposal, readBy } from "./reader-kind.ts";
import type { Register } from "./register.ts";
import type { SettledSheets } from "./settled-sheets.ts";
import type { StationId } from "./tally-sheet.ts";
import type { EvidenceView } from "./view.ts";

/** The sheets of one source and contest with what they were taken from. */
export interface SheetsWithEvidence {
  readonly sheets: SettledSheets;
  readonly register: Register;
  readonly tables: readonly PlacedTable[];
  readonly evidence: readonly EvidenceView[];
  /** Images of all sources that look alike and are offered for different stations. */
  readonly alike: AlikeAcrossStations;
}

/** The checks of images: of which station they are, whether one serves for two, and what keeps them from being read. Marks the codes. */
export function checkEvidence(of: SheetsWithEvidence): Finding[] {
  return [...checkClaims(of), ...checkSameFile(of), ...checkAlike(of), ...checkQuality(of)];
}

/** Images that nobody could read and that say why, of stations of which nothing else is known. */
function checkQuality({ sheets, register, evidence }: SheetsWithEvidence): Finding[] {
  return evidence.flatMap(({ evidence: file, station, readings }): Finding[] => {
    const index = station === undefined ? undefined : register.stationIndex(station);
    if (station === undefined || index === undefined || sheets.isTranscribed(index)) return [];
    const made = readings.filter(({ reading }) => !isProposal(readBy(reading)));
    if (made.some(({ payload }) => payload?.outcome === "read")) return [];
    // What was measured last counts: an earlier reader may have measured otherwise.
    const last = made.findLast(({ payload }) => payload?.quality !== undefined);
    if (last === undefined) return [];
    sheets.mark(index, "image-hard-to-read");
    const about = { contest: sheets.contest.id, source: sheets.source, station };
    const detail = { reasons: (last.payload?.quality ?? []).map(formatProblem) };
    return [{ code: "image-hard-to-read", ...about, entries: [file.entry, last.reading.entry], detail }];
  });
}

/** The sheet says one station and the sender another. */
function checkClaims(of: SheetsWithEvidence): Finding[] {
  const { sheets, register } = of;
  return of.evidence.flatMap(({ evidence, station }): Finding[] => {
    const index = station === undefined ? undefined : register.stationIndex(station);
    if (
      station === undefined ||
      index === undefined ||
      evidence.station === undefined ||
      evidence.station === station
    )
      return [];
    sheets.mark(index, "station-not-as-claimed");
    const about = { contest: sheets.contest.id, source: sheets.source, station };
    const detail = { claimed: evidence.station };
    return [{ code: "station-not-as-claimed", ...about, entries: [evidence.entry], detail }];
  });
}

/** One image for two stations: the same bytes received twice, or one file name in two rows of a table. */
function checkSameFile(of: SheetsWithEvidence): Finding[] {
  const uses = new Map<string, { entry: number; station: StationId }[]>();
  const use = (file: string, by: { entry: number; station: StationId }) => {
    const known = uses.get(file);
    if (known === undefined) uses.set(file, [by]);
    else known.push(by);
  };
  for (const { entry, sheets } of of.tables)
    for (const [row, file] of sheets.evidenceNames.entries())
      if (file !== "") use(file, { entry, station: sheets.stations[row] ?? "" });
  for (const { evidence, shown } of of.evidence) {
    const station = claimedStation(evidence);
    if (shown !== undefined && station !== undefined)
      use(`sha256:${shown.sha256}`, { entry: evidence.entry, station });
  }
  const findings: Finding[] = [];
  for (const [file, by] of uses) {
    const stations = [...new Set(by.map((each) => each.station))].sort();
    if (stations.length < 2) continue;
    const named = new Set(stations.slice(0, GROUP_NAMED));
    const ofNamed = by.filter((use) => named.has(use.station));
    const usesOf = groupBy(by, (use) => use.station);
    for (const station of stations) {
      const index = of.register.stationIndex(station);
      if (index !== undefined) of.sheets.mark(index, "same-file-two-stations");
      const about = { contest: of.sheets.contest.id, source: of.sheets.source, station };
      const uses = named.has(station) ? ofNamed : [...ofNamed, ...(usesOf.get(station) ?? [])];
      const entries = [...new Set(uses.map((use) => use.entry))];
      const detail = { ...detailOfGroup(stations), file };
      findings.push({ code: "same-file-two-stations", ...about, entries, detail });
    }
  }
  return findings;
}
