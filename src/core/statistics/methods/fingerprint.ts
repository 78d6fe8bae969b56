import type { SelectionId } from "../../tally-sheet.ts";
import type { SourceView } from "../../view.ts";
import { falsePositiveExamples } from "../false-positive-example.ts";
import { fingerprint, type Fingerprint, type FingerprintRefused } from "../fingerprint.ts";
import { leadersOf } from "../leaders.ts";
import { votesStated } from "../read-boxes.ts";
import type { TestContext } from "../test-context.ts";
import type { Test, TestOutcome } from "../test-result.ts";

/** How turnout and the share of one selection go together. */
export interface FingerprintAnswer {
  /** The one with most votes; its share is of the valid votes. */
  readonly selection: SelectionId;
  readonly stations: number;
  readonly registeredVoters: number;
  readonly leftOut: Fingerprint["leftOut"];
  readonly corner: Fingerprint["corner"];
  readonly picture: FingerprintPicture;
  /** An invented election of two places, in neither of which anybody did anything. */
  readonly example: {
    readonly townStations: number;
    readonly islandStations: number;
    readonly corner: Fingerprint["corner"];
    readonly picture: FingerprintPicture;
  };
}

/** Registered voters in equal squares of turnout and share; squares without any are left out. */
export interface FingerprintPicture {
  /** Squares along each side. */
  readonly side: number;
  /** Turnout and share as numbers of squares from 0, ordered by turnout and then share. */
  readonly squares: readonly {
    readonly turnout: number;
    readonly share: number;
    readonly registeredVoters: number;
  }[];
}

type Condition = "one-habit-everywhere";
type Refusal = "no-sheets" | "no-votes" | FingerprintRefused["reason"];
export type FingerprintTest = Test<"fingerprint", FingerprintAnswer, Condition, Refusal>;

const SIDE = 50;

/** Of every source, for the selection with most votes. */
export function testFingerprint(context: TestContext): readonly FingerprintTest[] {
  return context
    .contests()
    .flatMap((contest) => context.sources(contest.id))
    .map((source) => ({
      method: "fingerprint",
      subject: { contest: source.contest.id, source: source.source },
      inputs: context.inputs(source),
      assumptions: [{ code: "one-habit-everywhere", status: "unknown" }],
      outcome: outcomeOf(context, source),
    }));
}

function outcomeOf(context: TestContext, source: SourceView): TestOutcome<FingerprintAnswer, Refusal> {
  const refuse = (reason: Refusal) => ({ kind: "refused", reason, detail: {} }) as const;
  const sheets = context.collected(source);
  if (sheets.stations.length === 0) return refuse("no-sheets");
  const leaders = leadersOf(sheets);
  if (leaders === undefined) return refuse("no-votes");
  const { selection } = leaders.ahead;
  const { registeredVoters, ballotsCast, validVotes, stations } = sheets;
  const votes = votesStated(source, selection, stations);
  const shown = fingerprint({ registeredVoters, ballotsCast, validVotes, votes, cells: SIDE });
  if (shown.kind === "refused")
    return { kind: "refused", reason: shown.reason, detail: { stations: stations.length } };
  const { towns, together } = falsePositiveExamples().twoPlaces;
  return {
    kind: "answered",
    answer: {
      selection,
      stations: shown.stations,
      registeredVoters: shown.total,
      leftOut: shown.leftOut,
      corner: shown.corner,
      picture: pictureOf(shown),
      example: {
        townStations: towns.stations,
        islandStations: together.stations - towns.stations,
        corner: together.corner,
        picture: pictureOf(together),
      },
    },
  };
}

/** The squares with anybody in them, where there are more along a side than wanted several taken for one. */
function pictureOf(shown: Fingerprint): FingerprintPicture {
  const each = shown.cells / SIDE;
  if (!Number.isInteger(each)) throw new Error(`${shown.cells} cells in ${SIDE} squares`);
  const sums = new Float64Array(SIDE * SIDE);
  for (const [cell, voters] of shown.registeredVoters.entries()) {
    const turnout = Math.floor(Math.floor(cell / shown.cells) / each);
    const share = Math.floor((cell % shown.cells) / each);
    const square = turnout * SIDE + share;
    sums[square] = (sums[square] ?? 0) + voters;
  }
  const squares = [...sums.entries()].flatMap(([square, registeredVoters]) =>
    registeredVoters === 0
      ? []
      : { turnout: Math.floor(square / SIDE), share: square % SIDE, registeredVoters },
  );
  return { side: SIDE, squares };
}
