import { parseUtf8, type Sha256Hex } from "../../core/bytes.ts";
import type { Opening } from "../../core/commitment.ts";
import { InputError } from "../../core/input-error.ts";
import type { StatementPayload } from "../../core/record/claim.ts";
import type { DocumentFacts, DocumentPayload } from "../../core/record/document.ts";
import { maskedNames } from "../../core/record/mask.ts";
import type { ReceivedDocument } from "../../core/record/document-state.ts";
import type { RecordedStatement } from "../../core/record/record-state.ts";
import { groupBy } from "../../core/group-by.ts";
import { AppError, type World } from "../../world.ts";
import { load, type Loaded } from "../load.ts";

/** A document with what is held of it privately. */
export interface HeldDocument {
  readonly entry: number;
  readonly document: ReceivedDocument;
  readonly payload: DocumentPayload;
  readonly facts: DocumentFacts;
}

/** A statement with what its last wording says, confirmed or not. */
export interface HeldStatement {
  readonly statement: RecordedStatement;
  readonly payload: StatementPayload;
}

/** The record as its keepers see it: also what is sealed, rejected or waits for a second person. */
export class HeldRecord {
  readonly loaded: Loaded;
  readonly #world: World;
  readonly #documents = new Map<number, HeldDocument>();
  readonly #texts = new Map<number, { readonly text: string; readonly publicText: string }>();
  #statements: readonly HeldStatement[] | undefined;
  #statementsOf: ReadonlyMap<number, readonly HeldStatement[]> | undefined;

  constructor(world: World, loaded: Loaded = load(world)) {
    this.#world = world;
    this.loaded = loaded;
    for (const document of loaded.state.record.documents.values()) {
      const payload = openedAs(loaded.openings.get(document.commitment), "document");
      const facts = document.factsTold ?? payload?.facts;
      if (payload === undefined || facts === undefined)
        throw new AppError(
          "folder-broken",
          `the opening of document ${document.entry} is missing below private/openings: restore it from a copy`,
        );
      this.#documents.set(document.entry, { entry: document.entry, document, payload, facts });
    }
  }

  get documents(): readonly HeldDocument[] {
    return [...this.#documents.values()];
  }

  document(entry: number): HeldDocument {
    const found = this.#documents.get(entry);
    if (found === undefined)
      throw new InputError("document", [`entry ${entry} is no document: cotejo record list DIR names them`]);
    return found;
  }

  /** The canonical text, nothing blacked out, and the public one. */
  texts(document: HeldDocument): { readonly text: string; readonly publicText: string } {
    const known = this.#texts.get(document.entry);
    if (known !== undefined) return known;
    const text = this.#read(document.payload.text);
    const publicText = document.facts.text === document.payload.text ? text : this.#read(document.facts.text);
    const texts = { text, publicText };
    this.#texts.set(document.entry, texts);
    return texts;
  }

  /** Lets go of the texts read so far: of ten thousand documents they would fill the memory. */
  forgetTexts(): void {
    this.#texts.clear();
  }

  /** Every name that some document hides. */
  hiddenNames(): readonly string[] {
    const names = new Set<string>();
    for (const document of this.documents) {
      if (document.facts.masked === 0) continue;
      const { text, publicText } = this.texts(document);
      for (const name of maskedNames(text, publicText)) names.add(name);
    }
    return [...names];
  }

  /** Every statement with its last wording, in the order of the log. */
  statements(): readonly HeldStatement[] {
    this.#statements ??= this.#readStatements();
    return this.#statements;
  }

  statementsOf(document: number): readonly HeldStatement[] {
    this.#statementsOf ??= groupBy(this.statements(), ({ statement }) => statement.document);
    return this.#statementsOf.get(document) ?? [];
  }

  #readStatements(): readonly HeldStatement[] {
    return [...this.loaded.state.record.statements.values()].flatMap((statement) => {
      const last = statement.versions.at(-1);
      const payload =
        last === undefined ? undefined : openedAs(this.loaded.openings.get(last.commitment), "statement");
      return payload === undefined ? [] : [{ statement, payload }];
    });
  }

  #read(hash: Sha256Hex): string {
    const bytes = this.#world.evidence(hash) ?? this.#world.blob(hash);
    if (bytes === undefined)
      throw new AppError(
        "folder-broken",
        `the text ${hash} of a document is missing below private/evidence: restore it from a copy`,
      );
    return parseUtf8(bytes, hash);
  }
}

function openedAs<Kind extends Opening["payload"]["kind"]>(
  opening: Opening | undefined,
  kind: Kind,
): Extract<Opening["payload"], { kind: Kind }> | undefined {
  const payload = opening?.payload;
  return isOfKind(payload, kind) ? payload : undefined;
}

function isOfKind<Kind extends Opening["payload"]["kind"]>(
  payload: Opening["payload"] | undefined,
  kind: Kind,
): payload is Extract<Opening["payload"], { kind: Kind }> {
  return payload?.kind === kind;
}
