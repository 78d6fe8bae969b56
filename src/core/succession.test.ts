import * as fc from "fast-check";
import { expect, test } from "vitest";

import {
  AUTHORITY,
  CONTEST,
  ExampleElection,
  WITNESSES,
  type ExampleSheet,
} from "../../test/support/example-election.ts";
import { nodeCrypto } from "../adapters/node-crypto.ts";
import { hashOfGathered } from "./input-hash.ts";
import { HashesOfSheets, type Succession } from "./succession.ts";
import { view, type SourceView } from "./view.ts";

const UNITS = ["N/N1", "N/N2", "S/S1"];
const STATIONS = ["1", "2", "3", "4", "5", "6"];
const anyBox = fc.oneof(fc.nat(40), fc.constant("illegible" as const));
const anySheets = fc.uniqueArray(
  fc
    .record({ station: fc.constantFrom(...STATIONS), boxes: fc.record({ ANA: anyBox, BEA: anyBox }) })
    .map((sheet): ExampleSheet => ({ ...sheet, unit: UNITS[Number(sheet.station) % 3] ?? "" })),
  { selector: (sheet) => sheet.station, maxLength: 4 },
);
const anyStep = fc.record({
  sheets: anySheets,
  source: fc.constantFrom(WITNESSES, AUTHORITY),
  how: fc.constantFrom("table", "table", "replaces", "readings", "adjudicated"),
});
type Step = typeof anyStep extends fc.Arbitrary<infer Value> ? Value : never;

function take(election: ExampleElection, { sheets, source, how }: Step): void {
  const table = election.entries.findLastIndex(
    (entry) => entry.kind === "dataset-imported" && entry.source === source,
  );
  if (how === "readings")
    for (const { station, boxes } of sheets)
      election.reading({ evidence: election.evidence({ station, source }), station, boxes });
  else if (how === "adjudicated" && table >= 0 && source === WITNESSES)
    election.adjudicate(sheets[0]?.station ?? "1", { entry: table });
  else
    election.table(
      sheets,
      how === "replaces" && table >= 0 && sheets.length > 0 ? { source, supersedes: table } : { source },
    );
}

const stationHash = ({ sheets }: SourceView, first: number) =>
  hashOfGathered(nodeCrypto, (inputs) => sheets.gather({ first, length: 1 }, inputs));
const unitHash = ({ tabulation }: SourceView, unit: number) =>
  hashOfGathered(nodeCrypto, (inputs) => tabulation.gather(unit, inputs));

/** Hashes that are kept between publications, and how many of those asked for were. */
class Keeper {
  readonly #hashes = new HashesOfSheets<object>();
  readonly #places = new Map<string, object>();
  kept = 0;
  made = 0;

  of(source: SourceView, name: string, from: Parameters<HashesOfSheets<object>["of"]>[2]): string {
    const key = `${source.source} ${name}`;
    const place = this.#places.get(key) ?? {};
    this.#places.set(key, place);
    const made = this.made;
    const compute = () => {
      this.made++;
      return from.compute();
    };
    const hash = this.#hashes.of(source, place, { ...from, compute });
    if (made === this.made) this.kept++;
    return hash;
  }
}

test("a state folded on from is seen as one folded anew, and hashes that are kept are those computed now", () => {
  let [kept, made] = [0, 0];
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 2, maxLength: 5 }), (steps) => {
      const election = new ExampleElection();
      election.register(STATIONS.map((id) => [id, UNITS[Number(id) % 3] ?? "", 60]));
      const keeper = new Keeper();
      let state = election.state();
      for (const step of steps) {
        take(election, step);
        state = election.advance(state);
        const [stayed, anew] = [view(state, election.openings), election.view()];
        expect(stayed.findings).toEqual(anew.findings);
        const sources = stayed.contests.get(CONTEST) ?? [];
        const others = anew.contests.get(CONTEST) ?? [];
        expect(sources.map(({ source }) => source)).toEqual(others.map(({ source }) => source));
        for (const [at, source] of sources.entries()) {
          const other = others[at] ?? source;
          for (const station of STATIONS.keys()) {
            const isChanged = ({ stations }: Succession) => stations[station] === 1;
            const compute = () => stationHash(source, station);
            const hash = keeper.of(source, `station ${station}`, { isChanged, compute });
            expect(hash).toBe(stationHash(other, station));
          }
          for (let unit = 0; unit < stayed.register.units; unit++) {
            const isChanged = ({ units }: Succession) => units[unit] === 1;
            const compute = () => unitHash(source, unit);
            const hash = keeper.of(source, `unit ${unit}`, { isChanged, compute });
            expect(hash).toBe(unitHash(other, unit));
          }
        }
      }
      kept += keeper.kept;
      made += keeper.made;
    }),
    { numRuns: 60 },
  );
  // It is of no use to compare what nothing was kept of.
  expect(Math.min(kept, made)).toBeGreaterThan(500);
});

test("a sheet is another exactly where anything of it is", () => {
  fc.assert(
    fc.property(anyStep, anyStep, (first, second) => {
      const election = new ExampleElection();
      election.register(STATIONS.map((id) => [id, UNITS[Number(id) % 3] ?? "", 60]));
      election.table([{ station: "1", unit: "N/N2", boxes: { ANA: 1, BEA: 2 } }], { source: WITNESSES });
      take(election, { ...first, source: WITNESSES });
      const before = election.sheets(WITNESSES);
      take(election, { ...second, source: WITNESSES });
      const after = election.sheets(WITNESSES);
      const changed = after.sheets.changedSince(before.sheets);
      for (const station of STATIONS.keys())
        expect(changed[station] === 1, `station ${station}`).toBe(
          stationHash(before, station) !== stationHash(after, station),
        );
    }),
    { numRuns: 100 },
  );
});

test("a sheet of several accounts is another where the same numbers stand in another entry", () => {
  const election = new ExampleElection();
  election.register(STATIONS.map((id) => [id, UNITS[Number(id) % 3] ?? "", 60]));
  const sheet = { station: "1", unit: "N/N2", boxes: { ANA: 1, BEA: 2 } };
  election.table([sheet], { source: WITNESSES });
  const second = election.table([sheet], { source: WITNESSES });
  const before = election.sheets(WITNESSES);
  expect(before.sheets.accounts(0)).toHaveLength(2);
  election.table([sheet], { source: WITNESSES, supersedes: second });
  const after = election.sheets(WITNESSES);
  expect([...after.sheets.changedSince(before.sheets)]).toEqual([1, 0, 0, 0, 0, 0]);
});
