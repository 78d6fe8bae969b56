import { agreementOf } from "../agreement.ts";
import type { Payload } from "../commitment.ts";
import type { Sha256Hex } from "../bytes.ts";
import { settleRuleOf, type Election } from "../election.ts";
import type { ReadingEntry, State } from "../state.ts";
import { settles } from "../reader-kind.ts";
import { columnsOfBoxes, readBoxes } from "../settle.ts";
import { clopperPearson, type RateInterval } from "../statistics/clopper-pearson.ts";
import { boxNamesOf, type BoxName, type StationId } from "../tally-sheet.ts";

/** The level of the intervals. */
export const KNOWN_SHEETS_CONFIDENCE = 0.95;
/** With fewer known sheets no rate is told, only the bound. */
export const KNOWN_SHEETS_MINIMUM = 30;

type Truth = Extract<Payload, { kind: "truth" }>;

/** What became of one known sheet. Wrong is a sheet with a box that states another number than it is known to have. */
export interface KnownSheet {
  /** The entry that committed to what it says. */
  readonly entry: number;
  readonly evidence: number;
  readonly station: StationId;
  /** Readings by people that read something of it, and how many of them are wrong. */
  readonly readings: number;
  readonly readingsWrong: number;
  /** Whether the first of them is wrong. */
  readonly isFirstWrong: boolean;
  readonly agreement: "right" | "wrong" | "not-agreed";
  /** Boxes in which what was agreed is not what the sheet is known to have. */
  readonly boxesWrong: readonly BoxName[];
}

/** How many of so many sheets are wrong. The rate is absent where there are too few to tell one. */
export interface ErrorRate extends RateInterval {
  readonly sheets: number;
  readonly wrong: number;
  readonly rate?: number;
}

/** What known sheets say of the work of people. */
export interface KnownSheets {
  readonly committed: number;
  readonly isOpen: boolean;
  readonly sheets: readonly KnownSheet[];
  /** Of a single reading: the first of each known sheet, so that each sheet is one trial. */
  readonly firstReading: ErrorRate;
  /** Of what people agreed on: the rate of sheets on which enough people agreed on the same wrong number. */
  readonly afterAgreement: ErrorRate;
  /** Known sheets on which they did not agree: these go to adjudication, whose errors nothing here measures. */
  readonly notAgreed: number;
}

/**
 * Holds what people read of known sheets against what these are known to say. Only readings made after the log held the
 * commitment count: nobody can have chosen what is known by what was read. Undefined where no sheet is known.
 */
export function measureKnownSheets(
  state: State,
  openings: ReadonlyMap<Sha256Hex, Payload>,
): KnownSheets | undefined {
  const { election, truths } = state;
  if (election === undefined || truths.length === 0) return undefined;
  const measured = new Set<number>();
  const sheets = truths.flatMap(({ entry, commitment }): KnownSheet[] => {
    const truth = openings.get(commitment);
    // A file known twice is one trial.
    if (truth?.kind !== "truth" || measured.has(truth.evidence)) return [];
    measured.add(truth.evidence);
    const readings = state.readingsOf.get(truth.evidence) ?? [];
    if (readings.some((reading) => reading.signed !== undefined && reading.entry < entry)) return [];
    const sheet = measureSheet(election, { entry, truth, readings }, openings);
    return sheet === undefined ? [] : [sheet];
  });
  const agreed = sheets.filter((sheet) => sheet.agreement !== "not-agreed");
  return {
    committed: truths.length,
    isOpen: state.truthsOpened !== undefined,
    sheets,
    firstReading: rateOf(sheets.length, sheets.filter((sheet) => sheet.isFirstWrong).length),
    afterAgreement: rateOf(agreed.length, agreed.filter((sheet) => sheet.agreement === "wrong").length),
    notAgreed: sheets.length - agreed.length,
  };
}

/** Undefined while nothing that people read of it is open. */
function measureSheet(
  election: Election,
  known: { readonly entry: number; readonly truth: Truth; readonly readings: readonly ReadingEntry[] },
  openings: ReadonlyMap<Sha256Hex, Payload>,
): KnownSheet | undefined {
  const { entry, truth, readings } = known;
  const { evidence, station, contest } = truth;
  const boxNames = boxNamesOf(election.contests.find((each) => each.id === contest)?.selections ?? []);
  const truthBoxes = columnsOfBoxes(truth.boxes, boxNames);
  const accounts = readings.flatMap(({ reader, commitment, signed }) => {
    const payload = openings.get(commitment);
    if (payload?.kind !== "reading" || payload.outcome !== "read" || payload.contest !== contest) return [];
    if (!settles(reader, election.policy)) return [];
    return [
      readBoxes({ reader, ...(signed === undefined ? {} : { byPerson: true as const }), payload }, boxNames),
    ];
  });
  const byPeople = accounts.filter((account) => account.byPerson);
  if (byPeople.length === 0) return undefined;
  const wrongIn = (boxes: Int32Array) =>
    boxNames.filter((_, column) => {
      const [is, said] = [truthBoxes[column] ?? -1, boxes[column] ?? -1];
      return is >= 0 && said >= 0 && is !== said;
    });
  const wrong = byPeople.map((account) => account.station !== station || wrongIn(account.boxes).length > 0);
  const { boxes } = agreementOf(accounts, settleRuleOf(election.policy));
  const boxesWrong = boxes === undefined ? [] : wrongIn(boxes);
  return {
    entry,
    evidence,
    station,
    readings: byPeople.length,
    readingsWrong: wrong.filter(Boolean).length,
    isFirstWrong: wrong[0] === true,
    agreement: boxes === undefined ? "not-agreed" : boxesWrong.length > 0 ? "wrong" : "right",
    boxesWrong,
  };
}

function rateOf(sheets: number, wrong: number): ErrorRate {
  const { lower, upper } = clopperPearson(wrong, sheets, KNOWN_SHEETS_CONFIDENCE);
  const bounds = { sheets, wrong, lower: rounded(lower), upper: rounded(upper) };
  return sheets < KNOWN_SHEETS_MINIMUM
    ? { ...bounds, lower: 0 }
    : { ...bounds, rate: rounded(wrong / sheets) };
}

/** Six decimals: more would be told than is known. */
function rounded(rate: number): number {
  return Math.round(rate * 1_000_000) / 1_000_000;
}
