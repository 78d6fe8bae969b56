// How well images of the same sheet are told from those of other sheets of the same form: every real scan is saved again, made
// small, turned, cut and lit otherwise, and photographed by `degradeImage`; then each image is held against each. Run after
// `npm run build` with COTEJO_DATA set; takes minutes, since each image is read as `cotejo read` reads it.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import sharp from "sharp";

import { degradeImage } from "../dist/adapters/images/degrade-image.js";
import { readHand } from "../dist/adapters/readers/hand-reader.js";
import { printEngine } from "../dist/adapters/readers/print-engine.js";
import { readPrint } from "../dist/adapters/readers/print-reader.js";
import { templateOf } from "../dist/core/formats/sheet-template.js";
import { alikeImages } from "../dist/core/likeness/alike-images.js";
import { compareLikeness, parseLikeness } from "../dist/core/likeness/likeness.js";
import { seededRandom } from "../dist/pipeline/demo/random.js";
import { drawDegradation } from "../dist/pipeline/proving/degradation.js";

sharp.concurrency(1);
const DATA = process.env.COTEJO_DATA;
if (DATA === undefined) throw new Error("COTEJO_DATA names the folder of the real scans");

const width = async (file) => (await sharp(file).metadata()).width;
const photographed = (seed, name, rotation) => async (file) => {
  const random = seededRandom(seed, "likeness");
  const { degradation } = drawDegradation(name, random, 9);
  const still = {
    motion: { length: 0, angle: 0 },
    crop: { left: 0, top: 0, right: 0, bottom: 0 },
    folds: [],
  };
  const photo = { ...degradation, ...still, scale: 1, rotation, margin: 0.06, blur: 0.7, jpegQuality: 80 };
  return degradeImage(file, { ...photo, curl: { amplitude: 0, length: 1, phase: 0 } }, () =>
    random.fraction(),
  );
};
const COPIES = {
  "as it is": async (file) => file,
  "saved again, quality 40": (file) => sharp(file).jpeg({ quality: 40 }).toBuffer(),
  "62% of its size": async (file) =>
    sharp(file)
      .resize({ width: Math.round((await width(file)) * 0.62) })
      .jpeg({ quality: 80 })
      .toBuffer(),
  "turned by 1.2 degrees": (file) =>
    sharp(file).rotate(1.2, { background: "#888" }).jpeg({ quality: 88 }).toBuffer(),
  "turned by 3 degrees": (file) =>
    sharp(file).rotate(-3, { background: "#333" }).jpeg({ quality: 88 }).toBuffer(),
  "cut by 3% on each side": async (file) => {
    const { width: wide, height } = await sharp(file).metadata();
    const [left, top] = [Math.round(wide * 0.03), Math.round(height * 0.03)];
    const part = { left, top, width: wide - 2 * left, height: height - 2 * top };
    return sharp(file).extract(part).jpeg({ quality: 85 }).toBuffer();
  },
  "lit otherwise": (file) => sharp(file).gamma(1.8).linear(0.75, 10).jpeg({ quality: 85 }).toBuffer(),
  "all of these, by a messenger": async (file) =>
    sharp(await sharp(file).rotate(0.7, { background: "#999" }).toBuffer())
      .resize({ width: Math.round((await width(file)) * 0.75) })
      .linear(0.85, 12)
      .blur(0.5)
      .jpeg({ quality: 50 })
      .toBuffer(),
  "photographed, easy": photographed(11, "easy", 2.5),
  "photographed, medium": photographed(12, "medium", -1.5),
};

const engine = await printEngine();
for (const [name, folder] of [
  ["ve-2024", "venezuela2024/scans"],
  ["hn-2025", "honduras2025/scans"],
]) {
  const template = templateOf({ template: name });
  const read = template.writing === "hand" ? readHand : readPrint;
  const images = [];
  const files = readdirSync(join(DATA, folder)).filter(
    (file) => /\.(jpg|png)$/.test(file) && !file.startsWith("qr-"),
  );
  for (const file of files)
    for (const [copy, make] of Object.entries(COPIES)) {
      const account = await read(
        new Uint8Array(await make(readFileSync(join(DATA, folder, file)))),
        template,
        engine,
      );
      const rows = account.likeness === undefined ? undefined : parseLikeness(account.likeness);
      if (rows !== undefined) images.push({ name: `${file} ${copy}`, file, copy, rows });
    }
  console.log(
    `${name}: ${images.length} of ${files.length * Object.keys(COPIES).length} images with rows found`,
  );
  tell(images, files);
}
await engine.close();

function tell(images, files) {
  const share = ({ differ, rows }) => differ.length / Math.max(1, rows);
  const percent = (part) => `${Math.round(100 * part)}%`;
  for (const copy of Object.keys(COPIES).slice(1)) {
    const compared = files.flatMap((file) => {
      const one = images.find((image) => image.file === file && image.copy === "as it is");
      const other = images.find((image) => image.file === file && image.copy === copy);
      return one === undefined || other === undefined ? [] : [compareLikeness(one.rows, other.rows)];
    });
    const worst = Math.max(...compared.map(share));
    const alike = compared.filter((each) => each.alike).length;
    console.log(
      `  ${copy.padEnd(30)} alike ${alike} of ${compared.length} (of ${files.length} scans), rows that differ at most ${percent(worst)}`,
    );
  }
  const pairs = images.flatMap((one, at) => images.slice(at + 1).map((other) => ({ one, other })));
  const told = pairs.map(({ one, other }) => ({
    isSame: one.file === other.file,
    names: [one.name, other.name],
    ...compareLikeness(one.rows, other.rows),
  }));
  const [same, different] = [told.filter(({ isSame }) => isSame), told.filter(({ isSame }) => !isSame)];
  const wrong = different.filter(({ alike }) => alike);
  const full = different.filter(({ rows }) => rows >= 0.75 * Math.max(...told.map((each) => each.rows)));
  console.log(
    `  any two images of one scan: alike ${same.filter(({ alike }) => alike).length} of ${same.length}`,
  );
  console.log(
    `  of two scans: alike ${wrong.length} of ${different.length}; rows that differ at least ${percent(Math.min(...full.map(share)))}, half of them over ${percent(full.map(share).sort((a, b) => a - b)[full.length >> 1] ?? 0)}`,
  );
  for (const { names, differ, rows } of wrong)
    console.log(`    ${names.join(" and ")}: ${differ.length} of ${rows}`);
  const found = alikeImages(images);
  console.log(
    `  by the tables: ${found.length} pairs, ${found.filter(({ first, second }) => first.split(" ")[0] !== second.split(" ")[0]).length} of two scans`,
  );
}
