import type { Election } from "../election.ts";
import { testArrival, type ArrivalTest } from "./methods/arrival.ts";
import { testBatchAudit, type BatchAuditTest } from "./methods/batch-audit.ts";
import { testClosure, type ClosureTest } from "./methods/closure.ts";
import type { ConflictingCountsTest } from "./methods/conflicting-counts.ts";
import {
  testDeclaredAgainstSheets,
  type DeclaredAgainstSheetsTest,
} from "./methods/declared-against-sheets.ts";
import { testCountsFromPercentages, type DeclaredPercentagesTest } from "./methods/declared-percentages.ts";
import { testFingerprint, type FingerprintTest } from "./methods/fingerprint.ts";
import { testImputation, type ImputationTest } from "./methods/imputation.ts";
import { testIntegerPercentages, type IntegerPercentagesTest } from "./methods/integer-percentages.ts";
import { testLastDigits, type LastDigitsTest } from "./methods/last-digits.ts";
import { testMissingStations, type MissingStationsTest } from "./methods/missing-stations.ts";
import { testQuickCount, type QuickCountTest } from "./methods/quick-count.ts";
import { testRepresentativeness, type RepresentativenessTest } from "./methods/representativeness.ts";
import { testSelectionSensitivity, type SelectionSensitivityTest } from "./methods/selection-sensitivity.ts";
import type { TestContext } from "./test-context.ts";
import { METHOD_NAMES, SCREENING_METHODS, type MethodName } from "./test-result.ts";

/** The result of any method; `method` tells which, and with it the types of its answer. */
export type TestResult =
  | LastDigitsTest
  | FingerprintTest
  | IntegerPercentagesTest
  | ArrivalTest
  | ImputationTest
  | RepresentativenessTest
  | ClosureTest
  | DeclaredPercentagesTest
  | ConflictingCountsTest
  | DeclaredAgainstSheetsTest
  | MissingStationsTest
  | SelectionSensitivityTest
  | QuickCountTest
  | BatchAuditTest;

/** Each method asks its question of every contest, source, declaration or sample it applies to. */
const METHODS: {
  readonly [Name in MethodName]: (
    context: TestContext,
  ) => readonly Extract<TestResult, { readonly method: Name }>[];
} = {
  closure: testClosure,
  "declared-against-sheets": testDeclaredAgainstSheets,
  "declared-percentages": testCountsFromPercentages,
  // Claims are not in the log: only a person who gives the file gets this one.
  "conflicting-counts": () => [],
  "missing-stations": testMissingStations,
  "selection-sensitivity": testSelectionSensitivity,
  "quick-count": testQuickCount,
  "batch-audit": testBatchAudit,
  "last-digits": testLastDigits,
  fingerprint: testFingerprint,
  "integer-percentages": testIntegerPercentages,
  arrival: testArrival,
  imputation: testImputation,
  representativeness: testRepresentativeness,
};

/** The results of the methods asked for, in the order asked. */
export function runTests(context: TestContext, methods: readonly MethodName[]): readonly TestResult[] {
  return methods.flatMap((method): readonly TestResult[] => METHODS[method](context));
}

/** What is asked of every election; what only screens, where the election file says so. */
export function defaultMethods(election: Election): readonly MethodName[] {
  return METHOD_NAMES.filter((method) => election.tests.screening || !SCREENING_METHODS.has(method));
}
