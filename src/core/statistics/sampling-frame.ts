import type { Election } from "../election.ts";
import { InputError } from "../input-error.ts";
import type { Register } from "../register.ts";

/** What is drawn: stations, or with `clusters` units of that level with all their stations. */
export interface SamplingPlan {
  readonly strata?: string | undefined;
  readonly clusters?: string | undefined;
}

/** The stations that the adopted register lists, by stratum and by what is drawn. */
export interface SamplingFrame {
  /** Units of the register that are the strata; the whole is one where none were asked for. */
  readonly strata: readonly number[];
  /** Ids of what can be drawn, each once: stations, or units. */
  readonly ids: readonly string[];
  /** Of each its stratum, by index. */
  readonly stratum: Uint32Array;
  /** Of each station of the register which of them it belongs to, by index; -1 where the register does not list it. */
  readonly placeOf: Int32Array;
}

/**
 * What a sample is drawn from. Throws InputError where no register was adopted (nobody could say what was left out), or
 * where a station stands in no unit of a level that is asked for.
 */
export function samplingFrame(register: Register, election: Election, plan: SamplingPlan): SamplingFrame {
  if (!register.adopted)
    throw new InputError("sample", [
      "the election has no register of polling stations, so there is nothing to draw from: open it with --register",
    ]);
  const strata = ancestorsAt(register, election, plan.strata);
  const clusters = plan.clusters === undefined ? undefined : ancestorsAt(register, election, plan.clusters);
  const strataUnits: number[] = [];
  const stratumOf = new Map<number, number>();
  const frame = { ids: new Array<string>(), stratum: new Array<number>() };
  const placeOf = new Int32Array(register.stations).fill(-1);
  const drawable = new Map<number, number>();
  for (let station = 0; station < register.stations; station++) {
    if (register.isOutside(station)) continue;
    const unit = strata(station);
    let stratum = stratumOf.get(unit);
    if (stratum === undefined) {
      stratum = strataUnits.push(unit) - 1;
      stratumOf.set(unit, stratum);
    }
    const cluster = clusters?.(station);
    const known = cluster === undefined ? undefined : drawable.get(cluster);
    placeOf[station] = known ?? frame.ids.length;
    if (known !== undefined) continue;
    if (cluster !== undefined) drawable.set(cluster, frame.ids.length);
    frame.ids.push((cluster === undefined ? register.stationIds[station] : register.unitIds[cluster]) ?? "");
    frame.stratum.push(stratum);
  }
  return { strata: strataUnits, ids: frame.ids, stratum: Uint32Array.from(frame.stratum), placeOf };
}

/** The unit of the level above each station; the whole where no level is asked for. */
function ancestorsAt(
  register: Register,
  election: Election,
  level: string | undefined,
): (station: number) => number {
  if (level === undefined) return () => 0;
  const depth = election.levels.findIndex((known) => known.id === level) + 1;
  if (depth === 0)
    throw new InputError("sample", [
      `"${level}" is no level of the election file; it names: ${election.levels.map(({ id }) => id).join(", ")}`,
    ]);
  const [levels, parents, units] = [register.unitLevels, register.unitParents, register.stationUnits].map(
    (column) => column.values(),
  );
  // A parent stands before its children.
  const above = new Int32Array(register.unitIds.length).fill(-1);
  for (let unit = 0; unit < above.length; unit++) {
    const own = levels?.[unit] ?? 0;
    if (own >= depth) above[unit] = own === depth ? unit : (above[parents?.[unit] ?? 0] ?? -1);
  }
  return (station) => {
    const unit = above[units?.[station] ?? 0] ?? -1;
    if (unit < 0)
      throw new InputError("sample", [
        `station "${register.stationIds[station]}" stands in no unit of the level "${level}"`,
      ]);
    return unit;
  };
}
