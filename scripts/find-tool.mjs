// Finds a program of others that some tests run, or installs Debian's package of it where it runs as root.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const run = (command, ...args) => spawnSync(command, args, { stdio: ["ignore", 2, 2] }).status === 0;

/** What tests run besides: `variable` may hold the path; `tests` says which need it. */
export const TOOLS = [
  {
    name: "strace",
    variable: "COTEJO_STRACE",
    inPackage: "strace",
    tests: "the tests that break the program at every call",
  },
  {
    name: "heif-enc",
    variable: "COTEJO_HEIF_ENC",
    inPackage: "libheif-examples",
    tests: "the test of a HEIC file that another program made",
  },
];

/** The path of the tool; undefined, and said how to get it, where it cannot be had. Nothing depends on it but tests. */
export function findTool({ name, variable, inPackage, tests }) {
  const places = [process.env[variable], `/usr/bin/${name}`];
  const find = () => places.find((path) => path !== undefined && path !== "" && existsSync(path));
  const found = find();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    process.stderr.write(`No ${name} found: installing it for ${tests}\n`);
    run("apt-get", "update", "-qq");
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", inPackage);
  }
  const installed = find();
  if (installed === undefined)
    process.stderr.write(
      `No ${name}: ${tests} is skipped. Debian: apt-get install ${inPackage}; elsewhere set ${variable} to its path\n`,
    );
  return installed;
}
