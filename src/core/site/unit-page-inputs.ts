import type { Sha256Hex } from "../bytes.ts";
import type { Finding } from "../finding.ts";
import { hashOfGathered, InputHash } from "../input-hash.ts";
import { runsOf } from "../runs-of.ts";
import { HashesOfSheets } from "../succession.ts";
import { TILE_WIDTH } from "../tlog/tile.ts";
import type { SourceView } from "../view.ts";
import { STATIONS_NAMED } from "./finding-text.ts";
import type { StationGroup, UnitPage } from "./page-plan.ts";
import type { SiteIndex } from "./site-index.ts";
import { ancestorsOf, emptyUnits, entriesOf } from "./unit-page.ts";

/** What a page shows of the register, which does not change while there is this page; of a source's sheets; and of its sums. */
const hashesOfPlaces = new WeakMap<UnitPage, Sha256Hex>();
const hashesOfSheets = new HashesOfSheets<UnitPage>();
const hashesOfSums = new HashesOfSheets<UnitPage>();

/**
 * Everything that the page of a unit is made from, in any language: a page whose inputs are the same need not be rendered
 * again. WHAT `unit-page.ts` AND WHAT IT CALLS READ OF THE INDEX MUST BE HERE; the property test in test/publish-again.test.ts
 * holds pages that were kept against pages rendered.
 */
export function gatherUnitPage(index: SiteIndex, page: UnitPage): InputHash {
  const inputs = new InputHash();
  gatherElection(inputs, index);
  inputs.text(hashOfPlaces(index, page));
  if (page.part === 1) {
    gatherResults(inputs, index, page);
    gatherFindings(inputs, index, index.findingsOfUnit(page.unit));
  }
  for (const contest of index.seen.election.contests)
    for (const source of index.sourcesOf(contest.id)) inputs.text(hashOfSheets(index, source, page));
  let place = 0;
  for (const { stations } of page.groups)
    for (const station of stations) {
      place += 1;
      if (!index.stationsWithMore.has(station)) continue;
      inputs.number(place);
      gatherMore(inputs, index, station);
    }
  inputs.number(0);
  gatherProof(inputs, index, page.groups);
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

function hashOfPlaces(index: SiteIndex, page: UnitPage): Sha256Hex {
  const known = hashesOfPlaces.get(page);
  if (known !== undefined) return known;
  const hash = hashOfGathered(index.context.crypto, (inputs) => gatherPlaces(inputs, index, page));
  hashesOfPlaces.set(page, hash);
  return hash;
}

/** What the page shows of the register alone. */
function gatherPlaces(inputs: InputHash, index: SiteIndex, page: UnitPage): void {
  const { register } = index.seen;
  const { unit, part, parts, groups } = page;
  inputs.text(page.path);
  inputs.number(part);
  inputs.number(parts);
  const children = index.plan.childrenOf[unit] ?? [];
  for (const units of [ancestorsOf(index, unit), children, emptyUnits(index, page)]) {
    inputs.number(units.length);
    for (const at of units) gatherUnit(inputs, index, at);
  }
  inputs.number(index.plan.stationsOf[unit]?.length ?? 0);
  inputs.number(groups.length);
  for (const group of groups) {
    // Where a unit is, and no link to it: this is its page.
    for (let at = group.unit; at > unit; at = register.unitParents.at(at)) {
      inputs.text(register.unitIds[at] ?? "");
      inputs.text(register.unitNames[at] ?? "");
    }
    inputs.number(group.unit === unit ? 1 : 0);
    inputs.number(group.stations.length);
    for (const station of group.stations) {
      inputs.text(register.stationIds[station] ?? "");
      inputs.number(register.stationRegisteredVoters.at(station));
      inputs.number(register.isOutside(station) ? 1 : 0);
    }
  }
}

function hashOfSheets(index: SiteIndex, source: SourceView, page: UnitPage): Sha256Hex {
  const isAny = (stations: readonly number[], marks: Uint8Array) => stations.some((at) => marks[at] === 1);
  return hashesOfSheets.of(source, page, {
    isChanged: ({ stations }) => page.groups.some((group) => isAny(group.stations, stations)),
    compute: () =>
      hashOfGathered(index.context.crypto, (inputs) => {
        for (const { stations } of page.groups)
          for (const run of runsOf(stations)) source.sheets.gather(run, inputs);
      }),
  });
}

function gatherResults(inputs: InputHash, index: SiteIndex, page: UnitPage): void {
  const { unit } = page;
  for (const contest of index.seen.election.contests) {
    const source = index.primaryOf(contest.id);
    inputs.number(source === undefined ? 0 : 1);
    if (source === undefined) continue;
    inputs.value(index.orderOf(source));
    inputs.number(index.knowsVoters(source) ? 1 : 0);
    inputs.text(hashOfSums(index, source, page));
    gatherDeclared(inputs, index, { source, unit });
  }
}

/** Of a unit and of those directly below it. */
function hashOfSums(index: SiteIndex, source: SourceView, page: UnitPage): Sha256Hex {
  const { unit } = page;
  const children = index.plan.childrenOf[unit] ?? [];
  return hashesOfSums.of(source, page, {
    isChanged: ({ units }) => units[unit] === 1,
    compute: () =>
      hashOfGathered(index.context.crypto, (inputs) => {
        for (const at of [unit, ...children]) source.tabulation.gather(at, inputs);
      }),
  });
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

/** What few stations have: findings, images, names of images, decisions. */
function gatherMore(inputs: InputHash, index: SiteIndex, station: number): void {
  gatherFindings(inputs, index, index.findingsOfStation(station));
  gatherAll(inputs, index.evidenceNames.get(station));
  gatherAll(inputs, index.adjudicationsOfStation.get(station));
  const evidence = index.evidenceOfStation.get(station);
  gatherAll(inputs, evidence);
  for (const { shown } of evidence ?? [])
    inputs.text((shown === undefined ? undefined : index.context.evidencePath(shown.sha256)) ?? "");
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
