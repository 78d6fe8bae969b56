import { InputError } from "../input-error.ts";
import type { Sample } from "../sample.ts";
import type { SourceView } from "../view.ts";
import { placesOf } from "./places-of.ts";
import type { DrawnSample, Stratum } from "./quick-count.ts";
import { samplingFrame, type SamplingFrame, type SamplingPlan } from "./sampling-frame.ts";
import type { TestContext } from "./test-context.ts";

/** A sample as the estimators take it: every station drawn, with its sheet where it is counted. */
export interface SampleColumns {
  readonly sample: DrawnSample;
  /** Of each station drawn the log's entry with the account of its sheet; 0 where there is none. */
  readonly arrived: Int32Array;
}

export type SampleColumnsRefusal =
  "stratum-sizes-unknown" | "station-in-no-stratum" | "station-not-known" | "stratum-not-drawn";

/** The columns of a sample, or why its design cannot be known. */
export function sampleColumns(
  context: TestContext,
  source: SourceView,
  sample: Sample,
): SampleColumns | SampleColumnsRefusal {
  const { register } = context.seen;
  const plan: SamplingPlan = sample.rule.kind === "proportional" ? {} : sample.rule;
  const design = register.adopted ? designOfRegister(context, plan) : designOfSizes(context, plan);
  if (typeof design === "string") return design;
  const stations = sample.stations.map((id) => register.stationIndex(id) ?? -1);
  // A station that nobody's data names stands in no stratum that a declared size could tell of.
  if (stations.includes(-1)) return "station-not-known";
  const stratum = stations.map((station) => design.stratumOf(station));
  if (stratum.includes(-1)) return "station-in-no-stratum";
  // Its neighbours stand in for a stratum that nothing came from, but not for one that nobody could be drawn from.
  const drawn = new Set(stratum);
  if (design.strata.some(({ units }, at) => units > 0 && !drawn.has(at))) return "stratum-not-drawn";
  const { clusterOf, clusterStations } = design;
  const { figures, arrived } = figuresOf(context, source, stations);
  return {
    arrived,
    sample: {
      strata: design.strata,
      stratum: Uint32Array.from(stratum),
      ...figures,
      ...(clusterOf === undefined || clusterStations === undefined
        ? {}
        : { clusters: { of: Uint32Array.from(stations, clusterOf), stations: clusterStations } }),
    },
  };
}

interface Design {
  readonly strata: readonly Stratum[];
  /** -1 for a station that is in none. */
  readonly stratumOf: (station: number) => number;
  readonly clusterOf?: (station: number) => number;
  readonly clusterStations?: readonly number[];
}

function designOfRegister({ seen }: TestContext, plan: SamplingPlan): Design | SampleColumnsRefusal {
  const { register } = seen;
  const frame = frameOf(seen, plan);
  if (frame === undefined) return "station-in-no-stratum";
  const units = new Uint32Array(frame.strata.length);
  for (let at = 0; at < frame.ids.length; at++) {
    const stratum = frame.stratum[at] ?? 0;
    units[stratum] = (units[stratum] ?? 0) + 1;
  }
  const placeOf = (station: number) => frame.placeOf[station] ?? -1;
  return {
    strata: frame.strata.map((unit, at) => ({ name: register.unitIds[unit] ?? "", units: units[at] ?? 0 })),
    stratumOf: (station) => (placeOf(station) < 0 ? -1 : (frame.stratum[placeOf(station)] ?? -1)),
    ...(plan.clusters === undefined ? {} : { clusterOf: placeOf, clusterStations: stationsByPlace(frame) }),
  };
}

/** Undefined where the register has stations above the level that was asked for. */
function frameOf({ register, election }: TestContext["seen"], plan: SamplingPlan): SamplingFrame | undefined {
  try {
    return samplingFrame(register, election, plan);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/** Of each cluster how many stations it has. */
function stationsByPlace({ ids, placeOf }: SamplingFrame): number[] {
  const stations = ids.map(() => 0);
  for (const place of placeOf) if (place >= 0) stations[place] = (stations[place] ?? 0) + 1;
  return stations;
}

/**
 * Without a register, the election file's declared sizes say how many stations each stratum has. They must add up to what
 * it says of the whole: else a stratum may be left out, and an estimate of the others would be told as the whole's.
 */
function designOfSizes({ seen }: TestContext, plan: SamplingPlan): Design | SampleColumnsRefusal {
  const { register, election } = seen;
  if (plan.clusters !== undefined) return "stratum-sizes-unknown";
  const depth = election.levels.findIndex((level) => level.id === plan.strata) + 1;
  const strata: Stratum[] = [];
  const indexOf = new Map<number, number>();
  for (const { unit: id, stations } of election.sizes) {
    const unit = register.unitIndex(id);
    const level = unit === undefined ? undefined : register.unitLevels.at(unit);
    // A stratum of which nothing at all is held is not in the register, but is a stratum all the same.
    const isStratum = level === undefined ? id.split("/").length === depth : level === depth;
    if (!isStratum) continue;
    if (unit !== undefined) indexOf.set(unit, strata.length);
    strata.push({ name: id, units: stations });
  }
  const whole = election.sizes.find(({ unit }) => register.unitIndex(unit) === 0)?.stations;
  if (whole === undefined || strata.reduce((sum, { units }) => sum + units, 0) !== whole)
    return "stratum-sizes-unknown";
  return {
    strata,
    stratumOf: (station) => {
      let unit = register.stationUnits.at(station);
      while (register.unitLevels.at(unit) > depth) unit = register.unitParents.at(unit);
      return indexOf.get(unit) ?? -1;
    },
  };
}

function figuresOf(context: TestContext, source: SourceView, stations: readonly number[]) {
  const sheets = context.collected(source);
  const sheetOf = placesOf(sheets.stations, context.seen.register.stations);
  // A sheet with a selection that nobody could read is one that was not received: no box is taken for a zero.
  const unreadable = new Set(sheets.illegible.sheets);
  const at = stations.map((station) => {
    const sheet = sheetOf[station] ?? -1;
    return unreadable.has(sheet) ? -1 : sheet;
  });
  const column = (values: Int32Array) => Int32Array.from(at, (sheet) => values[sheet] ?? 0);
  const registered = Int32Array.from(at, (sheet, row) =>
    sheet >= 0
      ? (sheets.registeredVoters[sheet] ?? -1)
      : context.seen.register.stationRegisteredVoters.at(stations[row] ?? 0),
  );
  return {
    figures: {
      received: Uint8Array.from(at, (sheet) => (sheet < 0 ? 0 : 1)),
      votes: sheets.votes.map(column),
      votesAll: column(sheets.validVotes),
      ballots: column(sheets.ballotsCast),
      registered,
    },
    arrived: Int32Array.from(stations, (station, row) =>
      (at[row] ?? -1) < 0 ? 0 : (source.sheets.accounts(station)[0]?.entry ?? 0),
    ),
  };
}
