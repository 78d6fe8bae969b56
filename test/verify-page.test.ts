import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";

import { listFiles } from "../src/adapters/disk-folder.ts";
import { formatHex } from "../src/core/bytes.ts";
import { nodeCrypto } from "../src/adapters/node-crypto.ts";
import type { Verification } from "../src/core/verification.ts";
import { servePublication } from "../src/server/serve-publication.ts";
import { cotejo } from "./support/cotejo.ts";

const demo = inject("demo");
const out = join(demo, "public");
const KEY = readFileSync(join(demo, "key"), "utf8").trim();
const FIRST_CHECKPOINT = readFileSync(join(demo, "first-checkpoint"), "utf8");
const script = readFileSync(join(out, "verify.js"));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const scratch = mkdtempSync(join(tmpdir(), "cotejo-verify-page-"));
const copy = join(scratch, "copy");

let browser: Browser;
let server: Awaited<ReturnType<typeof servePublication>>;
beforeAll(async () => {
  const executablePath = process.env["COTEJO_CHROMIUM"] ?? "/usr/bin/chromium";
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  cpSync(out, copy, { recursive: true });
  server = await servePublication({ root: copy, host: "127.0.0.1", port: 0 });
});
afterAll(async () => {
  await browser.close();
  await server.close();
  rmSync(scratch, { recursive: true });
});
/** Each test begins with the demo's publication as it was made. */
beforeEach(() => cpSync(out, copy, { recursive: true }));

/** What the first test saved, of the folder as it was made. */
let sound: Verification | undefined;

/** A page that was opened, what it asked for, and what it complained of. */
interface Opened {
  readonly page: Page;
  readonly requests: string[];
  readonly complaints: string[];
}

async function open(address: string, context?: BrowserContext): Promise<Opened> {
  const page = await (context ?? browser).newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(address);
  return { page, requests, complaints };
}

const openFromDisk = (context?: BrowserContext, path = "en/verify.html") =>
  open(pathToFileURL(join(out, path)).href, context);

const choose = (page: Page, folder = copy) => page.setInputFiles("#verify-folder", folder);

/** The report that a person would save, once there is one. */
async function saved(page: Page): Promise<{ readonly verification: Verification; readonly text: string }> {
  const waiting = page.waitForEvent("download");
  await page.locator("#verify-download").click();
  const text = readFileSync(await (await waiting).path(), "utf8");
  return { verification: JSON.parse(text) as Verification, text };
}

/** Changes one bit of a byte of a file of the copy. */
function flip(path: string, byte: number): void {
  const bytes = readFileSync(join(copy, path));
  bytes[byte] = (bytes[byte] ?? 0) ^ 1;
  writeFileSync(join(copy, path), bytes);
}

/** The line of a byte of a file as it was made, counted from 1. */
function lineOf(path: string, byte: number): number {
  return readFileSync(join(out, path)).subarray(0, byte).toString("latin1").split("\n").length;
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate(
    "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })",
  )) as { violations: { id: string; nodes: { html: string }[] }[] };
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

const entriesPath = listFiles(out).find((path) => path.startsWith("log/tile/entries/")) ?? "";
const tilePath = entriesPath.replace("/entries/", "/0/");

