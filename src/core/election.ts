import { z } from "zod";

import { DEFAULT_SET_ASIDE, SHEET_FINDING_CODES } from "./finding.ts";
import { InputError, parseJson } from "./input-error.ts";
import { checkBrBu } from "./formats/br-bu.ts";
import { checkForm, formOf, formSchema } from "./formats/form.ts";
import { contestsOfFormat, qrFormatSchema, type QrFormat } from "./formats/qr-format.ts";
import { templateChoiceSchema, templateOf } from "./formats/sheet-template.ts";
import { COUNTED_KINDS } from "./reader-kind.ts";
import { TOTAL_BOXES, type ContestId, type SelectionId } from "./tally-sheet.ts";

/** Text in one language for all readers, or one text per language. */
const localTextSchema = z.union([
  z.string().min(1),
  z.record(z.string().regex(/^[a-z]{2}$/), z.string().min(1)),
]);
export type LocalText = z.infer<typeof localTextSchema>;

const idSchema = z
  .string()
  .max(80)
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u,
    "an id starts with a letter or digit and holds letters, digits, space . _ -",
  );
const countSchema = z.int().min(0);

const selectionSchema = z.strictObject({ id: idSchema, name: localTextSchema });
const contestSchema = z.strictObject({
  id: idSchema,
  title: localTextSchema,
  selections: z.array(selectionSchema).min(1),
  /** Of an earlier election at the same polling stations: the contest whose samples and gaps it helps to judge. */
  pastOf: idSchema.optional(),
});
const sourceSchema = z.strictObject({
  id: idSchema,
  kind: z.enum(["witnesses", "authority", "observers", "newsroom", "other"]),
  name: localTextSchema,
});
const levelSchema = z.strictObject({ id: idSchema, name: localTextSchema });

/** How many stations and registered voters a unit has, as somebody declared; used where no register says so. */
const sizeSchema = z.strictObject({
  unit: z.string().min(1),
  stations: countSchema,
  registeredVoters: countSchema.optional(),
  source: z.string().min(1),
});

const settleSchema = z.strictObject({
  /** How many readers of one evidence file, programs or people, must agree. */
  readings: z.int().min(1).default(1),
  /** Kinds of readers whose readings count; "qr" and "person" unless told. */
  by: z.array(z.enum(COUNTED_KINDS)).min(1).optional(),
  /** How many of them must be people. */
  people: z.int().min(0).optional(),
  /** How many people read one file at most before it is left to adjudication. */
  entries: z.int().min(1).optional(),
});

const policySchema = z.strictObject({
  settle: settleSchema.default({ readings: 1 }),
  setAside: z.array(z.enum(SHEET_FINDING_CODES)).default([...DEFAULT_SET_ASIDE]),
});

const electionSchema = z.strictObject({
  format: z.literal("cotejo-election/1"),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "lower-case letters, digits and hyphens"),
  /** The log's name in every checkpoint: a host and path its keeper controls, without a scheme. */
  origin: z
    .string()
    .regex(/^[^\s+]{1,200}$/u, "no spaces and no plus sign")
    .optional(),
  title: localTextSchema,
  date: z.iso.date(),
  languages: z
    .array(z.enum(["es", "en"]))
    .min(1)
    .default(["es", "en"]),
  root: z.strictObject({ id: idSchema, name: localTextSchema }),
  levels: z.array(levelSchema),
  contests: z.array(contestSchema).min(1),
  sources: z.array(sourceSchema).min(1),
  sizes: z.array(sizeSchema).default([]),
  sheet: z
    .strictObject({
      /** How QR codes are read: one format, or one for each contest. */
      qr: z.union([qrFormatSchema, z.array(qrFormatSchema).min(1)]).optional(),
      /** Boxes and sums of the form besides those that every form has. */
      form: formSchema.optional(),
      /** Where numbers are printed on the sheets: a template built in by name, or one spelt out. */
      template: templateChoiceSchema.optional(),
    })
    .default({}),
  policy: policySchema.default({ settle: { readings: 1 }, setAside: [...DEFAULT_SET_ASIDE] }),
  /** What is asked of the result beyond the sums. Screening never says why a pattern is there: it has to be asked for. */
  tests: z.strictObject({ screening: z.boolean().default(false) }).default({ screening: false }),
});

export type Election = z.infer<typeof electionSchema>;
export type Contest = Election["contests"][number];
export type Source = Election["sources"][number];
export type Policy = Election["policy"];
export type Language = Election["languages"][number];

/** The log's origin: the election file's, or one derived from its id for elections kept on one machine. */
export function originOf(election: Election): string {
  return election.origin ?? `cotejo.local/${election.id}`;
}

/** The election's QR formats with the contests each is about; none where its sheets carry no codes. */
export function qrFormatsOf(
  election: Pick<Election, "sheet" | "contests">,
): readonly { readonly contests: readonly ContestId[]; readonly format: QrFormat }[] {
  const { qr } = election.sheet;
  const formats = qr === undefined ? [] : Array.isArray(qr) ? qr : [qr];
  return formats.map((format) => ({
    contests: contestsOfFormat(format) ?? [election.contests[0]?.id ?? ""],
    format,
  }));
}

