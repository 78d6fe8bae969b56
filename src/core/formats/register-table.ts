import type { Contest, Election } from "../election.ts";
import { parseMapping, type Mapping } from "./mapping.ts";

/** A register is read as a table of sheets with one box: its rows are stations, not results of any contest. */
export const REGISTER_CONTEST: Contest = {
  id: "register",
  title: "register",
  selections: [{ id: "none", name: "none" }],
};

/**
 * The standard register: a CSV with the columns `station`, `registeredVoters` and, for each level of the election file
 * from the top, `<level>Code` and `<level>Name` (docs/formats/register.md).
 */
export function registerMapping(election: Election): Mapping {
  return parseMapping(
    JSON.stringify({
      format: "cotejo-mapping/1",
      contest: REGISTER_CONTEST.id,
      station: { columns: ["station"] },
      units: election.levels.map((level) => ({ code: `${level.id}Code`, name: `${level.id}Name` })),
      boxes: { registeredVoters: "registeredVoters" },
    }),
  );
}
