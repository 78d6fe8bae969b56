import { asReading, type ReadingPayload } from "../core/commitment.ts";
import { qrFormatsOf, type Election } from "../core/election.ts";
import type { EvidenceEntry } from "../core/state.ts";
import { parseBuSlice } from "../core/formats/br-bu-slice.ts";
import type { QrFormat } from "../core/formats/qr-format.ts";
import { isPartial, isSplit, readCodes } from "../core/formats/read-codes.ts";
import { templateOf } from "../core/formats/sheet-template.ts";
import { groupBy } from "../core/group-by.ts";
import type { QualityProblem } from "../core/image-quality.ts";
import { InputError } from "../core/input-error.ts";
import { AppError, ReaderStopped, type QrReader, type World } from "../world.ts";
import { commitReadings } from "./commit-readings.ts";
import { inLanes } from "./in-lanes.ts";
import { load, type Loaded } from "./load.ts";

/** What was read of one evidence file. A file that is the sheet of several contests is in several of them. */
export interface EvidenceRead {
  readonly entry: number;
  readonly evidence: number;
  readonly payload: ReadingPayload;
}

/** Files read before their readings are appended, and whoever waits for the folder gets it. */
const BATCH = 32;
/** Files with parts of sheets that are looked at again: each is held against every part of the others. */
const WAITING_MAXIMUM = 500;

/** An evidence file with the texts of its codes; or why there are none. */
interface DecodedFile {
  readonly evidence: EvidenceEntry;
  readonly texts: readonly string[] | undefined;
  readonly quality?: readonly QualityProblem[];
  readonly failure: string;
}

/**
 * Reads the QR codes of all evidence that this reader has not read yet, and commits what each sheet says, or that nothing
 * could be read and why. Where a sheet's code is split over several, files that showed a part are looked at again with
 * the new ones, and read once more where these complete them. Interrupted, it goes on where it stopped. Others who wait
 * for the folder get it between two batches, and evidence that came in then is read too.
 */
export async function readEvidence(
  world: World,
  reader: QrReader,
  onProgress?: (done: number, total: number) => void,
): Promise<EvidenceRead[]> {
  let loaded = load(world);
  const { election } = loaded.state;
  if (election === undefined || qrFormatsOf(election).length === 0) {
    if (election !== undefined && templateOf(election.sheet) !== undefined) return [];
    throw new InputError("election file", [
      'says no "sheet.qr" and no "sheet.template", so that neither codes nor print have a meaning: nothing to read',
    ]);
  }
  const formats = qrFormatsOf(election).map(({ format }) => format);
  const decode = (evidence: EvidenceEntry) =>
    decodeFile(world, reader, { evidence, openings: loaded.openings, formats });
  const { partial, ...toRead } = evidenceToRead(loaded, reader.name);
  let { unread } = toRead;
  // Without something new nothing can complete what is partial.
  let waiting: PartialFile[] = [];
  for (const { evidence, payloads } of unread.length === 0 ? [] : partial)
    waiting.push({ ...(await decode(evidence)), payloads });

  const answers: EvidenceRead[] = [];
  let done = 0;
  while (unread.length > 0) {
    const total = done + unread.length;
    const decoded = await inLanes(unread.slice(0, BATCH), reader.lanes ?? 1, async (evidence) => {
      const file = await decode(evidence);
      onProgress?.(++done, total);
      return file;
    });
    unread = unread.slice(BATCH);
    const batch = readBatch(decoded, waiting, { election, world });
    waiting = batch.waiting;
    const made = batch.read.map((each) => ({ ...each, reader: reader.name }));
    for (const { entry, evidence, payload } of await commitReadings(world, made))
      answers.push({ entry, evidence, payload });
    if (await world.makeWay()) {
      loaded = load(world, { before: loaded });
      ({ unread } = evidenceToRead(loaded, reader.name));
    }
  }
  return answers;
}

/** A file that showed a part of its sheet, with what was last read of it. */
interface PartialFile extends DecodedFile {
  readonly payloads: readonly ReadingPayload[];
}

