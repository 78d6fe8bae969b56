import { detailOfGroup, GROUP_NAMED, type Finding } from "./finding.ts";
import type { EvidenceEntry } from "./state.ts";
import { alikeImages } from "./likeness/alike-images.ts";
import { compareLikeness, parseLikeness, type InkRows, type LikenessCompared } from "./likeness/likeness.ts";
import type { Register } from "./register.ts";
import type { SettledSheets } from "./settled-sheets.ts";
import type { StationId } from "./tally-sheet.ts";
import type { EvidenceView } from "./view.ts";

/** Another image that looks like one, and the station it is offered for. */
interface AlikeElsewhere {
  readonly evidence: EvidenceView;
  readonly station: StationId;
  readonly compared: LikenessCompared;
}

/** By the entry of an image, those like it that are offered for other stations. */
export type AlikeAcrossStations = ReadonlyMap<number, readonly AlikeElsewhere[]>;

/** The station an image is offered for, whatever the sheet says: as somebody corrected it, else as its sender said. */
export function claimedStation(evidence: EvidenceEntry): StationId | undefined {
  return evidence.reassigned ?? evidence.station;
}

/** Images of any source whose numbers look alike, offered for different stations. The same bytes are another finding. */
export function likenessesAcrossStations(evidence: readonly EvidenceView[]): AlikeAcrossStations {
  const byTemplate = new Map<string, { readonly name: EvidenceView; readonly rows: InkRows }[]>();
  for (const file of evidence) {
    const rows = file.likeness === undefined ? undefined : parseLikeness(file.likeness.of);
    if (file.likeness === undefined || rows === undefined) continue;
    const known = byTemplate.get(file.likeness.of.template);
    if (known === undefined) byTemplate.set(file.likeness.of.template, [{ name: file, rows }]);
    else known.push({ name: file, rows });
  }
  const alike = new Map<number, AlikeElsewhere[]>();
  const note = (file: EvidenceView, other: EvidenceView, compared: LikenessCompared) => {
    const station = claimedStation(other.evidence) ?? other.station;
    if (station === undefined) return;
    const known = alike.get(file.evidence.entry);
    const one = { evidence: other, station, compared };
    if (known === undefined) alike.set(file.evidence.entry, [one]);
    else known.push(one);
  };
  for (const images of byTemplate.values())
    for (const { first, second, compared } of alikeImages(images)) {
      const stations = [first, second].map((file) => claimedStation(file.evidence) ?? file.station);
      const isSameFile = first.shown !== undefined && first.shown.sha256 === second.shown?.sha256;
      if (isSameFile || stations.includes(undefined) || stations[0] === stations[1]) continue;
      note(first, second, compared);
      note(second, first, compared);
    }
  return alike;
}

/** How two images of one station look beside each other; undefined where either was not measured. */
export function compareImages(one: EvidenceView, other: EvidenceView): LikenessCompared | undefined {
  if (one.likeness === undefined || other.likeness === undefined) return undefined;
  if (one.likeness.of.template !== other.likeness.of.template) return undefined;
  const [first, second] = [parseLikeness(one.likeness.of), parseLikeness(other.likeness.of)];
  return first === undefined || second === undefined ? undefined : compareLikeness(first, second);
}

/** The sheets of one source and contest with the images that belong to them. */
export interface SheetsWithLikeness {
  readonly sheets: SettledSheets;
  readonly register: Register;
  readonly evidence: readonly EvidenceView[];
  readonly alike: AlikeAcrossStations;
}

/** An image that looks like one offered for another station: look at both. Marks the code on the sheets. */
export function checkAlike({ sheets, register, evidence, alike }: SheetsWithLikeness): Finding[] {
  return evidence.flatMap((file): Finding[] => {
    const others = alike.get(file.evidence.entry) ?? [];
    const station = claimedStation(file.evidence) ?? file.station;
    const [nearest] = others.toSorted(
      (one, other) => one.compared.differ.length - other.compared.differ.length,
    );
    if (nearest === undefined || station === undefined) return [];
    const index = register.stationIndex(station);
    if (index !== undefined) sheets.mark(index, "images-alike");
    const stations = [...new Set([station, ...others.map((other) => other.station)])].sort();
    const named = new Set(stations.slice(0, GROUP_NAMED));
    const entries = others.flatMap((other) =>
      named.has(other.station) ? [other.evidence.evidence.entry] : [],
    );
    const { compared } = nearest;
    const detail = {
      ...detailOfGroup(stations),
      rows: compared.rows,
      rowsDifferent: compared.differ.length,
      percent: compared.percent,
    };
    const about = { contest: sheets.contest.id, source: sheets.source, station };
    return [{ code: "images-alike", ...about, entries: [file.evidence.entry, ...entries], detail }];
  });
}
