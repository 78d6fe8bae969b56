// One side of bench/tabulate.mjs in a process of its own: `duckdb`, `ours` or `memory`, and the files by name.
import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";

import { compareSources } from "../dist/core/comparison.js";
import { checkSheets } from "../dist/core/checks.js";
import { advance, emptyState } from "../dist/core/fold.js";
import { settleSheets } from "../dist/core/settle.js";
import { Tabulation } from "../dist/core/tabulation.js";
import { view } from "../dist/core/view.js";
import { LEVELS, SELECTIONS, STATED } from "./national-election.mjs";
import { findDuckDb } from "./find-duckdb.mjs";
import { peakMemory, resetPeak } from "./telling.mjs";

const [program, named] = process.argv.slice(2);
const files = JSON.parse(named);
const SOURCES = ["witnesses", "authority"];
const steps = {};

async function measure(name, work) {
  resetPeak();
  const cpu = process.cpuUsage();
  const started = performance.now();
  const value = await work();
  const wall = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  steps[name] = { wall, cpu: (user + system) / 1e6, peak: peakMemory() };
  return value;
}

const read = (name) => readFileSync(files[name]);

function foldFiles(sources) {
  let state = advance(emptyState(), { kind: "election-opened", version: 1, definition: "election" }, read);
  state = advance(state, { kind: "register-adopted", version: 1, register: "register" }, read);
  for (const source of sources)
    state = advance(
      state,
      {
        kind: "dataset-imported",
        version: 1,
        source,
        dataset: source,
        format: "mapping",
        mapping: "mapping",
      },
      read,
    );
  return state;
}

/** One line a unit: level, code, then stations counted and the sum of each selection. Sorted, and hashed. */
const checksum = (lines) =>
  createHash("sha256").update(lines.toSorted().join("\n")).digest("hex").slice(0, 12);

/** In memory: the tables, and what they say of each station. */
function loadOurs() {
  const { election, register, datasets } = foldFiles(SOURCES);
  const [contest] = election.contests;
  const { policy } = election;
  const none = { readings: [], stationsAwaiting: [], adjudications: [] };
  const settled = SOURCES.map((source) => {
    const tables = datasets.filter((each) => each.source === source).flatMap((each) => each.tables);
    return settleSheets({ contest, source, register, policy, tables, ...none }).sheets;
  });
  return { settled, election, register };
}

async function runOurs() {
  const { settled, election, register } = await measure("load", loadOurs);
  const { sums, compared } = await measure("sums and comparison", () => ({
    sums: settled.map(
      (sheets) => new Tabulation(sheets, register, { policy: election.policy, sizes: new Map() }),
    ),
    compared: compareSources(settled[0], settled[1], register),
  }));
  const lines = sums.map((tabulation) =>
    LEVELS.map((_, level) => {
      const all = [];
      for (let unit = 0; unit < register.units; unit++) {
        const sheets = tabulation.sheetsIn(unit, "lenient");
        if (register.unitLevels.at(unit) !== level + 1 || sheets === 0) continue;
        const { votes } = tabulation.totals(unit, "lenient");
        const code = register.unitIds[unit].split("/").at(-1);
        all.push([code, sheets, ...SELECTIONS.map((id) => votes[id])].join());
      }
      return checksum(all);
    }),
  );
  await measure("checks of every sheet", () => settled.map((sheets) => checkSheets(sheets, register).length));
  tell({
    counted: Object.fromEntries(SOURCES.map((source, at) => [source, sums[at].sheetsIn(0, "lenient")])),
    inBoth: compared.stationsInBoth,
    different: compared.stationsDifferent,
    onlyInFirst: compared.onlyInFirst,
    onlyInSecond: compared.onlyInSecond,
    checksums: lines.flat(),
  });
}

async function runDuckDb() {
  const { DuckDBInstance } = await import(findDuckDb());
  const instance = await DuckDBInstance.create(":memory:");
  const database = await instance.connect();
  const rows = async (sql) => (await database.runAndReadAll(sql)).getRowsJS();
  await measure("load", async () => {
    for (const name of ["register", ...SOURCES])
      await database.run(`create table ${name} as select * from read_csv('${files[name]}', header = true)`);
  });
  const sums = SELECTIONS.map((id) => `sum(${id}) as ${id}`).join(", ");
  const rollUp = (source, level) =>
    `select ${level}Code as code, count(*) as stations, ${sums} from ${source} join register using (station) group by ${level}Code`;
  const differ = STATED.map((box) => `one.${box} <> other.${box}`).join(" or ");
  const held = (side) => `${side}.ballotsCast is not null`;
  const answers = {
    ...Object.fromEntries(
      SOURCES.flatMap((source) => LEVELS.map((level) => [`${source}_${level}`, rollUp(source, level)])),
    ),
    compared: `select count(*) filter (${held("one")} and ${held("other")}) as inBoth,
      count(*) filter (not ${held("other")}) as onlyInFirst, count(*) filter (not ${held("one")}) as onlyInSecond
      from witnesses one full outer join authority other using (station)`,
    differing: `select * from witnesses one join authority other using (station) where ${differ}`,
  };
  // Results stay in tables of its own: to take them over into JavaScript is no part of the question.
  await measure("sums and comparison", async () => {
    for (const [name, sql] of Object.entries(answers)) await database.run(`create table ${name} as ${sql}`);
  });
  const results = {};
  for (const name of Object.keys(answers)) results[name] = await rows(`select * from ${name}`);
  const [inBoth, onlyInFirst, onlyInSecond] = results.compared[0].map(Number);
  const counted = (source) => results[`${source}_region`].reduce((sum, row) => sum + Number(row[1]), 0);
  const version = `DuckDB ${(await rows("select version()"))[0][0]}`;
  const checksums = SOURCES.flatMap((source) =>
    LEVELS.map((level) => checksum(results[`${source}_${level}`].map((row) => row.map(String).join()))),
  );
  tell(
    {
      counted: Object.fromEntries(SOURCES.map((source) => [source, counted(source)])),
      inBoth,
      different: results.differing.length,
      onlyInFirst,
      onlyInSecond,
      checksums,
    },
    { version },
  );
}

/** The view of all three sources held, and nothing else. */
function runMemory() {
  globalThis.gc();
  const before = process.memoryUsage().rss;
  const seen = view(foldFiles(["witnesses", "observers", "authority"]), new Map());
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.stdout.write(
    JSON.stringify({
      held: Math.min(rss - before, heapUsed + external),
      stations: seen.register.stations,
      findings: seen.findings.length,
    }),
  );
}

function tell(results, more = {}) {
  process.stdout.write(JSON.stringify({ ...more, steps, results }));
}

if (program === "duckdb") await runDuckDb();
else if (program === "ours") await runOurs();
else runMemory();
