import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";

import { qrModules } from "../src/adapters/sheet-image.ts";
import { BULLETIN, BULLETIN_CONTESTS, BULLETIN_FORMAT, codesOf } from "./support/bulletins.ts";
import { answerOf, cotejo } from "./support/cotejo.ts";

const place = mkdtempSync(join(tmpdir(), "cotejo-intake-"));
afterAll(() => rmSync(place, { recursive: true, force: true }));
const at = (name: string) => join(place, name);
const write = (name: string, content: string | Uint8Array) => {
  writeFileSync(at(name), content);
  return at(name);
};

interface Drawn {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Out of focus where its code lies. */
  readonly blur?: number;
}

/** A photo of paper with these codes on it, 5 pixels a square. */
async function photo(
  name: string,
  codes: readonly Drawn[],
  size = { width: 1_500, height: 900 },
): Promise<string> {
  const drawn = await Promise.all(
    codes.map(async ({ text, x, y, blur }) => {
      const modules = qrModules(text);
      const side = (modules.length + 8) * 5;
      const cells = modules.flatMap((row, line) =>
        row.flatMap((dark, column) =>
          dark ? [`<rect x="${column * 5 + 20}" y="${line * 5 + 20}" width="5" height="5"/>`] : [],
        ),
      );
      const code = sharp(
        Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><rect width="100%" height="100%" fill="#eee"/>${cells.join("")}</svg>`,
        ),
      );
      const input = await (blur === undefined ? code : code.blur(blur)).png().toBuffer();
      return { input, left: x, top: y };
    }),
  );
  const paper = sharp({ create: { ...size, channels: 3, background: "#eee" } });
  return write(name, await paper.composite(drawn).jpeg({ quality: 85 }).toBuffer());
}

interface Reading {
  readonly evidence: number;
  readonly outcome: string;
  readonly station?: string;
  readonly contest?: string;
  readonly reason?: string;
  readonly code?: { readonly parts: { readonly held: readonly number[]; readonly of: number } };
  readonly quality?: readonly { readonly problem: string }[];
}
const read = (folder: string) =>
  (answerOf("read", folder) as { readonly readings: readonly Reading[] }).readings;

const LIST = { kind: "list", contest: "mayor", rows: ["ANA", "BEA"] };
function open(name: string, qr: unknown, contests: unknown = undefined): string {
  const mayor = { id: "mayor", title: "Mayor", selections: ["ANA", "BEA"].map((id) => ({ id, name: id })) };
  const election = {
    format: "cotejo-election/1",
    id: name,
    title: "Codes",
    date: "2026-01-04",
    root: { id: "land", name: "Land" },
    levels: [],
    contests: contests ?? [mayor],
    sources: [{ id: "witnesses", kind: "witnesses", name: "Witnesses" }],
    languages: ["es", "en"],
    sheet: { qr },
  };
  answerOf("open", at(name), "--election", write(`${name}.json`, JSON.stringify(election)));
  return at(name);
}

describe("several codes in one image", () => {
  test("of two sheets are named and left to people, also where one of them is hard to read", async () => {
    const folder = open("two", LIST);
    const files = [
      await photo("sharp.jpg", [
        { text: "s1!10,20!0!1", x: 60, y: 80 },
        { text: "s2!30,40!0!1", x: 900, y: 300 },
      ]),
      await photo("soft.jpg", [
        { text: "s3!10,21!0!1", x: 60, y: 80 },
        { text: "s4!30,41!0!1", x: 900, y: 300, blur: 3.2 },
      ]),
      await photo("same.jpg", [
        { text: "s5!5,6!0!0", x: 60, y: 80 },
        { text: "s5!5,6!0!0", x: 900, y: 300 },
      ]),
      await photo("unreadable.jpg", [
        { text: "s6!7,8!0!0", x: 60, y: 80 },
        { text: "s7!7,8!0!0", x: 900, y: 300, blur: 14 },
      ]),
    ];
    answerOf("receive", folder, ...files, "--source", "witnesses");
    const readings = read(folder);
    const several = (one: string, other: string) =>
      `QR codes of several tally sheets in one image (polling stations ${one}, ${other}): one image a sheet`;
    expect(readings.map(({ outcome, reason, station }) => reason ?? [outcome, station])).toEqual([
      several("s1", "s2"),
      several("s3", "s4"),
      ["read", "s5"],
      ["read", "s6"],
    ]);
  });

  test("one that names the sheet and one with its votes are one sheet", async () => {
    const folder = open("names", ["hn-2025-qr", LIST]);
    const file = await photo("both.jpg", [
      { text: "1803900010041000", x: 60, y: 80 },
      { text: "90001!11,22!0!1", x: 900, y: 300, blur: 2 },
    ]);
    answerOf("receive", folder, file, "--source", "witnesses");
    expect(read(folder)).toMatchObject([{ outcome: "read", station: "90001", boxes: { ANA: 11, BEA: 22 } }]);
  });

  test("parts of one bulletin are joined in one photo and over several; an unreadable part costs no other", async () => {
    const folder = open("parts", BULLETIN_FORMAT, BULLETIN_CONTESTS);
    const [first = "", second = "", third = "", ...more] = codesOf(BULLETIN, 170);
    expect(more).toEqual([]);
    const size = { width: 1_900, height: 1_000 };
    const side = [20, 640, 1_260] as const;
    const row = (texts: readonly Omit<Drawn, "x" | "y">[]) =>
      texts.map((code, column): Drawn => ({ ...code, x: side[column] ?? 0, y: 60 }));
    const whole = await photo("whole.jpg", row([{ text: first }, { text: second }, { text: third }]), size);
    answerOf("receive", folder, whole, "--source", "witnesses");
    const readings = read(folder);
    expect(readings.map(({ outcome, code }) => [outcome, code?.parts.held])).toEqual([
      ["read", [1, 2, 3]],
      ["read", [1, 2, 3]],
    ]);

    const apart = open("apart", BULLETIN_FORMAT, BULLETIN_CONTESTS);
    const blurred = await photo(
      "blurred.jpg",
      row([{ text: first }, { text: second, blur: 14 }, { text: third }]),
      size,
    );
    answerOf("receive", apart, blurred, "--source", "witnesses");
    const partly = read(apart);
    expect(partly.map(({ code }) => code?.parts)).toContainEqual({ held: [1, 3], of: 3 });
    expect(partly.every(({ station }) => station === "99999.7.12")).toBe(true);
    answerOf(
      "receive",
      apart,
      await photo("second.jpg", row([{ text: second }]), size),
      "--source",
      "witnesses",
    );
    expect(read(apart).some(({ code }) => code?.parts.held.length === 3)).toBe(true);
  });
});

test("what makes an image hard to read is said when it is received, in its reading, and as a finding until it is read", async () => {
  const folder = open("quality", LIST);
  const text = "s1!10,20!0!1";
  const blurred = await photo("blurred.jpg", [{ text, x: 200, y: 100, blur: 12 }], {
    width: 800,
    height: 700,
  });
  const received = cotejo(
    "receive",
    folder,
    blurred,
    "--source",
    "witnesses",
    "--station",
    "s1",
    "--redacted-by-source",
  );
  expect(received.out).toContain("blurred.jpg: it is blurred: hold the phone still");
  expect(read(folder)).toMatchObject([{ outcome: "nothing-read", quality: [{ problem: "out-of-focus" }] }]);
  const found = () => (answerOf("findings", folder) as { readonly findings: readonly object[] }).findings;
  expect(found()).toMatchObject([
    { code: "image-hard-to-read", station: "s1", entries: [1, 2], detail: { reasons: ["out-of-focus"] } },
  ]);
  answerOf("publish", folder, at("quality-public"));
  expect(readFileSync(at("quality-public/findings.html"), "utf8")).toContain("está desenfocada o movida");
  expect(cotejo("verify", at("quality-public")).exit).toBe(0);

  const good = await photo("good.jpg", [{ text, x: 200, y: 100 }], { width: 800, height: 700 });
  const again = answerOf("receive", folder, good, "--source", "witnesses", "--station", "s1");
  expect(again).toMatchObject({ files: [{ kind: "received" }] });
  expect(JSON.stringify(again)).not.toContain("quality");
  expect(read(folder)).toMatchObject([{ outcome: "read", station: "s1" }]);
  expect(found()).toEqual([]);
});

test("what no program can open is named with the place where it is kept, for a person to look", () => {
  const folder = open("unread", LIST);
  expect(cotejo("read", folder).out).toContain("No evidence was received yet");
  answerOf("receive", folder, write("note.jpg", "not an image"), "--source", "witnesses");
  const [, path = ""] =
    /entry \d+: not an image that can be opened: (.+)/.exec(cotejo("read", folder).out) ?? [];
  expect(readFileSync(path, "utf8")).toBe("not an image");
  expect(cotejo("read", folder).out).toContain("All evidence has been read already");
});

test.each([
  ["nothing-in-it", "holds no files"],
  ["gone", "cannot be read: there is no such file"],
])("%s is refused by its name", (name, reason) => {
  const folder = open(`refused-${name}`, LIST);
  const given = join(folder, name);
  if (name !== "gone") mkdirSync(given);
  const { exit, told } = cotejo("receive", folder, given, "--source", "witnesses");
  expect(exit).toBe(2);
  expect(told).toContain(`${given}: ${reason}`);
});
