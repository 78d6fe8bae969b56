// Times the tests of a result on a national election of 500,000 polling stations, and holds two estimators against R.
// Run after `npm run build`. Everything is made in memory from a seed.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { nodeCrypto } from "../dist/adapters/node-crypto.js";
import { utf8 } from "../dist/core/bytes.js";
import { advance, emptyState } from "../dist/core/fold.js";
import { drawStations } from "../dist/core/statistics/draw-sample.js";
import { integerPercentages } from "../dist/core/statistics/integer-percentages.js";
import { quickCount } from "../dist/core/statistics/quick-count.js";
import { defaultMethods, runTests } from "../dist/core/statistics/run-tests.js";
import { TestContext } from "../dist/core/statistics/test-context.js";
import { boxNamesOf, NOT_ON_FORM, TOTAL_BOXES } from "../dist/core/tally-sheet.js";
import { view } from "../dist/core/view.js";
import { seededRandom } from "../dist/pipeline/demo/random.js";

const SEED = 20240728;
const STATIONS = Number(process.argv[2] ?? 500_000);
const SELECTIONS = 12;
const COLLECTED = 0.83;
const GOAL = { seconds: 5, bytes: 1e9 };
/** How far a number may lie from R's, as a part of R's. */
const AGREEMENT = 1e-9;
/** Stations in the sample that R's survey package is given. */
const SAMPLED = Math.round(STATIONS / 5);

const MEGABYTE = 1e6;
const CONTEST = "president";
const PAST = "president-before";
const ids = Array.from({ length: SELECTIONS }, (_, at) => `S${String(at + 1).padStart(2, "0")}`);

let failed = false;
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

// The election.

/** Stations in order, each in one of 24 regions, 12 departments a region, 10 municipalities, and places of 5 stations. */
function makeElection() {
  const started = performance.now();
  const state = openElection();
  const { register } = state;
  register.adopt();
  const random = seededRandom(SEED, "stations");
  const places = Math.ceil(STATIONS / 5);
  const stationOfRow = new Int32Array(STATIONS);
  for (let at = 0; at < STATIONS; at++) {
    const place = Math.floor(at / 5);
    const municipality = Math.floor((place * 2880) / places);
    const steps = [Math.floor(municipality / 120), Math.floor(municipality / 10), municipality, place];
    const unit = register.unitAt(steps.map((code) => ({ code: String(code), name: `Unit ${code}` })));
    const station = register.stationAt(`T${at}`, unit);
    register.list(station, random.between(150, 900));
    stationOfRow[at] = station;
  }
  state.entries = 2;
  const whole = sheetsOf(register, { contest: CONTEST, stream: "votes", swing: 0 });
  const before = sheetsOf(register, { contest: PAST, stream: "votes before", swing: 0.02 });
  const arrival = arrivalOrder(register);
  const collected = arrival.subarray(0, Math.round(COLLECTED * STATIONS));
  importTable(state, "witnesses", [tableOf(whole, CONTEST, collected), tableOf(before, PAST, stationOfRow)]);
  const declaredEntry = importTable(state, "authority", [tableOf(whole, CONTEST, stationOfRow)]);
  for (const [at, share] of [0.6, 0.9687].entries())
    declare(state, {
      id: `bulletin-${at + 1}`,
      whole,
      stations: arrival.subarray(0, Math.round(share * STATIONS)),
      share,
    });
  drawSamples(state, declaredEntry);
  const seen = view(state, new Map());
  const seconds = (performance.now() - started) / 1000;
  print(
    `${count(STATIONS)} stations in ${count(register.units)} units, ${SELECTIONS} selections, seed ${SEED}: ` +
      `${count(collected.length)} sheets of witnesses (${(100 * COLLECTED).toFixed(0)}%), ` +
      `the authority's result by station, an earlier election, two partial declarations, ` +
      `a sample of stations and one for an audit; ` +
      `${count(seen.findings.length)} findings. Made and folded in ${seconds.toFixed(1)} s. ` +
      `Node ${process.version}, ${cpus()[0]?.model ?? "unknown processor"}.`,
  );
  return seen;
}

function openElection() {
  const contest = (id) => ({ id, title: id, selections: ids.map((name) => ({ id: name, name })) });
  const definition = {
    format: "cotejo-election/1",
    id: "bench",
    title: "A large country",
    date: "2024-07-28",
    root: { id: "all", name: "The whole" },
    levels: ["region", "department", "municipality", "place"].map((id) => ({ id, name: id })),
    contests: [contest(CONTEST), { ...contest(PAST), pastOf: CONTEST }],
    sources: [
      { id: "witnesses", kind: "witnesses", name: "Witnesses" },
      { id: "authority", kind: "authority", name: "Authority" },
    ],
  };
  return advance(emptyState(), { kind: "election-opened", version: 1, definition: "" }, () =>
    utf8(JSON.stringify(definition)),
  );
}

