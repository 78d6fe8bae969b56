import { z } from "zod";

import { InputError, parseJson } from "../input-error.ts";
import { COUNT_MAXIMUM, type Box } from "../tally-sheet.ts";
import type { ReadingPayload } from "../commitment.ts";
import type { Assignment } from "./assignment.ts";

const boxSchema = z.union([
  z.int().min(0).max(COUNT_MAXIMUM),
  z.literal("illegible"),
  z.literal("not-on-form"),
]);
const answerSchema = z.union([
  z.strictObject({
    evidence: z.int().min(0),
    contest: z.string().min(1).optional(),
    station: z.string().trim().min(1).max(200),
    boxes: z.record(z.string(), boxSchema),
    /** Said after a second look at what was warned of. */
    confirmed: z.boolean().optional(),
  }),
  z.strictObject({ evidence: z.int().min(0), unreadable: z.string().trim().min(1).max(400) }),
]);

/** What a person answers to an assignment (docs/formats/cli-json.md). */
export type Answer = z.infer<typeof answerSchema>;

/** An answer as a file says it. Throws InputError naming what is wrong. */
export function parseAnswer(text: string): Answer {
  const parsed = answerSchema.safeParse(parseJson(text, "answer"));
  if (!parsed.success)
    throw new InputError("answer", [
      'is neither {"evidence", "station", "boxes"} nor {"evidence", "unreadable": reason}; a box is a count, "illegible" or "not-on-form"',
    ]);
  return parsed.data;
}

/** The reading that an answer to this assignment makes. Throws InputError naming every box left out or not on the form. */
export function readingOfAnswer(answer: Answer, assignment: Assignment): ReadingPayload {
  if (answer.evidence !== assignment.evidence)
    throw new InputError("answer", [
      `is of entry ${answer.evidence}, and entry ${assignment.evidence} was given to this key`,
    ]);
  if ("unreadable" in answer) return { kind: "reading", outcome: "nothing-read", reason: answer.unreadable };
  const [only, ...others] = assignment.contests;
  const named = assignment.contests.find((each) => each.contest === answer.contest);
  const form = named ?? (answer.contest === undefined && others.length === 0 ? only : undefined);
  if (form === undefined)
    throw new InputError("answer", [
      `contest: say which: ${assignment.contests.map((each) => each.contest).join(", ")}`,
    ]);
  const asked = form.boxes.map(({ box }) => box);
  const problems = [
    ...asked
      .filter((box) => !Object.hasOwn(answer.boxes, box))
      .map((box) => `boxes: "${box}" is not answered: a count, "illegible" or "not-on-form"`),
    ...Object.keys(answer.boxes)
      .filter((box) => !asked.includes(box))
      .map((box) => `boxes: "${box}" is not on the form`),
  ];
  if (problems.length > 0) throw new InputError("answer", problems);
  return {
    kind: "reading",
    outcome: "read",
    station: answer.station,
    contest: form.contest,
    boxes: answer.boxes,
  };
}

/** What a person types into one box: a count, `?` for what nobody can read, `-` for what the form does not have. */
export function parseTypedBox(text: string): Box | undefined {
  const typed = text.trim();
  if (typed === "?") return "illegible";
  if (typed === "-") return "not-on-form";
  if (!/^\d{1,10}$/.test(typed)) return undefined;
  const count = Number(typed);
  return count <= COUNT_MAXIMUM ? count : undefined;
}

/** The inverse of parseTypedBox. */
export function formatTypedBox(box: Box): string {
  if (box === "illegible") return "?";
  return box === "not-on-form" ? "-" : String(box);
}
