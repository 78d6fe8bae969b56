import { describe, expect, test } from "vitest";

import { CLEAN, codesFound, ExampleElection } from "../../test/support/example-election.ts";
import { entriesDue } from "./openings-due.ts";
import type { RedactionOutcome } from "./redaction.ts";

const IMAGE = { sha256: "c".repeat(64), bytes: 9, mediaType: "image/png", width: 100, height: 100 } as const;
const redactedTo = (sha256: string): RedactionOutcome => ({
  kind: "redacted",
  image: { ...IMAGE, sha256 },
  covered: [{ x: 0, y: 0, width: 100, height: 100, from: "person" }],
});

describe("what was decided of an image", () => {
  test("opens it, keeps it closed, or closes it again; the last word stands", () => {
    const election = new ExampleElection();
    const [sent, held] = [
      election.evidence({ redactedBySource: true }),
      election.evidence({ redactedBySource: false }),
    ];
    expect(entriesDue(election.state())).toEqual([sent]);
    const none = election.redact(held, "none-needed");
    expect(entriesDue(election.state())).toEqual([sent, held]);
    election.redact(held, "redacted", { supersedes: none });
    election.redact(sent, "withdrawn");
    expect(entriesDue(election.state())).toEqual([]);
  });

  test("shows the image made from it, and not the file itself, even where its opening is at hand", () => {
    const election = new ExampleElection();
    const evidence = election.evidence({ redactedBySource: false });
    election.redact(evidence, "redacted", { outcome: redactedTo("d".repeat(64)) });
    const [file] = election.view().evidence;
    expect(file?.shown).toMatchObject({ sha256: "d".repeat(64), mediaType: "image/png" });
    const other = new ExampleElection();
    other.redact(other.evidence(), "withdrawn");
    expect(other.view().evidence[0]?.shown).toBeUndefined();
  });

  test.each([
    [
      "of what is no evidence",
      (election: ExampleElection) => election.redact(0, "none-needed"),
      /no evidence/,
    ],
    [
      "a second time without naming the first",
      (election: ExampleElection) => {
        const evidence = election.evidence();
        election.redact(evidence, "redacted");
        election.redact(evidence, "none-needed");
      },
      /was decided about before, by entry 2/,
    ],
    [
      "that names a decision there is not",
      (election: ExampleElection) => election.redact(election.evidence(), "redacted", { supersedes: 0 }),
      /nothing was decided/,
    ],
    [
      "that covers what is outside of its image",
      (election: ExampleElection) =>
        election.redact(election.evidence(), "redacted", {
          outcome: {
            kind: "redacted",
            image: IMAGE,
            covered: [{ x: 90, y: 0, width: 11, height: 5, from: "person" }],
          },
        }),
      /covers 11 x 5 at 90, 0/,
    ],
    [
      "signed by nobody who was admitted",
      (election: ExampleElection) =>
        election.redact(election.evidence(), "redacted", {
          signed: { actor: 1, signature: `${"A".repeat(86)}==` },
        }),
      /admits nobody/,
    ],
  ])("is refused %s", (_, enter, reason) => {
    const election = new ExampleElection();
    enter(election);
    expect(() => election.state()).toThrow(reason);
  });

  test("does not hide that one image serves for two stations", () => {
    const election = new ExampleElection();
    for (const station of ["1", "2"]) {
      const evidence = election.evidence({ station, file: "one photo", redactedBySource: false });
      election.reading({ evidence, station, boxes: CLEAN });
      election.redact(evidence, "redacted", { outcome: redactedTo("e".repeat(64)) });
    }
    expect(codesFound(election.view(), "1")).toContain("same-file-two-stations");
    expect(codesFound(election.view(), "2")).toContain("same-file-two-stations");
  });
});
