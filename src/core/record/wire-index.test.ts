import { describe, expect, test } from "vitest";

import { alignCopies, type Copy } from "./align-copies.ts";
import { sharedCount, shinglesOf } from "./content-shingles.ts";
import { suggestDerivation } from "./derivation.ts";
import { languageOf } from "./language.ts";
import { suggestCards } from "./suggest-cards.ts";
import { overlapOf, storiesOf, WireIndex, type WirePair } from "./wire-index.ts";

const WIRE = `Opposition leader Irene Salas voiced concern on Friday about the arrest of polling agents in Valdora, in her first statement since the disputed vote of 28 July.

The electoral council declared President Lucio Rivas the winner with 52% of votes cast. According to the opposition, its candidate Marcelo Ibarra obtained more than 60% of the vote.

The crackdown on protests that followed left at least 27 people dead and 192 injured. Some 2,400 people have been arrested, according to official sources.

The African mission of 17 experts left the country on Monday without a report.`;

const EDITED = `Irene Salas, leader of the opposition, expressed concern on Friday over the arrest of polling agents in Valdora in her first statement since the disputed vote of July 28.

President Lucio Rivas was declared the winner with 52% of the vote by the electoral council. According to the opposition, its candidate Marcelo Ibarra obtained more than 60% of the votes.

The repression of protests that followed left 27 dead and 192 injured. Some 2,400 people were arrested.`;

const LATER = EDITED.replace("27 dead", "31 dead");

const TRANSLATED = `La líder opositora Irene Salas expresó el viernes su preocupación por el arresto de testigos de mesa en Valdora, en su primera declaración desde la disputada votación del 28 de julio.

El consejo electoral declaró ganador al presidente Lucio Rivas con el 52% de los votos. Según la oposición, su candidato Marcelo Ibarra obtuvo más del 60%.

La represión de las protestas dejó al menos 27 muertos y 192 heridos. Unas 2.400 personas han sido detenidas, según fuentes oficiales.`;

const OTHER = `The mission of the African Union said on Tuesday that polling in Terrania had been calm. Turnout was 61 percent, the commission said, and the count
would take five days. Opposition leader Tomas Vera asked his followers to wait. In the port of Marrow, 14 people were arrested after a fight over a ballot box, and
two policemen were injured. The mission visited 340 polling stations and will publish its report in October.`;

const copyOf = (text: string): Copy => ({ text, suggestions: suggestCards(text) });
const overlap = (one: string, other: string) => overlapOf(shinglesOf(one), shinglesOf(other));

function pairsOf(documents: Readonly<Record<string, string>>): readonly WirePair[] {
  const index = new WireIndex();
  return Object.entries(documents).flatMap(([id, text]) => index.add(id, text));
}

describe("stories", () => {
  test("an edited copy, a later take and a translation are one story, another story is not", () => {
    const pairs = pairsOf({ wire: WIRE, other: OTHER, edited: EDITED, later: LATER, translated: TRANSLATED });
    expect(storiesOf(pairs).map((story) => [...story].sort())).toEqual([
      ["edited", "later", "translated", "wire"],
    ]);
  });

  test("the order in which documents come changes no pair", () => {
    const key = ({ first, second }: WirePair) => [first, second].sort().join("+");
    const documents = { wire: WIRE, other: OTHER, edited: EDITED, later: LATER, translated: TRANSLATED };
    const backwards = Object.fromEntries(Object.entries(documents).toReversed());
    expect(pairsOf(backwards).map(key).sort()).toEqual(pairsOf(documents).map(key).sort());
  });

  test("the 500th copy of a story is still found, and looks at a bounded number of documents", () => {
    const index = new WireIndex();
    let last: readonly WirePair[] = [];
    for (let at = 0; at < 500; at += 1) last = index.add(`copy ${at}`, `${EDITED} Number ${at}.`);
    expect(last.length).toBeGreaterThan(0);
    expect(last.length).toBeLessThanOrEqual(200);
  });

  test("short texts tell no story", () => {
    expect(pairsOf({ one: "At least 27 dead in Valdora.", other: "At least 27 dead in Valdora." })).toEqual(
      [],
    );
  });
});

describe("shingles", () => {
  test("hashes are distinct and ascending, and sharing is symmetric", () => {
    const [one, other] = [shinglesOf(WIRE).content, shinglesOf(EDITED).content];
    expect([...one]).toEqual([...new Set(one)].sort((left, right) => left - right));
    expect(sharedCount(one, other)).toBe(sharedCount(other, one));
    expect(sharedCount(one, one)).toBe(one.length);
  });
});

describe("alignment", () => {
  const changes = (one: string, other: string) =>
    alignCopies(copyOf(one), copyOf(other)).changes.map(
      ({ kind, first, second }) => `${kind}: ${first?.words ?? "-"} -> ${second?.words ?? "-"}`,
    );

  test("the bound and the attribution lost on the way are named", () => {
    expect(changes(WIRE, EDITED)).toEqual([
      "bound-lost: at least 27 people dead -> 27 dead",
      "attribution-lost: Some 2,400 people -> Some 2,400 people",
    ]);
  });

  test("a number that changed is named, and what stayed is not", () => {
    expect(changes(EDITED, LATER)).toEqual(["number-changed: 27 dead -> 31 dead"]);
    expect(changes(WIRE, WIRE)).toEqual([]);
  });

  test("the pieces of both sides make up both texts, in order", () => {
    const { sentences } = alignCopies(copyOf(WIRE), copyOf(EDITED));
    for (const [side, text] of [
      ["first", WIRE],
      ["second", EDITED],
    ] as const) {
      const pieces = sentences.flatMap((sentence) => sentence.pieces.flatMap((piece) => piece[side] ?? []));
      expect(
        pieces
          .map(({ start, end }) => text.slice(start, end))
          .join(" ")
          .replaceAll(/\s+/g, ""),
      ).toBe(text.replaceAll(/\s+/g, ""));
    }
  });
});

describe("derivation", () => {
  const suggest = (one: string, other: string) =>
    suggestDerivation({
      texts: [one, other],
      languages: [languageOf(one), languageOf(other)],
      overlap: overlap(one, other),
      alignment: alignCopies(copyOf(one), copyOf(other)),
    });

  test("the kind follows the evidence", () => {
    expect(suggest(WIRE, `${WIRE.replaceAll("\n\n", "\n").toUpperCase()}`).derivation).toBe("exact-copy");
    expect(suggest(WIRE, EDITED).derivation).toBe("edited-wire");
    expect(suggest(EDITED, LATER).derivation).toBe("wire-update");
    expect(suggest(WIRE, TRANSLATED).derivation).toBe("translation");
  });

  test("agencies that both name, and how many sentences are copied, are shown", () => {
    const credited = suggest(`${WIRE} (AFP)`, `${EDITED} With information from Agence France-Presse.`);
    expect(credited.agencies).toEqual(["AFP"]);
    expect(credited.sentencesCopied).toBeGreaterThanOrEqual(4);
  });
});
