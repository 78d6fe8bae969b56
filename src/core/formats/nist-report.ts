import { localText, originOf, type Election, type LocalText } from "../election.ts";
import type { Register } from "../register.ts";
import { isCounted, setAsideMask, type UnitTotals } from "../tabulation.ts";
import { TOTAL_BOXES, type TotalBox } from "../tally-sheet.ts";
import type { SourceView, View } from "../view.ts";
import {
  identified,
  list,
  longList,
  object,
  references,
  type NistField,
  type NistObject,
} from "./nist-value.ts";

/** What a report is made from: one source's sheets for each of the contests, as a view has them. */
export interface NistInput {
  readonly seen: View;
  /** One for each contest reported. */
  readonly sources: readonly SourceView[];
  /** The log's head, so that a reader can find everything this format has no place for. */
  readonly log: { readonly size: number; readonly root: string };
  /** When the report is made: an RFC 3339 time. */
  readonly generatedAt: string;
  readonly rules: string;
}

/**
 * The results in the terms of NIST SP 1500-100 version 2 (Election Results Common Data Format), with every reporting unit
 * and polling station. docs/formats/nist.md says what has no equivalent there, and where it goes.
 */
export function nistReport(input: NistInput): NistObject {
  const { seen, log } = input;
  const { election } = seen;
  const identifiers = [
    other("cotejo-origin", originOf(election)),
    other("cotejo-log-size", String(log.size)),
    other("cotejo-log-root", log.root),
    ...input.sources.map(({ contest, source }) => other("cotejo-source", `${contest.id}: ${source}`)),
  ];
  return object(
    "ElectionReport",
    ["Election", list([electionOf(input)])],
    ["ExternalIdentifier", list(identifiers)],
    ["Format", "precinct-level"],
    ["GeneratedDate", input.generatedAt],
    ["GpUnit", longList(() => unitsOf(input))],
    ["Issuer", originOf(election)],
    ["IssuerAbbreviation", election.id],
    ["Notes", notesOf(input)],
    ["SequenceStart", 1],
    ["SequenceEnd", 1],
    ["Status", statusOf(input)],
    ["VendorApplicationId", `cotejo ${input.rules}`],
  );
}

function electionOf(input: NistInput): NistObject {
  const { election } = input.seen;
  return object(
    "Election",
    ["Candidate", longList(() => candidatesOf(input))],
    ["Contest", longList(() => contestsOf(input))],
    ["ElectionScopeId", unitId(0)],
    ["ExternalIdentifier", list([local(election.id)])],
    ["Name", text(election.title, election)],
    ["StartDate", election.date],
    ["EndDate", election.date],
    // The election file does not say which of the standard's types it is of.
    ["Type", "other"],
    ["OtherType", "not-stated"],
  );
}

function* candidatesOf({ seen, sources }: NistInput): Generator<NistObject> {
  for (const [at, { contest }] of sources.entries())
    for (const [row, selection] of contest.selections.entries())
      yield identified(
        "Candidate",
        candidateId(at, row),
        ["BallotName", text(selection.name, seen.election)],
        ["ExternalIdentifier", list([local(selection.id)])],
      );
}

function* contestsOf(input: NistInput): Generator<NistObject> {
  const { election } = input.seen;
  for (const [at, source] of input.sources.entries()) {
    const { contest, tabulation } = source;
    const { counted, registered } = tabulation.stations(0);
    yield identified(
      "CandidateContest",
      `contest-${at + 1}`,
      ["BallotSelection", longList(() => selectionsOf(input, at))],
      ["BallotTitle", text(contest.title, election)],
      ["ElectoralDistrictId", unitId(0)],
      ["ExternalIdentifier", list([local(contest.id)])],
      ["Name", localText(contest.title, languageOf(election))],
      ["SequenceOrder", at + 1],
      ["SubUnitsReported", counted],
      ["SummaryCounts", longList(() => summariesOf(input, source))],
      ["TotalSubUnits", registered],
      ["VotesAllowed", 1],
    );
  }
}

function* selectionsOf(input: NistInput, at: number): Generator<NistObject> {
  const source = input.sources[at];
  for (const [row, selection] of (source?.contest.selections ?? []).entries())
    if (source !== undefined)
      yield identified(
        "CandidateSelection",
        `contest-${at + 1}-selection-${row + 1}`,
        ["SequenceOrder", row + 1],
        [
          "VoteCounts",
          longList(() => votesOf(input, source, { id: selection.id, column: TOTAL_BOXES.length + row })),
        ],
        ["CandidateIds", references([candidateId(at, row)])],
      );
}

