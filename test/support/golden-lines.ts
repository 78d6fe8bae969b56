import { nodeCrypto } from "../../src/adapters/node-crypto.ts";
import { formatHex, utf8 } from "../../src/core/bytes.ts";
import { formatEntry } from "../../src/core/entry.ts";
import { codesOf, DEFAULT_SET_ASIDE } from "../../src/core/finding.ts";
import { openingsByCommitment, openingsDue } from "../../src/core/openings-due.ts";
import { resultOf } from "../../src/core/result.ts";
import { wholeFile } from "../../src/core/site/file-in-parts.ts";
import { renderData } from "../../src/core/site/render-data.ts";
import { testConflictingCounts } from "../../src/core/statistics/methods/conflicting-counts.ts";
import { defaultMethods, runTests, type TestResult } from "../../src/core/statistics/run-tests.ts";
import { TestContext } from "../../src/core/statistics/test-context.ts";
import { leafHash, MerkleTree } from "../../src/core/tlog/merkle.ts";
import { RULES, view, type SourceView, type View } from "../../src/core/view.ts";
import { commitKnownSheets, openKnownSheets } from "../../src/pipeline/known-sheets.ts";
import { load, loadView } from "../../src/pipeline/load.ts";
import { Desk, SETTLE } from "./desk.ts";
import { boxesOf, CONTEST, type ExampleElection } from "./example-election.ts";
import { goldenElection, SET_ASIDE, SETTLE_RULES, settleElection, sizedElection } from "./golden-election.ts";
import { add, cardsOf, decide, emptyWorld } from "./record-world.ts";

/** What follows from the golden elections under the rules, one line for each thing; and what it shows. */
export interface Golden {
  readonly lines: readonly string[];
  readonly findingCodes: ReadonlySet<string>;
  /** Methods that answered: one that only refused shows nothing of its formula. */
  readonly methodsAnswered: ReadonlySet<string>;
}

/** A longer value is cut here, and followed by a digest of all of it. */
const VALUE = 110;

const digest = (bytes: Uint8Array) => formatHex(nodeCrypto.sha256(bytes)).slice(0, 12);

function short(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= VALUE ? text : `${text.slice(0, VALUE)}... ${digest(utf8(text))}`;
}

export async function makeGolden(): Promise<Golden> {
  const whole = goldenElection(DEFAULT_SET_ASIDE);
  const seen = dueView(whole);
  const context = new TestContext(seen, nodeCrypto);
  const tests = [...runTests(context, defaultMethods(seen.election)), ...conflictingCounts()];
  const sized = dueView(sizedElection());
  const lines = [
    `rules: ${RULES}`,
    ...logLines(whole),
    ...resultLines(seen),
    ...findingLines(seen),
    ...testLines(tests),
    ...dataLines(
      seen,
      tests.filter(({ method }) => method !== "conflicting-counts"),
    ),
    ...[...SET_ASIDE].flatMap(([name, codes]) =>
      resultLines(dueView(goldenElection(codes)), 1).map((line) => `set aside ${name}: ${line}`),
    ),
    ...[...resultLines(sized), ...findingLines(sized)].map((line) => `declared sizes: ${line}`),
    ...Object.entries(SETTLE_RULES).flatMap(([name, settle]) =>
      sheetLines(dueView(settleElection(settle))).map((line) => `settle by ${name}: ${line}`),
    ),
    ...(await recordLines()).map((line) => `record: ${line}`),
    ...(await knownSheetsLines()).map((line) => `known sheets: ${line}`),
  ];
  return {
    lines,
    findingCodes: new Set([seen, sized].flatMap(({ findings }) => findings.map(({ code }) => code))),
    methodsAnswered: new Set(
      tests.flatMap(({ method, outcome }) => (outcome.kind === "answered" ? [method] : [])),
    ),
  };
}

/** As the public sees it: with what is due to be opened, and nothing else. */
function dueView(election: ExampleElection): View {
  const due = openingsDue(election.state(), election.held);
  return view(election.state(), openingsByCommitment(nodeCrypto, due));
}

function logLines(election: ExampleElection): string[] {
  const tree = new MerkleTree(nodeCrypto);
  for (const entry of election.entries) tree.append(leafHash(nodeCrypto, formatEntry(entry)));
  const due = openingsDue(election.state(), election.held).map(({ entry }) => entry);
  return [
    `log: ${tree.size} entries, root ${formatHex(tree.root()).slice(0, 12)}`,
    `openings due: ${JSON.stringify(due)}`,
  ];
}

