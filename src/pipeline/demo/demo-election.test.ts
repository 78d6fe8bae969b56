import assert from "node:assert/strict";
import { createHash } from "node:crypto";

import { describe, test } from "vitest";

import { parseDeclaration, type Declaration } from "../../core/declaration.ts";
import { parseElection } from "../../core/election.ts";
import { CANDIDATE_AHEAD, CANDIDATE_DECLARED, CANDIDATES, PARTY_ROWS } from "./ballot.ts";
import { generateDemo, type DemoElection } from "./demo-election.ts";
import type { DemoTable } from "./tables.ts";

/** One row of a table, read with its mapping by this test's own few lines. */
interface Row {
  readonly station: string;
  readonly boxes: Readonly<Record<string, number | "?" | "">>;
}

const SEEDS = [2026, 1, 77];
const demos = SEEDS.map((seed) => [seed, generateDemo(seed)] as const);
const demo2026 = generateDemo(2026);

function readRows(table: DemoTable): Row[] {
  const mapping = JSON.parse(table.mapping);
  const delimiter = table.content.slice(0, table.content.indexOf("\n")).includes(";") ? ";" : ",";
  const [header = [], ...records] = readRecords(table.content, delimiter);
  const cell = (record: readonly string[], column: string) => {
    assert.ok(header.includes(column), `${table.fileName} has the column ${column}`);
    return record[header.indexOf(column)] ?? "";
  };
  return records.map((record) => ({
    station: cell(record, mapping.station.columns[0]),
    boxes: Object.fromEntries(
      Object.entries<string>(mapping.boxes).map(([box, column]) => {
        const text = cell(record, column);
        assert.match(text, /^(\??|0|[1-9]\d*)$/);
        return [box, text === "?" || text === "" ? text : Number(text)];
      }),
    ),
  }));
}

function readRecords(content: string, delimiter: string): string[][] {
  assert.ok(content.endsWith("\n") && !content.includes('"'));
  const records = content
    .slice(0, -1)
    .split("\n")
    .map((line) => line.split(delimiter));
  for (const record of records) assert.equal(record.length, records[0]?.length);
  return records;
}

function selectionsOf(table: DemoTable): string[] {
  return table.contest === "question" ? ["yes", "no"] : CANDIDATES.map(({ id }) => id);
}

function registerOf(demo: DemoElection): ReadonlyMap<string, number> {
  const [, ...records] = readRecords(demo.registerFile, ",");
  return new Map(records.map(([station = "", registered]) => [station, Number(registered)]));
}

/** Whether two counts contradict each other; what nobody could read contradicts nothing. */
function differ(one: number, other: number): boolean {
  return !Number.isNaN(one) && !Number.isNaN(other) && one !== other;
}

/** Whether the second account states another value for a box of the first. */
function contradicts(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>) {
  return Object.entries(one).some(([box, value]) => other[box] !== value);
}

/** What the arithmetic of one row shows, by the definitions of the findings. */
function codesOfRow(
  row: Row,
  selections: readonly string[],
  register: ReadonlyMap<string, number>,
): readonly string[] {
  const { boxes } = row;
  const number = (box: string) => {
    const value = boxes[box];
    return typeof value === "number" ? value : Number.NaN;
  };
  const sum = (names: readonly string[]) => names.reduce((all, name) => all + number(name), 0);
  const registered = register.get(row.station);
  const written = Object.entries(boxes).flatMap(([box, value]) =>
    box === "registeredVoters" ? [] : [value],
  );
  const checks: Record<string, boolean> = {
    "selections-not-valid": differ(sum(selections), number("validVotes")),
    "parts-not-ballots": differ(sum(["validVotes", "blankVotes", "nullVotes"]), number("ballotsCast")),
    "ballots-over-registered": number("ballotsCast") > number("registeredVoters"),
    "illegible-box": Object.values(boxes).includes("?"),
    "blank-form": written.every((value) => value === ""),
    "all-zero": written.every((value) => value === 0),
    "station-not-in-register": registered === undefined,
    "registered-not-register": registered !== undefined && differ(number("registeredVoters"), registered),
  };
  return Object.keys(checks).filter((code) => checks[code]);
}
const ROW_CODES = [
  "selections-not-valid",
  "parts-not-ballots",
  "ballots-over-registered",
  "illegible-box",
  "blank-form",
  "all-zero",
  "station-not-in-register",
  "registered-not-register",
];

