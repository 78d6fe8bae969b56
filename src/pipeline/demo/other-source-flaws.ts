import { CANDIDATE_AHEAD, CANDIDATE_DECLARED, SOURCES } from "./ballot.ts";
import { hasVotesToMove, mistypeVotes, moveToFreeVector, stateSheet, type Planting } from "./planting.ts";
import type { SheetNumbers, StationTruth } from "./votes.ts";

const FLAWS_OF_OBSERVERS = {
  columnsInterchanged: 3,
  votesOnWrongLine: 2,
  selectionsNotValid: 4,
  partsNotBallots: 3,
} as const;
const AUTHORITY_ROWS_DIFFERING = 25;

interface Mistyping {
  readonly flaw: string;
  readonly code?: "selections-not-valid" | "parts-not-ballots";
  readonly explanation: string;
  readonly sheet: SheetNumbers | undefined;
}

/** Twelve sheets the observers typed wrongly; where the sum still closes, only another source can tell. */
export function plantObserverFlaws(planting: Planting): void {
  const sampled = new Set(planting.collection.observers);
  const plant = (count: number, mistype: (station: StationTruth) => Mistyping) => {
    for (let planted = 0; planted < count;) {
      const [station] = planting.take(1, (each) => sampled.has(each) && hasVotesToMove(each));
      if (station === undefined) return;
      const { sheet, ...flaw } = mistype(station);
      if (sheet === undefined) continue;
      planted++;
      planting.rows.observers.set(station.station, [stateSheet(sheet)]);
      planting.planted.push({
        ...flaw,
        source: SOURCES.observers,
        stations: [station.station],
        late: false,
        expected: flaw.code === undefined ? "counted" : "explained",
        ...(flaw.code === undefined ? { counted: sheet } : {}),
      });
    }
  };
  plant(FLAWS_OF_OBSERVERS.columnsInterchanged, (station) => interchangeColumns(planting, station));
  plant(FLAWS_OF_OBSERVERS.votesOnWrongLine, (station) => slipLine(planting, station));
  plant(FLAWS_OF_OBSERVERS.selectionsNotValid, (station) => mistypeOneDigit(planting, station));
  plant(FLAWS_OF_OBSERVERS.partsNotBallots, (station) => mistypeBallots(planting, station));
}

function interchangeColumns(planting: Planting, { president }: StationTruth): Mistyping {
  const { fuentalba = 0, larrazcue = 0 } = president.votes;
  return {
    flaw: "wrong-reader-adds-up",
    explanation: "The numbers of Fuentalba and Larrazcue were typed in each other's column.",
    sheet:
      fuentalba === larrazcue
        ? undefined
        : mistypeVotes(planting, president, { fuentalba: larrazcue, larrazcue: fuentalba }),
  };
}

function slipLine(planting: Planting, { president }: StationTruth): Mistyping {
  return {
    flaw: "wrong-reader-adds-up",
    explanation: "A party row was added to the wrong candidate.",
    sheet: moveToFreeVector(planting, president, {
      from: CANDIDATE_AHEAD,
      to: "fuentalba",
      count: planting.random.between(12, 30),
    }),
  };
}

function mistypeOneDigit(planting: Planting, { president }: StationTruth): Mistyping {
  const written = president.votes[CANDIDATE_DECLARED] ?? 0;
  return {
    flaw: "wrong-reader-does-not-add-up",
    code: "selections-not-valid",
    explanation:
      "One digit of Quiroal's votes was mistyped, and the candidates no longer make the valid votes.",
    sheet: mistypeVotes(planting, president, {
      [CANDIDATE_DECLARED]: written + 10 * planting.random.between(1, 4),
    }),
  };
}

function mistypeBallots(planting: Planting, { president }: StationTruth): Mistyping {
  return {
    flaw: "wrong-reader-does-not-add-up",
    code: "parts-not-ballots",
    explanation: "The ballots cast were mistyped, and the parts no longer make them.",
    sheet: { ...president, ballotsCast: president.ballotsCast - planting.random.between(1, 9) },
  };
}

/** Rows the authority published with votes of the candidate ahead given to the one it declared. */
export function plantAuthorityFlaws(planting: Planting): void {
  const published = new Set(planting.collection.authority);
  const suits = (station: StationTruth) => published.has(station) && hasVotesToMove(station);
  for (const station of planting.take(AUTHORITY_ROWS_DIFFERING, suits)) {
    const sheet = moveToFreeVector(planting, station.president, {
      from: CANDIDATE_AHEAD,
      to: CANDIDATE_DECLARED,
      count: planting.random.between(25, 60),
    });
    planting.rows.authority.set(station.station, [stateSheet(sheet)]);
    planting.planted.push({
      flaw: "authority-differs",
      source: SOURCES.authority,
      stations: [station.station],
      late: false,
      explanation: "The authority's row adds up, but it is not what the sheet says: votes changed candidate.",
      expected: "counted",
      counted: sheet,
    });
  }
}