/** The sums of every unit, or of so many. */
function resultLines(seen: View, units: number = seen.register.units): string[] {
  return [...seen.contests.values()].flat().flatMap((source) =>
    Array.from({ length: units }, (_, unit) => {
      const result = resultOf(source, seen.register, unit);
      const { counted, explained, missing, outsideRegister } = result.stations;
      const stations = `${counted} counted, ${explained} explained, ${missing ?? "?"} missing, ${outsideRegister} outside`;
      const votes = Object.entries(result.votes).map(([id, count]) => `${id} ${count}`);
      const policies = Object.entries(result.policies).map(([name, { sheets }]) => `${name} ${sheets}`);
      return `result ${result.contest} ${result.source} ${result.unit}: ${stations}; ${votes.join(", ")}; ${policies.join(", ")} sheets; ${digest(utf8(JSON.stringify(result)))}`;
    }),
  );
}

function findingLines({ findings }: View): string[] {
  return findings.map(({ code, contest = "", source = "", station = "", unit = "", entries, detail }) => {
    const place = [contest, source, station, unit].filter((each) => each !== "").join(" ");
    return `finding ${code} ${place}: entries ${entries.join(" ")}; ${short(detail)}`;
  });
}

function testLines(tests: readonly TestResult[]): string[] {
  return tests.map(({ method, subject, assumptions, outcome }) => {
    const { contest, source, declarations = [], unit, sample } = subject;
    const about = [contest, source, ...declarations, unit, sample].filter((each) => each !== undefined);
    const held = assumptions.map(({ code, status }) => `${code} ${status}`).join(", ");
    const said =
      outcome.kind === "answered" ? outcome.answer : { refused: outcome.reason, ...outcome.detail };
    return `test ${method} ${about.join(" ")}: ${short(said)}; ${held}`;
  });
}

function dataLines(seen: View, tests: readonly TestResult[]): string[] {
  return [...renderData(seen, { tests, crypto: nodeCrypto })].map((file) => {
    const { path, bytes } = wholeFile(file);
    return `file ${path}: ${bytes.length} bytes, ${digest(bytes)}`;
  });
}

/** What stands for every station. */
function sheetLines(seen: View): string[] {
  return (seen.contests.get(CONTEST) ?? []).flatMap((source) =>
    Array.from({ length: seen.register.stations }, (_, at) => sheetLine(seen, source, at)),
  );
}

function sheetLine(seen: View, source: SourceView, at: number): string {
  const station = seen.register.stationIds[at] ?? "";
  const boxes = Object.entries(boxesOf(seen, source, station)).map(([box, value]) => `${box} ${value}`);
  const said = [source.sheets.status(at), boxes.join(", "), codesOf(source.sheets.codes(at)).join(", ")];
  return `${station}: ${said.filter((each) => each !== "").join("; ")}`;
}

/** Claims of a file that stands beside the log. */
function conflictingCounts(): readonly TestResult[] {
  const claim = { incident: "march", measure: "deaths", definition: "killed", asOf: "2024-08-06" };
  return testConflictingCounts(
    [
      { ...claim, source: "A", number: { bound: "exact", value: 24 }, subsets: { minors: 3 } },
      { ...claim, source: "B", number: { bound: "between", low: 25, high: 30 } },
      { ...claim, source: "C", number: { bound: "at-least", value: 11 }, confirmedByName: true },
    ],
    "a".repeat(64),
    { contest: CONTEST, matched: undefined },
  );
}

/** Two documents with figures that a person confirmed. */
async function recordLines(): Promise<string[]> {
  const world = await emptyWorld();
  const texts = [
    "At least 12 people died, the League said. Police said 40 people were arrested. The Council declared Ana the winner with 53% of the vote.",
    "The League said on Monday that 15 people died. Chile urged the Council to publish the results station by station.",
  ];
  for (const text of texts) {
    const document = await add(world, text);
    for (const card of cardsOf(world, document))
      for (const reviewer of ["Ana", "Luz"]) await decide(world, reviewer, card);
  }
  return dataLines(loadView(world), []);
}

/** Three people, two sheets known before, and what they read of them. */
async function knownSheetsLines(): Promise<string[]> {
  const desk = new Desk();
  await desk.open(SETTLE, 2, 3);
  const known = (evidence: number) => ({
    evidence,
    station: `s${evidence}`,
    contest: "mayor",
    boxes: { ana: 40 },
  });
  await commitKnownSheets(desk.world(), JSON.stringify([known(1), known(2)]));
  for (const [who, ana] of [41, 41, 40].entries())
    for (let sheet = 0; sheet < 2; sheet++) await desk.enter(who, ana).catch(() => undefined);
  await openKnownSheets(desk.world());
  const due = load(desk.world()).due.map(({ entry }) => entry);
  const { knownSheets } = loadView(desk.world());
  return [`openings due: ${JSON.stringify(due)}`, `measured: ${short(knownSheets)}`];
}
