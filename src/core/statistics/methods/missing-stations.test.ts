import { expect, test } from "vitest";

import { ExampleElection, raise, type ExampleSheet } from "../../../../test/support/example-election.ts";
import { nodeCrypto } from "../../../adapters/node-crypto.ts";
import { en } from "../../site/messages-en.ts";
import { es } from "../../site/messages-es.ts";
import { Speaker } from "../../site/speaker.ts";
import { presentationOf } from "../../site/tests/presentation.ts";
import { TestContext } from "../test-context.ts";
import { testMissingStations } from "./missing-stations.ts";
import { testSelectionSensitivity } from "./selection-sensitivity.ts";

const SHEETS: readonly ExampleSheet[] = [
  { station: "1", unit: "N/N1", boxes: { ANA: 200, BEA: 100 } },
  { station: "2", unit: "N/N1", boxes: { ANA: 90, BEA: 110 } },
];

function electionWith(sheets: readonly ExampleSheet[] = SHEETS): ExampleElection {
  const election = new ExampleElection();
  election.register([
    ["1", "N/N1", 400],
    ["2", "N/N1", 250],
    ["3", "S/S1", 300],
    ["4", "S/S1", 100],
  ]);
  election.table(sheets);
  return election;
}

function contextOf(election: ExampleElection): TestContext {
  return new TestContext(election.view(), nodeCrypto);
}

test("what the average missing station would need stands beside the most extreme sheet", () => {
  const [result] = testMissingStations(contextOf(electionWith()));
  expect(result?.outcome).toMatchObject({
    kind: "answered",
    answer: {
      ahead: "ANA",
      behind: "BEA",
      stationsCollected: 2,
      stationsMissing: 2,
      lead: 80,
      marginNeeded: { exact: "40", value: 40 },
      largestMargin: 20,
      sheetsReaching: 0,
      leadIfAllExtreme: 40,
    },
  });
});

test("the margins on the sheets are all in the histogram", () => {
  const [result] = testMissingStations(contextOf(electionWith()));
  const outcome = result?.outcome;
  const margins = outcome?.kind === "answered" ? outcome.answer.margins : raise("refused");
  expect(margins.counts.reduce((sum, count) => sum + count, 0)).toBe(2);
  expect(margins.from).toBeLessThanOrEqual(-100);
  expect(margins.from + margins.width * margins.counts.length).toBeGreaterThan(20);
});

test("the results that are possible come under no assumption, and under the largest turnout seen", () => {
  const [result] = testMissingStations(contextOf(electionWith()));
  const outcome = result?.outcome;
  const bounds = outcome?.kind === "answered" ? outcome.answer.bounds : raise("refused");
  expect(bounds).toMatchObject([
    { assumes: "nothing", votesMissingAtMost: 400, margin: { least: -320, most: 480 } },
    // 200 of 250 registered voters on sheet 2: four fifths of 400.
    { assumes: "turnout-as-seen", votesMissingAtMost: 320, margin: { least: -240, most: 400 } },
  ]);
  // 290 of 900 votes at least, 690 of 900 at most.
  expect(bounds[0]?.shares[0]).toMatchObject({
    selection: "ANA",
    collected: { exact: "29/50" },
    least: { exact: "29/90" },
    most: { exact: "23/30" },
  });
});

test("no limits are given where a sheet has more votes than registered voters", () => {
  const over = [...SHEETS, { station: "4", unit: "S/S1", boxes: { ANA: 90, BEA: 20 } }];
  const [result] = testMissingStations(contextOf(electionWith(over)));
  expect(result?.assumptions).toContainEqual({ code: "votes-within-registered", status: "failed" });
  expect(result?.outcome).toMatchObject({ answer: { bounds: [] } });
});

test("without a register or a declared size nobody says how many stations are missing", () => {
  const election = new ExampleElection();
  election.table(SHEETS);
  const refused = { kind: "refused", reason: "stations-missing-unknown" };
  expect(testMissingStations(contextOf(election))[0]?.outcome).toMatchObject(refused);
  expect(testSelectionSensitivity(contextOf(election))[0]?.outcome).toMatchObject(refused);
});

test("where every station has its sheet there is nothing to ask", () => {
  const election = new ExampleElection({
    sizes: [{ unit: "all", stations: 2, source: "the authority's website" }],
  });
  election.table(SHEETS);
  expect(testMissingStations(contextOf(election))).toEqual([]);
  expect(testSelectionSensitivity(contextOf(election))).toEqual([]);
});

test("stations that a register does not list count neither as collected nor as missing", () => {
  const outside = [...SHEETS, { station: "9", unit: "S/S1", boxes: { ANA: 0, BEA: 500 } }];
  const [result] = testMissingStations(contextOf(electionWith(outside)));
  expect(result?.outcome).toMatchObject({ answer: { stationsCollected: 2, stationsMissing: 2, lead: 80 } });
});

test("a sheet that the policy sets aside is a missing station here", () => {
  const wrong = [...SHEETS, { station: "3", unit: "S/S1", boxes: { ANA: 10, BEA: 20, validVotes: 40 } }];
  const [result] = testMissingStations(contextOf(electionWith(wrong)));
  expect(result?.outcome).toMatchObject({ answer: { stationsCollected: 2, stationsMissing: 2 } });
});

test("the order can only change where the worst sheets weigh enough", () => {
  const [result] = testSelectionSensitivity(contextOf(electionWith()));
  const outcome = result?.outcome;
  const answer = outcome?.kind === "answered" ? outcome.answer : raise("refused");
  // Even if both missing stations were like sheet 2, ANA keeps 40 votes.
  expect(answer.flippingDistortion).toBeUndefined();
  expect(answer.worstCases[0]).toMatchObject({
    distortion: 1,
    meanMargin: { exact: "40" },
    finalLead: { exact: "160" },
  });
  const leads = answer.worstCases.map(({ finalLead }) => finalLead.value);
  expect(leads).toEqual(leads.toSorted((one, other) => other - one));
});

