import { utf8 } from "../core/bytes.ts";
import type { Election } from "../core/election.ts";
import { formatEntry, type Entry } from "../core/entry.ts";
import { advance } from "../core/fold.ts";
import { requireElection, requireRegister, type State } from "../core/state.ts";
import { InputError } from "../core/input-error.ts";
import type { Register } from "../core/register.ts";
import type { Sample } from "../core/sample.ts";
import { declaredRefusal, type DeclaredRefusal } from "../core/statistics/declared-refusal.ts";
import { drawStations } from "../core/statistics/draw-sample.ts";
import { samplingFrame } from "../core/statistics/sampling-frame.ts";
import type { World } from "../world.ts";
import { load } from "./load.ts";
import { keepReceipts } from "./receipt.ts";

/** A sample before its stations are drawn; one that somebody else drew brings its stations. */
export type SampleOrder = Omit<Sample, "stations"> & {
  readonly stations?: readonly string[];
  /** For an audit: how many draws. */
  readonly draws?: number;
};

export interface EnteredSample {
  readonly sample: Sample;
  readonly entry: number;
  readonly receipts: readonly string[];
}

/** Draws a sample by its rule and seed, and enters seed, rule and outcome, so that anybody can draw it again. */
export async function enterSample(world: World, order: SampleOrder): Promise<EnteredSample> {
  const { state } = load(world);
  const { datasets: tables } = state;
  const election = requireElection(state);
  const register = requireRegister(state);
  const { stations: given, draws, ...rest } = order;
  const { contest, rule, seed } = order;
  checkAudit(order, state, register);
  const stations =
    rule.kind === "external"
      ? checkGiven(given ?? [], register)
      : drawStations(
          { contest, rule, seed: seed ?? "", ...(draws === undefined ? {} : { draws }) },
          { election, register, tables, crypto: world.crypto },
        );
  checkStrata({ rule, stations }, election, register);
  const file = utf8(`${JSON.stringify({ ...rest, stations }, undefined, 2)}\n`);
  const blob = await world.keepBlob(file);
  const entry: Entry = { kind: "sample-drawn", version: 1, sample: blob };
  const drawn = advance(state, entry, () => file).samples.at(-1);
  const { firstIndex } = await world.append([formatEntry(entry)]);
  const receipts = await keepReceipts(world, { first: firstIndex, count: 1 });
  if (drawn === undefined) throw new Error("a folded sample is in the state");
  return { sample: drawn.sample, entry: firstIndex, receipts };
}

/** With more, nearly all stations are drawn: their sheets can as well be looked at without a draw. */
const DRAWS_PER_STATION = 5;

const AUDIT_REFUSED: Readonly<Record<DeclaredRefusal, string>> = {
  "drawn-before-register": "the register was adopted after the draw",
  "drawn-before-results": "names declared results that are not in the log yet",
  "declared-by-several": "names tables of several sources: nobody declared the order that they show together",
  "declared-by-sheet-source":
    "holds the sheets of a source against its own results: sheets are held against what somebody else declared",
  "results-replaced": "names a table that its source has replaced: audit the one that stands",
};

/** What no audit could answer is not entered. */
function checkAudit(order: SampleOrder, state: State, register: Register): void {
  const refusal = declaredRefusal({ entry: state.entries, sample: order }, state);
  if (refusal !== undefined) throw new InputError("audit", [AUDIT_REFUSED[refusal]]);
  const { draws = 0 } = order;
  const most = DRAWS_PER_STATION * register.stations;
  if (draws > most)
    throw new InputError("audit", [
      `${draws} draws from ${register.stations} stations, of which ${most} draws leave hardly one out: the declared margin is too small for a sample, look at every sheet`,
    ]);
}

/** A sample that leaves a stratum of the register out is none of the whole, whoever drew it. */
function checkStrata(
  { rule, stations }: { readonly rule: Sample["rule"]; readonly stations: readonly string[] },
  election: Election,
  register: Register,
): void {
  if (rule.kind === "proportional" || !register.adopted) return;
  const frame = samplingFrame(register, election, rule);
  const drawn = new Set(
    stations.map((id) => frame.stratum[frame.placeOf[register.stationIndex(id) ?? -1] ?? -1]),
  );
  const left = frame.strata.filter((_, at) => !drawn.has(at)).map((unit) => register.unitIds[unit] ?? "");
  if (left.length > 0)
    throw new InputError("sample", [
      `no station of ${left.length} strata: ${left.slice(0, 20).join(", ")}${left.length > 20 ? " and others" : ""}`,
    ]);
}

/** Stations that somebody else drew: each once, and where there is a register, each in it. */
function checkGiven(stations: readonly string[], register: Register): readonly string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const station of stations) {
    if (seen.has(station)) problems.push(`station "${station}" stands twice`);
    seen.add(station);
    const index = register.stationIndex(station);
    if (register.adopted && (index === undefined || register.isOutside(index)))
      problems.push(`station "${station}" is not in the register`);
  }
  if (stations.length === 0) problems.push("names no stations");
  if (problems.length > 0) throw new InputError("sample", problems);
  return stations;
}
