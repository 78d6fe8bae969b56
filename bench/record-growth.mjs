// Time and memory of the record as documents grow: import by the command, wire stories by the index, search, and the list.
// Run `npm run build` first.
//
//   node bench/record-growth.mjs [DOCUMENTS]     10,000 where nothing is said; ends with 1 where a goal is not reached
//
// Documents are invented: every tenth is an edited copy of an earlier one, every fifth tells of an onlooker whose name is
// blacked out there and looked for in all others. Goals for 10,000 documents: import 15 minutes, wire stories 2 minutes,
// search 1 minute, each below 1.5 GB; and of the processor's time no more than 1.3 times as much per document as for a
// quarter of them. Told are seconds, and of them those of the processor: syncing to the disk takes the rest.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";

const most = Number(process.argv[2] ?? 10_000);
const program = resolve(import.meta.dirname, "../dist/cli/main.js");
const election = resolve(import.meta.dirname, "../examples/valdora/election.json");
const GOALS = { import: 900, stories: 120, search: 60 };
const MEMORY = 1_500;
const GROWTH = 1.3;

/** Numbers from a seed (mulberry32), so that every run makes the same documents. */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const random = randomFrom(7);
const letters = "bcdfglmnprst";
const word = () =>
  Array.from(
    { length: 2 + Math.floor(random() * 3) },
    () => letters[Math.floor(random() * 12)] + "aeiou"[Math.floor(random() * 5)],
  ).join("");
const words = Array.from({ length: 20_000 }, word);
const some = () => words[Math.floor(random() * words.length)];

function story() {
  const sentence = () =>
    `The ${some()} of ${some()} said ${some()} ${some()} ${some()} had ${some()} the ${some()} on Tuesday.`;
  const figures = `At least ${2 + Math.floor(random() * 90)} people died and ${Math.floor(random() * 900)} were arrested, the ${some()} League said.`;
  const name = () => some().replace(/^./, (letter) => letter.toUpperCase());
  const onlooker = `"We saw it," said ${name()} ${name()}, a ${20 + Math.floor(random() * 60)}-year-old baker.`;
  const own = random() < 0.2 ? [onlooker] : [];
  return [...Array.from({ length: 12 }, sentence), figures, ...own, sentence()].join(" ");
}

function documents(count) {
  const texts = [];
  for (let at = 0; at < count; at += 1)
    texts.push(
      at % 10 === 9 ? texts[at - 5].replace("At least ", "").replace("Tuesday", "Wednesday") : story(),
    );
  return texts;
}

/** Runs a command and gives its seconds and the most memory it had, in megabytes. */
function run(...args) {
  const began = process.hrtime.bigint();
  const script = `process.on("exit",()=>{const u=process.resourceUsage();require("fs").writeSync(2,"\\nUSED "+u.maxRSS+" "+(u.userCPUTime+u.systemCPUTime))})`;
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: "utf8",
    maxBuffer: 2 ** 29,
    env: { ...process.env, NODE_OPTIONS: `--require=${measure(script)}` },
  });
  if (status !== 0) throw new Error(`cotejo ${args.join(" ")}: ${stderr.slice(-2_000)}${stdout.slice(-500)}`);
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  const [, kilobytes = 0, microseconds = 0] = /USED (\d+) (\d+)/.exec(stderr) ?? [];
  return { seconds, processor: microseconds / 1e6, megabytes: kilobytes / 1_024, stdout };
}

const folder = mkdtempSync(join(tmpdir(), "cotejo-growth-"));
function measure(script) {
  const path = join(folder, "measure.cjs");
  writeFileSync(path, script);
  return path;
}

console.log(`${cpus()[0]?.model ?? "unknown processor"}, Node ${process.version}, seed 7`);
const STEPS = ["import", "stories", "search"];
console.log(
  `documents ${STEPS.map((step) => `${step} s (processor)      MB`.padStart(27)).join("")}   pairs  entered`,
);
let missed = false;
const first = {};
try {
  for (const count of [most / 4, most / 2, most].map(Math.floor)) {
    const place = join(folder, String(count));
    mkdirSync(join(place, "documents"), { recursive: true });
    const rows = documents(count).map((text, at) => {
      writeFileSync(join(place, "documents", `${at}.txt`), text);
      return `documents/${at}.txt,Paper ${at % 40},2026-05-0${1 + (at % 9)}`;
    });
    writeFileSync(join(place, "list.csv"), `file,publisher,published\n${rows.join("\n")}\n`);
    const directory = join(place, "election");
    run("open", directory, "--election", election);
    const used = {
      import: run("record", "add", directory, "--list", join(place, "list.csv"), "--json"),
      stories: run("record", "suggest", directory, "--stories", "--json"),
      search: run("record", "list", directory, "--search", "at least 12 people", "--json"),
    };
    const cells = STEPS.map((step) => {
      const { seconds, processor, megabytes } = used[step];
      return (
        `${seconds.toFixed(1)} (${processor.toFixed(1)})`.padStart(18) + megabytes.toFixed(0).padStart(9)
      );
    });
    const pairs = JSON.parse(used.stories.stdout).stories.length;
    const added = JSON.parse(used.import.stdout).filter(({ kind }) => kind === "added").length;
    console.log(
      `${String(count).padStart(9)} ${cells.join("")} ${String(pairs).padStart(7)} ${String(added).padStart(8)}`,
    );
    const share = count / 10_000;
    for (const step of STEPS) {
      const { seconds, processor, megabytes } = used[step];
      first[step] ??= processor / count;
      missed ||= seconds > Math.max(10, GOALS[step] * share) || megabytes > MEMORY;
      missed ||= processor > 10 && processor / count > GROWTH * first[step];
    }
    missed ||= added !== count;
    rmSync(place, { recursive: true, force: true });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(missed ? "A goal is not reached" : "All goals are reached");
process.exitCode = missed ? 1 : 0;
