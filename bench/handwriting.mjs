// Reads handwritten digits: those that the network's own generator draws, and the real boxes of COTEJO_DATA.
// Run after `npm run build`.
import { existsSync, readFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";

import { printEngine } from "../dist/adapters/readers/print-engine.js";
import { readHand } from "../dist/adapters/readers/hand-reader.js";
import { HAND_CONFIDENCE, proposalOf } from "../dist/core/formats/hand-reading.js";
import { HN_2025 } from "../dist/core/formats/hn-2025.js";
import { templateOf } from "../dist/core/formats/sheet-template.js";
import { guessDigit, makeActivations, parseNetwork } from "../dist/core/handwriting/digit-network.js";
import { DIGIT_WEIGHTS } from "../dist/core/handwriting/digit-weights.js";
import { seededRandom } from "../dist/pipeline/demo/random.js";
import { drawDigit } from "../dist/pipeline/proving/train-digits.js";

const SEED = 7;
const DRAWN = Number(process.argv[2] ?? 5_000);
const data = process.env.COTEJO_DATA ?? "../shared/data";

/** What stands in each digit's box, and what it was taken for: ten digits, blank, stroke. */
class Confusion {
  rows = Array.from({ length: 10 }, () => Array.from({ length: 12 }, () => 0));
  sure = 0;
  sureWrong = 0;
  add(truth, taken) {
    const column = taken.kind === "digit" ? taken.digit : taken.kind === "blank" ? 10 : 11;
    this.rows[truth][column] += 1;
    if (taken.kind !== "digit" || taken.confidence < HAND_CONFIDENCE) return;
    this.sure += 1;
    if (taken.digit !== truth) this.sureWrong += 1;
  }
  print(what) {
    const all = this.rows.flat().reduce((sum, count) => sum + count, 0);
    const right = this.rows.reduce((sum, row, digit) => sum + row[digit], 0);
    const percent = (part, of) => `${((100 * part) / of).toFixed(1)}%`;
    console.log(`\n${what}: ${right} of ${all} right (${percent(right, all)})`);
    console.log(
      `sure (at least ${HAND_CONFIDENCE}): ${this.sure} (${percent(this.sure, all)}), of which ${this.sureWrong} wrong`,
    );
    const cell = (text) => String(text).padStart(6);
    console.log(`${"".padEnd(8)}${[..."0123456789", "blank", "stroke"].map(cell).join("")}   taken for`);
    for (const [digit, row] of this.rows.entries())
      console.log(
        `${String(digit).padEnd(8)}${row.map((count) => cell(count === 0 ? "." : count)).join("")}`,
      );
  }
}

console.log(`${cpus()[0]?.model}, Node ${process.version}`);
console.log(
  `network of seed ${DIGIT_WEIGHTS.seed} and ${DIGIT_WEIGHTS.digits} drawn digits, sha256 ${DIGIT_WEIGHTS.sha256}`,
);
const network = parseNetwork(DIGIT_WEIGHTS.lines.join(""));
const random = seededRandom(SEED, "digits of the bench");
const work = makeActivations();
const drawn = new Confusion();
let milliseconds = 0;
for (let at = 0; at < DRAWN; at++) {
  const { digit, pixels } = drawDigit(random);
  const started = performance.now();
  const guess = guessDigit(network, pixels, work);
  milliseconds += performance.now() - started;
  drawn.add(digit, { kind: "digit", ...guess });
}
drawn.print(`drawn digits, seed ${SEED}, none of them learnt from`);
console.log(`${(milliseconds / DRAWN).toFixed(2)} ms a digit`);

const list = join(data, "honduras2025/truth.json");
let failed = false;
if (!existsSync(list)) console.log(`\nno real boxes: ${list} is absent`);
else {
  const template = templateOf({ template: "hn-2025" });
  const engine = await printEngine();
  const real = new Confusion();
  let [rows, proposed, wrong, seconds] = [0, 0, 0, 0];
  const { actas } = JSON.parse(readFileSync(list, "utf8"));
  for (const { file, scan } of actas) {
    const image = new Uint8Array(readFileSync(join(data, "honduras2025/scans", file)));
    const started = process.cpuUsage();
    const sheet = await readHand(image, template, engine);
    const { user, system } = process.cpuUsage(started);
    seconds += (user + system) / 1e6;
    if (sheet.kind !== "hand-rows") {
      console.log(`${file}: ${sheet.reason}`);
      failed = true;
      continue;
    }
    for (const row of sheet.rows) {
      const truth = scan[HN_2025.boxes[row.id] ?? row.id];
      const proposal = proposalOf(row);
      rows += 1;
      if (proposal.kind !== "unsure") {
        proposed += 1;
        if ((proposal.kind === "blank" ? null : proposal.value) !== truth) wrong += 1;
      }
      if (truth === null) continue;
      const digits = String(truth).padStart(row.digits.length, "0");
      for (const [at, digit] of row.digits.entries()) real.add(Number(digits[at]), digit);
    }
  }
  await engine.close();
  real.print(`boxes of ${actas.length} real scans`);
  console.log(`rows: ${proposed} of ${rows} proposed, of which ${wrong} wrong`);
  console.log(
    `${(seconds / actas.length).toFixed(1)} s of processor time a sheet, most of it to find the template`,
  );
}
process.exitCode = failed ? 1 : 0;
