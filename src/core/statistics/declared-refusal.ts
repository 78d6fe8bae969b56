import type { Dataset, DrawnSample } from "../state.ts";

/** What a draw is held against: where in the log the register and the tables stand. */
export interface DrawnAfter {
  readonly registerEntry: number | undefined;
  readonly datasets: readonly Pick<Dataset, "entry" | "source" | "supersedes">[];
}

/**
 * Why the results that an audit was drawn from can show nothing:
 * - `drawn-before-register`, `drawn-before-results`: whoever made them could know the seed.
 * - `declared-by-several`: the tables are not one source's, so that nobody declared the order they show together.
 * - `declared-by-sheet-source`: the sheets are of the source that declared the results, and would bear out themselves.
 * - `results-replaced`: the source has replaced a table by another; what stands is the other.
 */
export type DeclaredRefusal =
  | "drawn-before-register"
  | "drawn-before-results"
  | "declared-by-several"
  | "declared-by-sheet-source"
  | "results-replaced";

/** Whether the register was adopted after the draw: the rule then gives stations that could be chosen by the seed. */
export function isDrawnBeforeRegister(entry: number, { registerEntry }: DrawnAfter): boolean {
  return registerEntry !== undefined && registerEntry >= entry;
}

/** What speaks against the results an audit was drawn from, before any of them is looked at; undefined where nothing does. */
export function declaredRefusal(
  {
    entry,
    sample,
  }: { readonly entry: number; readonly sample: Pick<DrawnSample["sample"], "source" | "rule"> },
  log: DrawnAfter,
): DeclaredRefusal | undefined {
  const { rule, source } = sample;
  if (rule.kind !== "proportional") return undefined;
  if (isDrawnBeforeRegister(entry, log)) return "drawn-before-register";
  if (rule.declared.some((table) => table >= entry)) return "drawn-before-results";
  const named = log.datasets.filter((dataset) => rule.declared.includes(dataset.entry));
  if (new Set(named.map((dataset) => dataset.source)).size > 1) return "declared-by-several";
  if (named.some((dataset) => dataset.source === source)) return "declared-by-sheet-source";
  const replaced = new Set(log.datasets.map((dataset) => dataset.supersedes));
  return rule.declared.some((table) => replaced.has(table)) ? "results-replaced" : undefined;
}
