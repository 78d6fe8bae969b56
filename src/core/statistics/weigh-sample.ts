import { assert } from "../tlog/assert.ts";
import { collapseStrata } from "./collapse-strata.ts";
import type { WeightedSample } from "./ratio-estimate.ts";

/** Which stations were drawn, where, and which of them were received. All arrays are in the same order. */
export interface DrawnStations {
  /**
   * The strata of the frame, in an order in which neighbours are alike. `units` is what a stratum has of what is drawn:
   * stations, or polling places where whole polling places are drawn.
   */
  readonly strata: readonly { readonly name: string; readonly units: number }[];
  /** Of each station drawn its stratum, by index. */
  readonly stratum: Uint32Array;
  /** 1 where the sheet was received with every figure asked for on it, else 0. */
  readonly received: Uint8Array;
  /** Where polling places were drawn: of each station its polling place, and of each polling place all its stations. */
  readonly clusters?: { readonly of: Uint32Array; readonly stations: ArrayLike<number> };
}

/** What to do where a stratum has too little to show how its units vary. */
export interface WeighingOptions {
  /**
   * A stratum with a single unit received has no spread of its own. `collapse`: its spread is taken together with its
   * neighbour's. `average`: it is taken to vary like the average of the others, as the R package survey has it. That is
   * too little, for a single unit stands for more of the frame than one of several; it is there to compare.
   */
  readonly lonely: "collapse" | "average";
  /** A stratum with nothing received is stood in for by its neighbours, or there is no estimate. */
  readonly empty: "collapse" | "refuse";
}

/**
 * Why a sample cannot be weighed:
 * - `nothing-received`: not one station.
 * - `stratum-without-stations`: the named strata have nothing received, and joining them was not asked for, or there are no
 *   two strata that could stand in for them.
 * - `more-units-than-frame`: the named strata have more units received than the frame has.
 */
export type WeighingRefusal = "nothing-received" | "stratum-without-stations" | "more-units-than-frame";

export interface WeighingRefused {
  readonly kind: "refused";
  readonly reason: WeighingRefusal;
  /** Names of the strata it is about. */
  readonly strata: readonly string[];
}

export interface WeighedSample {
  readonly kind: "weighed";
  readonly sample: WeightedSample;
  /** Units (stations or polling places) with something received. */
  readonly unitsReceived: number;
  /** Strata with nothing received, all of them joined to neighbours. */
  readonly strataEmpty: readonly string[];
  /** Strata with a single unit received and more in the frame. */
  readonly strataLonely: readonly string[];
  /** Strata that were joined, group by group. */
  readonly strataJoined: readonly (readonly string[])[];
}

/** A stratum of the frame. */
interface ObservedStratum {
  readonly name: string;
  readonly unitsInFrame: number;
  unitsObserved: number;
  stationsObserved: number;
  /** Of the units observed. */
  stationsOfUnits: number;
}

/**
 * What each station received stands for. Its stratum is stood for by what was received of it (N_h / n_h units each, n_h
 * being the units received, not those drawn), and its polling place, where those were drawn, by what was received of that.
 * Joining strata (`collapseStrata`) leaves these weights as they are and takes spreads together. A stratum with nothing
 * received is stood in for by the others of its group, each with all its units as one: what is unknown then is how
 * strata differ, and no correction for a finite frame makes it smaller.
 *
 * William G. Cochran, Sampling Techniques (3rd edition, 1977), sections 5A.9 (post-stratification) and 5A.12 (collapsed strata).
 */
export function weighSample(
  sample: DrawnStations,
  options: WeighingOptions,
): WeighedSample | WeighingRefused {
  const units = receivedUnits(sample);
  const strata = observedStrata(sample, units);
  const namesOf = (is: (stratum: ObservedStratum) => boolean) => strata.filter(is).map(({ name }) => name);
  const tooMany = namesOf(
    (stratum) =>
      stratum.unitsObserved > stratum.unitsInFrame || stratum.stationsObserved > stratum.stationsOfUnits,
  );
  if (tooMany.length > 0) return refuse("more-units-than-frame", tooMany);
  const strataEmpty = namesOf((stratum) => fractionOf(stratum) === 0);
  if (units.stratum.length === 0) return refuse("nothing-received", strataEmpty);
  if (options.empty === "refuse" && strataEmpty.length > 0)
    return refuse("stratum-without-stations", strataEmpty);
  const strataLonely = namesOf((stratum) => stratum.unitsObserved === 1 && fractionOf(stratum) < 1);
  const groupOf = collapseStrata(
    strata.map((stratum) => ({
      unitsObserved: stratum.unitsObserved,
      isComplete: fractionOf(stratum) === 1,
    })),
    options.lonely === "collapse" ? 2 : 1,
  );
  if (groupOf === undefined) return refuse("stratum-without-stations", strataEmpty);
  const groups = joined(strata, groupOf);
  return {
    kind: "weighed",
    sample: weighted(units, { strata, groupOf, groups }),
    unitsReceived: units.stratum.length,
    strataEmpty,
    strataLonely,
    strataJoined: groups
      .map((group) => group.filter(({ unitsInFrame }) => unitsInFrame > 0).map(({ name }) => name))
      .filter(({ length }) => length > 1),
  };
}

function refuse(reason: WeighingRefusal, strata: readonly string[]): WeighingRefused {
  return { kind: "refused", reason, strata };
}

