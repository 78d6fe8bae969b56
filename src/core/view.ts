import { checkSheets } from "./checks.ts";
import { checkEvidence } from "./evidence-checks.ts";
import { likenessesAcrossStations, type AlikeAcrossStations } from "./likeness-checks.ts";
import { checkFormSums } from "./form-checks.ts";
import { checkPrint } from "./print-checks.ts";
import { checkProposals } from "./proposal-checks.ts";
import { isLikeness, isProposal, readBy } from "./reader-kind.ts";
import { checkSizes } from "./size-check.ts";
import { asReading, type EvidencePayload, type Payload, type ReadingPayload } from "./commitment.ts";
import type { Sha256Hex } from "./bytes.ts";
import { checkDeclarations, type DeclarationView } from "./declaration.ts";
import type { Contest, Election } from "./election.ts";
import type { Finding } from "./finding.ts";
import { formOf } from "./formats/form.ts";
import {
  noElection,
  type Dataset,
  type DrawnSample,
  type EvidenceEntry,
  type PlacedTable,
  type ReadingEntry,
  type State,
} from "./state.ts";
import { groupBy } from "./group-by.ts";
import { InputError } from "./input-error.ts";
import type { Likeness } from "./likeness/likeness.ts";
import { viewRecord, type RecordView } from "./record/record-view.ts";
import { measureKnownSheets, type KnownSheets } from "./people/known-sheets.ts";
import type { Register } from "./register.ts";
import { shownFile, type ShownFile } from "./redaction.ts";
import { settleSheets, type OpenedReading } from "./settle.ts";
import type { SettledSheets } from "./settled-sheets.ts";
import { succeed } from "./succession.ts";
import { Tabulation } from "./tabulation.ts";
import type { ContestId, SourceId, StationId } from "./tally-sheet.ts";

/** The version of the rules below; a publication names the one that made it. Any change of a result raises it. */
export const RULES = "cotejo-rules/2";

/** The openings at hand, by commitment. */
export type Openings = ReadonlyMap<Sha256Hex, Payload>;

/** An evidence file as far as it is open, with the readings made of it. */
export interface EvidenceView {
  readonly evidence: EvidenceEntry;
  /** Undefined while the commitment is not opened. */
  readonly payload: EvidencePayload | undefined;
  /** What the public is shown of it: itself, or an image made from it; undefined while it is held. */
  readonly shown: ShownFile | undefined;
  readonly readings: readonly {
    readonly reading: ReadingEntry;
    readonly payload: ReadingPayload | undefined;
  }[];
  /** How its numbers look, where that was measured and may be seen. */
  readonly likeness: { readonly entry: number; readonly of: Likeness } | undefined;
  /** The station it belongs to: as reassigned, else as read from it, else as claimed; undefined while nobody knows. */
  readonly station: StationId | undefined;
  /** The contest it is a sheet of: as claimed, else as read from it; undefined while nobody knows. */
  readonly contest: ContestId | undefined;
  /** All contests it is a sheet of: one paper may be the sheet of several. Empty while nobody knows. */
  readonly contests: readonly ContestId[];
}

/** One source's sheets for one contest, settled, checked and added up. */
export interface SourceView {
  readonly source: SourceId;
  readonly contest: Contest;
  readonly sheets: SettledSheets;
  readonly tabulation: Tabulation;
}

/**
 * Everything that follows from the log: what the command line prints and the published folder shows.
 *
 * A class, because a process that goes on makes one view after another: of a second literal from one place in the program the
 * engine thinks as of a new kind of object, and throws away the fast code that it made of all pages for the first.
 */
export class View {
  readonly entries: number;
  readonly election: Election;
  readonly electionBlob: Sha256Hex;
  readonly register: Register;
  readonly registerBlob: Sha256Hex | undefined;
  readonly registerEntry: number | undefined;
  readonly registerRefused: State["registerRefused"];
  readonly datasets: readonly Dataset[];
  readonly evidence: readonly EvidenceView[];
  readonly declarations: readonly DeclarationView[];
  readonly samples: readonly DrawnSample[];
  /** Per contest, the sources that have sheets or evidence for it, in the election file's order. */
  readonly contests: ReadonlyMap<ContestId, readonly SourceView[]>;
  readonly findings: readonly Finding[];
  /** What persons confirmed of documents. */
  readonly record: RecordView;
  /** What sheets known before say of the work of people, where there are any. */
  readonly knownSheets: KnownSheets | undefined;

  constructor(of: View) {
    this.entries = of.entries;
    this.election = of.election;
    this.electionBlob = of.electionBlob;
    this.register = of.register;
    this.registerBlob = of.registerBlob;
    this.registerEntry = of.registerEntry;
    this.registerRefused = of.registerRefused;
    this.datasets = of.datasets;
    this.evidence = of.evidence;
    this.declarations = of.declarations;
    this.samples = of.samples;
    this.contests = of.contests;
    this.findings = of.findings;
    this.record = of.record;
    this.knownSheets = of.knownSheets;
  }
}

