import { compareSources, type SourceComparison } from "../comparison.ts";
import type { DeclarationView, DeclaredResult } from "../declaration.ts";
import type { Contest } from "../election.ts";
import type { EntryOf } from "../entry.ts";
import { ALL_FINDING_CODES, maskOf, type Finding, type FindingCode } from "../finding.ts";
import { setAsideMask } from "../tabulation.ts";
import type { ContestId, UnitId } from "../tally-sheet.ts";
import type { EvidenceView, SourceView, View } from "../view.ts";
import { orderForUnits, type UnitOrder } from "./chart.ts";
import { pagePlanOf, type PagePlan } from "./page-plan.ts";
import type { SiteContext } from "./site-context.ts";
import { slugsOf } from "./slug.ts";
import type { Presentation } from "./tests/method-page.ts";
import { presentationOf } from "./tests/presentation.ts";

/** Two sources of one contest, set side by side. */
export interface ComparedSources {
  readonly contest: Contest;
  readonly first: SourceView;
  readonly second: SourceView;
  readonly comparison: SourceComparison;
}

/** A declared result of one unit with the declaration it stands in. */
export interface DeclaredForUnit {
  readonly view: DeclarationView;
  readonly result: DeclaredResult;
}

type Adjudication = EntryOf<"dispute-adjudicated"> & { readonly entry: number };

/**
 * What pages look up, sorted once so that no page has to walk through all stations. Everything is in an order of its
 * own, never in that of the imports, so that two folds of the same log give the same bytes.
 */
export class SiteIndex {
  readonly seen: View;
  readonly context: SiteContext;
  /** The tests of the result, in their order. */
  readonly presentations: readonly Presentation[];
  readonly plan: PagePlan;
  /** Codes that the published policy sets aside, as a mask. */
  readonly setAside: number;
  readonly setAsideCodes: ReadonlySet<FindingCode>;
  readonly evidenceOfStation: ReadonlyMap<number, readonly EvidenceView[]>;
  readonly evidenceUnplaced: readonly EvidenceView[];
  readonly declaredOfUnit: ReadonlyMap<UnitId, readonly DeclaredForUnit[]>;
  readonly adjudicationsOfStation: ReadonlyMap<number, readonly Adjudication[]>;
  /** The sheets' images as the imported tables name them, by station. */
  readonly evidenceNames: ReadonlyMap<number, readonly string[]>;
  /** Stations of which more is known than what tables state: findings, images and their names, decisions. Mostly few. */
  readonly stationsWithMore: ReadonlySet<number>;
  readonly entryKinds: ReadonlyMap<string, number>;
  readonly #findingsByCode: ReadonlyMap<FindingCode, readonly Finding[]>;
  readonly #findingsOfStation: ReadonlyMap<number, readonly Finding[]>;
  readonly #findingsOfUnit: ReadonlyMap<UnitId, readonly Finding[]>;
  readonly #dataSlugs: ReadonlyMap<ContestId, string>;
  readonly #orders = new Map<SourceView, UnitOrder>();
  #comparisons: readonly ComparedSources[] | undefined;

