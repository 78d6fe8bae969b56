import { normalQuantile } from "../distributions.ts";
import type { Register } from "../register.ts";
import type { ContestId } from "../tally-sheet.ts";
import type { View } from "../view.ts";
import { collectSheets } from "./collected-sheets.ts";
import { leadersOf } from "./leaders.ts";
import { pastSpread, stationsPlanned, votersPlanned } from "./sample-size.ts";
import { samplingFrame } from "./sampling-frame.ts";
import { StationsBelow } from "./stations-below.ts";

/** How many stations a margin of error needs. */
export interface SamplePlan {
  readonly margin: number;
  readonly confidence: number;
  readonly stations: number;
  /** By how far stations lay from the whole in a past contest; undefined where there is none. */
  readonly past?: {
    readonly contest: ContestId;
    readonly stationsPlanned: number;
    /** How much stations varied within each stratum, in the order of the frame. */
    readonly spreadByStratum: readonly number[];
  };
  /** The handbooks' rough number; undefined where the registered voters of a station are not known. */
  readonly rough?: { readonly voters: number; readonly stations: number };
}

/** The size of a quick count for the share of the selection that led in the past. */
export function planSample(
  seen: View,
  asked: {
    readonly contest: ContestId;
    readonly margin: number;
    readonly confidence: number;
    readonly strata: string | undefined;
  },
): SamplePlan {
  const { margin, confidence, strata } = asked;
  const { register, election } = seen;
  const frame = samplingFrame(register, election, { strata });
  const stations = frame.ids.length;
  const z = normalQuantile((1 + confidence) / 2, 0, 1);
  const voters = votersOf(register);
  const needed = voters > 0 ? Math.ceil(votersPlanned({ voters, share: 0.5, margin, z })) : undefined;
  const past = pastOf(seen, asked.contest, { frame, margin, z });
  return {
    margin,
    confidence,
    stations,
    ...(past === undefined ? {} : { past }),
    ...(needed === undefined
      ? {}
      : { rough: { voters: needed, stations: Math.ceil(needed / (voters / stations)) } }),
  };
}

/** All registered voters; 0 where one station's number is not known. */
function votersOf(register: Register): number {
  let voters = 0;
  for (let station = 0; station < register.stations; station++) {
    if (register.isOutside(station)) continue;
    const own = register.stationRegisteredVoters.at(station);
    if (own < 0) return 0;
    voters += own;
  }
  return voters;
}

function pastOf(
  seen: View,
  contest: ContestId,
  asked: { readonly frame: ReturnType<typeof samplingFrame>; readonly margin: number; readonly z: number },
): SamplePlan["past"] {
  const { frame, margin, z } = asked;
  const past = seen.election.contests.find((known) => known.pastOf === contest);
  const source = past === undefined ? undefined : seen.contests.get(past.id)?.[0];
  if (past === undefined || source === undefined) return undefined;
  const below = new StationsBelow(seen.register);
  const sheets = collectSheets(seen, source, { unit: 0, stations: below.of(0) });
  const leaders = leadersOf(sheets);
  if (leaders === undefined) return undefined;
  const spread = pastSpread({
    stratum: Uint32Array.from(sheets.stations, (station) => frame.stratum[frame.placeOf[station] ?? -1] ?? 0),
    strata: frame.strata.length,
    votes: leaders.ahead.votes,
    votesAll: sheets.validVotes,
  });
  if (spread === undefined) return undefined;
  return {
    contest: past.id,
    stationsPlanned: stationsPlanned({ stations: frame.ids.length, spread: spread.overall, margin, z }),
    spreadByStratum: [...spread.byStratum],
  };
}
