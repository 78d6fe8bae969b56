import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium, type Browser, type Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";

import { answerOf, cotejo, PROGRAM } from "./support/cotejo.ts";
import { ELECTION, REGISTER } from "./support/small-election.ts";

const place = mkdtempSync(join(tmpdir(), "cotejo-redact-"));
const at = (name: string) => join(place, name);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [WIDTH, HEIGHT] = [400, 500];

let browser: Browser;
let program: ChildProcess;
let address: string;

beforeAll(async () => {
  writeFileSync(at("election.json"), ELECTION);
  writeFileSync(at("register.csv"), REGISTER);
  answerOf("open", at("six"), "--election", at("election.json"), "--register", at("register.csv"));
  for (const [name, red] of [
    ["one", 250],
    ["two", 180],
  ] as const)
    await sharp({
      create: { width: WIDTH, height: HEIGHT, channels: 3, background: { r: red, g: 230, b: 140 } },
    })
      .png()
      .toFile(at(`${name}.png`));
  answerOf("receive", at("six"), at("one.png"), at("two.png"), "--source", "witnesses", "--station", "s1");
  program = spawn(process.execPath, [PROGRAM, "redact", at("six")], { stdio: ["ignore", "ignore", "pipe"] });
  address = await new Promise((resolve, reject) => {
    let told = "";
    program.stderr?.on("data", (text: Buffer) => {
      told += text.toString();
      const [found] = /http:\S+/.exec(told) ?? [];
      if (found !== undefined) resolve(found);
    });
    program.once("exit", () => reject(new Error(told)));
  });
  const executablePath = process.env["COTEJO_CHROMIUM"] ?? "/usr/bin/chromium";
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
});
afterAll(async () => {
  await browser.close();
  program.kill("SIGINT");
  rmSync(place, { recursive: true });
});

/** A part as the form has it. */
const partsIn = (page: Page) =>
  page
    .locator(".parts > li")
    .evaluateAll((items) =>
      items.map((item) =>
        ["x", "y", "width", "height"].map((name) =>
          Number((item.querySelector(`input[name="${name}"]`) as { readonly value?: string } | null)?.value),
        ),
      ),
    );

/** Where a point of the image is on the screen. */
async function placed(page: Page, x: number, y: number): Promise<[number, number]> {
  const seen = await page.locator(".stage img").boundingBox();
  if (seen === null) throw new Error("the image is shown");
  return [seen.x + (x / WIDTH) * seen.width, seen.y + (y / HEIGHT) * seen.height];
}

async function expectAccessible(page: Page): Promise<void> {
  const violations = await page.evaluate(
    `(() => { ${axe}; return axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html)); })()`,
  );
  expect(violations).toEqual([]);
  const overflow = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
  expect(overflow).toBe(0);
}

test("a person draws with the mouse, moves with the keyboard, draws with a finger, and what is published is black there", async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(address);
  await page.mouse.move(...(await placed(page, 40, 60)));
  await page.mouse.down();
  await page.mouse.move(...(await placed(page, 140, 100)), { steps: 4 });
  await page.mouse.up();
  const [drawn = []] = await partsIn(page);
  for (const [one, other] of drawn.map((value, index) => [value, [40, 60, 100, 40][index] ?? -1] as const))
    expect(Math.abs(one - other)).toBeLessThanOrEqual(2);
  // The part just drawn has the focus.
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Alt+ArrowUp");
  const [x = 0, y = 0, width = 0, height = 0] = drawn;
  expect(await partsIn(page)).toEqual([[x + 10, y - 1, width, height + 10]]);
  await page.getByRole("button", { name: "Add a part" }).click();
  expect(await partsIn(page)).toHaveLength(2);
  await page.keyboard.press("Delete");
  expect(await partsIn(page)).toHaveLength(1);
  // A corner pulled past the opposite one turns the part over.
  await page.mouse.move(...(await placed(page, x + 10 + width, y - 1 + height + 10)));
  await page.mouse.down();
  await page.mouse.move(...(await placed(page, 20, 30)), { steps: 3 });
  await page.mouse.up();
  const [turned = []] = await partsIn(page);
  expect(Math.abs((turned[0] ?? 0) - 20) + Math.abs((turned[1] ?? 0) - 30)).toBeLessThanOrEqual(4);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Blacken and go on" }).click();
  await page.waitForURL(/image\/3/);
  expect(complaints).toEqual([]);
  await page.close();

  const phone = await browser.newPage({
    viewport: { width: 390, height: 800 },
    hasTouch: true,
    isMobile: true,
  });
  await phone.goto(address);
  // On a busy machine a tap lasts so long that the browser takes it for a long press, and clicks nothing.
  await phone.getByRole("button", { name: "Draw with the finger" }).click();
  const session = await phone.context().newCDPSession(phone);
  const touch = async (type: "touchStart" | "touchMove" | "touchEnd", point?: [number, number]) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: point === undefined ? [] : [{ x: point[0], y: point[1] }],
    });
  await touch("touchStart", await placed(phone, 100, 100));
  await touch("touchMove", await placed(phone, 200, 160));
  await touch("touchMove", await placed(phone, 300, 220));
  await touch("touchEnd");
  const [finger = []] = await partsIn(phone);
  for (const [one, other] of finger.map(
    (value, index) => [value, [100, 100, 200, 120][index] ?? -1] as const,
  ))
    expect(Math.abs(one - other)).toBeLessThanOrEqual(4);
  await expectAccessible(phone);
  await phone.getByRole("button", { name: "Blacken and go on" }).click();
  await phone.getByRole("heading", { name: "No image waits" }).waitFor();

  answerOf("publish", at("six"), at("public"));
  expect(cotejo("verify", at("public")).exit).toBe(0);
  const images = readdirSync(join(at("public"), "evidence")).map((name) =>
    join(at("public"), "evidence", name),
  );
  expect(images).toHaveLength(2);
  const blackAt = async (path: string, left: number, top: number) => {
    const { data, info } = await sharp(path).raw().toBuffer({ resolveWithObject: true });
    return data[(top * info.width + left) * info.channels] === 0;
  };
  const at200 = await Promise.all(images.map((path) => blackAt(path, 200, 160)));
  expect(at200.toSorted()).toEqual([false, true]);
});

test("the command does the same with numbers, refuses what is no box, and lists what waits", () => {
  const none = answerOf("redact", at("six"), "--status");
  expect(none).toMatchObject({ waiting: 0 });
  expect(cotejo("redact", at("six"), at("one.png"), "--box", "1,2,3")).toMatchObject({
    exit: 2,
    told: expect.stringContaining("X,Y,WIDTH,HEIGHT"),
  });
  expect(cotejo("redact", at("six"), "s2", "--none", "blank").told).toContain(
    "no polling station of which an image is held",
  );
  const decided = answerOf(
    "redact",
    at("six"),
    at("one.png"),
    "--box",
    "0,0,9,9",
    "--box",
    "20,20,9,9",
    "--again",
  );
  expect(decided).toMatchObject({
    decided: [{ kind: "entered", outcome: { covered: [{ x: 0 }, { x: 20 }] } }],
  });
});