describe("the page that verifies, in a real browser", () => {
  test("from a folder on disk, without a network, says what the command line says", async () => {
    const context = await browser.newContext({ offline: true });
    const { page, requests, complaints } = await openFromDisk(context);
    expect(await page.locator("#verify-here").isVisible()).toBe(false);
    await choose(page);
    await page.locator("#verdict").waitFor();
    expect(await page.locator("#verdict").innerText()).toContain("Everything that this folder can show");
    const { verification, text } = await saved(page);
    expect(verification).toMatchObject({ ok: true, files: listFiles(out).length - 1 });
    expect(text).toBe(cotejo("verify", copy, "--json").out);
    expect(requests.filter((url) => !/^(file|blob):/.test(url))).toEqual([]);
    expect(complaints).toEqual([]);
    sound = verification;
    expect(await violations(page)).toEqual([]);
    await context.close();
  });

  test("over HTTP says what the command line says of the address, and asks no other host", async () => {
    const { page, requests, complaints } = await open(new URL("verify.html", server.address).href);
    await page.locator("summary").click();
    await page.fill("#verify-key", KEY);
    await page.setInputFiles("#verify-against-file", join(demo, "first-checkpoint"));
    await expect.poll(() => page.inputValue("#verify-against")).toBe(FIRST_CHECKPOINT);
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Verificar esta publicación" }).click();
    await page.locator("#verdict").waitFor();
    expect(await page.locator("#verdict").innerText()).toContain("Todo lo que esta carpeta puede mostrar");
    const { text } = await saved(page);
    const said = JSON.parse(text) as Verification;
    expect(said).toEqual({ ...sound, notEstablished: expect.anything() });
    expect(said.notEstablished.map(({ code }) => code).toSorted()).toEqual([
      "evidence-not-open",
      "folder-not-listed",
      "originals-not-held",
    ]);
    expect(requests.length).toBeGreaterThan(listFiles(out).length);
    expect(requests.filter((url) => !url.startsWith(server.address) && !url.startsWith("blob:"))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test("one flipped byte in a page, a table and the script is named with its place, and so by the command line", async () => {
    flip("index.html", 5_000);
    flip("data/findings.csv", 77);
    flip("verify.js", 400_000);
    const { page, complaints } = await openFromDisk();
    await choose(page);
    await page.locator("#verdict").waitFor();
    const { verification, text } = await saved(page);
    expect(verification.problems).toMatchObject([
      {
        code: "file-changed",
        path: "data/findings.csv",
        place: { byte: 77, line: lineOf("data/findings.csv", 77) },
      },
      { code: "file-changed", path: "index.html", place: { byte: 5_000, line: lineOf("index.html", 5_000) } },
      { code: "file-changed", path: "verify.js", place: { byte: 400_000 } },
    ]);
    expect(verification.notEstablished.map(({ code }) => code)).not.toContain("pages-not-checked");
    expect(text).toBe(cotejo("verify", copy, "--json").out);
    const shown = await page.locator("#verify-report table").innerText();
    expect(shown).toContain("index.html");
    expect(shown).toContain("from byte 5,000");
    expect(complaints).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  test("one flipped byte in a tile, in an entry and in an opening is named with its place", async () => {
    const { page } = await openFromDisk(undefined, "verify.html");
    const problemsWith = async (path: string, byte: number) => {
      cpSync(out, copy, { recursive: true });
      flip(path, byte);
      await choose(page);
      return (await saved(page)).verification.problems;
    };
    expect(await problemsWith(tilePath, 1_000)).toContainEqual(
      expect.objectContaining({ code: "file-changed", path: tilePath, place: { byte: 1_000 } }),
    );
    const third = readFileSync(join(out, entriesPath)).readUInt16BE(0) + 2;
    expect(await problemsWith(entriesPath, third + 20)).toContainEqual(
      expect.objectContaining({ code: "file-changed", path: entriesPath, place: { byte: third, entry: 1 } }),
    );
    const openings = readFileSync(join(out, "openings/000000.txt"));
    const second = openings.indexOf("\n") + 1;
    expect(await problemsWith("openings/000000.txt", second + 40)).toContainEqual(
      expect.objectContaining({
        code: "file-changed",
        path: "openings/000000.txt",
        place: { byte: second, line: 2 },
      }),
    );
    await page.close();
  });

  test("a log shorter than a receipt held is told; a key, a receipt or a folder that is none is refused", async () => {
    const receipt = join(scratch, "receipt.tlog-proof");
    const { proof } = JSON.parse(cotejo("receipt", out, "130", "--json").out) as { readonly proof: string };
    writeFileSync(receipt, proof);
    const older = join(scratch, "older");
    // The demo published twice: a log that was cut is one whose holder published the older checkpoint again.
    cpSync(out, older, { recursive: true });
    writeFileSync(join(older, "log/checkpoint"), FIRST_CHECKPOINT);
    const { page } = await openFromDisk();
    await page.locator("summary").click();
    await page.setInputFiles("#verify-against-file", receipt);
    await expect.poll(() => page.inputValue("#verify-against")).toBe(proof);
    await choose(page, older);
    await page.locator("#verdict").waitFor();
    expect(
      (await saved(page)).verification.problems.filter(({ code }) => code === "log-truncated"),
    ).not.toEqual([]);

    await page.fill("#verify-key", "no key");
    await choose(page);
    await page.getByText("The check could not be carried out").waitFor();
    await choose(page, join(out, "units"));
    await page.getByText("The folder chosen holds no file").waitFor();
    await page.close();
  });

  test("a check can be cancelled, and begun again", async () => {
    const { page } = await openFromDisk();
    await choose(page);
    await page.getByRole("button", { name: "Cancel" }).click();
    expect(await page.locator("#verdict").innerText()).toContain("Nothing was established");
    await choose(page);
    await page.locator("#verify-download").waitFor();
    await page.close();
  });

  test("without JavaScript the page names the command line, and the script's hash", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const { page } = await openFromDisk(context);
    expect(await page.locator("#verify-form").isVisible()).toBe(false);
    expect(await page.locator("#verify-without").innerText()).toContain("command line");
    expect(await page.locator("#command").innerText()).toContain(formatHex(nodeCrypto.sha256(script)));
    await context.close();
  });
});

test("the script is the same bytes wherever it is built", async () => {
  const { bundleWeb } = (await import(resolve("scripts/bundle-web.mjs"))) as {
    readonly bundleWeb: (target: string) => Promise<void>;
  };
  const target = join(scratch, "again/verify.js");
  await bundleWeb(target);
  expect(existsSync(target)).toBe(true);
  expect(readFileSync(target).equals(script)).toBe(true);
  expect(readFileSync(target).every((byte) => byte < 0x80)).toBe(true);
});
