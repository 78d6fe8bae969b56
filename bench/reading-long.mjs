// Reads a long row of images through `cotejo read`, one of fifty corrupt: memory, what is read, and going on after a kill.
// Run after `npm run build`.
//
//   node bench/reading-long.mjs [IMAGES] [SIDE]
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";

import sharp from "sharp";

import { diskFolder } from "../dist/adapters/disk-folder.js";
import { openWorld, prepareFolder } from "../dist/adapters/folder-world.js";
import { qrModules } from "../dist/adapters/sheet-image.js";
import { utf8 } from "../dist/core/bytes.js";
import { formatQr } from "../dist/core/formats/qr-format.js";
import { seededRandom } from "../dist/pipeline/demo/random.js";
import { load } from "../dist/pipeline/load.js";
import { openElection } from "../dist/pipeline/open-election.js";
import { receive } from "../dist/pipeline/receive.js";

const IMAGES = Number(process.argv[2] ?? 600);
/** Width of an image in pixels; it is a third higher. */
const SIDE = Number(process.argv[3] ?? 720);
const SEED = 11;
const CORRUPT_EVERY = 50;
const MODULE = 5;
/** What memory may grow between the first tenth of the images and the last. */
const GROWTH_MEGABYTES = 150;
const CLI = new URL("../dist/cli/main.js", import.meta.url).pathname;
const FORMAT = { kind: "list", contest: "mayor", rows: ["ana", "luz"] };
sharp.concurrency(1);

const folder = mkdtempSync(join(tmpdir(), "reading-long-"));
const random = seededRandom(SEED, "long");
const surroundings = {
  now: () => new Date(0),
  randomBytes: (count) => Uint8Array.from({ length: count }, () => random.between(0, 255)),
};

/** A photo of a code on uneven paper; every one of them other bytes and another sheet. */
async function photo(number) {
  const text = formatQr(
    { station: `s${number}`, numbers: [number % 300, number % 7], nullVotes: 0, blankVotes: 0 },
    FORMAT,
  );
  const modules = qrModules(text);
  const height = Math.round(SIDE * 1.33);
  const pixels = Buffer.alloc(SIDE * height);
  for (let at = 0; at < pixels.length; at++)
    pixels[at] = 205 + ((at % SIDE) * 30) / SIDE + (((at * 2_654_435_761) >>> 24) & 7);
  const left = random.between(30, SIDE - modules.length * MODULE - 30);
  const top = random.between(30, height - modules.length * MODULE - 30);
  for (const [row, line] of modules.entries())
    for (const [column, dark] of line.entries())
      if (dark)
        for (let y = 0; y < MODULE; y++) {
          const start = (top + row * MODULE + y) * SIDE + left + column * MODULE;
          pixels.fill(45, start, start + MODULE);
        }
  return new Uint8Array(
    await sharp(pixels, { raw: { width: SIDE, height, channels: 1 } })
      .jpeg({ quality: 80 })
      .toBuffer(),
  );
}

/** Broken in one of four ways: cut short, noise inside, a header and nothing, and a PNG that claims more than there is. */
async function corrupt(number) {
  const image = await photo(number);
  switch (number % 4) {
    case 0:
      return image.slice(0, Math.floor(image.length * 0.3));
    case 1:
      return image.map((byte, at) => (at > 700 && at % 3 === 0 ? random.between(0, 254) : byte));
    case 2:
      return new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 4, number & 255, (number >> 8) & 255, 0xff, 0xd9]);
    default: {
      const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: "white" } })
        .png()
        .toBuffer();
      png.writeUInt32BE(30_000, 16);
      png.writeUInt32BE(30_000 + number, 20);
      return new Uint8Array(png);
    }
  }
}

/** The entries in the signed log. */
const entriesOf = () => Number(readFileSync(join(folder, "log/checkpoint"), "utf8").split("\n")[1] ?? 0);

