import type { Payload } from "../commitment.ts";
import { groupBy } from "../group-by.ts";
import { countConflicting, type MeasureCount } from "../statistics/conflicting-counts.ts";
import { compareFigures, type ComparedFigure, type FigureComparison } from "./compare-figures.ts";
import { claimsOf } from "./figure-claims.ts";
import type { DocumentFacts } from "./document.ts";
import { checkDocument, type DocumentRevision } from "./document-state.ts";
import { originsOf } from "./origins.ts";
import { documentsShown } from "./record-due.ts";
import {
  standingVersion,
  type ConfirmedDerivation,
  type Incident,
  type RecordState,
} from "./record-state.ts";
import {
  checkStatement,
  quantityOf,
  voiceOf,
  type FigureView,
  type StatementView,
} from "./statement-view.ts";

/** A document the public sees. */
export interface DocumentView {
  readonly entry: number;
  readonly facts: DocumentFacts;
  /** Its public text; undefined where only excerpts may be shown. */
  readonly text: string | undefined;
  readonly origin: number;
  readonly supersedes: number | undefined;
  readonly supersededBy: number | undefined;
  /** How persons changed what is shown of it, in order. */
  readonly revisions: readonly DocumentRevision[];
  /** Its statements, by their place in the text. */
  readonly statements: readonly StatementView[];
}

/** Two figures that can be set beside each other, and how they stand to each other. */
export interface FigurePair {
  readonly one: FigureView;
  readonly other: FigureView;
  readonly comparison: FigureComparison;
}

/** Everything that follows from what persons confirmed of the documents: what the pages and the exports show. */
export interface RecordView {
  /** Documents in the log, also those nobody confirmed anything of. */
  readonly documentsHeld: number;
  readonly documents: readonly DocumentView[];
  /** By entry. */
  readonly statements: readonly StatementView[];
  readonly figures: readonly FigureView[];
  readonly pairs: readonly FigurePair[];
  /** [min, max] and the confirmed floor of counts, per measure, definition and incident. */
  readonly counts: readonly MeasureCount[];
  readonly incidents: readonly Incident[];
  /** What is said now of documents that were revised; undefined of those that are sealed. */
  readonly revised: ReadonlyMap<number, DocumentFacts | undefined>;
  /** Between documents that are shown. */
  readonly derivations: readonly ConfirmedDerivation[];
}

/** The record as far as it is confirmed and open. Throws InputError where an opened statement is not what its text says. */
export function viewRecord(record: RecordState, openings: ReadonlyMap<string, Payload>): RecordView {
  const origins = originsOf(record);
  const statements: StatementView[] = [];
  const documents: DocumentView[] = [];
  const statementsOf = groupBy([...record.statements.values()], ({ document }) => document);
  const replaced = new Map(
    [...record.documents.values()].flatMap(({ entry, supersedes }) =>
      supersedes === undefined ? [] : [[supersedes, entry] as const],
    ),
  );
  const shown = documentsShown(record);
  const isShown = new Set(shown);
  for (const entry of shown) {
    const document = record.documents.get(entry);
    if (document?.facts === undefined) continue;
    const { facts, supersedes, revisions } = document;
    checkDocument(document, openings.get(document.commitment));
    const origin = origins.get(entry) ?? entry;
    const text = document.readText?.();
    const own = (statementsOf.get(entry) ?? []).flatMap((statement) => {
      const version = standingVersion(record, statement);
      const payload = version === undefined ? undefined : openings.get(version.commitment);
      if (version === undefined || payload?.kind !== "statement") return [];
      checkStatement(statement.entry, payload, { document, text, reviews: version.reviews });
      const { claim, suggestedBy } = payload;
      const assessments = statement.decisions.filter((each) => each.decision === "assessed");
      return {
        entry: statement.entry,
        version: version.entry,
        document: entry,
        origin,
        claim,
        suggestedBy,
        reviewers: version.reviewers,
        assessments,
      };
    });
    own.sort((one, other) => one.claim.span.start - other.claim.span.start || one.entry - other.entry);
    statements.push(...own);
    const by = replaced.get(entry);
    const supersededBy = by !== undefined && isShown.has(by) ? by : undefined;
    documents.push({ entry, facts, text, origin, supersedes, supersededBy, revisions, statements: own });
  }
  statements.sort((one, other) => one.entry - other.entry);
  const figures = statements.filter(
    (statement): statement is FigureView => statement.claim.kind === "figure",
  );
  return {
    documentsHeld: record.documents.size,
    documents,
    statements,
    figures,
    pairs: pairsOf(figures),
    counts: countConflicting(claimsOf(figures.map(comparedFigure))),
    revised: new Map(
      [...record.documents.values()].flatMap(({ entry, revisions, facts }) =>
        revisions.length === 0 ? [] : [[entry, facts] as const],
      ),
    ),
    incidents: [...record.incidents.values()].sort((one, other) => (one.from < other.from ? -1 : 1)),
    derivations: [...record.derivations.values()].filter(
      ({ document, from }) => isShown.has(document) && isShown.has(from),
    ),
  };
}

/** A figure as it is compared with others. What it is about is its incident or selection, else one for all that name none. */
export function comparedFigure(figure: FigureView): ComparedFigure {
  const { claim, origin } = figure;
  const { measure, role, about, scope, definition, denominator, asOf, confirmedByName } = claim;
  const voice = voiceOf(claim);
  return {
    measure,
    quantity: quantityOf(claim),
    role,
    about: about ?? "",
    ...(scope === undefined ? {} : { scope }),
    ...(definition === undefined ? {} : { definition }),
    ...(denominator === undefined ? {} : { denominator }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(voice === undefined ? {} : { voice }),
    origin: `origin ${origin}`,
    ...(confirmedByName === undefined ? {} : { isConfirmedByName: confirmedByName }),
  };
}

/** So many figures of one measure of one thing are compared each with each; of more, only the last of every voice. */
const COMPARED_MAXIMUM = 60;

/** What a figure says and who says it, its day aside: what a copy a day later says again is no other account. */
function accountOf(figure: FigureView): string {
  const { asOf: _, ...account } = comparedFigure(figure);
  return JSON.stringify(account);
}

/**
 * Every pair of figures on one measure of one thing, in the order of their entries. What the copies of one origin say
 * alike is one figure: the first.
 */
function pairsOf(figures: readonly FigureView[]): FigurePair[] {
  const groups = groupBy(figures, ({ claim }) => JSON.stringify([claim.measure, claim.about ?? ""]));
  return [...groups.values()].flatMap((group) => {
    const distinct = firstOfEach(group, accountOf);
    const latest = firstOfEach(distinct.toReversed(), ({ claim }) => voiceOf(claim) ?? "");
    const compared = distinct.length > COMPARED_MAXIMUM ? latest.slice(0, COMPARED_MAXIMUM) : distinct;
    return compared.flatMap((one, at) =>
      compared.slice(at + 1).flatMap((other): FigurePair[] => {
        const comparison = compareFigures(comparedFigure(one), comparedFigure(other));
        return comparison.relation === "not-comparable" ? [] : [{ one, other, comparison }];
      }),
    );
  });
}

function firstOfEach<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const seen = new Map<string, Item>();
  for (const item of items) if (!seen.has(keyOf(item))) seen.set(keyOf(item), item);
  return [...seen.values()];
}
