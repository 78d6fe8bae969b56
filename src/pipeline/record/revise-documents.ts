import { formatHex, utf8 } from "../../core/bytes.ts";
import type { EntryOf } from "../../core/entry.ts";
import { InputError } from "../../core/input-error.ts";
import { reviewsNeeded, type Claim } from "../../core/record/claim.ts";
import { maskClaim } from "../../core/record/mask-claim.ts";
import { documentFactsSchema, type DocumentFacts, type Visibility } from "../../core/record/document.ts";
import { isSameFacts } from "../../core/record/document-state.ts";
import {
  MASK,
  maskedNames,
  maskRanges,
  mergeRanges,
  namePartsOf,
  placesOfPerson,
} from "../../core/record/mask.ts";
import { NameIndex } from "../../core/record/name-index.ts";
import type { RecordedStatement } from "../../core/record/record-state.ts";
import type { Range } from "../../core/record/span.ts";
import { claimSpan, standsIn } from "../../core/record/statement-view.ts";
import type { World } from "../../world.ts";
import type { SaidOfDocument } from "./add-documents.ts";
import { EntryBatch } from "./entry-batch.ts";
import { HeldRecord, type HeldDocument } from "./held-record.ts";

/** What a person changes of documents: how much is shown, which names are hidden, what is said of them. */
export interface Revision extends Omit<SaidOfDocument, "supersedes"> {
  readonly reviewer: string;
  /** Undefined: every document in which one of the names stands. */
  readonly document?: number;
  readonly reason?: string;
}

/** What became of one document. */
export interface RevisedDocument {
  readonly entry: number;
  readonly document: number;
  readonly visibility: Visibility;
  /** Names that are hidden now and were not before. */
  readonly masked: readonly string[];
  /** Wordings of statements that are opened no more. */
  readonly withdrawn: number;
  /** Statements worded anew without the names, and those of them that wait for a second person. */
  readonly reworded: number;
  readonly waiting: number;
}

/**
 * Changes what is shown of documents that are in the log already. A name found late is blacked out: the log gets the hash
 * of a new public text, what showed the name is opened no more, and the statements it stood in are worded anew, which must
 * be reviewed as any correction. The log keeps what stands in it in the clear (titles, reasons), and what was published
 * was published: this stops it from being published again. Throws InputError where nothing changes.
 */
export async function reviseDocuments(world: World, revision: Revision): Promise<readonly RevisedDocument[]> {
  const held = new HeldRecord(world);
  const { document, mask = [] } = revision;
  if (document === undefined && mask.length === 0)
    throw new InputError("record revise", ["name a document, or names to hide in all of them with --mask"]);
  const revising = new Revising(world, held, revision);
  const asked = document === undefined ? held.documents : [held.document(document)];
  const revised: RevisedDocument[] = [];
  for (const each of asked) {
    const answer = await revising.revise(each);
    if (answer !== undefined) revised.push(answer);
    if (asked.length > 1) held.forgetTexts();
  }
  if (revised.length === 0)
    throw new InputError("record revise", [
      document === undefined
        ? `no document shows ${mask.join(", ")}`
        : `nothing of document ${document} changes by it`,
    ]);
  await revising.append();
  return revised;
}

/** A document as it is to be shown. */
interface Shown {
  readonly visibility: Visibility;
  readonly facts: DocumentFacts;
  readonly publicText: string;
  /** Names hidden in it now and not before. */
  readonly masked: readonly string[];
  readonly hide: (words: string) => string;
}

class Revising {
  readonly #world: World;
  readonly #held: HeldRecord;
  readonly #revision: Revision;
  readonly #batch: EntryBatch;
  readonly #hidden: NameIndex;

