import type { Sha256Hex } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import { hashOfGathered, type InputHash } from "../input-hash.ts";
import type { Register } from "../register.ts";
import { chunksOf } from "../chunks-of.ts";
import { runsOf, type Run } from "../runs-of.ts";

/** So many rows are made again where one of them changes. */
const ROWS_A_STRETCH = 128;

/** Units or stations whose rows follow one another in a table. */
export interface RowsTogether {
  readonly items: readonly number[];
  readonly runs: readonly Run[];
  /** The hash of what their rows show of the register: computed when it is first asked for. */
  readonly names: (crypto: Crypto) => Sha256Hex;
}

/** By id in code units, the whole first: an order that does not depend on which table named a unit or a station first. */
export interface RowOrder {
  readonly units: readonly RowsTogether[];
  readonly stations: readonly RowsTogether[];
}

const orders = new WeakMap<object, RowOrder>();

/** The order of a register as it is, with the same objects as long as nothing in the register changes. */
export function rowOrderOf(register: Register): RowOrder {
  const order = orders.get(register.edition) ?? orderOf(register);
  orders.set(register.edition, order);
  return order;
}

function orderOf(register: Register): RowOrder {
  const { unitIds, unitNames, unitLevels, stationIds, stationUnits } = register;
  return {
    units: together([0, ...inOrder(unitIds, 1)], (names, unit) => {
      names.text(unitIds[unit] ?? "");
      names.text(unitNames[unit] ?? "");
      names.number(unitLevels.at(unit));
    }),
    stations: together(inOrder(stationIds, 0), (names, station) => {
      names.text(stationIds[station] ?? "");
      names.text(unitIds[stationUnits.at(station)] ?? "");
    }),
  };
}

function together(
  items: readonly number[],
  gather: (names: InputHash, item: number) => void,
): readonly RowsTogether[] {
  return chunksOf(items, ROWS_A_STRETCH).map((some) => {
    let known: Sha256Hex | undefined;
    const hash = (crypto: Crypto) =>
      hashOfGathered(crypto, (names) => {
        for (const item of some) gather(names, item);
      });
    return { items: some, runs: runsOf(some), names: (crypto) => (known ??= hash(crypto)) };
  });
}

/** The places of ids from the first of them on, by id. Most registers are in order already. */
function inOrder(ids: readonly string[], first: number): number[] {
  const places = Array.from({ length: ids.length - first }, (_, at) => first + at);
  const isBefore = (one: number, other: number) => (ids[one] ?? "") < (ids[other] ?? "");
  const isOrdered = places.every((place, at) => at === 0 || !isBefore(place, place - 1));
  return isOrdered ? places : places.sort((one, other) => (isBefore(one, other) ? -1 : 1));
}
