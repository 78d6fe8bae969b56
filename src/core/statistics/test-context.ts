import type { Crypto } from "../crypto.ts";
import type { DeclarationView } from "../declaration.ts";
import type { Contest } from "../election.ts";
import type { DrawnSample } from "../fold.ts";
import type { ContestId } from "../tally-sheet.ts";
import type { SourceView, View } from "../view.ts";
import { collectSheets, type CollectedSheets } from "./collected-sheets.ts";
import { StationsBelow } from "./stations-below.ts";
import type { TestInput } from "./test-result.ts";

/** What the methods of testing are given: the view, and the columns of its sheets, made once for all of them. */
export class TestContext {
  readonly seen: View;
  readonly crypto: Crypto;
  readonly #collected = new Map<string, CollectedSheets>();
  #below: StationsBelow | undefined;

  constructor(seen: View, crypto: Crypto) {
    this.seen = seen;
    this.crypto = crypto;
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

  /** The stations of every unit, found once. */
  get below(): StationsBelow {
    this.#below ??= new StationsBelow(this.seen.register);
    return this.#below;
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