  constructor(world: World, held: HeldRecord, revision: Revision) {
    this.#world = world;
    this.#held = held;
    this.#revision = revision;
    this.#batch = new EntryBatch(world, held.loaded.state);
    const kept = new Set(revision.keep);
    this.#hidden = new NameIndex(
      [...held.hiddenNames().filter((name) => /\S\s+\S/.test(name)), ...(revision.mask ?? [])].filter(
        (name) => !kept.has(name),
      ),
    );
    held.forgetTexts();
  }

  append(): Promise<void> {
    return this.#batch.append();
  }

  /** Undefined where nothing of the document changes. */
  async revise(document: HeldDocument): Promise<RevisedDocument | undefined> {
    const { reviewer, reason } = this.#revision;
    const before = document.document;
    const visibility = this.#revision.visibility ?? before.visibility;
    if (visibility === "sealed") return this.#seal(document);
    const shown = this.#shownOf(document, visibility);
    const wordings = this.#wordingsOf(document, shown);
    const isSame = visibility === before.visibility && isSameFacts(shown.facts, document.facts);
    if (isSame && wordings.withdrawn.length === 0) return undefined;
    const text = utf8(shown.publicText);
    if (visibility === "public") await this.#world.keepBlob(text);
    else await this.#world.keepEvidence(text);
    const entry = this.#enter({
      document: document.entry,
      visibility,
      facts: shown.facts,
      ...(mayOpen(document, shown.facts) ? { opens: true } : {}),
      ...(wordings.withdrawn.length === 0 ? {} : { withdrawn: wordings.withdrawn }),
    });
    for (const { statement, claim, card, suggestedBy } of wordings.reworded)
      this.#batch.enter({
        kind: "statement-revised",
        version: 1,
        statement: statement.entry,
        decision: "corrected",
        reviewer,
        reviews: reviewsNeeded(claim),
        commitment: this.#batch.commit({
          kind: "statement",
          claim,
          ...(suggestedBy === undefined ? {} : { suggestedBy }),
          ...(card === undefined ? {} : { card }),
        }),
        ...(reason === undefined ? {} : { reason }),
      });
    return {
      entry,
      document: document.entry,
      visibility,
      masked: shown.masked,
      withdrawn: wordings.withdrawn.length,
      reworded: wordings.reworded.length,
      waiting: wordings.reworded.filter(({ claim }) => reviewsNeeded(claim) === 2).length,
    };
  }

  #enter(of: Omit<EntryOf<"document-revised">, "kind" | "version" | "reviewer" | "reason">): number {
    const { reviewer, reason } = this.#revision;
    const why = reason === undefined ? {} : { reason };
    return this.#batch.enter({ kind: "document-revised", version: 1, ...of, reviewer, ...why });
  }

  #seal({ entry: document, document: { visibility } }: HeldDocument): RevisedDocument | undefined {
    const { mask, keep, document: asked } = this.#revision;
    const hasNames = (mask?.length ?? 0) + (keep?.length ?? 0) > 0;
    if (visibility === "sealed" && hasNames && asked !== undefined)
      throw new InputError("record revise", [
        `nothing of document ${document} is public: names are hidden when it is opened, with --visibility`,
      ]);
    if (visibility === "sealed") return undefined;
    const entry = this.#enter({ document, visibility: "sealed" });
    return { entry, document, visibility: "sealed", masked: [], withdrawn: 0, reworded: 0, waiting: 0 };
  }

  #shownOf(document: HeldDocument, visibility: Visibility): Shown {
    const { mask = [], keep = [] } = this.#revision;
    const { text, publicText } = this.#held.texts(document);
    const kept = keep.flatMap((name) => placesOfPerson(text, name));
    const hidden = mergeRanges([
      ...hiddenRanges(text, publicText),
      ...this.#hidden.placesIn(text),
      ...mask.flatMap((name) => placesOfPerson(text, name)),
    ]).filter((range) => !kept.some((each) => each.start < range.end && range.start < each.end));
    const shownText = maskRanges(text, hidden);
    const before = new Set(maskedNames(text, publicText));
    const now = maskedNames(text, shownText);
    const names = new NameIndex([...now, ...now.flatMap(namePartsOf)]);
    const hide = (words: string) =>
      maskRanges(words, [...this.#hidden.placesIn(words), ...names.placesIn(words)]);
    const facts = this.#factsOf(document, hide, { text: shownText, masked: hidden.length });
    const masked = now.filter((name) => !before.has(name));
    return { visibility, facts, publicText: shownText, masked, hide };
  }

  /** What is said of it: what the person says now, else what was said before, without the names. */
  #factsOf(
    { facts }: HeldDocument,
    hide: (words: string) => string,
    { text, masked }: { readonly text: string; readonly masked: number },
  ): DocumentFacts {
    const { publisher, agency, title, url, language, genre, publishedAt, collectedAt } = this.#revision;
    const said = { publisher, agency, title, url, language, genre, publishedAt, collectedAt };
    const given = [
      ...Object.entries(facts),
      ...Object.entries(said).filter(([, value]) => value !== undefined),
    ];
    const shown = given.map(([name, value]) => [name, typeof value === "string" ? hide(value) : value]);
    const parsed = documentFactsSchema.safeParse({
      ...Object.fromEntries(shown),
      text: formatHex(this.#world.crypto.sha256(utf8(text))),
      masked,
    });
    if (!parsed.success) throw InputError.fromIssues("document", parsed.error.issues);
    return parsed.data;
  }

  /** The wordings that no longer stand in the new text or show a name, and how those that stand last are worded now. */
  #wordingsOf(document: HeldDocument, shown: Shown) {
    const { record } = this.#held.loaded.state;
    const against = { text: shown.publicText, textSha256: shown.facts.text };
    // Words of a text that was sealed are worded anew where a name is hidden: its hash would let anybody try names.
    const texts = new Set([...document.document.texts, shown.facts.text]);
    const withdrawn: number[] = [];
    const reworded: {
      readonly statement: RecordedStatement;
      readonly claim: Claim;
      readonly card: string | undefined;
      readonly suggestedBy: string | undefined;
    }[] = [];
    for (const statement of record.statements.values()) {
      if (statement.document !== document.entry) continue;
      for (const version of statement.versions) {
        const payload = this.#held.loaded.openings.get(version.commitment)?.payload;
        if (payload?.kind !== "statement" || document.document.withdrawn.has(version.entry)) continue;
        const { claim, card, suggestedBy } = payload;
        const masked = maskClaim(claim, shown.hide);
        const isOfText = texts.has(claim.span.textSha256) && standsIn(shown.publicText, claim.span);
        if (isOfText && JSON.stringify(masked) === JSON.stringify(claim)) continue;
        withdrawn.push(version.entry);
        if (version !== statement.versions.at(-1) || statement.isRejected) continue;
        reworded.push({
          statement,
          claim: { ...masked, span: claimSpan(against, claim.span) },
          card,
          suggestedBy,
        });
      }
    }
    return { withdrawn, reworded };
  }
}

/** Whether the commitment a document came with says nothing that is hidden, and nothing else than what is said now. */
function mayOpen({ document, payload }: HeldDocument, facts: DocumentFacts): boolean {
  const wasOfThisText = [...document.texts].every((text) => text === facts.text);
  if (facts.masked > 0 || !wasOfThisText) return false;
  return payload.facts === undefined || isSameFacts(payload.facts, facts);
}

/** The places of a public text that hide something. */
function hiddenRanges(text: string, publicText: string): readonly Range[] {
  const ranges: Range[] = [];
  for (const { 0: run, index } of publicText.matchAll(new RegExp(`${MASK}+`, "g")))
    if (text.slice(index, index + run.length) !== run) ranges.push({ start: index, end: index + run.length });
  return ranges;
}
