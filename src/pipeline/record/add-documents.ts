import { formatHex, utf8, type Sha256Hex } from "../../core/bytes.ts";
import { commitmentOf, SALT_BYTES, type Opening } from "../../core/commitment.ts";
import { formatEntry } from "../../core/entry.ts";
import { InputError } from "../../core/input-error.ts";
import { agenciesIn } from "../../core/record/derivation.ts";
import { canonicalText } from "../../core/record/canonical-text.ts";
import {
  documentFactsSchema,
  type DocumentFacts,
  type DocumentPayload,
  type Genre,
  type ReadDocument,
  type Visibility,
} from "../../core/record/document.ts";
import { languageOf } from "../../core/record/language.ts";
import { maskNames, maskRanges, mergeRanges, placesOfName, placesOfPerson } from "../../core/record/mask.ts";
import { NameIndex } from "../../core/record/name-index.ts";
import { passageOf } from "../../core/record/passage.ts";
import type { RecordEntryOf } from "../../core/record/record-entry.ts";
import { suggestPrivateNames } from "../../core/record/suggest-private-names.ts";
import type { World } from "../../world.ts";
import { load } from "../load.ts";
import { HeldRecord } from "./held-record.ts";

/** Documents entered in one batch: one file of openings and one signature for all. */
const BATCH = 256;
/** A text longer than this is no document that people quote from. */
const TEXT_MAXIMUM = 2_000_000;

/** What a person says of a document: it stands before what the file says of itself. */
export interface SaidOfDocument {
  readonly genre?: Genre;
  readonly publisher?: string;
  readonly agency?: string;
  readonly title?: string;
  readonly url?: string;
  readonly language?: string;
  readonly publishedAt?: string;
  readonly collectedAt?: string;
  readonly visibility?: Visibility;
  /** The entry of an earlier version of the same page. */
  readonly supersedes?: number;
  /** Names to black out besides those that look private, and names to leave though they do. */
  readonly mask?: readonly string[];
  readonly keep?: readonly string[];
}

export interface DocumentFile {
  readonly name: string;
  readonly bytes: () => Uint8Array;
  readonly read: (bytes: Uint8Array) => Promise<ReadDocument>;
  readonly said: SaidOfDocument;
  /** Web archives and other files that came with it. */
  readonly attachments?: readonly { readonly bytes: Uint8Array; readonly mediaType: string }[];
}

/** What became of one file. Every file given is named in the answer. */
export type AddedDocument =
  | {
      readonly kind: "added";
      readonly name: string;
      readonly entry: number;
      readonly visibility: Visibility;
      readonly facts: DocumentFacts;
      /** The names that are blacked out: told to the person, kept out of the log. */
      readonly masked: readonly string[];
      readonly supersedes?: number;
    }
  | { readonly kind: "held"; readonly name: string; readonly entry: number }
  | { readonly kind: "refused"; readonly name: string; readonly reason: string };

interface Pending {
  readonly entry: RecordEntryOf<"document-received">;
  readonly opening: Opening;
  readonly answer: Extract<AddedDocument, { kind: "added" }>;
}

/**
 * Takes documents into the record. File and whole text stay private; the log gets a salted commitment to both and, unless
 * it is sealed, what may be said of it, with the hash of the text in which private names are blacked out. The same text
 * of the same page again is told, not entered; another text of the same address supersedes the earlier one.
 */
export async function addDocuments(
  world: World,
  files: readonly DocumentFile[],
  onProgress: (done: number, total: number) => void = () => {},
): Promise<readonly AddedDocument[]> {
  const loaded = load(world);
  const held = new HeldRecord(world, loaded);
  const known = new KnownDocuments(held);
  for (const name of held.hiddenNames()) known.hide(name);
  held.forgetTexts();
  const answers: AddedDocument[] = [];
  let pending: Pending[] = [];
  let next = loaded.state.entries;
  const flush = async () => {
    await world.keepOpenings(pending.map(({ opening }) => opening));
    if (pending.length > 0) await world.append(pending.map(({ entry }) => formatEntry(entry)));
    pending = [];
  };
  for (const [at, file] of files.entries()) {
    onProgress(at, files.length);
    const prepared = await prepare(world, file, known);
    if ("answer" in prepared) {
      const answer = { ...prepared.answer, entry: next };
      known.note(next, prepared.opening.payload, answer);
      pending.push({ ...prepared, answer });
      answers.push(answer);
      next += 1;
    } else answers.push(prepared);
    if (pending.length === BATCH) await flush();
  }
  await flush();
  onProgress(files.length, files.length);
  return answers;
}

async function prepare(
  world: World,
  file: DocumentFile,
  known: KnownDocuments,
): Promise<Pending | Exclude<AddedDocument, { kind: "added" }>> {
  const { name, said } = file;
  try {
    const bytes = file.bytes();
    const read = await file.read(bytes);
    const { text, sha256: textHash } = canonicalText(read.text, world.crypto.sha256);
    if (text.trim() === "") throw new InputError(name, ["has no text"]);
    if (text.length > TEXT_MAXIMUM)
      throw new InputError(name, [`has ${text.length} characters, over the limit of ${TEXT_MAXIMUM}`]);
    const language = said.language ?? languageOf(text);
    const hidden = mergeRanges([...hiddenPlaces(text, language, said), ...known.hidden.placesIn(text)]);
    const publicText = maskRanges(text, hidden);
    const names = [...new Set(hidden.map(({ start, end }) => text.slice(start, end)))];
    const facts = factsOf({ world, text, publicText, names, read, said, language, masked: hidden.length });
    const held = known.find(textHash, facts.url);
    if (held !== undefined) return { kind: "held", name, entry: held };
    const visibility = said.visibility ?? "public";
    const payload = await keep(world, { file, bytes, text, publicText, read, visibility, facts });
    const opening = { salt: world.randomBytes(SALT_BYTES), payload };
    const supersedes = said.supersedes ?? known.atAddress(facts.url);
    if (said.supersedes !== undefined) known.require(said.supersedes);
    const entry: Pending["entry"] = {
      kind: "document-received",
      version: 1,
      visibility,
      commitment: commitmentOf(world.crypto, opening),
      ...(visibility === "sealed" ? {} : { document: facts }),
      ...(supersedes === undefined ? {} : { supersedes }),
    };
    for (const hiddenName of names) known.hide(hiddenName);
    const answer = { kind: "added" as const, name, entry: 0, visibility, facts, masked: names };
    return { entry, opening, answer: supersedes === undefined ? answer : { ...answer, supersedes } };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { kind: "refused", name, reason: error.problems.join("; ") };
  }
}