function observedStrata(sample: DrawnStations, units: ReceivedUnits): readonly ObservedStratum[] {
  const strata = sample.strata.map(({ name, units }) => ({
    name,
    unitsInFrame: units,
    unitsObserved: 0,
    stationsObserved: 0,
    stationsOfUnits: 0,
  }));
  for (let unit = 0; unit < units.stratum.length; unit++) {
    const stratum = strata[units.stratum[unit] ?? 0];
    assert(stratum !== undefined, "every station lies in a stratum");
    stratum.unitsObserved++;
    stratum.stationsObserved += units.stationsReceived[unit] ?? 0;
    stratum.stationsOfUnits += units.stations[unit] ?? 0;
  }
  return strata;
}

/**
 * The observed part of the stations. Where polling places are received in part it is smaller than the part of the
 * polling places: what is missing inside them varies too, and the correction for a finite frame must not hide it.
 */
function fractionOf(stratum: ObservedStratum): number {
  if (stratum.unitsInFrame === 0) return 1;
  if (stratum.unitsObserved === 0) return 0;
  return (
    (stratum.unitsObserved / stratum.unitsInFrame) * (stratum.stationsObserved / stratum.stationsOfUnits)
  );
}

function joined(
  strata: readonly ObservedStratum[],
  groupOf: readonly number[],
): readonly (readonly ObservedStratum[])[] {
  const groups = Array.from({ length: (groupOf.at(-1) ?? 0) + 1 }, () => new Array<ObservedStratum>());
  for (const [index, stratum] of strata.entries()) groups[groupOf[index] ?? 0]?.push(stratum);
  return groups;
}

interface Grouping {
  readonly strata: readonly ObservedStratum[];
  readonly groupOf: readonly number[];
  readonly groups: readonly (readonly ObservedStratum[])[];
}

function weighted(units: ReceivedUnits, { strata, groupOf, groups }: Grouping): WeightedSample {
  const fractions = groups.map((group) =>
    group.reduce((least, stratum) => Math.min(least, fractionOf(stratum)), 1),
  );
  const inFrame = (of: readonly ObservedStratum[]) =>
    of.reduce((sum, { unitsInFrame }) => sum + unitsInFrame, 0);
  const standingFor = groups.map(
    (group) => inFrame(group) / inFrame(group.filter(({ unitsObserved }) => unitsObserved > 0)),
  );
  /** Units as the variance has them: those received, or a whole stratum where a neighbour has nothing. */
  const numberOfStratum = new Map<number, number>();
  const groupOfUnit: number[] = [];
  const numberOf = units.stratum.map((stratum) => {
    const group = groupOf[stratum] ?? 0;
    if (fractions[group] !== 0) return groupOfUnit.push(group) - 1;
    const number = numberOfStratum.get(stratum) ?? groupOfUnit.push(group) - 1;
    numberOfStratum.set(stratum, number);
    return number;
  });
  const unitsObserved = new Uint32Array(groups.length);
  for (const group of groupOfUnit) unitsObserved[group] = (unitsObserved[group] ?? 0) + 1;
  return {
    strata: fractions.map((fraction, group) => ({ unitsObserved: unitsObserved[group] ?? 0, fraction })),
    stratumOfUnit: Uint32Array.from(groupOfUnit),
    unitOfRow: units.ofRow.map((unit) => numberOf[unit] ?? 0),
    weightOfRow: Float64Array.from(units.isReceived, (received, row) => {
      const unit = units.ofRow[row] ?? 0;
      const index = units.stratum[unit] ?? 0;
      const stratum = strata[index];
      if (received === 0 || stratum === undefined) return 0;
      const within = (units.stations[unit] ?? 0) / (units.stationsReceived[unit] ?? 0);
      return (
        (stratum.unitsInFrame / stratum.unitsObserved) * within * (standingFor[groupOf[index] ?? 0] ?? 1)
      );
    }),
  };
}

interface ReceivedUnits {
  /** 1 for each station received, else 0. */
  readonly isReceived: Uint8Array;
  /** Of each station received its unit, numbered among the units received. */
  readonly ofRow: Uint32Array;
  /** Of each unit received its stratum, all its stations, and those of them that were received. */
  readonly stratum: Uint32Array;
  readonly stations: Float64Array;
  readonly stationsReceived: Uint32Array;
}

/** A unit is a station, or a polling place where those were drawn. It is received if one of its stations is. */
function receivedUnits(sample: DrawnStations): ReceivedUnits {
  const { clusters } = sample;
  const ofRow = new Uint32Array(sample.received.length);
  const unitOf = new Map<number, number>();
  const stratum: number[] = [];
  const stations: number[] = [];
  const stationsReceived: number[] = [];
  for (let row = 0; row < sample.received.length; row++) {
    if (sample.received[row] === 0) continue;
    const cluster = clusters?.of[row] ?? 0;
    const unit = (clusters === undefined ? undefined : unitOf.get(cluster)) ?? stratum.length;
    if (unit === stratum.length) {
      if (clusters !== undefined) unitOf.set(cluster, unit);
      stratum.push(sample.stratum[row] ?? 0);
      stations.push(clusters === undefined ? 1 : (clusters.stations[cluster] ?? 0));
      stationsReceived.push(0);
    }
    assert(stratum[unit] === sample.stratum[row], "a polling place lies in one stratum");
    stationsReceived[unit] = (stationsReceived[unit] ?? 0) + 1;
    ofRow[row] = unit;
  }
  return {
    isReceived: sample.received,
    ofRow,
    stratum: Uint32Array.from(stratum),
    stations: Float64Array.from(stations),
    stationsReceived: Uint32Array.from(stationsReceived),
  };
}
