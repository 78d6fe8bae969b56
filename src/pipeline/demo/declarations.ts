import type { SelectionId, UnitId } from "../../core/tally-sheet.ts";
import { CANDIDATE_AHEAD, CANDIDATE_DECLARED, PRESIDENT, ROOT_UNIT, SOURCES, toJson } from "./ballot.ts";
import { REGION_PLANS } from "./place-names.ts";
import type { Planted } from "./planting.ts";
import { sumSheets, type SheetNumbers, type StationTruth } from "./votes.ts";

export interface DemoDeclaration {
  readonly fileName: string;
  readonly content: string;
  readonly late: boolean;
}

const FIRST = "bulletin-1";
const SECOND = "bulletin-2";
const REGION_RAISED: UnitId = "L";
const VOTES_RAISED = 6_000;
/** By how much the first bulletin's valid votes miss the sum of its candidates. */
const VALID_MISSED = 360;
/** Of every four votes of the candidate ahead, one is declared for the other. */
const PART_MOVED = 4;

interface Figures extends SheetNumbers {
  readonly stationsCounted: number;
}

/** What the authority of Valdemar announced, and what is wrong with it in itself. */
export function declareResults(truth: readonly StationTruth[]): {
  readonly declarations: readonly DemoDeclaration[];
  readonly planted: readonly Planted[];
} {
  const listed = truth.filter(({ inRegister }) => inRegister);
  const byRegion = REGION_PLANS.map(({ code }) => {
    const stations = listed.filter(({ path }) => path[0].code === code);
    return [code, moveDeclared(sumTruth(stations))] as const;
  });
  const nation = { ...sumSheets(byRegion.map(([, figures]) => figures)), stationsCounted: listed.length };
  const first = announceFirst(nation);
  const second = {
    format: "cotejo-declaration/1",
    id: SECOND,
    contest: PRESIDENT,
    source: SOURCES.authority,
    status: "unofficial-complete",
    announcedAt: "2026-05-20T16:30:00-04:00",
    stationsCountedShare: "100",
    supersedes: FIRST,
    sources: [
      "Segundo boletín del Consejo Nacional de Escrutinio, leído en cadena nacional (país inventado)",
    ],
    results: [
      announce(ROOT_UNIT, nation),
      ...byRegion.map(([unit, figures]) => announce(unit, unit === REGION_RAISED ? raise(figures) : figures)),
    ],
  };
  return {
    declarations: [
      { fileName: `${FIRST}.json`, content: toJson(first), late: false },
      { fileName: `${SECOND}.json`, content: toJson(second), late: true },
    ],
    planted: DECLARATION_FLAWS,
  };
}

function sumTruth(stations: readonly StationTruth[]): Figures {
  return { ...sumSheets(stations.map(({ president }) => president)), stationsCounted: stations.length };
}

function moveDeclared(figures: Figures): Figures {
  const ahead = figures.votes[CANDIDATE_AHEAD] ?? 0;
  const moved = Math.floor(ahead / PART_MOVED);
  return {
    ...figures,
    votes: {
      ...figures.votes,
      [CANDIDATE_AHEAD]: ahead - moved,
      [CANDIDATE_DECLARED]: (figures.votes[CANDIDATE_DECLARED] ?? 0) + moved,
    },
  };
}

/** The region closes in itself; only the nation, where the votes are missing, gives it away. */
function raise(figures: Figures): Figures {
  return {
    ...figures,
    votes: {
      ...figures.votes,
      [CANDIDATE_DECLARED]: (figures.votes[CANDIDATE_DECLARED] ?? 0) + VOTES_RAISED,
    },
    validVotes: figures.validVotes + VOTES_RAISED,
    ballotsCast: figures.ballotsCast + VOTES_RAISED,
  };
}

function announce(unit: UnitId, figures: Figures) {
  const shares = Object.entries(figures.votes).map(
    ([selection, count]) => [selection, percentage(count, figures.validVotes)] as const,
  );
  return { unit, ...figures, shares: Object.fromEntries(shares) };
}

/** Two decimals, from whole numbers. */
function percentage(part: number, whole: number): string {
  const hundredths = String(Math.round((part * 10_000) / whole)).padStart(3, "0");
  return `${hundredths.slice(0, -2)}.${hundredths.slice(-2)}`;
}

/** The first bulletin's votes are percentages of one decimal turned into votes, as if nobody had counted them. */
const FIRST_SHARES: Readonly<Record<SelectionId, number>> = {
  quiroal: 512,
  montescal: 416,
  fuentalba: 31,
  larrazcue: 41,
};

function announceFirst(nation: Figures) {
  const counted = Math.floor((nation.validVotes * 4) / 5);
  const votes = Object.fromEntries(
    Object.entries(FIRST_SHARES).map(([selection, share]) => [
      selection,
      Math.round((counted * share) / 1_000),
    ]),
  );
  const sum = Object.values(votes).reduce((all, count) => all + count, 0);
  return {
    format: "cotejo-declaration/1",
    id: FIRST,
    contest: PRESIDENT,
    source: SOURCES.authority,
    status: "unofficial-partial",
    announcedAt: "2026-05-18T00:10:00-04:00",
    stationsCountedShare: "80",
    sources: ["Primer boletín del Consejo Nacional de Escrutinio, leído en cadena nacional (país inventado)"],
    results: [
      {
        unit: ROOT_UNIT,
        votes,
        validVotes: sum + VALID_MISSED,
        shares: Object.fromEntries(
          Object.entries(FIRST_SHARES).map(([selection, share]) => [selection, percentage(share, 1_000)]),
        ),
      },
    ],
  };
}

const ABOUT = { source: SOURCES.authority, stations: [], unit: ROOT_UNIT } as const;

const DECLARATION_FLAWS: readonly Planted[] = [
  {
    ...ABOUT,
    flaw: "declared-not-closing",
    code: "declared-not-closing",
    declaration: FIRST,
    late: false,
    explanation: `The candidates' votes of the first bulletin are ${VALID_MISSED} fewer than its valid votes.`,
  },
  {
    ...ABOUT,
    flaw: "declared-percentages",
    declaration: FIRST,
    late: false,
    explanation:
      "Every candidate's votes in the first bulletin are a percentage of one decimal, to the vote.",
  },
  {
    ...ABOUT,
    flaw: "declared-decreases",
    code: "declared-decreases",
    declaration: SECOND,
    late: true,
    explanation: "Larrazcue has fewer votes with all stations counted than with 80% of them.",
  },
  {
    ...ABOUT,
    flaw: "region-raised",
    code: "total-not-sum-of-parts",
    declaration: SECOND,
    late: true,
    explanation: `Region ${REGION_RAISED} has ${VOTES_RAISED} votes for Quiroal that the national total lacks.`,
  },
  {
    ...ABOUT,
    flaw: "winner-contradicted",
    declaration: SECOND,
    late: true,
    explanation:
      "Quiroal is declared the winner; the witnesses' sheets alone hold more votes for Montescal than the bulletin gives her in the whole country.",
  },
];