const world = openWorld(
  diskFolder(folder),
  (prepareFolder(diskFolder(folder), "cotejo.local/long", surroundings), surroundings),
);
await openElection(world, {
  election: utf8(
    JSON.stringify({
      format: "cotejo-election/1",
      id: "long",
      title: "Long",
      date: "2026-01-01",
      root: { id: "land", name: "Land" },
      levels: [],
      contests: [{ id: "mayor", title: "Mayor", selections: ["ana", "luz"].map((id) => ({ id, name: id })) }],
      sources: [{ id: "witnesses", kind: "witnesses", name: "Witnesses" }],
      sheet: { qr: FORMAT },
    }),
  ),
});
console.log(
  `${cpus()[0]?.model}, Node ${process.version}, busy with ${loadavg()[0]?.toFixed(1)}, seed ${SEED}: ${IMAGES} images of ${SIDE} x ${Math.round(SIDE * 1.33)}`,
);
let refused = 0;
for (let at = 0; at < IMAGES; at += 500) {
  const files = [];
  for (let number = at; number < Math.min(IMAGES, at + 500); number++) {
    const bytes = await (number % CORRUPT_EVERY === 7 ? corrupt(number) : photo(number));
    files.push({ name: `${number}.jpg`, read: () => bytes, station: `s${number}` });
  }
  const received = await receive(world, { files, source: "witnesses", redactedBySource: false });
  refused += received.filter(({ kind }) => kind === "refused").length;
}
const held = entriesOf();
console.log(`received: ${IMAGES - refused}; refused at the door, since they have no end: ${refused}`);

/** Runs `cotejo read`, watching memory and the log; kills it once the log has so many entries. */
function read(killAt) {
  const started = performance.now();
  const child = spawn(process.execPath, [CLI, "read", folder, "--json"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const output = [];
  child.stdout.on("data", (chunk) => output.push(chunk));
  const samples = [];
  const timer = setInterval(() => {
    const status = `/proc/${child.pid}/status`;
    if (!existsSync(status)) return;
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(status, "utf8"))?.[1];
    if (kilobytes !== undefined) samples.push({ entries: entriesOf(), megabytes: Number(kilobytes) / 1024 });
    if (killAt !== undefined && entriesOf() >= killAt) child.kill("SIGKILL");
  }, 250);
  return new Promise((resolve) => {
    child.on("close", () => {
      clearInterval(timer);
      const text = Buffer.concat(output).toString("utf8");
      resolve({
        samples,
        seconds: (performance.now() - started) / 1000,
        json: text === "" ? undefined : JSON.parse(text),
      });
    });
  });
}

const mean = (numbers) => numbers.reduce((sum, each) => sum + each, 0) / Math.max(1, numbers.length);
const killed = await read(held + Math.floor((IMAGES - refused) * 0.2));
const atKill = entriesOf() - held;
const rest = await read();
const images = IMAGES - refused - atKill;
console.log(`killed after ${atKill} images; the second run read the other ${images}`);
console.log(
  `${(images / rest.seconds).toFixed(1)} images a second on ${cpus().length} processors, ${rest.seconds.toFixed(0)} s, ${killed.seconds.toFixed(0)} s before the kill`,
);
const part = (from, to) =>
  rest.samples
    .filter(
      ({ entries }) => entries - held - atKill >= images * from && entries - held - atKill < images * to,
    )
    .map(({ megabytes }) => megabytes);
const tenths = Array.from({ length: 10 }, (_, at) => part(at / 10, (at + 1) / 10));
console.log(`memory by tenths of the images, MB: ${tenths.map((each) => mean(each).toFixed(0)).join(" ")}`);
const known = tenths.map(mean).filter((each) => each > 0);
const growth = (known.at(-1) ?? 0) - (known[1] ?? known[0] ?? 0);
console.log(
  `peak ${Math.max(...rest.samples.map(({ megabytes }) => megabytes)).toFixed(0)} MB, growth ${growth.toFixed(0)} MB`,
);

const { state, openings } = load(openWorld(diskFolder(folder), surroundings));
const payloads = [...state.evidence.values()].map(({ entry }) =>
  (state.readingsOf.get(entry) ?? []).map(({ commitment }) => openings.get(commitment)?.payload),
);
const once = payloads.every((each) => each.length === 1);
const count = (outcome) => payloads.filter(([payload]) => payload?.outcome === outcome).length;
const sound = Array.from({ length: IMAGES }, (_, at) => at).filter((at) => at % CORRUPT_EVERY !== 7).length;
console.log(`read ${count("read")}, nothing read ${count("nothing-read")}`);
const require = (what, holds) => {
  console.log(`${holds ? "reached" : "NOT REACHED"}: ${what}`);
  if (!holds) process.exitCode = 1;
};
require("every image has one reading, whatever was killed", once);
require("every sound image is read", count("read") >= sound);
require(`memory grows by at most ${GROWTH_MEGABYTES} MB`, growth <= GROWTH_MEGABYTES);
require("nothing is left to read", spawnSync(process.execPath, [CLI, "read", folder], {
  encoding: "utf8",
}).stdout.includes("already"));
rmSync(folder, { recursive: true, force: true });
