import { parseUtf8 } from "../../core/bytes.ts";
import { InputError } from "../../core/input-error.ts";
import type { SampleRule } from "../../core/sample.ts";
import { planSample, type SamplePlan } from "../../core/statistics/plan-sample.ts";
import { stratifiedRule } from "../../core/statistics/stratified-rule.ts";
import type { View } from "../../core/view.ts";
import { enterSample, type EnteredSample, type SampleOrder } from "../../pipeline/enter-sample.ts";
import { loadView } from "../../pipeline/load.ts";
import { option, positional, requiredOption, wholeNumber, type Command, type Input } from "../command.ts";
import { readInputFile, withElection } from "../election-folder.ts";
import { formatColumns, formatCount, formatSome } from "../text.ts";
import { contestOf } from "./results.ts";

export const sampleCommand: Command = {
  name: "sample",
  summary: "Plan a quick count, and draw its polling stations by a public seed",
  positionals: [{ name: "DIR", about: "the election folder" }],
  options: {
    plan: { about: "only say how many stations a margin needs, from past results where there are any" },
    margin: { value: "PERCENT", about: "for --plan: the margin of error wanted, such as 0.5" },
    confidence: { value: "PERCENT", about: "for --plan (default: 95)" },
    id: { value: "ID", about: "a name for the sample" },
    size: { value: "N", about: "how many stations, or with --clusters how many of them, to draw in all" },
    strata: { value: "LEVEL", about: "draw in each unit of this level (default: no strata)" },
    clusters: { value: "LEVEL", about: "draw whole units of this level, such as polling places" },
    fewest: { value: "N", about: "at least so many in every stratum (default: 2)" },
    neyman: { about: "more from strata that varied more in the past contest" },
    seed: { value: "TEXT", about: "made in public after the rule was announced: dice, a lottery" },
    "seed-source": { value: "TEXT", about: "where the seed comes from, so that people can check it" },
    drawn: { value: "FILE", about: "stations that somebody else drew, one id a line, instead of a draw" },
    "drawn-by": { value: "WHO", about: "with --drawn: who drew them" },
    method: { value: "TEXT", about: "with --drawn: how they were drawn" },
    source: { value: "ID", about: "whose sheets of these stations count (default: the first source)" },
    contest: { value: "ID", about: "which contest (default: the first)" },
  },
  examples: [
    "cotejo sample valle --plan --margin 0.5 --strata province",
    'cotejo sample valle --id quick-1 --size 120 --strata province --seed "4 2 6 1 1 5 3 6 2 4" --seed-source "ten dice thrown on the square on 3 May"',
    'cotejo sample valle --id theirs --drawn stations.txt --drawn-by "Observatory" --method "stratified, 2 a district"',
  ],
  notes: [
    "Announce the rule and where the seed will come from before it is made: whoever knows the seed first could choose the rule to fit.",
    "Anybody who has the register draws the same stations again; cotejo test says whether they did.",
  ],
  async run(input, shell) {
    return withElection(positional(input, 0), shell, async (world) => {
      const seen = loadView(world);
      if (input.values["plan"] === true) return answerPlan(planOf(seen, input));
      return answerEntered(await enterSample(world, orderOf(seen, input)));
    });
  },
};

function planOf(seen: View, input: Input): SamplePlan {
  return planSample(seen, {
    contest: contestOf(seen, option(input, "contest")),
    margin: percentOf(requiredOption(input, sampleCommand, "margin"), "--margin"),
    confidence: percentOf(option(input, "confidence") ?? "95", "--confidence"),
    strata: option(input, "strata"),
  });
}

/** A percentage as a proportion. Throws InputError where it is none between 0 and 100. */
export function percentOf(text: string, what: string): number {
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value <= 0 || value >= 100)
    throw new InputError(what, [`"${text}" is no percentage between 0 and 100`]);
  return value / 100;
}