/** The sheet of every station: what was cast there, with regions and stations that lean one way or the other. */
function sheetsOf(register, { contest, stream, swing }) {
  const random = seededRandom(SEED, `${stream} ${contest}`);
  const names = boxNamesOf(ids.map((id) => ({ id })));
  const counts = new Int32Array(STATIONS * names.length).fill(NOT_ON_FORM);
  const column = (name) => names.indexOf(name);
  const [ballots, valid, nulls] = [column("ballotsCast"), column("validVotes"), column("nullVotes")];
  const leans = Array.from({ length: 24 }, () => 0.08 * random.noise());
  const draw = (outOf, chance) => {
    const count = outOf * chance + Math.sqrt(outOf * chance * (1 - chance)) * random.noise();
    return Math.min(Math.max(Math.floor(count + 0.5), 0), outOf);
  };
  for (let station = 0; station < STATIONS; station++) {
    const at = station * names.length;
    const lean = leans[Math.floor((24 * station) / STATIONS)] + 0.05 * random.noise() + swing;
    const registered = register.stationRegisteredVoters.at(station);
    const cast = draw(registered, 0.62 + 0.06 * random.noise());
    counts[at + ballots] = cast;
    counts[at + nulls] = draw(cast, 0.01);
    counts[at + valid] = cast - counts[at + nulls];
    let [left, shareLeft] = [counts[at + valid], 1];
    for (let selection = 0; selection < SELECTIONS; selection++) {
      const share = [0.52 + lean, 0.36 - lean][selection] ?? 0.12 / (SELECTIONS - 2);
      const chance = selection === SELECTIONS - 1 ? 1 : Math.min(Math.max(share / shareLeft, 0), 1);
      const votes = draw(left, chance);
      counts[at + TOTAL_BOXES.length + selection] = votes;
      left -= votes;
      shareLeft -= share;
    }
  }
  return { names, counts, stationIds: register.stationIds };
}

/** Sheets come in by chance, those of the first regions sooner. */
function arrivalOrder(register) {
  const random = seededRandom(SEED, "arrival");
  const time = Float64Array.from(
    { length: register.stations },
    (_, station) => random.fraction() + station / STATIONS / 3,
  );
  return Int32Array.from(time.keys()).sort((one, other) => time[one] - time[other]);
}

function tableOf({ names, counts, stationIds }, contest, stations) {
  const width = names.length;
  const rows = new Int32Array(stations.length * width);
  for (const [row, station] of stations.entries())
    rows.set(counts.subarray(station * width, (station + 1) * width), row * width);
  return {
    stationOfRow: stations,
    rowsPlacedDifferently: [],
    sheets: {
      contest,
      boxNames: names,
      stations: Array.from(stations, (station) => stationIds[station]),
      counts: rows,
      rowNumbers: Int32Array.from(stations, (_, row) => row + 1),
      unitPathOfRow: new Int32Array(stations.length).fill(-1),
      unitPaths: [],
      evidenceNames: [],
    },
  };
}

function importTable(state, source, tables) {
  const entry = state.entries++;
  const records = tables.reduce((sum, table) => sum + table.stationOfRow.length, 0);
  const found = {
    encoding: "utf-8",
    byteOrderMark: false,
    delimiter: ",",
    lineEnding: "LF",
    columns: [],
    columnsIgnored: [],
    boxesAbsent: [],
    records,
  };
  state.datasets.push({
    entry,
    source,
    blob: String(entry).repeat(64),
    format: "mapping",
    found,
    rowsUsed: records,
    sheets: records,
    rowsRefused: [],
    tables: tables.map((table) => ({ entry, ...table })),
  });
  return entry;
}

/** Declares some stations, with the votes of the first two selections the other way round. */
function declare(state, { id, whole, stations, share }) {
  const width = whole.names.length;
  const sums = new Float64Array(width);
  for (const station of stations)
    for (let box = 0; box < width; box++) sums[box] += whole.counts[station * width + box];
  const votes = Object.fromEntries(
    ids.map((name, at) => [name, sums[TOTAL_BOXES.length + ([1, 0][at] ?? at)]]),
  );
  const total = (name) => sums[whole.names.indexOf(name)];
  const percent = (value, of) => ((100 * value) / of).toFixed(2);
  const declaration = {
    format: "cotejo-declaration/1",
    id,
    contest: CONTEST,
    source: "authority",
    status: "unofficial-partial",
    announcedAt: "2024-07-29",
    stationsCountedShare: (100 * share).toFixed(2),
    sources: ["made for this measurement"],
    results: [
      {
        unit: "all",
        votes,
        validVotes: total("validVotes"),
        nullVotes: total("nullVotes"),
        ballotsCast: total("ballotsCast"),
        shares: Object.fromEntries(ids.map((name) => [name, percent(votes[name], total("validVotes"))])),
      },
    ],
  };
  advance(state, { kind: "results-declared", version: 1, declaration: "" }, () =>
    utf8(JSON.stringify(declaration)),
  );
}

