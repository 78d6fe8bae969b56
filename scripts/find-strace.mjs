// Finds strace, with which the tests make the disk fail and kill the program at chosen calls, or installs Debian's package
// where it runs as root.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const PLACES = [process.env.COTEJO_STRACE, "/usr/bin/strace"];
const find = () => PLACES.find((path) => path !== undefined && path !== "" && existsSync(path));
const run = (command, ...args) => spawnSync(command, args, { stdio: ["ignore", 2, 2] }).status === 0;

/** The path of strace; undefined, and said how to get it, where it cannot be had. Nothing depends on it but tests. */
export function findStrace() {
  const found = find();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    process.stderr.write(
      "No strace found: installing it for the tests that break the program at every call\n",
    );
    run("apt-get", "update", "-qq");
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "strace");
  }
  const installed = find();
  if (installed === undefined)
    process.stderr.write(
      "No strace: the tests that break the program at every call are skipped. Debian: apt-get install strace; elsewhere set COTEJO_STRACE to its path (Linux only)\n",
    );
  return installed;
}
