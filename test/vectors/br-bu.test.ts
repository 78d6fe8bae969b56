import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import QRCode from "qrcode";
import { describe, expect, test } from "vitest";

import { nodeCrypto } from "../../src/adapters/node-crypto.ts";
import { qrReader } from "../../src/adapters/readers/qr-reader.ts";
import { formatBuSlice, parseBuSlice, sliceBulletin } from "../../src/core/formats/br-bu-slice.ts";
import { readCodes } from "../../src/core/formats/read-codes.ts";

const file = join(process.env["COTEJO_DATA"] ?? "../shared/data", "brazil2022/bu-qr.txt");
const absent = !existsSync(file);
if (absent) console.log(`Skipped: ${file} is not there; COTEJO_DATA may name another folder.`);

const TEXT = absent ? "" : readFileSync(file, "utf8").trimEnd();

const contest = (id: string, ...numbers: string[]) => ({
  id,
  title: id,
  selections: numbers.map((number) => ({ id: number, name: number })),
});
const ELECTION = {
  date: "2022-10-30",
  contests: [contest("president", "13", "22"), contest("governor", "10", "13")],
  sheet: {
    qr: {
      kind: "br-bu" as const,
      phase: "O" as const,
      contests: [
        { contest: "president", office: 1, election: 545, selections: {} },
        { contest: "governor", office: 3, election: 547, selections: {} },
      ],
    },
  },
};
const read = (...texts: string[]) =>
  readCodes({ texts }, { election: ELECTION, crypto: nodeCrypto, others: [] });

/** As FORMATS.md and the text itself have them. */
const PRESIDENT = { ballotsCast: 278, validVotes: 270, blankVotes: 5, nullVotes: 3, "13": 45, "22": 225 };
const GOVERNOR = { ballotsCast: 278, validVotes: 263, blankVotes: 7, nullVotes: 8, "10": 223, "13": 40 };
const HEAD = { registeredVoters: 325, votersParticipated: 278 };

describe.skipIf(absent)("the bulletin of data/brazil2022/bu-qr.txt", () => {
  test("gives both contests, with a right hash and a signature that is not checked", () => {
    const code = { parts: { held: [1], of: 1 }, hash: "right", signature: "not-checked", sums: [] };
    const about = { kind: "reading", outcome: "read", station: "63452.75.182", text: TEXT, code };
    expect(read(TEXT)).toEqual([
      { ...about, contest: "president", boxes: { ...HEAD, ...PRESIDENT } },
      { ...about, contest: "governor", boxes: { ...HEAD, ...GOVERNOR } },
    ]);
  });

  test("is written as it was read", () => {
    const slice = parseBuSlice(TEXT);
    expect("kind" in slice ? slice.reason : formatBuSlice(slice)).toBe(TEXT);
  });

  test("with one vote more for anybody is refused by its hash", () => {
    expect(read(TEXT.replace("22:225", "22:226"))).toMatchObject([
      { outcome: "nothing-read", reason: "QR code refused: its hash is not that of what it says" },
    ]);
  });

  test("cut into parts reads the same, and without its last part loses the contest that stands there", () => {
    const slice = parseBuSlice(TEXT);
    if ("kind" in slice) throw new Error(slice.reason);
    const { version, content } = slice;
    const parts = sliceBulletin({ version, content, maximum: 360 }, nodeCrypto).map(formatBuSlice);
    expect(parts).toHaveLength(2);
    expect(read(...parts).map((reading) => "boxes" in reading && reading.boxes)).toEqual([
      { ...HEAD, ...PRESIDENT },
      { ...HEAD, ...GOVERNOR },
    ]);
    const [president, governor] = read(parts[0] ?? "");
    expect(president).toMatchObject({
      outcome: "nothing-read",
      station: "63452.75.182",
      contest: "president",
    });
    expect(governor).toMatchObject({ outcome: "read", boxes: { "10": 223, "13": 40, validVotes: 263 } });
  });

  test("is read from a drawn code", async () => {
    const image = await QRCode.toBuffer(TEXT, { errorCorrectionLevel: "L", scale: 3 });
    expect((await (await qrReader()).read(image, [])).texts).toEqual([TEXT]);
  });
});
