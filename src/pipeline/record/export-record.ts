import { utf8 } from "../../core/bytes.ts";
import { InputError } from "../../core/input-error.ts";
import { CLAIM_COLUMNS, claimRows } from "../../core/record/export-claims.ts";
import { annotationPage } from "../../core/record/export-annotations.ts";
import { claimReviews } from "../../core/record/export-claim-reviews.ts";
import { STATEMENT_COLUMNS, statementRows } from "../../core/record/export-statements.ts";
import { csvBytes } from "../../core/site/csv.ts";
import type { World } from "../../world.ts";
import { loadView } from "../load.ts";

/** The forms in which the record is handed on. */
export const RECORD_FORMATS = ["csv", "annotations", "claim-review", "claims"] as const;
export type RecordFormat = (typeof RECORD_FORMATS)[number];

/** What is confirmed, and nothing else, in one of the forms. Throws InputError where there is nothing to hand on. */
export function exportRecord(
  world: World,
  format: RecordFormat,
): { readonly bytes: Uint8Array; readonly items: number } {
  const { record, election } = loadView(world);
  if (record.statements.length === 0) throw new InputError("record export", ["nothing is confirmed yet"]);
  switch (format) {
    case "csv":
      return {
        bytes: csvBytes(
          STATEMENT_COLUMNS.map(([name]) => name),
          statementRows(record),
        ),
        items: record.statements.length,
      };
    case "annotations":
      return { bytes: jsonBytes(annotationPage(record, election.id)), items: record.statements.length };
    case "claim-review": {
      const items = record.statements.reduce((sum, { assessments }) => sum + assessments.length, 0);
      if (items === 0)
        throw new InputError("record export", [
          "no person has assessed a statement yet: cotejo record assess DIR STATEMENT",
        ]);
      return { bytes: jsonBytes(claimReviews(record)), items };
    }
    case "claims": {
      const rows = [...claimRows(record)];
      return { bytes: csvBytes(CLAIM_COLUMNS, rows), items: rows.length };
    }
  }
}

function jsonBytes(value: unknown): Uint8Array {
  return utf8(`${JSON.stringify(value, undefined, 2)}\n`);
}