/** The sums of every unit that has a counted sheet, then the sheet of every station that is counted. */
function* votesOf(
  { seen }: NistInput,
  { tabulation, sheets }: SourceView,
  selection: { readonly id: string; readonly column: number },
): Generator<NistObject> {
  const votes = (unit: string, count: number) =>
    object("VoteCounts", ["GpUnitId", unit], ["Type", "total"], ["Count", count]);
  for (let unit = 0; unit < seen.register.units; unit++)
    if (tabulation.sheetsIn(unit, "published") > 0)
      yield votes(unitId(unit), tabulation.totals(unit).votes[selection.id] ?? 0);
  for (const station of stationsCounted(seen.election, sheets)) {
    const count = sheets.box(station, selection.column);
    if (count >= 0) yield votes(stationId(station), count);
  }
}

/** The totals that are not votes for a selection. Each is there where sheets state it. */
function* summariesOf({ seen }: NistInput, { tabulation, sheets }: SourceView): Generator<NistObject> {
  for (let unit = 0; unit < seen.register.units; unit++)
    if (tabulation.sheetsIn(unit, "published") > 0) yield* summaries(unitId(unit), tabulation.totals(unit));
  for (const station of stationsCounted(seen.election, sheets)) {
    const stated = (box: TotalBox) => {
      const value = sheets.box(station, TOTAL_BOXES.indexOf(box));
      return value < 0 ? undefined : value;
    };
    yield* summaries(stationId(station), {
      ballotsCast: stated("ballotsCast"),
      validVotes: stated("validVotes"),
      blankVotes: stated("blankVotes"),
      nullVotes: stated("nullVotes"),
    });
  }
}

function* summaries(
  unit: string,
  totals: Pick<UnitTotals, "ballotsCast" | "validVotes" | "blankVotes" | "nullVotes">,
): Generator<NistObject> {
  const { ballotsCast, validVotes, blankVotes, nullVotes } = totals;
  if (ballotsCast !== undefined || blankVotes !== undefined)
    yield object(
      "SummaryCounts",
      ["GpUnitId", unit],
      ["Type", "total"],
      ["BallotsCast", ballotsCast],
      // With one vote allowed, a ballot without a mark is one undervote.
      ["Undervotes", blankVotes],
    );
  for (const [kind, count] of [
    ["valid-votes", validVotes],
    ["null-votes", nullVotes],
  ] as const)
    if (count !== undefined)
      yield object(
        "SummaryCounts",
        ["GpUnitId", unit],
        ["Type", "other"],
        ["OtherType", kind],
        ["BallotsCast", count],
      );
}

/** The reporting units from the top, then the polling stations. */
function* unitsOf(input: NistInput): Generator<NistObject> {
  const { register, election } = input.seen;
  const parts = partsOf(register);
  const levels = ["whole", ...election.levels.map((level) => level.id)];
  const only = input.sources.length === 1 ? input.sources[0]?.tabulation : undefined;
  for (let unit = 0; unit < register.units; unit++) {
    const level = register.unitLevels.at(unit);
    const coverage = only?.stations(unit);
    yield identified(
      "ReportingUnit",
      unitId(unit),
      ["ComposingGpUnitIds", references(parts[unit] ?? [])],
      ["ExternalIdentifier", list(identifiersOf(register.unitIds[unit] ?? ""))],
      ["Name", register.unitNames[unit]],
      ["SubUnitsReported", coverage?.counted],
      ["TotalSubUnits", coverage?.registered],
      ...unitType(levels[level] ?? "", level > 0 && level === election.levels.length),
      ["VotersRegistered", input.sources[0]?.tabulation.registeredVoters(unit).registered],
    );
  }
  for (let station = 0; station < register.stations; station++) yield stationOf(input, station);
}

function stationOf(input: NistInput, station: number): NistObject {
  const { register, election } = input.seen;
  const listed = register.stationRegisteredVoters.at(station);
  const mask = setAsideMask("published", election.policy);
  const states = input.sources.map(({ sheets }) => {
    if (isCounted(sheets, station, mask)) return "completed";
    return sheets.status(station) === "missing" ? "not-processed" : "in-process";
  });
  const [state = "unknown", ...others] = new Set(states);
  const first = input.sources.find(({ sheets }) => isCounted(sheets, station, mask));
  const stated = (box: TotalBox) => first?.sheets.box(station, TOTAL_BOXES.indexOf(box)) ?? -1;
  const registered = listed >= 0 ? listed : stated("registeredVoters");
  const participated = stated("votersParticipated");
  return identified(
    "ReportingUnit",
    stationId(station),
    ["ExternalIdentifier", list([local(register.stationIds[station] ?? "")])],
    ["Name", register.stationIds[station]],
    [
      "CountStatus",
      list([object("CountStatus", ["Status", others.length > 0 ? "in-process" : state], ["Type", "total"])]),
    ],
    ["Type", "precinct"],
    ["VotersParticipated", participated >= 0 ? participated : undefined],
    ["VotersRegistered", registered >= 0 ? registered : undefined],
  );
}