  constructor(seen: View, context: SiteContext) {
    this.seen = seen;
    this.context = context;
    this.presentations = context.tests.map(presentationOf);
    const { register, election } = seen;
    this.plan = pagePlanOf(register);
    this.#dataSlugs = slugsOf([...seen.contests.keys()]);
    this.setAside = setAsideMask("published", election.policy);
    this.setAsideCodes = new Set(ALL_FINDING_CODES.filter((code) => (maskOf([code]) & this.setAside) !== 0));

    const findings = sortFindings(seen);
    this.#findingsByCode = groupUnder(findings, (finding) => finding.code);
    this.#findingsOfStation = groupUnder(findings, (finding) =>
      finding.station === undefined ? undefined : register.stationIndex(finding.station),
    );
    this.#findingsOfUnit = groupUnder(findings, (finding) =>
      finding.station === undefined ? finding.unit : undefined,
    );
    this.evidenceOfStation = groupUnder(seen.evidence, (file) =>
      file.station === undefined ? undefined : register.stationIndex(file.station),
    );
    this.evidenceUnplaced = seen.evidence.filter((file) => file.station === undefined);
    const declared = seen.declarations.flatMap((view) =>
      view.declaration.results.map((result) => ({ view, result })),
    );
    this.declaredOfUnit = groupUnder(declared, ({ result }) => result.unit);
    this.evidenceNames = evidenceNamesOf(seen);
    const { kinds, adjudications } = readEntries(context);
    this.entryKinds = kinds;
    this.adjudicationsOfStation = groupUnder(adjudications, ({ station }) => register.stationIndex(station));
    this.stationsWithMore = new Set([
      ...this.#findingsOfStation.keys(),
      ...this.evidenceOfStation.keys(),
      ...this.evidenceNames.keys(),
      ...this.adjudicationsOfStation.keys(),
    ]);
  }

  /** Whether anybody says how many registered voters the source's stations have: the register, or the sheets. */
  knowsVoters({ tabulation }: SourceView): boolean {
    return this.seen.register.adopted || tabulation.totals(0, "lenient").registeredVoters !== undefined;
  }

  /** The order of the selections on the pages of units, told apart by the votes of the whole. */
  orderOf(source: SourceView): UnitOrder {
    const order =
      this.#orders.get(source) ?? orderForUnits(source.contest, source.tabulation.totals(0).votes);
    this.#orders.set(source, order);
    return order;
  }

  /** The path of one of a contest's tables, as `renderData` writes it. */
  dataPath(table: "results" | "stations" | "differences", contest: ContestId): string {
    return `data/${table}-${this.#dataSlugs.get(contest) ?? contest}.csv`;
  }

  findingsWith(code: FindingCode): readonly Finding[] {
    return this.#findingsByCode.get(code) ?? [];
  }

  findingsOfStation(station: number): readonly Finding[] {
    return this.#findingsOfStation.get(station) ?? [];
  }

  /** Findings about the unit itself, not about its stations. */
  findingsOfUnit(unit: number): readonly Finding[] {
    return this.#findingsOfUnit.get(this.seen.register.unitIds[unit] ?? "") ?? [];
  }

  sourcesOf(contest: ContestId): readonly SourceView[] {
    return this.seen.contests.get(contest) ?? [];
  }

  /** The source set beside the declarations: the first of the election file that has sheets. */
  primaryOf(contest: ContestId): SourceView | undefined {
    return this.sourcesOf(contest)[0];
  }

  /** Every two sources of every contest. Computed when first asked for. */
  get comparisons(): readonly ComparedSources[] {
    this.#comparisons ??= this.seen.election.contests.flatMap((contest) => {
      const sources = this.sourcesOf(contest.id);
      return sources.flatMap((first, at) =>
        sources.slice(at + 1).map((second) => ({
          contest,
          first,
          second,
          comparison: sortedComparison(compareSources(first.sheets, second.sheets, this.seen.register)),
        })),
      );
    });
    return this.#comparisons;
  }
}

function sortedComparison(comparison: SourceComparison): SourceComparison {
  const differences = comparison.differences.toSorted((one, other) => (one.station < other.station ? -1 : 1));
  return { ...comparison, differences };
}

/** By contest and source in the election file's order, then by the unit or station they are about. */
function sortFindings({ findings, election }: View): Finding[] {
  const contests = new Map(election.contests.map(({ id }, at) => [id, at]));
  const sources = new Map(election.sources.map(({ id }, at) => [id, at]));
  const orderOf = (finding: Finding) =>
    (contests.get(finding.contest ?? "") ?? -1) * (sources.size + 1) +
    (sources.get(finding.source ?? "") ?? -1);
  return findings
    .map((finding) => ({ finding, order: orderOf(finding), place: finding.station ?? finding.unit ?? "" }))
    .sort((one, other) => {
      if (one.order !== other.order) return one.order - other.order;
      return one.place === other.place ? 0 : one.place < other.place ? -1 : 1;
    })
    .map(({ finding }) => finding);
}

function readEntries(context: SiteContext): { kinds: Map<string, number>; adjudications: Adjudication[] } {
  const kinds = new Map<string, number>();
  const adjudications: Adjudication[] = [];
  for (let index = 0; index < context.size; index++) {
    const { entry } = context.entryAt(index);
    kinds.set(entry.kind, (kinds.get(entry.kind) ?? 0) + 1);
    if (entry.kind === "dispute-adjudicated") adjudications.push({ ...entry, entry: index });
  }
  return { kinds, adjudications };
}

function evidenceNamesOf(seen: View): Map<number, string[]> {
  const names = new Map<number, string[]>();
  for (const { sheets, stationOfRow } of seen.datasets.flatMap((dataset) => dataset.tables))
    for (const [row, name] of sheets.evidenceNames.entries()) {
      const station = stationOfRow[row];
      if (name === "" || station === undefined) continue;
      const known = names.get(station);
      if (known === undefined) names.set(station, [name]);
      else if (!known.includes(name)) known.push(name);
    }
  return names;
}

/** The items by key; those whose key is undefined are left out. */
function groupUnder<Key, Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => Key | undefined,
): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
