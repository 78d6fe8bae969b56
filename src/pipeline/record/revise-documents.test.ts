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
import { cardWith } from "../../core/record/card.ts";
import { verifyPublication } from "../../core/verify.ts";
import type { World } from "../../world.ts";
import { mirror } from "../mirror.ts";
import { publish } from "../publish.ts";
import { HeldRecord } from "./held-record.ts";
import { reviseDocuments } from "./revise-documents.ts";

const STORY = `The Council declared Ana the winner with 53% of the vote. Police said 40 people were arrested beside Nilda Quispe. "They came at night," said Quispe on Monday.`;
const OTHER = `Chile urged the Council to publish the results. Nilda Quispe was there. The Council said turnout was 61%.`;
const mask = ["Nilda Quispe"];

async function problemsOf(world: World): Promise<readonly unknown[]> {
  const publication = memoryPublication();
  await publish(world, publication.writer());
  return (await verifyPublication(nodeCrypto, publication)).problems;
}

/** A record in which everything is confirmed that is suggested, by two persons. */
async function reviewed(...texts: readonly string[]): Promise<World> {
  const world = await emptyWorld();
  for (const text of texts) {
    const document = await add(world, text, { title: text.slice(0, 12), publisher: "Paper" });
    for (const card of cardsOf(world, document)) await decide(world, "Rosa", card);
    for (const card of cardsOf(world, document)) if (card.state === "waits") await decide(world, "Luz", card);
  }
  return world;
}

describe("a name that is found late", () => {
  test("leaves copies too: a mirror follows what the log hides, and says so", async () => {
    const world = await reviewed(STORY);
    const held = memoryPublication();
    const copy = async () => {
      const publication = memoryPublication();
      await publish(world, publication.writer());
      return mirror(nodeCrypto, { from: publication, held, writer: held.writer() });
    };
    const shown = () => [...held.files.values()].map((bytes) => Buffer.from(bytes).toString("utf8")).join();
    expect((await copy()).problems).toEqual([]);
    expect(shown()).toMatch(/Quispe/);
    await reviseDocuments(world, { reviewer: "Rosa", mask });
    const { problems, notEstablished } = await copy();
    expect(problems).toEqual([]);
    expect(notEstablished.map(({ code }) => code)).toContain("evidence-withdrawn");
    expect(shown()).not.toMatch(/Quispe/);
  });

  test("leaves everything that is published, in every document, and what is left verifies", async () => {
    const world = await reviewed(STORY, OTHER);
    expect(await everythingPublic(world)).toMatch(/Quispe/);
    const revised = await reviseDocuments(world, { reviewer: "Rosa", mask });
    expect(revised.map(({ document, masked }) => [document, masked])).toEqual([
      [1, ["Nilda Quispe", "Quispe"]],
      [expect.any(Number), ["Nilda Quispe"]],
    ]);
    const shown = await everythingPublic(world);
    expect(shown).not.toMatch(/Nilda|Quispe/);
    for (const words of ["53%", "61%", "They came at night,", "████████████"]) expect(shown).toContain(words);
    expect(await problemsOf(world)).toEqual([]);
  });

  test("puts what it stood beside back to a second person, who sees the words without it", async () => {
    const world = await reviewed(STORY);
    expect(await everythingPublic(world)).toContain('"arrests"');
    const [revised] = await reviseDocuments(world, { reviewer: "Rosa", mask });
    expect(revised).toMatchObject({ reworded: 2, withdrawn: 2, waiting: 1 });
    expect(await everythingPublic(world)).not.toContain('"arrests"');
    const waiting = cardsOf(world, 1).find(({ state }) => state === "waits") ?? cardWith({});
    expect(waiting.words).toBe("40 people");
    await expect(decide(world, "Rosa", waiting)).resolves.toMatchObject([{ outcome: "unchanged" }]);
    await decide(world, "Luz", waiting);
    expect(await everythingPublic(world)).toContain('"arrests"');
    expect(await problemsOf(world)).toEqual([]);
  });

  test("is hidden in what is entered from then on, and cannot be brought back by an old wording", async () => {
    const world = await reviewed(STORY);
    const rejected = cardOf(cardsOf(world, 1), "40 people");
    await decide(world, "Rosa", { ...rejected, decision: "reject" });
    await reviseDocuments(world, { reviewer: "Rosa", mask });
    const again = cardOf(cardsOf(world, 1), "40 people");
    await decide(world, "Ana", { ...again, decision: "confirm", voice: "Nilda Quispe" });
    await decide(world, "Luz", { ...cardOf(cardsOf(world, 1), "40 people"), decision: "confirm" });
    await add(world, `${OTHER} More of it.`);
    const shown = await everythingPublic(world);
    expect(shown).toContain('"arrests"');
    expect(shown).not.toMatch(/Nilda|Quispe/);
    expect(await problemsOf(world)).toEqual([]);
  });

  test("is shown again where a person says so", async () => {
    const world = await reviewed(STORY);
    await reviseDocuments(world, { reviewer: "Rosa", mask });
    await reviseDocuments(world, { reviewer: "Rosa", document: 1, keep: mask });
    expect(new HeldRecord(world).document(1).facts.masked).toBe(0);
    expect(await everythingPublic(world)).toContain("Quispe");
    expect(await problemsOf(world)).toEqual([]);
  });
});

