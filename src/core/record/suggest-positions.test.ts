import { expect, test } from "vitest";

import type { Language } from "./language.ts";
import { passageOf } from "./passage.ts";
import { stateAt } from "./state-names.ts";
import { suggestPositions } from "./suggest-positions.ts";
import { tokensOf } from "./token.ts";
import { voicesOf } from "./voice.ts";

function positionsIn(text: string, language: Language): readonly string[] {
  const passage = passageOf(text, language);
  return suggestPositions(passage, voicesOf(passage)).flatMap(({ stance, actors }) =>
    actors.map(({ name, state }) => `${state ?? name}: ${stance}`),
  );
}

test.each([
  ["en", "Peru recognized Gonzalez Urrutia as the legitimate President.", ["PE: recognises"]],
  [
    "en",
    "Latvia, Estonia and Poland do not recognise the result.",
    ["LV: refuses-recognition", "EE: refuses-recognition", "PL: refuses-recognition"],
  ],
  ["en", "Hungary's prime minister congratulated the ruling party.", ["HU: congratulates"]],
  [
    "en",
    "The Supreme Court upheld the re-election of the president.",
    ["The Supreme Court: validates-result"],
  ],
  [
    "en",
    "Seven countries – Argentina, Chile and Uruguay among them – asked the council to investigate the violations.",
    ["AR: demands-investigation", "CL: demands-investigation", "UY: demands-investigation"],
  ],
  [
    "en",
    "The Carter Center called for the release of detailed polling station results.",
    ["The Carter Center: demands-breakdown"],
  ],
  [
    "en",
    "The Organization of American States charged there had been manipulation of the results.",
    ["The Organization of American States: alleges-manipulation"],
  ],
  ["en", "Costa Rica has offered Machado political asylum.", ["CR: offers-asylum"]],
  ["en", "Caracas has withdrawn diplomatic staff from eight countries.", ["VE: withdraws-diplomats"]],
  [
    "es",
    "Argentina, Chile y Perú desconocieron el resultado.",
    ["AR: refuses-recognition", "CL: refuses-recognition", "PE: refuses-recognition"],
  ],
  ["es", "La Unión Europea sancionó a 15 funcionarios.", ["EU: sanctions"]],
  ["es", "El Gobierno de Chile exigió la liberación inmediata de los presos.", ["CL: demands-release"]],
  ["es", "México le otorgó asilo político.", ["MX: grants-asylum"]],
  ["es", "Nicaragua rompió relaciones con Brasil.", ["NI: severs-relations"]],
  ["pt", "O Brasil cobrou a divulgação das atas.", ["BR: demands-breakdown"]],
  ["pt", "A França não reconhece a eleição.", ["FR: refuses-recognition"]],
  [
    "pt",
    "Portugal, Brasil e Angola apelaram ao diálogo.",
    ["PT: calls-for-dialogue", "BR: calls-for-dialogue", "AO: calls-for-dialogue"],
  ],
  ["pt", "Os Estados Unidos condenaram a violência.", ["US: condemns"]],
] as const)("%s: %s", (language, text, expected) => expect(positionsIn(text, language)).toEqual(expected));

test("a verb without an actor suggests no position, and an irregularity that is only reported is nobody's charge", () => {
  expect(positionsIn("It was condemned in the strongest words.", "en")).toEqual([]);
  expect(positionsIn("The bloc asked for an investigation of the reported irregularities.", "en")).toEqual([
    "The bloc: demands-investigation",
  ]);
});

test("a position that depends on something says so", () => {
  const passage = passageOf(
    "Brazil will not recognise the result until the tally sheets are published.",
    "en",
  );
  expect(suggestPositions(passage, voicesOf(passage))[0]?.isConditional).toBe(true);
});

test("states are known in three languages, by seats of government, and as adjectives", () => {
  const codes = (text: string) =>
    tokensOf(text).flatMap((_, at, tokens) => {
      const state = stateAt(tokens, at);
      return state === undefined ? [] : [`${state.code}${state.isAdjective ? "~" : ""}`];
    });
  expect(
    codes("Brazil, Brasil, Brasília and the U.S.; the Chilean, los mexicanos, la cancillería argentina"),
  ).toEqual(["BR", "BR", "BR", "US", "CL~", "MX~", "AR~"]);
  expect(codes("He told us so, and a turkey crossed.")).toEqual([]);
});
