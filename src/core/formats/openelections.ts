import type { TotalBox } from "../tally-sheet.ts";
import { mappingOf, type MappingFile } from "./mapping.ts";

/** What such files write in the column of the candidate for the totals of a polling station. */
export const OPEN_ELECTIONS_TOTALS: Readonly<Record<TotalBox, string>> = {
  registeredVoters: "Registered Voters",
  votersParticipated: "Voters",
  ballotsCast: "Ballots Cast",
  validVotes: "Valid Votes",
  blankVotes: "Blank Votes",
  nullVotes: "Null Votes",
};

/**
 * Precinct results in the form of the OpenElections project: a row for each county, precinct, office and candidate. A
 * precinct's name is only known within its county, so both make the polling station. docs/formats/openelections.md.
 */
export const OPEN_ELECTIONS = mappingOf({
  format: "cotejo-mapping/1",
  shape: "long",
  contest: { column: "office" },
  station: { columns: ["county", "precinct"], join: " > " },
  units: [{ name: "county" }],
  selection: {
    column: "candidate",
    values: Object.fromEntries(Object.entries(OPEN_ELECTIONS_TOTALS).map(([box, text]) => [text, box])),
  },
  votes: "votes",
  numbers: { thousands: ",", fraction: "." },
} satisfies MappingFile);
