import { groupBy } from "../../group-by.ts";
import { MEASURES } from "../../record/claim.ts";
import type { Measure } from "../../record/measure.ts";
import type { FigurePair } from "../../record/record-view.ts";
import type { FigureView } from "../../record/statement-view.ts";
import { html, isolated, type Content, type Html } from "../html.ts";
import { columnHead, numberCell, renderTable, rowHead, tableRow, textCell } from "../table.ts";
import { byText, type RecordTeller } from "./record-teller.ts";

/** Figures as rows: each number leads onto its words. */
export function renderFigureTable(
  tell: RecordTeller,
  figures: readonly FigureView[],
  { caption, isOfOneThing }: { readonly caption: string; readonly isOfOneThing: boolean },
): Html {
  const { words } = tell;
  return renderTable(tell.page, {
    caption,
    head: tableRow(
      columnHead(words.asOf, "text"),
      columnHead(words.figure),
      isOfOneThing ? undefined : columnHead(words.about, "text"),
      columnHead(words.scope, "text"),
      columnHead(words.who, "text"),
      columnHead(words.basis, "text"),
      columnHead(words.inWords, "text"),
      columnHead(words.document, "text"),
      columnHead(words.origin, "text"),
    ),
    body: (isOfOneThing ? sortFigures(tell, figures) : sortBySubject(tell, figures)).map((figure) => {
      const { claim } = figure;
      const document = tell.document(figure.document);
      return tableRow(
        rowHead(tell.dayCell(tell.date(figure))),
        numberCell(tell.wordsLink(figure, tell.quantity(claim))),
        isOfOneThing ? undefined : textCell(isolated(subjectOf(tell, figure))),
        textCell(scopeOf(tell, figure)),
        textCell(tell.who(claim)),
        textCell(basisOf(tell, figure)),
        textCell(tell.quoted(figure)),
        textCell(tell.documentLink(document)),
        textCell(tell.letter(figure.origin)),
      );
    }),
  });
}

function scopeOf(tell: RecordTeller, { claim }: FigureView): Content {
  const { scope, role } = claim;
  const name = scope === undefined ? tell.words.everybody : isolated(scope);
  return role === "total" ? name : html`${name} <small>${tell.words.roles[role]}</small>`;
}

/** What a figure is of: whose share, or, where it is nobody's, what it measures. */
function subjectOf(tell: RecordTeller, { claim }: FigureView): string {
  return claim.about === undefined ? tell.words.measures[claim.measure] : tell.aboutName(claim.about);
}

/** Those of one thing together, each by day. */
function sortBySubject(tell: RecordTeller, figures: readonly FigureView[]): readonly FigureView[] {
  return sortFigures(tell, figures).toSorted((one, other) =>
    byText(subjectOf(tell, one), subjectOf(tell, other)),
  );
}

/** What a share is of, by which definition a count was made, and whether every person of it was named. */
function basisOf(tell: RecordTeller, { claim }: FigureView): string {
  const { denominator, definition, confirmedByName } = claim;
  return [
    ...(denominator === undefined ? [] : [tell.words.denominators[denominator]]),
    ...(definition === undefined || definition === denominator ? [] : [tell.words.definitions[definition]]),
    ...(confirmedByName === undefined ? [] : [tell.words.floor.toLowerCase()]),
  ].join(", ");
}

/** By day, then by entry. */
export function sortFigures(tell: RecordTeller, figures: readonly FigureView[]): readonly FigureView[] {
  return figures.toSorted(
    (one, other) => byText(tell.date(one)?.day ?? "", tell.date(other)?.day ?? "") || one.entry - other.entry,
  );
}

/** The pairs of each measure of one thing of which any differ, in the order of the measures. */
export function groupPairs(
  pairs: readonly FigurePair[],
): readonly { readonly measure: Measure; readonly about: string; readonly pairs: readonly FigurePair[] }[] {
  return MEASURES.flatMap((measure) => {
    const differing = pairs.filter(
      ({ one, comparison }) => one.claim.measure === measure && comparison.relation !== "agree",
    );
    const groups = groupBy(differing, ({ one }) => one.claim.about ?? "");
    return [...groups].map(([about, group]) => ({ measure, about, pairs: group }));
  });
}

/** So many pairs stand on a page; they grow with the square of the figures. */
const PAIRS_MOST = 100;
/** What a reader looks for comes first. */
const ORDER = [
  "contradict",
  "unclear",
  "different-time",
  "different-scope",
  "different-denominator",
  "different-definition",
  "compatible-bounds",
];

/** Figures that differ, two by two, with how they stand to each other and why. Those that agree are left out. */
export function renderPairs(tell: RecordTeller, pairs: readonly FigurePair[], caption: string): Content {
  const { words, page } = tell;
  const differing = pairs
    .filter(({ comparison }) => comparison.relation !== "agree")
    .toSorted(
      (one, other) => ORDER.indexOf(one.comparison.relation) - ORDER.indexOf(other.comparison.relation),
    );
  if (differing.length === 0) return html`<p>${words.contradictionsNone}</p> `;
  const shown = differing.slice(0, PAIRS_MOST);
  return html`${renderTable(page, {
    caption,
    head: tableRow(
      columnHead(words.relation, "text"),
      columnHead(words.one, "text"),
      columnHead(words.other, "text"),
      columnHead(words.why, "text"),
    ),
    body: shown.map(({ one, other, comparison }) => {
      const [first, second] = sortFigures(tell, [one, other]);
      const name = words.relations[comparison.relation];
      return tableRow(
        rowHead(comparison.relation === "contradict" ? html`<strong>${name}</strong>` : name),
        textCell(sideOf(tell, first ?? one)),
        textCell(sideOf(tell, second ?? other)),
        textCell(comparison.because.map((reason) => words.because[reason]).join("; ")),
      );
    }),
  })}${
    shown.length < differing.length
      ? html`<p class="note">${words.pairsMore(page.count(shown.length), page.count(differing.length))}</p> `
      : undefined
  }`;
}

function sideOf(tell: RecordTeller, figure: FigureView): Content {
  const { claim } = figure;
  const scope = claim.scope === undefined ? undefined : html`, ${isolated(claim.scope)}`;
  return html`${tell.wordsLink(figure, tell.quantity(claim))}${scope}
    <small class="within"
      >${isolated(tell.voice(claim))}, ${tell.day(tell.date(figure))}, ${tell.words.origin.toLowerCase()}
      ${tell.letter(figure.origin)}</small
    >`;
}
