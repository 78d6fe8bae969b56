import type { Finding } from "../finding.ts";
import { InputHash } from "../input-hash.ts";
import { runsOf } from "../runs-of.ts";
import { TILE_WIDTH } from "../tlog/tile.ts";
import type { SourceView } from "../view.ts";
import { rankSelections } from "./chart.ts";
import { STATIONS_NAMED } from "./finding-text.ts";
import type { StationGroup, UnitPage } from "./page-plan.ts";
import type { SiteIndex } from "./site-index.ts";
import { ancestorsOf, emptyUnits, entriesOf } from "./unit-page.ts";

const ROOT = 0;

/**
 * Everything that the page of a unit is made from, in any language: a page whose inputs are the same need not be rendered
 * again. WHAT `unit-page.ts` AND WHAT IT CALLS READ OF THE INDEX MUST BE HERE; the property test in publish.test.ts holds
 * pages that were kept against pages rendered.
 */
export function gatherUnitPage(index: SiteIndex, page: UnitPage): InputHash {
  const inputs = new InputHash();
  const { unit, part, parts, groups } = page;
  gatherElection(inputs, index);
  inputs.text(page.path);
  inputs.number(part);
  inputs.number(parts);
  const path = ancestorsOf(index, unit);
  inputs.number(path.length);
  for (const at of path) gatherUnit(inputs, index, at);
  if (part === 1) {
    gatherResults(inputs, index, unit);
    gatherFindings(inputs, index, index.findingsOfUnit(unit));
  }
  const empty = emptyUnits(index, page);
  inputs.number(empty.length);
  for (const at of empty) gatherUnit(inputs, index, at);
  inputs.number(groups.length);
  for (const group of groups) gatherGroup(inputs, index, { unit, group });
  gatherProof(inputs, index, groups);
  return inputs;
}

/** What stands on every page of a unit. */
function gatherElection(inputs: InputHash, index: SiteIndex): void {
  const { seen, context } = index;
  inputs.text(seen.electionBlob);
  inputs.text(context.origin);
  inputs.number(seen.record.documents.length > 0 ? 1 : 0);
  inputs.number(seen.register.adopted ? 1 : 0);
  for (const { id } of seen.election.contests) inputs.value(index.sourcesOf(id).map(({ source }) => source));
}

function gatherUnit(inputs: InputHash, { seen: { register }, plan }: SiteIndex, unit: number): void {
  const id = register.unitIds[unit] ?? "";
  inputs.text(id);
  inputs.text(register.unitNames[unit] ?? "");
  inputs.number(register.unitLevels.at(unit));
  inputs.text(plan.pathOfUnit(unit));
  inputs.number(plan.hasPage(unit) ? 1 : 0);
  // A unit may carry the id of the whole: what is declared for that id is not of this unit.
  inputs.number(register.unitIndex(id) === unit ? 1 : 0);
}

function gatherResults(inputs: InputHash, index: SiteIndex, unit: number): void {
  const { plan, seen } = index;
  const children = plan.childrenOf[unit] ?? [];
  inputs.number(plan.stationsOf[unit]?.length ?? 0);
  inputs.number(children.length);
  for (const child of children) gatherUnit(inputs, index, child);
  for (const contest of seen.election.contests) {
    const source = index.primaryOf(contest.id);
    inputs.number(source === undefined ? 0 : 1);
    if (source === undefined) continue;
    inputs.value(rankSelections(contest, source.tabulation.totals(ROOT).votes));
    inputs.number(index.knowsVoters(source) ? 1 : 0);
    for (const at of [unit, ...children]) source.tabulation.gather(at, inputs);
    gatherDeclared(inputs, index, { source, unit });
  }
}

function gatherDeclared(
  inputs: InputHash,
  index: SiteIndex,
  { source, unit }: { readonly source: SourceView; readonly unit: number },
): void {
  const { register } = index.seen;
  const declared = index.declaredOfUnit.get(register.unitIds[unit] ?? "") ?? [];
  inputs.number(declared.length);
  for (const { view, result } of declared) {
    inputs.value([view.entry, view.blob, view.supersededBy ?? null, result]);
    const of = register.unitIndex(result.unit);
    inputs.number(of === undefined ? 0 : 1);
    if (of !== undefined) source.tabulation.gather(of, inputs);
  }
}

/** Findings with the places of the other stations that they name. */
function gatherFindings(inputs: InputHash, index: SiteIndex, findings: readonly Finding[]): void {
  const { register } = index.seen;
  inputs.number(findings.length);
  for (const finding of findings) {
    inputs.value(finding);
    const { stations } = finding.detail;
    if (typeof stations !== "object") continue;
    for (const id of stations.slice(0, STATIONS_NAMED + 1)) {
      const station = register.stationIndex(String(id));
      inputs.text(station === undefined ? "" : index.plan.pathOfStation(station));
    }
  }
}

function gatherGroup(
  inputs: InputHash,
  index: SiteIndex,
  { unit, group }: { readonly unit: number; readonly group: StationGroup },
): void {
  const { unitIds, unitNames, unitParents } = index.seen.register;
  // Where a unit is, and no link to it: this is its page.
  for (let at = group.unit; at > unit; at = unitParents.at(at)) {
    inputs.text(unitIds[at] ?? "");
    inputs.text(unitNames[at] ?? "");
  }
  inputs.number(group.unit === unit ? 1 : 0);
  inputs.number(group.stations.length);
  const runs = runsOf(group.stations);
  for (const contest of index.seen.election.contests)
    for (const { sheets } of index.sourcesOf(contest.id)) for (const run of runs) sheets.gather(run, inputs);
  for (const station of group.stations) gatherStation(inputs, index, station);
}

function gatherStation(inputs: InputHash, index: SiteIndex, station: number): void {
  const { context } = index;
  const { register } = index.seen;
  inputs.text(register.stationIds[station] ?? "");
  inputs.number(register.stationRegisteredVoters.at(station));
  inputs.number(register.isOutside(station) ? 1 : 0);
  gatherFindings(inputs, index, index.findingsOfStation(station));
  gatherAll(inputs, index.evidenceNames.get(station));
  gatherAll(inputs, index.adjudicationsOfStation.get(station));
  const evidence = index.evidenceOfStation.get(station);
  gatherAll(inputs, evidence);
  for (const { shown } of evidence ?? [])
    inputs.text((shown === undefined ? undefined : context.evidencePath(shown.sha256)) ?? "");
}

function gatherAll(inputs: InputHash, items: readonly unknown[] | undefined): void {
  inputs.number(items?.length ?? 0);
  if (items !== undefined) inputs.value(items);
}

/** The table of proofs. A leaf is the hash of all that its entry says. */
function gatherProof(inputs: InputHash, index: SiteIndex, groups: readonly StationGroup[]): void {
  const entries = entriesOf(index, groups);
  inputs.number(entries.size);
  for (const entry of entries) {
    inputs.number(entry);
    inputs.text(index.context.entryAt(entry).leafHash);
    // Until its bundle is full, the way to it leads elsewhere.
    inputs.number((Math.floor(entry / TILE_WIDTH) + 1) * TILE_WIDTH <= index.context.size ? 1 : 0);
  }
}
