import { SHEET_FINDING_CODES, type FindingCode } from "../finding.ts";
import type { Page } from "./page.ts";

/** What the published policy does with a sheet that has the finding; of declared totals no sheet hangs. */
export function treatmentOf(page: Page, code: FindingCode): string {
  const { findingsPage } = page.messages;
  if (!SHEET_FINDING_CODES.some((known) => known === code)) return findingsPage.aboutDeclarations;
  return page.index.setAsideCodes.has(code) ? findingsPage.setAside : findingsPage.notSetAside;
}