/**
 * START HERE. The whole product in one function: what the log's entries and the openings say, settled sheet by sheet,
 * checked, added up and set beside what was declared. Pure: the same log and openings give the same view to anybody.
 */
export function view(state: State, openings: Openings): View {
  const { election, electionBlob } = state;
  if (election === undefined || electionBlob === undefined || state.register === undefined)
    throw noElection();

  const evidence = viewEvidence(state, openings);
  // A station that only a sheet names is kept and labelled, like one that only a table names.
  const register = state.register.withStations(evidence.flatMap((file) => file.station ?? []));
  const findings: Finding[] = [];
  const alike = likenessesAcrossStations(evidence);
  const contests = new Map<ContestId, SourceView[]>();
  for (const contest of election.contests) {
    const sources = election.sources.flatMap((source) => {
      const settled = settleSource(state, { contest, source: source.id, evidence, register, alike });
      if (settled === undefined) return [];
      // One by one: a call takes some hundred thousand arguments at most, and a nation has more stations.
      for (const finding of settled.findings) findings.push(finding);
      return [settled.view];
    });
    contests.set(contest.id, sources);
  }
  const declarations = viewDeclarations(state);
  for (const finding of checkDeclarations(declarations, election, register)) findings.push(finding);
  const { entries, registerBlob, registerEntry, registerRefused, datasets, samples } = state;
  return new View({
    entries,
    election,
    electionBlob,
    register,
    registerBlob,
    registerEntry,
    registerRefused,
    datasets,
    evidence,
    declarations,
    samples,
    contests,
    findings,
    record: viewRecord(state.record, openings),
    knownSheets: measureKnownSheets(state, openings),
  });
}

interface SourceOfContest {
  readonly contest: Contest;
  readonly source: SourceId;
  readonly evidence: readonly EvidenceView[];
  readonly register: Register;
  readonly alike: AlikeAcrossStations;
}

/** What a source's sheets come from, and what they came to. */
interface SettledBefore {
  readonly election: Election;
  readonly tables: readonly PlacedTable[];
  readonly adjudications: State["adjudications"];
  readonly hasEvidence: boolean;
  readonly settled: SettledSource;
}

interface SettledSource {
  readonly view: SourceView;
  readonly findings: readonly Finding[];
}

/** The sheets of sources, by contest and source, as they were settled last with a register as it is. */
const settledBefore = new WeakMap<object, Map<string, SettledBefore>>();

/** The sheets of one source for one contest. Undefined where it has nothing for it. */
function settleSource(state: State, from: SourceOfContest): SettledSource | undefined {
  const { election } = state;
  const { contest, source, register } = from;
  if (election === undefined) return undefined;
  const superseded = new Set(state.datasets.map((dataset) => dataset.supersedes));
  const tables = state.datasets
    .filter((dataset) => dataset.source === source && !superseded.has(dataset.entry))
    .flatMap((dataset) => dataset.tables.filter((table) => table.sheets.contest === contest.id));
  const evidence = from.evidence.filter(
    (file) => file.evidence.source === source && file.contests.includes(contest.id),
  );
  if (tables.length === 0 && evidence.length === 0) return undefined;
  const adjudications = state.adjudications.filter(
    (each) => each.contest === contest.id && each.source === source,
  );
  const given = { election, tables, adjudications, hasEvidence: evidence.length > 0 };
  const before = settledBefore.get(register.edition) ?? new Map<string, SettledBefore>();
  settledBefore.set(register.edition, before);
  const key = JSON.stringify([contest.id, source]);
  const known = before.get(key);
  if (known !== undefined && isOfSame(known, given)) return known.settled;
  const settled = settleAnew({ ...from, evidence }, given);
  if (known !== undefined) succeed(known.settled.view, settled.view, register);
  before.set(key, { ...given, settled });
  return settled;
}

/** Whether sheets come from the same again. What images say of them is always looked at anew. */
function isOfSame(known: SettledBefore, given: Omit<SettledBefore, "settled">): boolean {
  const areSame = (some: readonly unknown[], others: readonly unknown[]) =>
    some.length === others.length && some.every((item, at) => item === others[at]);
  return (
    !known.hasEvidence &&
    !given.hasEvidence &&
    known.election === given.election &&
    areSame(known.tables, given.tables) &&
    areSame(known.adjudications, given.adjudications)
  );
}

