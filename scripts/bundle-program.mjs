// Puts the command line and what its commands are made of into few files: hundreds of small ones take longer to load than
// most commands take to run. The modules stay beside it one by one, for threads, tests and whoever reads the program.
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

import { rolldown } from "rolldown";

import { packagesOf } from "./bundle-web.mjs";

/** Packages of nothing but code that most commands need. The others are loaded from where they are installed. */
const INSIDE = ["@clack/", "@noble/", "@scure/", "canonicalize", "hyparquet-writer", "zod"];
/** What the bundler itself adds. */
const HELPERS = "@oxc-project/runtime";

/** Bundles `folder`/main.js and all that it loads, now or later, into the folder, in the place of what stands there. */
export async function bundleProgram(folder) {
  const bundle = await rolldown({
    input: join(folder, "main.js"),
    platform: "node",
    external: isInstalled,
    plugins: [{ name: "places of modules", transform: (code, id) => placed(code, relative(folder, id)) }],
  });
  const chunks = await bundle.generate({
    format: "esm",
    comments: false,
    chunkFileNames: "[name]-[hash].js",
  });
  await bundle.close();
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  for (const { fileName, code, moduleIds } of chunks.output) {
    const packages = packagesOf(moduleIds);
    const notice =
      packages.length === 0
        ? ""
        : `/*! With ${packages.join(", ")}: their licences stand in node_modules. */\n`;
    writeFileSync(join(folder, fileName), withNotice(code, notice));
  }
}

/** The notice, after the line by which a system finds the program that runs a file. */
function withNotice(code, notice) {
  const [line = ""] = /^#!.*\n/.exec(code) ?? [];
  return line + notice + code.slice(line.length);
}

function isInstalled(id, importer = "") {
  if (id.startsWith(".") || id.startsWith("\0") || resolve(id) === id) return false;
  const ofPackage = importer.includes("/node_modules/");
  return !ofPackage && ![...INSIDE, HELPERS].some((name) => id.startsWith(name));
}

/** A module finds its threads and pages from where it stood, wherever its code stands now. */
function placed(code, place) {
  if (!code.includes("import.meta")) return undefined;
  if (/import\.meta(?!\.url\b)/.test(code))
    throw new Error(`${place} asks for more of its place than import.meta.url`);
  return code.replaceAll("import.meta.url", `new URL(${JSON.stringify(place)}, import.meta.url).href`);
}
