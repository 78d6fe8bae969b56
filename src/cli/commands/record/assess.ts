import { assessStatement } from "../../../pipeline/record/enter-record.ts";
import { option, positional, requiredOption, wholeNumber, type Command } from "../../command.ts";
import { withElection } from "../../election-folder.ts";

export const recordAssessCommand: Command = {
  name: "record assess",
  summary: "Write, by name, what you conclude about a confirmed statement",
  positionals: [
    { name: "DIR", about: "the election folder" },
    { name: "STATEMENT", about: "the entry of the statement" },
  ],
  options: {
    text: { value: "TEXT", about: "the conclusion with its reasons; it is published" },
    rating: { value: "WORDS", about: "the conclusion in a few words of your own, for ClaimReview" },
    as: { value: "NAME", about: "who concludes; it is published" },
  },
  examples: [
    'cotejo record assess valle 31 --text "The tally sheets held add up to 44.1%." --rating "Not supported by the sheets held" --as "R. Soto"',
  ],
  notes: ["The program never writes one. cotejo record export --format claim-review hands them on."],
  async run(input, shell) {
    const rating = option(input, "rating");
    const assessed = {
      statement: wholeNumber(positional(input, 1), "STATEMENT"),
      reviewer: requiredOption(input, recordAssessCommand, "as"),
      assessment: requiredOption(input, recordAssessCommand, "text"),
      ...(rating === undefined ? {} : { rating }),
    };
    const done = await withElection(positional(input, 0), shell, (world) => assessStatement(world, assessed));
    return { json: { ...assessed, ...done }, text: `Entered as entry ${done.entry}` };
  },
};
