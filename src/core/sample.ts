import { z } from "zod";

import { percentageSchema } from "./declaration.ts";
import type { Election } from "./election.ts";
import { InputError, parseJson } from "./input-error.ts";

const nameSchema = z.string().min(1).max(200);
const reasonSchema = z.string().min(1).max(4_000);
const levelSchema = z.string().min(1);

/**
 * How stations were chosen. `stratified`: by tickets within each stratum, anybody can redo it. `proportional`: for an
 * audit, one station after the other, with a chance that grows with the error its declared result could hide, anybody
 * can redo it. `external`: somebody else drew it, and nothing here can show how.
 */
const ruleSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("stratified"),
    /** The level whose units are the strata; without it all stations are one stratum. */
    strata: levelSchema.optional(),
    /** The level whose units are drawn whole, with all their stations; without it stations are drawn. */
    clusters: levelSchema.optional(),
    /** How many stations (or clusters) are drawn in each stratum, by unit id. */
    sizes: z.record(z.string(), z.int().min(1)),
  }),
  z.strictObject({
    kind: z.literal("proportional"),
    /** The entries of the tables with the declared result of every station. */
    declared: z.array(z.int().min(0)).min(1),
    /** The most votes a station's declared result could hide: its registered voters, or the ballots declared. */
    bound: z.enum(["registered-voters", "ballots-cast"]),
    /** In percent: the chance, at most, that a wrong outcome is confirmed. */
    riskLimit: percentageSchema.refine(
      (percentage) => Number(percentage) > 0 && Number(percentage) < 100,
      "is not between 0 and 100 percent",
    ),
  }),
  z.strictObject({
    kind: z.literal("external"),
    drawnBy: nameSchema,
    method: reasonSchema,
    strata: levelSchema.optional(),
    clusters: levelSchema.optional(),
  }),
]);

const sampleSchema = z
  .strictObject({
    format: z.literal("cotejo-sample/1"),
    id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/),
    contest: z.string(),
    /** Whose sheets of the stations drawn are looked at. */
    source: z.string(),
    purpose: z.enum(["quick-count", "audit"]),
    rule: ruleSchema,
    /** What the draw was made from, in public, after the rule was fixed; none where somebody else drew. */
    seed: z.string().min(1).max(500).optional(),
    /** Where the seed comes from: who threw the dice, which lottery, which witnesses. */
    seedSource: reasonSchema.optional(),
    /** The stations drawn: by unit and ticket; for an audit in the order drawn, with repeats. */
    stations: z.array(z.string().min(1)).min(1),
  })
  .refine((sample) => sample.rule.kind === "external" || sample.seed !== undefined, {
    path: ["seed"],
    message: "is missing: without a seed nobody can redo the draw",
  })
  .refine((sample) => (sample.purpose === "audit") === (sample.rule.kind === "proportional"), {
    path: ["rule", "kind"],
    message: "an audit is drawn in proportion, a quick count is not",
  })
  .refine(({ purpose, stations }) => purpose === "audit" || new Set(stations).size === stations.length, {
    path: ["stations"],
    message: "a quick count names every station once",
  });

export type Sample = z.infer<typeof sampleSchema>;
export type SampleRule = Sample["rule"];

/** A sample (docs/formats/sample.md), held against the election file's names. Throws InputError naming every problem. */
export function parseSample(text: string, election: Election): Sample {
  const parsed = sampleSchema.safeParse(parseJson(text, "sample"));
  if (!parsed.success) throw InputError.fromIssues("sample", parsed.error.issues);
  const sample = parsed.data;
  const problems: string[] = [];
  const known = (what: string, name: string | undefined, names: readonly string[]) => {
    if (name !== undefined && !names.includes(name))
      problems.push(`${what}: "${name}" is not in the election file (${names.join(", ")})`);
  };
  known(
    "contest",
    sample.contest,
    election.contests.map((contest) => contest.id),
  );
  known(
    "source",
    sample.source,
    election.sources.map((source) => source.id),
  );
  if (sample.rule.kind !== "proportional") {
    const levels = election.levels.map((level) => level.id);
    known("rule.strata", sample.rule.strata, levels);
    known("rule.clusters", sample.rule.clusters, levels);
    const depth = (level: string | undefined) => (level === undefined ? -1 : levels.indexOf(level));
    if (sample.rule.clusters !== undefined && depth(sample.rule.clusters) <= depth(sample.rule.strata))
      problems.push("rule.clusters: is not a level below the strata");
  }
  if (problems.length > 0) throw new InputError("sample", problems);
  return sample;
}
