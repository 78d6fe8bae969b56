import { InputError } from "../../core/input-error.ts";
import { adjudicate } from "../../pipeline/adjudicate.ts";
import { option, positional, requiredOption, wholeNumber, type Command } from "../command.ts";
import { withElection } from "../election-folder.ts";

export const adjudicateCommand: Command = {
  name: "adjudicate",
  summary: "Decide between accounts of one station's sheet, with the reason",
  positionals: [
    { name: "DIR", about: "the election folder" },
    { name: "STATION", about: "the polling station" },
  ],
  options: {
    source: { value: "ID", about: "whose accounts" },
    contest: { value: "ID", about: "of which contest" },
    entry: { value: "INDEX", about: "the entry of the account that stands (a reading, or a table)" },
    row: { value: "NUMBER", about: "its row, where the entry is a table" },
    none: { about: "none of them stands: the station is explained, not counted" },
    reason: { value: "TEXT", about: "why; it is published" },
  },
  examples: [
    'cotejo adjudicate valle 0412-017.2 --source witnesses --contest president --entry 31 --reason "second copy carries the stamp"',
  ],
  notes: ["cotejo findings DIR --station STATION names the entries. The findings stay on record."],
  async run(input, shell) {
    const entry = option(input, "entry");
    const row = option(input, "row");
    if ((entry === undefined) === (input.values["none"] !== true))
      throw new InputError("cotejo adjudicate", ["say either --entry INDEX or --none"]);
    const decision =
      entry === undefined
        ? ("none-stands" as const)
        : {
            entry: wholeNumber(entry, "--entry"),
            ...(row === undefined ? {} : { row: wholeNumber(row, "--row") }),
          };
    const station = positional(input, 1);
    const done = await withElection(positional(input, 0), shell, (world) =>
      adjudicate(world, {
        station,
        source: requiredOption(input, adjudicateCommand, "source"),
        contest: requiredOption(input, adjudicateCommand, "contest"),
        reason: requiredOption(input, adjudicateCommand, "reason"),
        decision,
      }),
    );
    return { json: { station, decision, ...done }, text: `Entered as entry ${done.entry}` };
  },
};
