import { openWorld, prepareFolder } from "../../src/adapters/folder-world.ts";
import { memoryFolder } from "../../src/adapters/memory-folder.ts";
import { memoryPublication } from "../../src/adapters/memory-publication.ts";
import { parseUtf8, utf8 } from "../../src/core/bytes.ts";
import { cardWith, type Card } from "../../src/core/record/card.ts";
import { addDocuments, type SaidOfDocument } from "../../src/pipeline/record/add-documents.ts";
import { cardsOfDocument } from "../../src/pipeline/record/cards.ts";
import { exportRecord, RECORD_FORMATS } from "../../src/pipeline/record/export-record.ts";
import { HeldRecord } from "../../src/pipeline/record/held-record.ts";
import { reviewCards } from "../../src/pipeline/record/review-cards.ts";
import { openElection } from "../../src/pipeline/open-election.ts";
import { publish } from "../../src/pipeline/publish.ts";
import type { World } from "../../src/world.ts";
import { ELECTION } from "./small-election.ts";

/** An election folder in memory, nothing in its record. */
export async function emptyWorld(): Promise<World> {
  let salt = 0;
  const surroundings = {
    now: () => new Date(Date.UTC(2026, 0, 2, 3, 4, 5)),
    randomBytes: (count: number) => {
      salt += 1;
      return new Uint8Array(count).fill(salt % 251);
    },
  };
  const folder = memoryFolder();
  prepareFolder(folder, "cotejo.local/six-stations", surroundings);
  const world = openWorld(folder, surroundings);
  await openElection(world, { election: ELECTION });
  return world;
}

/** Adds a text to the record and gives its entry. */
export async function add(world: World, text: string, said: SaidOfDocument = {}): Promise<number> {
  const read = async () => ({ text, mediaType: "text/plain", reader: "text" });
  const [added] = await addDocuments(world, [{ name: "story", bytes: () => utf8(text), read, said }]);
  if (added?.kind === "refused" || added === undefined) throw new Error(added?.reason ?? "nothing added");
  return added.entry;
}

export function cardsOf(world: World, document: number): readonly Card[] {
  const held = new HeldRecord(world);
  return cardsOfDocument(held, held.document(document));
}

/** The card of exactly these words. */
export function cardOf(cards: readonly Card[], words: string): Card {
  const found = cards.find((card) => card.words === words);
  if (found === undefined)
    throw new Error(`no card "${words}" among: ${cards.map((card) => card.words).join("; ")}`);
  return found;
}

/** Confirms a card, or decides otherwise where its cells say so. */
export const decide = (world: World, reviewer: string, card: Partial<Card>) =>
  reviewCards(world, { reviewer, cards: [cardWith({ ...card, decision: card.decision || "confirm" })] });

/** Everything that leaves the election folder, as one text. */
export async function everythingPublic(world: World): Promise<string> {
  const publication = memoryPublication();
  await publish(world, publication.writer());
  const files = [...publication.files.values()].map((bytes) => Buffer.from(bytes).toString("utf8"));
  const exports = RECORD_FORMATS.flatMap((format) => {
    try {
      return parseUtf8(exportRecord(world, format).bytes);
    } catch {
      return [];
    }
  });
  return [...files, ...exports].join("\n");
}