test("with more missing stations the smallest such weight is told, and at it the result is a tie", () => {
  const election = new ExampleElection({
    sizes: [{ unit: "all", stations: 12, registeredVoters: 5_000, source: "the authority's website" }],
  });
  election.table(SHEETS);
  const [result] = testSelectionSensitivity(contextOf(election));
  const outcome = result?.outcome;
  const flipping = outcome?.kind === "answered" ? outcome.answer.flippingDistortion : undefined;
  // Mean margin -8 ties 10 missing stations: G^2 (20 - 8) = 100 + 8, G = 3.
  expect(flipping).toBe(3);
});

test("a form with one selection, or no votes at all, has no order", () => {
  const election = electionWith([{ station: "1", unit: "N/N1", boxes: { ANA: 0, BEA: 0, nullVotes: 3 } }]);
  expect(testMissingStations(contextOf(election))[0]?.outcome).toMatchObject({ reason: "no-order" });
  expect(testSelectionSensitivity(contextOf(election))[0]?.outcome).toMatchObject({ reason: "no-order" });
});

test("a sheet with a box that cannot be read is a missing station here, with its registered voters", () => {
  const sheets: readonly ExampleSheet[] = [
    { station: "1", unit: "N/N1", boxes: { ANA: 200, BEA: 100, registeredVoters: 400 } },
    { station: "2", unit: "N/N1", boxes: { ANA: 90, BEA: "illegible", registeredVoters: 250 } },
  ];
  const election = new ExampleElection({
    sizes: [{ unit: "all", stations: 2, registeredVoters: 650, source: "the authority's website" }],
    policy: { settle: { readings: 1 }, setAside: [] },
  });
  election.table(sheets);
  const [result] = testMissingStations(contextOf(election));
  expect(result?.outcome).toMatchObject({
    answer: {
      stationsCollected: 1,
      stationsMissing: 1,
      sheetsIllegible: 1,
      lead: 100,
      bounds: [{ votesMissingAtMost: 250, margin: { least: -150, most: 350 } }, {}],
    },
  });
  expect(testSelectionSensitivity(contextOf(election))[0]?.outcome).toMatchObject({
    answer: { stationsMissing: 1, sheetsIllegible: 1 },
  });
});

test("more sheets than the size declared is refused, and not passed over", () => {
  const election = new ExampleElection({
    sizes: [{ unit: "all", stations: 1, source: "the authority's website" }],
  });
  election.table(SHEETS);
  const refused = { kind: "refused", reason: "more-sheets-than-stations", detail: { stations: 1 } };
  expect(testMissingStations(contextOf(election))[0]?.outcome).toEqual(refused);
  expect(testSelectionSensitivity(contextOf(election))[0]?.outcome).toEqual(refused);
});

test("why there are no limits is told: no registered voters, or more votes than these", () => {
  const unbounded = (sheet: ExampleSheet["boxes"], registeredVoters?: number) => {
    const election = new ExampleElection({
      sizes: [{ unit: "all", stations: 2, registeredVoters, source: "the authority's website" }],
      policy: { settle: { readings: 1 }, setAside: [] },
    });
    election.table([{ station: "1", boxes: sheet }]);
    const outcome = testMissingStations(contextOf(election))[0]?.outcome;
    return outcome?.kind === "answered" ? outcome.answer.unbounded : raise("refused");
  };
  expect(unbounded({ ANA: 9, BEA: 5 })).toBe("registered-voters-unknown");
  expect(unbounded({ ANA: 9, BEA: 5, registeredVoters: 10 }, 100)).toBe("votes-over-registered");
  expect(unbounded({ ANA: 9, BEA: 5, registeredVoters: 20 }, 100)).toBeUndefined();
});

test("a tie and a single missing station have sentences of their own", () => {
  const election = new ExampleElection({
    sizes: [{ unit: "all", stations: 2, registeredVoters: 100, source: "the authority's website" }],
  });
  election.table([{ station: "1", boxes: { ANA: 9, BEA: 9, registeredVoters: 20 } }]);
  const seen = election.view();
  const context = contextOf(election);
  const told = [...testMissingStations(context), ...testSelectionSensitivity(context)].flatMap((result) => {
    const { headline } = presentationOf(result);
    return [headline(new Speaker(seen, en)), headline(new Speaker(seen, es))];
  });
  expect(told).toEqual([
    "List ANA and List BEA have the same number of votes on the sheets, so that a single vote in the 1 missing station would give one of them the lead.",
    "List ANA y List BEA tienen los mismos votos en las actas, así que un solo voto en la mesa que falta daría la ventaja a una de las dos opciones.",
    "List ANA and List BEA have the same number of votes on 1 sheet; 1 station is missing. There is no lead to lose: however the sheets are weighted, one vote decides.",
    "List ANA y List BEA tienen los mismos votos en 1 acta; falta 1 mesa. No hay ventaja que perder: con cualquier peso de las actas, decide un voto.",
  ]);
});

test("nor do they where the policy sets none of them aside", () => {
  const election = new ExampleElection({ policy: { settle: { readings: 1 }, setAside: [] } });
  election.register([
    ["1", "N/N1", 400],
    ["3", "S/S1", 300],
  ]);
  election.table([...SHEETS.slice(0, 1), { station: "9", unit: "S/S1", boxes: { ANA: 0, BEA: 500 } }]);
  const [result] = testMissingStations(contextOf(election));
  expect(result?.outcome).toMatchObject({ answer: { stationsCollected: 1, stationsMissing: 1, lead: 100 } });
});