/** The evidence this reader has not read, and what it has read in part, where codes of this election may be split. */
function evidenceToRead({ state, openings }: Loaded, reader: string) {
  const payloads = new Map<number, ReadingPayload[]>();
  for (const reading of state.readings) {
    if (reading.reader !== reader) continue;
    const payload = asReading(openings.get(reading.commitment)?.payload);
    const known = payloads.get(reading.evidence) ?? [];
    payloads.set(reading.evidence, payload === undefined ? known : [...known, payload]);
  }
  const evidence = [...state.evidence.values()];
  return {
    unread: evidence.filter((each) => !payloads.has(each.entry)),
    partial: evidence
      .flatMap((each) => {
        const read = payloads.get(each.entry) ?? [];
        const last = read.at(-1);
        return last !== undefined && isPartial(last) ? [{ evidence: each, payloads: read }] : [];
      })
      .slice(-WAITING_MAXIMUM),
  };
}

async function decodeFile(
  world: World,
  reader: QrReader,
  file: {
    readonly evidence: EvidenceEntry;
    readonly openings: Loaded["openings"];
    readonly formats: readonly QrFormat[];
  },
): Promise<DecodedFile> {
  const { evidence, openings, formats } = file;
  const held = openings.get(evidence.commitment)?.payload;
  const image = held?.kind === "evidence" ? world.evidence(held.sha256) : undefined;
  if (image === undefined) return { evidence, texts: undefined, failure: "the file is not held here" };
  try {
    return { evidence, ...(await reader.read(image, formats)), failure: "" };
  } catch (error) {
    if (error instanceof ReaderStopped) return { evidence, texts: undefined, failure: error.message };
    // The machine failed, and not the image: it is read when the command is run again.
    if (error instanceof AppError) throw error;
    // What a decoder complains of may tell of a file that stays private: the public learns only that it failed.
    return { evidence, texts: undefined, failure: "not an image that can be opened" };
  }
}

/** What the new files say, and what files that waited for them say now; then those that still wait. */
function readBatch(
  decoded: readonly DecodedFile[],
  waited: readonly PartialFile[],
  { election, world }: { readonly election: Election; readonly world: World },
): { readonly read: readonly Omit<EvidenceRead, "entry">[]; readonly waiting: PartialFile[] } {
  const files = [...waited, ...decoded];
  const splits = qrFormatsOf(election).some(({ format }) => isSplit(format));
  const parts = splits ? groupBy(files.flatMap(partsShown), (part) => part.source) : undefined;
  const read: Omit<EvidenceRead, "entry">[] = [];
  const waiting: PartialFile[] = [];
  for (const [at, file] of files.entries()) {
    const { evidence, texts, quality, failure } = file;
    const others = (parts?.get(evidence.source) ?? []).map(({ slice }) => slice);
    const claim = evidence.contest === undefined ? {} : { contest: evidence.contest };
    const payloads =
      texts === undefined
        ? [{ kind: "reading" as const, outcome: "nothing-read" as const, reason: failure }]
        : readCodes({ texts, ...claim }, { election, crypto: world.crypto, others }).map((payload) =>
            withQuality(evidence.redactedBySource ? payload : withoutText(payload), quality),
          );
    const before = waited[at]?.payloads;
    // A file read again adds a reading only where it now says more.
    if (before === undefined || partsHeld(payloads) > partsHeld(before))
      read.push(...payloads.map((payload) => ({ evidence: evidence.entry, payload })));
    if (payloads.some(isPartial)) waiting.push({ ...file, payloads });
  }
  return { read, waiting: waiting.slice(-WAITING_MAXIMUM) };
}

function partsShown({ evidence, texts }: DecodedFile) {
  return (texts ?? []).flatMap((text) => {
    const slice = parseBuSlice(text);
    return "kind" in slice ? [] : [{ source: evidence.source, slice }];
  });
}

function partsHeld(payloads: readonly ReadingPayload[]): number {
  return Math.max(...payloads.map(({ code }) => code?.parts.held.length ?? 0));
}

/** What is wrong with the image, where the reading lacks something. */
function withQuality(payload: ReadingPayload, quality: readonly QualityProblem[] = []): ReadingPayload {
  const isComplete = payload.outcome === "read" && !isPartial(payload);
  return isComplete || quality.length === 0 ? payload : { ...payload, quality: [...quality] };
}

/** The words of a code on a file that stays private are not told; what they say of the sheet is. */
function withoutText(payload: ReadingPayload): ReadingPayload {
  const { text: _, ...rest } = payload;
  return rest;
}
