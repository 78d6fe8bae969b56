import { nodeCrypto } from "../../src/adapters/node-crypto.ts";
import { SHEET_FINDING_CODES } from "../../src/core/finding.ts";
import { likenessOf } from "../../src/core/likeness/likeness.ts";
import type { Sample, SampleRule } from "../../src/core/sample.ts";
import { drawStations } from "../../src/core/statistics/draw-sample.ts";
import type { Box, StationId } from "../../src/core/tally-sheet.ts";
import { seededRandom } from "../../src/pipeline/demo/random.ts";
import { AUTHORITY, CLEAN, CONTEST, ExampleElection, raise, type ExampleSheet } from "./example-election.ts";

/** What the golden test of the rules is made from. Whoever changes it makes another golden, and no statement about the rules. */

const SEED = 20261122;
const TOWNS = ["N/N1", "N/N2", "S/S1", "S/S2", "W/W1"];
const STATIONS = Array.from({ length: 120 }, (_, at) => ({
  station: String(at + 1).padStart(3, "0"),
  unit: TOWNS[at % TOWNS.length] ?? "",
  voters: 600 + ((at * 37) % 200),
}));

const BOXES_OF_FORM = { boxes: ["received"], sums: [{ total: "received", plus: ["ballotsCast"] }] };
const CONTESTS = { [CONTEST]: ["ANA", "BEA", "CAI"], past: ["OLD", "NEW"] };
const selections = (ids: readonly string[]) => ids.map((id) => ({ id, name: `List ${id}` }));
const ELECTION = {
  languages: ["es", "en"],
  contests: [
    { id: CONTEST, title: "President", selections: selections(CONTESTS[CONTEST] ?? []) },
    { id: "past", title: "President, before", selections: selections(CONTESTS.past ?? []), pastOf: CONTEST },
  ],
  sheet: { form: BOXES_OF_FORM },
  tests: { screening: true },
};

type Boxes = Readonly<Record<string, Box>>;

/** Policies under which the same log is looked at beside the default: which findings set a sheet aside. */
export const SET_ASIDE: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ["nothing", []],
  ["everything", SHEET_FINDING_CODES],
]);

/** A sheet of a station in which everything closes. */
function cleanSheet({ station, unit, voters }: (typeof STATIONS)[number]): ExampleSheet {
  const random = seededRandom(SEED, station);
  const validVotes = 150 + random.between(0, 120);
  const ana = Math.round(validVotes * (0.52 + (unit.startsWith("S") ? 0.12 : 0) + random.noise() * 0.03));
  const cai = random.between(2, 14);
  const [blankVotes, nullVotes] = [random.between(0, 5), random.between(0, 7)];
  const ballotsCast = validVotes + blankVotes + nullVotes;
  const votes = { ANA: ana, BEA: validVotes - ana - cai, CAI: cai };
  const totals = { validVotes, blankVotes, nullVotes, ballotsCast, votersParticipated: ballotsCast };
  return { station, unit, boxes: { registeredVoters: voters, received: ballotsCast, ...votes, ...totals } };
}

const numberOf = (boxes: Boxes, name: string) => {
  const box = boxes[name];
  return typeof box === "number" ? box : raise(`no number in ${name}`);
};
const more = (boxes: Boxes, name: string, by: number): Boxes => ({
  ...boxes,
  [name]: numberOf(boxes, name) + by,
});

/** What the table says otherwise of some stations: of each flaw one. */
const FLAWS: Readonly<Record<string, (sheet: ExampleSheet) => ExampleSheet>> = {
  "001": (sheet) => ({ ...sheet, boxes: more(sheet.boxes, "ANA", 1) }),
  "002": (sheet) => ({ ...sheet, boxes: more(sheet.boxes, "nullVotes", 3) }),
  "003": (sheet) => ({ ...sheet, boxes: { ...sheet.boxes, registeredVoters: 20 } }),
  "004": (sheet) => ({ ...sheet, boxes: more(sheet.boxes, "votersParticipated", 2) }),
  "005": (sheet) => ({ ...sheet, boxes: more(sheet.boxes, "received", 5) }),
  "006": (sheet) => ({ ...sheet, boxes: { ...sheet.boxes, BEA: "illegible" } }),
  "007": (sheet) => ({ ...sheet, boxes: {} }),
  "008": (sheet) => ({ ...sheet, boxes: { ANA: 0, BEA: 0, CAI: 0, nullVotes: 0 } }),
  "009": (sheet) => ({ ...sheet, boxes: more(sheet.boxes, "registeredVoters", 7) }),
  "010": (sheet) => ({ ...sheet, unit: "S/S2" }),
  "015": (sheet) => ({ ...sheet, file: "one.jpg" }),
  "016": (sheet) => ({ ...sheet, file: "one.jpg" }),
  "018": (sheet) => ({ ...sheet, boxes: boxesOfStation("017") }),
};

