import { describe, expect, test } from "vitest";

import { CLEAN, CONTEST, ExampleElection, WITNESSES } from "../../test/support/example-election.ts";
import type { Entry } from "./entry.ts";
import { emptyState } from "./fold.ts";
import { InputError } from "./input-error.ts";
import { sourceView, view } from "./view.ts";

const HASH = "a".repeat(64);

describe("an entry that does not fit what stands before it is refused", () => {
  const entries: readonly (readonly [string, Entry, RegExp])[] = [
    [
      "a second opening",
      { kind: "election-opened", version: 1, definition: HASH },
      /entry 1: the first entry/,
    ],
    [
      "evidence of an unknown source",
      { kind: "evidence-received", version: 1, source: "nobody", commitment: HASH, redactedBySource: true },
      /"nobody" is not in the election file; it names: witnesses, authority/,
    ],
    [
      "a dataset of an unknown source",
      { kind: "dataset-imported", version: 1, source: "nobody", dataset: HASH, format: "ve-2024" },
      /"nobody"/,
    ],
    [
      "a reading of what is no evidence",
      { kind: "reading-made", version: 1, evidence: 0, reader: "qr", commitment: HASH },
      /entry 1: entry 0 is no evidence/,
    ],
    [
      "a reassignment of what is no evidence",
      { kind: "evidence-reassigned", version: 1, evidence: 7, station: "1", reason: "r" },
      /entry 7 is no evidence/,
    ],
    [
      "an adjudication in an unknown contest",
      {
        kind: "dispute-adjudicated",
        version: 1,
        source: WITNESSES,
        contest: "mayor",
        station: "1",
        decision: "none-stands",
        reason: "r",
      },
      /"mayor" is not in the election file; it names: president/,
    ],
  ];
  for (const [claim, entry, message] of entries)
    test(claim, () => {
      const election = new ExampleElection();
      election.append(entry);
      expect(() => election.state()).toThrow(message);
      expect(() => election.state()).toThrow(InputError);
    });

  test("a log that does not begin with the election", () => {
    const election = new ExampleElection();
    election.entries.shift();
    election.evidence();
    expect(() => election.state()).toThrow(/entry 0: the first entry/);
  });

  test("a dataset in a format that nobody built in", () => {
    const election = new ExampleElection();
    const dataset = election.blob("a,b\n1,2\n");
    election.append({
      kind: "dataset-imported",
      version: 1,
      source: WITNESSES,
      dataset,
      format: "constructor",
    });
    expect(() => election.state()).toThrow(/"constructor" is not built in/);
  });
});

test("folding on from any point gives what folding from the start gives", () => {
  const election = new ExampleElection();
  election.register([["1", "N/N1", 500]]);
  const dataset = election.table([{ station: "1", unit: "N/N1", boxes: CLEAN }]);
  election.reading({ evidence: election.evidence(), station: "1", boxes: { ...CLEAN, ANA: 29 } });
  election.adjudicate("1", { entry: dataset });
  const whole = view(election.state(), election.openings);
  for (let at = 0; at <= election.entries.length; at++) {
    const resumed = view(election.advance(election.state(at)), election.openings);
    expect(resumed).toEqual(whole);
  }
});

test("a view taken on the way changes nothing in the view at the end", () => {
  const election = new ExampleElection();
  const evidence = election.evidence({ station: "9" });
  election.reassign(evidence, "5");
  const state = election.state(2);
  view(state, election.openings);
  const late = view(election.advance(state), election.openings);
  expect(late.register.stationIds).toEqual(election.view().register.stationIds);
});

test("an empty log has no view", () => {
  expect(() => view(emptyState(), new Map())).toThrow(/no election is open/);
});

describe("the sheets of a source", () => {
  const election = new ExampleElection();
  election.table([{ station: "1", boxes: CLEAN }]);
  const seen = election.view();

  test("are those of the first source that has any, where none is named", () => {
    expect(sourceView(seen, CONTEST).source).toBe(WITNESSES);
  });

  test("of an unknown contest or source are refused with the names that there are", () => {
    expect(() => sourceView(seen, "mayor")).toThrow(/it names: president/);
    expect(() => sourceView(seen, CONTEST, "nobody")).toThrow(/sources that have: witnesses/);
    expect(() => sourceView(new ExampleElection().view(), CONTEST)).toThrow(/no source has sheets/);
  });
});
