import { InputError } from "../../core/input-error.ts";
import { adjudicate } from "../../pipeline/adjudicate.ts";
import { sourceView, type View } from "../../core/view.ts";
import { loadView } from "../../pipeline/load.ts";
import {
  option,
  positional,
  requiredOption,
  wholeNumber,
  type Command,
  type Input,
  type Outcome,
  type Shell,
} from "../command.ts";
import { withElection } from "../election-folder.ts";
import { setSideBySide, tellSideBySide } from "../side-by-side.ts";

export const adjudicateCommand: Command = {
  name: "adjudicate",
  summary: "Decide between accounts of one station's sheet, with the reason",
  positionals: [
    { name: "DIR", about: "the election folder" },
    { name: "STATION", about: "the polling station" },
  ],
  options: {
    show: { about: "set all accounts of the sheet side by side, and enter nothing" },
    source: { value: "ID", about: "whose accounts" },
    contest: { value: "ID", about: "of which contest" },
    entry: { value: "INDEX", about: "the entry of the account that stands (a reading, or a table)" },
    row: { value: "NUMBER", about: "its row, where the entry is a table" },
    none: { about: "none of them stands: the station is explained, not counted" },
    reason: { value: "TEXT", about: "why; it is published" },
  },
  examples: [
    "cotejo adjudicate valle 0412-017.2 --show",
    'cotejo adjudicate valle 0412-017.2 --source witnesses --contest president --entry 31 --reason "second copy carries the stamp"',
  ],
  notes: [
    "--show sets the accounts of all sources side by side, with the entries that name them; --source and --contest narrow it.",
    "The findings stay on record.",
  ],
  async run(input, shell) {
    if (input.values["show"] === true) return show(input, shell);
    const entry = option(input, "entry");
    const row = option(input, "row");
    if ((entry === undefined) === (input.values["none"] !== true))
      throw new InputError("cotejo adjudicate", [
        "say either --entry INDEX or --none; --show sets the accounts side by side",
      ]);
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

/** The accounts of a station's sheet side by side: for every contest that has any, unless one is named. */
async function show(input: Input, shell: Shell): Promise<Outcome> {
  const station = positional(input, 1);
  const [contest, source] = [option(input, "contest"), option(input, "source")];
  const seen = await withElection(positional(input, 0), shell, async (world) => loadView(world));
  if (contest !== undefined || source !== undefined) sourceView(seen, contest ?? firstContest(seen), source);
  if (seen.register.stationIndex(station) === undefined)
    throw new InputError("station", [`"${station}" is in no register, table or image of this election`]);
  const contests = contest === undefined ? [...seen.contests.keys()] : [contest];
  const all = contests.map((each) => setSideBySide(seen, { station, contest: each, source }));
  const held = all.filter(({ accounts }) => accounts.length > 0);
  const told = (held.length > 0 ? held : all).map((each) => tellSideBySide(each).join("\n"));
  return { json: { station, sheets: held }, text: told.join("\n\n") };
}

function firstContest(seen: View): string {
  return [...seen.contests.keys()][0] ?? "";
}
