import { expect, test } from "vitest";

import { ExampleElection } from "../../../test/support/example-election.ts";
import { en } from "./messages-en.ts";
import { es } from "./messages-es.ts";
import { Speaker } from "./speaker.ts";

function electionView() {
  const election = new ExampleElection();
  election.register([["1", "N/N1", 100]]);
  election.declare({ id: "first", results: [{ unit: "all", votes: { ANA: 1 } }] });
  return election.view();
}

test("numbers stand as each language writes them", () => {
  const [english, spanish] = [en, es].map((messages) => new Speaker(electionView(), messages));
  expect(english?.number(-1_234.567, 1)).toBe("−1,234.6");
  expect(spanish?.number(-1_234.567, 1)).toBe("−1.234,6");
  expect(english?.percent(0.51956, 2)).toBe("51.96%");
  expect(spanish?.percent(0.51956, 2)).toBe("51,96\u00A0%");
  expect(english?.announced("51.20")).toBe("51.20%");
});

test("what rounds to zero has no sign", () => {
  expect(new Speaker(electionView(), en).number(-0.04, 1)).toBe("0.0");
});

test("names come from the election file and the register; unknown ids stand as they are", () => {
  const speak = new Speaker(electionView(), en);
  expect(speak.selection("president", "ANA")).toBe("List ANA");
  expect(speak.selection("president", "otherVotes")).toBe(en.otherVotes);
  expect(speak.selection("president", "ZOE")).toBe("ZOE");
  expect(speak.unit("N")).toBe("Unit N");
  expect(speak.unit("all")).toBe("The whole");
  expect(speak.declaration("first")).toBe("Electoral authority, 29 July 2024, 00:10 (UTC-04:00)");
  expect(speak.declaration("second")).toBe("second");
});

test("a share that is neither nothing nor everything is never written as 0 or 100", () => {
  const speak = new Speaker(electionView(), en);
  expect(speak.percent(0.0004)).toBe("< 0.1%");
  expect(speak.percent(1e-30, 2)).toBe("< 0.01%");
  expect(speak.percent(0.001, 0)).toBe("< 1%");
  expect(speak.percent(0.9999)).toBe("> 99.9%");
  expect([0, 1, 1 - 2 ** -53].map((share) => speak.percent(share))).toEqual(["0.0%", "100.0%", "100.0%"]);
  expect(new Speaker(electionView(), es).percent(0.0004)).toBe("< 0,1\u00A0%");
});
