import { InputError } from "../../core/input-error.ts";
import { formatHex } from "../../core/bytes.ts";
import type { Crypto } from "../../core/crypto.ts";
import { parseCaptureHistories } from "../../core/formats/capture-histories.ts";
import { parseClaims } from "../../core/formats/claims-table.ts";
import { en } from "../../core/site/messages-en.ts";
import { Speaker } from "../../core/site/speaker.ts";
import { presentationOf, testJson } from "../../core/site/tests/presentation.ts";
import { defaultMethods, runTests, type TestResult } from "../../core/statistics/run-tests.ts";
import { testConflictingCounts } from "../../core/statistics/methods/conflicting-counts.ts";
import { TestContext } from "../../core/statistics/test-context.ts";
import { METHOD_NAMES, SCREENING_METHODS, type MethodName } from "../../core/statistics/test-result.ts";
import type { View } from "../../core/view.ts";
import { loadView } from "../../pipeline/load.ts";
import { option, positional, type Command, type Input } from "../command.ts";
import { readInputFile, withElection } from "../election-folder.ts";

export const testCommand: Command = {
  name: "test",
  summary: "Ask what would have to be true for a declared result to hold",
  positionals: [{ name: "DIR", about: "the election folder" }],
  options: {
    method: { value: "NAME", about: `only this method: ${METHOD_NAMES.join(", ")}` },
    contest: { value: "ID", about: "only this contest" },
    source: { value: "ID", about: "only this source's sheets" },
    counts: { value: "FILE", about: "for conflicting-counts: a table of claims (docs/formats/claims.md)" },
    "capture-recapture": { value: "FILE", about: "with --counts: also a table of matched lists of persons" },
    screening: { about: `also the methods that only screen: ${[...SCREENING_METHODS].join(", ")}` },
  },
  examples: [
    "cotejo test venezuela",
    "cotejo test venezuela --method declared-against-sheets",
    "cotejo test venezuela --screening --json",
    "cotejo test venezuela --method conflicting-counts --counts claims.csv",
  ],
  notes: [
    "Each answer names its assumptions: held (the data show it), failed (they contradict it), unknown (you have to judge).",
    "A method whose assumptions fail gives no number, and says why.",
  ],
  async run(input, shell) {
    const methods = methodsAsked(input);
    const counts = countsAsked(input, methods);
    const { results, seen } = await withElection(positional(input, 0), shell, async (world) => {
      const seen = loadView(world);
      checkAsked(seen, input);
      const asked = methods ?? [
        ...defaultMethods(seen.election),
        ...(input.values["screening"] === true ? SCREENING_METHODS : []),
      ];
      const results = runTests(new TestContext(seen, world.crypto), [...new Set(asked)]);
      return {
        seen,
        results: counts === undefined ? results : conflictingCounts(counts, seen, world.crypto),
      };
    });
    const contest = option(input, "contest");
    const source = option(input, "source");
    const chosen = results.filter(
      ({ subject }) =>
        (contest === undefined || subject.contest === contest) &&
        (source === undefined || subject.source === undefined || subject.source === source),
    );
    return { json: chosen.map(testJson), text: describeTests(seen, chosen) };
  },
};

/** A name that the election file does not have is a slip of the pen, not a question without an answer. */
export function checkAsked({ election }: Pick<View, "election">, input: Input): void {
  const kinds = [
    { kind: "contest", named: election.contests },
    { kind: "source", named: election.sources },
  ];
  for (const { kind, named } of kinds) {
    const asked = option(input, kind);
    const ids = named.map(({ id }) => id);
    if (asked !== undefined && !ids.includes(asked))
      throw new InputError(`--${kind}`, [
        `"${asked}" is not in the election file; it names: ${ids.join(", ")}`,
      ]);
  }
}

function methodsAsked(input: Input): readonly MethodName[] | undefined {
  const asked = option(input, "method");
  if (asked === undefined) return undefined;
  const method = METHOD_NAMES.find((name) => name === asked);
  if (method === undefined)
    throw new InputError("--method", [`"${asked}" is no method; there are: ${METHOD_NAMES.join(", ")}`]);
  return [method];
}

interface CountFiles {
  readonly counts: string;
  readonly matched: string | undefined;
}

/** Claims stand in no log: the method that reads them has to be given its files, and no other takes them. */
function countsAsked(input: Input, methods: readonly MethodName[] | undefined): CountFiles | undefined {
  const counts = option(input, "counts");
  const matched = option(input, "capture-recapture");
  const isAsked = methods?.includes("conflicting-counts") === true;
  if (isAsked && counts === undefined)
    throw new InputError("--method conflicting-counts", [
      "--counts FILE is missing: the claims stand in a table beside the log (docs/formats/claims.md)",
    ]);
  if (!isAsked && (counts ?? matched) !== undefined)
    throw new InputError(counts === undefined ? "--capture-recapture" : "--counts", [
      "goes only with --method conflicting-counts",
    ]);
  return counts === undefined ? undefined : { counts, matched };
}

function conflictingCounts(
  { counts, matched }: CountFiles,
  seen: View,
  crypto: Crypto,
): readonly TestResult[] {
  const hash = (bytes: Uint8Array) => formatHex(crypto.sha256(bytes));
  const claims = readInputFile(counts);
  const lists = matched === undefined ? undefined : readInputFile(matched);
  return testConflictingCounts(parseClaims(claims, counts), hash(claims), {
    contest: seen.election.contests[0]?.id ?? "",
    matched:
      lists === undefined || matched === undefined
        ? undefined
        : { lists: parseCaptureHistories(lists, matched), fileHash: hash(lists) },
  });
}

function describeTests(seen: View, results: readonly TestResult[]): string {
  if (results.length === 0)
    return "Nothing to test: the methods asked for need sheets, a declaration or a sample that is not there";
  const speak = new Speaker(seen, en);
  return results.map((result) => describeTest(result, speak)).join("\n\n");
}

/** One result as a paragraph: the question, what it is about, the answer, and what the answer hangs on. */
export function describeTest(result: TestResult, speak: Speaker): string {
  const presentation = presentationOf(result);
  const { question } = presentation.words.en;
  const { contest, source, declarations, unit, sample } = result.subject;
  const about = [
    contest,
    source === undefined ? undefined : `sheets of ${source}`,
    declarations === undefined ? undefined : `declared: ${declarations.join(", ")}`,
    unit,
    sample === undefined ? undefined : `sample ${sample}`,
  ];
  const refused = result.outcome.kind === "refused";
  return [
    question,
    `  ${result.method}: ${about.filter((part) => part !== undefined).join("; ")}`,
    `  ${refused ? `No answer (${result.outcome.reason}): ` : ""}${presentation.headline(speak)}`,
    ...result.assumptions.map(
      ({ code, status }) => `  ${status.padEnd(7)} ${presentation.condition(code, "en")}`,
    ),
  ].join("\n");
}
