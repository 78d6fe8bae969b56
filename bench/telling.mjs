// What every bench tells and how it measures: times of this process and of programs it runs, peak memory, goals.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";

const MEGABYTE = 1e6;

export function print(line) {
  process.stdout.write(`${line}\n`);
}

export function count(value) {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ",");
}

export function megabytes(bytes) {
  return (bytes / MEGABYTE).toFixed(0);
}

/** Says whether a goal is reached; where one is not, the program ends with exit code 1. */
export function judge(what, isReached, told) {
  print(`${isReached ? "reached" : "FAILED"}: ${what}: ${told}`);
  if (!isReached) process.exitCode = 1;
}

/** The processor, the version of Node, and how busy the machine was before anything began. */
export function machine() {
  const [load = 0] = loadavg();
  return `${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} processors, load ${load.toFixed(2)}, Node ${process.version}`;
}

export function timed(work) {
  const started = performance.now();
  const value = work();
  return { value, seconds: (performance.now() - started) / 1000 };
}

/** The value that stands in the middle; of an even number, the lower one. */
export function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) / 2)];
}

/** Linux forgets the peak so far when told; elsewhere the peak stays that of the whole run, which is never less. */
export function resetPeak() {
  try {
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {
    // The peak of the whole run is told instead.
  }
}

export function peakMemory() {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) * 1024;
  } catch {
    // No such file on this system.
  }
  return process.resourceUsage().maxRSS * 1024;
}

/**
 * Runs a program to its end: its answer, wall seconds, processor seconds (its own and its children's) and peak memory.
 * The numbers are the kernel's (GNU time), which counts every thread. Throws where it ends with another code than 0.
 */
export function runTimed(command, args, options = {}) {
  const format = "%e %U %S %M";
  const started = performance.now();
  const ran = spawnSync("/usr/bin/time", ["-q", "-f", `TIMED ${format}`, command, ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    ...options,
  });
  const wall = (performance.now() - started) / 1000;
  if (ran.error !== undefined) throw ran.error;
  const [, , user, system, kilobytes] = /TIMED (\S+) (\S+) (\S+) (\d+)/.exec(ran.stderr) ?? [];
  if (ran.status !== 0 || user === undefined)
    throw new Error(`${command} ${args.join(" ")} ended with ${ran.status}: ${ran.stderr}${ran.stdout}`);
  return { out: ran.stdout, wall, cpu: Number(user) + Number(system), peak: Number(kilobytes) * 1024 };
}
