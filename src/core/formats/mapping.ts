import { z } from "zod";

import { InputError, parseJson } from "../input-error.ts";
import type { BoxName } from "../tally-sheet.ts";
import { hasControl } from "./has-control.ts";
import { composeText, MARKS_MAXIMUM } from "./compose-text.ts";

const columnSchema = z.string().trim().min(1, "the name of a column");
const wordSchema = z.string().trim();
const valuesSchema = z.record(z.string(), z.string().min(1));
const boxesSchema = z.record(z.string().min(1), columnSchema);

const commonFields = {
  format: z.literal("cotejo-mapping/1"),
  table: z
    .strictObject({
      delimiter: z.enum([",", ";", "\t", "|"]).optional(),
      encoding: z.enum(["utf-8", "utf-16le", "utf-16be", "windows-1252"]).optional(),
      /** The sheet of a workbook; the first one where it is not said. */
      sheet: z.string().min(1).optional(),
      /** The line the column names stand on, 1 being the first. What stands above is not read. */
      headerRow: z.int().min(1).max(1_000).default(1),
    })
    .default({ headerRow: 1 }),
  contest: z
    .union([z.string().min(1), z.strictObject({ column: columnSchema, values: valuesSchema.default({}) })], {
      error: 'either a contest\'s id, or {"column": ..., "values": {...}}',
    })
    .optional(),
  station: z.strictObject({
    columns: z.array(columnSchema).min(1),
    /** The least width of each part, reached with zeros on its left; 0 leaves a part as it is. */
    pad: z.array(z.int().min(0).max(40)).default([]),
    join: z
      .string()
      .max(10)
      .refine((text) => text.isWellFormed() && !hasControl(text), "no control characters")
      .default("."),
  }),
  units: z
    .array(
      z.strictObject({
        code: columnSchema.optional(),
        name: columnSchema,
        pad: z.int().min(0).max(40).default(0),
      }),
    )
    .default([]),
  optional: z.array(columnSchema).default([]),
  numbers: z
    .strictObject({
      thousands: z.enum([".", ",", " ", "'"]).optional(),
      /** The mark before a fraction of zeros, as in `12.0`: programs write whole numbers so. */
      fraction: z.enum([".", ","]).optional(),
    })
    .default({}),
  illegible: z.array(wordSchema).default([]),
  notOnForm: z.array(wordSchema).optional(),
  evidence: columnSchema.optional(),
};

/** A row per tally sheet: each box has its column. */
const wideSchema = z.strictObject({
  ...commonFields,
  shape: z.literal("wide").default("wide"),
  boxes: boxesSchema,
});

/** A row per tally sheet and selection; `boxes` are totals that each of the sheet's rows repeats. */
const longSchema = z.strictObject({
  ...commonFields,
  shape: z.literal("long"),
  selection: z.strictObject({ column: columnSchema, values: valuesSchema.default({}) }),
  votes: columnSchema,
  boxes: boxesSchema.default({}),
});

export type MappingFile = z.input<typeof wideSchema> | z.input<typeof longSchema>;
export type WideMapping = z.infer<typeof wideSchema> & { readonly notOnForm: readonly string[] };
export type LongMapping = z.infer<typeof longSchema> & { readonly notOnForm: readonly string[] };

/** How a table's columns are read as tally sheets (docs/formats/mapping.md). */
export type Mapping = WideMapping | LongMapping;

/** A mapping file as facts. Throws InputError naming every field that is wrong; unknown fields are wrong too. */
export function parseMapping(text: string): Mapping {
  return mappingOf(parseJson(text, "mapping"));
}

/** What `parseMapping` does, for a file that is a value already: the built-in formats are written as one. */
export function mappingOf(value: unknown): Mapping {
  const problems: string[] = [];
  const file = composed(value, "mapping", problems);
  if (problems.length > 0) throw new InputError("mapping", problems);
  const long = typeof file === "object" && file !== null && "shape" in file && file.shape === "long";
  const parsed = long ? longSchema.safeParse(file) : wideSchema.safeParse(file);
  if (!parsed.success) throw InputError.fromIssues("mapping", parsed.error.issues);
  const { data } = parsed;
  const mapping: Mapping = {
    ...data,
    notOnForm: data.notOnForm ?? (data.illegible.includes("") ? [] : [""]),
  };
  problems.push(...checkColumns(mapping), ...checkWords(mapping));
  if (problems.length > 0) throw new InputError("mapping", problems);
  return mapping;
}

