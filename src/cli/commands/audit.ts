import { InputError } from "../../core/input-error.ts";
import { boundBatches } from "../../core/statistics/batch-bounds.ts";
import { declaredBatches } from "../../core/statistics/declared-batches.ts";
import { drawsToLimit } from "../../core/statistics/macro.ts";
import { testBatchAudit, type BatchAuditTest } from "../../core/statistics/methods/batch-audit.ts";
import { TestContext } from "../../core/statistics/test-context.ts";
import { en } from "../../core/site/messages-en.ts";
import { Speaker } from "../../core/site/speaker.ts";
import { testJson } from "../../core/site/tests/presentation.ts";
import type { SampleRule } from "../../core/sample.ts";
import type { View } from "../../core/view.ts";
import { enterSample, type EnteredSample, type SampleOrder } from "../../pipeline/enter-sample.ts";
import { loadView } from "../../pipeline/load.ts";
import type { World } from "../../world.ts";
import { option, positional, requiredOption, wholeNumber, type Command, type Input } from "../command.ts";
import { withElection } from "../election-folder.ts";
import { formatSome } from "../text.ts";
import { contestOf } from "./results.ts";
import { percentOf } from "./sample.ts";
import { describeTest } from "./test.ts";

export const auditCommand: Command = {
  name: "audit",
  summary: "Audit declared station results against sheets, with a risk limit, one sheet after the other",
  positionals: [{ name: "DIR", about: "the election folder" }],
  options: {
    id: { value: "ID", about: "start an audit under this name; without it, show how the audits stand" },
    declared: {
      value: "SOURCE",
      about: "whose station results are audited (tables imported for this source)",
    },
    source: { value: "ID", about: "whose sheets are the record they are held against" },
    "risk-limit": {
      value: "PERCENT",
      about: "the chance, at most, that a wrong outcome is confirmed (default: 5)",
    },
    bound: {
      value: "WHAT",
      about: "the most votes a station can hold: registered-voters (default) or ballots-cast",
    },
    seed: {
      value: "TEXT",
      about: "made in public after the declared results were imported: dice, a lottery",
    },
    "seed-source": { value: "TEXT", about: "where the seed comes from, so that people can check it" },
    draws: { value: "N", about: "how many draws (default: what confirms if no sheet differs)" },
    contest: { value: "ID", about: "which contest (default: the first)" },
  },
  examples: [
    'cotejo audit valle --id audit-1 --declared council --source witnesses --risk-limit 5 --seed "6 1 4 4 2 3 5 1 6 2" --seed-source "ten dice thrown at the council on 5 May"',
    "cotejo audit valle",
    "cotejo audit valle --json",
  ],
  notes: [
    "Stations are drawn from the whole register, with a chance that grows with the error their result could hide.",
    "To go on, start another audit with the same seed and rule and more --draws: it begins with the same stations.",
    "A sheet that is not to be had: cotejo adjudicate DIR STATION --source ID --contest ID --none --reason TEXT. It counts as the worst it could say.",
  ],
  async run(input, shell) {
    return withElection(positional(input, 0), shell, async (world) => {
      if (option(input, "id") === undefined) return answerStanding(loadView(world), world);
      const entered = await enterSample(world, orderOf(loadView(world), input));
      return answerStarted(entered, loadView(world), world);
    });
  },
};

function orderOf(seen: View, input: Input): SampleOrder {
  const contest = contestOf(seen, option(input, "contest"));
  const declaredBy = requiredOption(input, auditCommand, "declared");
  const source = requiredOption(input, auditCommand, "source");
  if (declaredBy === source)
    throw new InputError("--source", [
      `"${source}" is also the source of the declared results: sheets are held against what somebody else declared`,
    ]);
  const bound = option(input, "bound") ?? "registered-voters";
  if (bound !== "registered-voters" && bound !== "ballots-cast")
    throw new InputError("--bound", [`"${bound}" is neither registered-voters nor ballots-cast`]);
  const riskLimit = option(input, "risk-limit") ?? "5";
  const limit = percentOf(riskLimit, "--risk-limit");
  const rule: SampleRule = {
    kind: "proportional",
    declared: tablesOf(seen, declaredBy, contest),
    bound,
    riskLimit,
  };
  const asked = option(input, "draws");
  return {
    format: "cotejo-sample/1",
    id: requiredOption(input, auditCommand, "id"),
    contest,
    source,
    purpose: "audit",
    rule,
    seed: requiredOption(input, auditCommand, "seed"),
    seedSource: requiredOption(input, auditCommand, "seed-source"),
    draws: asked === undefined ? firstDraws(seen, { contest, rule }, limit) : wholeNumber(asked, "--draws"),
  };
}

/** The entries of the tables that stand for the source and contest. */
function tablesOf(seen: View, source: string, contest: string): number[] {
  const superseded = new Set(seen.datasets.map((dataset) => dataset.supersedes));
  const entries = seen.datasets
    .filter((dataset) => dataset.source === source && !superseded.has(dataset.entry))
    .filter((dataset) => dataset.tables.some((table) => table.sheets.contest === contest))
    .map((dataset) => dataset.entry);
  if (entries.length === 0)
    throw new InputError("--declared", [
      `no table of "${source}" with station results of contest "${contest}": totals alone cannot be audited; import the results by station, or see cotejo test`,
    ]);
  return entries;
}

/** As many as confirm the outcome if no sheet differs. */
function firstDraws(
  seen: View,
  order: { readonly contest: string; readonly rule: Extract<SampleRule, { kind: "proportional" }> },
  riskLimit: number,
): number {
  const { election, register, datasets: tables } = seen;
  const bounds = boundBatches(declaredBatches(order, register, { election, tables }).declared);
  if (bounds.kind === "refused")
    throw new InputError("audit", [
      `the declared results cannot be audited: ${bounds.reason} (docs/tests/batch-audit.md)`,
    ]);
  return drawsToLimit({ totalBound: bounds.total, riskLimit, risk: 1 });
}

function answerStanding(seen: View, world: World) {
  const results = testBatchAudit(new TestContext(seen, world.crypto));
  if (results.length === 0) return { json: [], text: "No audit was started: cotejo audit --help says how" };
  return { json: results.map(testJson), text: results.map((each) => describeAudit(seen, each)).join("\n\n") };
}

function answerStarted({ sample, entry, receipts }: EnteredSample, seen: View, world: World) {
  const results = testBatchAudit(new TestContext(seen, world.crypto));
  const own = results.filter(({ subject }) => subject.sample === sample.id);
  const text = [
    `Entered as entry ${entry}: audit ${sample.id}, ${sample.stations.length} draws`,
    ...own.map((each) => describeAudit(seen, each)),
    ...receipts.map((receipt) => `Receipt: ${receipt}`),
  ];
  return {
    json: { entry, ...sample, receipts, standing: own.map(testJson) },
    text: text.join("\n"),
  };
}

function describeAudit(seen: View, result: BatchAuditTest): string {
  const told = describeTest(result, new Speaker(seen, en));
  if (result.outcome.kind === "refused") return told;
  const { awaited } = result.outcome.answer;
  if (awaited.length === 0) return told;
  const next = formatSome(
    awaited.map((station) => `    ${station}`),
    20,
    "stations; --json lists them all",
  );
  return [told, "  Next sheets to fetch, in the order drawn:", ...next].join("\n");
}