function orderOf(seen: View, input: Input): SampleOrder {
  const contest = contestOf(seen, option(input, "contest"));
  const common = {
    format: "cotejo-sample/1" as const,
    id: requiredOption(input, sampleCommand, "id"),
    contest,
    source: option(input, "source") ?? seen.election.sources[0]?.id ?? "",
    purpose: "quick-count" as const,
  };
  const levels = {
    ...named("strata", option(input, "strata")),
    ...named("clusters", option(input, "clusters")),
  };
  const file = option(input, "drawn");
  if (file !== undefined)
    return {
      ...common,
      rule: {
        kind: "external",
        drawnBy: requiredOption(input, sampleCommand, "drawn-by"),
        method: requiredOption(input, sampleCommand, "method"),
        ...levels,
      },
      stations: linesOf(file),
    };
  return {
    ...common,
    rule: ruleOf(seen, input, contest),
    seed: requiredOption(input, sampleCommand, "seed"),
    seedSource: requiredOption(input, sampleCommand, "seed-source"),
  };
}

function named<Name extends string>(
  name: Name,
  value: string | undefined,
): { readonly [Key in Name]?: string } {
  const pair: { [Key in Name]?: string } = {};
  if (value !== undefined) pair[name] = value;
  return pair;
}

function linesOf(file: string): readonly string[] {
  return parseUtf8(readInputFile(file), file)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function ruleOf(seen: View, input: Input, contest: string): SampleRule {
  return stratifiedRule(seen.register, seen.election, {
    strata: option(input, "strata"),
    clusters: option(input, "clusters"),
    size: wholeNumber(requiredOption(input, sampleCommand, "size"), "--size"),
    fewest: wholeNumber(option(input, "fewest") ?? "2", "--fewest"),
    spread: input.values["neyman"] === true ? pastSpreadOf(seen, input, contest) : undefined,
  });
}

function pastSpreadOf(seen: View, input: Input, contest: string): ArrayLike<number> {
  if (option(input, "clusters") !== undefined)
    throw new InputError("--neyman", ["is for stations drawn one by one: leave out --clusters"]);
  const plan = planSample(seen, { contest, margin: 0.01, confidence: 0.95, strata: option(input, "strata") });
  if (plan.past === undefined)
    throw new InputError("--neyman", [
      'needs a past contest with sheets: one with "pastOf" in the election file, and its table imported',
    ]);
  return plan.past.spreadByStratum;
}

function answerPlan(plan: SamplePlan) {
  const { past } = plan;
  const text = [
    `For a margin of ${(100 * plan.margin).toFixed(2)} points at ${(100 * plan.confidence).toFixed(1)}% confidence, of ${formatCount(plan.stations)} stations:`,
    past === undefined
      ? "  no past contest at hand, so only the rough number below"
      : `  ${formatCount(past.stationsPlanned)} stations, from how stations were spread in ${past.contest} (a simple draw; strata need fewer)`,
    plan.rough === undefined
      ? "  registered voters are not known, so there is no rough number either"
      : `  rough planning number of handbooks: ${formatCount(plan.rough.voters)} voters, about ${formatCount(plan.rough.stations)} stations (it treats every vote as drawn by itself, and is too small)`,
    "Sheets that never arrive make the margin larger: draw more.",
  ];
  return { json: plan, text: text.join("\n") };
}

function answerEntered({ sample, entry, receipts }: EnteredSample) {
  const counts =
    sample.rule.kind === "stratified"
      ? Object.entries(sample.rule.sizes).map(([unit, size]) => [unit, formatCount(size)])
      : [];
  const text = [
    `Entered as entry ${entry}: sample ${sample.id}, ${formatCount(sample.stations.length)} stations`,
    ...(counts.length === 0
      ? []
      : formatSome(formatColumns([["stratum", "drawn"], ...counts]).split("\n"), 30, "strata")),
    "Stations:",
    ...formatSome(
      sample.stations.map((station) => `  ${station}`),
      20,
      "stations; --json lists them all",
    ),
    ...receipts.map((receipt) => `Receipt: ${receipt}`),
  ];
  return { json: { entry, ...sample, receipts }, text: text.join("\n") };
}
