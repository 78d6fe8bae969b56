import type { Sha256Hex } from "../bytes.ts";
import type { ContestId, SourceId, UnitId } from "../tally-sheet.ts";

/** Every method of testing a result, in the order in which they are shown. */
export const METHOD_NAMES = [
  "closure",
  "declared-against-sheets",
  "missing-stations",
  "selection-sensitivity",
  "declared-percentages",
  "quick-count",
  "batch-audit",
  "representativeness",
  "imputation",
  "arrival",
  "integer-percentages",
  "fingerprint",
  "last-digits",
  "conflicting-counts",
] as const;
export type MethodName = (typeof METHOD_NAMES)[number];

/** Methods that only screen: they run where the election file or the command line asks for them. */
export const SCREENING_METHODS: ReadonlySet<MethodName> = new Set([
  "integer-percentages",
  "fingerprint",
  "last-digits",
]);

/** What a test is about. */
export interface TestSubject {
  readonly contest: ContestId;
  /** Whose sheets. */
  readonly source?: SourceId;
  /** Ids of the declarations, the one asked about last. */
  readonly declarations?: readonly string[];
  readonly unit?: UnitId;
  /** The id of the sample drawn. */
  readonly sample?: string;
}

/** What a test rests on: a blob of the log by its hash, with the entry that names it, or a file given beside the log. */
export interface TestInput {
  readonly what: "election" | "register" | "dataset" | "declaration" | "sample" | "readings" | "file";
  /** Undefined for a file that is not in the log. */
  readonly entry?: number;
  /** For readings, which stand in many entries, undefined: the log's root covers them. */
  readonly sha256?: Sha256Hex;
}

/**
 * A condition of the answer. `held`: shown by the data at hand. `failed`: shown not to hold. `unknown`: nothing at hand
 * can show it, and the reader has to judge.
 */
export interface Assumption<Code extends string = string> {
  readonly code: Code;
  readonly status: "held" | "failed" | "unknown";
  /** The numbers it was judged by, where there are any. */
  readonly detail?: Readonly<Record<string, number | string>>;
}

/** Either an answer, or the named reason why there is none. A method never answers where its assumptions fail. */
export type TestOutcome<Answer, Refusal extends string> =
  | { readonly kind: "answered"; readonly answer: Answer }
  | {
      readonly kind: "refused";
      readonly reason: Refusal;
      readonly detail: Readonly<Record<string, number | string>>;
    };

/** One question put to the data, with everything its answer hangs on. */
export interface Test<Method extends MethodName, Answer, Condition extends string, Refusal extends string> {
  readonly method: Method;
  readonly subject: TestSubject;
  readonly inputs: readonly TestInput[];
  readonly assumptions: readonly Assumption<Condition>[];
  readonly outcome: TestOutcome<Answer, Refusal>;
}