function drawSamples(state, declaredEntry) {
  const { election, register, datasets: tables } = state;
  const regions = register.childrenOf(0).map((unit) => register.unitIds[unit]);
  const orders = [
    {
      id: "quick",
      purpose: "quick-count",
      rule: {
        kind: "stratified",
        strata: "region",
        sizes: Object.fromEntries(regions.map((id) => [id, 100])),
      },
    },
    {
      id: "audit",
      purpose: "audit",
      rule: { kind: "proportional", declared: [declaredEntry], bound: "registered-voters", riskLimit: "5" },
    },
  ];
  for (const { id, purpose, rule } of orders) {
    const order = {
      contest: CONTEST,
      rule,
      seed: String(SEED),
      ...(purpose === "audit" ? { draws: 200 } : {}),
    };
    const stations = drawStations(order, { election, register, tables, crypto: nodeCrypto });
    const { draws: _, ...drawn } = order;
    const sample = { format: "cotejo-sample/1", id, purpose, source: "witnesses", ...drawn, stations };
    advance(state, { kind: "sample-drawn", version: 1, sample: "" }, () => utf8(JSON.stringify(sample)));
  }
}

// All methods.

function testEverything() {
  const context = new TestContext(seen, nodeCrypto);
  const methods = defaultMethods(seen.election);
  const before = process.memoryUsage().rss;
  const rows = [
    measure("columns of the sheets", () =>
      context
        .contests()
        .flatMap(({ id }) => context.sources(id))
        .map((source) => context.collected(source)),
    ),
    ...methods.map((method) => measure(method, () => runTests(context, [method]))),
  ];
  const sum = (of) => rows.reduce((total, row) => total + of(row), 0);
  const total = { seconds: sum((row) => row.seconds), cpu: sum((row) => row.cpu) };
  const peak = rows.reduce((most, row) => Math.max(most, row.peak), 0);
  print("\nTests of the result                 results   wall s    CPU s  peak MB");
  for (const row of rows)
    print(
      `  ${row.name.padEnd(32)} ${count(row.results).padStart(8)} ${row.seconds.toFixed(3).padStart(8)} ${row.cpu.toFixed(3).padStart(8)} ${megabytes(row.peak).padStart(8)}`,
    );
  print(
    `  ${"all".padEnd(32)} ${"".padStart(8)} ${total.seconds.toFixed(3).padStart(8)} ${total.cpu.toFixed(3).padStart(8)} ${megabytes(peak).padStart(8)}`,
  );
  print(
    `Peak memory is that of the whole process; the election itself, before any test, holds ${megabytes(before)} MB.`,
  );
  const none = rows.filter((row) => row.results === 0).map((row) => row.name);
  if (none.length > 0) print(`Nothing to ask here: ${none.join(", ")}.`);
  judge(
    "goal: wall time",
    total.seconds <= GOAL.seconds,
    `${total.seconds.toFixed(2)} s of ${GOAL.seconds} s`,
  );
  judge("goal: peak memory", peak <= GOAL.bytes, `${megabytes(peak)} MB of ${megabytes(GOAL.bytes)} MB`);
}

function measure(name, work) {
  resetPeak();
  const cpu = process.cpuUsage();
  const started = performance.now();
  const results = work().length;
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { name, results, seconds, cpu: (user + system) / 1e6, peak: peakMemory() };
}

/** Linux forgets the peak so far when told; elsewhere the peak stays that of the whole run, which is never less. */
function resetPeak() {
  try {
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {
    // The peak of the whole run is told instead.
  }
}

function peakMemory() {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) * 1024;
  } catch {
    // No such file on this system.
  }
  return process.resourceUsage().maxRSS * 1024;
}

// The same data in R.