/** The columns a mapping takes places from: without them no row says which polling station it is of. */
export function columnsNeeded(mapping: Mapping): string[] {
  return [
    ...(typeof mapping.contest === "object" ? [mapping.contest.column] : []),
    ...mapping.station.columns,
    ...(mapping.shape === "long" ? [mapping.selection.column, mapping.votes] : []),
  ];
}

/** Every column a mapping names, each once, in the order in which a table is written. */
export function columnsNamed(mapping: Mapping): string[] {
  return [
    ...new Set([
      ...columnsNeeded(mapping),
      ...mapping.units.flatMap((unit) => [...(unit.code === undefined ? [] : [unit.code]), unit.name]),
      ...Object.values(mapping.boxes),
      ...(mapping.evidence === undefined ? [] : [mapping.evidence]),
    ]),
  ];
}

/** The box a text stands for: what `values` says of it, else the text itself must be the box's name. */
export function namesOf(values: Readonly<Record<string, BoxName>>): (text: string) => BoxName {
  const known = new Map(Object.entries(values));
  return (text) => known.get(text) ?? text;
}

function checkColumns(mapping: Mapping): string[] {
  const problems: string[] = [];
  const { station, optional } = mapping;
  const boxes = Object.values(mapping.boxes);
  const needed = columnsNeeded(mapping);
  if (station.pad.length > station.columns.length) problems.push("station.pad: more widths than columns");
  if (new Set(station.columns).size < station.columns.length)
    problems.push("station.columns: a column stands twice");
  if (station.join === "" && station.columns.some((_, at) => (station.pad[at] ?? 0) === 0))
    problems.push("station.join: parts joined by nothing each need a width in station.pad");
  const places = [
    ...needed,
    ...mapping.units.flatMap((unit) => [unit.code, unit.name]),
    ...(mapping.evidence === undefined ? [] : [mapping.evidence]),
  ];
  for (const column of new Set(boxes)) {
    if (boxes.indexOf(column) !== boxes.lastIndexOf(column))
      problems.push(`boxes: column "${column}" fills two boxes`);
    if (places.includes(column)) problems.push(`boxes: column "${column}" is also read as something else`);
  }
  if (mapping.shape === "wide" && boxes.every((column) => optional.includes(column)))
    problems.push("boxes: name at least one box that is not optional");
  if (mapping.shape === "long" && places.indexOf(mapping.votes) !== places.lastIndexOf(mapping.votes))
    problems.push(`votes: column "${mapping.votes}" is also read as something else`);
  const named = columnsNamed(mapping);
  for (const column of optional) {
    if (needed.includes(column)) problems.push(`optional: no row can be placed without column "${column}"`);
    if (!named.includes(column)) problems.push(`optional: the mapping names no column "${column}"`);
  }
  return problems;
}

function checkWords(mapping: Mapping): string[] {
  const problems: string[] = [];
  const { thousands, fraction } = mapping.numbers;
  for (const word of mapping.illegible)
    if (mapping.notOnForm.includes(word)) problems.push(`illegible: "${word}" is also in notOnForm`);
  if (thousands !== undefined && thousands === fraction)
    problems.push("numbers.fraction: is the mark of the thousands already");
  if (mapping.shape === "long")
    for (const box of new Set(Object.values(mapping.selection.values)))
      if (Object.hasOwn(mapping.boxes, box)) problems.push(`selection.values: "${box}" is in boxes already`);
  return problems;
}

/**
 * The value with all text in NFC, as the text of tables is. Two names that become one, and the name `__proto__`, which
 * would vanish on the way, are problems.
 */
function composed(value: unknown, path: string, problems: string[]): unknown {
  const compose = (text: string) => {
    const composedText = composeText(text);
    if (composedText === undefined)
      problems.push(`${path}: holds a character with more than ${MARKS_MAXIMUM} marks`);
    return composedText ?? "";
  };
  if (typeof value === "string") return compose(value);
  if (Array.isArray(value)) return value.map((item, at) => composed(item, `${path}.${at}`, problems));
  if (typeof value !== "object" || value === null) return value;
  const fields = new Map<string, unknown>();
  for (const [key, item] of Object.entries(value)) {
    const name = compose(key);
    if (name === "__proto__") problems.push(`${path}: nothing may be named "__proto__"`);
    if (fields.has(name)) problems.push(`${path}: "${name}" stands twice`);
    fields.set(name, composed(item, `${path}.${name}`, problems));
  }
  return Object.fromEntries(fields);
}
