import type { UnitStep } from "./formats/sheet-table.ts";
import { GrowingInt32 } from "./growing-array.ts";
import { StationIndex } from "./station-index.ts";
import { NOT_ON_FORM, type StationId, type UnitId } from "./tally-sheet.ts";

/** How many units and stations a register has, and where each station is. */
export interface RegisterStage {
  readonly units: number;
  readonly stations: number;
  readonly stationUnits: Int32Array;
}

/** Units and stations in the order in which they were added, and pairs of a station of before and the unit it is in now. */
export interface RegisterGrowth {
  readonly unitIds: readonly UnitId[];
  readonly unitNames: readonly string[];
  readonly unitParents: Int32Array;
  readonly stationIds: readonly StationId[];
  readonly stationUnits: Int32Array;
  readonly moved: Int32Array;
}

/**
 * The reporting units (a tree, from the whole election down to the polling place) and the polling stations below them.
 * Both come from the adopted register where there is one; units and stations that only data name are added and stay
 * labelled as such, so that an incomplete or absent register loses nothing.
 */
export class Register {
  readonly unitIds: UnitId[] = [];
  readonly unitNames: string[] = [];
  /** Index of the parent unit; -1 for the root, which is unit 0. A parent always stands before its children. */
  readonly unitParents = new GrowingInt32();
  /** 0 for the root, 1 for the election's first level, and so on. */
  readonly unitLevels = new GrowingInt32();

  readonly #stations = new StationIndex();
  readonly stationIds: readonly StationId[] = this.#stations.ids;
  readonly stationUnits = new GrowingInt32();
  /** Registered voters as the register has them; NOT_ON_FORM where it does not say. */
  readonly stationRegisteredVoters = new GrowingInt32();
  /** 1 where the register lists the station, 0 where only data name it. */
  readonly stationInRegister = new GrowingInt32();

  readonly #children: number[][] = [];
  readonly #unitIndexes = new Map<UnitId, number>();
  /** The path asked for last and the units on it: the next mostly begins with the same steps. */
  #path: readonly UnitStep[] = [];
  readonly #unitsOfPath: number[] = [];
  #adopted = false;
  #edition: object | undefined;
  /** What `withStations` gave last. */
  #larger: { readonly edition: object; readonly key: string; readonly register: Register } | undefined;

  constructor(rootId: UnitId, rootName: string) {
    this.#addUnit({ id: rootId, name: rootName, parent: -1 });
  }

  get stations(): number {
    return this.stationIds.length;
  }

  get units(): number {
    return this.unitIds.length;
  }

  /** Whether a register was adopted at all: without one, no station can stand outside it. */
  get adopted(): boolean {
    return this.#adopted;
  }

  adopt(): void {
    this.#adopted = true;
    this.#edition = undefined;
  }

  /** The same object as long as nothing is added or changed here: what follows from the register is kept under it. */
  get edition(): object {
    this.#edition ??= {};
    return this.#edition;
  }

  unitIndex(id: UnitId): number | undefined {
    return id === this.unitIds[0] ? 0 : this.#unitIndexes.get(id);
  }

  stationIndex(id: StationId): number | undefined {
    const station = this.#stations.find(id);
    return station < 0 ? undefined : station;
  }

