import { expect, test } from "vitest";

import { ExampleElection } from "../../../../test/support/example-election.ts";
import type { RepresentativenessAnswer } from "../../statistics/methods/representativeness.ts";
import { en as english } from "../messages-en.ts";
import { es as spanish } from "../messages-es.ts";
import { Speaker } from "../speaker.ts";
import { en, es } from "./representativeness-words.ts";

function headlines(sizes: readonly (readonly [unit: string, stations: number, collected: number])[]) {
  const strata = sizes.map(([unit, stations, collected]) => {
    return { unit, stations, collected, share: collected / stations };
  });
  const answer: RepresentativenessAnswer = {
    basis: "register",
    stations: strata.reduce((sum, { stations }) => sum + stations, 0),
    collected: strata.reduce((sum, { collected }) => sum + collected, 0),
    level: 1,
    strata,
    unplaced: { stations: 0, collected: 0 },
    pattern: { kind: "refused", reason: "strata-not-stated" },
  };
  const seen = new ExampleElection().view();
  const subject = { contest: "president" };
  return [
    en.headline(answer, new Speaker(seen, english), subject),
    es.headline(answer, new Speaker(seen, spanish), subject),
  ] as const;
}

test("where small units are not among those named, the sentence says so: one of them may be covered less", () => {
  const [inEnglish, inSpanish] = headlines([
    ["A", 4, 0],
    ["B", 40, 20],
    ["C", 40, 40],
  ]);
  expect(inEnglish).toContain("By unit with at least 30 stations, from 50.0% (B) to 100.0% (C).");
  expect(inSpanish).toContain(
    "Por unidad de al menos 30 mesas, desde 50,0\u00A0% (B) hasta 100,0\u00A0% (C).",
  );
});

test("where all units are named, or none is large, it is of all", () => {
  for (const stations of [40, 4]) {
    const [inEnglish, inSpanish] = headlines([
      ["A", stations, 1],
      ["B", stations, stations],
    ]);
    expect(inEnglish).toContain("By unit, from ");
    expect(inSpanish).toContain("Por unidad, desde ");
  }
});
