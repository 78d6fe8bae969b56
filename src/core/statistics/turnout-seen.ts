import type { CollectedSheets } from "./collected-sheets.ts";
import { rational, type Rational } from "./rational.ts";
import type { Assumption } from "./test-result.ts";

/** Stations with fewer registered voters say little of how high turnout can be. */
const VOTERS_LEAST = 50;

/** The largest share of registered voters with a valid vote on any sheet of at least 50 of them; undefined where none is. */
export function largestTurnout(sheets: CollectedSheets): Rational | undefined {
  let [votes, voters] = [0, 0];
  for (let sheet = 0; sheet < sheets.stations.length; sheet++) {
    const [own, registered] = [sheets.validVotes[sheet] ?? 0, sheets.registeredVoters[sheet] ?? -1];
    if (registered < VOTERS_LEAST || own > registered || own * voters < votes * registered) continue;
    [votes, voters] = [own, registered];
  }
  return voters === 0 ? undefined : rational(votes, voters);
}

/** Sheets that state more valid votes than registered voters. */
export function sheetsOverRegistered(sheets: CollectedSheets): number {
  let count = 0;
  for (let sheet = 0; sheet < sheets.stations.length; sheet++) {
    const registered = sheets.registeredVoters[sheet] ?? -1;
    if (registered >= 0 && (sheets.validVotes[sheet] ?? 0) > registered) count++;
  }
  return count;
}

/**
 * Whether the sheets collected bear out that no station has more valid votes than registered voters: unknown where neither
 * a sheet nor the register says how many voters any of them has.
 */
export function votesWithinRegistered(sheets: CollectedSheets): Assumption["status"] {
  if (sheetsOverRegistered(sheets) > 0) return "failed";
  return sheets.registeredVoters.some((voters) => voters >= 0) ? "held" : "unknown";
}
