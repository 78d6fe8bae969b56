import type { ReadingPayload } from "../commitment.ts";
import type { Likeness } from "../likeness/likeness.ts";
import type { Box, ContestId, StationId } from "../tally-sheet.ts";
import type { SheetTemplate } from "./sheet-template.ts";

/** What a box for one digit was taken for: nothing in it, a stroke through it, or a digit and how sure that is, 0 to 1. */
export type HandDigit =
  | { readonly kind: "blank" }
  | { readonly kind: "stroke" }
  | { readonly kind: "digit"; readonly digit: number; readonly confidence: number };

/** A row of boxes from left to right; none where the row was not found on the image. */
export interface HandRow {
  readonly id: string;
  readonly digits: readonly HandDigit[];
}

/** What a reader of handwriting made of one image. */
export type HandAccount =
  | { readonly kind: "hand-rows"; readonly rows: readonly HandRow[]; readonly likeness?: Likeness }
  | { readonly kind: "not-found"; readonly reason: string };

/** A digit below this is no proposal. docs/decisions/0019 has what it costs and what it leaves. */
export const HAND_CONFIDENCE = 0.7;

/** What the digits of a row come to. */
export type HandProposal =
  | { readonly kind: "number"; readonly value: number; readonly confidence: number }
  /** Nothing is written in it. */
  | { readonly kind: "blank" }
  | { readonly kind: "unsure"; readonly guess: string; readonly confidence: number };

/** Leading boxes may be left blank or struck through; a digit that is unsure makes the row so. */
export function proposalOf({ digits }: HandRow): HandProposal {
  if (digits.length > 0 && digits.every(({ kind }) => kind === "blank")) return { kind: "blank" };
  const first = digits.findIndex(({ kind }) => kind === "digit");
  const written = first < 0 ? [] : digits.slice(first);
  const sure = written.map((each) => (each.kind === "digit" ? each.confidence : 0));
  const confidence = sure.length === 0 ? 0 : Math.min(...sure);
  const guess = digits.map((each) =>
    each.kind === "digit" ? String(each.digit) : each.kind === "blank" ? " " : "-",
  );
  const text = guess.join("");
  return confidence >= HAND_CONFIDENCE
    ? { kind: "number", value: Number(text.slice(first)), confidence }
    : { kind: "unsure", guess: text, confidence };
}

/** The reading that an account of handwriting comes to. It proposes; nothing in a policy lets it settle a sheet. */
export function readingOfHand(
  account: HandAccount,
  template: SheetTemplate,
  sheet: { readonly station: StationId | undefined; readonly contest: ContestId },
): ReadingPayload {
  const nothing = (reason: string): ReadingPayload => ({ kind: "reading", outcome: "nothing-read", reason });
  if (account.kind === "not-found") return nothing(account.reason);
  if (sheet.station === undefined) return nothing("no code and no sender says which polling station it is");
  const proposals = account.rows.map((row) => ({ id: row.id, proposal: proposalOf(row) }));
  if (proposals.every(({ proposal }) => proposal.kind !== "number"))
    return nothing("no number was read that is sure enough to propose");
  const boxOf = new Map(template.rows.map(({ id, box }) => [id, box]));
  const boxes: Record<string, Box> = {};
  for (const { id, proposal } of proposals) {
    const box = boxOf.get(id);
    if (box === undefined) continue;
    const known = boxes[box] ?? 0;
    // A blank field is what people must see: whether it is a zero is not for a machine to say.
    boxes[box] =
      proposal.kind === "number" && typeof known === "number" ? known + proposal.value : "illegible";
  }
  return {
    kind: "reading",
    outcome: "read",
    station: sheet.station,
    contest: sheet.contest,
    boxes,
    hand: {
      template: template.id,
      rows: Object.fromEntries(
        proposals.map(({ id, proposal }) => [
          id,
          {
            proposal: proposal.kind === "number" ? proposal.value : proposal.kind,
            percent: proposal.kind === "blank" ? 100 : Math.floor(proposal.confidence * 100),
          },
        ]),
      ),
    },
  };
}
