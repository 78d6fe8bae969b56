import { ALL_FINDING_CODES, type Finding } from "../../core/finding.ts";
import { InputError } from "../../core/input-error.ts";
import { loadView } from "../../pipeline/load.ts";
import { option, positional, type Command } from "../command.ts";
import { withElection } from "../election-folder.ts";
import { describeFinding } from "../finding-line.ts";
import { formatColumns, formatCount, formatSome } from "../text.ts";

export const findingsCommand: Command = {
  name: "findings",
  summary: "List what the checks found, by published code",
  positionals: [{ name: "DIR", about: "the election folder" }],
  options: {
    code: { value: "CODE", about: "only this code (docs/findings.md)" },
    source: { value: "ID", about: "only this source" },
    contest: { value: "ID", about: "only this contest" },
    station: { value: "ID", about: "only this polling station" },
  },
  examples: ["cotejo findings valle", "cotejo findings valle --code rival-copies --json"],
  async run(input, shell) {
    const code = option(input, "code");
    if (code !== undefined && !ALL_FINDING_CODES.some((known) => known === code))
      throw new InputError("--code", [
        `"${code}" is no finding code; there are: ${ALL_FINDING_CODES.join(", ")}`,
      ]);
    const seen = await withElection(positional(input, 0), shell, async (world) => loadView(world));
    const asked = (["code", "source", "contest", "station"] as const).flatMap((name) => {
      const value = option(input, name);
      return value === undefined ? [] : [{ name, value }];
    });
    const findings = seen.findings.filter((finding) =>
      asked.every(({ name, value }) => finding[name] === value),
    );
    const counts = countByCode(findings);
    const text =
      findings.length === 0
        ? "Nothing found"
        : [
            formatColumns(Object.entries(counts).map(([name, count]) => [name, formatCount(count)])),
            "",
            ...formatSome(findings.map(describeFinding), 50, "findings; --json lists them all"),
          ].join("\n");
    return { json: { counts, findings }, text };
  },
};

/** How many findings there are of each code that has any. */
export function countByCode(findings: readonly Finding[]): Record<string, number> {
  const counts = ALL_FINDING_CODES.map(
    (code) => [code, findings.filter((finding) => finding.code === code).length] as const,
  );
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}
