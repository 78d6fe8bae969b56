import { DERIVATIONS } from "../../../core/record/record-entry.ts";
import { confirmDerivation } from "../../../pipeline/record/enter-record.ts";
import { positional, requiredOption, wholeNumber, type Command } from "../../command.ts";
import { withElection } from "../../election-folder.ts";
import { oneOf } from "./one-of.ts";

export const recordDeriveCommand: Command = {
  name: "record derive",
  summary: "Enter that one document comes from another, or does not: copies are one origin",
  positionals: [
    { name: "DIR", about: "the election folder" },
    { name: "DOCUMENT", about: "the entry of the document" },
  ],
  options: {
    from: { value: "ENTRY", about: "the document it comes from" },
    kind: { value: "NAME", about: DERIVATIONS.join(", ") },
    as: { value: "NAME", about: "who says so; it is published" },
  },
  examples: ['cotejo record derive valle 3 --from 2 --kind edited-wire --as "R. Soto"'],
  notes: [
    "cotejo record suggest DIR --stories shows what speaks for it. Of several for one pair the last stands.",
  ],
  async run(input, shell) {
    const derivation = {
      document: wholeNumber(positional(input, 1), "DOCUMENT"),
      from: wholeNumber(requiredOption(input, recordDeriveCommand, "from"), "--from"),
      derivation: oneOf(DERIVATIONS, requiredOption(input, recordDeriveCommand, "kind"), "--kind"),
      reviewer: requiredOption(input, recordDeriveCommand, "as"),
    };
    const done = await withElection(positional(input, 0), shell, (world) =>
      confirmDerivation(world, derivation),
    );
    return { json: { ...derivation, ...done }, text: `Entered as entry ${done.entry}` };
  },
};
