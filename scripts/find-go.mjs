// Finds the Go compiler and Go's own log packages (golang.org/x/mod) that the foreign readers are built with, or installs
// Debian's packages where it runs as root.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const GO_PLACES = [process.env.COTEJO_GO, "/usr/bin/go", "/usr/local/go/bin/go"];
/** A GOPATH: the packages are below src/ in it. */
const LIBRARY_PLACES = [process.env.COTEJO_GOPATH, "/usr/share/gocode"];
const PACKAGES = ["golang-go", "golang-golang-x-mod-dev"];

const firstThere = (places, inside = "") =>
  places.find((path) => path !== undefined && path !== "" && existsSync(path + inside));
const run = (command, ...args) => spawnSync(command, args, { stdio: ["ignore", 2, 2] }).status === 0;

function find() {
  const go = firstThere(GO_PLACES);
  const library = firstThere(LIBRARY_PLACES, "/src/golang.org/x/mod/sumdb/tlog");
  return go === undefined || library === undefined ? undefined : { go, library };
}

/** The compiler and the library; undefined, and said how to get them, where they cannot be had. Nothing depends on them but tests. */
export function findGo() {
  const found = find();
  if (found !== undefined) return found;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync("/usr/bin/apt-get")) {
    process.stderr.write(
      "No Go found: installing it for the tests that read our logs with Go's own packages\n",
    );
    run("apt-get", "update", "-qq");
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", ...PACKAGES);
  }
  const installed = find();
  if (installed === undefined)
    process.stderr.write(
      `No Go: the tests that read our logs with Go's own packages are skipped. Debian: apt-get install ${PACKAGES.join(" ")}; elsewhere set COTEJO_GO to the compiler, and COTEJO_GOPATH to a folder that holds src/golang.org/x/mod\n`,
    );
  return installed;
}
