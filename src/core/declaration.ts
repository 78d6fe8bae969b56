import { z } from "zod";

import type { Sha256Hex } from "./bytes.ts";
import type { Election } from "./election.ts";
import type { Finding } from "./finding.ts";
import { InputError, parseJson } from "./input-error.ts";
import type { Register } from "./register.ts";
import type { UnitId } from "./tally-sheet.ts";

const countSchema = z.int().min(0);
export const percentageSchema = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,6})?$/, 'a percentage as announced, such as "51.20"');

const resultSchema = z.strictObject({
  unit: z.string().min(1),
  votes: z.record(z.string(), countSchema),
  /** Votes announced in one sum for all selections that `votes` does not name. */
  otherVotes: countSchema.optional(),
  validVotes: countSchema.optional(),
  blankVotes: countSchema.optional(),
  nullVotes: countSchema.optional(),
  ballotsCast: countSchema.optional(),
  registeredVoters: countSchema.optional(),
  stationsCounted: countSchema.optional(),
  /** Percentages as announced, per selection and for the turnout. */
  shares: z.record(z.string(), percentageSchema).optional(),
  turnout: percentageSchema.optional(),
});

const declarationSchema = z.strictObject({
  format: z.literal("cotejo-declaration/1"),
  id: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/,
      "1 to 80 of A-Z a-z 0-9 . _ -, beginning with a letter or digit",
    ),
  contest: z.string(),
  /** Who announced it: the id of a source of the election file. */
  source: z.string(),
  status: z.enum(["unofficial-partial", "unofficial-complete", "certified", "correction", "recount"]),
  announcedAt: z.union(
    [z.iso.datetime({ offset: true }), z.iso.date()],
    'a date such as "2024-07-29", or a date and time with Z or an offset, such as "2024-07-29T00:10:00-04:00"',
  ),
  /** The share of stations the announcement says it covers, in percent, as announced. */
  stationsCountedShare: percentageSchema.optional(),
  supersedes: z.string().optional(),
  /** Where it was announced: addresses or citations. */
  sources: z.array(z.string().min(1)).min(1),
  /** The entries of the confirmed statements of the record that it was taken from. */
  statements: z.array(z.int().min(0)).min(1).optional(),
  results: z.array(resultSchema).min(1),
  note: z.string().optional(),
});

export type Declaration = z.infer<typeof declarationSchema>;
export type DeclaredResult = Declaration["results"][number];

/** What an authority announced (docs/formats/declaration.md), held against the election file's names. Throws InputError. */
export function parseDeclaration(text: string, election: Election): Declaration {
  const parsed = declarationSchema.safeParse(parseJson(text, "declaration"));
  if (!parsed.success) throw InputError.fromIssues("declaration", parsed.error.issues);
  const declaration = parsed.data;
  const contest = election.contests.find((known) => known.id === declaration.contest);
  const problems: string[] = [];
  if (contest === undefined)
    problems.push(
      `contest: "${declaration.contest}" is not in the election file (${election.contests.map((known) => known.id).join(", ")})`,
    );
  if (!election.sources.some((known) => known.id === declaration.source))
    problems.push(
      `source: "${declaration.source}" is not in the election file (${election.sources.map((known) => known.id).join(", ")})`,
    );
  const selections = new Set(contest?.selections.map((selection) => selection.id));
  const units = new Set<UnitId>();
  for (const [at, result] of declaration.results.entries()) {
    const shared = Object.keys(result.shares ?? {}).filter(
      (id) => id !== "others" || result.otherVotes === undefined,
    );
    for (const id of [...Object.keys(result.votes), ...shared])
      if (contest !== undefined && !selections.has(id))
        problems.push(`results.${at}: "${id}" is not a selection of contest "${contest.id}"`);
    if (units.has(result.unit)) problems.push(`results.${at}: unit "${result.unit}" stands twice`);
    units.add(result.unit);
  }
  if (problems.length > 0) throw new InputError("declaration", problems);
  return declaration;
}

/** A declaration with its place in the log. */
export interface DeclarationView {
  readonly entry: number;
  /** The blob of the declaration as it was entered. */
  readonly blob: Sha256Hex;
  readonly declaration: Declaration;
  /** The id of a later declaration that says it replaces this one. Both stay. */
  readonly supersededBy?: string;
}

/** The declared figures of one unit by name: the votes of each selection, then the totals that were announced. */
export function figuresOf(result: DeclaredResult): ReadonlyMap<string, number> {
  const figures = new Map(Object.entries(result.votes));
  for (const name of ["otherVotes", ...CLOSING_TOTALS, "registeredVoters", "stationsCounted"] as const) {
    const value = result[name];
    if (value !== undefined) figures.set(name, value);
  }
  return figures;
}

