import type { ReadingPayload } from "../commitment.ts";
import type { Likeness } from "../likeness/likeness.ts";
import type { ContestId, StationId } from "../tally-sheet.ts";
import { boxesOfRows, type RowReading } from "./reconcile-rows.ts";
import type { SheetTemplate } from "./sheet-template.ts";

/** What a reader of print made of one image: a reading for each row it was asked for; or why there is none. */
export type PrintAccount =
  | {
      readonly kind: "rows";
      readonly rows: readonly { readonly id: string; readonly reading: RowReading }[];
      readonly likeness?: Likeness;
    }
  | { readonly kind: "not-found"; readonly reason: string };

/**
 * The reading that an account of print comes to. Whose sheet it is, print does not say: without a station from a code or from
 * a person nothing is read.
 */
export function readingOfPrint(
  account: PrintAccount,
  template: SheetTemplate,
  sheet: { readonly station: StationId | undefined; readonly contest: ContestId },
): ReadingPayload {
  const nothing = (reason: string): ReadingPayload => ({
    kind: "reading",
    outcome: "nothing-read",
    reason,
  });
  if (account.kind === "not-found") return nothing(account.reason);
  if (sheet.station === undefined) return nothing("no code and no sender says which polling station it is");
  const rows = new Map(account.rows.map(({ id, reading }) => [id, reading]));
  const agreed = account.rows.filter(({ reading }) => reading.kind === "agreed").length;
  if (agreed === 0) return nothing("no row was read whose digits and words agree");
  return {
    kind: "reading",
    outcome: "read",
    station: sheet.station,
    contest: sheet.contest,
    boxes: Object.fromEntries(boxesOfRows(template, rows)),
    print: {
      template: template.id,
      rows: Object.fromEntries(
        account.rows.map(({ id, reading }) => [id, reading.kind === "agreed" ? reading.value : "illegible"]),
      ),
      differ: account.rows.flatMap(({ id, reading }) =>
        reading.kind === "differ" ? [{ row: id, digits: reading.digits, words: reading.words }] : [],
      ),
    },
  };
}
