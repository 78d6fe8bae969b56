// Times `cotejo publish`: the first publication of a national election, and those after ten new sheets each, by the program that
// stayed (--follow) and by one that is started again.
// Run after `npm run build`:  node bench/publish.mjs [STATIONS...]
import { spawnSync } from "node:child_process";
import { readFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { columnOf, inventElection, SEED, stationId, STATED, writeElection } from "./national-election.mjs";
import { Follower } from "./follower.mjs";
import { count, judge, machine, megabytes, print, runTimed } from "./telling.mjs";

const given = process.argv.slice(2).map(Number);
const SIZES = given.length > 0 ? given : [30_000, 500_000];
const NEW_SHEETS = 10;
/** What a publication after ten new sheets may cost of the first. */
const GOAL = 0.05;

const COTEJO = resolve(import.meta.dirname, "../dist/cli/main.js");
const root = mkdtempSync(join(tmpdir(), "cotejo-bench-"));
process.on("exit", () => rmSync(root, { recursive: true, force: true }));

for (const stations of SIZES) await measure(stations);

async function measure(stations) {
  const folder = join(root, String(stations));
  const at = (name) => join(folder, name);
  print(`\n${count(stations)} polling stations, three sources, seed ${SEED}. ${machine()}.`);
  const election = inventElection(stations);
  const files = writeElection(folder, election);
  cotejo("open", at("election"), "--election", files.election, "--register", files.register);
  const take = (table, source) =>
    cotejo("import", at("election"), table, "--format", files.mapping, "--source", source);
  for (const { name } of election.tables) take(files[name], name);

  print(`${"".padEnd(36)}   wall s    CPU s  peak MB      files       MB    written`);
  const follower = new Follower(process.execPath, [
    COTEJO,
    "publish",
    at("election"),
    at("public"),
    "--follow",
    "--json",
  ]);
  const first = tell("the first", await follower.next());
  take(writeNewSheets(at("new.csv"), election, 0), "witnesses");
  const stayed = tell(`after ${NEW_SHEETS} new sheets, it stayed`, await follower.next());
  take(writeNewSheets(at("newer.csv"), election, NEW_SHEETS), "witnesses");
  const later = tell(`after ${NEW_SHEETS} more, it stayed`, await follower.next());
  await follower.stop();
  take(writeNewSheets(at("newest.csv"), election, 2 * NEW_SHEETS), "witnesses");
  const started = publish(`after ${NEW_SHEETS} more, started again`, at("election"), at("public"));
  // Nothing is left of what was made before: neither pages nor notes.
  rmSync(at("election/private/work"), { recursive: true, force: true });
  const again = publish("the same, from nothing", at("election"), at("whole"));
  requireSame(at("public"), at("whole"));
  const told = (run, time) => `${((100 * run[time]) / first[time]).toFixed(1)}% of the first`;
  for (const [time, name] of [
    ["cpu", "processor time"],
    ["wall", "wall time"],
  ]) {
    judge(
      `${name} of the second, by the program that stayed`,
      stayed[time] <= GOAL * first[time],
      `${told(stayed, time)}, ${100 * GOAL}% at most`,
    );
    print(`${name}: the third ${told(later, time)}, by a program started again ${told(started, time)}.`);
  }
  print(
    `Written: ${count(stayed.filesWritten)} of ${count(stayed.files)} files; the rest are the files that stood there. ` +
      `Without what stood there: CPU ${again.cpu.toFixed(2)} s.`,
  );
}

function cotejo(...args) {
  return JSON.parse(runTimed(process.execPath, [COTEJO, ...args, "--json"]).out);
}

function publish(name, election, out) {
  const timed = runTimed(process.execPath, [COTEJO, "publish", election, out, "--json"]);
  return tell(name, { ...timed, answer: JSON.parse(timed.out) });
}

function tell(name, { wall, cpu, peak, answer: { files, bytes, filesWritten } }) {
  print(
    `  ${name.padEnd(34)} ${wall.toFixed(2).padStart(8)} ${cpu.toFixed(2).padStart(8)} ${megabytes(peak).padStart(8)} ${count(files).padStart(10)} ${megabytes(bytes).padStart(8)} ${count(filesWritten).padStart(10)}`,
  );
  return { wall, cpu, peak, files, bytes, filesWritten };
}

/** The sheets of ten of the stations that the witnesses had not sent yet, as they were cast, from the given one on. */
function writeNewSheets(path, { tables, stations, counts }, from) {
  const held = new Set(tables[0].stations);
  const late = Array.from({ length: stations }, (_, station) => station)
    .filter((station) => !held.has(station))
    .slice(from, from + NEW_SHEETS);
  const width = counts.length / stations;
  const names = readFileSync(join(path, "../authority.csv"), "latin1").split("\n", 1);
  const rows = late.map((station) => [
    stationId(station),
    ...STATED.map((box) => counts[station * width + columnOf(box)]),
  ]);
  writeFileSync(path, `${[...names, ...rows.map((row) => row.join(","))].join("\n")}\n`);
  return path;
}

/** What was published over an older publication is byte for byte what is published from nothing. */
function requireSame(one, other) {
  const { status, stdout } = spawnSync("diff", ["-rq", one, other], { encoding: "utf8" });
  if (status !== 0) throw new Error(`the two publications differ:\n${stdout}`);
}
