import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, inject, test } from "vitest";

import type { Finding } from "../src/core/finding.ts";
import type { DemoElection } from "../src/pipeline/demo/demo-election.ts";
import { answerOf } from "./support/cotejo.ts";

const demo = inject("demo");
const election = join(demo, "election");
const truth = JSON.parse(readFileSync(join(demo, "inputs/truth.json"), "utf8")) as Pick<
  DemoElection,
  "truth" | "planted" | "expectedTotals"
>;
const { findings } = answerOf("findings", election) as { findings: Finding[] };
const expected = truth.expectedTotals.after;

describe("the demo's results against its planted truth", () => {
  test("the sums and the coverage are what the truth gives wherever evidence allows", () => {
    const { votes, validVotes, blankVotes, nullVotes, ballotsCast, stations } = expected;
    expect(answerOf("results", election, "--source", "witnesses")).toMatchObject({
      votes,
      validVotes,
      blankVotes,
      nullVotes,
      ballotsCast,
      stations,
      registeredVotersCoverage: { counted: expected.registeredVotersCounted },
    });
  });

  test("the published result is the same", () => {
    const results = JSON.parse(readFileSync(join(demo, "public/data/results.json"), "utf8")) as {
      source: string;
      contest: string;
    }[];
    const published = results.find((each) => each.source === "witnesses" && each.contest === "president");
    expect(published).toEqual(answerOf("results", election, "--source", "witnesses"));
  });

  test("every planted flaw that a check can see is found, at its station and source", () => {
    const visible = truth.planted.filter((flaw) => flaw.code !== undefined);
    expect(visible.length).toBeGreaterThan(40);
    for (const flaw of visible)
      for (const station of flaw.stations.length > 0 ? flaw.stations : [undefined])
        expect(
          findings.some(
            (found) =>
              found.code === flaw.code &&
              found.source === flaw.source &&
              (station === undefined || found.station === station),
          ),
          `${flaw.flaw} (${flaw.code}) at ${station ?? flaw.unit ?? ""}: ${flaw.explanation}`,
        ).toBe(true);
  });

  test("nothing is found that was not planted", () => {
    const planted = new Set(
      truth.planted.flatMap((flaw) => flaw.stations.map((station) => `${flaw.source} ${station}`)),
    );
    const unplanted = findings.filter(
      (found) => found.station !== undefined && !planted.has(`${found.source} ${found.station}`),
    );
    expect(unplanted).toEqual([]);
  });

  test("the flaws that no check can see are named by comparing sources", () => {
    const compared = answerOf("compare", election, "--source", "witnesses", "--with", "authority") as {
      differences: { station: string }[];
    };
    const changed = truth.planted
      .filter((flaw) => flaw.source === "authority" && flaw.stations.length > 0)
      .flatMap((flaw) => flaw.stations);
    expect(changed.length).toBeGreaterThan(20);
    expect(compared.differences.map((difference) => difference.station)).toEqual(
      expect.arrayContaining(changed),
    );
  });

  test("a station with a flaw is counted or explained as the policy says", () => {
    const rows = readFileSync(join(demo, "public/data/stations-president.csv"), "utf8")
      .trim()
      .split("\n")
      .map((line) => line.split(","));
    const status = new Map(rows.map(([source, station, , state]) => [`${source} ${station}`, state]));
    const outside = new Set(
      truth.truth.filter((station) => !station.inRegister).map((station) => station.station),
    );
    const checked = truth.planted
      .filter((flaw) => flaw.expected !== undefined)
      .flatMap((flaw) =>
        flaw.stations.filter((station) => !outside.has(station)).map((station) => ({ flaw, station })),
      );
    expect(checked.length).toBeGreaterThan(50);
    for (const { flaw, station } of checked)
      expect(status.get(`${flaw.source} ${station}`), `${flaw.flaw} at ${station}`).toBe(flaw.expected);
  });

  test("the declaration is contradicted: the sheets counted alone exceed what was declared for the one ahead", () => {
    const compared = answerOf("compare", election, "--with", "bulletin-2") as {
      differences: { unit: string; figure: string; difference: number }[];
    };
    const ahead = Object.entries(expected.votes).sort(([, one], [, other]) => other - one)[0]?.[0];
    const national = compared.differences.find((each) => each.unit === "valdemar" && each.figure === ahead);
    expect(national?.difference).toBeGreaterThan(0);
  });
});
