import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  add,
  cardOf,
  cardsOf,
  decide,
  emptyWorld,
  everythingPublic,
} from "../../../test/support/record-world.ts";
import { memoryPublication } from "../../adapters/memory-publication.ts";
import { nodeCrypto } from "../../adapters/node-crypto.ts";
import { parseUtf8, utf8 } from "../../core/bytes.ts";
import { cardWith } from "../../core/record/card.ts";
import type { Visibility } from "../../core/record/document.ts";
import { verifyPublication } from "../../core/verify.ts";
import { publish } from "../publish.ts";
import { HeldRecord } from "./held-record.ts";
import { reviewCards } from "./review-cards.ts";

const STORY = `At least 12 people died in the protests, the Harbour Committee said on Monday. Police said 40 people were arrested. The Council declared Ana the winner with 53% of the vote.

"Nobody asked us before they came," said Ilsa Brandt, a 52-year-old baker. Chile urged the Council to publish the results station by station.`;

describe("what a person decides", () => {
  test("a share is public after one review, deaths after two, with the words and the names of both", async () => {
    const world = await emptyWorld();
    const document = await add(world, STORY);
    const cards = cardsOf(world, document);
    await decide(world, "Rosa", cardOf(cards, "53%"));
    const [first] = await decide(world, "Rosa", cardOf(cards, "At least 12 people"));
    expect(first?.outcome).toBe("first-review");
    const before = await everythingPublic(world);
    expect(before).toContain("vote-share");
    expect(before).not.toContain('"deaths"');
    const waiting = cardsOf(world, document).find(({ state }) => state === "waits");
    const [second] = await decide(world, "Luz", waiting ?? cardWith({}));
    expect(second?.outcome).toBe("confirmed");
    expect(await everythingPublic(world)).toContain("Rosa; Luz");
  });

  test("a second person who corrects begins anew, and the first may confirm the correction", async () => {
    const world = await emptyWorld();
    const document = await add(world, STORY);
    const card = cardOf(cardsOf(world, document), "At least 12 people");
    await decide(world, "Rosa", { ...card, bound: "exact" });
    expect((await decide(world, "Luz", card))[0]?.outcome).toBe("corrected");
    expect(new HeldRecord(world).statements()).toHaveLength(1);
    expect((await decide(world, "Rosa", card))[0]?.outcome).toBe("confirmed");
    expect((await decide(world, "rosa ", card))[0]?.outcome).toBe("unchanged");
  });

  test("all decisions of a table are entered or none, each problem with its row", async () => {
    const world = await emptyWorld();
    const document = await add(world, STORY);
    const cards = cardsOf(world, document);
    const size = world.entries().length;
    const table = [
      { ...cardOf(cards, "53%"), decision: "confirm" },
      { ...cardOf(cards, "At least 12 people"), decision: "perhaps" },
      { ...cardOf(cards, "40 people"), decision: "confirm", value: "forty" },
      cardWith({ document: String(document), kind: "event", words: "not there", decision: "confirm" }),
    ];
    await expect(reviewCards(world, { reviewer: "Rosa", cards: table })).rejects.toThrow(
      /row 2:.*perhaps[\s\S]*row 3:.*forty[\s\S]*row 4:.*not there/,
    );
    expect(world.entries()).toHaveLength(size);
  });

  test("a hidden name in any cell is blacked out before it is entered", async () => {
    const world = await emptyWorld();
    const document = await add(world, STORY);
    const quote = cardOf(cardsOf(world, document), "Nobody asked us before they came,");
    expect(quote.voice).toBe("Ilsa Brandt");
    await decide(world, "Rosa", { ...quote, about: "what Brandt said", said_at: "2026-01-01" });
    const shown = await everythingPublic(world);
    expect(shown).toContain("Nobody asked us");
    expect(shown).not.toMatch(/Ilsa|Brandt/);
  });

  test("a rejected card is not suggested again, and a name hidden once is hidden in later documents", async () => {
    const world = await emptyWorld();
    const document = await add(world, STORY);
    const card = cardOf(cardsOf(world, document), "53%");
    await decide(world, "Rosa", { ...card, decision: "reject" });
    expect(
      cardsOf(world, document)
        .filter(({ state }) => state === "new")
        .map(({ words }) => words),
    ).not.toContain("53%");
    const later = await add(
      world,
      "The baker Ilsa Brandt, who was arrested, is free again, the Harbour Committee said.",
    );
    const held = new HeldRecord(world);
    expect(held.texts(held.document(later)).publicText).not.toContain("Brandt");
  });

  test("the same text is held once; another text of one address supersedes, and old spans stay valid", async () => {
    const world = await emptyWorld();
    const url = "https://example.org/story";
    const first = await add(world, STORY, { url });
    expect(await add(world, STORY, { url })).toBe(first);
    await decide(world, "Rosa", cardOf(cardsOf(world, first), "53%"));
    const second = await add(world, STORY.replace("53%", "54%"), { url });
    expect(new HeldRecord(world).document(second).document.supersedes).toBe(first);
    expect(await everythingPublic(world)).toContain("53%");
  });
});

