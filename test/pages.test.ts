import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

import { listFiles } from "../src/adapters/disk-folder.ts";
import { servePublication } from "../src/server/serve-publication.ts";

const out = join(inject("demo"), "public");
const executablePath = process.env["COTEJO_CHROMIUM"] ?? "/usr/bin/chromium";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const pages = listFiles(out).filter((path) => path.endsWith(".html"));
/** One page of every kind, in both languages. */
const KINDS = [
  "index",
  "declarations",
  "differences",
  "findings",
  "datasets",
  "log",
  "data",
  "verify",
  "about",
];
const unitPages = pages.filter((path) => path.startsWith("units/"));
const bySize = unitPages.toSorted(
  (one, other) => readFileSync(join(out, one)).length - readFileSync(join(out, other)).length,
);
const [smallest = "", largest = ""] = [bySize.at(0), bySize.at(-1)];
const withStations =
  bySize.find((path) => readFileSync(join(out, path), "utf8").includes('id="station-')) ?? "";
const OF_KINDS = [...KINDS.map((kind) => `${kind}.html`), smallest];
const ofRecord = pages.find((path) => path.startsWith("record/documents/")) ?? "";
/** Pages that are the same in both languages but for their words: stations, the tests of the result, the record. */
const IN_ONE_LANGUAGE = [
  withStations,
  ...pages.filter((path) => path.startsWith("tests")),
  "record/index.html",
  "record/positions.html",
  "record/documents.html",
  ofRecord,
  "en/record/figures.html",
  "en/record/timeline.html",
  "en/record/actors.html",
];
const LOOKED_AT = [
  ...["", "en/"].flatMap((folder) => OF_KINDS.map((path) => folder + path)),
  ...IN_ONE_LANGUAGE,
];
/** What is the same in both languages is looked at in one of them, in turns; with COTEJO_LONG=1 in both. */
const INSPECTED =
  process.env["COTEJO_LONG"] === "1"
    ? LOOKED_AT
    : [...OF_KINDS.map((path, at) => (at % 2 === 0 ? path : `en/${path}`)), ...IN_ONE_LANGUAGE];

const WIDTHS = { phone: 360, desktop: 1280 };

let browser: Browser;
let server: Awaited<ReturnType<typeof servePublication>>;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
  server = await servePublication({ root: out, host: "127.0.0.1", port: 0 });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

/** Opens a page without JavaScript's help and gives what it asked for and complained of. */
async function open(
  address: string,
  width: number,
): Promise<{ page: Page; requests: string[]; complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
  await page.goto(address);
  return { page, requests, complaints };
}

describe("the demo's pages in a real browser", () => {
  test("there is a page of every kind in both languages", () => {
    for (const path of LOOKED_AT) expect(existsSync(join(out, path)), path).toBe(true);
    const inSpanish = pages.filter((path) => !path.startsWith("en/"));
    expect(pages.filter((path) => path.startsWith("en/")).map((path) => path.slice(3))).toEqual(inSpanish);
  });

  test.each(INSPECTED)(
    "%s has no accessibility violation, asks no other host and complains of nothing",
    async (path) => {
      const { page, requests, complaints } = await open(new URL(path, server.address).href, WIDTHS.desktop);
      expect(requests.filter((url) => !url.startsWith(server.address))).toEqual([]);
      expect(complaints).toEqual([]);
      // The page's own policy allows no script; evaluate runs outside it.
      await page.evaluate(axe);
      const { violations } = (await page.evaluate(
        "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })",
      )) as {
        violations: { id: string; nodes: { html: string }[] }[];
      };
      expect(violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
      await page.close();
    },
  );

  test.each([...LOOKED_AT, largest])(
    "%s fits a phone: nothing but its own tables scrolls sideways",
    async (path) => {
      const { page } = await open(new URL(path, server.address).href, WIDTHS.phone);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(WIDTHS.phone);
      await page.close();
    },
  );

  test("in the dark scheme the contrast holds too", async () => {
    for (const path of ["index.html", smallest, "findings.html"]) {
      const page = await browser.newPage({
        colorScheme: "dark",
        viewport: { width: WIDTHS.desktop, height: 900 },
      });
      await page.goto(new URL(path, server.address).href);
      await page.evaluate(axe);
      const { violations } = (await page.evaluate("axe.run({ runOnly: ['color-contrast'] })")) as {
        violations: { nodes: { html: string }[] }[];
      };
      expect(
        violations.flatMap((violation) => violation.nodes.map((node) => node.html)),
        path,
      ).toEqual([]);
      await page.close();
    }
  });

  test("everything reads with JavaScript off, from a folder on disk, with its style and its images", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const failed: string[] = [];
    page.on("requestfailed", (request) => failed.push(request.url()));
    const withImage = unitPages.find((path) => readFileSync(join(out, path), "utf8").includes("<img")) ?? "";
    await page.goto(pathToFileURL(join(out, "index.html")).href);
    expect(await page.locator("h1").textContent()).toContain("Valdemar");
    expect(await page.locator("table").count()).toBeGreaterThan(3);
    await page.goto(pathToFileURL(join(out, withImage)).href);
    const details = page.locator("details:has(img)").first();
    await details.locator("summary").first().click();
    const image = details.locator("img").first();
    await image.scrollIntoViewIfNeeded();
    await expect.poll(async () => (await image.boundingBox())?.height ?? 0).toBeGreaterThan(50);
    expect(failed).toEqual([]);
    await context.close();
  });

  test("every link inside the folder leads to a file and, where it names one, to a place in it", () => {
    const ids = new Map(
      pages.map((path) => [
        path,
        new Set(
          [...readFileSync(join(out, path), "utf8").matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]),
        ),
      ]),
    );
    const broken: string[] = [];
    for (const path of pages)
      for (const [, target = ""] of readFileSync(join(out, path), "utf8").matchAll(
        /\s(?:href|src)="([^"]+)"/g,
      )) {
        if (/^https?:/.test(target)) continue;
        const url = new URL(target.replaceAll("&amp;", "&"), `file:///${path}`);
        const file = decodeURIComponent(url.pathname.slice(1));
        if (!existsSync(join(out, file))) broken.push(`${path}: ${target}`);
        else if (url.hash !== "" && ids.get(file)?.has(decodeURIComponent(url.hash.slice(1))) === false)
          broken.push(`${path}: ${target}`);
      }
    expect(broken).toEqual([]);
  });

  test("a reader gets from the overview to a station, its evidence and its proof by links alone", async () => {
    const { page } = await open(new URL("en/index.html", server.address).href, WIDTHS.desktop);
    await page.locator("main a[href*='units/']").first().click();
    while ((await page.locator("[id^='station-']").count()) === 0)
      await page.locator("main table a[href]").first().click();
    const station = page.locator("[id^='station-']").first();
    expect(await station.textContent()).toMatch(/log|entry/i);
    expect(page.url()).toContain("/units/");
    await page.close();
  });
});
