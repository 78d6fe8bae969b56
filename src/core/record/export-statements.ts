import type { RecordView } from "./record-view.ts";
import type { StatementView } from "./statement-view.ts";

/** The columns of the table of confirmed statements, each with what it holds. */
export const STATEMENT_COLUMNS = [
  ["entry", "Index in the log of the entry that recorded the statement"],
  ["document", "Index in the log of the document's entry"],
  ["origin", "The independent origin: the first document of those that come from one another"],
  ["publisher", "Who published the document"],
  ["url", "Its address"],
  ["published", "When it was published"],
  ["kind", "figure, quote, position or event"],
  ["words", "The exact words; places with private names are blacked out"],
  ["start", "Where they begin in the document's text, in UTF-16 units"],
  ["end", "Where they end, exclusive"],
  ["textSha256", "SHA-256 of the text they stand in"],
  [
    "voice",
    "Who says so: from the nearest to whose words they are, separated by >; empty for the document itself",
  ],
  ["modality", "declared, said, reported, ..., in the same order"],
  ["about", "An incident, a selection of the ballot, or words"],
  ["saidAt", "When it was said"],
  ["eventAt", "When what it tells happened"],
  ["measure", "Of figures: what is counted"],
  ["bound", "Of figures: exact, at-least, more-than, at-most, less-than, approximately, range or vague"],
  ["value", "Of figures: the number"],
  ["low", "Of a range: the lower number"],
  ["high", "Of a range: the higher number"],
  ["quantityUnit", "Of figures: count, percent, points or ratio"],
  ["role", "Of figures: total, part or increment"],
  ["denominator", "Of shares: what they are of"],
  ["definition", "Of figures: how they count"],
  ["scope", "Of figures: of whom and where; empty for everybody and everywhere"],
  ["asOf", "Of figures: the day they count up to"],
  ["confirmedByName", "yes where the voice named and confirmed every person of the number"],
  ["stance", "Of positions: what is demanded, recognised, rejected"],
  ["actors", "Of positions: who takes it, with the code of a state after =, separated by ;"],
  ["target", "Of positions: towards whom"],
  ["conditional", "yes where the position depends on a condition"],
  ["reviewers", "The persons who confirmed it, separated by ;"],
  ["suggestedBy", "The program that suggested it; empty where a person found it"],
] as const;
type Column = (typeof STATEMENT_COLUMNS)[number][0];
type StatementCell = string | number | undefined;

/** Every confirmed statement as a row, in the order of the log. */
export function* statementRows(record: RecordView): Generator<StatementCell[]> {
  const documents = new Map(record.documents.map((document) => [document.entry, document]));
  for (const statement of record.statements) {
    const facts = documents.get(statement.document)?.facts;
    const cells: Partial<Record<Column, StatementCell>> = {
      ...commonCells(statement),
      ...ownCells(statement),
      publisher: facts?.publisher,
      url: facts?.url,
      published: facts?.publishedAt,
    };
    yield STATEMENT_COLUMNS.map(([column]) => cells[column]);
  }
}

function commonCells(statement: StatementView): Partial<Record<Column, StatementCell>> {
  const { entry, document, origin, claim, reviewers, suggestedBy } = statement;
  const { span, attribution, about, saidAt, eventAt, kind } = claim;
  return {
    entry,
    document,
    origin,
    kind,
    words: span.exact,
    start: span.start,
    end: span.end,
    textSha256: span.textSha256,
    voice: attribution.map(({ actor }) => actor).join(" > "),
    modality: attribution.map(({ modality }) => modality).join(" > "),
    about,
    saidAt,
    eventAt,
    reviewers: reviewers.join("; "),
    suggestedBy,
  };
}

function ownCells({ claim }: StatementView): Partial<Record<Column, StatementCell>> {
  if (claim.kind === "figure") {
    const { quantity, measure, role, denominator, definition, scope, asOf, confirmedByName } = claim;
    const { value, low, high } = quantity;
    const text = (number: number | undefined) => (number === undefined ? undefined : String(number));
    return {
      measure,
      bound: quantity.bound,
      quantityUnit: quantity.unit,
      value: text(value),
      low: text(low),
      high: text(high),
      role,
      denominator,
      definition,
      scope,
      asOf,
      confirmedByName: confirmedByName === true ? "yes" : undefined,
    };
  }
  if (claim.kind !== "position") return {};
  return {
    stance: claim.stance,
    actors: claim.actors
      .map(({ name, state }) => (state === undefined ? name : `${name}=${state}`))
      .join("; "),
    target: claim.target,
    conditional: claim.isConditional ? "yes" : undefined,
  };
}
