import { InputError } from "../../core/input-error.ts";
import { claimOfCard, cardOfClaim, type Card, type CardText } from "../../core/record/card.ts";
import { reviewsNeeded, type Claim, type StatementPayload } from "../../core/record/claim.ts";
import { maskedNames, maskRanges, namePartsOf } from "../../core/record/mask.ts";
import { NameIndex } from "../../core/record/name-index.ts";
import { isSameReviewer } from "../../core/record/reviewer.ts";
import { checkStatement, claimSpan } from "../../core/record/statement-view.ts";
import type { World } from "../../world.ts";
import { EntryBatch } from "./entry-batch.ts";
import { HeldRecord, type HeldStatement } from "./held-record.ts";

/** What became of one card. */
export interface ReviewedCard {
  readonly card: string;
  readonly words: string;
  readonly outcome:
    | "confirmed"
    /** It waits for a second person. */
    | "first-review"
    | "corrected"
    | "rejected"
    /** This person decided the very same before. */
    | "unchanged";
  readonly entry?: number;
}

/** The decisions of one person. Cards without a decision are left as they are. */
export interface Review {
  readonly reviewer: string;
  readonly cards: readonly Card[];
}

/**
 * Enters a person's decisions on cards: all of them or, where one cannot be, none, with every reason. What needs two
 * persons stays a commitment until the second has confirmed the same wording.
 */
export async function reviewCards(
  world: World,
  { reviewer, cards }: Review,
): Promise<readonly ReviewedCard[]> {
  const name = reviewer.trim().replaceAll(/\s+/g, " ");
  if (name === "" || name.length > 200) throw new InputError("reviewer", ["say who decides: --as NAME"]);
  const reviewing = new Reviewing(world, name);
  const problems: string[] = [];
  const answers: ReviewedCard[] = [];
  for (const [at, card] of cards.entries()) {
    if (card.decision === "") continue;
    try {
      answers.push(reviewing.decide(card));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(`row ${at + 1}: ${error.message.replaceAll("\n", " ")}`);
    }
  }
  if (problems.length > 0) throw new InputError("review", problems);
  await reviewing.append();
  return answers;
}

class Reviewing {
  readonly #reviewer: string;
  readonly #held: HeldRecord;
  readonly #hidden: NameIndex;
  readonly #byCard = new Map<string, HeldStatement>();
  readonly #byEntry = new Map<number, HeldStatement>();
  readonly #batch: EntryBatch;
  readonly #decided = new Set<string>();

  constructor(world: World, reviewer: string) {
    this.#reviewer = reviewer;
    this.#held = new HeldRecord(world);
    this.#hidden = new NameIndex(this.#held.hiddenNames());
    this.#batch = new EntryBatch(world, this.#held.loaded.state);
    for (const each of this.#held.statements()) {
      this.#byEntry.set(each.statement.entry, each);
      if (each.payload.card !== undefined) this.#byCard.set(each.payload.card, each);
    }
  }

  decide(card: Card): ReviewedCard {
    if (!/^(?:confirm|reject)$/.test(card.decision))
      throw new InputError(card.card, [`decision "${card.decision}" is neither "confirm" nor "reject"`]);
    const known = this.#known(card);
    const key = card.card === "" ? `${card.document} ${card.kind} ${card.words} ${card.start}` : card.card;
    if (this.#decided.has(key)) throw new InputError(key, ["stands twice in this table"]);
    this.#decided.add(key);
    if (card.decision === "reject")
      return known === undefined ? this.#refuse(card) : this.#withdraw(card, known);
    const against = this.#textOf(card, known);
    const claim = claimOfCard(card, against);
    this.#check(claim, against.document);
    return known === undefined ? this.#record(card, claim) : this.#confirm(card, claim, known);
  }

  append(): Promise<void> {
    return this.#batch.append();
  }

  /** The statement a card is about: the one it names, or the one that the same suggestion led to. */
  #known(card: Card): HeldStatement | undefined {
    if (card.statement === "") return card.card === "" ? undefined : this.#byCard.get(card.card);
    const found = /^\d{1,15}$/.test(card.statement) ? this.#byEntry.get(Number(card.statement)) : undefined;
    if (found === undefined) throw new InputError(card.card, [`entry ${card.statement} is no statement`]);
    return found;
  }

