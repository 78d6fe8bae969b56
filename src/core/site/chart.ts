import type { Contest } from "../election.ts";
import type { SelectionId } from "../tally-sheet.ts";
import type { UnitTotals } from "../tabulation.ts";
import { html, isolated, type Content, type Html } from "./html.ts";
import { formatWidth, proportion } from "./number-format.ts";
import type { Page } from "./page.ts";

/** Selections told apart in one bar; all others share the last look. */
const SHADES = 4;
/** Each look differs in lightness and in pattern, so that it survives a black-and-white print and colour blindness. */
const FILLS = ["", "url(#shade-1)", "url(#shade-2)", "url(#shade-3)", "url(#shade-4)"];

/** The patterns the bars of a page are filled with. A page with a chart has them once. */
export function chartPatterns(): Html {
  return html`<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false">
    <defs>
      <pattern id="shade-1" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="paper" width="6" height="6" />
        <rect class="ink" width="2.6" height="6" />
      </pattern>
      <pattern id="shade-2" width="5" height="5" patternUnits="userSpaceOnUse">
        <rect class="paper" width="5" height="5" />
        <circle class="ink" cx="2.5" cy="2.5" r="1.2" />
      </pattern>
      <pattern id="shade-3" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
        <rect class="paper" width="6" height="6" />
        <rect class="ink" width="1" height="6" />
      </pattern>
      <pattern id="shade-4" width="8" height="8" patternUnits="userSpaceOnUse">
        <rect class="paper" width="8" height="8" />
      </pattern>
      <pattern id="declared" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="paper" width="6" height="6" />
        <rect class="ink" width="2" height="6" />
      </pattern>
    </defs>
  </svg> `;
}

/** Selections from most to fewest votes; equal ones in ballot order. */
export function rankSelections(contest: Contest, votes: UnitTotals["votes"] | undefined): SelectionId[] {
  const ids = contest.selections.map((selection) => selection.id);
  if (votes === undefined) return ids;
  return ids.toSorted((one, other) => (votes[other] ?? 0) - (votes[one] ?? 0));
}

/** What has less than one in so many of the votes is not told apart in the bar of a unit. */
const TOLD_APART = 50;

/** The selections in the order in which the pages of units show them. */
export interface UnitOrder {
  readonly all: readonly SelectionId[];
  /** The first of them, which the bars tell apart. */
  readonly apart: readonly SelectionId[];
}

/**
 * Those that bars tell apart from most to fewest votes, and all others as they stand on the ballot: the order is the same on every
 * page, and the many small ones do not change places with every few sheets.
 */
export function orderForUnits(contest: Contest, votes: UnitTotals["votes"]): UnitOrder {
  const ranked = rankSelections(contest, votes);
  const whole = ranked.reduce((sum, id) => sum + (votes[id] ?? 0), 0);
  const apart = ranked.slice(0, SHADES).filter((id) => (votes[id] ?? 0) * TOLD_APART >= whole);
  const others = contest.selections.map(({ id }) => id).filter((id) => !apart.includes(id));
  return { all: [...apart, ...others], apart };
}

/** One bar of a group: what it stands for, how long it is and how it is filled. */
export interface Bar {
  readonly label: string;
  readonly part: number;
  readonly whole: number;
  readonly value: string;
  readonly look: "sheets" | "declared";
}

/** Bars in groups, one group a selection. The text beside each bar says all that the bar shows. */
export function renderBars(
  caption: Content,
  groups: readonly { name: string; bars: readonly Bar[] }[],
): Html {
  const longest = groups.reduce((most, group) => group.bars.reduce((own, bar) => larger(own, bar), most), {
    part: 0,
    whole: 1,
  });
  const rows = groups.map(
    ({ name, bars }) =>
      html`<li>
        <span class="who">${isolated(name)}</span> ${bars.map((bar) => renderBar(bar, longest))}
      </li> `,
  );
  return html`<figure class="bars">
    <figcaption>${caption}</figcaption>
    <ul>
      ${rows}
    </ul>
  </figure> `;
}

interface Fraction {
  readonly part: number;
  readonly whole: number;
}

function larger(one: Fraction, other: Fraction): Fraction {
  if (other.whole <= 0) return one;
  return other.part / other.whole > one.part / one.whole ? other : one;
}

function renderBar(bar: Bar, longest: Fraction): Html {
  // The longest bar takes the whole width: part/whole of it, in whole numbers.
  const own = bar.whole > 0 ? proportion(bar.part, bar.whole, 10_000) : 0;
  const most = proportion(longest.part, longest.whole, 10_000);
  const fill = bar.look === "declared" ? html` fill="url(#declared)"` : undefined;
  return html`<span class="line"
    ><span class="what">${bar.label}</span
    ><svg class="bar" width="100%" height="14" aria-hidden="true" focusable="false">
      <rect class="${bar.look}" ${fill} width="${formatWidth(own, most)}%" height="14" /></svg
    ><span class="value">${bar.value}</span></span
  > `;
}

/** The votes of a unit as one bar of a hundred percent, in the same order and looks on every page. */
export function renderStack(votes: UnitTotals["votes"], { all, apart }: UnitOrder): Html {
  const whole = all.reduce((sum, id) => sum + (votes[id] ?? 0), 0);
  const shares = apart.map((id) => votes[id] ?? 0);
  const others = whole - shares.reduce((sum, part) => sum + part, 0);
  const parts = [...shares.map((part, at) => ({ part, fill: fillOf(at) })), { part: others, fill: OTHERS }];
  let before = 0;
  const pieces = parts.map(({ part, fill }) => {
    const x = before;
    before += part;
    if (part === 0) return undefined;
    return html`<rect${fill}
      x="${formatWidth(x, whole)}%"
      width="${formatWidth(part, whole)}%"
      height="12"
    />`;
  });
  return html`<svg class="stack" width="100%" height="12" aria-hidden="true" focusable="false">
    ${pieces}
  </svg>`;
}

function fillOf(at: number): Html {
  return at === 0 ? html` class="ink"` : html` class="shade" fill="${FILLS[at]}"`;
}

const OTHERS = html` class="shade" fill="${FILLS[SHADES]}"`;

/** What each look of a stack stands for. */
export function renderStackLegend(page: Page, contest: Contest, { all, apart }: UnitOrder): Html {
  const looks = apart.map((id, at) => ({ name: page.selectionName(contest, id), fill: fillOf(at) }));
  const others = { name: page.messages.findingsPage.others, fill: OTHERS };
  const items = (all.length > apart.length ? [...looks, others] : looks).map(
    ({ name, fill }) =>
      html`<li>
        <svg class="swatch" width="22" height="12" aria-hidden="true" focusable="false">
          <rect${fill} width="22" height="12" />
        </svg>
        ${isolated(name)}
      </li> `,
  );
  return html`<ul class="legend">
    ${items}
  </ul> `;
}

/** Parts of a whole by what became of them: counted solid, explained hatched, missing empty. */
export function renderCoverageBar(parts: {
  readonly counted: number;
  readonly explained: number;
  readonly registered: number;
}): Html {
  const { counted, explained, registered } = parts;
  return html`<svg class="coverage" width="100%" height="18" aria-hidden="true" focusable="false">
    <rect class="paper" width="100%" height="18" />
    <rect class="sheets" width="${formatWidth(counted, registered)}%" height="18" />
    <rect
      class="shade"
      fill="url(#shade-1)"
      x="${formatWidth(counted, registered)}%"
      width="${formatWidth(explained, registered)}%"
      height="18"
    />
  </svg> `;
}
