import {
  compareDeclaration,
  compareShares,
  compareSources,
  type ShareAlone,
  type SourceComparison,
} from "../../core/comparison.ts";
import { InputError } from "../../core/input-error.ts";
import { sourceView, type View } from "../../core/view.ts";
import { loadView } from "../../pipeline/load.ts";
import { option, positional, type Command, type Outcome } from "../command.ts";
import { withElection } from "../election-folder.ts";
import { formatColumns, formatCount, formatShare, formatSome } from "../text.ts";
import { contestOf } from "./results.ts";

export const compareCommand: Command = {
  name: "compare",
  summary: "Set two accounts side by side: station by station, or total by total",
  positionals: [{ name: "DIR", about: "the election folder" }],
  options: {
    with: {
      value: "SOURCE|DECLARATION",
      about: "what to compare with (default: the latest declaration, else the second source)",
    },
    source: { value: "ID", about: "the source to compare (default: the first that has sheets)" },
    contest: { value: "ID", about: "which contest (default: the first)" },
  },
  examples: [
    "cotejo compare venezuela --with bulletin-2",
    "cotejo compare bolivia --source computo --with trep-2 --json",
  ],
  async run(input, shell) {
    const seen = await withElection(positional(input, 0), shell, async (world) => loadView(world));
    const contest = contestOf(seen, option(input, "contest"));
    const source = option(input, "source");
    const other =
      option(input, "with") ?? defaultOther(seen, contest, sourceView(seen, contest, source).source);
    const isSource = seen.election.sources.some((each) => each.id === other);
    return isSource
      ? compareTwoSources(seen, { contest, source, other })
      : compareWithDeclaration(seen, { contest, source, other });
  },
};

interface Asked {
  readonly contest: string;
  readonly source: string | undefined;
  readonly other: string;
}

function defaultOther(seen: View, contest: string, first: string): string {
  const declared = seen.declarations.findLast((each) => each.declaration.contest === contest);
  const second = seen.contests.get(contest)?.find((each) => each.source !== first);
  const other = declared?.declaration.id ?? second?.source;
  if (other === undefined)
    throw new InputError("compare", [
      "there is nothing to compare with: import another source or declare what was announced",
    ]);
  return other;
}

function compareTwoSources(seen: View, { contest, source, other }: Asked): Outcome {
  const first = sourceView(seen, contest, source);
  const second = sourceView(seen, contest, other);
  const comparison = compareSources(first.sheets, second.sheets, seen.register);
  return {
    json: { contest, first: first.source, second: second.source, ...comparison },
    text: describeComparison(comparison, first.source, second.source),
  };
}

function describeComparison(comparison: SourceComparison, first: string, second: string): string {
  const lines = comparison.differences.map(
    ({ station, boxes }) =>
      `  ${station}: ${boxes.map((box) => `${box.box} ${formatCount(box.first)} / ${formatCount(box.second)}`).join(", ")}`,
  );
  return [
    formatColumns([
      [`stations in both ${first} and ${second}`, formatCount(comparison.stationsInBoth)],
      ["  equal", formatCount(comparison.stationsEqual)],
      ["  different", formatCount(comparison.stationsDifferent)],
      ["  without a box that both state", formatCount(comparison.stationsNotComparable)],
      [`only in ${first}`, formatCount(comparison.onlyInFirst)],
      [`only in ${second}`, formatCount(comparison.onlyInSecond)],
    ]),
    ...(lines.length > 0 ? ["", `Differences (${first} / ${second}):`] : []),
    ...formatSome(lines, 20, "stations; --json lists them all"),
  ].join("\n");
}

function compareWithDeclaration(seen: View, { contest, source, other }: Asked): Outcome {
  const declared = seen.declarations.find((each) => each.declaration.id === other);
  if (declared === undefined) {
    const known = [
      ...seen.election.sources.map((each) => each.id),
      ...seen.declarations.map((each) => each.declaration.id),
    ];
    throw new InputError("--with", [
      `"${other}" is neither a source nor a declaration; there are: ${known.join(", ")}`,
    ]);
  }
  if (declared.declaration.contest !== contest)
    throw new InputError("--with", [
      `declaration "${other}" is of contest "${declared.declaration.contest}": say --contest ${declared.declaration.contest}`,
    ]);
  const first = sourceView(seen, contest, source);
  const differences = compareDeclaration(first.tabulation, declared, seen.register);
  const coverage = first.tabulation.stations(0);
  const rows = differences.map((each) => [
    `${each.unit}  ${each.figure}`,
    formatCount(each.tabulated),
    formatCount(each.declared),
    each.difference === undefined
      ? "unknown"
      : `${each.difference > 0 ? "+" : ""}${formatCount(each.difference)}`,
  ]);
  const shares = compareShares(first.tabulation, declared, seen.register);
  return {
    json: { contest, source: first.source, declaration: other, entry: declared.entry, differences, shares },
    text: [
      `Sheets of ${first.source} (${formatCount(coverage.counted)} of ${formatCount(coverage.registered)} stations counted) beside ${other}`,
      "",
      rows.length === 0
        ? `No count was announced in ${other}.`
        : formatColumns([["unit and figure", "tabulated", "declared", "difference"], ...rows]),
      ...describeShares(shares),
    ].join("\n"),
  };
}

/** Percentages announced alone, beside the share the sheets make, which is rounded and of the valid votes. */
function describeShares(shares: readonly ShareAlone[]): string[] {
  if (shares.length === 0) return [];
  const rows = shares.map(({ unit, selection, tabulated, validVotes, declared }) => [
    `${unit}  ${selection}`,
    formatCount(tabulated),
    tabulated === undefined || validVotes === undefined ? "unknown" : formatShare(tabulated, validVotes),
    `${declared}%`,
  ]);
  return [
    "",
    "Announced as percentages alone:",
    formatColumns([["unit and selection", "tabulated", "share", "declared"], ...rows]),
  ];
}
