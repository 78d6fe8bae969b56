import { z } from "zod";

import { TOTAL_BOXES, type BoxName } from "../tally-sheet.ts";
import { HN_2025_FORM } from "./hn-2025.ts";

const boxSchema = z
  .string()
  .max(80)
  .regex(/^[A-Za-z][A-Za-z0-9]*$/, "a box is named in letters and digits");

/** A sum that is printed on the form, or that its parts must make. */
const sumSchema = z.strictObject({
  total: z.string().min(1),
  plus: z.array(z.string().min(1)).min(1),
  minus: z.array(z.string().min(1)).default([]),
});

/**
 * What a form has besides the totals and selections that every form has: further boxes, and the sums among boxes. They
 * are checked, and take no part in the result. docs/formats/election.md.
 */
export const formSchema = z.union([
  z.literal("hn-2025"),
  z.strictObject({ boxes: z.array(boxSchema).default([]), sums: z.array(sumSchema).default([]) }),
]);

export interface FormSum {
  readonly total: BoxName;
  readonly plus: readonly BoxName[];
  readonly minus: readonly BoxName[];
}

export interface Form {
  readonly boxes: readonly BoxName[];
  readonly sums: readonly FormSum[];
}

/** A form that has nothing besides. */
const PLAIN_FORM: Form = { boxes: [], sums: [] };

export function formOf(sheet: { readonly form?: z.infer<typeof formSchema> | undefined }): Form {
  if (sheet.form === undefined) return PLAIN_FORM;
  return sheet.form === "hn-2025" ? HN_2025_FORM : sheet.form;
}

/** What a form says that the names of the other boxes contradict. */
export function checkForm(form: Form, selections: readonly BoxName[]): string[] {
  const problems: string[] = [];
  const known: readonly BoxName[] = [...TOTAL_BOXES, ...selections, ...form.boxes];
  for (const box of form.boxes)
    if (known.indexOf(box) !== known.lastIndexOf(box))
      problems.push(`sheet.form: box "${box}" is named like a total, a selection or another box`);
  for (const { total, plus, minus } of form.sums)
    for (const box of new Set([total, ...plus, ...minus]))
      if (!known.includes(box)) problems.push(`sheet.form: "${box}" in a sum is no box of the form`);
  return problems;
}
