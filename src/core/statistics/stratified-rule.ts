import type { Election } from "../election.ts";
import { InputError } from "../input-error.ts";
import type { Register } from "../register.ts";
import type { SampleRule } from "../sample.ts";
import { allocate } from "./allocation.ts";
import { idsByStratum } from "./draw-sample.ts";
import { samplingFrame, type SamplingPlan } from "./sampling-frame.ts";

/** How a sample is shared out over the strata. */
export interface StratifiedOrder extends SamplingPlan {
  readonly size: number;
  readonly fewest: number;
  /** How much stations varied in each stratum, in the order of the frame: more from those that varied more. */
  readonly spread?: ArrayLike<number> | undefined;
}

/** The rule of a stratified sample with its sizes. Throws InputError where the size does not fit the register. */
export function stratifiedRule(
  register: Register,
  election: Election,
  order: StratifiedOrder,
): Extract<SampleRule, { kind: "stratified" }> {
  const { strata, clusters, size, fewest, spread } = order;
  const frame = samplingFrame(register, election, { strata, clusters });
  const units = idsByStratum(frame).map((ids) => ids.length);
  const allocation = allocate({ units, size, fewest, ...(spread === undefined ? {} : { spread }) });
  if (allocation.kind === "refused")
    throw new InputError("sample size", [
      allocation.reason === "more-than-the-frame"
        ? `${size} is more than the ${allocation.limit} there are`
        : `${size} is too few for at least ${fewest} in each of ${units.length} strata: ${allocation.limit} are needed`,
    ]);
  const named = frame.strata.map(
    (unit, at) => [register.unitIds[unit] ?? "", allocation.sizes[at] ?? 0] as const,
  );
  return {
    kind: "stratified",
    ...(strata === undefined ? {} : { strata }),
    ...(clusters === undefined ? {} : { clusters }),
    sizes: Object.fromEntries(named.filter(([, own]) => own > 0)),
  };
}