/** The rule by which readings settle a sheet, with what the election file left unsaid. */
export interface SettleRule {
  readonly readings: number;
  readonly people: number;
  readonly entries: number;
}

export function settleRuleOf(policy: Policy): SettleRule {
  const { readings, people = 0 } = policy.settle;
  return { readings, people, entries: policy.settle.entries ?? Math.max(readings, people) };
}

/** The text in the language asked for, else in the first one there is. */
export function localText(text: LocalText, language: Language): string {
  if (typeof text === "string") return text;
  return text[language] ?? Object.values(text)[0] ?? "";
}

/**
 * An election file (docs/formats/election.md) as facts. Throws InputError naming every field that is wrong:
 * unknown fields are wrong too, since a misspelt policy would otherwise be ignored in silence.
 */
export function parseElection(text: string): Election {
  const parsed = electionSchema.safeParse(parseJson(text, "election file"));
  if (!parsed.success) throw InputError.fromIssues("election file", parsed.error.issues);
  const problems = checkNames(parsed.data);
  if (problems.length > 0) throw new InputError("election file", problems);
  return parsed.data;
}

/** Names of declared figures and of columns of the published tables: no selection may be called like them. */
const RESERVED =
  "otherVotes others stationsCounted turnout source station status explanations illegibleBoxes entry row " +
  "unit unitName level stationsRegistered stationsExplained stationsMissing stationsOutsideRegister";

function checkNames(election: Election): string[] {
  const problems: string[] = [];
  const repeated = (where: string, ids: readonly string[]) => {
    const seen = new Set<string>();
    const twice = new Set(ids.filter((id) => seen.size === seen.add(id).size));
    for (const id of twice) problems.push(`${where}: "${id}" stands twice`);
  };
  repeated(
    "contests",
    election.contests.map((contest) => contest.id),
  );
  repeated(
    "sources",
    election.sources.map((source) => source.id),
  );
  repeated(
    "levels",
    election.levels.map((level) => level.id),
  );
  repeated(
    "sizes",
    election.sizes.map((size) => size.unit),
  );
  problems.push(...checkQrFormats(election), ...checkTemplate(election), ...checkSettle(election.policy));
  const selections = election.contests.flatMap((contest) =>
    contest.selections.map((selection) => selection.id),
  );
  problems.push(...checkForm(formOf(election.sheet), [...new Set(selections)]));
  const contests = new Map(election.contests.map((contest) => [contest.id, contest]));
  for (const contest of election.contests) {
    const { pastOf } = contest;
    const present = pastOf === undefined ? undefined : contests.get(pastOf);
    if (pastOf !== undefined && (present === undefined || present.pastOf !== undefined))
      problems.push(`contest "${contest.id}": pastOf "${pastOf}" is no contest of this election`);
    const ids: SelectionId[] = contest.selections.map((selection) => selection.id);
    repeated(`contest "${contest.id}"`, ids);
    for (const box of [...TOTAL_BOXES, ...RESERVED.split(" ")])
      if (ids.includes(box))
        problems.push(
          `contest "${contest.id}": "${box}" is the name of a total or of a published column: choose another for the selection`,
        );
  }
  return problems;
}

function checkTemplate(election: Election): string[] {
  const template = templateOf(election.sheet);
  if (template === undefined) return [];
  const id = template.contest ?? election.contests[0]?.id;
  const contest = election.contests.find((each) => each.id === id);
  if (contest === undefined) return [`sheet.template: contest "${id}" is not in the election file`];
  if (template.contest === undefined && election.contests.length > 1)
    return [`sheet.template: names no contest, and there are ${election.contests.length}`];
  const known = new Set<string>([
    ...TOTAL_BOXES,
    ...contest.selections.map((selection) => selection.id),
    ...formOf(election.sheet).boxes,
  ]);
  const unknown = new Set(template.rows.map(({ box }) => box).filter((box) => !known.has(box)));
  return [...unknown].map(
    (box) => `sheet.template: "${box}" is no selection of "${id}", no total and no box of the form`,
  );
}

function checkSettle(policy: Policy): string[] {
  const { people, entries } = settleRuleOf(policy);
  const problems: string[] = [];
  if (entries < people) problems.push(`policy.settle: people: of ${entries} entries ${people} cannot agree`);
  if (people > 0 && policy.settle.by?.includes("person") === false)
    problems.push('policy.settle: people: asked for, and "by" does not count any');
  return problems;
}

function checkQrFormats(election: Election): string[] {
  const problems: string[] = [];
  for (const { contests, format } of qrFormatsOf(election)) {
    if (typeof format === "string" && election.contests.length > 1)
      problems.push(`sheet.qr: "${format}" names no contest, and there are ${election.contests.length}`);
    for (const contest of contests)
      if (!election.contests.some((known) => known.id === contest))
        problems.push(`sheet.qr: contest "${contest}" is not in the election file`);
    if (typeof format === "object" && format.kind === "br-bu")
      problems.push(...checkBrBu(format, election.contests).map((problem) => `sheet.qr: ${problem}`));
  }
  return problems;
}
