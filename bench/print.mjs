// Reads the rows of printed strips with our reader, the same steps with native tesseract, and native tesseract alone on the
// same crops. Run after `npm run build`, or as the last part of bench/reading.mjs. On Debian: apt-get install tesseract-ocr
// tesseract-ocr-spa.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import sharp from "sharp";

import { cropGray, openGray, toSharp } from "../dist/adapters/images/gray-image.js";
import { printEngine } from "../dist/adapters/readers/print-engine.js";
import { readPrint } from "../dist/adapters/readers/print-reader.js";
import { parseDigitNames } from "../dist/core/formats/digit-names.js";
import { templateOf } from "../dist/core/formats/sheet-template.js";

sharp.concurrency(1);
const LETTERS = { any: "", digits: "0123456789", "digit-names": "ABCDEHINORSTUVZabcdehinorstuvz, " };
const folder = mkdtempSync(join(tmpdir(), "print-bench-"));
const hasNative = spawnSync("tesseract", ["--version"]).status === 0;
if (!hasNative) console.log("no tesseract: on Debian apt-get install tesseract-ocr tesseract-ocr-spa");
let nativeSeconds = 0;

/** Runs tesseract on one thread, and adds the processor time that it took. */
function native(input, psm, alphabet) {
  const letters = LETTERS[alphabet] === "" ? "" : `-c tessedit_char_whitelist='${LETTERS[alphabet]}'`;
  const command = `OMP_THREAD_LIMIT=1 tesseract ${input} ${join(folder, "out")} -l spa --psm ${psm} ${letters} tsv 2>/dev/null; times`;
  const { stdout } = spawnSync("bash", ["-c", command], { encoding: "utf8" });
  const [, children = ""] = stdout.trim().split("\n").slice(-2);
  for (const [, minutes, seconds] of children.matchAll(/(\d+)m([\d.]+)s/g))
    nativeSeconds += Number(minutes) * 60 + Number(seconds);
  return readFileSync(join(folder, "out.tsv"), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"))
    .filter((fields) => fields[0] === "5" && fields[11]?.trim() !== "")
    .map(([, page, , , , , left, top, width, height, confidence, text]) => ({
      page: Number(page),
      text,
      confidence: Number(confidence),
      region: { left: Number(left), top: Number(top), width: Number(width), height: Number(height) },
    }));
}

const nativeEngine = {
  name: "native tesseract",
  read: async (image, alphabet) => {
    const path = join(folder, "page.png");
    await toSharp(image).png({ compressionLevel: 1 }).toFile(path);
    return native(path, 6, alphabet);
  },
};

/** Each crop alone, enlarged and nothing else, read once as one block. */
async function nativeCrops(image, regions, { alphabet, scale }) {
  const list = join(folder, "list.txt");
  const paths = [];
  for (const [at, region] of regions.entries()) {
    const path = join(folder, `crop-${at}.png`);
    await toSharp(cropGray(image, region))
      .resize({ width: Math.round((region.width / scale) * 2.5) })
      .extend({ top: 20, bottom: 20, left: 20, right: 20, background: "white" })
      .png({ compressionLevel: 1 })
      .toFile(path);
    paths.push(path);
  }
  writeFileSync(list, `${paths.join("\n")}\n`);
  const words = native(list, 6, alphabet);
  return regions.map((_, at) =>
    words
      .filter(({ page }) => page === at + 1)
      .map(({ text }) => text)
      .join(" "),
  );
}

const data = process.env.COTEJO_DATA ?? "../shared/data";
const list = join(data, "venezuela2024/scans.csv");
if (!existsSync(list)) console.log(`no real scans of print: ${list} is absent`);
else {
  const template = templateOf({ template: "ve-2024" });
  const scans = readFileSync(list, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .flatMap((line) => {
      const [, file, text] = /^([^,]+),\d+,\d+,"?([^"]*)"?$/.exec(line) ?? [];
      const votes = text?.split("!")[1]?.split(",").map(Number);
      return votes === undefined ? [] : [{ file, votes }];
    })
    .slice(0, Number(process.env.SCANS ?? 99));
  const ways = new Map();
  const count = (way, what, by = 1) => {
    const sum = ways.get(way) ?? { right: 0, wrong: 0, open: 0, seconds: 0 };
    ways.set(way, { ...sum, [what]: sum[what] + by });
  };
  const engine = await printEngine();
  const OURS = "ours: digits and words";
  for (const { file, votes } of scans) {
    const bytes = new Uint8Array(readFileSync(join(data, "venezuela2024/scans", file)));
    const started = process.cpuUsage();
    const sheet = await readPrint(bytes, template, engine);
    const { user, system } = process.cpuUsage(started);
    count(OURS, "seconds", (user + system) / 1e6);
    const tally = (way, values) => {
      for (const [at, truth] of votes.entries())
        count(way, values[at] === undefined ? "open" : values[at] === truth ? "right" : "wrong");
    };
    const valuesOf = ({ kind, rows }) =>
      kind === "rows"
        ? rows.map(({ reading }) => (reading.kind === "agreed" ? reading.value : undefined))
        : [];
    tally(OURS, valuesOf(sheet));
    if (!hasNative || sheet.kind !== "rows") continue;
    const timed = async (way, work) => {
      nativeSeconds = 0;
      const before = process.cpuUsage();
      const values = await work();
      const own = process.cpuUsage(before);
      count(way, "seconds", nativeSeconds + (own.user + own.system) / 1e6);
      tally(way, values);
    };
    await timed("our steps, native engine", async () =>
      valuesOf(await readPrint(bytes, template, nativeEngine)),
    );
    const image = await openGray(bytes);
    const rows = sheet.rows.filter(({ digits, words }) => digits !== undefined && words !== undefined);
    const [from, to] = template.columns.digits;
    const scale = (rows[0]?.digits.width ?? 1) / (to - from);
    const placed = (texts, parse) => {
      const values = new Map(rows.map(({ id }, at) => [id, parse(texts[at])]));
      return sheet.rows.map(({ id }) => values.get(id));
    };
    await timed("native, digits alone", async () =>
      placed(
        await nativeCrops(
          image,
          rows.map(({ digits }) => digits),
          { alphabet: "digits", scale },
        ),
        (text) => (/^\d+$/.test(text.replaceAll(" ", "")) ? Number(text.replaceAll(" ", "")) : undefined),
      ),
    );
    await timed("native, words alone", async () =>
      placed(
        await nativeCrops(
          image,
          rows.map(({ words }) => words),
          { alphabet: "digit-names", scale },
        ),
        (text) => parseDigitNames(text, template.spelling)?.value,
      ),
    );
    await timed("native, one plain pass", async () => {
      const path = join(folder, "strip.png");
      await toSharp(image).resize({ width: 1_240 }).png({ compressionLevel: 1 }).toFile(path);
      native(path, 6, "any");
      return votes;
    });
  }
  await engine.close();
  console.log(`\nprinted rows of ${scans.length} real scans (${scans.length * template.rows.length} rows)`);
  for (const [way, { right, wrong, open, seconds }] of ways) {
    const rows =
      way === "native, one plain pass"
        ? "the whole strip, for its time alone"
        : `right ${String(right).padStart(4)}  wrong ${String(wrong).padStart(3)}  not read ${String(open).padStart(3)}`;
    console.log(
      `${way.padEnd(26)} ${rows.padEnd(40)} ${(seconds / scans.length).toFixed(2)} s of processor time a sheet`,
    );
  }
  const ours = ways.get(OURS);
  const require = (what, holds) => {
    console.log(`${holds ? "reached" : "NOT REACHED"}: ${what}`);
    if (!holds) process.exitCode = 1;
  };
  require("no printed row wrong", ours.wrong === 0);
  require("at most 3% of the rows not read", ours.open <= 0.03 * (ours.right + ours.open + ours.wrong));
}
rmSync(folder, { recursive: true, force: true });