const stationOf = (id: StationId) =>
  STATIONS.find(({ station }) => station === id) ?? raise(`no station ${id}`);
const boxesOfStation = (id: StationId): Boxes => cleanSheet(stationOf(id)).boxes;
const sheetOf = (id: StationId): ExampleSheet => (FLAWS[id] ?? ((sheet) => sheet))(cleanSheet(stationOf(id)));
const idsOf = (from: number, to: number) => STATIONS.slice(from - 1, to).map(({ station }) => station);

/**
 * An election of 120 polling stations: sheets in tables and as files, read by codes, print, handwriting and people; of each
 * flaw that a sheet can have one; declarations that do not agree; an earlier election; a quick count and an audit.
 */
export function goldenElection(setAside: readonly string[]): ExampleElection {
  const election = new ExampleElection({ contests: CONTESTS, policy: { setAside }, more: ELECTION });
  election.register(STATIONS.map(({ station, unit, voters }) => [station, unit, voters]));
  const tables = [
    election.table(STATIONS.map(cleanSheet), { source: AUTHORITY }),
    election.table(idsOf(1, 60).map(sheetOf)),
  ];
  election.table(STATIONS.map(pastSheet));
  election.table([{ station: "900", unit: "N/N1", boxes: CLEAN }, ...idsOf(65, 90).map(sheetOf)]);
  // One table says two things of a station; another is replaced.
  const twice = election.table([{ ...sheetOf("011"), boxes: more(boxesOfStation("011"), "blankVotes", 1) }]);
  const replaced = election.table([{ ...sheetOf("091"), boxes: more(boxesOfStation("091"), "ANA", 40) }]);
  election.table([sheetOf("091"), sheetOf("092")], { supersedes: replaced });
  takeFiles(election);
  election.adjudicate("012", { entry: tables[1] ?? 0, row: 12 });
  election.adjudicate("020", "none-stands");
  election.adjudicate("021", { entry: twice });
  declareResults(election);
  drawSamples(election, tables[0] ?? 0);
  return election;
}

/** The earlier election at the same stations. */
function pastSheet({ station, unit }: (typeof STATIONS)[number]): ExampleSheet {
  const random = seededRandom(SEED, `past ${station}`);
  const old = 90 + random.between(0, 40);
  return { station, unit, contest: "past", boxes: { OLD: old, NEW: 100 + Number(station) } };
}

/** Eight rows with ink of their own each. */
const LOOKS = Array.from({ length: 8 }, (_, row) => ({
  id: `row ${row}`,
  cells: [Uint8Array.from({ length: 160 }, (_, bit) => ((bit * (row + 2)) % 11 < 4 ? 1 : 0))],
}));

