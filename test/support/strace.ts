import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

import { PROGRAM } from "./cotejo.ts";

const STRACE = process.env["COTEJO_STRACE"] ?? "/usr/bin/strace";

/** The calls by which the program changes its folders. Files are written with pwrite64, which nothing else in Node uses. */
export const CALLS = ["pwrite64", "fsync", "rename", "link", "unlink", "mkdir", "rmdir"] as const;
export type Call = (typeof CALLS)[number];

/** The other calls by which a program could change a folder. None of ours may make one: no fault would be injected there. */
const OTHER_CALLS = (
  "write writev pwritev pwritev2 truncate ftruncate fallocate copy_file_range sendfile splice fdatasync sync_file_range msync " +
  "renameat renameat2 linkat symlink symlinkat unlinkat mkdirat mknod mknodat io_uring_enter"
).split(" ");

/** What is made to happen at a call, instead of it: it fails, or the process is killed. */
export const FAULTS = ["error=EIO", "signal=KILL"] as const;
export type StraceFault = (typeof FAULTS)[number];

/** The `at`-th call of its kind that the program makes, and the path it is about. */
export interface CallMade {
  readonly call: Call;
  readonly at: number;
  readonly path: string;
}

export interface TracedRun {
  /** null where a signal ended it. */
  readonly exit: number | null;
  readonly out: string;
  readonly told: string;
  /** Every call made, in order, up to the end. */
  readonly calls: readonly CallMade[];
  /** Calls of other kinds by which a folder could change, and the paths they name. */
  readonly others: readonly { readonly call: string; readonly paths: readonly string[] }[];
  /** The call at which the fault happened, as the trace shows it. */
  readonly injected?: string;
}

/** Whether the kernel lets a process be traced here; if not, it is said how to have it. */
export function canTrace(): boolean {
  const { status } = spawnSync(STRACE, ["-qq", "-f", "-e", "trace=none", process.execPath, "--version"]);
  if (status === 0) return true;
  process.stderr.write(
    "No strace that may trace: faults are not injected into the real program (Debian: apt-get install strace; in a container it needs the ptrace capability)\n",
  );
  return false;
}

/** Runs the built program under strace, with a fault at one call where one is given. (With --seccomp-bpf, strace kills nothing.) */
export function traced(
  args: readonly string[],
  trace: string,
  fault?: { readonly call: Call; readonly at: number; readonly kind: StraceFault },
): TracedRun {
  const injecting = fault === undefined ? [] : ["-e", `inject=${fault.call}:${fault.kind}:when=${fault.at}`];
  const options = ["-f", "-qq", "-y", "-s", "400", "-o", trace];
  const watching = ["-e", `trace=${[...CALLS, ...OTHER_CALLS].join(",")}`];
  const { status, stdout, stderr } = spawnSync(
    STRACE,
    [...options, ...watching, ...injecting, process.execPath, PROGRAM, ...args, "--json"],
    { encoding: "utf8" },
  );
  const lines = readFileSync(trace, "utf8").split("\n");
  const injected = lines.find((line) => line.includes("(INJECTED)"));
  return {
    exit: status,
    out: stdout,
    told: stderr,
    calls: callsIn(lines),
    others: othersIn(lines),
    ...(injected === undefined ? {} : { injected }),
  };
}

/** Counted by process: strace counts what to inject so, too. Node makes synchronous calls in its first one alone. */
function callsIn(lines: readonly string[]): CallMade[] {
  const counts = new Map<string, number>();
  return lines.flatMap((line) => {
    const [, process_ = "", name = "", rest = ""] = /^(\d+) +(\w+)\((.*)$/.exec(line) ?? [];
    const call = CALLS.find((known) => known === name);
    if (call === undefined) return [];
    const key = `${process_} ${call}`;
    const at = (counts.get(key) ?? 0) + 1;
    counts.set(key, at);
    const [, ofFile, ofPath] = /^(?:\d+<([^>]*)>|"([^"]*)")/.exec(rest) ?? [];
    return [{ call, at, path: ofFile ?? ofPath ?? "" }];
  });
}

function othersIn(lines: readonly string[]): TracedRun["others"] {
  return lines.flatMap((line) => {
    const [, call = "", rest = ""] = /^\d+ +(\w+)\((.*)$/.exec(line) ?? [];
    if (!OTHER_CALLS.includes(call)) return [];
    // What is written is no path; the files that a call is about stand in angle brackets, and names of files in quotes.
    const quoted = call.includes("write") ? [] : [...rest.matchAll(/"([^"]*)"/g)];
    return [
      {
        call,
        paths: [...rest.matchAll(/^\d+<([^>]*)>|, \d+<([^>]*)>/g), ...quoted].map(
          ([, one, two]) => one ?? two ?? "",
        ),
      },
    ];
  });
}
