import { resultOf, unitIndexOf, type Result } from "../../core/result.ts";
import { localText } from "../../core/election.ts";
import { sourceView, type View } from "../../core/view.ts";
import { loadView } from "../../pipeline/load.ts";
import { option, positional, type Command } from "../command.ts";
import { withElection } from "../election-folder.ts";
import { formatColumns, formatCount, formatShare } from "../text.ts";

export const resultsCommand: Command = {
  name: "results",
  summary: "Add up the sheets, with coverage and what is left out",
  positionals: [{ name: "DIR", about: "the election folder" }],
  options: {
    unit: { value: "ID", about: "a reporting unit (default: the whole): codes joined by / from the top" },
    source: { value: "ID", about: "whose sheets (default: the first source that has any)" },
    contest: { value: "ID", about: "which contest (default: the first)" },
  },
  examples: ["cotejo results venezuela", "cotejo results venezuela --unit 13/1 --json"],
  async run(input, shell) {
    const seen = await withElection(positional(input, 0), shell, async (world) => loadView(world));
    const source = sourceView(seen, contestOf(seen, option(input, "contest")), option(input, "source"));
    const result = resultOf(source, seen.register, unitIndexOf(seen.register, option(input, "unit")));
    return { json: result, text: describeResult(seen, result) };
  },
};

/** The contest asked for, or the election's first. */
export function contestOf(seen: View, asked: string | undefined): string {
  return asked ?? seen.election.contests[0]?.id ?? "";
}

function describeResult(seen: View, result: Result): string {
  const contest = seen.election.contests.find((each) => each.id === result.contest);
  const order = Object.entries(result.votes).sort(([, one], [, other]) => other - one);
  const named = (id: string) => {
    const selection = contest?.selections.find((each) => each.id === id);
    const name = selection === undefined ? id : localText(selection.name, "en");
    return name === id ? id : `${id}  ${name}`;
  };
  const votes = order.map(([id, count]) => [
    named(id),
    formatCount(count),
    formatShare(count, result.validVotes ?? 0),
    formatCount(result.policies.strictest.votes[id]),
    formatCount(result.policies.lenient.votes[id]),
  ]);
  const total = (name: string, box: "validVotes" | "blankVotes" | "nullVotes") => {
    const [stating, all] = [result.sheetsStating[box], result.policies.published.sheets];
    return stating === 0 || stating === all
      ? name
      : `${name} (stated by ${formatCount(stating)} of ${formatCount(all)} sheets)`;
  };
  const { stations, registeredVotersCoverage: voters } = result;
  const coverage = (["registered", "counted", "explained", "missing", "outsideRegister"] as const).map(
    (name) => [
      name === "outsideRegister" ? "outside the register" : name,
      formatCount(stations[name]),
      formatCount(voters[name]),
    ],
  );
  return [
    `${result.contest}, ${result.unitName} (${result.unit}), sheets of ${result.source}`,
    "",
    formatColumns([
      ["selection", "votes", "share", "strictest", "lenient"],
      ...votes,
      [total("valid votes", "validVotes"), formatCount(result.validVotes)],
      [total("blank votes", "blankVotes"), formatCount(result.blankVotes)],
      [total("null votes", "nullVotes"), formatCount(result.nullVotes)],
      ["registered voters of the sheets counted", formatCount(result.registeredVoters)],
    ]),
    "",
    formatColumns([["", "stations", "registered voters"], ...coverage]),
    ...Object.entries(result.explanations).map(
      ([reason, count]) => `  explained: ${reason}, ${formatCount(count)}`,
    ),
    "",
    orderSentence(result),
  ].join("\n");
}

function orderSentence(result: Result): string {
  const { stations, registeredVoters, couldChangeFirst, couldChangeOrder } = result.setAside;
  if (stations === 0) return "No sheet is set aside.";
  const held = `${formatCount(stations)} sheets are set aside, for ${formatCount(registeredVoters)} registered voters.`;
  const words = {
    yes: "could change",
    no: "cannot change",
    unknown: "may or may not change (some stations have no known size):",
  };
  return `${held} Whatever they say, they ${words[couldChangeFirst]} the first place; they ${words[couldChangeOrder]} the order of the selections.`;
}
