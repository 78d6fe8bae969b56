import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { degradeImage } from "../src/adapters/images/degrade-image.ts";
import { openWorld, prepareFolder } from "../src/adapters/folder-world.ts";
import { memoryFolder } from "../src/adapters/memory-folder.ts";
import { openGray } from "../src/adapters/images/gray-image.ts";
import { findPage } from "../src/adapters/images/page-finder.ts";
import { readHand } from "../src/adapters/readers/hand-reader.ts";
import { printEngine, type PrintEngine } from "../src/adapters/readers/print-engine.ts";
import { qrReader } from "../src/adapters/readers/qr-reader.ts";
import { utf8 } from "../src/core/bytes.ts";
import { HAND_CONFIDENCE } from "../src/core/formats/hand-reading.ts";
import { templateOf } from "../src/core/formats/sheet-template.ts";
import { seededRandom } from "../src/pipeline/demo/random.ts";
import { drawDegradation } from "../src/pipeline/proving/degradation.ts";
import { HN_2025 } from "../src/core/formats/hn-2025.ts";
import { sourceView } from "../src/core/view.ts";
import { load, loadView } from "../src/pipeline/load.ts";
import { openElection } from "../src/pipeline/open-election.ts";
import { readEvidence } from "../src/pipeline/read-evidence.ts";
import { readPrint } from "../src/pipeline/read-print.ts";
import { receive } from "../src/pipeline/receive.ts";

const SAMPLED = process.env["COTEJO_LONG"] !== "1";
const folder = join(process.env["COTEJO_DATA"] ?? "../shared/data", "honduras2025");
const list = join(folder, "truth.json");

interface Sheet {
  readonly file: string;
  readonly jrv: number;
  readonly scan: Readonly<Record<string, number | null>>;
}
const isList = (value: unknown): value is { readonly actas: readonly Sheet[] } =>
  typeof value === "object" && value !== null && "actas" in value;
const known: unknown = existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : undefined;
const SHEETS = isList(known) ? known.actas : [];

const ELECTION = {
  format: "cotejo-election/1",
  id: "by-hand",
  title: "By hand",
  date: "2025-11-30",
  root: { id: "land", name: "Land" },
  levels: [],
  contests: [
    {
      id: "president",
      title: "President",
      selections: ["DC", "LIBRE", "PINU", "PLH", "PNH"].map((id) => ({ id, name: id })),
    },
  ],
  sources: [{ id: "witnesses", kind: "witnesses", name: "Witnesses" }],
  sheet: { qr: "hn-2025-qr", form: "hn-2025", template: "hn-2025" },
};

let engine: PrintEngine;
beforeAll(async () => {
  engine = await printEngine();
});
afterAll(() => engine.close());

describe.skipIf(SHEETS.length === 0)("the real scans of Honduras", () => {
  test("the page is found on each: paper fills them, so that no edge can be said to be missing", async () => {
    for (const { file } of SHEETS) {
      const page = findPage(await openGray(readFileSync(join(folder, "scans", file))));
      expect([file, page?.fillsImage, page?.edgeMissing]).toEqual([file, true, undefined]);
    }
  });

  test("every code names its sheet, numbers are proposed, and nothing is settled by a machine", async () => {
    const surroundings = { now: () => new Date(0), randomBytes: (count: number) => new Uint8Array(count) };
    const memory = memoryFolder();
    prepareFolder(memory, "cotejo.local/by-hand", surroundings);
    const world = openWorld(memory, surroundings);
    await openElection(world, { election: utf8(JSON.stringify(ELECTION)) });
    const files = SHEETS.map(({ file }) => ({
      name: file,
      read: () => new Uint8Array(readFileSync(join(folder, "scans", file))),
    }));
    await receive(world, { files, source: "witnesses", redactedBySource: false });

    const codes = await readEvidence(world, await qrReader());
    expect(codes.map(({ payload }) => payload.station)).toEqual(SHEETS.map(({ jrv }) => String(jrv)));

    const chosen = SAMPLED ? 2 : SHEETS.length;
    let looked = 0;
    const read = await readPrint(world, {
      name: "digits",
      read: async (image, template) =>
        looked++ < chosen
          ? readHand(image, template, engine)
          : { kind: "not-found", reason: "not looked at in the short run" },
    });
    let [rows, proposed, wrong] = [0, 0, 0];
    for (const [at, { payload }] of read.slice(0, chosen).entries()) {
      expect(payload.outcome).toBe("read");
      if (payload.outcome !== "read") continue;
      for (const [id, { proposal }] of Object.entries(payload.hand?.rows ?? {})) {
        const truth = SHEETS[at]?.scan[HN_2025.boxes[id] ?? id] ?? "blank";
        rows += 1;
        if (proposal === "unsure") continue;
        proposed += 1;
        if (proposal !== truth) wrong += 1;
      }
    }
    expect(rows).toBe(chosen * 15);
    expect(proposed).toBeGreaterThan(rows * 0.5);
    expect(wrong).toBeLessThanOrEqual(1);

    expect(load(world).due.filter(({ opening }) => "hand" in opening.payload)).toEqual([]);
    const { sheets } = sourceView(loadView(world), "president", "witnesses");
    expect(Array.from({ length: sheets.stations }, (_, at) => sheets.status(at))).toEqual(
      SHEETS.map(() => "awaiting"),
    );
  });

  test.skipIf(SAMPLED)(
    "seen askew, they are laid flat before they are read",
    { timeout: 600_000 },
    async () => {
      const random = seededRandom(5, "askew");
      const { degradation } = drawDegradation("perspective", random, 9);
      const corners = [
        [0.05, 0.01],
        [-0.04, 0.03],
        [0.05, -0.01],
        [-0.05, 0.02],
      ] as const;
      const askew = { ...degradation, scale: 1.6, blur: 0.4, rotation: 3, corners, margin: 0.12, table: 60 };
      const template = templateOf({ template: "hn-2025" }) ?? expect.fail("a built-in template");
      let [all, right, sure, sureWrong] = [0, 0, 0, 0];
      for (const { file, scan } of SHEETS) {
        const bytes = new Uint8Array(readFileSync(join(folder, "scans", file)));
        const sheet = await readHand(await degradeImage(bytes, askew, random.fraction), template, engine);
        for (const { id, digits } of sheet.kind === "hand-rows" ? sheet.rows : []) {
          const truth = scan[HN_2025.boxes[id] ?? id] ?? null;
          if (truth === null) continue;
          const written = String(truth).padStart(digits.length, "0");
          all += digits.length;
          for (const [at, digit] of digits.entries()) {
            if (digit.kind !== "digit") continue;
            const isRight = digit.digit === Number(written[at]);
            right += isRight ? 1 : 0;
            if (digit.confidence < HAND_CONFIDENCE) continue;
            sure += 1;
            sureWrong += isRight ? 0 : 1;
          }
        }
      }
      // As they stand, 112 of 177 are right, and 34 of 133 that the network is sure of are wrong.
      expect(all).toBe(177);
      expect(right).toBeGreaterThanOrEqual(150);
      expect(sureWrong).toBeLessThanOrEqual(sure * 0.03);
    },
  );
});
