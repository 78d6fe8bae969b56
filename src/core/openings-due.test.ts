import { describe, expect, test } from "vitest";

import { CLEAN, ExampleElection } from "../../test/support/example-election.ts";
import { likenessOf } from "./likeness/likeness.ts";
import { entriesDue, openingsDue } from "./openings-due.ts";

const due = (election: ExampleElection) =>
  openingsDue(election.state(), election.held).map((opening) => opening.entry);
const quorum = (readings: number) => new ExampleElection({ policy: { settle: { readings } } });

describe("evidence", () => {
  test("is opened only where its sender says that nothing needs hiding", () => {
    const election = new ExampleElection();
    const shown = election.evidence({ redactedBySource: true });
    election.evidence({ redactedBySource: false });
    expect(due(election)).toEqual([shown]);
  });

  test("stays hidden though its readings are opened", () => {
    const election = new ExampleElection();
    const evidence = election.evidence({ redactedBySource: false });
    const reading = election.reading({ evidence, station: "1", boxes: CLEAN });
    expect(due(election)).toEqual([reading]);
  });
});

describe("how the numbers of an image look", () => {
  const looks = likenessOf("form", [{ id: "a", cells: ["blank"] }]);

  test("is opened where the image may be seen, without any other reading", () => {
    const election = quorum(3);
    const shown = election.evidence({ redactedBySource: true });
    const measured = election.measured(shown, looks);
    expect(due(election)).toEqual([shown, measured]);
  });

  const redacted = (rowsReached?: string[]) => ({
    outcome: {
      kind: "redacted" as const,
      image: { sha256: "0".repeat(64), bytes: 9, mediaType: "image/jpeg" as const, width: 100, height: 100 },
      covered: [{ x: 10, y: 10, width: 20, height: 5, from: "person" as const }],
      ...(rowsReached === undefined ? {} : { rowsReached }),
    },
  });

  test("stays closed where the image is held, though its readings are opened, and is opened once it is redacted", () => {
    const election = new ExampleElection();
    const evidence = election.evidence({ redactedBySource: false });
    const reading = election.reading({ evidence, station: "1", boxes: CLEAN });
    const measured = election.measured(evidence, looks);
    expect(due(election)).toEqual([reading]);
    const shown = election.redact(evidence, "redacted", redacted([]));
    expect(due(election)).toEqual([reading, measured]);
    election.redact(evidence, "withdrawn", { supersedes: shown });
    expect(due(election)).toEqual([reading, measured]);
  });

  test.each([
    ["into a row of votes", ["a"]],
    ["nobody could tell where", undefined],
  ])("stays closed where something covered reaches %s", (_, rowsReached) => {
    const election = quorum(3);
    const evidence = election.evidence({ redactedBySource: false });
    election.measured(evidence, looks);
    election.redact(evidence, "redacted", redacted(rowsReached));
    expect(due(election)).toEqual([]);
  });

  test("stays closed where it was measured after the image was taken back, until it is shown again", () => {
    const election = quorum(3);
    const evidence = election.evidence({ redactedBySource: true });
    const hidden = election.redact(evidence, "withdrawn");
    const measured = election.measured(evidence, looks);
    expect(due(election)).toEqual([]);
    election.redact(evidence, "none-needed", { supersedes: hidden });
    expect(due(election)).toEqual([evidence, measured]);
  });

  test("makes no quorum", () => {
    const election = quorum(2);
    const evidence = election.evidence({ redactedBySource: false });
    election.reading({ evidence, station: "1", boxes: CLEAN });
    election.measured(evidence, looks);
    expect(due(election)).toEqual([]);
  });
});

describe("readings", () => {
  test("are opened together once as many of one evidence are committed as the quorum asks for", () => {
    const election = quorum(2);
    const evidence = election.evidence({ redactedBySource: false });
    const first = election.reading({ evidence, station: "1", boxes: CLEAN });
    expect(due(election)).toEqual([]);
    const second = election.reading({ evidence, station: "1", boxes: CLEAN });
    expect(due(election)).toEqual([first, second]);
    const third = election.reading({ evidence, station: "1", boxes: CLEAN });
    expect(due(election)).toEqual([first, second, third]);
  });

  test("of one reader make no quorum, however many there are", () => {
    const election = quorum(2);
    const evidence = election.evidence({ redactedBySource: false });
    for (let time = 0; time < 3; time++)
      election.reading({ evidence, station: "1", boxes: CLEAN, reader: "one" });
    expect(due(election)).toEqual([]);
  });

  test("of print do not open what a person has committed, and are opened with the rest", () => {
    const election = quorum(2);
    const evidence = election.evidence({ redactedBySource: false });
    const readBy = (reader: string) => election.reading({ evidence, station: "1", boxes: CLEAN, reader });
    const first = readBy("Ana");
    const print = readBy("print rows 1");
    expect(due(election)).toEqual([]);
    const second = readBy("Bea");
    expect(due(election)).toEqual([first, print, second]);
  });

  test("of two different evidence files make no quorum", () => {
    const election = quorum(2);
    for (let file = 0; file < 3; file++)
      election.reading({
        evidence: election.evidence({ redactedBySource: false }),
        station: "1",
        boxes: CLEAN,
      });
    expect(due(election)).toEqual([]);
  });
});

test("openings come in the order of their entries, with what each entry committed to", () => {
  const election = quorum(2);
  const [first, second] = [election.evidence(), election.evidence()];
  for (const evidence of [second, first, second, first])
    election.reading({ evidence, station: "1", boxes: CLEAN });
  const openings = openingsDue(election.state(), election.held);
  expect(openings.map((each) => each.entry)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(openings.map((each) => each.opening.payload.kind)).toEqual([
    "evidence",
    "evidence",
    ...Array(4).fill("reading"),
  ]);
});

test("what is not held cannot be opened, and is left out, though the log says that it is due", () => {
  const election = new ExampleElection();
  const lost = election.evidence();
  const kept = election.evidence();
  const [first] = election.held.keys();
  election.held.delete(first ?? "");
  expect(due(election)).toEqual([kept]);
  expect(entriesDue(election.state())).toEqual([lost, kept]);
});
