import type { Election } from "./election.ts";
import type { Finding } from "./finding.ts";
import type { Register } from "./register.ts";
import type { Tabulation } from "./tabulation.ts";

/** More stations in the data than somebody declared that there are. */
export function checkSizes(tabulation: Tabulation, register: Register, election: Election): Finding[] {
  const { sheets } = tabulation;
  if (register.adopted) return [];
  return election.sizes.flatMap((size): Finding[] => {
    const unit = register.unitIndex(size.unit);
    if (unit === undefined) return [];
    const { counted, explained } = tabulation.stations(unit);
    if (counted + explained <= size.stations) return [];
    const about = { contest: sheets.contest.id, source: sheets.source, unit: size.unit };
    const detail = { stations: counted + explained, declared: size.stations };
    return [{ code: "stations-over-declared", ...about, entries: [0], detail }];
  });
}
