import { z } from "zod";

import { InputError, parseJson } from "../input-error.ts";
import { HN_2025_TEMPLATE } from "./hn-2025-template.ts";
import { VE_2024_TEMPLATE } from "./ve-2024-template.ts";

const spanSchema = z
  .tuple([z.number(), z.number()])
  .refine(([from, to]) => from < to, "from is not below to");

/** A word printed on every sheet, by which the others find their place; x and y of its middle. */
const anchorSchema = z.strictObject({ text: z.string().min(2), x: z.number(), y: z.number() });

const rowSchema = z.strictObject({
  /** It names a member of readings, where this one name has no spelling. */
  id: z
    .string()
    .min(1)
    .max(80)
    .refine((id) => id !== "__proto__", 'is called "__proto__"'),
  /** The middle of its digits. */
  y: z.number(),
  /** The box its number belongs to: a selection or a total. Several rows may name one selection and are added. */
  box: z.string().min(1),
  anchors: z.array(z.strictObject({ text: z.string().min(2), x: z.number() })).default([]),
});

/**
 * Where the numbers stand on a printed sheet (docs/formats/sheet-template.md). Lengths are in units of the template's own,
 * from the paper's left upper corner; an image is laid over it by the anchors.
 */
export const sheetTemplateSchema = z.strictObject({
  format: z.literal("cotejo-template/1"),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "lower-case letters, digits and hyphens"),
  width: z.number().positive(),
  contest: z.string().min(1).optional(),
  /** Printed numbers are read; those written by hand are proposed, a box of the digits' column for each digit. */
  writing: z.enum(["print", "hand"]).default("print"),
  columns: z.strictObject({ digits: spanSchema, words: spanSchema }),
  /** How far a cell reaches above and below the middle of its digits. */
  reach: z.strictObject({
    digits: z.tuple([z.number().positive(), z.number().positive()]),
    words: z.tuple([z.number().positive(), z.number().positive()]),
  }),
  /** How the words beside the digits say the number: each digit by name, as many as the form has places for. */
  spelling: z.strictObject({
    kind: z.literal("digit-names"),
    language: z.literal("es"),
    digits: z.int().min(1).max(9),
  }),
  anchors: z.array(anchorSchema).default([]),
  /** A point further than this above or below its next anchors is not placed: paper that is fed unevenly shifts rows. */
  anchorReach: z.number().positive().default(200),
  rows: z.array(rowSchema).min(1).max(400),
  /** Parts of the sheet to be covered before an image of it is shown. */
  private: z.array(z.strictObject({ about: z.string().min(1), x: spanSchema, y: spanSchema })).default([]),
});
export type SheetTemplate = z.infer<typeof sheetTemplateSchema>;
export type TemplateRow = SheetTemplate["rows"][number];

/** What an election file may name under `sheet.template`: one built in, or one spelt out. */
export const templateChoiceSchema = z.union([z.enum(["ve-2024", "hn-2025"]), sheetTemplateSchema]);

const BUILT_IN = { "ve-2024": VE_2024_TEMPLATE, "hn-2025": HN_2025_TEMPLATE };

/** The template an election file chose; undefined where it chose none. */
export function templateOf(sheet: {
  readonly template?: z.infer<typeof templateChoiceSchema> | undefined;
}): SheetTemplate | undefined {
  const { template } = sheet;
  return typeof template === "string"
    ? parseTemplate(JSON.stringify(BUILT_IN[template]), template)
    : template;
}

/** A template file as facts. Throws InputError naming every field that is wrong. */
export function parseTemplate(text: string, what: string): SheetTemplate {
  const parsed = sheetTemplateSchema.safeParse(parseJson(text, what));
  if (!parsed.success) throw InputError.fromIssues(what, parsed.error.issues);
  const ids = parsed.data.rows.map(({ id }) => id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  if (twice.length > 0)
    throw new InputError(
      what,
      twice.map((id) => `rows: "${id}" stands twice`),
    );
  return parsed.data;
}