function compareWithR() {
  const sample = sampleByDepartment();
  const ratio = timed(() => quickCount(sample, { level: 0.95, lonely: "average", empty: "refuse" }));
  const sheets = new TestContext(seen, nodeCrypto).collected(seen.contests.get(CONTEST)[0]);
  const screened = timed(() => integerPercentages({ ...sheets, votes: sheets.votes[0] }));
  print(
    `\nRatio estimator: ${count(sample.stratum.length)} stations of ${sample.strata.length} strata, ${SELECTIONS} shares and the turnout: ${ratio.seconds.toFixed(3)} s`,
  );
  print(`Integer percentages: ${count(screened.value.stations)} stations: ${screened.seconds.toFixed(3)} s`);
  const folder = mkdtempSync(join(tmpdir(), "cotejo-bench-"));
  try {
    if (!isInstalled()) {
      print(
        "Not compared: Rscript with the package survey is not installed here (Debian: apt-get install r-base-core r-cran-survey).",
      );
      return;
    }
    const inR = runR(folder, { sample, sheets });
    print(
      `In R: ratio estimator (svydesign and svyratio) ${inR.get("ratio.seconds").toFixed(3)} s, integer percentages (dbinom, a loop) ${inR.get("integer.seconds").toFixed(3)} s`,
    );
    print(
      `R's time for each of ours: ratio estimator ${(inR.get("ratio.seconds") / ratio.seconds).toFixed(1)}, integer percentages ${(inR.get("integer.seconds") / screened.seconds).toFixed(1)}`,
    );
    compareNumbers(inR, { ...ratioNumbers(ratio.value), ...integerNumbers(screened.value) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A sample of what was collected, by department; from every hundredth department a single station. */
function sampleByDepartment() {
  const { register } = seen;
  const collected = new TestContext(seen, nodeCrypto).collected(seen.contests.get(CONTEST)[0]);
  const random = seededRandom(SEED, "sample");
  const departments = register.unitLevels
    .values()
    .reduce((list, level, unit) => (level === 2 ? [...list, unit] : list), []);
  const indexOf = new Map(departments.map((unit, at) => [unit, at]));
  const departmentOf = (station) => {
    let unit = register.stationUnits.at(station);
    while (register.unitLevels.at(unit) > 2) unit = register.unitParents.at(unit);
    return indexOf.get(unit);
  };
  const units = new Uint32Array(departments.length);
  for (let station = 0; station < register.stations; station++) units[departmentOf(station)]++;
  const taken = new Uint32Array(departments.length);
  const chance = SAMPLED / collected.stations.length;
  const chosen = [];
  for (const [sheet, station] of collected.stations.entries()) {
    const department = departmentOf(station);
    if (random.fraction() >= chance || (department % 100 === 0 && taken[department] > 0)) continue;
    taken[department]++;
    chosen.push(sheet);
  }
  const pick = (values) => Int32Array.from(chosen, (sheet) => values[sheet]);
  return {
    strata: departments.map((unit, at) => ({ name: register.unitIds[unit], units: units[at] })),
    stratum: Uint32Array.from(chosen, (sheet) => departmentOf(collected.stations[sheet])),
    received: new Uint8Array(chosen.length).fill(1),
    votes: collected.votes.map(pick),
    votesAll: pick(collected.validVotes),
    ballots: pick(collected.ballotsCast),
    registered: pick(collected.registeredVoters),
  };
}

function isInstalled() {
  const { status } = spawnSync("Rscript", ["-e", "suppressMessages(library(survey))"], { stdio: "ignore" });
  return status === 0;
}

function runR(folder, { sample, sheets }) {
  const at = (name) => join(folder, name);
  const write = (name, header, columns) => {
    const rows = Array.from(columns[0], (_, row) => columns.map((column) => column[row]).join(","));
    writeFileSync(at(name), `${header.join(",")}\n${rows.join("\n")}\n`);
  };
  const { stratum, strata } = sample;
  write(
    "sample.csv",
    ["stratum", "size", "valid", "ballots", "registered", ...ids],
    [
      stratum,
      Array.from(stratum, (index) => strata[index].units),
      sample.votesAll,
      sample.ballots,
      sample.registered,
      ...sample.votes,
    ],
  );
  write(
    "sheets.csv",
    ["registered", "ballots", "votes"],
    [sheets.registeredVoters, sheets.ballotsCast, sheets.votes[0]],
  );
  writeFileSync(at("compare.R"), R_PROGRAM);
  const { status, stderr } = spawnSync("Rscript", [at("compare.R"), folder, ...ids], { encoding: "utf8" });
  if (status !== 0) throw new Error(`Rscript ended with ${status}: ${stderr}`);
  const lines = readFileSync(at("answer.txt"), "utf8").trim().split("\n");
  return new Map(lines.map((line) => line.split(" ")).map(([name, value]) => [name, Number(value)]));
}

const R_PROGRAM = `
suppressMessages(library(survey))
options(survey.lonely.psu = "average")
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
ids <- arguments[-1]
answer <- file(file.path(folder, "answer.txt"), "w")
say <- function(name, value) cat(name, sprintf("%.17g", value), "\\n", file = answer)

sample <- read.csv(file.path(folder, "sample.csv"))
seconds <- system.time({
  design <- svydesign(ids = ~1, strata = ~stratum, fpc = ~size, data = sample)
  shares <- svyratio(reformulate(ids), ~valid, design)
  turnout <- svyratio(~ballots, ~registered, design)
})[["elapsed"]]
say("ratio.seconds", seconds)
errors <- SE(shares)
for (i in seq_along(ids)) {
  say(paste0(ids[i], ".estimate"), coef(shares)[[i]])
  say(paste0(ids[i], ".standardError"), errors[[i]])
}
say("turnout.estimate", coef(turnout)[[1]])
say("turnout.standardError", SE(turnout)[[1]])

sheets <- read.csv(file.path(folder, "sheets.csv"))
near <- function(k, n) { p <- 100 * k / n; abs(p - floor(p + 0.5)) <= 0.05 }
seconds <- system.time({
  kept <- with(sheets, registered >= 100 & ballots > 0 & votes <= ballots & ballots <= registered &
    100 * ballots <= 99 * registered & 100 * votes <= 99 * ballots)
  sheets <- sheets[kept, ]
  known <- vector("list", max(sheets$registered))
  mass <- function(k, n) {
    counts <- known[[n]]
    if (is.null(counts)) {
      counts <- which(near(0:n, n)) - 1
      known[[n]] <<- counts
    }
    sum(dbinom(counts, n, k / n))
  }
  share <- mapply(mass, sheets$votes, sheets$ballots)
  turnout <- mapply(mass, sheets$ballots, sheets$registered)
  either <- 1 - (1 - share) * (1 - turnout)
  isShare <- near(sheets$votes, sheets$ballots)
  isTurnout <- near(sheets$ballots, sheets$registered)
})[["elapsed"]]
say("integer.seconds", seconds)
tell <- function(name, observed, p) {
  say(paste0(name, ".observed"), sum(observed))
  say(paste0(name, ".expected"), sum(p))
  say(paste0(name, ".standardDeviation"), sqrt(sum(p * (1 - p))))
}
say("integer.stations", nrow(sheets))
tell("integer.share", isShare, share)
tell("integer.turnout", isTurnout, turnout)
tell("integer.either", isShare | isTurnout, either)
close(answer)
`;

function ratioNumbers(counted) {
  const of = (name, { estimate, standardError }) => [
    [`${name}.estimate`, estimate],
    [`${name}.standardError`, standardError],
  ];
  return Object.fromEntries([
    ...counted.shares.flatMap((share, at) => of(ids[at], share)),
    ...of("turnout", counted.turnout),
  ]);
}

function integerNumbers(screened) {
  const of = (name) =>
    ["observed", "expected", "standardDeviation"].map((what) => [
      `integer.${name}.${what}`,
      screened[name][what],
    ]);
  return Object.fromEntries([
    ["integer.stations", screened.stations],
    ...["share", "turnout", "either"].flatMap(of),
  ]);
}

function compareNumbers(inR, ours) {
  let worst = { name: "", distance: -1 };
  for (const [name, value] of Object.entries(ours)) {
    const known = inR.get(name);
    const distance = known === value ? 0 : Math.abs(value - known) / Math.abs(known);
    // A number that R does not give is at no distance that could be small enough.
    if (!(distance <= worst.distance)) worst = { name, distance };
    if (!(distance <= AGREEMENT)) print(`  ${name}: ${value} here, ${known} in R`);
  }
  const numbers = Object.keys(ours).length;
  judge(
    `agreement with R to ${AGREEMENT}`,
    worst.distance <= AGREEMENT,
    `${numbers} numbers, furthest ${worst.name} by ${worst.distance.toExponential(1)} of it`,
  );
}

// Telling.

function timed(work) {
  const started = performance.now();
  const value = work();
  return { value, seconds: (performance.now() - started) / 1000 };
}

function judge(what, isReached, told) {
  print(`${isReached ? "reached" : "FAILED"}: ${what}: ${told}`);
  if (!isReached) failed = true;
}

function count(value) {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ",");
}

function megabytes(bytes) {
  return (bytes / MEGABYTE).toFixed(0);
}

function print(line) {
  process.stdout.write(`${line}\n`);
}

const seen = makeElection();
collectGarbage();
testEverything();
compareWithR();
process.exitCode = failed ? 1 : 0;