/** The percentages announced without the votes they are of, by selection, word for word. */
export function sharesAlone(result: DeclaredResult): ReadonlyMap<string, string> {
  const announced = Object.entries(result.shares ?? {}).filter(
    ([id]) => id !== "others" && !Object.hasOwn(result.votes, id),
  );
  return new Map(announced);
}

const CLOSING_TOTALS = ["validVotes", "blankVotes", "nullVotes", "ballotsCast"] as const;

/** What the declarations say against themselves and each other, in the order they were entered. */
export function checkDeclarations(
  declarations: readonly DeclarationView[],
  election: Election,
  register: Register,
): Finding[] {
  return declarations.flatMap((view, at) => [
    ...checkClosing(view, election),
    ...checkParts(view, register),
    ...checkDecreases(view, declarations.slice(0, at)),
  ]);
}

function findingAbout(
  view: DeclarationView,
  unit: UnitId,
): Pick<Finding, "contest" | "source" | "unit" | "entries"> {
  return { contest: view.declaration.contest, source: view.declaration.source, unit, entries: [view.entry] };
}

/** A declaration that names only some selections, and no sum of the others, can close with any total that is not less. */
function checkClosing(view: DeclarationView, election: Election): Finding[] {
  const findings: Finding[] = [];
  const selections =
    election.contests.find((contest) => contest.id === view.declaration.contest)?.selections ?? [];
  for (const result of view.declaration.results) {
    const votes = Object.values(result.votes).reduce((sum, count) => sum + count, result.otherVotes ?? 0);
    const about = findingAbout(view, result.unit);
    const differ = (total: string, declared: number | undefined, sum: number | undefined) => {
      if (declared === undefined || sum === undefined || declared === sum) return;
      const detail = { declaration: view.declaration.id, total, declared, sum };
      findings.push({ code: "declared-not-closing", ...about, detail });
    };
    const isComplete =
      result.otherVotes !== undefined ||
      selections.every((selection) => Object.hasOwn(result.votes, selection.id));
    if (isComplete || votes > (result.validVotes ?? votes)) differ("validVotes", result.validVotes, votes);
    const { validVotes, nullVotes, blankVotes, ballotsCast } = result;
    const parts =
      validVotes === undefined || nullVotes === undefined
        ? undefined
        : validVotes + nullVotes + (blankVotes ?? 0);
    // Blank votes that nobody announced may be the whole of what is left.
    if (blankVotes !== undefined || (parts ?? 0) > (ballotsCast ?? 0))
      differ("ballotsCast", ballotsCast, parts);
  }
  return findings;
}

/** A unit and all the units directly below it declared together must add up; some of them must not exceed it. */
function checkParts(view: DeclarationView, register: Register): Finding[] {
  const findings: Finding[] = [];
  const byUnit = new Map(view.declaration.results.map((result) => [result.unit, result]));
  for (const result of view.declaration.results) {
    const unit = register.unitIndex(result.unit);
    if (unit === undefined) continue;
    const children = register.childrenOf(unit).map((child) => register.unitIds[child] ?? "");
    const parts = children.flatMap((child) => byUnit.get(child) ?? []);
    if (parts.length === 0) continue;
    const complete = parts.length === children.length;
    for (const [figure, declared] of figuresOf(result)) {
      // What "the others" are differs with the selections that are named.
      if (figure === "otherVotes") continue;
      const values = parts.map((part) => figuresOf(part).get(figure));
      if (values.includes(undefined)) continue;
      const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
      if (complete ? sum === declared : sum <= declared) continue;
      findings.push({
        code: "total-not-sum-of-parts",
        ...findingAbout(view, result.unit),
        detail: { declaration: view.declaration.id, figure, declared, sum, parts: parts.length },
      });
    }
  }
  return findings;
}

/** Counted votes only grow from one announcement to the next: a figure that falls is named, whatever the reason. */
function checkDecreases(view: DeclarationView, earlier: readonly DeclarationView[]): Finding[] {
  const { contest, source } = view.declaration;
  const findings: Finding[] = [];
  const last = new Map<UnitId, { readonly before: DeclarationView; readonly past: DeclaredResult }>();
  for (const before of earlier)
    if (before.declaration.contest === contest && before.declaration.source === source)
      for (const past of before.declaration.results) last.set(past.unit, { before, past });
  for (const result of view.declaration.results) {
    const found = last.get(result.unit);
    if (found === undefined) continue;
    const { before, past } = found;
    const figures = figuresOf(result);
    for (const [figure, was] of figuresOf(past)) {
      const is = figures.get(figure);
      if (is === undefined || is >= was || figure === "otherVotes") continue;
      findings.push({
        code: "declared-decreases",
        ...findingAbout(view, result.unit),
        entries: [before.entry, view.entry],
        detail: { declaration: view.declaration.id, earlier: before.declaration.id, figure, was, is },
      });
    }
  }
  return findings;
}
