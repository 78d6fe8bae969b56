import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

const SOURCE = resolve(import.meta.dirname, "../foreign");
const CACHE = resolve(import.meta.dirname, "../../.cache/foreign");
const GO = process.env["COTEJO_GO"] ?? "/usr/bin/go";
const LIBRARY = process.env["COTEJO_GOPATH"] ?? "/usr/share/gocode";

/** What a run of the foreign reader answered. */
export interface ForeignRun {
  readonly exit: number | null;
  readonly out: Buffer;
  readonly told: string;
}

/** The program of test/foreign, which reads our logs with Go's own packages. */
export interface ForeignReader {
  readonly program: string;
  run(args: readonly string[], input?: string | Uint8Array): ForeignRun;
}

/** Builds the program; undefined, and said, where there is no Go. Go keeps what it compiled, so a second time is quick. */
export function foreignReader(): ForeignReader | undefined {
  if (!existsSync(GO) || !existsSync(join(LIBRARY, "src/golang.org/x/mod/sumdb/tlog"))) {
    process.stderr.write(
      "No Go with golang.org/x/mod: foreign readers are skipped (npm test installs them as root; see scripts/find-go.mjs)\n",
    );
    return undefined;
  }
  mkdirSync(CACHE, { recursive: true });
  const program = join(CACHE, "foreign");
  const env = { ...process.env, GO111MODULE: "off", GOPATH: LIBRARY, GOCACHE: join(CACHE, "go") };
  const built = spawnSync(GO, ["build", "-o", program, "."], { cwd: SOURCE, env, encoding: "utf8" });
  if (built.status !== 0) throw new Error(`the foreign reader does not build: ${built.stderr}`);
  return {
    program,
    run: (args, input = "") => {
      const { status, stdout, stderr } = spawnSync(program, args, { input, maxBuffer: 2 ** 30 });
      return { exit: status, out: stdout, told: stderr.toString("utf8") };
    },
  };
}
