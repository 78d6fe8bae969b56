import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import type { Command } from "./command.ts";
import { helpOf, helpOfAll } from "./help.ts";

const folder = join(import.meta.dirname, "commands");
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .map((file) => file.slice(0, -".ts".length));
const commands = await Promise.all(
  names.map(async (name) => {
    const module = (await import(join(folder, `${name}.ts`))) as Readonly<Record<string, Command>>;
    return module[`${name}Command`];
  }),
);
const program = readFileSync(join(import.meta.dirname, "main.ts"), "utf8");

test.each(names.map((name, at) => [name, commands[at]] as const))(
  "%s has help with examples of itself, names --json, and is a command of the program",
  (name, command) => {
    if (command === undefined) throw new Error(`commands/${name}.ts exports no ${name}Command`);
    const help = helpOf(command);
    expect(help).toContain(`Usage: cotejo ${name}`);
    expect(help).toMatch(new RegExp(`Examples:\\n {2}cotejo ${name}`));
    expect(help).toContain("--json");
    expect(helpOfAll([command], "1.2.3")).toContain(`  ${name}  ${command.summary}`);
    expect(program).toContain(`./commands/${name}.ts`);
  },
);
