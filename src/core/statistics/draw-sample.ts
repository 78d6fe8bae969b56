import type { Crypto } from "../crypto.ts";
import type { Election } from "../election.ts";
import { InputError } from "../input-error.ts";
import type { Register } from "../register.ts";
import type { Sample, SampleRule } from "../sample.ts";
import type { StationId } from "../tally-sheet.ts";
import { boundBatches, drawSizes, type BatchBounds } from "./batch-bounds.ts";
import { declaredBatches, type DeclaredTables, type StationResults } from "./declared-batches.ts";
import { samplingFrame, type SamplingFrame } from "./sampling-frame.ts";
import { drawProportional, drawWithoutReplacement } from "./tickets.ts";

/** What a draw is made from, besides its rule and seed. */
export interface DrawContext {
  readonly election: Election;
  readonly register: Register;
  /** For an audit: the tables that the rule names. */
  readonly tables: DeclaredTables;
  readonly crypto: Crypto;
}

/** A rule with its seed, and for an audit how many draws. */
export type DrawOrder = Pick<Sample, "contest"> & {
  readonly rule: SampleRule;
  readonly seed: string;
  readonly draws?: number;
};

/**
 * The stations that a public rule and seed give: anybody who has the register draws the same. Throws InputError where
 * the rule does not fit the register or the declared results.
 */
export function drawStations(order: DrawOrder, context: DrawContext): readonly StationId[] {
  const { rule } = order;
  switch (rule.kind) {
    case "stratified":
      return drawStratified(rule, order.seed, context);
    case "proportional":
      return drawForAudit({ ...order, rule }, context);
    case "external":
      throw new InputError("sample", ["was drawn by somebody else: there is no rule to draw it again by"]);
  }
}

/** Whether the stations of a sample are those that its rule and seed give; undefined where nobody can tell. */
export function isRedrawn(sample: Sample, context: DrawContext): boolean | undefined {
  if (sample.rule.kind === "external" || sample.seed === undefined) return undefined;
  const { contest, rule, seed, stations } = sample;
  return isSameDraw(drawStations({ contest, rule, seed, draws: stations.length }, context), stations);
}

/** Whether two draws gave the same stations in the same order. */
export function isSameDraw(one: readonly StationId[], other: readonly StationId[]): boolean {
  return one.length === other.length && one.every((station, at) => station === other[at]);
}

function drawStratified(
  rule: Extract<SampleRule, { kind: "stratified" }>,
  seed: string,
  { election, register, crypto }: DrawContext,
): StationId[] {
  const frame = samplingFrame(register, election, rule);
  const problems: string[] = [];
  const idsOf = idsByStratum(frame);
  const known = new Set(frame.strata.map((unit) => register.unitIds[unit] ?? ""));
  for (const unit of Object.keys(rule.sizes))
    if (!known.has(unit)) problems.push(`sizes: "${unit}" is no stratum of the register`);
  const drawn = frame.strata.flatMap((unit, stratum) => {
    const ids = idsOf[stratum] ?? [];
    const size = rule.sizes[register.unitIds[unit] ?? ""] ?? 0;
    if (size > ids.length)
      problems.push(
        `sizes: "${register.unitIds[unit]}" has ${ids.length} to draw from, and ${size} are asked for`,
      );
    return drawWithoutReplacement({ ids, seed, size, crypto }).map(({ id }) => id);
  });
  if (problems.length > 0) throw new InputError("sample", problems);
  return rule.clusters === undefined ? drawn : stationsOf(drawn, register, frame);
}

/** All stations of the clusters drawn, cluster by cluster. */
function stationsOf(clusters: readonly string[], register: Register, frame: SamplingFrame): StationId[] {
  const stations = new Map(clusters.map((id) => [id, new Array<StationId>()]));
  for (let station = 0; station < register.stations; station++)
    stations.get(frame.ids[frame.placeOf[station] ?? -1] ?? "")?.push(register.stationIds[station] ?? "");
  return clusters.flatMap((id) => stations.get(id) ?? []);
}

/** Of each stratum what can be drawn in it. */
export function idsByStratum(frame: SamplingFrame): readonly (readonly string[])[] {
  const ids: string[][] = frame.strata.map(() => []);
  for (const [at, id] of frame.ids.entries()) ids[frame.stratum[at] ?? 0]?.push(id);
  return ids;
}

function drawForAudit(
  order: Omit<DrawOrder, "rule"> & { readonly rule: Extract<SampleRule, { kind: "proportional" }> },
  { election, register, tables, crypto }: DrawContext,
): StationId[] {
  const results = declaredBatches(order, register, { election, tables });
  const bounds = boundBatches(results.declared);
  if (bounds.kind === "refused")
    throw new InputError("audit", [
      `the declared results cannot be audited: ${bounds.reason} (docs/tests/batch-audit.md)`,
    ]);
  const { seed, draws = 1 } = order;
  return drawBatches({ results, bounds }, { seed, draws, register, crypto });
}

/** The stations that a seed gives with replacement, each with a chance in proportion to what its declared result can hide. */
export function drawBatches(
  { results, bounds }: { readonly results: StationResults; readonly bounds: BatchBounds },
  draw: Pick<DrawContext, "register" | "crypto"> & { readonly seed: string; readonly draws: number },
): StationId[] {
  const sizes = drawSizes(results.declared, bounds);
  const { stationIds } = draw.register;
  return drawProportional({ ...draw, sizes }).map((batch) => stationIds[results.stations[batch] ?? 0] ?? "");
}
