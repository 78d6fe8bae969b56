import { utf8 } from "../../core/bytes.ts";
import type { Declaration, DeclaredResult } from "../../core/declaration.ts";
import { InputError } from "../../core/input-error.ts";
import type { RecordView } from "../../core/record/record-view.ts";
import { voiceOf, type FigureView } from "../../core/record/statement-view.ts";
import type { View } from "../../core/view.ts";
import type { World } from "../../world.ts";
import { declare, type Declared } from "../declare.ts";
import { loadView } from "../load.ts";

/** Statements that are one announcement, and what a person says of it. */
export interface DeclaredStatements {
  readonly statements: readonly number[];
  readonly id: string;
  readonly source: string;
  readonly status: Declaration["status"];
  readonly contest?: string;
  readonly unit?: string;
  readonly announcedAt?: string;
  readonly supersedes?: string;
}

/** Definitions of figures that nobody counted. */
const ESTIMATES: readonly (string | undefined)[] = ["exit-poll", "quick-count", "opinion-poll"];

/**
 * Enters confirmed figures of a document as what somebody announced: shares, votes, turnout and coverage, each with the
 * words it stands on. From there the tests take it. Throws InputError where a statement is no exact figure of a result,
 * or where an estimate would be entered as an authority's.
 */
export async function declareStatements(world: World, given: DeclaredStatements): Promise<Declared> {
  const seen = loadView(world);
  const figures = given.statements.map((entry) => figureAt(seen.record, entry));
  const { source, contest } = placeOf(seen, given);
  const isEstimate = figures.some(({ claim }) => ESTIMATES.includes(claim.definition));
  if (isEstimate && source.kind === "authority")
    throw new InputError("--source", [
      `"${source.id}" is an authority, and these figures are estimates: name the source that made them`,
    ]);
  const [first] = figures;
  if (first === undefined) throw new InputError("statements", ["name at least one"]);
  const document = seen.record.documents.find(({ entry }) => entry === first.document);
  const { saidAt, asOf } = first.claim;
  const announcedAt = given.announcedAt ?? saidAt ?? document?.facts.publishedAt ?? asOf;
  if (announcedAt === undefined)
    throw new InputError("--announced", [
      "neither the statement nor its document has a day: say when it was announced",
    ]);
  const coverage = figures.find(({ claim }) => claim.measure === "tally-sheet-coverage");
  const declaration: Declaration = {
    format: "cotejo-declaration/1",
    id: given.id,
    contest: contest.id,
    source: source.id,
    status: given.status,
    announcedAt,
    ...(coverage === undefined ? {} : { stationsCountedShare: shareOf(coverage) }),
    ...(given.supersedes === undefined ? {} : { supersedes: given.supersedes }),
    sources: figures.map((figure) => citationOf(seen.record, figure)),
    statements: [...given.statements],
    results: [resultOf(figures, given.unit ?? seen.election.root.id, contest)],
    ...(isEstimate ? { note: `An estimate (${first.claim.definition ?? ""}), not a count.` } : {}),
  };
  return declare(world, utf8(`${JSON.stringify(declaration, undefined, 2)}\n`));
}

function figureAt(record: RecordView, entry: number): FigureView {
  const found = record.figures.find((figure) => figure.entry === entry);
  if (found === undefined)
    throw new InputError("statements", [
      `entry ${entry} is no confirmed figure: cotejo record list DIR --kind figure names them`,
    ]);
  const { bound, value } = found.claim.quantity;
  if (bound !== "exact" || value === undefined)
    throw new InputError("statements", [
      `"${found.claim.span.exact}" is no exact number: a result is entered only word for word`,
    ]);
  return found;
}

function placeOf({ election }: View, given: DeclaredStatements) {
  const source = election.sources.find(({ id }) => id === given.source);
  if (source === undefined)
    throw new InputError("--source", [
      `"${given.source}" is not in the election file; it names: ${election.sources.map(({ id }) => id).join(", ")}`,
    ]);
  const contest =
    given.contest === undefined
      ? election.contests[0]
      : election.contests.find(({ id }) => id === given.contest);
  if (contest === undefined)
    throw new InputError("--contest", [
      `"${given.contest ?? ""}" is not in the election file; it names: ${election.contests.map(({ id }) => id).join(", ")}`,
    ]);
  return { source, contest };
}

/** A percentage as its words say it, with its own decimals; in digits where it is written out. */
function shareOf({ claim }: FigureView): string {
  const { value } = claim.quantity;
  const said = /\d+(?:[.,]\d+)?/.exec(claim.span.exact)?.[0].replace(",", ".");
  return said !== undefined && Number(said) === value ? said : String(value);
}

function resultOf(
  figures: readonly FigureView[],
  unit: string,
  contest: View["election"]["contests"][number],
): DeclaredResult {
  const votes: Record<string, number> = {};
  const shares: Record<string, string> = {};
  const totals: { turnout?: string; validVotes?: number; nullVotes?: number; blankVotes?: number } = {};
  const problems: string[] = [];
  for (const figure of figures) {
    const { measure, about, quantity, definition, span } = figure.claim;
    const value = quantity.value ?? 0;
    const selection = contest.selections.find(({ id }) => id === about)?.id;
    if (measure === "turnout") totals.turnout = shareOf(figure);
    else if (measure === "votes" && definition === "null-votes") totals.nullVotes = value;
    else if (measure === "votes" && definition === "blank-votes") totals.blankVotes = value;
    else if (measure === "votes" && definition === "valid-votes") totals.validVotes = value;
    else if ((measure === "votes" || measure === "vote-share") && selection === undefined)
      problems.push(
        `"${span.exact}" is about "${about ?? ""}", which is no selection of ${contest.id}: ${contest.selections.map(({ id }) => id).join(", ")}`,
      );
    else if (measure === "votes" && selection !== undefined) votes[selection] = value;
    else if (measure === "vote-share" && selection !== undefined) shares[selection] = shareOf(figure);
    else if (measure !== "tally-sheet-coverage")
      problems.push(`"${span.exact}" is a figure of ${measure}, which is no result`);
  }
  if (problems.length > 0) throw new InputError("statements", problems);
  return { unit, votes, ...totals, ...(Object.keys(shares).length === 0 ? {} : { shares }) };
}

function citationOf(record: RecordView, figure: FigureView): string {
  const { claim, document, entry } = figure;
  const facts = record.documents.find((each) => each.entry === document)?.facts;
  const from = [facts?.publisher, facts?.publishedAt?.slice(0, 10), facts?.url].filter(
    (part) => part !== undefined,
  );
  const { prefix, exact, suffix } = claim.span;
  const words = `${prefix}${exact}${suffix}`.replaceAll(/\s+/g, " ").trim();
  const by = voiceOf(claim) ?? "the document itself";
  return `${from.join(", ")}: "… ${words} …" (${by}; statement ${entry} of the record)`;
}
