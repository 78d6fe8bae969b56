// Reads generated degraded sheets and real scans with our cascade, each decoder alone, and native zbarimg.
// Then print (bench/print.mjs). Run after `npm run build`. Images are made from a seed; the real scans are those of COTEJO_DATA.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";

import sharp from "sharp";

import { assessGray } from "../dist/adapters/images/assess-image.js";
import { degradeImage } from "../dist/adapters/images/degrade-image.js";
import { openGray } from "../dist/adapters/images/gray-image.js";
import { decodeByCascade } from "../dist/adapters/readers/qr-cascade.js";
import { qrPackageDecoder, zxingDecoder } from "../dist/adapters/readers/qr-decoder.js";
import { qrModules } from "../dist/adapters/sheet-image.js";
import { formatQr, parseQr } from "../dist/core/formats/qr-format.js";
import { seededRandom } from "../dist/pipeline/demo/random.js";
import { DEGRADATIONS, drawDegradation } from "../dist/pipeline/proving/degradation.js";
import { drawThermalStrip } from "../dist/pipeline/proving/thermal-strip.js";
import { machine } from "./telling.mjs";

const SEED = 20240728;
const EACH = Number(process.argv[2] ?? 36);
const FORMAT = "ve-2024-qr";
const DRAWING_MODULE = 9;
sharp.concurrency(1);
sharp.cache(false);

const folder = mkdtempSync(join(tmpdir(), "reading-bench-"));
const zxing = await zxingDecoder();
const qr = qrPackageDecoder();
const strict = (text) => parseQr(text, FORMAT).kind === "sheet";
const isEnough = (texts) => texts.some(strict);

const gray = (decoder) => async (file) =>
  (await decoder.decode(await openGray(file))).codes.map(({ text }) => text);
const readers = {
  "our cascade": async (file) => {
    const { texts, step } = await readAsWeDo(file);
    steps.set(step, (steps.get(step) ?? 0) + 1);
    return texts.filter(strict);
  },
  "zxing-wasm": gray(zxing),
  qr: gray(qr),
};
const hasZbar = spawnSync("zbarimg", ["--version"]).status === 0;
if (hasZbar)
  readers.zbarimg = async (file) => {
    const path = join(folder, "image");
    writeFileSync(path, file);
    const { stdout } = spawnSync("zbarimg", ["-q", "--raw", "-Sdisable", "-Sqrcode.enable", path], {
      encoding: "utf8",
    });
    return stdout.split("\n").filter((line) => line !== "");
  };
else console.log("no zbarimg: on Debian apt-get install zbar-tools");

const steps = new Map();
const tallies = new Map();
const tally = (reader, set) => {
  const key = `${reader}|${set}`;
  if (!tallies.has(key)) tallies.set(key, { images: 0, right: 0, wrong: 0, milliseconds: 0 });
  return tallies.get(key);
};
const union = new Map();

/** Processor time of our reader, in milliseconds, for images that it reads and for those that it does not. */
const times = new Map();
function noteTime(set, isRead, milliseconds) {
  if (!times.has(set)) times.set(set, { read: [], failed: [] });
  times.get(set)[isRead ? "read" : "failed"].push(milliseconds);
}

async function processorTime(work) {
  const started = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(started);
  return { result, milliseconds: (user + system) / 1000 };
}

/** What `cotejo read` does with an image: the cascade, and where it fails what is said of the image. */
async function readAsWeDo(file) {
  const seen = await decodeByCascade(file, { first: zxing, last: qr }, isEnough);
  if (!seen.isEnough) assessGray(seen.image);
  return seen;
}

/** What is said of images, and how many of them were read all the same. */
const advice = new Map();
async function countAdvice(file, isRead) {
  const problems = assessGray(await openGray(file)).map(({ problem }) => problem);
  for (const problem of problems.length === 0 ? ["nothing"] : problems) {
    const sum = advice.get(problem) ?? { read: 0, unread: 0 };
    sum[isRead ? "read" : "unread"] += 1;
    advice.set(problem, sum);
  }
}

async function readOne(file, truth, sets) {
  const right = new Set();
  for (const [name, read] of Object.entries(readers)) {
    const startedWall = performance.now();
    const { result: texts, milliseconds: ofProcessor } = await processorTime(() => read(file));
    // What another process uses is not counted here: for zbarimg the clock on the wall stands in.
    const milliseconds = name === "zbarimg" ? performance.now() - startedWall : ofProcessor;
    const isRight = texts.includes(truth);
    if (name === "our cascade") {
      await countAdvice(file, isRight);
      noteTime(sets.includes("real scans") ? "real scans" : "generated", isRight, milliseconds);
    }
    if (isRight) right.add(name);
    // A text that the format's grammar takes and that is not the one on the sheet is what must never happen.
    const wrong = texts.filter((text) => text !== truth && (strict(text) || name !== "our cascade")).length;
    for (const set of sets) {
      const sum = tally(name, set);
      sum.images += 1;
      sum.right += isRight ? 1 : 0;
      sum.wrong += wrong;
      sum.milliseconds += milliseconds;
      sum.slowest = Math.max(sum.slowest ?? 0, milliseconds);
    }
  }
  const alone = [...right].some((name) => name !== "our cascade");
  for (const set of sets) union.set(set, (union.get(set) ?? 0) + (alone ? 1 : 0));
  return { ours: right.has("our cascade"), alone };
}