/** Where names stand that the public does not see: those that look private, and those a person named. */
function hiddenPlaces(text: string, language: string | undefined, said: SaidOfDocument) {
  const isKnown = language === "en" || language === "es" || language === "pt";
  const kept = new Set(
    (said.keep ?? []).flatMap((name) => placesOfName(text, name)).map(({ start }) => start),
  );
  const suggested = isKnown ? suggestPrivateNames(passageOf(text, language)) : [];
  const named = (said.mask ?? []).flatMap((name) => placesOfPerson(text, name));
  return mergeRanges([...suggested.filter(({ start }) => !kept.has(start)), ...named]);
}

interface FactsInput {
  readonly world: World;
  readonly text: string;
  readonly publicText: string;
  readonly names: readonly string[];
  readonly read: ReadDocument;
  readonly said: SaidOfDocument;
  readonly language: string | undefined;
  readonly masked: number;
}

function factsOf(input: FactsInput): DocumentFacts {
  const { world, text, publicText, names, read, said, language, masked } = input;
  const show = (name: string, words: string | undefined, most = 300) =>
    words === undefined || words.trim() === ""
      ? {}
      : { [name]: maskNames(words.trim().replaceAll(/\s+/g, " "), names).slice(0, most).toWellFormed() };
  const [agency] = agenciesIn(text);
  const facts = {
    text: formatHex(world.crypto.sha256(utf8(publicText))),
    masked,
    genre: said.genre ?? "news",
    ...show("publisher", said.publisher ?? read.publisher),
    ...show("agency", said.agency ?? agency),
    ...show("title", said.title ?? read.title),
    ...show("url", said.url ?? read.url, 2_000),
    ...(language === undefined ? {} : { language }),
    ...show("publishedAt", said.publishedAt ?? read.publishedAt),
    collectedAt: said.collectedAt ?? `${world.now().toISOString().slice(0, 19)}Z`,
    reader: read.reader,
  };
  const parsed = documentFactsSchema.safeParse(facts);
  if (!parsed.success) throw InputError.fromIssues("document", parsed.error.issues);
  return parsed.data;
}

async function keep(
  world: World,
  of: {
    readonly file: DocumentFile;
    readonly bytes: Uint8Array;
    readonly text: string;
    readonly publicText: string;
    readonly read: ReadDocument;
    readonly visibility: Visibility;
    readonly facts: DocumentFacts;
  },
): Promise<DocumentPayload> {
  const { file, bytes, text, publicText, read, visibility, facts } = of;
  const attachments: DocumentPayload["attachments"] = [];
  for (const each of file.attachments ?? [])
    attachments.push({
      sha256: await world.keepEvidence(each.bytes),
      bytes: each.bytes.length,
      mediaType: each.mediaType,
    });
  const payload = {
    kind: "document" as const,
    file: { sha256: await world.keepEvidence(bytes), bytes: bytes.length, mediaType: read.mediaType },
    text: await world.keepEvidence(utf8(text)),
    attachments,
  };
  if (visibility === "public") await world.keepBlob(utf8(publicText));
  else await world.keepEvidence(utf8(publicText));
  return visibility === "sealed" ? { ...payload, facts } : payload;
}

/** The documents held, by text and by address. */
class KnownDocuments {
  readonly #entries = new Set<number>();
  readonly #byText = new Map<Sha256Hex, { readonly entry: number; readonly url: string | undefined }[]>();
  readonly #byAddress = new Map<string, number>();

  /** Whole names that are blacked out in some document, and so in every other. */
  readonly hidden = new NameIndex();

  /** A surname alone may be anybody's: only a whole name is looked for elsewhere. */
  hide(name: string): void {
    if (/\S\s+\S/.test(name)) this.hidden.add(name);
  }

  constructor(held: HeldRecord) {
    for (const { entry, payload, facts } of held.documents) this.note(entry, payload, { facts });
  }

  note(entry: number, payload: Opening["payload"], { facts }: { readonly facts: DocumentFacts }): void {
    if (payload.kind !== "document") return;
    this.#entries.add(entry);
    const same = this.#byText.get(payload.text) ?? [];
    same.push({ entry, url: facts.url });
    this.#byText.set(payload.text, same);
    if (facts.url !== undefined) this.#byAddress.set(facts.url, entry);
  }

  /** The document with this text of this page: where nobody knows an address, the text is enough. */
  find(text: Sha256Hex, url: string | undefined): number | undefined {
    return this.#byText.get(text)?.find((each) => each.url === url)?.entry;
  }

  atAddress(url: string | undefined): number | undefined {
    return url === undefined ? undefined : this.#byAddress.get(url);
  }

  require(entry: number): void {
    if (!this.#entries.has(entry)) throw new InputError("--supersedes", [`entry ${entry} is no document`]);
  }
}
