import { BO_2019 } from "./bo-2019.ts";
import { HN_2025 } from "./hn-2025.ts";
import type { Mapping } from "./mapping.ts";
import { OPEN_ELECTIONS } from "./openelections.ts";
import { VE_2024 } from "./ve-2024.ts";

const MAPPINGS: ReadonlyMap<string, Mapping> = new Map([
  ["ve-2024", VE_2024],
  ["bo-2019", BO_2019],
  ["hn-2025", HN_2025],
  ["openelections", OPEN_ELECTIONS],
]);

/** The names of the table formats that ship with the program. Each is a mapping like any other. */
export const BUILT_IN_MAPPINGS: readonly string[] = [...MAPPINGS.keys()];

/** The mapping that ships with the program under this name. */
export function builtInMapping(name: string): Mapping | undefined {
  return MAPPINGS.get(name);
}
