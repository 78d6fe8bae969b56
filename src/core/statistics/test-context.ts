import type { Sha256Hex } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import type { DeclarationView } from "../declaration.ts";
import type { Contest } from "../election.ts";
import type { DrawnSample } from "../state.ts";
import type { ContestId } from "../tally-sheet.ts";
import type { SourceView, View } from "../view.ts";
import { hashOfNumbers, hashOfTexts, InputHash } from "../input-hash.ts";
import type { Register } from "../register.ts";
import { arrivalEntries } from "./arrival-entries.ts";
import { collectSheets, legibleSheets, type CollectedSheets } from "./collected-sheets.ts";
import { columnSum } from "./exact-sum.ts";
import { computeAnew, type Remember } from "./remember.ts";
import { StationsBelow } from "./stations-below.ts";
import type { TestInput } from "./test-result.ts";

/** The hash of what a test may look at of a source's sheets: they do not change while they are there. */
const sheetsHashes = new WeakMap<SourceView, Sha256Hex>();

/** Which sheets a source collected, and which are missing. */
interface SheetsOutline extends Pick<CollectedSheets, "selections" | "stations" | "missing"> {
  /** The votes of each selection on all of them. */
  readonly sums: readonly number[];
}

const outlines = new WeakMap<SourceView, SheetsOutline>();
const arrivalsOfSource = new WeakMap<SourceView, Int32Array>();

/** By the edition of the register. */
const stationsBelow = new WeakMap<object, StationsBelow>();
const registerHashes = new WeakMap<object, Sha256Hex>();

/** What the methods of testing are given: the view, and the columns of its sheets, made once for all of them. */
export class TestContext {
  readonly seen: View;
  readonly crypto: Crypto;
  readonly #remember: Remember;
  readonly #collected = new Map<string, CollectedSheets>();
  readonly #legible = new Map<CollectedSheets, CollectedSheets>();

  constructor(seen: View, crypto: Crypto, remember: Remember = computeAnew) {
    this.seen = seen;
    this.crypto = crypto;
    this.#remember = remember;
  }

  /**
   * What a method computes of the sheets of one source alone: those it collected, with the order in which they came, the
   * register, the election file, and the same of an earlier contest at these stations. Nothing else may be looked at.
   */
  ofSheets<Result>(method: string, source: SourceView, compute: () => Result): Result {
    return this.#remember(() => {
      const past = this.pastOf(source.contest.id);
      const hashes = past === undefined ? [] : [this.#sheetsHash(past)];
      return hashOfTexts(this.crypto, [method, this.#sheetsHash(source), ...hashes]);
    }, compute);
  }

  #sheetsHash(source: SourceView): Sha256Hex {
    const known = sheetsHashes.get(source);
    if (known !== undefined) return known;
    const inputs = new InputHash();
    inputs.text(this.seen.electionBlob);
    inputs.value([source.contest.id, source.source]);
    inputs.text(hashOfRegister(this.crypto, this.seen.register));
    const collected = this.collected(source);
    gatherCollected(inputs, collected, this.crypto);
    inputs.text(hashOfNumbers(this.crypto, this.arrivals(source)));
    const hash = inputs.sha256(this.crypto);
    sheetsHashes.set(source, hash);
    return hash;
  }

  /** The contests of this election; those of earlier ones only serve the tests of these. */
  contests(): readonly Contest[] {
    return this.seen.election.contests.filter((contest) => contest.pastOf === undefined);
  }

  /** The earlier contest at the same stations, with its sheets; undefined where there is none. */
  pastOf(contest: ContestId): SourceView | undefined {
    const past = this.seen.election.contests.find((known) => known.pastOf === contest);
    return past === undefined ? undefined : this.seen.contests.get(past.id)?.[0];
  }

  sources(contest: ContestId): readonly SourceView[] {
    return this.seen.contests.get(contest) ?? [];
  }

  /** The declarations of a contest in the order of the log, replaced ones included. */
  declarations(contest: ContestId): readonly DeclarationView[] {
    return this.seen.declarations.filter(({ declaration }) => declaration.contest === contest);
  }

  collected(source: SourceView, unit = 0): CollectedSheets {
    const key = JSON.stringify([source.contest.id, source.source, unit]);
    const known = this.#collected.get(key);
    if (known !== undefined) return known;
    const collected = collectSheets(this.seen, source, { unit, stations: this.below.of(unit) });
    this.#collected.set(key, collected);
    return collected;
  }

  /** The same without its columns of votes: what methods look at of sources that they do not test. */
  outline(source: SourceView): SheetsOutline {
    const known = outlines.get(source);
    if (known !== undefined) return known;
    const { selections, stations, missing, votes } = this.collected(source);
    const outline = { selections, stations, missing, sums: votes.map(columnSum) };
    outlines.set(source, outline);
    return outline;
  }

