import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";

import { formatQr, parseQr } from "../src/core/formats/qr-format.ts";
import { seededRandom } from "../src/pipeline/demo/random.ts";
import { drawDegradation, type DegradationName } from "../src/pipeline/proving/degradation.ts";
import { drawThermalStrip } from "../src/pipeline/proving/thermal-strip.ts";
import { degradeImage } from "../src/adapters/images/degrade-image.ts";
import { openGray } from "../src/adapters/images/gray-image.ts";
import { qrModules } from "../src/adapters/sheet-image.ts";
import { decodeByCascade, type CascadeDecoders } from "../src/adapters/readers/qr-cascade.ts";
import { qrPackageDecoder, zxingDecoder } from "../src/adapters/readers/qr-decoder.ts";

const SEED = 4;
const FORMAT = { kind: "list" as const, contest: "mayor", rows: ["ANA", "BEA", "CORA"] };
const isSheet = (text: string) => parseQr(text, FORMAT).kind === "sheet";

let decoders: CascadeDecoders;
beforeAll(async () => {
  decoders = { first: await zxingDecoder(), last: qrPackageDecoder() };
});

/** Close-ups of codes of invented sheets, degraded in one way. */
async function degraded(name: DegradationName, count: number) {
  const random = seededRandom(SEED, name);
  const images: { readonly file: Uint8Array; readonly text: string }[] = [];
  for (let at = 0; at < count; at++) {
    const numbers = [random.between(0, 400), random.between(0, 400), random.between(0, 9)];
    const text = formatQr(
      { station: `${random.between(100, 999)}.1`, numbers, nullVotes: at, blankVotes: 0 },
      FORMAT,
    );
    const strip = { station: "", registeredVoters: 500, groups: [], totals: [] };
    const { svg, width, height, code } = drawThermalStrip(strip, qrModules(text));
    const part = { left: 0, top: Math.round(code.y) - 60, width, height: Math.floor(height - code.y + 60) };
    const drawing = await sharp(Buffer.from(svg)).extract(part).png().toBuffer();
    const { degradation } = drawDegradation(name, random, 9);
    images.push({ file: await degradeImage(drawing, degradation, random.fraction), text });
  }
  return images;
}

test("it reads all that its first decoder reads and more, and no text that is not there", async () => {
  let [ours, alone] = [0, 0];
  for (const name of ["blur", "small", "curl", "fading", "hard"] as const)
    for (const { file, text } of await degraded(name, 5)) {
      const { texts } = await decodeByCascade(file, decoders, (found) => found.some(isSheet));
      expect(
        texts.filter((found) => isSheet(found) && found !== text),
        `seed ${SEED}`,
      ).toEqual([]);
      const { codes } = await decoders.first.decode(await openGray(file));
      const byFirst = codes.some((code) => code.text === text);
      if (byFirst) expect(texts, `${name}, seed ${SEED}`).toContain(text);
      if (texts.includes(text)) ours += 1;
      if (byFirst) alone += 1;
    }
  expect(ours).toBeGreaterThan(alone);
});

test("it goes on looking while what it has does not suffice, and keeps what it found", async () => {
  const [image] = await degraded("none", 1);
  const asked: (readonly string[])[] = [];
  const { texts } = await decodeByCascade(image?.file ?? new Uint8Array(), decoders, (found) => {
    asked.push(found);
    return false;
  });
  expect(texts).toEqual([image?.text]);
  expect(asked.length).toBeGreaterThan(5);
});

test("an image without a code gives no text, and a file that is no image is refused", async () => {
  const blank = await sharp({ create: { width: 300, height: 300, channels: 3, background: "white" } })
    .png()
    .toBuffer();
  expect(await decodeByCascade(blank, decoders, () => false)).toMatchObject({ texts: [], step: "none" });
  await expect(decodeByCascade(Buffer.from("no image"), decoders, () => false)).rejects.toThrow();
});
