// Finds the Chromium that the browser tests drive, or installs one: Debian's package as root, Playwright's own elsewhere.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

import { chromium } from "playwright-core";

const KNOWN_PLACES = [
  process.env.COTEJO_CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  chromium.executablePath(),
];

const find = () => KNOWN_PLACES.find((path) => path !== undefined && path !== "" && existsSync(path));
const run = (command, ...args) => spawnSync(command, args, { stdio: ["ignore", 2, 2] }).status === 0;

/** The path of a browser. Says plainly what to do, and throws, where none can be had. */
export function findBrowser() {
  const found = find();
  if (found !== undefined) return found;
  process.stderr.write("No Chromium found: installing one for the browser tests\n");
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync("/usr/bin/apt-get")) {
    run("apt-get", "update", "-qq");
    run("apt-get", "install", "-y", "-qq", "chromium");
  } else run(process.execPath, "node_modules/playwright-core/cli.js", "install", "chromium");
  const installed = find();
  if (installed !== undefined) return installed;
  throw new Error(
    "The browser tests need Chromium. Install it (Debian: apt-get install chromium; elsewhere: npx playwright-core install chromium), or set COTEJO_CHROMIUM to its path",
  );
}