  /** The same without the sheets that have a box of a selection that cannot be read. */
  legible(source: SourceView): CollectedSheets {
    const collected = this.collected(source);
    const known = this.#legible.get(collected);
    if (known !== undefined) return known;
    const legible = legibleSheets(collected);
    this.#legible.set(collected, legible);
    return legible;
  }

  /** The entry with the first account of each sheet that a source collected. */
  arrivals(source: SourceView): Int32Array {
    const known = arrivalsOfSource.get(source);
    if (known !== undefined) return known;
    const arrivals = arrivalEntries(this.seen, source, this.outline(source).stations);
    arrivalsOfSource.set(source, arrivals);
    return arrivals;
  }

  /** The stations of every unit, found once for a register as it is. */
  get below(): StationsBelow {
    const { register } = this.seen;
    const known = stationsBelow.get(register.edition);
    if (known !== undefined) return known;
    const below = new StationsBelow(register);
    stationsBelow.set(register.edition, below);
    return below;
  }

  /** The election file, for tests that take the size of a unit from it. */
  electionInput(): TestInput {
    return { what: "election", entry: 0, sha256: this.seen.electionBlob };
  }

  /** The blobs that a source's sheets, some declarations and a sample come from. */
  inputs(
    source: SourceView | undefined,
    declarations: readonly DeclarationView[] = [],
    sample?: DrawnSample,
  ): readonly TestInput[] {
    return [
      ...(source === undefined ? [] : this.#inputsOfSource(source)),
      ...(sample === undefined ? [] : this.#tablesAudited(sample)),
      ...declarations.map(({ entry, blob }) => ({ what: "declaration" as const, entry, sha256: blob })),
      ...(sample === undefined
        ? []
        : [{ what: "sample" as const, entry: sample.entry, sha256: sample.blob }]),
    ];
  }

  /** The tables with the declared results that an audit was drawn from. */
  #tablesAudited({ sample: { rule } }: DrawnSample): TestInput[] {
    if (rule.kind !== "proportional") return [];
    return this.seen.datasets
      .filter(({ entry }) => rule.declared.includes(entry))
      .map(({ entry, blob }) => ({ what: "dataset" as const, entry, sha256: blob }));
  }

  #inputsOfSource({ source, contest }: SourceView): TestInput[] {
    const { datasets, election, evidence, register, registerBlob, registerEntry } = this.seen;
    const superseded = new Set(datasets.map((dataset) => dataset.supersedes));
    const tables = datasets.filter(
      (dataset) =>
        dataset.source === source &&
        !superseded.has(dataset.entry) &&
        dataset.tables.some((table) => table.sheets.contest === contest.id),
    );
    const read = evidence.filter(
      (file) => file.evidence.source === source && file.contests.includes(contest.id),
    );
    const readings = read.flatMap((file) => file.readings.map(({ reading }) => reading.entry));
    const last = readings.at(-1);
    return [
      // Where no register was adopted, the sizes of the election file say what is missing.
      ...(register.adopted || election.sizes.length === 0 ? [] : [this.electionInput()]),
      ...(registerBlob === undefined || registerEntry === undefined
        ? []
        : [{ what: "register" as const, entry: registerEntry, sha256: registerBlob }]),
      ...tables.map(({ entry, blob }) => ({ what: "dataset" as const, entry, sha256: blob })),
      ...(last === undefined ? [] : [{ what: "readings" as const, entry: last }]),
    ];
  }
}

function hashOfRegister(crypto: Crypto, register: Register): Sha256Hex {
  const known = registerHashes.get(register.edition);
  if (known !== undefined) return known;
  const inputs = new InputHash();
  inputs.number(register.adopted ? 1 : 0);
  inputs.number(register.units);
  for (const id of register.unitIds) inputs.text(id);
  for (const column of [
    register.unitParents,
    register.unitLevels,
    register.stationUnits,
    register.stationRegisteredVoters,
    register.stationInRegister,
  ])
    inputs.text(hashOfNumbers(crypto, column.values()));
  const hash = inputs.sha256(crypto);
  registerHashes.set(register.edition, hash);
  return hash;
}

function gatherCollected(inputs: InputHash, collected: CollectedSheets, crypto: Crypto): void {
  const { selections, votes, illegible, missing, outsideRegister } = collected;
  inputs.value(selections);
  const { stations, validVotes, ballotsCast } = collected;
  const columns = [stations, validVotes, ballotsCast, collected.registeredVoters];
  for (const column of [...votes, ...columns, illegible.sheets, missing.stations])
    inputs.text(hashOfNumbers(crypto, column));
  const { count, registeredVoters, basis, declaredTooFew } = missing;
  inputs.value([illegible.votesAtMost, outsideRegister, count, registeredVoters, basis, declaredTooFew]);
}