/** Sheets as files, with what readers made of them. */
function takeFiles(election: ExampleElection): void {
  const read = (station: StationId, boxes: Boxes, said: { readonly station?: StationId } = {}) => {
    const evidence = election.evidence({ ...said, file: `scan ${station}` });
    election.reading({ evidence, station, boxes, reader: "qr a" });
  };
  read("012", more(boxesOfStation("012"), "ANA", 2));
  read("014", boxesOfStation("014"), { station: "013" });
  read("093", boxesOfStation("093"));
  const two = [1, 2].map((copy) => election.evidence({ station: "094", file: `copy ${copy}` }));
  for (const [at, evidence] of two.entries())
    election.reading({
      evidence,
      station: "094",
      reader: "qr a",
      boxes: more(boxesOfStation("094"), "CAI", at),
    });

  const printed = election.evidence({ station: "095" });
  const rows = {
    template: "t",
    rows: { a: numberOf(boxesOfStation("095"), "ANA"), b: "illegible" as const },
  };
  const print = { ...rows, differ: [{ row: "b", digits: 26, words: 20 }] };
  const boxes = boxesOfStation("095");
  election.reading({ evidence: printed, station: "095", reader: "print a", boxes, rows: { print } });
  election.reading({ evidence: printed, station: "095", reader: "qr a", boxes });

  const written = election.evidence({ station: "096" });
  const hand = { template: "t", rows: { a: { proposal: 46, percent: 91 } } };
  const proposed = { ANA: numberOf(boxesOfStation("096"), "ANA") + 1 };
  election.reading({
    evidence: written,
    station: "096",
    reader: "handwriting a",
    boxes: proposed,
    rows: { hand },
  });
  const person = election.admit(1);
  election.reading({ evidence: written, station: "096", actor: person, boxes: boxesOfStation("096") });

  const lost = election.evidence({ station: "097", redactedBySource: false });
  election.redact(lost, "redacted");
  const wrong = election.evidence({});
  election.reading({ evidence: wrong, station: "001", boxes: boxesOfStation("098"), reader: "qr a" });
  election.reassign(wrong, "098");
  election.redact(election.evidence({ station: "099", redactedBySource: false }), "withdrawn");
  election.reading({
    evidence: lost,
    station: "097",
    boxes: boxesOfStation("097"),
    reader: "qr a",
    open: false,
  });
  election.unread(election.evidence({ station: "100", contest: CONTEST }), [
    { problem: "edge-missing", edge: "lower" },
    { problem: "too-dark" },
  ]);
  // Two files of two stations whose numbers look the same.
  for (const evidence of [printed, written]) election.measured(evidence, likenessOf("t", LOOKS));
}

/** Two announcements by the authority of which the second takes votes back, and whose parts and shares do not agree. */
function declareResults(election: ExampleElection): void {
  const [all, north] = [{ unit: "all" }, { unit: "N" }];
  election.declare({
    id: "d1",
    stationsCountedShare: "60",
    results: [{ ...all, votes: { ANA: 8_000, BEA: 6_100, CAI: 500 }, validVotes: 14_600 }],
  });
  election.declare({
    id: "d2",
    announcedAt: "2024-07-30T00:10:00-04:00",
    status: "certified",
    supersedes: "d1",
    results: [
      {
        ...all,
        votes: { ANA: 600_002, BEA: 300_001, CAI: 100_000 },
        validVotes: 1_000_003,
        nullVotes: 300,
        blankVotes: 200,
        ballotsCast: 1_000_600,
        shares: { ANA: "60", BEA: "31" },
        registeredVoters: 59_000,
        turnout: "44.1",
        stationsCounted: 118,
      },
      { ...north, votes: { ANA: 5_000, BEA: 5_200, CAI: 210 } },
      { unit: "S", votes: { ANA: 7_000, BEA: 3_900, CAI: 230 } },
      { unit: "W", votes: { ANA: 2_500, BEA: 2_600, CAI: 120 } },
    ],
  });
  election.declare({
    id: "d3",
    announcedAt: "2024-07-31",
    results: [{ ...all, votes: { ANA: 11_000, BEA: 9_000, CAI: 800 }, validVotes: 20_000 }],
  });
}

/** A quick count and an audit that anybody can draw again, and a sample that somebody else drew. */
function drawSamples(election: ExampleElection, declared: number): void {
  const { election: file, register, datasets } = election.state();
  if (file === undefined || register === undefined) throw new Error("an election with a register");
  const draw = (rule: SampleRule, draws?: number) => [
    ...drawStations(
      { contest: CONTEST, seed: "4 2 6", rule, ...(draws === undefined ? {} : { draws }) },
      { election: file, register, tables: datasets, crypto: nodeCrypto },
    ),
  ];
  const enter = (sample: Pick<Sample, "id" | "purpose" | "rule" | "stations">) =>
    election.sample({
      contest: CONTEST,
      source: "witnesses",
      ...(sample.rule.kind === "external" ? {} : { seed: "4 2 6" }),
      ...sample,
    });
  const sizes = { N: 16, S: 16, W: 8 };
  const stratified = { kind: "stratified", strata: "region", sizes } as const;
  enter({ id: "quick", purpose: "quick-count", rule: stratified, stations: draw(stratified) });
  const bound = "registered-voters";
  const audit: SampleRule = { kind: "proportional", declared: [declared], bound, riskLimit: "10" };
  enter({ id: "audit", purpose: "audit", rule: audit, stations: draw(audit, 30) });
  const external = { kind: "external", drawnBy: "Observatory", method: "by hand", strata: "region" } as const;
  enter({ id: "theirs", purpose: "quick-count", rule: external, stations: idsOf(22, 60) });
  enter({ id: "changed", purpose: "quick-count", rule: stratified, stations: draw(stratified).toReversed() });
}

