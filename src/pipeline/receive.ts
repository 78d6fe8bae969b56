import { formatHex, type Sha256Hex } from "../core/bytes.ts";
import { commitmentOf, SALT_BYTES, type EvidencePayload, type Opening } from "../core/commitment.ts";
import { formatEntry, type EntryOf } from "../core/entry.ts";
import { qrFormatsOf, type Election } from "../core/election.ts";
import { requireContest, requireSource } from "../core/state.ts";
import { stripImageMetadata } from "../core/formats/image-metadata.ts";
import { templateOf } from "../core/formats/sheet-template.ts";
import { InputError } from "../core/input-error.ts";
import type { QualityProblem } from "../core/image-quality.ts";
import type { ContestId, SourceId, StationId } from "../core/tally-sheet.ts";
import type { ImageIntake, QualityGauge, World } from "../world.ts";
import { load, type Loaded } from "./load.ts";
import { keepReceipts } from "./receipt.ts";

/** Files received in one batch of entries: enough to make the signing cheap, few enough to lose little at a crash. */
const BATCH = 256;
/** Milliseconds after which what was received is acknowledged, and whoever waits for the folder gets it. */
const HOLD = 5_000;
/** No photo or scanned page is larger. */
export const FILE_BYTES_MAXIMUM = 100_000_000;

export interface DeliveredFile {
  readonly name: string;
  readonly read: () => Uint8Array;
  /** The station the sender claims, where they claim one. */
  readonly station?: StationId;
}

/** Photos or scans, all from one source. */
export interface Delivery {
  readonly files: readonly DeliveredFile[];
  readonly source: SourceId;
  /** The contest the sender claims they are sheets of. */
  readonly contest?: ContestId;
  /** Whether the sender says that nothing in the files needs hiding. */
  readonly redactedBySource: boolean;
  /** Opens what is neither JPEG nor PNG; without it such files are kept as they are, private. */
  readonly intake?: ImageIntake;
  /** Says what makes an image hard to read, while whoever took it can take another; without it nothing is said. */
  readonly gauge?: QualityGauge;
  readonly onProgress?: (done: number, total: number) => void;
}

/** What became of one file. Every file given is named in the answer. */
export type Received =
  | {
      readonly kind: "received";
      readonly name: string;
      readonly entry: number;
      readonly receipt: string;
      /** As it is kept. What is no image (application/octet-stream) stays private, and nothing reads it. */
      readonly mediaType: EvidencePayload["mediaType"];
      readonly metadataRemoved: readonly string[];
      /** What makes it hard to read, where something does. */
      readonly quality?: readonly QualityProblem[];
      /** An earlier entry with the same bytes from another source, or of another station. */
      readonly sameFileAs?: number;
    }
  | { readonly kind: "duplicate"; readonly name: string; readonly entry: number }
  | { readonly kind: "refused"; readonly name: string; readonly reason: string };

interface Pending {
  readonly name: string;
  readonly entry: EntryOf<"evidence-received">;
  readonly opening: Opening;
  readonly payload: EvidencePayload;
  readonly metadataRemoved: readonly string[];
  readonly quality: readonly QualityProblem[];
  readonly sameFileAs?: number;
}

/**
 * Takes files as evidence. Metadata (place, time, device) is removed before anything is hashed or kept; the file stays
 * private, and the log gets a salted commitment. The same bytes for the same source and station again are a duplicate,
 * named with the entry that holds them; of another source or station they are taken, and the earlier entry is named
 * too. A batch is acknowledged only once it is in the signed log.
 */
export async function receive(world: World, delivery: Delivery): Promise<Received[]> {
  let loaded = load(world);
  requireSource(loaded.state, delivery.source);
  if (delivery.contest !== undefined) requireContest(loaded.state, delivery.contest);
  const { election } = loaded.state;
  let held = evidenceHeld(loaded);

  const answers: Received[] = [];
  let pending: Pending[] = [];
  let since = world.now().getTime();
  const flush = async () => {
    answers.push(...(await acknowledge(world, pending)));
    pending = [];
  };
  for (const [at, file] of delivery.files.entries()) {
    delivery.onProgress?.(at, delivery.files.length);
    for (const taken of await takeFile(world, delivery, file)) {
      if (taken.kind === "refused") {
        answers.push(taken);
        continue;
      }
      const { name } = taken;
      const { source } = delivery;
      const key = identity(
        taken.payload.sha256,
        file.station === undefined ? { source } : { source, station: file.station },
      );
      const entry = held.entryOf.get(key);
      if (entry !== undefined) {
        answers.push({ kind: "duplicate", name, entry });
        continue;
      }
      const sameFileAs = held.firstOfFile.get(taken.payload.sha256);
      const quality = await measureImage(election, delivery.gauge, taken.bytes);
      pending.push({
        ...commit(world, delivery, { ...taken, file, quality }),
        ...(sameFileAs === undefined ? {} : { sameFileAs }),
      });
      held.firstOfFile.set(taken.payload.sha256, sameFileAs ?? held.next);
      held.entryOf.set(key, held.next++);
    }
    if (pending.length < BATCH && world.now().getTime() - since < HOLD) continue;
    await flush();
    if (await world.makeWay()) {
      loaded = load(world, { before: loaded });
      held = evidenceHeld(loaded);
    }
    since = world.now().getTime();
  }
  await flush();
  delivery.onProgress?.(delivery.files.length, delivery.files.length);
  return answers;
}

