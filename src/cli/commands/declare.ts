import { declare } from "../../pipeline/declare.ts";
import { loadView } from "../../pipeline/load.ts";
import { positional, type Command } from "../command.ts";
import { readInputFile, withElection } from "../election-folder.ts";
import { describeFinding } from "../finding-line.ts";
import { nameInputs } from "../name-inputs.ts";

export const declareCommand: Command = {
  name: "declare",
  summary: "Enter what an authority announced",
  positionals: [
    { name: "DIR", about: "the election folder" },
    { name: "FILE", about: "the declaration (docs/formats/declaration.md)" },
  ],
  options: {},
  examples: ["cotejo declare venezuela examples/venezuela-2024/bulletin-1.json"],
  notes: [
    "Nothing is overwritten: a later version is a declaration of its own that says what it supersedes.",
  ],
  async run(input, shell) {
    const path = positional(input, 1);
    const file = readInputFile(path);
    return withElection(positional(input, 0), shell, async (world) => {
      const { declaration, entry, receipts, wasHeld } = await nameInputs({ declaration: path }, async () =>
        declare(world, file),
      );
      const findings = loadView(world).findings.filter((finding) => finding.entries.includes(entry));
      const { id, contest, source, status, announcedAt } = declaration;
      const text = [
        `${wasHeld ? "This very declaration was entered before" : "Entered"} as entry ${entry}: ${id}, ${status}, announced ${announcedAt} by ${source}`,
        ...findings.map((finding) => `  ${describeFinding(finding)}`),
        ...receipts.map((receipt) => `Receipt: ${receipt}`),
      ];
      return {
        json: { id, entry, contest, source, status, findings, receipts, wasHeld },
        text: text.join("\n"),
      };
    });
  },
};
