// Invents a national election of any size from a seed: a register with places on four levels, sheets with 12
// selections, three sources, planted differences, and the truth that a bench holds its results against.
//
//   node bench/national-election.mjs FOLDER [STATIONS]     writes its files
//
// Nothing larger than one array of counts is ever in memory: files are written row by row.
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { boxNamesOf, NOT_ON_FORM, TOTAL_BOXES } from "../dist/core/tally-sheet.js";
import { seededRandom } from "../dist/pipeline/demo/random.js";
import { count, print } from "./telling.mjs";

export const SEED = 20240728;
export const CONTEST = "president";
export const SELECTIONS = Array.from({ length: 12 }, (_, at) => `S${String(at + 1).padStart(2, "0")}`);
export const BOXES = boxNamesOf(SELECTIONS.map((id) => ({ id })));
export const LEVELS = ["region", "department", "municipality", "place"];
const REGIONS = 24;
const DEPARTMENTS = 12;
const MUNICIPALITIES = 10;
const STATIONS_A_PLACE = 5;
/** The part of all stations whose sheet a source holds. */
const COLLECTED = { witnesses: 0.83, authority: 0.97, observers: 0.1 };
/** Boxes that the tables state, in the order of their columns. */
export const STATED = ["ballotsCast", "validVotes", "nullVotes", ...SELECTIONS];

export const WIDTH = BOXES.length;
export const columnOf = (box) => BOXES.indexOf(box);

/** One of 24 regions, 12 departments a region, 10 municipalities a department, and places of 5 stations, as codes. */
export function unitCodes(station, stations) {
  const places = Math.ceil(stations / STATIONS_A_PLACE);
  const place = Math.floor(station / STATIONS_A_PLACE);
  const municipality = Math.floor((place * REGIONS * DEPARTMENTS * MUNICIPALITIES) / places);
  const department = Math.floor(municipality / MUNICIPALITIES);
  return [Math.floor(department / DEPARTMENTS), department, municipality, place].map(String);
}

export function stationId(station) {
  return `T${String(station).padStart(7, "0")}`;
}

export function registeredVoters(stations) {
  const random = seededRandom(SEED, "stations");
  return Int32Array.from({ length: stations }, () => random.between(150, 900));
}

/** The boxes of every station's sheet: what was cast there, with regions and stations that lean one way or the other. */
export function castVotes(registered, { contest = CONTEST, stream = "votes", swing = 0 } = {}) {
  const stations = registered.length;
  const random = seededRandom(SEED, `${stream} ${contest}`);
  const counts = new Int32Array(stations * WIDTH).fill(NOT_ON_FORM);
  const [ballots, valid, nulls] = ["ballotsCast", "validVotes", "nullVotes"].map(columnOf);
  const leans = Array.from({ length: REGIONS }, () => 0.08 * random.noise());
  const draw = (outOf, chance) => {
    const count = outOf * chance + Math.sqrt(outOf * chance * (1 - chance)) * random.noise();
    return Math.min(Math.max(Math.floor(count + 0.5), 0), outOf);
  };
  for (let station = 0; station < stations; station++) {
    const at = station * WIDTH;
    const lean = leans[Math.floor((REGIONS * station) / stations)] + 0.05 * random.noise() + swing;
    const cast = draw(registered[station], 0.62 + 0.06 * random.noise());
    counts[at + ballots] = cast;
    counts[at + nulls] = draw(cast, 0.01);
    counts[at + valid] = cast - counts[at + nulls];
    let [left, shareLeft] = [counts[at + valid], 1];
    for (let selection = 0; selection < SELECTIONS.length; selection++) {
      const share = [0.52 + lean, 0.36 - lean][selection] ?? 0.12 / (SELECTIONS.length - 2);
      const isLast = selection === SELECTIONS.length - 1;
      const votes = draw(left, isLast ? 1 : Math.min(Math.max(share / shareLeft, 0), 1));
      counts[at + TOTAL_BOXES.length + selection] = votes;
      left -= votes;
      shareLeft -= share;
    }
  }
  return counts;
}

/** Sheets come in by chance, those of the first regions sooner. */
export function arrivalOrder(stations) {
  const random = seededRandom(SEED, "arrival");
  const time = Float64Array.from(
    { length: stations },
    (_, station) => random.fraction() + station / stations / 3,
  );
  return Int32Array.from(time.keys()).sort((one, other) => time[one] - time[other]);
}

/** The election file: three sources; `readings` is how many readers have to agree on a photo. */
export function electionFile({ contests = [CONTEST], readings = 1 } = {}) {
  return {
    format: "cotejo-election/1",
    id: "bench",
    title: "A large country",
    date: "2024-07-28",
    root: { id: "all", name: "The whole" },
    levels: LEVELS.map((id) => ({ id, name: id })),
    contests: contests.map((id) => ({
      id,
      title: id,
      selections: SELECTIONS.map((selection) => ({ id: selection, name: `Candidate ${selection}` })),
      ...(id === CONTEST ? {} : { pastOf: CONTEST }),
    })),
    sources: [
      { id: "witnesses", kind: "witnesses", name: "Witnesses" },
      { id: "observers", kind: "observers", name: "Observers" },
      { id: "authority", kind: "authority", name: "Authority" },
    ],
    policy: { settle: { readings } },
  };
}

/** How every table of sheets is to be read. */
export const MAPPING = {
  format: "cotejo-mapping/1",
  contest: CONTEST,
  station: { columns: ["station"] },
  units: [],
  boxes: Object.fromEntries(STATED.map((box) => [box, box])),
};

