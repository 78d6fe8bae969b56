#!/usr/bin/env node
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";

import { progress } from "@clack/prompts";

import { InputError } from "../core/input-error.ts";
import { AppError } from "../world.ts";
import { parseInput, type Command, type Shell } from "./command.ts";
import { adjudicateCommand } from "./commands/adjudicate.ts";
import { compareCommand } from "./commands/compare.ts";
import { declareCommand } from "./commands/declare.ts";
import { demoCommand } from "./commands/demo.ts";
import { findingsCommand } from "./commands/findings.ts";
import { importCommand } from "./commands/import.ts";
import { mirrorCommand } from "./commands/mirror.ts";
import { openCommand } from "./commands/open.ts";
import { publishCommand } from "./commands/publish.ts";
import { readCommand } from "./commands/read.ts";
import { reassignCommand } from "./commands/reassign.ts";
import { receiptCommand } from "./commands/receipt.ts";
import { receiveCommand } from "./commands/receive.ts";
import { resultsCommand } from "./commands/results.ts";
import { serveCommand } from "./commands/serve.ts";
import { statusCommand } from "./commands/status.ts";
import { verifyCommand } from "./commands/verify.ts";
import { helpOf, helpOfAll } from "./help.ts";

const COMMANDS: readonly Command[] = [
  openCommand,
  importCommand,
  receiveCommand,
  readCommand,
  declareCommand,
  statusCommand,
  resultsCommand,
  compareCommand,
  findingsCommand,
  adjudicateCommand,
  reassignCommand,
  publishCommand,
  verifyCommand,
  mirrorCommand,
  receiptCommand,
  demoCommand,
  serveCommand,
];

const EXIT = { done: 0, checkFailed: 1, badInput: 2, machineFailed: 3 };

/** The one place that reads the clock, chance, the terminal and the process, and that catches errors. */
async function main(raw: readonly string[]): Promise<number> {
  const [name = "--help", ...rest] = raw;
  if (name === "--help" || name === "help") return print(helpOfAll(COMMANDS, version()));
  if (name === "--version") return print(`${version()}\n`);
  const command = COMMANDS.find((each) => each.name === name);
  if (command === undefined)
    return fail(`cotejo: "${name}" is no command (see: cotejo --help)`, EXIT.badInput);
  const asJson = rest.includes("--json");
  try {
    const input = parseInput(command, rest);
    if (input.values["help"] === true) return print(helpOf(command));
    const outcome = await command.run(input, shell);
    print(asJson ? `${JSON.stringify(outcome.json, undefined, 2)}\n` : `${outcome.text}\n`);
    return outcome.failed === true ? EXIT.checkFailed : EXIT.done;
  } catch (error) {
    return failWith(error, asJson);
  }
}

function failWith(error: unknown, asJson: boolean): number {
  const [code, exit] =
    error instanceof InputError
      ? ["input", EXIT.badInput]
      : error instanceof AppError
        ? [error.code, EXIT.machineFailed]
        : [undefined, undefined];
  // Anything else is a bug of ours: it stops the program with its trace.
  if (code === undefined || exit === undefined || !(error instanceof Error)) throw error;
  if (asJson) print(`${JSON.stringify({ error: { code, message: error.message } }, undefined, 2)}\n`);
  return fail(`cotejo: ${error.message}`, exit);
}

const shell: Shell = {
  now: () => new Date(),
  randomBytes: (count) => new Uint8Array(randomBytes(count)),
  tell: (line) => void process.stderr.write(`${line}\n`),
  progress: (what) => {
    if (!process.stderr.isTTY) return { update: () => {}, stop: () => {} };
    const bar = progress({ output: process.stderr, max: 100 });
    let shown = 0;
    bar.start(what);
    return {
      update: (done, total) => {
        const share = total === 0 ? 0 : Math.floor((100 * done) / total);
        bar.advance(share - shown, total === 0 ? `${what}: ${done}` : `${what}: ${done} of ${total}`);
        shown = share;
      },
      stop: () => bar.stop(what),
    };
  },
  untilStopped: () =>
    new Promise((resolve) => {
      process.once("SIGINT", () => resolve());
      process.once("SIGTERM", () => resolve());
    }),
};

function print(text: string): number {
  process.stdout.write(text);
  return EXIT.done;
}

function fail(message: string, exit: number): number {
  process.stderr.write(`${message}\n`);
  return exit;
}

function version(): string {
  const file: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  return typeof file === "object" && file !== null && "version" in file ? String(file.version) : "unknown";
}

process.stdout.on("error", (error: Error & { code?: string }) => {
  if (error.code !== "EPIPE") throw error;
});
process.exitCode = await main(process.argv.slice(2));