const ROWS = [13, 6, 1, 4, 6, 1, 2, 3, 1, 1];

/** A strip with invented votes, and the text of its code. */
function drawStrip(random) {
  const registered = random.between(200, 1000);
  const numbers = [];
  const groups = ROWS.map((rows, group) => ({
    name: `Candidatura ${group + 1}`,
    rows: Array.from({ length: rows }, (_, row) => {
      const votes = random.fraction() < 0.1 ? random.between(20, 400) : random.between(0, 14);
      numbers.push(votes);
      return { label: `Lista ${row + 1}`, code: String(random.between(1, 1200)), votes };
    }),
  }));
  const votes = numbers.reduce((sum, each) => sum + each, 0);
  const station = `${String(random.between(10101001, 249999999)).padStart(9, "0")}.0${random.between(1, 9)}`;
  const text = formatQr({ station, numbers, nullVotes: random.between(0, 3), blankVotes: 0 }, FORMAT);
  const strip = { station, registeredVoters: registered, groups, totals: [{ label: "Votos", votes }] };
  return { text, ...drawThermalStrip(strip, qrModules(text)) };
}

async function generated() {
  for (const name of DEGRADATIONS) {
    const random = seededRandom(SEED, `degraded ${name}`);
    for (let at = 0; at < EACH; at++) {
      const strip = drawStrip(random);
      const drawn = drawDegradation(name, random, DRAWING_MODULE);
      // Two of three are close-ups of the code, as a collector is asked for; one is the lower part of the strip.
      const above = at % 3 === 2 ? 1400 : random.between(60, 300);
      const top = Math.max(0, Math.round(strip.code.y) - above);
      const part = await sharp(Buffer.from(strip.svg))
        .extract({ left: 0, top, width: strip.width, height: Math.floor(strip.height) - top })
        .png({ compressionLevel: 1 })
        .toBuffer();
      const file = await degradeImage(part, drawn.degradation, random.fraction);
      const { ours, alone } = await readOne(file, strip.text, [
        name,
        "all generated",
        ...(drawn.feasible ? ["feasible"] : []),
      ]);
      if (process.env.KEEP_FAILURES && !ours && (alone || drawn.feasible))
        writeFileSync(
          join(process.env.KEEP_FAILURES, `${name}-${at}-${alone ? "alone" : "feasible"}.jpg`),
          file,
        );
    }
  }
}

/**
 * Photos of 4000 x 3000 pixels, as phones take them: a close-up of the code, or the whole strip, degraded and laid into the frame, with
 * the fine noise of a sensor over it. Our cascade alone reads them: what it costs is the question.
 */
async function phonePhotos() {
  for (const name of DEGRADATIONS) {
    const random = seededRandom(SEED, `phone ${name}`);
    for (let at = 0; at < Math.ceil(EACH / 18); at++) {
      const strip = drawStrip(random);
      const { degradation } = drawDegradation(name, random, DRAWING_MODULE);
      const above = at % 2 === 1 ? Math.round(strip.code.y) : 300;
      const top = Math.max(0, Math.round(strip.code.y) - above);
      const part = await sharp(Buffer.from(strip.svg))
        .extract({ left: 0, top, width: strip.width, height: Math.floor(strip.height) - top })
        .png({ compressionLevel: 1 })
        .toBuffer();
      const seen = await degradeImage(part, { ...degradation, jpegQuality: 98 }, random.fraction);
      const file = await framed(seen, degradation, random);
      const { result, milliseconds } = await processorTime(() => readAsWeDo(file));
      const { texts } = result;
      noteTime("12 megapixels", texts.includes(strip.text), milliseconds);
      const sum = tally("our cascade", "12 megapixels");
      sum.images += 1;
      sum.right += texts.includes(strip.text) ? 1 : 0;
      sum.wrong += texts.filter((text) => text !== strip.text && strict(text)).length;
    }
  }
}

async function framed(seen, { table, jpegQuality }, random) {
  const { data, info } = await sharp(seen)
    .grayscale()
    .resize({
      width: 3000,
      height: 4000,
      fit: "contain",
      background: { r: table, g: table, b: table },
    })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const noise = Float32Array.from({ length: 65536 }, () => (random.fraction() + random.fraction() - 1) * 8);
  const pixels = info.width * info.height;
  const rgb = Buffer.alloc(pixels * 3);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const value = data[pixel * info.channels] + noise[((pixel * 40503) >>> 3) & 65535];
    const byte = Math.max(0, Math.min(255, value));
    rgb[pixel * 3] = byte;
    rgb[pixel * 3 + 1] = byte;
    rgb[pixel * 3 + 2] = Math.max(0, byte - 8);
  }
  return sharp(rgb, { raw: { width: info.width, height: info.height, channels: 3 } })
    .jpeg({ quality: Math.max(60, Math.round(jpegQuality)) })
    .toBuffer();
}