describe("how much is shown", () => {
  test("a sealed document is opened later with what was confirmed of it, and its commitment with it", async () => {
    const world = await emptyWorld();
    const document = await add(world, STORY, { visibility: "sealed", title: "Leaked" });
    await decide(world, "Rosa", cardOf(cardsOf(world, document), "53%"));
    const before = await everythingPublic(world);
    expect(before).not.toMatch(/53%|Leaked/);
    await reviseDocuments(world, { reviewer: "Rosa", document, visibility: "public" });
    const after = await everythingPublic(world);
    for (const words of ["53%", "Leaked", "They came at night", '"kind":"document"'])
      expect(after).toContain(words);
    expect(await problemsOf(world)).toEqual([]);
  });

  test("one opened without a name keeps its commitment closed", async () => {
    const world = await emptyWorld();
    const document = await add(world, STORY, { visibility: "sealed" });
    await decide(world, "Rosa", cardOf(cardsOf(world, document), "53%"));
    await reviseDocuments(world, { reviewer: "Rosa", document, visibility: "public", mask });
    const after = await everythingPublic(world);
    expect(after).toContain("53%");
    expect(after).not.toMatch(/Nilda|Quispe|"kind":"document"/);
    expect(await problemsOf(world)).toEqual([]);
  });

  test("a text may be taken back to excerpts, and a document sealed, and shown again", async () => {
    const world = await reviewed(STORY);
    await reviseDocuments(world, {
      reviewer: "Rosa",
      document: 1,
      visibility: "excerpts",
      reason: "Asked for",
    });
    const excerpts = await everythingPublic(world);
    expect(excerpts).toContain("Asked for");
    expect(excerpts).toContain("53%");
    expect(excerpts).not.toContain("They came at night,&quot; said Quispe on Monday.");
    await reviseDocuments(world, { reviewer: "Rosa", document: 1, visibility: "sealed" });
    expect(await everythingPublic(world)).not.toContain("53%");
    expect(await problemsOf(world)).toEqual([]);
    await reviseDocuments(world, { reviewer: "Rosa", document: 1, visibility: "public" });
    expect(await everythingPublic(world)).toContain("53%");
    expect(await problemsOf(world)).toEqual([]);
  });

  test("a wrong day is corrected; nothing to change, and an unknown document, are refused", async () => {
    const world = await reviewed(STORY);
    await reviseDocuments(world, { reviewer: "Rosa", document: 1, publishedAt: "2026-03-04" });
    expect(await everythingPublic(world)).toContain("2026-03-04");
    const same = { reviewer: "Rosa", document: 1, publishedAt: "2026-03-04" };
    await expect(reviseDocuments(world, same)).rejects.toThrow("nothing of document 1 changes");
    await expect(reviseDocuments(world, { reviewer: "Rosa", mask: ["Ilsa Brandt"] })).rejects.toThrow(
      "no document shows",
    );
    await expect(reviseDocuments(world, { reviewer: "Rosa" })).rejects.toThrow("name a document");
    await expect(reviseDocuments(world, { reviewer: "Rosa", document: 7, mask })).rejects.toThrow(
      "no document",
    );
    expect(await problemsOf(world)).toEqual([]);
  });
});
