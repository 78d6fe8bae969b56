import { parseArgs } from "node:util";

import { InputError } from "../core/input-error.ts";

/** One command of the program: what it takes, what it says of itself, what it does. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Arguments by position; the last may take several files. */
  readonly positionals: readonly {
    readonly name: string;
    readonly about: string;
    readonly optional?: true;
    readonly several?: true;
  }[];
  readonly options: Readonly<Record<string, Option>>;
  readonly examples: readonly string[];
  /** More to say in --help. */
  readonly notes?: readonly string[];
  /** Its answer; undefined where it has given all of its answers to the shell already. */
  run(input: Input, shell: Shell): Promise<Outcome | undefined>;
}

export interface Option {
  /** What stands for the value in --help; an option without it is a switch. */
  readonly value?: string;
  readonly about: string;
  /** May be given more than once. */
  readonly several?: true;
}

/** The arguments given, checked against the command's own description. */
export interface Input {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  /** Those of options that may be given more than once. */
  readonly lists?: Readonly<Record<string, readonly string[]>>;
}

/** The edge of the program: what commands may use of the machine besides their folders. */
export interface Shell {
  now(): Date;
  randomBytes(count: number): Uint8Array;
  /** A line for the person at the terminal, not part of the answer. */
  tell(line: string): void;
  /** One of several answers of a program that stays: in JSON, a line of its own. */
  answer(outcome: Outcome): void;
  /** A progress bar for long work; silent where nobody watches. */
  progress(what: string): { update(done: number, total: number): void; stop(): void };
  /** A secret of the environment by its name: never an argument, which others on the machine can see. */
  secret(name: string): string | undefined;
  /** Resolves when the person asks the program to stop. */
  untilStopped(): Promise<void>;
}

/** What a command answers: for programs, for people, and whether the check it made failed. */
export interface Outcome {
  readonly json: unknown;
  readonly text: string;
  readonly failed?: boolean;
}

/** Options that every command has. */
export const COMMON_OPTIONS: Readonly<Record<string, Option>> = {
  json: { about: "Answer in JSON on standard output (docs/formats/cli-json.md)" },
  help: { about: "Show this help" },
};

/** Checks the arguments of a command. Throws InputError that names what is wrong and how to see the help. */
export function parseInput(command: Command, raw: readonly string[]): Input {
  const wrong = (problem: string) =>
    new InputError(`cotejo ${command.name}`, [`${problem} (see: cotejo ${command.name} --help)`]);
  const options = Object.fromEntries(
    Object.entries({ ...command.options, ...COMMON_OPTIONS }).map(([name, option]) => [
      name,
      {
        type: option.value === undefined ? ("boolean" as const) : ("string" as const),
        multiple: option.several === true,
      },
    ]),
  );
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...raw], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw wrong(error instanceof Error ? (error.message.split(". ")[0] ?? error.message) : String(error));
  }
  const values = Object.fromEntries(
    Object.entries(parsed.values).flatMap(([name, value]) =>
      typeof value === "string" || typeof value === "boolean" ? [[name, value]] : [],
    ),
  );
  const lists = Object.fromEntries(
    Object.entries(parsed.values).flatMap(([name, value]) =>
      Array.isArray(value) ? [[name, value.map(String)]] : [],
    ),
  );
  if (values["help"] === true) return { positionals: parsed.positionals, values, lists };
  const required = command.positionals.filter((each) => each.optional !== true);
  const missing = required[parsed.positionals.length];
  if (missing !== undefined) throw wrong(`${missing.name} is missing: ${missing.about}`);
  const takesSeveral = command.positionals.some((each) => each.several === true);
  if (!takesSeveral && parsed.positionals.length > command.positionals.length)
    throw wrong(`"${parsed.positionals[command.positionals.length]}" is one argument too many`);
  return { positionals: parsed.positionals, values, lists };
}

/** The argument at a position that parseInput made sure of. */
export function positional(input: Input, at: number): string {
  const value = input.positionals[at];
  if (value === undefined) throw new InputError("arguments", [`argument ${at + 1} is missing`]);
  return value;
}

/** The value of an option, or undefined where it was not given. */
export function option(input: Input, name: string): string | undefined {
  const value = input.values[name];
  return typeof value === "string" ? value : undefined;
}

/** The value of an option the command cannot do without. */
export function requiredOption(input: Input, command: Command, name: string): string {
  const value = option(input, name);
  if (value === undefined)
    throw new InputError(`cotejo ${command.name}`, [
      `--${name} ${command.options[name]?.value ?? ""} is missing: ${command.options[name]?.about ?? ""} (see: cotejo ${command.name} --help)`,
    ]);
  return value;
}

/** A whole number given as an option. */
export function wholeNumber(text: string, what: string): number {
  if (!/^(0|[1-9]\d{0,14})$/.test(text)) throw new InputError(what, [`"${text}" is not a whole number`]);
  return Number(text);
}

const PORT_MAXIMUM = 65_535;

/** A port to listen on. Throws InputError. */
export function portNumber(text: string): number {
  const port = wholeNumber(text, "--port");
  if (port > PORT_MAXIMUM) throw new InputError("--port", [`${text} is over ${PORT_MAXIMUM}`]);
  return port;
}
