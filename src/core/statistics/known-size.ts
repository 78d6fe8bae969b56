import type { Register } from "../register.ts";
import type { UnitId } from "../tally-sheet.ts";
import type { KnownRegister } from "./denominators.ts";
import type { TestContext } from "./test-context.ts";

/** How many stations and registered voters a unit has, by everybody who says so. */
export interface KnownSize {
  /** The adopted register's, else the declared one; undefined where nobody says. */
  readonly stations: number | undefined;
  readonly registers: readonly NamedRegister[];
  /** Who says something of it. */
  readonly from: readonly NamedRegister["name"][];
}

export const NOBODY_KNOWS: KnownSize = { stations: undefined, registers: [], from: [] };

export interface NamedRegister extends KnownRegister {
  readonly name: "adopted-register" | "declared-size";
  /** Where the declared size was taken from, as the election file says. */
  readonly source?: string;
}

/** The size of one unit; nothing of units that the register does not know and the election file gives no size of. */
export function knownSizeOf(unit: UnitId, { seen, below }: Pick<TestContext, "seen" | "below">): KnownSize {
  const { election, register } = seen;
  const index = register.adopted ? register.unitIndex(unit) : undefined;
  const listed = index === undefined ? undefined : sizeListed(register, below.of(index));
  const declared = election.sizes.find((size) => size.unit === unit);
  const registers: NamedRegister[] = [];
  if (listed?.registeredVoters !== undefined)
    registers.push({ name: "adopted-register", registeredVoters: listed.registeredVoters });
  if (declared?.registeredVoters !== undefined) {
    const { registeredVoters, source } = declared;
    registers.push({ name: "declared-size", registeredVoters, source });
  }
  const from: NamedRegister["name"][] = registers.map(({ name }) => name);
  if (listed !== undefined && !from.includes("adopted-register")) from.unshift("adopted-register");
  // The declared number of stations is used only where no register lists them.
  if (listed === undefined && declared !== undefined && !from.includes("declared-size"))
    from.push("declared-size");
  return { stations: listed?.stations ?? declared?.stations, registers, from };
}

/** The stations that the register lists, and their voters where it says so of every one of them. */
function sizeListed(
  register: Register,
  stations: Int32Array,
): { readonly stations: number; readonly registeredVoters: number | undefined } | undefined {
  let [count, voters] = [0, 0];
  let isKnown = true;
  for (const station of stations) {
    if (register.isOutside(station)) continue;
    const own = register.stationRegisteredVoters.at(station);
    count++;
    isKnown &&= own >= 0;
    voters += own;
  }
  return count === 0 ? undefined : { stations: count, registeredVoters: isKnown ? voters : undefined };
}
