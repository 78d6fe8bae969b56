import { utf8 } from "../../core/bytes.ts";
import { InputError } from "../../core/input-error.ts";
import { cardWith, type Card } from "../../core/record/card.ts";
import type { World } from "../../world.ts";
import { addDocuments } from "../record/add-documents.ts";
import { cardsOfDocument } from "../record/cards.ts";
import { assessStatement, confirmDerivation, describeIncident } from "../record/enter-record.ts";
import { HeldRecord } from "../record/held-record.ts";
import { reviewCards } from "../record/review-cards.ts";
import { DEMO_TEXTS, UNREST, type DemoCard } from "./documents.ts";

const FIRST_REVIEWER = "Irene Maldonado";
const SECOND_REVIEWER = "Tomás Ferrer";
/** The claim that a person weighs against the sheets. */
const ASSESSED = "more than 55%";

/** Takes the documents into the record, says which copies which, and has two persons review what they say. */
export async function recordDemo(world: World): Promise<void> {
  await describeIncident(world, { ...UNREST, reviewer: FIRST_REVIEWER });
  const added = await addDocuments(
    world,
    DEMO_TEXTS.map(({ fileName, text, said }) => ({
      name: fileName,
      bytes: () => utf8(text),
      read: async () => ({ text, mediaType: "text/plain", reader: "text" }),
      said: { collectedAt: said.publishedAt, ...said },
    })),
  );
  const entryOf = (fileName: string): number => {
    const answer = added.find(({ name }) => name === fileName);
    if (answer === undefined || answer.kind === "refused")
      throw new InputError("demo", [`${fileName} was not taken: ${answer?.reason ?? "unknown"}`]);
    return answer.entry;
  };
  for (const { fileName, copyOf } of DEMO_TEXTS)
    if (copyOf !== undefined)
      await confirmDerivation(world, {
        document: entryOf(fileName),
        from: entryOf(copyOf),
        derivation: "edited-wire",
        reviewer: FIRST_REVIEWER,
      });
  const cards = DEMO_TEXTS.flatMap(({ fileName, cards: wanted }) =>
    decidedCards(new HeldRecord(world), entryOf(fileName), wanted),
  );
  const first = await reviewCards(world, { reviewer: FIRST_REVIEWER, cards });
  const statements = cards.map((card, at) => ({ ...card, statement: String(first[at]?.entry ?? "") }));
  const waiting = statements.filter((_, at) => first[at]?.outcome === "first-review");
  await reviewCards(world, { reviewer: SECOND_REVIEWER, cards: waiting });
  const assessed = statements.find(({ words }) => words === ASSESSED);
  await assessStatement(world, {
    statement: Number(assessed?.statement),
    reviewer: SECOND_REVIEWER,
    assessment:
      "The witnesses' tally sheets published here give her 56.4% of the valid votes of 1,657 stations. The other stations could change the share, and not the order.",
    rating: "Supported by the sheets held",
  });
}

/** The cards a person let stand: those suggested of the same words, with the cells as the person left them. */
function decidedCards(held: HeldRecord, entry: number, wanted: readonly DemoCard[]): readonly Card[] {
  const document = held.document(entry);
  const suggested = cardsOfDocument(held, document);
  return wanted.map((cells) => {
    const { words, kind, measure } = cells;
    const same = suggested.find(
      (each) => each.kind === kind && each.words === words && (measure ?? each.measure) === each.measure,
    );
    const asOf = kind === "figure" ? (document.facts.publishedAt?.slice(0, 10) ?? "") : "";
    const { card = "", suggested_by = "" } = same ?? {};
    return cardWith({
      as_of: asOf,
      ...cells,
      card,
      suggested_by,
      document: String(entry),
      decision: "confirm",
    });
  });
}
