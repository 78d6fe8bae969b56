import { reassign } from "../../pipeline/reassign.ts";
import { positional, requiredOption, wholeNumber, type Command } from "../command.ts";
import { withElection } from "../election-folder.ts";

export const reassignCommand: Command = {
  name: "reassign",
  summary: "Say which station an evidence file belongs to, with the reason",
  positionals: [
    { name: "DIR", about: "the election folder" },
    { name: "ENTRY", about: "the entry of the evidence" },
  ],
  options: {
    station: { value: "ID", about: "the polling station it belongs to" },
    reason: { value: "TEXT", about: "why; it is published" },
  },
  examples: ['cotejo reassign valle 17 --station 0412-017.2 --reason "station code legible at the top"'],
  async run(input, shell) {
    const evidence = wholeNumber(positional(input, 1), "ENTRY");
    const station = requiredOption(input, reassignCommand, "station");
    const reason = requiredOption(input, reassignCommand, "reason");
    const done = await withElection(positional(input, 0), shell, (world) =>
      reassign(world, { evidence, station, reason }),
    );
    return { json: { evidence, station, ...done }, text: `Entered as entry ${done.entry}` };
  },
};