/**
 * The scans with the text of their code; that of one is cut off, and what it costs to fail at it is measured. All are read once before:
 * the first images take twice as long, until Node has compiled what reads them, and an election has more than twelve.
 */
async function realScans() {
  const data = process.env.COTEJO_DATA ?? "../shared/data";
  const list = join(data, "venezuela2024/scans.csv");
  if (!existsSync(list)) return void console.log(`no real scans: ${list} is absent`);
  const scans = readFileSync(list, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .flatMap((line) => {
      const [, file, text = ""] = /^([^,]+),\d+,\d+,"?([^"]*)"?$/.exec(line) ?? [];
      return file === undefined ? [] : { file: readFileSync(join(data, "venezuela2024/scans", file)), text };
    });
  for (const { file } of scans) await readAsWeDo(file);
  for (const { file, text } of scans)
    if (strict(text)) await readOne(file, text, ["real scans"]);
    else noteTime("real scans", false, (await processorTime(() => readAsWeDo(file))).milliseconds);
}

console.log(`${machine()}, seed ${SEED}, ${EACH} images each of ${DEGRADATIONS.length} kinds`);
await realScans();
await generated();
await phonePhotos();

let failed = false;
const require = (what, holds) => {
  console.log(`${holds ? "reached" : "NOT REACHED"}: ${what}`);
  if (!holds) failed = true;
};
const names = Object.keys(readers);
const column = (text) => String(text).padStart(18);
console.log(
  `\nread of images (wrong texts)\n${"".padEnd(16)}${[...names, "any one alone"].map(column).join("")}`,
);
for (const set of ["real scans", ...DEGRADATIONS, "feasible", "all generated"]) {
  const cells = names.map((name) => {
    const { right, images, wrong } = tally(name, set);
    return column(`${right}/${images}${wrong > 0 ? ` (${wrong})` : ""}`);
  });
  console.log(`${set.padEnd(16)}${cells.join("")}${column(union.get(set) ?? 0)}`);
}
for (const set of ["real scans", "all generated"]) {
  const cells = names.map((name) => {
    const { images, milliseconds, slowest } = tally(name, set);
    return column(`${(images / (milliseconds / 1000)).toFixed(1)}/s ${Math.round(slowest ?? 0)} ms`);
  });
  console.log(
    `${set.padEnd(16)}${cells.join("")}   (images a second of processor time, zbarimg: of wall time; slowest)`,
  );
}
console.log(`steps that gave the text: ${[...steps].map(([step, count]) => `${step} ${count}`).join(", ")}`);
console.log("processor time of our reader, with what is said of an image that it fails at");
const spread = (values) => {
  const sorted = values.toSorted((one, other) => one - other);
  return `middle ${Math.round(sorted[sorted.length >> 1] ?? 0)} ms, largest ${Math.round(sorted.at(-1) ?? 0)} ms`;
};
const perSecond = (set) => {
  const { read } = times.get(set) ?? { read: [] };
  return (1000 * read.length) / read.reduce((sum, each) => sum + each, 0);
};
for (const [set, { read, failed }] of times)
  console.log(
    `  ${set.padEnd(16)}${read.length} read, ${perSecond(set).toFixed(1)}/s (${spread(read)}); ${failed.length} failed (${spread(failed)})`,
  );
console.log(`  load at the end ${loadavg()[0]?.toFixed(2)}`);
const phone = tally("our cascade", "12 megapixels");
console.log(`12 megapixels: ${phone.right}/${phone.images} read`);
console.log("advice given to images: read all the same, not read");
for (const [problem, { read, unread }] of [...advice].sort())
  console.log(`  ${problem.padEnd(16)}${column(read)}${column(unread)}`);
console.log(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB\n`);

const ours = (set) => tally("our cascade", set);
const scans = ours("real scans");
if (scans.images > 0) {
  require("every real scan with a whole code", scans.right === scans.images);
  require("12 scans a second", perSecond("real scans") >= 12);
}
require("97% of what is feasible", ours("feasible").right / ours("feasible").images >= 0.97);
require("no wrong text accepted", scans.wrong + ours("all generated").wrong + phone.wrong === 0);
require("as many as all single decoders together", ours("all generated").right >=
  (union.get("all generated") ?? 0));
require("6 photos of 12 megapixels a second, of those that are read", perSecond("12 megapixels") >= 6);
for (const [set, { failed }] of times)
  require(`every failure within 1.5 s: ${set}`, Math.max(0, ...failed) <= 1500);
rmSync(folder, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;
await import("./print.mjs");