/** The evidence of the log, by what makes a file a duplicate and by its bytes alone; and the index of the next entry. */
function evidenceHeld({ state, openings }: Loaded) {
  const entryOf = new Map<string, number>();
  const firstOfFile = new Map<Sha256Hex, number>();
  for (const evidence of state.evidence.values()) {
    const payload = openings.get(evidence.commitment)?.payload;
    if (payload?.kind !== "evidence") continue;
    entryOf.set(identity(payload.sha256, evidence), evidence.entry);
    firstOfFile.set(payload.sha256, firstOfFile.get(payload.sha256) ?? evidence.entry);
  }
  return { entryOf, firstOfFile, next: state.entries };
}

function identity(
  sha256: Sha256Hex,
  of: { readonly source: SourceId; readonly station?: StationId },
): string {
  return JSON.stringify([sha256, of.source, of.station ?? null]);
}

type Taken =
  | {
      readonly kind: "taken";
      readonly name: string;
      readonly payload: EvidencePayload;
      /** As they are kept. */
      readonly bytes: Uint8Array;
      readonly metadataRemoved: readonly string[];
    }
  | Extract<Received, { kind: "refused" }>;

/** What is kept of a file: itself without its metadata, or an image for each of its pages. */
async function takeFile(world: World, delivery: Delivery, file: DeliveredFile): Promise<Taken[]> {
  const { name } = file;
  const refused = (reason: string): Taken[] => [{ kind: "refused", name, reason }];
  let bytes: Uint8Array;
  try {
    bytes = file.read();
  } catch (error) {
    if (error instanceof InputError) return refused(error.problems.join("; "));
    return refused(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (bytes.length === 0) return refused("the file is empty");
  if (bytes.length > FILE_BYTES_MAXIMUM)
    return refused(
      `is larger than ${FILE_BYTES_MAXIMUM / 1_000_000} MB: send it in parts, or at a smaller size`,
    );
  const opened = (await delivery.intake?.open(bytes)) ?? { kind: "as-it-is" };
  switch (opened.kind) {
    case "refused":
      return refused(opened.reason);
    case "as-it-is":
    case "unknown":
      return [await takeImage(world, delivery, { name, bytes })];
    case "images": {
      const pages: Taken[] = [];
      for (const [at, image] of opened.images.entries()) {
        const page = opened.images.length === 1 ? name : `${name}, page ${at + 1}`;
        const taken = await takeImage(world, delivery, { name: page, bytes: image });
        const removed = `everything but the pixels of the ${opened.from.toUpperCase()}`;
        pages.push(taken.kind === "taken" ? { ...taken, metadataRemoved: [removed] } : taken);
      }
      return pages.length === 0 ? refused("has no pages") : pages;
    }
  }
}

async function takeImage(
  world: World,
  delivery: Delivery,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Taken> {
  const stripped = stripImageMetadata(bytes);
  if (stripped.kind === "unknown" && delivery.redactedBySource)
    return {
      kind: "refused",
      name,
      reason:
        "only images can be published (JPEG, PNG, WebP, TIFF, AVIF, HEIC, PDF): leave out --redacted-by-source to keep it private",
    };
  if (stripped.kind === "refused") return { kind: "refused", name, reason: stripped.reason };
  const kept = stripped.kind === "unknown" ? bytes : stripped.bytes;
  await world.keepEvidence(kept);
  const payload: EvidencePayload = {
    kind: "evidence",
    sha256: formatHex(world.crypto.sha256(kept)),
    bytes: kept.length,
    mediaType: stripped.kind === "unknown" ? "application/octet-stream" : stripped.mediaType,
  };
  const metadataRemoved = stripped.kind === "unknown" ? [] : stripped.removed;
  return { kind: "taken", name, payload, bytes: kept, metadataRemoved };
}

async function measureImage(
  election: Election | undefined,
  gauge: QualityGauge | undefined,
  image: Uint8Array,
): Promise<readonly QualityProblem[]> {
  if (election === undefined || gauge === undefined) return [];
  const formats = qrFormatsOf(election).map(({ format }) => format);
  return gauge.measure(image, { formats, isCodeAll: templateOf(election.sheet) === undefined });
}

function commit(
  world: World,
  delivery: Delivery,
  taken: Extract<Taken, { kind: "taken" }> & Pick<Pending, "quality"> & { readonly file: DeliveredFile },
): Pending {
  const opening: Opening = { salt: world.randomBytes(SALT_BYTES), payload: taken.payload };
  const entry: Pending["entry"] = {
    kind: "evidence-received",
    version: 1,
    source: delivery.source,
    commitment: commitmentOf(world.crypto, opening),
    redactedBySource: delivery.redactedBySource,
    ...(taken.file.station === undefined ? {} : { station: taken.file.station }),
    ...(delivery.contest === undefined ? {} : { contest: delivery.contest }),
  };
  const { name, payload, metadataRemoved, quality } = taken;
  return { name, entry, opening, payload, metadataRemoved, quality };
}

async function acknowledge(world: World, pending: readonly Pending[]): Promise<Received[]> {
  if (pending.length === 0) return [];
  await world.keepOpenings(pending.map((each) => each.opening));
  const { firstIndex } = await world.append(pending.map((each) => formatEntry(each.entry)));
  const receipts = await keepReceipts(world, { first: firstIndex, count: pending.length });
  return pending.map(({ name, payload, metadataRemoved, quality, sameFileAs }, at) => ({
    kind: "received",
    name,
    entry: firstIndex + at,
    receipt: receipts[at] ?? "",
    mediaType: payload.mediaType,
    metadataRemoved,
    ...(quality.length === 0 ? {} : { quality }),
    ...(sameFileAs === undefined ? {} : { sameFileAs }),
  }));
}