/** The account a QR text gives: station, votes by candidate, null and blank votes. */
function readQr(text: string) {
  const [station = "", list = "", nulls, blanks] = text.split("!");
  const numbers = list.split(",").map(Number);
  assert.equal(numbers.length, PARTY_ROWS.length);
  const votes: Record<string, number> = {};
  for (const [at, { selection }] of PARTY_ROWS.entries())
    votes[selection] = (votes[selection] ?? 0) + (numbers[at] ?? 0);
  return { station, boxes: { ...votes, nullVotes: Number(nulls), blankVotes: Number(blanks) } };
}

/** The photos that can be read, each file once however often it was sent. */
function readPhotos(demo: DemoElection, includeLate: boolean) {
  return demo.photos
    .filter(({ late, duplicateOf }) => duplicateOf === undefined && (includeLate || !late))
    .flatMap(({ sheet }) => (sheet.qrText === undefined ? [] : [readQr(sheet.qrText)]));
}

function stationsWith(demo: DemoElection, code: string): string[] {
  return demo.planted.filter((flaw) => flaw.code === code).flatMap(({ stations }) => [...stations]);
}

function tableNamed(demo: DemoElection, fileName: string): DemoTable {
  const table = demo.tables.find((each) => each.fileName === fileName);
  assert.ok(table);
  return table;
}

function stationsIn(demo: DemoElection, fileName: string): ReadonlySet<string> {
  return new Set(readRows(tableNamed(demo, fileName)).map(({ station }) => station));
}

function readDeclarations(demo: DemoElection): readonly [Declaration, Declaration] {
  const election = parseElection(demo.electionFile);
  const [first, second] = demo.declarations.map(({ content }) => parseDeclaration(content, election));
  assert.ok(first && second);
  return [first, second];
}

function sortedUnique(items: Iterable<string>): string[] {
  return [...new Set(items)].sort();
}

test("the same seed gives the same election, another seed another one", () => {
  assert.deepEqual(generateDemo(2026), demo2026);
  assert.notEqual(generateDemo(2027).registerFile, demo2026.registerFile);
});

test("seed 2026 gives these bytes on every machine; whoever changes the generator changes this hash", () => {
  const hash = createHash("sha256").update(JSON.stringify(demo2026)).digest("hex");
  assert.equal(hash, "8781be58a8ff0d13c0cf5ab8e931122c75fa3b8bf519e9e43a90293e16a5b9c4");
});

