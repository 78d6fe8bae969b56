import type { Register } from "../register.ts";
import { slugsOf } from "./slug.ts";

/** The most polling stations whose sheets stand on one page. */
export const STATIONS_A_PAGE = 200;

/** Stations of one reporting unit, on the page where they are shown. */
export interface StationGroup {
  readonly unit: number;
  readonly stations: readonly number[];
}

/** One page of a reporting unit. A unit with too many stations of its own continues on further parts. */
export interface UnitPage {
  readonly unit: number;
  readonly path: string;
  readonly part: number;
  readonly parts: number;
  readonly groups: readonly StationGroup[];
}

const plans = new WeakMap<object, PagePlan>();

/** The plan of a register as it is, with the same pages as long as nothing in the register changes. */
export function pagePlanOf(register: Register): PagePlan {
  const plan = plans.get(register.edition) ?? new PagePlan(register);
  plans.set(register.edition, plan);
  return plan;
}

/**
 * Which reporting units have a page, and where every station is found. A unit with child units and more stations than
 * a page holds links to its children's pages; every other unit shows all stations below it, so that a polling place of
 * three stations needs no file of its own.
 */
export class PagePlan {
  readonly childrenOf: readonly (readonly number[])[];
  readonly stationsOf: readonly (readonly number[])[];
  readonly stationsBelow: Int32Array;
  /** Every page of every unit, parents before their children. */
  readonly pages: readonly UnitPage[];
  readonly #register: Register;
  readonly #slugs: ReadonlyMap<string, string>;
  /** The unit whose page shows this unit. */
  readonly #pageUnit: Int32Array;
  readonly #partOfStation: Uint32Array;

  constructor(register: Register) {
    this.#register = register;
    this.childrenOf = indexBy(register.units, register.unitIds, (unit) => register.unitParents.at(unit));
    this.stationsOf = indexStations(register);
    this.stationsBelow = new Int32Array(register.units);
    for (let unit = register.units - 1; unit >= 0; unit--) {
      const below = (this.stationsBelow[unit] ?? 0) + (this.stationsOf[unit]?.length ?? 0);
      this.stationsBelow[unit] = below;
      const parent = register.unitParents.at(unit);
      if (parent >= 0) this.stationsBelow[parent] = (this.stationsBelow[parent] ?? 0) + below;
    }
    this.#pageUnit = this.#placeUnits();
    this.#slugs = slugsOf(register.unitIds.filter((_, unit) => unit > 0 && this.hasPage(unit)));
    this.#partOfStation = new Uint32Array(register.stations);
    this.pages = [...this.#allPages()];
    for (const page of this.pages)
      for (const group of page.groups)
        for (const station of group.stations) this.#partOfStation[station] = page.part;
  }

  /** Whether the unit's stations stand on the pages of its children. */
  isSplit(unit: number): boolean {
    return (this.stationsBelow[unit] ?? 0) > STATIONS_A_PAGE && (this.childrenOf[unit]?.length ?? 0) > 0;
  }

  hasPage(unit: number): boolean {
    return this.#pageUnit[unit] === unit;
  }

  /** The unit whose page shows this unit. */
  pageUnitOf(unit: number): number {
    return this.#pageUnit[unit] ?? 0;
  }

  /** The path of the first page that shows the unit. */
  pathOfUnit(unit: number): string {
    return this.#path(this.pageUnitOf(unit), 1);
  }

  pathOfStation(station: number): string {
    const unit = this.pageUnitOf(this.#register.stationUnits.at(station));
    return this.#path(unit, this.#partOfStation[station] ?? 1);
  }

  *#allPages(): Generator<UnitPage> {
    yield* this.#pagesOf(0);
    for (const unit of this.below(0, (at) => this.isSplit(at))) yield* this.#pagesOf(unit);
  }

  *#pagesOf(unit: number): Generator<UnitPage> {
    const parts = partsOf(this.#groupsOf(unit));
    for (const [at, groups] of parts.entries())
      yield { unit, path: this.#path(unit, at + 1), part: at + 1, parts: parts.length, groups };
  }

  /** The units below one, each before its own children; below those that do not open, none. Any number of them. */
  *below(unit: number, opens: (unit: number) => boolean = () => true): Generator<number> {
    const waiting: number[] = [];
    const wait = (parent: number) => {
      const children = this.childrenOf[parent] ?? [];
      for (let at = children.length - 1; at >= 0; at--) waiting.push(children[at] ?? 0);
    };
    if (opens(unit)) wait(unit);
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      yield at;
      if (opens(at)) wait(at);
    }
  }

  #path(unit: number, part: number): string {
    const slug = unit === 0 ? "index" : this.#slugs.get(this.#register.unitIds[unit] ?? "");
    return `units/${slug}${part > 1 ? `.${part}` : ""}.html`;
  }

  #placeUnits(): Int32Array {
    const pageUnit = new Int32Array(this.#register.units);
    for (let unit = 1; unit < this.#register.units; unit++) {
      const parent = this.#register.unitParents.at(unit);
      const parentPage = pageUnit[parent] ?? 0;
      pageUnit[unit] = parentPage === parent && this.isSplit(parent) ? unit : parentPage;
    }
    return pageUnit;
  }

  #groupsOf(unit: number): StationGroup[] {
    const groups: StationGroup[] = [];
    const add = (at: number) => {
      const stations = this.stationsOf[at] ?? [];
      if (stations.length > 0) groups.push({ unit: at, stations });
    };
    add(unit);
    if (!this.isSplit(unit)) for (const at of this.below(unit)) add(at);
    return groups;
  }
}

/** Splits groups so that no part has more stations than a page holds; there is always one part. */
function partsOf(groups: readonly StationGroup[]): StationGroup[][] {
  const parts: StationGroup[][] = [[]];
  let room = STATIONS_A_PAGE;
  for (const { unit, stations } of groups)
    for (let from = 0; from < stations.length;) {
      if (room === 0) {
        parts.push([]);
        room = STATIONS_A_PAGE;
      }
      const some = stations.slice(from, from + room);
      parts.at(-1)?.push({ unit, stations: some });
      from += some.length;
      room -= some.length;
    }
  return parts;
}

function indexStations(register: Register): number[][] {
  const stationsOf: number[][] = register.unitIds.map(() => []);
  for (let station = 0; station < register.stations; station++)
    stationsOf[register.stationUnits.at(station)]?.push(station);
  for (const stations of stationsOf) sortByName(stations, register.stationIds);
  return stationsOf;
}

function indexBy(size: number, names: readonly string[], keyOf: (item: number) => number): number[][] {
  const index: number[][] = Array.from({ length: size }, () => []);
  for (let item = 0; item < size; item++) index[keyOf(item)]?.push(item);
  for (const items of index) sortByName(items, names);
  return index;
}

/** By code units, not by any language's rules, so that the order is the same in every runtime. */
function sortByName(items: number[], names: readonly string[]): void {
  items.sort((one, other) => ((names[one] ?? "") < (names[other] ?? "") ? -1 : 1));
}