/** Settle, check, tabulate: the way of every sheet. */
function settleAnew(
  { contest, source, evidence, register, alike }: SourceOfContest,
  { election, tables, adjudications }: Omit<SettledBefore, "settled" | "hasEvidence">,
): SettledSource {
  const opened = evidence.flatMap((file) => openedReadings(file, contest.id));
  const readings = opened.filter((reading) => !isProposal(reading));
  const { policy } = election;
  const stationsAwaiting = evidence.flatMap((file) => file.station ?? []);
  const accounts = { tables, readings, stationsAwaiting, adjudications };
  const { sheets, findings } = settleSheets({ contest, source, register, policy, ...accounts });
  // Before the sums: what is found decides what is counted.
  const found = findings.concat(
    checkSheets(sheets, register),
    checkFormSums({ form: formOf(election.sheet), sheets, register, tables, readings }),
    checkPrint({ sheets, register, readings }),
    checkProposals({ sheets, register, readings: opened.filter(isProposal) }),
    checkEvidence({ sheets, register, tables, evidence, alike }),
  );
  const sizes = new Map(election.sizes.map((size) => [size.unit, size]));
  const tabulation = new Tabulation(sheets, register, { policy, sizes });
  return {
    view: { source, contest, sheets, tabulation },
    findings: found.concat(checkSizes(tabulation, register, election)),
  };
}

function viewEvidence(state: State, openings: Openings): EvidenceView[] {
  const readingsOf = groupBy(state.readings, (reading) => reading.evidence);
  const contests = state.election?.contests ?? [];
  return [...state.evidence.values()].map((evidence) => {
    const opening = openings.get(evidence.commitment);
    const payload = opening?.kind === "evidence" ? opening : undefined;
    const made = readingsOf.get(evidence.entry) ?? [];
    const readings = made
      .filter((reading) => !isLikeness(readBy(reading)))
      .map((reading) => ({ reading, payload: asReading(openings.get(reading.commitment)) }));
    const opened = readings.flatMap(({ reading, payload }) =>
      payload === undefined || isProposal(readBy(reading)) ? [] : [payload],
    );
    // A code may name the sheet and say nothing of its boxes: its name counts where nobody read more.
    const named = [
      ...opened.filter((each) => each.outcome === "read"),
      ...opened.filter((each) => each.outcome === "nothing-read"),
    ];
    const read = [...new Set(named.flatMap((each) => each.contest ?? []))];
    const only = contests.length === 1 ? contests.map((contest) => contest.id) : [];
    const known = evidence.contest === undefined ? (read.length > 0 ? read : only) : [evidence.contest];
    return {
      evidence,
      payload,
      shown: shownFile(evidence.redaction, payload),
      readings,
      likeness: likenessAmong(made, openings),
      station:
        evidence.reassigned ??
        stationOfPeople(readings) ??
        named.find((each) => each.station !== undefined)?.station ??
        evidence.station,
      contest: known[0],
      contests: known,
    };
  });
}

/** How the numbers look, by the program that measured it last. */
function likenessAmong(readings: readonly ReadingEntry[], openings: Openings): EvidenceView["likeness"] {
  const measured = readings.flatMap((reading) => {
    const payload = openings.get(reading.commitment);
    return isLikeness(readBy(reading)) && payload?.kind === "reading" && payload.outcome === "measured"
      ? [{ entry: reading.entry, of: payload.likeness }]
      : [];
  });
  return measured.at(-1);
}

/** The station that most people read on the sheet, where people read it; of as many, the one read first. */
function stationOfPeople(readings: EvidenceView["readings"]): StationId | undefined {
  const said = readings.flatMap(({ reading, payload }) =>
    reading.signed !== undefined && payload?.outcome === "read" ? [payload.station] : [],
  );
  const counts = groupBy(said, (station) => station);
  const most = Math.max(0, ...[...counts.values()].map((each) => each.length));
  return [...counts].find(([, each]) => each.length === most)?.[0];
}

function openedReadings(file: EvidenceView, contest: ContestId): OpenedReading[] {
  return file.readings.flatMap(({ reading, payload }) => {
    if (payload?.outcome !== "read" || file.station === undefined || payload.contest !== contest) return [];
    const { entry, evidence } = reading;
    const opened = { entry, evidence, ...readBy(reading), station: file.station, payload };
    return [file.shown === undefined ? opened : { ...opened, evidenceHash: file.shown.sha256 }];
  });
}

function viewDeclarations(state: State): DeclarationView[] {
  return state.declarations.map(({ entry, blob, declaration }) => {
    const later = state.declarations.find((other) => other.declaration.supersedes === declaration.id);
    return later === undefined
      ? { entry, blob, declaration }
      : { entry, blob, declaration, supersededBy: later.declaration.id };
  });
}

/** The sheets of one source, or the first source that has any where none is named. Throws InputError naming those there are. */
export function sourceView(seen: View, contest: ContestId, source?: SourceId): SourceView {
  const sources = seen.contests.get(contest);
  if (sources === undefined)
    throw new InputError("contest", [
      `"${contest}" is not in the election file; it names: ${[...seen.contests.keys()].join(", ")}`,
    ]);
  const found = source === undefined ? sources[0] : sources.find((each) => each.source === source);
  if (found !== undefined) return found;
  const known = sources.map((each) => each.source).join(", ") || "none yet";
  throw new InputError("source", [
    source === undefined
      ? `no source has sheets of contest "${contest}" yet: import a table or receive photos first`
      : `"${source}" has no sheets of contest "${contest}"; sources that have: ${known}`,
  ]);
}
