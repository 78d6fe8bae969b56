// Times `cotejo verify` on a log of a million entries against a program in Go that does the same with Go's own packages.
// Run after `npm run build`:  node bench/verify.mjs [ENTRIES] [--full]
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

import { diskPublicationWriter } from "../dist/adapters/disk-publication.js";
import { openWorld, prepareFolder } from "../dist/adapters/folder-world.js";
import { memoryFolder } from "../dist/adapters/memory-folder.js";
import { utf8 } from "../dist/core/bytes.js";
import { formatEntry } from "../dist/core/entry.js";
import { formatVerifierKey } from "../dist/core/tlog/note.js";
import { bundlesOf, tilePath, tilesOf } from "../dist/core/tlog/tile.js";
import { openElection } from "../dist/pipeline/open-election.js";
import { publish } from "../dist/pipeline/publish.js";
import { findGo } from "../scripts/find-go.mjs";
import { electionFile, inventElection, SEED, stationId, writeElection } from "./national-election.mjs";
import { count, judge, machine, median, megabytes, print, runTimed } from "./telling.mjs";

const sizes = process.argv.slice(2).filter((argument) => /^\d+$/.test(argument));
const ENTRIES = Number(sizes[0] ?? 1_000_000);
const IS_FULL = process.argv.includes("--full");
const STATIONS = 30_000;
const ROUNDS = 5;
/** What ours may take for each of Go's. */
const GOAL = { cpu: 1.5, wall: 1 };

const ROOT = resolve(import.meta.dirname, "..");
const COTEJO = join(ROOT, "dist/cli/main.js");

const folder = mkdtempSync(join(tmpdir(), "cotejo-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

print(
  `A log of ${count(ENTRIES)} entries over ${count(STATIONS)} polling stations, seed ${SEED}. ${machine()}.`,
);
const published = join(folder, "published");
await makePublication();
const foreign = buildForeign();
if (foreign !== undefined) compareLogs(foreign);
if (IS_FULL) verifyAll();

/** A publication of an election with a register, and an evidence file and a reading of it again and again, none open. */
async function makePublication() {
  const started = performance.now();
  const disk = memoryFolder();
  const surroundings = {
    now: () => new Date(Date.UTC(2024, 6, 29)),
    randomBytes: (length) => new Uint8Array(length).fill(7),
  };
  prepareFolder(disk, "bench.example.org/election", surroundings);
  const world = openWorld(disk, surroundings);
  const paths = writeElection(join(folder, "files"), { ...inventElection(STATIONS), tables: [] });
  await openElection(world, {
    election: utf8(JSON.stringify(electionFile({ readings: 2 }))),
    register: readFileSync(paths.register),
  });
  const first = 2;
  const entries = Array.from({ length: ENTRIES - first }, (_, at) => formatEntry(entryAt(first + at)));
  await world.append(entries);
  if (IS_FULL) await publish(world, diskPublicationWriter(published));
  else writeLog(world);
  const seconds = (performance.now() - started) / 1000;
  print(`Made in ${seconds.toFixed(0)} s.`);
}

/** The log's part of a publication alone: all that --only log reads. */
function writeLog(world) {
  const write = (path, bytes) => {
    mkdirSync(dirname(join(published, path)), { recursive: true });
    writeFileSync(join(published, path), bytes);
  };
  write("log/checkpoint", world.checkpoint());
  write("log/key", `${formatVerifierKey(world.verifierKey)}\n`);
  for (const tile of [...tilesOf(ENTRIES), ...bundlesOf(ENTRIES)])
    write(`log/${tilePath(tile)}`, world.tile(tilePath(tile)));
}

/** At even places a photo of a station's sheet, after it a reading of that photo. */
function entryAt(index) {
  const commitment = createHash("sha256").update(`${SEED} ${index}`).digest("hex");
  if (index % 2 === 1)
    return { kind: "reading-made", version: 1, evidence: index - 1, reader: "zxing-wasm 3.1.4", commitment };
  const station = stationId((index / 2) % STATIONS);
  return {
    kind: "evidence-received",
    version: 1,
    source: "witnesses",
    commitment,
    station,
    redactedBySource: false,
  };
}

function buildForeign() {
  const go = findGo();
  if (go === undefined) return undefined;
  const cache = join(ROOT, ".cache/foreign");
  mkdirSync(cache, { recursive: true });
  const program = join(cache, "foreign");
  const env = { ...process.env, GO111MODULE: "off", GOPATH: go.library, GOCACHE: join(cache, "go") };
  const options = { cwd: join(ROOT, "test/foreign"), env, stdio: ["ignore", 2, 2] };
  const { status } = spawnSync(go.go, ["build", "-o", program, "."], options);
  if (status !== 0 || !existsSync(program)) throw new Error("the foreign reader does not build");
  return program;
}

/** Both in turns, so that what else the machine does meets both; the middle of each is told. */
function compareLogs(foreign) {
  const key = readFileSync(join(published, "log/key"), "utf8").trim();
  const version = spawnSync(findGo().go, ["version"], { encoding: "utf8" }).stdout.trim();
  const rounds = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const inGo = runTimed(foreign, ["log", key, join(published, "log")]);
    const answer = JSON.parse(inGo.out);
    const ours = runTimed(process.execPath, [
      COTEJO,
      "verify",
      published,
      "--only",
      "log",
      "--key",
      key,
      "--json",
    ]);
    const verified = JSON.parse(ours.out);
    if (!verified.ok || verified.entries !== ENTRIES || answer.size !== ENTRIES)
      throw new Error(`not verified: ${ours.out} ${inGo.out}`);
    if (!verified.checkpoint.includes(`\n${answer.root}\n`)) throw new Error("the two read another root");
    // The first brings the files into memory.
    if (round > 0) rounds.push({ inGo, ours });
  }
  const middle = (of) => median(rounds.map(of));
  print(`\nverify --only log, ${ROUNDS} rounds in turns (middle)      wall s    CPU s  peak MB`);
  const tell = (name, of) =>
    print(
      `  ${name.padEnd(44)} ${middle((round) => of(round).wall)
        .toFixed(2)
        .padStart(8)} ${middle((round) => of(round).cpu)
        .toFixed(2)
        .padStart(8)} ${megabytes(middle((round) => of(round).peak)).padStart(8)}`,
    );
  tell(version, (round) => round.inGo);
  tell(`cotejo`, (round) => round.ours);
  const ratio = (of) => middle((round) => of(round.ours) / of(round.inGo));
  const cpu = ratio((run) => run.cpu);
  const wall = ratio((run) => run.wall);
  judge("CPU time for each of Go's", cpu <= GOAL.cpu, `${cpu.toFixed(2)} of ${GOAL.cpu}`);
  judge("wall time for each of Go's", wall <= GOAL.wall, `${wall.toFixed(2)} of ${GOAL.wall}`);
}

/** Beside it, everything: files, log, openings, sums, all pages again. */
function verifyAll() {
  const { out, wall, cpu, peak } = runTimed(process.execPath, [
    "--max-old-space-size=8192",
    COTEJO,
    "verify",
    published,
    "--json",
  ]);
  const { ok, files } = JSON.parse(out);
  if (!ok) throw new Error(`not verified: ${out}`);
  print(
    `\nFull verification of ${count(files)} files: ${wall.toFixed(1)} s, CPU ${cpu.toFixed(1)} s, peak ${megabytes(peak)} MB`,
  );
}
