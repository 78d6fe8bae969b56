import type { TestResult } from "../../statistics/run-tests.ts";
import { arrivalPage } from "./arrival-page.ts";
import { batchAuditPage } from "./batch-audit-page.ts";
import { closurePage } from "./closure-page.ts";
import { conflictingCountsPage } from "./conflicting-counts-page.ts";
import { declaredAgainstSheetsPage } from "./declared-against-sheets-page.ts";
import { declaredPercentagesPage } from "./declared-percentages-page.ts";
import { fingerprintPage } from "./fingerprint-page.ts";
import { imputationPage } from "./imputation-page.ts";
import { integerPercentagesPage } from "./integer-percentages-page.ts";
import { lastDigitsPage } from "./last-digits-page.ts";
import { present, type Presentation } from "./method-page.ts";
import { missingStationsPage } from "./missing-stations-page.ts";
import { quickCountPage } from "./quick-count-page.ts";
import { representativenessPage } from "./representativeness-page.ts";
import { selectionSensitivityPage } from "./selection-sensitivity-page.ts";

/** The result with the words and drawings of its method. */
export function presentationOf(result: TestResult): Presentation {
  switch (result.method) {
    case "last-digits":
      return present(lastDigitsPage, result);
    case "fingerprint":
      return present(fingerprintPage, result);
    case "integer-percentages":
      return present(integerPercentagesPage, result);
    case "arrival":
      return present(arrivalPage, result);
    case "imputation":
      return present(imputationPage, result);
    case "representativeness":
      return present(representativenessPage, result);
    case "closure":
      return present(closurePage, result);
    case "declared-percentages":
      return present(declaredPercentagesPage, result);
    case "conflicting-counts":
      return present(conflictingCountsPage, result);
    case "selection-sensitivity":
      return present(selectionSensitivityPage, result);
    case "declared-against-sheets":
      return present(declaredAgainstSheetsPage, result);
    case "quick-count":
      return present(quickCountPage, result);
    case "batch-audit":
      return present(batchAuditPage, result);
    case "missing-stations":
      return present(missingStationsPage, result);
  }
}

/** A result as files and `--json` give it: with its question and its way in words. */
export function testJson(result: TestResult): unknown {
  const { question, how } = presentationOf(result).words.en;
  const { method, ...rest } = result;
  return { method, question, ...rest, how };
}
