import { compareDeclaration, compareShares, type ShareAlone, type TotalDifference } from "../comparison.ts";
import type { DeclaredResult } from "../declaration.ts";
import type { Contest } from "../election.ts";
import type { SourceView } from "../view.ts";
import { html, isolated, type Content, type Html } from "./html.ts";
import { formatAnnounced } from "./number-format.ts";
import type { Page } from "./page.ts";
import type { DeclaredForUnit } from "./site-index.ts";
import { columnHead, numberCell, renderTable, rowHead, tableRow } from "./table.ts";

/** The figures that say how much was counted, not whom for: they have no share of the valid votes. */
const COUNTS = ["registeredVoters", "stationsCounted", "ballotsCast", "blankVotes", "nullVotes"];

/** The votes a declared share is a share of: the valid votes it states, else the sum of what it states. */
export function declaredWhole({ result }: DeclaredForUnit): number {
  const sum = Object.values(result.votes).reduce((total, votes) => total + votes, result.otherVotes ?? 0);
  return result.validVotes ?? sum;
}

/** What a declaration says of one unit beside the sum of the sheets: each count, and each percentage announced alone. */
export function renderDeclaredTable(
  page: Page,
  source: SourceView | undefined,
  declared: DeclaredForUnit,
): Html {
  const { view, result } = declared;
  const contest = page.contestWith(view.declaration.contest);
  const unit = page.index.seen.register.unitIndex(result.unit);
  const name = unit === undefined ? result.unit : page.unitName(unit);
  const { words, declarations } = page.messages;
  const only = { ...view, declaration: { ...view.declaration, results: [result] } };
  const { register } = page.index.seen;
  const compared =
    source === undefined
      ? []
      : sortFigures(
          [
            ...compareShares(source.tabulation, only, register).map(asRow),
            ...compareDeclaration(source.tabulation, only, register),
          ],
          contest,
        );
  const valid =
    source === undefined || unit === undefined ? undefined : source.tabulation.totals(unit).validVotes;
  return renderTable(page, {
    caption: declarations.caption(name, view.declaration.id),
    head: tableRow(
      columnHead(words.selection, "text"),
      columnHead(words.tabulated),
      columnHead(words.share),
      columnHead(words.declared),
      columnHead(words.share),
      columnHead(words.difference),
    ),
    body: [
      ...compared.map((figure) => renderFigure(page, { figure, contest, valid, declared })),
      ...renderTurnout(page, result),
    ],
  });
}

/** A row of the table: a figure whose count was announced, or of which only a percentage was. */
type Row = Pick<TotalDifference, "figure" | "tabulated"> &
  Partial<Pick<TotalDifference, "declared" | "difference">>;

function asRow({ selection, tabulated }: ShareAlone): Row {
  return { figure: selection, tabulated };
}

/** The turnout as it was announced. The sheets have none of their own: not all forms state what it is of. */
function renderTurnout(page: Page, { turnout }: DeclaredResult): Html[] {
  if (turnout === undefined) return [];
  const empty = numberCell("");
  return [
    html`<tr class="total">
      ${[rowHead(page.messages.declarations.turnout), empty, empty, empty, numberCell(announced(page, turnout)), empty]}
    </tr> `,
  ];
}

/** Selections in ballot order, then the totals as announced. */
function sortFigures(figures: readonly Row[], contest: Contest | undefined): Row[] {
  const order = contest?.selections.map((selection) => selection.id) ?? [];
  const rank = ({ figure }: Row) => {
    const at = order.indexOf(figure);
    return at < 0 ? order.length : at;
  };
  return figures.toSorted((one, other) => rank(one) - rank(other));
}

interface FigureRow {
  readonly figure: Row;
  readonly contest: Contest | undefined;
  readonly valid: number | undefined;
  readonly declared: DeclaredForUnit;
}

function renderFigure(page: Page, { figure, contest, valid, declared }: FigureRow): Html {
  const isCount = COUNTS.includes(figure.figure);
  const isSelection = contest?.selections.some((selection) => selection.id === figure.figure) === true;
  const name = page.figureName(figure.figure, contest);
  return html`<tr${isSelection ? undefined : html` class="total"`}>${[
    rowHead(isolated(name)),
    numberCell(page.count(figure.tabulated)),
    numberCell(isCount ? "" : (page.share(figure.tabulated, valid) ?? "")),
    numberCell(figure.declared === undefined ? "" : page.count(figure.declared)),
    numberCell(isCount ? "" : declaredShare(page, declared, figure)),
    html`<td class="n difference">
      ${figure.declared === undefined ? "" : page.signed(figure.difference)}
    </td>`,
  ]}</tr>
`;
}

/** The share as it was announced, else the one its own votes make. */
export function declaredShare(
  page: Page,
  declared: DeclaredForUnit,
  figure: Pick<Row, "figure" | "declared">,
): Content {
  const shares = declared.result.shares ?? {};
  const own = shares[figure.figure === "otherVotes" ? "others" : figure.figure];
  return own === undefined
    ? (page.share(figure.declared, declaredWhole(declared)) ?? "")
    : announced(page, own);
}

/** A percentage as it was announced, marked as such. */
export function announced(page: Page, percentage: string): Html {
  return html`${formatAnnounced(percentage, page.messages.marks)}<abbr
      class="announced"
      title="${page.messages.declarations.announcedShare}"
      >*</abbr
    >`;
}