/** For each unit the ids of the units and stations directly below it. */
function partsOf(register: Register): string[][] {
  const parts = register.unitIds.map((): string[] => []);
  for (let unit = 1; unit < register.units; unit++) parts[register.unitParents.at(unit)]?.push(unitId(unit));
  for (let station = 0; station < register.stations; station++)
    parts[register.stationUnits.at(station)]?.push(stationId(station));
  return parts;
}

/** The standard's types of reporting units; a level that bears another name is `other` with that name. */
const UNIT_TYPES = new Set(
  (
    "ballot-batch ballot-style-area borough city city-council combined-precinct congressional country county " +
    "county-council drop-box judicial municipality polling-place precinct school special split-precinct state " +
    "state-house state-senate town township utility village vote-center ward water"
  ).split(" "),
);

function unitType(level: string, isLast: boolean): readonly NistField[] {
  if (UNIT_TYPES.has(level)) return [["Type", level]];
  if (isLast) return [["Type", "polling-place"]];
  return [
    ["Type", "other"],
    ["OtherType", level],
  ];
}

/** Our id, and the Open Civic Data id where the unit's own code is one. */
function identifiersOf(id: string): NistObject[] {
  const code = (id.split("/").at(-1) ?? "").replaceAll("%2F", "/").replaceAll("%25", "%");
  const ocd = code.startsWith("ocd-division/")
    ? [object("ExternalIdentifier", ["Type", "ocd-id"], ["Value", code])]
    : [];
  return [local(id), ...ocd];
}

function* stationsCounted(election: Election, sheets: SourceView["sheets"]): Generator<number> {
  const mask = setAsideMask("published", election.policy);
  for (let station = 0; station < sheets.stations; station++)
    if (isCounted(sheets, station, mask)) yield station;
}

/** Ours is a count of the sheets held: it is never certified, and complete only where no station is left out. */
function statusOf({ sources }: NistInput): string {
  const isComplete = sources.every(({ tabulation }) => {
    const { registered, counted } = tabulation.stations(0);
    return registered !== undefined && registered === counted;
  });
  return isComplete ? "unofficial-complete" : "unofficial-partial";
}

function notesOf({ sources, seen }: NistInput): string {
  const lines = sources.map(({ contest, source, tabulation }) => {
    const { registered, counted, explained, missing, outsideRegister } = tabulation.stations(0);
    const known = (count: number | undefined) => (count === undefined ? "unknown" : String(count));
    return `${contest.id}: sheets of source ${source}; polling stations ${known(registered)}, counted ${counted}, set aside with a reason ${explained}, missing ${known(missing)}, outside the register ${outsideRegister}.`;
  });
  return [
    "Sums of the tally sheets that the election file's policy counts; not an official result.",
    ...lines,
    `${seen.findings.length} findings, ${seen.declarations.length} declarations, the other policies and sources, and the reasons why sheets are set aside have no place in this format: they are in the publication of the log named here.`,
  ].join(" ");
}

function text(of: LocalText, election: Election): NistObject {
  const texts = typeof of === "string" ? [[languageOf(election), of] as const] : Object.entries(of);
  const strings = texts.map(([language, content]) =>
    object("LanguageString", ["Content", content], ["Language", language]),
  );
  return object("InternationalizedText", ["Text", list(strings)]);
}

function languageOf(election: Election): Election["languages"][number] {
  return election.languages[0] ?? "en";
}

function local(value: string): NistObject {
  return object("ExternalIdentifier", ["Type", "local-level"], ["Value", value]);
}

function other(kind: string, value: string): NistObject {
  return object("ExternalIdentifier", ["Type", "other"], ["OtherType", kind], ["Value", value]);
}

const unitId = (unit: number): string => `unit-${unit}`;
const stationId = (station: number): string => `station-${station}`;
const candidateId = (contest: number, row: number): string => `contest-${contest + 1}-candidate-${row + 1}`;
