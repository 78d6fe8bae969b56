import type { Sha256Hex } from "./bytes.ts";
import type { Register } from "./register.ts";
import type { SourceView } from "./view.ts";

/** Which sheets of a source, and which sums, are others than those that were settled before of the same source. */
export interface Succession {
  /** 1 for each station whose sheet is another. */
  readonly stations: Uint8Array;
  /** 1 for each unit with such a station below it. */
  readonly units: Uint8Array;
}

/** What stands for sheets when they themselves are gone: hashes are kept under it. */
type Token = object;
const tokens = new WeakMap<SourceView, Token>();
const successions = new WeakMap<Token, Succession & { readonly before: Token }>();

function tokenOf(source: SourceView): Token {
  const token = tokens.get(source) ?? {};
  tokens.set(source, token);
  return token;
}

/** Notes that a source's sheets take the place of others, settled from fewer entries with the same register. */
export function succeed(before: SourceView, source: SourceView, register: Register): void {
  const stations = source.sheets.changedSince(before.sheets);
  const units = unitsAbove(stations, register);
  // What came before those of before is of no more use.
  successions.delete(tokenOf(before));
  successions.set(tokenOf(source), { before: tokenOf(before), stations, units });
}

/** 1 for each unit with one of the marked stations below it. */
function unitsAbove(stations: Uint8Array, register: Register): Uint8Array {
  const units = new Uint8Array(register.units);
  for (let station = 0; station < stations.length; station++) {
    if (stations[station] === 0) continue;
    for (let unit = register.stationUnits.at(station); unit >= 0; unit = register.unitParents.at(unit))
      units[unit] = 1;
  }
  return units;
}

/** A hash of what follows from the sheets of a source and a place: whether it may have become another, and how it is computed. */
interface HashOfSheets {
  readonly isChanged: (since: Succession) => boolean;
  readonly compute: () => Sha256Hex;
}

/**
 * Hashes of what follows from a source's sheets and sums at a place, such as a page, and from nothing else that changes. In a process
 * that goes on each is computed once, and again only where a sheet at this place became another.
 */
export class HashesOfSheets<Place extends object> {
  readonly #known = new WeakMap<Token, WeakMap<Place, Sha256Hex>>();

  of(source: SourceView, place: Place, { isChanged, compute }: HashOfSheets): Sha256Hex {
    const token = tokenOf(source);
    const ofSource = this.#known.get(token) ?? new WeakMap<Place, Sha256Hex>();
    this.#known.set(token, ofSource);
    const known = ofSource.get(place);
    if (known !== undefined) return known;
    const since = successions.get(token);
    const before =
      since === undefined || isChanged(since) ? undefined : this.#known.get(since.before)?.get(place);
    const hash = before ?? compute();
    ofSource.set(place, hash);
    return hash;
  }
}