  /**
   * The unit at the end of the path, made where it is new. A unit's id is the codes on its path joined by "/"; a "/"
   * inside a code is written %2F, and a % is written %25, so that no two paths share an id.
   */
  unitAt(path: readonly UnitStep[]): number {
    let level = 0;
    while (level < path.length && path[level] === this.#path[level]) level += 1;
    let unit = level === 0 ? 0 : (this.#unitsOfPath[level - 1] ?? 0);
    for (; level < path.length; level += 1) {
      const { code, name } = path[level] ?? { code: "", name: "" };
      const id = unit === 0 ? escapeCode(code) : `${this.unitIds[unit] ?? ""}/${escapeCode(code)}`;
      unit = this.#unitIndexes.get(id) ?? this.#addUnit({ id, name, parent: unit });
      this.#unitsOfPath[level] = unit;
    }
    this.#path = path;
    return unit;
  }

  /** The station's index, made below `unit` where it is new. A station nobody has placed yet is placed there. */
  stationAt(id: StationId, unit: number): number {
    const station = this.#stations.findOrAdd(id);
    if (station === this.stationUnits.length) {
      this.stationUnits.push(unit);
      this.stationRegisteredVoters.push(NOT_ON_FORM);
      this.stationInRegister.push(0);
      this.#edition = undefined;
    } else this.#placeWhereNobodyHas(station, unit);
    return station;
  }

  /** The same for one station after another, which is several times faster; each with its unit in `units`. */
  stationsAt(ids: readonly StationId[], units: Int32Array): Int32Array {
    const stations = this.#stations.findAll(ids);
    for (let at = 0; at < ids.length; at += 1) {
      const station = stations[at] ?? -1;
      if (station < 0) stations[at] = this.stationAt(ids[at] ?? "", units[at] ?? 0);
      else this.#placeWhereNobodyHas(station, units[at] ?? 0);
    }
    return stations;
  }

  /** Puts a station below another unit. */
  place(station: number, unit: number): void {
    this.stationUnits.set(station, unit);
    this.#edition = undefined;
  }

  /** How far the register is, for `grownSince`. */
  get stage(): RegisterStage {
    return { units: this.units, stations: this.stations, stationUnits: this.stationUnits.values().slice() };
  }

  /** What tables have added to the register since, and which of the stations of then they placed elsewhere. */
  grownSince(stage: RegisterStage): RegisterGrowth {
    const stationUnits = this.stationUnits.values();
    const moved: number[] = [];
    for (let station = 0; station < stage.stations; station++)
      if (stationUnits[station] !== stage.stationUnits[station])
        moved.push(station, stationUnits[station] ?? 0);
    return {
      unitIds: this.unitIds.slice(stage.units),
      unitNames: this.unitNames.slice(stage.units),
      unitParents: this.unitParents.values().slice(stage.units),
      stationIds: this.stationIds.slice(stage.stations),
      stationUnits: stationUnits.slice(stage.stations),
      moved: Int32Array.from(moved),
    };
  }

  /** Adds the same again, to a register that is at that stage. */
  grow({ unitIds, unitNames, unitParents, stationIds, stationUnits, moved }: RegisterGrowth): void {
    for (const [at, id] of unitIds.entries())
      this.#addUnit({ id, name: unitNames[at] ?? "", parent: unitParents[at] ?? 0 });
    for (const [at, id] of stationIds.entries()) this.stationAt(id, stationUnits[at] ?? 0);
    for (let at = 0; at < moved.length; at += 2) this.place(moved[at] ?? 0, moved[at + 1] ?? 0);
  }

  /**
   * The same register with further stations that belong to no unit yet; itself where it knows them all. Asked again with the
   * same ids while nothing changed, it gives the same register.
   */
  withStations(ids: Iterable<StationId>): Register {
    const unknown = [...ids].filter((id) => this.#stations.find(id) < 0);
    if (unknown.length === 0) return this;
    const key = JSON.stringify(unknown);
    const { edition } = this;
    if (this.#larger?.edition === edition && this.#larger.key === key) return this.#larger.register;
    const register = this.#copy();
    for (const id of unknown) register.stationAt(id, 0);
    this.#larger = { edition, key, register };
    return register;
  }

  #copy(): Register {
    const copy = new Register(this.unitIds[0] ?? "", this.unitNames[0] ?? "");
    copy.#adopted = this.#adopted;
    for (let unit = 1; unit < this.units; unit++)
      copy.#addUnit({
        id: this.unitIds[unit] ?? "",
        name: this.unitNames[unit] ?? "",
        parent: this.unitParents.at(unit),
      });
    for (const [station, id] of this.stationIds.entries()) {
      copy.stationAt(id, this.stationUnits.at(station));
      copy.stationInRegister.set(station, this.stationInRegister.at(station));
      copy.stationRegisteredVoters.set(station, this.stationRegisteredVoters.at(station));
    }
    return copy;
  }

  /** Marks a station as listed by the register. */
  list(station: number, registeredVoters: number): void {
    this.stationInRegister.set(station, 1);
    this.stationRegisteredVoters.set(station, registeredVoters);
    this.#edition = undefined;
  }

  isOutside(station: number): boolean {
    return this.#adopted && this.stationInRegister.at(station) === 0;
  }

  /** Whether `unit` is `ancestor` or below it. */
  isWithin(unit: number, ancestor: number): boolean {
    let at = unit;
    while (at > ancestor) at = this.unitParents.at(at);
    return at === ancestor;
  }

  /** The units directly below, in the order in which they were made. */
  childrenOf(unit: number): readonly number[] {
    return this.#children[unit] ?? [];
  }

  #placeWhereNobodyHas(station: number, unit: number): void {
    if (unit !== 0 && this.stationUnits.at(station) === 0) this.place(station, unit);
  }

  #addUnit(unit: { id: UnitId; name: string; parent: number }): number {
    const index = this.unitIds.length;
    this.unitIds.push(unit.id);
    this.unitNames.push(unit.name);
    this.unitParents.push(unit.parent);
    this.unitLevels.push(unit.parent < 0 ? 0 : this.unitLevels.at(unit.parent) + 1);
    if (index > 0) this.#unitIndexes.set(unit.id, index);
    this.#children.push([]);
    this.#children[unit.parent]?.push(index);
    this.#edition = undefined;
    return index;
  }
}

function escapeCode(code: string): string {
  return /[%/]/.test(code) ? code.replaceAll("%", "%25").replaceAll("/", "%2F") : code;
}
