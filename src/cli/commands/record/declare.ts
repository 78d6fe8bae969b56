import { describeFinding } from "../../finding-line.ts";
import { declareStatements } from "../../../pipeline/record/declare-statements.ts";
import { loadView } from "../../../pipeline/load.ts";
import { option, positional, requiredOption, wholeNumber, type Command } from "../../command.ts";
import { withElection } from "../../election-folder.ts";
import { oneOf } from "./one-of.ts";

const STATUSES = ["unofficial-partial", "unofficial-complete", "certified", "correction", "recount"] as const;

export const recordDeclareCommand: Command = {
  name: "record declare",
  summary: "Enter confirmed figures of a document as a declared result, so that the tests take it",
  positionals: [
    { name: "DIR", about: "the election folder" },
    {
      name: "STATEMENT",
      about: "the entries of its figures: shares, votes, turnout, coverage",
      several: true,
    },
  ],
  options: {
    id: { value: "ID", about: "a name for the declaration" },
    source: { value: "ID", about: "who announced it: a source of the election file" },
    status: { value: "NAME", about: `${STATUSES.join(", ")} (default: unofficial-partial)` },
    contest: { value: "ID", about: "which contest (default: the first)" },
    unit: { value: "ID", about: "of which unit (default: the whole)" },
    announced: {
      value: "TIME",
      about: "when (default: when it was said, else when the document was published)",
    },
    supersedes: { value: "ID", about: "the declaration that this one replaces" },
  },
  notes: [
    "Only exact figures, word for word. An exit poll or quick count is entered for a source that is no authority.",
    "What each figure is about must be a selection of the ballot: correct the card where it is not.",
  ],
  examples: ["cotejo record declare valle 31 32 --id bulletin-2 --source council"],
  async run(input, shell) {
    const statements = input.positionals.slice(1).map((entry) => wholeNumber(entry, "STATEMENT"));
    const status = option(input, "status") ?? "unofficial-partial";
    const optional = (name: string, text: string | undefined) => (text === undefined ? {} : { [name]: text });
    return withElection(positional(input, 0), shell, async (world) => {
      const { declaration, entry, wasHeld } = await declareStatements(world, {
        statements,
        id: requiredOption(input, recordDeclareCommand, "id"),
        source: requiredOption(input, recordDeclareCommand, "source"),
        status: oneOf(STATUSES, status, "--status"),
        ...optional("contest", option(input, "contest")),
        ...optional("unit", option(input, "unit")),
        ...optional("announcedAt", option(input, "announced")),
        ...optional("supersedes", option(input, "supersedes")),
      });
      const findings = loadView(world).findings.filter((finding) => finding.entries.includes(entry));
      return {
        json: { entry, declaration, findings, wasHeld },
        text: [
          `${wasHeld ? "Entered before" : "Entered"} as entry ${entry}: ${declaration.id}, announced ${declaration.announcedAt} by ${declaration.source}`,
          ...findings.map((finding) => `  ${describeFinding(finding)}`),
        ].join("\n"),
      };
    });
  },
};