describe.each(demos)("with seed %i", (_, demo) => {
  const register = registerOf(demo);

  test("the register lists 2,000 stations in a tree of four levels, and three stations are outside it", () => {
    assert.equal(register.size, 2_000);
    assert.equal(demo.truth.length, 2_003);
    assert.deepEqual(
      demo.truth.filter(({ station }) => !register.has(station)).map(({ inRegister }) => inRegister),
      [false, false, false],
    );
    const nameOfUnit = new Map<string, string>();
    for (const { path } of demo.truth) {
      assert.equal(path.length, 4);
      for (const [depth, { name }] of path.entries()) {
        const unit = path
          .slice(0, depth + 1)
          .map(({ code }) => code)
          .join("/");
        assert.equal(nameOfUnit.get(unit) ?? name, name);
        nameOfUnit.set(unit, name);
      }
    }
    for (const station of register.keys()) assert.match(station, /^[A-Za-z0-9.-]{1,40}$/);
  });

  test("stations have 80 to 900 registered voters, more of them small than large", () => {
    const sizes = [...register.values()].sort((one, other) => one - other);
    assert.ok(sizes.every((size) => size >= 80 && size <= 900));
    const mean = sizes.reduce((all, size) => all + size, 0) / sizes.length;
    assert.ok((sizes[1_000] ?? 0) < mean);
    assert.ok((sizes.at(-1) ?? 0) > 700 && (sizes[0] ?? 900) < 100);
  });

  test("every true sheet closes, party rows included, for both contests", () => {
    for (const { president, question } of demo.truth) {
      for (const sheet of [president, question]) {
        const selections = Object.values(sheet.votes).reduce((all, count) => all + count, 0);
        assert.equal(selections, sheet.validVotes);
        assert.equal(sheet.validVotes + sheet.blankVotes + sheet.nullVotes, sheet.ballotsCast);
      }
      assert.equal(
        president.partyVotes.reduce((all, count) => all + count, 0),
        president.validVotes,
      );
      for (const count of [...president.partyVotes, president.blankVotes, president.nullVotes])
        assert.ok(Number.isInteger(count) && count >= 0);
    }
  });

  test("regions vote differently, and the candidate ahead does not win everywhere", () => {
    const winners = new Map<string, number[]>();
    for (const { path, president } of demo.truth) {
      const sums = winners.get(path[0].code) ?? [0, 0];
      sums[0] = (sums[0] ?? 0) + (president.votes[CANDIDATE_AHEAD] ?? 0);
      sums[1] = (sums[1] ?? 0) + (president.votes[CANDIDATE_DECLARED] ?? 0);
      winners.set(path[0].code, sums);
    }
    const ahead = [...winners.values()].filter(([one = 0, other = 0]) => one > other).length;
    assert.ok(ahead > winners.size / 2 && ahead < winners.size);
  });

  test("the tables have the numbers of stations they promise", () => {
    assert.equal(stationsIn(demo, "witnesses-president.csv").size, 1_620 + 3);
    assert.equal(stationsIn(demo, "witnesses-president-late.csv").size, 60);
    assert.equal(stationsIn(demo, "witnesses-question.csv").size, 1_500);
    assert.equal(stationsIn(demo, "observers-president.csv").size, 400);
    assert.equal(stationsIn(demo, "authority-president.csv").size, 700);
  });

  test("every planted row has exactly the flaws it claims, and every other row has none", () => {
    for (const table of demo.tables) {
      const about = demo.planted.filter(({ source }) => source === table.source);
      for (const row of readRows(table)) {
        const claimed =
          table.contest === "question"
            ? []
            : about.flatMap(({ code = "", stations }) =>
                ROW_CODES.includes(code) && stations.includes(row.station) ? [code] : [],
              );
        assert.deepEqual(
          codesOfRow(row, selectionsOf(table), register),
          claimed,
          `${table.fileName} ${row.station}`,
        );
      }
    }
  });

  test("what is planted is there in the numbers announced", () => {
    const counts = (source: string, code: string) =>
      demo.planted.filter((flaw) => flaw.source === source && flaw.code === code).length;
    assert.equal(counts("witnesses", "illegible-box"), 10);
    assert.equal(counts("witnesses", "selections-not-valid") + counts("witnesses", "parts-not-ballots"), 8);
    assert.equal(counts("witnesses", "ballots-over-registered"), 4);
    assert.equal(counts("witnesses", "blank-form"), 3);
    assert.equal(counts("witnesses", "all-zero"), 2);
    assert.equal(counts("witnesses", "station-not-in-register"), 3);
    assert.equal(stationsWith(demo, "same-votes-several-sheets").length, 2);
    const wrongReaders = demo.planted.filter(
      ({ source, flaw }) => source === "observers" && flaw.startsWith("wrong-reader"),
    );
    assert.equal(wrongReaders.length, 12);
    assert.ok(wrongReaders.some(({ code }) => code === undefined));
    assert.equal(demo.planted.filter(({ flaw }) => flaw === "authority-differs").length, 25);
  });

  test("a row that says what is not true was planted, and what was planted is not true", () => {
    const truth = new Map(demo.truth.map((station) => [station.station, station]));
    for (const table of demo.tables) {
      const untrue = readRows(table).filter(({ station, boxes }) => {
        const sheet = truth.get(station)?.[table.contest === "question" ? "question" : "president"];
        assert.ok(sheet);
        const { votes, ...totals } = sheet;
        return Object.entries(boxes).some(
          ([box, value]) => value !== ({ ...votes, ...totals } as Record<string, unknown>)[box],
        );
      });
      const genuine = ["ballots-over-registered", "station-not-in-register", "row-twice", "late-sheets"];
      const planted = demo.planted.filter(
        ({ source, flaw, files, counted }) =>
          table.contest === "president" &&
          source === table.source &&
          !genuine.includes(flaw) &&
          (files === undefined || flaw === "qr-contradicts-table") &&
          (flaw !== "same-votes-copied" || counted !== undefined),
      );
      const inTable = new Set(readRows(table).map(({ station }) => station));
      assert.deepEqual(
        sortedUnique(untrue.map(({ station }) => station)),
        sortedUnique(planted.flatMap(({ stations }) => stations.filter((station) => inTable.has(station)))),
        table.fileName,
      );
    }
  });

  test("no two stations have the same votes by accident, in one table, across tables or on a photo", () => {
    const stationsOf = new Map<string, Set<string>>();
    const note = (contest: string, station: string, votes: readonly (Row["boxes"][string] | undefined)[]) => {
      if (votes.includes("?") || votes.includes("") || votes.every((count) => count === 0)) return;
      const key = `${contest} ${votes.join(",")}`;
      stationsOf.set(key, (stationsOf.get(key) ?? new Set()).add(station));
    };
    for (const table of demo.tables)
      for (const { station, boxes } of readRows(table))
        note(
          table.contest,
          station,
          selectionsOf(table).map((id) => boxes[id]),
        );
    for (const { station, boxes } of readPhotos(demo, true))
      note(
        "president",
        station,
        CANDIDATES.map(({ id }) => (boxes as Record<string, number>)[id]),
      );
    const shared = [...stationsOf.values()].filter((stations) => stations.size > 1);
    assert.deepEqual(
      shared.map((stations) => [...stations].sort()),
      [stationsWith(demo, "same-votes-several-sheets").sort()],
    );
  });

  test("photos that contradict each other or the table are those planted, and all others agree", () => {
    const rows = ["witnesses-president.csv", "witnesses-president-late.csv"].flatMap((name) =>
      readRows(tableNamed(demo, name)),
    );
    const photos = readPhotos(demo, true);
    const rivals = photos.filter((photo) =>
      photos.some((other) => other.station === photo.station && contradicts(photo.boxes, other.boxes)),
    );
    const rivalRows = rows.filter((row) =>
      rows.some((other) => other.station === row.station && contradicts(row.boxes, other.boxes)),
    );
    assert.deepEqual(
      sortedUnique([...rivals, ...rivalRows].map(({ station }) => station)),
      sortedUnique(stationsWith(demo, "rival-copies")),
    );
    const against = photos
      .filter(({ station }) => !rivals.some((rival) => rival.station === station))
      .filter((photo) =>
        rows.some(({ station, boxes }) => station === photo.station && contradicts(photo.boxes, boxes)),
      );
    assert.deepEqual(
      sortedUnique(against.map(({ station }) => station)),
      sortedUnique(stationsWith(demo, "readings-disagree")),
    );
  });

  test("files sent twice, for two stations or for the wrong one are those planted", () => {
    const byName = new Map(demo.photos.map((photo) => [photo.fileName, photo]));
    assert.equal(byName.size, demo.photos.length);
    for (const { sheet, duplicateOf, fileName } of demo.photos) {
      if (duplicateOf === undefined) continue;
      assert.ok(duplicateOf < fileName);
      assert.equal(byName.get(duplicateOf)?.sheet, sheet);
      assert.equal(duplicateOf.slice(-4), fileName.slice(-4));
    }
    const claimedFor = (name: string) =>
      demo.photos
        .filter(({ fileName, duplicateOf }) => (duplicateOf ?? fileName) === name)
        .map(({ station }) => station ?? "");
    const files = sortedUnique(demo.photos.map(({ fileName, duplicateOf }) => duplicateOf ?? fileName)).map(
      claimedFor,
    );
    assert.deepEqual(
      sortedUnique(files.filter((claims) => new Set(claims).size > 1).flat()),
      sortedUnique(stationsWith(demo, "same-file-two-stations")),
    );
    assert.equal(files.filter((claims) => claims.length > 1 && new Set(claims).size === 1).length, 3);
    assert.deepEqual(
      demo.photos
        .filter(({ station, sheet }) => station !== undefined && station !== sheet.station)
        .map(({ sheet }) => sheet.station)
        .sort(),
      stationsWith(demo, "station-not-as-claimed").sort(),
    );
    assert.ok(demo.photos.some(({ station }) => station === undefined));
  });

  test("the expected totals are what the tables and photos give when counted by hand", () => {
    const explainedByRow = ROW_CODES.filter(
      (code) => !["ballots-over-registered", "registered-not-register", "all-zero"].includes(code),
    );
    for (const [stage, includeLate] of [
      ["before", false],
      ["after", true],
    ] as const) {
      const rows = demo.tables
        .filter(
          ({ source, contest, late }) =>
            source === "witnesses" && contest === "president" && (includeLate || !late),
        )
        .flatMap((table) => readRows(table));
      const accounts = new Map<string, Row["boxes"][]>();
      const explained = new Set<string>();
      for (const row of rows) {
        accounts.set(row.station, [...(accounts.get(row.station) ?? []), row.boxes]);
        const codes = codesOfRow(
          row,
          CANDIDATES.map(({ id }) => id),
          register,
        );
        if (codes.some((code) => explainedByRow.includes(code))) explained.add(row.station);
      }
      for (const { station, boxes } of readPhotos(demo, includeLate))
        accounts.set(station, [...(accounts.get(station) ?? []), boxes]);
      const names = [...CANDIDATES.map(({ id }) => id), "blankVotes", "nullVotes"];
      const totals: Record<string, number> = Object.fromEntries(names.map((name) => [name, 0]));
      const stations = {
        registered: register.size,
        counted: 0,
        explained: 0,
        missing: 0,
        outsideRegister: 0,
      };
      const unread = new Set(demo.photos.flatMap(({ station, late }) => (late ? [] : [station])));
      for (const station of register.keys()) {
        if (accounts.has(station)) continue;
        if (unread.has(station)) stations.explained++;
        else stations.missing++;
      }
      for (const [station, [first = {}, ...others]] of accounts) {
        const contradicted = others.some((other) => names.some((name) => first[name] !== other[name]));
        if (!register.has(station)) stations.outsideRegister++;
        else if (contradicted || explained.has(station)) stations.explained++;
        else {
          stations.counted++;
          for (const name of names) totals[name] = (totals[name] ?? 0) + Number(first[name]);
        }
      }
      const expected = demo.expectedTotals[stage];
      const { votes, blankVotes, nullVotes } = expected;
      assert.deepEqual(expected.stations, stations);
      assert.deepEqual({ ...votes, blankVotes, nullVotes }, totals);
      const valid = CANDIDATES.reduce((all, { id }) => all + (totals[id] ?? 0), 0);
      assert.equal(expected.validVotes, valid);
      assert.equal(expected.ballotsCast, valid + blankVotes + nullVotes);
    }
  });

  test("registered stations are counted, explained or missing, and late sheets only add", () => {
    const { before, after } = demo.expectedTotals;
    for (const { stations } of [before, after])
      assert.equal(stations.counted + stations.explained + stations.missing, stations.registered);
    assert.equal(before.stations.missing - after.stations.missing, 60 + 2);
    assert.equal(after.stations.explained - before.stations.explained, 1);
  });

  test("the bulletins have the faults planted in them and no others", () => {
    const [first, second] = readDeclarations(demo);
    const [announced] = first.results;
    assert.ok(announced);
    const sum = Object.values(announced.votes).reduce((all, count) => all + count, 0);
    assert.equal((announced.validVotes ?? 0) - sum, 360);
    for (const [selection, share] of Object.entries(announced.shares ?? {}))
      assert.equal(announced.votes[selection], Math.round((sum * Number(share)) / 100));

    const [nation, ...regions] = second.results;
    assert.ok(nation && regions.length === 6);
    for (const result of second.results) {
      const votes = Object.values(result.votes).reduce((all, count) => all + count, 0);
      assert.equal(votes, result.validVotes);
      assert.equal(votes + (result.blankVotes ?? 0) + (result.nullVotes ?? 0), result.ballotsCast);
      assert.ok((result.ballotsCast ?? 0) < (result.registeredVoters ?? 0));
    }
    assert.equal(nation.stationsCounted, 2_000);
    const wrong: Record<string, number> = {};
    for (const [name, whole] of Object.entries({ ...nation, ...nation.votes })) {
      if (typeof whole !== "number") continue;
      const parts = regions.map((region) => Number({ ...region, ...region.votes }[name]));
      const difference = parts.reduce((all, part) => all + part, 0) - whole;
      if (difference !== 0) wrong[name] = difference;
    }
    assert.deepEqual(wrong, { quiroal: 6_000, validVotes: 6_000, ballotsCast: 6_000 });
    const decreased = Object.keys(announced.votes).filter(
      (id) => (nation.votes[id] ?? 0) < (announced.votes[id] ?? 0),
    );
    assert.deepEqual(decreased, ["larrazcue"]);
    assert.ok((nation.validVotes ?? 0) > (announced.validVotes ?? 0));
  });

  test("the sheets contradict the declared winner: those counted already exceed what is declared", () => {
    const [, second] = readDeclarations(demo);
    const declared = second.results[0]?.votes ?? {};
    const { votes } = demo.expectedTotals.before;
    assert.ok((declared[CANDIDATE_DECLARED] ?? 0) > (declared[CANDIDATE_AHEAD] ?? 0));
    assert.ok((votes[CANDIDATE_AHEAD] ?? 0) > (votes[CANDIDATE_DECLARED] ?? 0));
    assert.ok((votes[CANDIDATE_AHEAD] ?? 0) > (declared[CANDIDATE_AHEAD] ?? 0));
  });

  test("authority rows that differ all add up and all favour the declared winner", () => {
    const truth = new Map(demo.truth.map((station) => [station.station, station.president.votes]));
    const witnessed = new Map(
      readRows(tableNamed(demo, "witnesses-president.csv")).map(({ station, boxes }) => [station, boxes]),
    );
    const differing = readRows(tableNamed(demo, "authority-president.csv")).filter(({ station, boxes }) =>
      CANDIDATES.some(({ id }) => boxes[id] !== truth.get(station)?.[id]),
    );
    assert.equal(differing.length, 25);
    for (const { station, boxes } of differing) {
      const sheet = truth.get(station) ?? {};
      assert.ok(Number(boxes[CANDIDATE_DECLARED]) > (sheet[CANDIDATE_DECLARED] ?? 0));
      assert.ok(Number(boxes[CANDIDATE_AHEAD]) < (sheet[CANDIDATE_AHEAD] ?? 0));
      for (const { id } of CANDIDATES) assert.equal(witnessed.get(station)?.[id], sheet[id]);
    }
  });

  test("the observers' file can be written in windows-1252 and needs its mapping", () => {
    const { content, mapping } = tableNamed(demo, "observers-president.csv");
    assert.match(content, /^Mesa;.*Votos válidos/);
    assert.ok([...content].every((character) => (character.codePointAt(0) ?? 0) < 256));
    assert.notEqual(JSON.parse(mapping).boxes.validVotes, "validVotes");
  });
});
