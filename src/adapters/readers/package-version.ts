import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The version of an installed package, so that what it read is attributed to it. */
export function packageVersion(name: string): string {
  let folder = dirname(createRequire(import.meta.url).resolve(name));
  while (dirname(folder) !== folder) {
    const file = readPackage(join(folder, "package.json"));
    if (file?.name === name) return file.version;
    folder = dirname(folder);
  }
  throw new Error(`no package ${name}`);
}

function readPackage(path: string): { readonly name: string; readonly version: string } | undefined {
  let file: unknown;
  try {
    file = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
  if (typeof file !== "object" || file === null || !("name" in file) || !("version" in file))
    return undefined;
  return { name: String(file.name), version: String(file.version) };
}