/** What an election file can say of who settles a sheet. */
export const SETTLE_RULES: Readonly<Record<string, object>> = {
  "one reading": { readings: 1 },
  "two readings": { readings: 2 },
  "two people": { readings: 2, people: 2, entries: 3 },
  "print alone": { readings: 1, by: ["print"] },
  "code and print": { readings: 2, by: ["qr", "print"] },
};

/** Stations with accounts of every kind, alone, agreeing and not: what stands hangs on the rule. */
export function settleElection(settle: object): ExampleElection {
  const election = new ExampleElection({ policy: { settle } });
  const [one, two, three] = [1, 2, 3].map((person) => election.admit(person));
  const other: Boxes = { ...CLEAN, ANA: 20, BEA: 20 };
  const third: Boxes = { ...CLEAN, ANA: 10, BEA: 30 };
  election.table(["row", "row-qr", "row-other"].map((station) => ({ station, boxes: CLEAN })));
  const sheets: Readonly<Record<StationId, readonly (readonly [string | number | undefined, Boxes])[]>> = {
    "row-qr": [["qr a", CLEAN]],
    "row-other": [["qr a", other]],
    qr: [["qr a", CLEAN]],
    print: [["print a", CLEAN]],
    hand: [["handwriting a", CLEAN]],
    "qr-qr": [
      ["qr a", CLEAN],
      ["qr b", CLEAN],
    ],
    "qr-print": [
      ["qr a", CLEAN],
      ["print a", CLEAN],
    ],
    "qr-print-other": [
      ["qr a", CLEAN],
      ["print a", other],
    ],
    "qr-hand": [
      ["qr a", CLEAN],
      ["handwriting a", other],
    ],
    person: [[one, CLEAN]],
    "person-person": [
      [one, CLEAN],
      [two, CLEAN],
    ],
    "person-other": [
      [one, CLEAN],
      [two, other],
    ],
    "person-other-person": [
      [one, CLEAN],
      [two, other],
      [three, CLEAN],
    ],
    "three-others": [
      [one, CLEAN],
      [two, other],
      [three, third],
    ],
    "qr-person": [
      ["qr a", CLEAN],
      [one, CLEAN],
    ],
    "qr-person-other": [
      ["qr a", CLEAN],
      [one, other],
    ],
    "illegible-person": [
      [one, { ...CLEAN, ANA: "illegible" }],
      [two, CLEAN],
    ],
  };
  for (const [station, readings] of Object.entries(sheets)) {
    const evidence = election.evidence({ station });
    for (const [by, boxes] of readings)
      election.reading({
        evidence,
        station,
        boxes,
        ...(typeof by === "number" ? { actor: by } : { reader: by ?? "" }),
      });
  }
  return election;
}

/** An election without a register: what is missing follows from declared sizes. */
export function sizedElection(): ExampleElection {
  const source = "a gazette";
  const election = new ExampleElection({
    sizes: [
      { unit: "all", stations: 9, registeredVoters: 4_000, source },
      { unit: "N", stations: 2, source },
    ],
  });
  election.table([
    { station: "1", unit: "N/N1", boxes: CLEAN },
    { station: "2", unit: "N/N1", boxes: { ...CLEAN, ANA: 31 } },
    { station: "3", unit: "N/N2", boxes: { ...CLEAN, BEA: 11 } },
    { station: "4", unit: "S/S1", boxes: { ...CLEAN, ANA: 12, BEA: 28 } },
  ]);
  return election;
}