/**
 * A source's table: the stations it holds in the order in which they came, what it states of each, and what was planted
 * in it. `rowsOf(place)` gives one row, or several where a second copy was planted.
 */
class SourceTable {
  constructor(name, { counts, stations, planted }) {
    this.name = name;
    this.counts = counts;
    this.stations = stations;
    this.planted = planted;
  }

  /** The boxes of every row in the order of STATED, with the station's id. */
  *rows() {
    const { misadded, moved, twice, outside } = this.planted;
    for (const station of this.stations) {
      const boxes = this.#boxesOf(station);
      if (misadded.has(station)) boxes[STATED.indexOf("validVotes")] += 7;
      if (moved.has(station)) moveVotes(boxes);
      yield [stationId(station), boxes];
      if (twice.has(station)) yield [stationId(station), moveVotes(boxes.slice())];
    }
    for (let at = 0; at < outside; at++)
      yield [`X${String(at).padStart(6, "0")}`, this.#boxesOf(this.stations[at])];
  }

  #boxesOf(station) {
    return STATED.map((box) => this.counts[station * WIDTH + columnOf(box)]);
  }
}

/** Five votes, or as many as there are, from the second selection to the first: the sheet still adds up. */
function moveVotes(boxes) {
  const first = STATED.indexOf(SELECTIONS[0]);
  const votes = Math.min(5, boxes[first + 1]);
  boxes[first] += votes;
  boxes[first + 1] -= votes;
  return boxes;
}

/**
 * The election in memory: counts, and its three tables. `plant` says for each kind of flaw, at how many stations of
 * every hundred thousand it stands.
 */
export function inventElection(stations, plant = { misadded: 40, moved: 100, twice: 20, outside: 6 }) {
  const registered = registeredVoters(stations);
  const counts = castVotes(registered);
  const arrival = arrivalOrder(stations);
  const tableOf = (name, kinds) => {
    const held = arrival.slice(0, Math.round(COLLECTED[name] * stations));
    const random = seededRandom(SEED, `flaws of ${name}`);
    const free = [...held.subarray(0, Math.ceil(held.length / 2))];
    const take = (kind) => {
      const many = kinds.includes(kind) ? Math.round(((plant[kind] ?? 0) * stations) / 100_000) : 0;
      return Array.from({ length: many }, () => {
        const at = random.between(0, free.length - 1);
        const [station] = free.splice(at, 1, free[free.length - 1]);
        free.pop();
        return station;
      });
    };
    const planted = {
      misadded: new Set(take("misadded")),
      // Where the second selection has no votes there is nothing to move.
      moved: new Set(take("moved").filter((station) => counts[station * WIDTH + TOTAL_BOXES.length + 1] > 0)),
      twice: new Set(take("twice")),
      outside: kinds.includes("outside") ? Math.round(((plant.outside ?? 0) * stations) / 100_000) : 0,
    };
    return new SourceTable(name, { counts, stations: held, planted });
  };
  return {
    stations,
    registered,
    counts,
    tables: [
      tableOf("witnesses", ["misadded", "twice", "outside"]),
      tableOf("observers", []),
      tableOf("authority", ["moved"]),
    ],
  };
}

/** Writes election file, register, mapping and the three tables; gives their paths by name. */
export function writeElection(folder, election) {
  mkdirSync(folder, { recursive: true });
  const at = (name) => join(folder, name);
  writeFileSync(at("election.json"), `${JSON.stringify(electionFile(), undefined, 2)}\n`);
  writeFileSync(at("mapping.json"), `${JSON.stringify(MAPPING, undefined, 2)}\n`);
  writeRows(at("register.csv"), registerRows(election));
  const paths = { election: at("election.json"), mapping: at("mapping.json"), register: at("register.csv") };
  for (const table of election.tables) {
    paths[table.name] = at(`${table.name}.csv`);
    writeRows(paths[table.name], tableRows(table));
  }
  return paths;
}

function* registerRows({ stations, registered }) {
  yield ["station", "registeredVoters", ...LEVELS.flatMap((level) => [`${level}Code`, `${level}Name`])];
  for (let station = 0; station < stations; station++) {
    const path = unitCodes(station, stations).flatMap((code, level) => [
      code,
      `${LEVELS[level]} no. ${code}`,
    ]);
    yield [stationId(station), registered[station], ...path];
  }
}

function* tableRows(table) {
  yield ["station", ...STATED];
  for (const [id, boxes] of table.rows()) yield [id, ...boxes];
}

/** No cell of these files holds a comma, a quotation mark or a line break. */
export function writeRows(path, rows) {
  const file = openSync(path, "w");
  let waiting = "";
  for (const row of rows) {
    waiting += `${row.join(",")}\n`;
    if (waiting.length < 1 << 20) continue;
    writeSync(file, waiting);
    waiting = "";
  }
  writeSync(file, waiting);
  closeSync(file);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [folder = "national-election", stations = "500000"] = process.argv.slice(2);
  const election = inventElection(Number(stations));
  const paths = writeElection(folder, election);
  print(`${count(election.stations)} stations, seed ${SEED}: ${Object.values(paths).join(", ")}`);
  for (const { name, stations: held, planted } of election.tables)
    print(
      `${name}: ${count(held.length)} stations; planted: ${planted.misadded.size} that do not add up, ` +
        `${planted.moved.size} with votes moved, ${planted.twice.size} with a second copy, ${planted.outside} outside the register`,
    );
}