  #textOf(card: Card, known: HeldStatement | undefined): CardText {
    const entry =
      known?.statement.document ?? (/^\d{1,15}$/.test(card.document) ? Number(card.document) : -1);
    const document = this.#held.document(entry);
    const { text, publicText } = this.#held.texts(document);
    // A surname alone is somebody else's in another document, and hidden in this one.
    const own = new NameIndex(maskedNames(text, publicText).flatMap((name) => [name, ...namePartsOf(name)]));
    return {
      document: entry,
      text: publicText,
      textSha256: document.facts.text,
      hide: (words) => maskRanges(words, [...this.#hidden.placesIn(words), ...own.placesIn(words)]),
    };
  }

  #check(claim: Claim, entry: number): void {
    const { facts } = this.#held.document(entry);
    const { publicText } = this.#held.texts(this.#held.document(entry));
    const against = {
      document: { entry, texts: new Set([facts.text]) },
      text: publicText,
      reviews: reviewsNeeded(claim),
    };
    checkStatement(entry, { kind: "statement", claim }, against);
  }

  #commit(claim: Claim, card: Card): string {
    const payload: StatementPayload = {
      kind: "statement",
      claim,
      ...(card.suggested_by === "" ? {} : { suggestedBy: card.suggested_by.slice(0, 200) }),
      ...(card.card === "" ? {} : { card: card.card.slice(0, 200) }),
    };
    return this.#batch.commit(payload);
  }

  #record(card: Card, claim: Claim): ReviewedCard {
    const reviews = reviewsNeeded(claim);
    const entry = this.#batch.enter({
      kind: "statement-recorded",
      version: 1,
      document: Number(card.document),
      reviewer: this.#reviewer,
      decision: "confirmed",
      reviews,
      commitment: this.#commit(claim, card),
    });
    return answer(card, reviews === 2 ? "first-review" : "confirmed", entry);
  }

  #confirm(card: Card, claim: Claim, { statement, payload }: HeldStatement): ReviewedCard {
    const current = statement.versions.at(-1);
    const revised = { kind: "statement-revised" as const, version: 1 as const, statement: statement.entry };
    const isMine = current?.reviewers.some((name) => isSameReviewer(name, this.#reviewer)) === true;
    const isWithdrawn = this.#held.document(statement.document).document.withdrawn.has(current?.entry ?? -1);
    if (isSameClaim(claim, payload.claim) && !isWithdrawn) {
      if (isMine && !statement.isRejected) return answer(card, "unchanged");
      const entry = this.#batch.enter({ ...revised, decision: "confirmed", reviewer: this.#reviewer });
      const isDone = (current?.reviewers.length ?? 0) + 1 >= (current?.reviews ?? 1);
      return answer(card, isDone ? "confirmed" : "first-review", entry);
    }
    const entry = this.#batch.enter({
      ...revised,
      decision: "corrected",
      reviewer: this.#reviewer,
      reviews: reviewsNeeded(claim),
      commitment: this.#commit(claim, card),
      ...(card.reason === "" ? {} : { reason: card.reason.slice(0, 4_000) }),
    });
    return answer(card, "corrected", entry);
  }

  #withdraw(card: Card, { statement }: HeldStatement): ReviewedCard {
    if (statement.isRejected) return answer(card, "unchanged");
    const entry = this.#batch.enter({
      kind: "statement-revised",
      version: 1,
      statement: statement.entry,
      decision: "rejected",
      reviewer: this.#reviewer,
      ...(card.reason === "" ? {} : { reason: card.reason.slice(0, 4_000) }),
    });
    return answer(card, "rejected", entry);
  }

  /** A card that nobody recorded: the log remembers that somebody refused it, and shows nobody what it was. */
  #refuse(card: Card): ReviewedCard {
    const against = this.#textOf(card, undefined);
    const range = { start: Number(card.start), end: Number(card.end) };
    const claim: Claim = { kind: "event", span: claimSpan(against, range), attribution: [] };
    const entry = this.#batch.enter({
      kind: "statement-recorded",
      version: 1,
      document: against.document,
      reviewer: this.#reviewer,
      decision: "rejected",
      reviews: 2,
      commitment: this.#commit(claim, card),
    });
    return answer(card, "rejected", entry);
  }
}

function answer(card: Card, outcome: ReviewedCard["outcome"], entry?: number): ReviewedCard {
  const { words } = card;
  return { card: card.card, words, outcome, ...(entry === undefined ? {} : { entry }) };
}

/** Whether a person let a claim stand as it was: where its words name the same cells. */
function isSameClaim(one: Claim, other: Claim): boolean {
  return JSON.stringify(cardOfClaim(one)) === JSON.stringify(cardOfClaim(other));
}
