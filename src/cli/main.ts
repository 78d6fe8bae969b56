#!/usr/bin/env node
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";

import { progress } from "@clack/prompts";

import { InputError } from "../core/input-error.ts";
import { AppError } from "../world.ts";
import { parseInput, type Command, type Outcome, type Shell } from "./command.ts";
import { helpOf, helpOfAll } from "./help.ts";
import { visibleText } from "./visible-text.ts";

/** The commands by name, each loaded only when it is asked for: a program that starts fast is used. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  open: async () => (await import("./commands/open.ts")).openCommand,
  import: async () => (await import("./commands/import.ts")).importCommand,
  receive: async () => (await import("./commands/receive.ts")).receiveCommand,
  read: async () => (await import("./commands/read.ts")).readCommand,
  redact: async () => (await import("./commands/redact.ts")).redactCommand,
  qr: async () => (await import("./commands/qr.ts")).qrCommand,
  transcribe: async () => (await import("./commands/transcribe.ts")).transcribeCommand,
  declare: async () => (await import("./commands/declare.ts")).declareCommand,
  status: async () => (await import("./commands/status.ts")).statusCommand,
  results: async () => (await import("./commands/results.ts")).resultsCommand,
  compare: async () => (await import("./commands/compare.ts")).compareCommand,
  test: async () => (await import("./commands/test.ts")).testCommand,
  sample: async () => (await import("./commands/sample.ts")).sampleCommand,
  audit: async () => (await import("./commands/audit.ts")).auditCommand,
  findings: async () => (await import("./commands/findings.ts")).findingsCommand,
  adjudicate: async () => (await import("./commands/adjudicate.ts")).adjudicateCommand,
  reassign: async () => (await import("./commands/reassign.ts")).reassignCommand,
  export: async () => (await import("./commands/export.ts")).exportCommand,
  publish: async () => (await import("./commands/publish.ts")).publishCommand,
  verify: async () => (await import("./commands/verify.ts")).verifyCommand,
  mirror: async () => (await import("./commands/mirror.ts")).mirrorCommand,
  receipt: async () => (await import("./commands/receipt.ts")).receiptCommand,
  witness: async () => (await import("./commands/witness.ts")).witnessCommand,
  "record add": async () => (await import("./commands/record/add.ts")).recordAddCommand,
  "record suggest": async () => (await import("./commands/record/suggest.ts")).recordSuggestCommand,
  "record review": async () => (await import("./commands/record/review.ts")).recordReviewCommand,
  "record derive": async () => (await import("./commands/record/derive.ts")).recordDeriveCommand,
  "record incident": async () => (await import("./commands/record/incident.ts")).recordIncidentCommand,
  "record assess": async () => (await import("./commands/record/assess.ts")).recordAssessCommand,
  "record revise": async () => (await import("./commands/record/revise.ts")).recordReviseCommand,
  "record list": async () => (await import("./commands/record/list.ts")).recordListCommand,
  "record compare": async () => (await import("./commands/record/compare.ts")).recordCompareCommand,
  "record declare": async () => (await import("./commands/record/declare.ts")).recordDeclareCommand,
  "record export": async () => (await import("./commands/record/export.ts")).recordExportCommand,
  demo: async () => (await import("./commands/demo.ts")).demoCommand,
  serve: async () => (await import("./commands/serve.ts")).serveCommand,
};

const EXIT = { done: 0, checkFailed: 1, badInput: 2, machineFailed: 3, bug: 4 };

/** The one place that reads the clock, chance, the terminal and the process, and that catches errors. */
async function main(raw: readonly string[]): Promise<number> {
  const [name, rest] = commandOf(raw);
  if (name === "--help" || name === "-h" || name === "help") {
    const group = Object.entries(COMMANDS).filter(([each]) => each.startsWith(`${rest[0]} `));
    const asked = group.length > 0 ? group : Object.entries(COMMANDS);
    const commands = await Promise.all(asked.map(([, load]) => load()));
    return print(helpOfAll(commands, version()));
  }
  if (name === "--version") return print(`${version()}\n`);
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) return fail(`cotejo: "${name}" is no command (see: cotejo --help)`, EXIT.badInput);
  const command = await load();
  const asJson = rest.includes("--json");
  try {
    const input = parseInput(command, rest);
    if (input.values["help"] === true) return print(helpOf(command));
    const answer = ({ json, text }: Outcome) =>
      void print(asJson ? `${JSON.stringify(json)}\n` : `${visibleText(text)}\n`);
    const outcome = await command.run(input, { ...shell, answer });
    if (outcome === undefined) return EXIT.done;
    print(asJson ? `${JSON.stringify(outcome.json, undefined, 2)}\n` : `${visibleText(outcome.text)}\n`);
    return outcome.failed === true ? EXIT.checkFailed : EXIT.done;
  } catch (error) {
    return failWith(error, asJson);
  }
}

/** The command's name, which may be of two words ("record add"), and what is left of the arguments. */
function commandOf([first = "--help", ...rest]: readonly string[]): [string, readonly string[]] {
  const isGroup = Object.keys(COMMANDS).some((name) => name.startsWith(`${first} `));
  const [second, ...others] = rest;
  if (!isGroup) return [first, rest];
  return second === undefined || second.startsWith("-")
    ? ["--help", [first]]
    : [`${first} ${second}`, others];
}

function failWith(error: unknown, asJson: boolean): number {
  const [code, exit] =
    error instanceof InputError
      ? ["input", EXIT.badInput]
      : error instanceof AppError
        ? [error.code, EXIT.machineFailed]
        : [undefined, undefined];
  // Anything else is a bug of ours: the program stops, with its trace, and with no other failure's exit code.
  if (code === undefined || exit === undefined || !(error instanceof Error))
    return fail(`cotejo: a bug of the program's own, please report it\n${formatTrace(error)}`, EXIT.bug);
  if (asJson) print(`${JSON.stringify({ error: { code, message: error.message } }, undefined, 2)}\n`);
  return fail(`cotejo: ${error.message}`, exit);
}

function formatTrace(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const shell: Omit<Shell, "answer"> = {
  now: () => new Date(),
  randomBytes: (count) => new Uint8Array(randomBytes(count)),
  tell: (line) => void process.stderr.write(`${visibleText(line)}\n`),
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
  secret: (name) => process.env[name],
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
  process.stderr.write(`${visibleText(message)}\n`);
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
