import type { Card, CardColumn } from "../core/record/card.ts";
import {
  BOUNDS,
  DEFINITIONS,
  DENOMINATORS,
  MEASURES,
  MODALITIES,
  ROLES,
  STANCES,
  UNITS,
} from "../core/record/claim.ts";
import { html, type Content, type Html } from "../core/site/html.ts";
import type { RecordWords } from "../core/site/record/record-words.ts";
import type { ReviewWords } from "./review-words.ts";

/** What a form is made with: the words of the record and of the review. */
export interface FormWords {
  readonly record: RecordWords;
  readonly review: ReviewWords;
  /** Names that "about" may have: incidents and selections. */
  readonly things: readonly string[];
}

const FIRST: Readonly<Record<string, readonly CardColumn[]>> = {
  figure: ["measure", "value", "bound", "voice", "modality", "about", "scope", "as_of"],
  quote: ["voice", "modality", "said_at"],
  position: ["stance", "actors", "conditional", "said_at"],
  event: ["voice", "about", "event_at"],
};
const MORE: Readonly<Record<string, readonly CardColumn[]>> = {
  figure: ["low", "high", "unit", "role", "denominator", "definition", "by_name", "said_at", "event_at"],
  quote: ["about", "event_at"],
  position: ["target", "about", "voice", "modality", "event_at"],
  event: ["modality", "said_at"],
};

/** The fields of one card, those a reviewer looks at first and the others behind a fold, and the columns not shown. */
export function renderFields(card: Card, words: FormWords): Content {
  const first = FIRST[card.kind] ?? [];
  const more = MORE[card.kind] ?? [];
  const hidden = (
    ["card", "document", "statement", "kind", "words", "start", "end", "suggested_by"] as const
  ).map((column) => html`<input type="hidden" name="${column}" value="${card[column]}" />`);
  return html`${hidden}
    <div class="fields">${first.map((column) => renderField(card, column, words))}</div>
    <details>
      <summary>${words.review.more}</summary>
      <div class="fields">${more.map((column) => renderField(card, column, words))}</div>
    </details>`;
}

/** The fields of a statement that no card suggests. */
export function renderOwnFields(document: number, words: FormWords): Content {
  const blank = (column: CardColumn) =>
    html`<label>${words.review.fields[column] ?? column} <input name="${column}" required /></label>`;
  const kinds = (["figure", "quote", "position", "event"] as const).map(
    (kind) => html`<option value="${kind}">${words.record.kinds[kind]}</option>`,
  );
  return html`<input type="hidden" name="document" value="${String(document)}" />
    <div class="fields">
      ${blank("words")}<label
        >${words.review.fields["kind"] ?? ""}
        <select name="kind">
          ${kinds}
        </select></label
      >
    </div>`;
}

/** The closed list of a column, each with its name; undefined where anything may be written. */
function choicesOf(
  column: CardColumn,
  record: RecordWords,
): readonly (readonly [string, string])[] | undefined {
  const named = <Name extends string>(list: readonly Name[], names: Readonly<Record<Name, string>>) =>
    list.map((name) => [name, names[name]] as const);
  switch (column) {
    case "measure":
      return named(MEASURES, record.measures);
    case "bound":
      return BOUNDS.map((bound) => [bound, record.bounds[bound]("…", "…")] as const);
    case "unit":
      return UNITS.map((unit) => [unit, unit] as const);
    case "role":
      return named(ROLES, record.roles);
    case "denominator":
      return named(DENOMINATORS, record.denominators);
    case "definition":
      return named(DEFINITIONS, record.definitions);
    case "stance":
      return named(STANCES, record.stances);
    case "modality":
      return named(MODALITIES, record.modalities);
    case "conditional":
    case "by_name":
      return [["yes", "✓"]];
    default:
      return undefined;
  }
}

function renderField(card: Card, column: CardColumn, words: FormWords): Html {
  const { record, review } = words;
  const label = review.fields[column] ?? column;
  const hint = review.hints[column];
  const choices = choicesOf(column, record);
  const value = card[column];
  // A chain of voices has several modalities: then they are written, not chosen.
  if (choices === undefined || value.includes(">"))
    return html`<label
      >${label}${hint === undefined ? undefined : html` <small>${hint}</small>`}
      <input name="${column}" value="${value}" ${column === "about" ? html`list="things"` : undefined}
    /></label> `;
  const known = choices.some(([choice]) => choice === value) || value === "";
  const options = [["", "—"] as const, ...choices, ...(known ? [] : [[value, value] as const])];
  return html`<label
    >${label}
    <select name="${column}">
      ${options.map(
        ([choice, name]) =>
          html`<option value="${choice}" ${choice === value ? html`selected` : undefined}>${name}</option>`,
      )}
    </select></label
  > `;
}