/** One step of a random sequence: who does what to which card. */
const step = fc.record({
  reviewer: fc.constantFrom("Rosa", "Luz"),
  card: fc.nat(30),
  decision: fc.constantFrom("confirm", "confirm", "correct", "reject"),
});

describe("nothing unconfirmed is published", () => {
  test("after any sequence of decisions exactly the wordings that enough persons confirmed are public", async () => {
    const visibilities: readonly Visibility[] = ["public", "excerpts", "sealed"];
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 12 }),
        fc.constantFrom(...visibilities),
        async (steps, visibility) => {
          const world = await emptyWorld();
          const document = await add(world, STORY, { visibility });
          const suggested = cardsOf(world, document);
          // The model: per card the marker of its last wording, who confirmed it, and whether it was ever public.
          const model = new Map<
            string,
            { marker: string; names: Set<string>; needs: number; isRejected: boolean }
          >();
          const markers = new Map<string, boolean>();
          for (const [at, { reviewer, card: index, decision }] of steps.entries()) {
            const card = suggested[index % suggested.length] ?? cardWith({});
            const known = model.get(card.card);
            if (decision === "reject") {
              await decide(world, reviewer, { ...card, decision: "reject" });
              model.set(card.card, {
                ...(known ?? { marker: "", names: new Set(), needs: 2 }),
                isRejected: true,
              });
              continue;
            }
            const isSame = decision === "confirm" && known !== undefined && known.marker !== "";
            const marker = isSame ? known.marker : `marker-${at}-`;
            const deciding = decide(world, reviewer, { ...card, about: marker });
            // Whoever confirmed it before cannot bring it back alone once somebody rejected it.
            if (isSame && known.isRejected && known.names.has(reviewer)) {
              await expect(deciding).rejects.toThrow("another person");
              continue;
            }
            await deciding;
            const needs = ["deaths", "arrests"].includes(card.measure) ? 2 : 1;
            const names = isSame ? known.names : new Set<string>();
            names.add(reviewer);
            model.set(card.card, { marker, names, needs, isRejected: false });
            markers.set(marker, (markers.get(marker) ?? false) || names.size >= needs);
          }
          const shown = await everythingPublic(world);
          for (const [marker, isPublic] of markers)
            expect({ marker, shown: shown.includes(marker) }).toEqual({
              marker,
              shown: isPublic && visibility !== "sealed",
            });
          expect(shown).not.toMatch(/Ilsa|Brandt/);
          const isTextShown = shown.includes("publish the results station by station.");
          expect(isTextShown).toBe(visibility === "public" && [...markers.values()].includes(true));
        },
      ),
      { numRuns: 12 },
    );
  });

  test("a folder with a record verifies, and one with another word in its text does not", async () => {
    const world = await emptyWorld();
    const document = await add(world, STORY.replace("Ilsa Brandt, a 52-year-old baker", "the committee"));
    for (const words of ["53%", "40 people"])
      await decide(world, "Rosa", cardOf(cardsOf(world, document), words));
    const publication = memoryPublication();
    await publish(world, publication.writer());
    const verified = await verifyPublication(nodeCrypto, publication);
    expect(verified.problems).toEqual([]);
    expect(verified.notEstablished.map(({ code }) => code)).toContain("record-not-open");
    const [path, text] =
      [...publication.files].find(([, bytes]) => parseUtf8(bytes).startsWith("At least 12")) ?? [];
    publication.files.set(path ?? "", utf8(parseUtf8(text ?? new Uint8Array()).replace("53%", "35%")));
    expect((await verifyPublication(nodeCrypto, publication)).ok).toBe(false);
  });
});
