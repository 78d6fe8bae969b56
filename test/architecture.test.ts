import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

import { expect, test } from "vitest";

import { listFiles } from "../src/adapters/disk-folder.ts";

const ROOT = resolve(import.meta.dirname, "..");
const SOURCES = ["src", "web"].flatMap((folder) =>
  listFiles(join(ROOT, folder))
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts") && !path.endsWith(".d.ts"))
    .map((path) => `${folder}/${path}`),
);

/** What each layer may import, itself included. Imports point inward. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: ["core"],
  world: ["world", "core"],
  pipeline: ["pipeline", "world", "core"],
  adapters: ["adapters", "world", "core"],
  server: ["server", "adapters", "pipeline", "world", "core"],
  cli: ["cli", "server", "adapters", "pipeline", "world", "core"],
  web: ["web", "core"],
};

/** The one adapter that a browser has too: files over HTTP. */
const SHARED_WITH_WEB = "src/adapters/web-publication.ts";

/** Packages that core may use: pure ones. */
const PURE_PACKAGES = /^(@scure\/base|@stdlib\/[a-z-]+|canonicalize|hyparquet-writer|zod)$/;

function layerOf(path: string): string {
  const [folder, layer = ""] = path.split("/");
  if (folder === "web") return "web";
  return path === "src/world.ts" ? "world" : layer;
}

function importsOf(path: string): string[] {
  const text = readFileSync(join(ROOT, path), "utf8");
  const statements = /^(?:import|export)\b[^;"]*?from "([^"]+)"|^import "([^"]+)"|\bimport\("([^"]+)"\)/gm;
  return [...text.matchAll(statements)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
}

test("every source file is in a layer, and there are many", () => {
  expect(SOURCES.filter((path) => MAY_IMPORT[layerOf(path)] === undefined)).toEqual([]);
  expect(SOURCES.length).toBeGreaterThan(100);
});

test("imports point inward: cli, server -> pipeline, adapters -> world -> core; web -> core", () => {
  const wrong = SOURCES.flatMap((path) =>
    importsOf(path)
      .filter((target) => target.startsWith("."))
      .map((target) => relative(ROOT, resolve(ROOT, dirname(path), target)))
      .filter((target) => !(layerOf(path) === "web" && target === SHARED_WITH_WEB))
      .filter((target) => MAY_IMPORT[layerOf(path)]?.includes(layerOf(target)) !== true)
      .map((target) => `${path} imports ${target}`),
  );
  expect(wrong).toEqual([]);
});

test("core imports only itself and pure packages", () => {
  const wrong = SOURCES.filter((path) => layerOf(path) === "core").flatMap((path) =>
    importsOf(path)
      .filter((target) => !target.startsWith(".") && !PURE_PACKAGES.test(target))
      .map((target) => `${path} imports ${target}`),
  );
  expect(wrong).toEqual([]);
});

test("core has no clock, no chance and nothing whose answer depends on the runtime's language data", () => {
  const forbidden =
    /\bDate\b|Math\.(random|log|exp|pow|sin|cos|tan|cbrt|hypot)|\bIntl\b|toLocale|localeCompare|\bprocess[.[]|\bfetch\(|\bconsole\b/;
  const wrong = SOURCES.filter((path) => layerOf(path) === "core").flatMap((path) =>
    withoutComments(readFileSync(join(ROOT, path), "utf8"))
      .split("\n")
      .flatMap((line, at) => (forbidden.test(line) ? [`${path}:${at + 1}: ${line.trim()}`] : [])),
  );
  expect(wrong).toEqual([]);
});

test("only the programs at the edge read the environment, the clock and chance", () => {
  const forbidden = /process\.(env|argv|stdout|stdin|exit)|new Date\(\)|Date\.now|Math\.random/;
  const edge = ["src/cli/main.ts"];
  const wrong = SOURCES.filter((path) => !edge.includes(path)).filter((path) =>
    forbidden.test(withoutComments(readFileSync(join(ROOT, path), "utf8"))),
  );
  expect(wrong).toEqual([]);
});

test("no text of ours gives a verdict", () => {
  const wrong = SOURCES.filter((path) =>
    /\b(fraud|fake|forged|rigged|fraude|falso|falsa)\b/i.test(readFileSync(join(ROOT, path), "utf8")),
  );
  expect(wrong).toEqual([]);
});

/** Comments and texts in quotes may speak of clocks; code may not use them. */
function withoutComments(text: string): string {
  return text
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, " "))
    .replaceAll(/\/\/.*$/gm, "")
    .replaceAll(/"[^"\n]*"|`[^`]*`/g, '""');
}
