// Makes src/core/handwriting/digit-weights.ts again, from digits that it draws itself and from nothing else: run after
// `npm run build`, some minutes. The same seed and number give the same bytes on every machine.
//
//   node scripts/train-digits.mjs                  # check that the file in the repository is what comes out
//   node scripts/train-digits.mjs --write          # write it
//   node scripts/train-digits.mjs --write 1 20000  # another seed, fewer digits
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";

import { DIGIT_WEIGHTS } from "../dist/core/handwriting/digit-weights.js";
import { formatNetwork } from "../dist/core/handwriting/digit-network.js";
import { trainDigits } from "../dist/pipeline/proving/train-digits.js";

const FILE = new URL("../src/core/handwriting/digit-weights.ts", import.meta.url);
const words = process.argv.slice(2);
const isWriting = words[0] === "--write";
const [seed = DIGIT_WEIGHTS.seed, digits = DIGIT_WEIGHTS.digits] = words.slice(isWriting ? 1 : 0).map(Number);

const network = trainDigits({
  seed,
  digits,
  onProgress: (done, right) => {
    if (done % 10_000 === 0) console.log(`${done} digits drawn, ${(right / 10).toFixed(1)}% right`);
  },
});
const weights = formatNetwork(network);
const sha256 = createHash("sha256").update(Buffer.from(weights, "base64")).digest("hex");
console.log(`sha256 ${sha256}`);
if (isWriting) {
  const lines = weights.match(/.{1,110}/g).map((line) => `    "${line}",`);
  const text = `/** What the network of handwritten digits has learnt. Made by scripts/train-digits.mjs from seed and number: never edited. */
export const DIGIT_WEIGHTS = {
  seed: ${seed},
  digits: ${digits},
  sha256: "${sha256}",
  /** As \`formatNetwork\` writes it, in lines. */
  lines: [
${lines.join("\n")}
  ],
} as const;
`;
  writeFileSync(FILE, text);
} else {
  const isSame = sha256 === DIGIT_WEIGHTS.sha256 && readFileSync(FILE, "utf8").includes(sha256);
  console.log(
    isSame ? "the file in the repository is what comes out" : "THE FILE IN THE REPOSITORY IS ANOTHER ONE",
  );
  process.exitCode = isSame ? 0 : 1;
}
