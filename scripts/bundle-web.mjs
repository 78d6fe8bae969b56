// Makes the scripts of pages, out of web/ and core: each one classic script, the same bytes every time. And one module of
// the program itself.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

import { rolldown } from "rolldown";

const NOTICE = "/* Cotejo, Apache-2.0. With parts of {PACKAGES}. Source, licences: see the project. */";

/** Bundles web/verify/main.ts into `target`. */
export async function bundleWeb(target) {
  const { code, moduleIds } = await bundled("web/verify/main.ts");
  const packages = packagesOf(moduleIds);
  // The function gives the program its own source text (web/verify/own-source.ts): nothing may stand outside of it.
  const notice = NOTICE.replace("{PACKAGES}", packages.join(", "));
  const script = `(function cotejoVerify() { ${notice}\n"use strict";\n${escapeNonAscii(code.trim())}\n})();\n`;
  write(target, script);
}

/** Bundles the script of a page of our own on this machine, which has no package in it. */
export async function bundlePage(input, target) {
  const { code } = await bundled(input);
  write(target, `"use strict";\n${escapeNonAscii(code.trim())}\n`);
}

/** Bundles a module of the built program with the packages in it, in its place: one file loads sooner than hundreds. */
export async function bundleModule(path) {
  const bundle = await rolldown({ input: path, platform: "node" });
  const { output } = await bundle.generate({ format: "esm", comments: false, codeSplitting: false });
  await bundle.close();
  writeFileSync(path, output[0].code);
}

async function bundled(input) {
  const bundle = await rolldown({ input, platform: "browser", tsconfig: "tsconfig.web.json" });
  const { output } = await bundle.generate({
    format: "iife",
    minify: true,
    comments: false,
    codeSplitting: false,
  });
  await bundle.close();
  return output[0];
}

function write(target, script) {
  mkdirSync(target.replace(/[^/]*$/, ""), { recursive: true });
  writeFileSync(target, script);
}

/** Whatever encoding a server names for the file, it reads the same. Outside of texts the code is ASCII. */
function escapeNonAscii(code) {
  return code.replaceAll(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The packages that modules come from, each with its version and licence. */
export function packagesOf(moduleIds) {
  const names = moduleIds.flatMap((id) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.slice(1) ?? []);
  const groups = new Map();
  for (const name of new Set(names)) {
    const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
    const shown = name.startsWith("@stdlib/") ? `@stdlib (${license})` : `${name} ${version} (${license})`;
    groups.set(shown, name);
  }
  return [...groups.keys()].sort();
}
