import { formatVerifierKey } from "../../core/tlog/note.ts";
import { awaitsRedaction } from "../../core/redaction.ts";
import { resultOf } from "../../core/result.ts";
import type { View } from "../../core/view.ts";
import { loadView } from "../../pipeline/load.ts";
import { positional, type Command } from "../command.ts";
import { withElection } from "../election-folder.ts";
import { formatColumns, formatCount, quoted } from "../text.ts";
import { countByCode } from "./findings.ts";

export const statusCommand: Command = {
  name: "status",
  summary: "What is there, what is missing, what to do next",
  positionals: [{ name: "DIR", about: "the election folder" }],
  options: {},
  examples: ["cotejo status venezuela"],
  async run(input, shell) {
    const directory = positional(input, 0);
    const { seen, key } = await withElection(directory, shell, async (world) => ({
      seen: loadView(world),
      key: formatVerifierKey(world.verifierKey),
    }));
    const json = statusOf(seen, key);
    const next = nextSteps(seen, quoted(directory));
    return { json: { ...json, next }, text: describeStatus(json, next) };
  },
};

export function statusOf(seen: View, key: string) {
  const evidence = {
    held: seen.evidence.length,
    publishable: seen.evidence.filter((file) => file.shown !== undefined).length,
    notRedacted: seen.evidence.filter((file) => awaitsRedaction(file.evidence)).length,
    notYetRead: seen.evidence.filter((file) => file.readings.length === 0).length,
    sealed: seen.evidence.filter(isSealed).length,
    nothingRead: seen.evidence.filter((file) => file.readings.length > 0 && !isSealed(file) && !isRead(file))
      .length,
    withoutStation: seen.evidence.filter((file) => file.station === undefined && !isSealed(file)).length,
  };
  const sources = [...seen.contests.values()].flatMap((each) =>
    each.map((source) => {
      const { contest, source: id, stations, explanations } = resultOf(source, seen.register, 0);
      return { contest, source: id, stations, explanations };
    }),
  );
  return {
    election: seen.election.id,
    key,
    entries: seen.entries,
    register: seen.register.adopted
      ? seen.register.stationInRegister.values().filter((listed) => listed === 1).length
      : null,
    datasets: seen.datasets.map(({ entry, source, format, rowsUsed, rowsRefused }) => ({
      entry,
      source,
      format,
      rowsUsed,
      rowsRefused: rowsRefused.length,
    })),
    evidence,
    sources,
    declarations: seen.declarations.map(({ entry, declaration: { id, contest, status } }) => ({
      entry,
      id,
      contest,
      status,
    })),
    findings: countByCode(seen.findings),
  };
}

/** Whether something read of it is not opened yet: until enough readers have committed, nobody is told what it says. */
function isSealed(file: View["evidence"][number]): boolean {
  return file.readings.some((reading) => reading.payload === undefined);
}

function isRead(file: View["evidence"][number]): boolean {
  return file.readings.some((reading) => reading.payload?.outcome === "read");
}

export function nextSteps(seen: View, directory: string): string[] {
  const steps: string[] = [];
  const { evidence } = seen;
  if (seen.datasets.length === 0 && evidence.length === 0)
    steps.push(
      `cotejo import ${directory} FILE --format NAME --source ID, or cotejo receive ${directory} FILES --source ID`,
    );
  if (seen.election.sheet.qr !== undefined && evidence.some((file) => file.readings.length === 0))
    steps.push(`cotejo read ${directory}`);
  const unplaced = evidence.filter(
    (file) => file.readings.length > 0 && file.station === undefined && !isSealed(file),
  );
  if (unplaced[0] !== undefined)
    steps.push(
      `cotejo reassign ${directory} ${unplaced[0].evidence.entry} --station ID --reason TEXT (${unplaced.length} files have no station)`,
    );
  const sealed = evidence.filter(isSealed).length;
  if (sealed > 0)
    steps.push(`cotejo transcribe ${directory} --as KEY (images that want more readers: ${sealed})`);
  if (evidence.some((file) => awaitsRedaction(file.evidence)))
    steps.push(`cotejo redact ${directory}, or these images are not published`);
  for (const code of ["rival-copies", "readings-disagree"] as const)
    if ([...seen.contests.values()].flat().some((source) => source.tabulation.explanations(0).has(code)))
      steps.push(`cotejo findings ${directory} --code ${code}, then cotejo adjudicate`);
  if (seen.declarations.length === 0)
    steps.push(`cotejo declare ${directory} FILE, once something is announced`);
  steps.push(`cotejo publish ${directory} OUT`);
  return steps;
}

function describeStatus(status: ReturnType<typeof statusOf>, next: readonly string[]): string {
  const { evidence } = status;
  return [
    `${status.election}: ${formatCount(status.entries)} entries in the log`,
    status.register === null
      ? "No register adopted: stations come from the data"
      : `Register: ${formatCount(status.register)} stations`,
    `Tables: ${formatCount(status.datasets.length)}`,
    ...status.datasets.map(
      (each) =>
        `  entry ${each.entry}, ${each.source}, ${each.format}: ${formatCount(each.rowsUsed)} rows used, ${formatCount(each.rowsRefused)} refused`,
    ),
    `Evidence files: ${formatCount(evidence.held)} (${formatCount(evidence.publishable)} may be published)`,
    ...(evidence.notRedacted > 0
      ? [`  neither redacted nor said to need none: ${formatCount(evidence.notRedacted)}`]
      : []),
    ...(evidence.notYetRead > 0 ? [`  not read yet: ${formatCount(evidence.notYetRead)}`] : []),
    ...(evidence.sealed > 0
      ? [`  read, and not opened before more have read them: ${formatCount(evidence.sealed)}`]
      : []),
    ...(evidence.nothingRead > 0 ? [`  read without result: ${formatCount(evidence.nothingRead)}`] : []),
    ...(evidence.withoutStation > 0
      ? [`  of no known station: ${formatCount(evidence.withoutStation)}`]
      : []),
    `Declarations: ${status.declarations.map((each) => each.id).join(", ") || "none"}`,
    "",
    formatColumns([
      ["contest, source", "registered", "counted", "explained", "missing", "outside"],
      ...status.sources.map(({ contest, source, stations }) => [
        `${contest}, ${source}`,
        formatCount(stations.registered),
        formatCount(stations.counted),
        formatCount(stations.explained),
        formatCount(stations.missing),
        formatCount(stations.outsideRegister),
      ]),
    ]),
    "",
    Object.keys(status.findings).length === 0 ? "Findings: none" : "Findings:",
    ...Object.entries(status.findings).map(([code, count]) => `  ${code}: ${formatCount(count)}`),
    "",
    "Next:",
    ...next.map((step) => `  ${step}`),
  ].join("\n");
}
