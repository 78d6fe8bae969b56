import { COMMON_OPTIONS, type Command } from "./command.ts";

/** The help of the whole program. */
export function helpOfAll(commands: readonly Command[], version: string): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  return [
    `cotejo ${version}: checks a declared election result against the polling-station tally sheets`,
    "",
    "Usage: cotejo COMMAND ...",
    "",
    ...commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`),
    "",
    "cotejo COMMAND --help tells more, with examples. Every command takes --json.",
    "Exit codes: 0 done, 1 a check failed, 2 bad use or bad input, 3 the machine failed, 4 a bug.",
    "",
    "To see it work without any data of yours: cotejo demo",
    "",
  ].join("\n");
}

/** The help of one command. */
export function helpOf(command: Command): string {
  const positionals = command.positionals.map((each) => {
    const name = each.several === true ? `${each.name}..` : each.name;
    return each.optional === true ? `[${name}]` : name;
  });
  const options = Object.entries({ ...command.options, ...COMMON_OPTIONS }).map(([name, option]) => [
    `--${name}${option.value === undefined ? "" : ` ${option.value}`}`,
    option.about,
  ]);
  const rows = [...command.positionals.map((each) => [each.name, each.about]), ...options];
  const width = Math.max(...rows.map(([name]) => name?.length ?? 0));
  return [
    `${command.summary}`,
    "",
    `Usage: cotejo ${[command.name, ...positionals, "[options]"].join(" ")}`,
    "",
    ...rows.map(([name, about]) => `  ${(name ?? "").padEnd(width)}  ${about}`),
    ...(command.notes === undefined ? [] : ["", ...command.notes]),
    "",
    "Examples:",
    ...command.examples.map((example) => `  ${example}`),
    "",
  ].join("\n");
}
