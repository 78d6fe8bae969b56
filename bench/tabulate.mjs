// Times what stands between tables and results (import, sums of two sources on four levels, a comparison station by
// station) against DuckDB on the same files, and measures memory.
// Run after `npm run build`:  node bench/tabulate.mjs [STATIONS] [STATIONS FOR MEMORY]
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { findDuckDb } from "./find-duckdb.mjs";
import { inventElection, SEED, writeElection } from "./national-election.mjs";
import { count, judge, machine, median, megabytes, print, runTimed } from "./telling.mjs";

const [STATIONS, MEASURED] = [Number(process.argv[2] ?? 500_000), Number(process.argv[3] ?? 1_000_000)];
const ROUNDS = 3;
/** What ours may take for each second of DuckDB's, from CSV and once the tables are in memory; bytes a station. */
const GOAL = { fromCsv: 1.5, loaded: 0.3, bytes: 1_000 };
/** Two copies of one sheet and stations that no register knows are settled by rules that no query of a line states. */
const PLANTED = { misadded: 40, moved: 100 };

const STEPS = fileURLToPath(new URL("tabulate-steps.mjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "cotejo-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

findDuckDb();
print(
  `${count(STATIONS)} polling stations, 12 selections, two sources, four levels, seed ${SEED}. ${machine()}.`,
);
const election = inventElection(STATIONS, PLANTED);
const files = writeElection(join(folder, "files"), election);
const truth = truthOf(election);
compareTimes();
measureMemory();

/** What must come out, added up without either program. */
function truthOf({ tables }) {
  const [witnesses, , authority] = tables;
  const held = new Set(witnesses.stations);
  const { misadded } = witnesses.planted;
  const { moved } = authority.planted;
  const both = authority.stations.filter((station) => held.has(station));
  return {
    counted: { witnesses: witnesses.stations.length, authority: authority.stations.length },
    inBoth: both.length,
    different: both.filter((station) => misadded.has(station) || moved.has(station)).length,
  };
}

/** Both in turns, each in a process of its own, so that what else the machine does meets both. */
function compareTimes() {
  const rounds = Array.from({ length: ROUNDS }, () => ({ duckdb: run("duckdb"), ours: run("ours") }));
  for (const { duckdb, ours } of rounds) {
    const [one, other] = [JSON.stringify(duckdb.results), JSON.stringify(ours.results)];
    if (one !== other) throw new Error(`the two disagree:\n${one.slice(0, 2_000)}\n${other.slice(0, 2_000)}`);
    const { counted, inBoth, different } = ours.results;
    if (JSON.stringify({ counted, inBoth, different }) !== JSON.stringify(truth))
      throw new Error(`not what was planted: ${JSON.stringify({ counted, inBoth, different, truth })}`);
  }
  const { checksums, ...numbers } = rounds[0].ours.results;
  print(`Both give the same numbers: ${JSON.stringify(numbers)}, sums of all units ${checksums.join(" ")}`);
  print(`\n${ROUNDS} rounds in turns (middle)                      wall s    CPU s  peak MB`);
  const middle = (of) => median(rounds.map(of));
  for (const [name, told] of [
    ["duckdb", rounds[0].duckdb.version],
    ["ours", "cotejo"],
  ])
    for (const step of Object.keys(rounds[0][name].steps))
      print(
        `  ${`${told}: ${step}`.padEnd(44)} ${middle((round) => round[name].steps[step].wall)
          .toFixed(3)
          .padStart(8)} ${middle((round) => round[name].steps[step].cpu)
          .toFixed(3)
          .padStart(8)} ${megabytes(middle((round) => round[name].steps[step].peak)).padStart(8)}`,
      );
  const ratio = (of) => middle((round) => of(round.ours.steps) / of(round.duckdb.steps));
  for (const time of ["wall", "cpu"]) {
    const fromCsv = ratio((steps) => steps.load[time] + steps["sums and comparison"][time]);
    const loaded = ratio((steps) => steps["sums and comparison"][time]);
    const told = `${time} time for each of DuckDB's`;
    if (time === "cpu") {
      print(`${told}: from CSV ${fromCsv.toFixed(2)}, once loaded ${loaded.toFixed(2)}`);
      continue;
    }
    judge(`from CSV, ${told}`, fromCsv <= GOAL.fromCsv, `${fromCsv.toFixed(2)} of ${GOAL.fromCsv}`);
    judge(`once loaded, ${told}`, loaded <= GOAL.loaded, `${loaded.toFixed(2)} of ${GOAL.loaded}`);
  }
  const checked = middle((round) => round.ours.steps["checks of every sheet"].wall);
  print(`Besides, checks of every sheet that DuckDB was not asked for: ${checked.toFixed(2)} s.`);
}

function run(program) {
  const { out } = runTimed(process.execPath, ["--expose-gc", STEPS, program, JSON.stringify(files)]);
  return JSON.parse(out);
}

/** The whole of a larger election, in memory. */
function measureMemory() {
  const large = join(folder, "large");
  const made = spawnSync(process.execPath, [
    fileURLToPath(new URL("national-election.mjs", import.meta.url)),
    large,
    String(MEASURED),
  ]);
  if (made.status !== 0) throw new Error(String(made.stderr));
  const paths = JSON.stringify(
    Object.fromEntries(
      Object.entries(files).map(([name, path]) => [name, join(large, path.split("/").at(-1))]),
    ),
  );
  const { held, stations } = JSON.parse(
    runTimed(process.execPath, ["--expose-gc", STEPS, "memory", paths]).out,
  );
  print(`\n${count(stations)} stations with the sheets of three sources, settled, checked and added up:`);
  judge(
    "memory a station",
    held / stations <= GOAL.bytes,
    `${(held / stations).toFixed(0)} bytes of ${GOAL.bytes} (${megabytes(held)} MB)`,
  );
}
