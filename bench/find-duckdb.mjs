// Finds DuckDB's npm binding, or installs it below .cache. It is no dependency of the project: its optional packages, one a
// platform, make lock files that `npm ci` refuses elsewhere, and only a bench needs it.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const PACKAGE = "@duckdb/node-api";
const VERSION = "1.5.6-r.1";
const CACHE = resolve(import.meta.dirname, "../.cache/duckdb");

/** The address of the module. */
export function findDuckDb() {
  const place = join(CACHE, "node_modules", PACKAGE);
  if (!existsSync(place)) {
    mkdirSync(CACHE, { recursive: true });
    const args = [
      "install",
      "--ignore-scripts",
      "--no-package-lock",
      "--prefix",
      CACHE,
      `${PACKAGE}@${VERSION}`,
    ];
    const { status } = spawnSync("npm", args, { stdio: ["ignore", 2, 2] });
    if (status !== 0) throw new Error(`${PACKAGE} does not install`);
  }
  return pathToFileURL(join(place, "lib/index.js")).href;
}
