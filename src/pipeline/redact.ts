import { equalBytes, formatBase64, formatHex, type Sha256Hex } from "../core/bytes.ts";
import { formatCanonicalJson } from "../core/canonical-json.ts";
import { asReading, type EvidencePayload } from "../core/commitment.ts";
import { originOf } from "../core/election.ts";
import { formatEntry, type Entry } from "../core/entry.ts";
import { advance } from "../core/fold.ts";
import type { EvidenceEntry } from "../core/state.ts";
import { cutBox, rowsReached, type SheetParts } from "../core/formats/sheet-parts.ts";
import { InputError } from "../core/input-error.ts";
import {
  awaitsRedaction,
  redactionMessage,
  type CoveredBox,
  type RedactionEntry,
  type RedactionOutcome,
} from "../core/redaction.ts";
import type { SourceId, StationId } from "../core/tally-sheet.ts";
import { assert } from "../core/tlog/assert.ts";
import type { Signer } from "../core/tlog/note.ts";
import type { ImageRedactor, World } from "../world.ts";
import { requireTranscriber } from "./admit-transcriber.ts";
import { load, type Loaded } from "./load.ts";

/** An evidence image with what was decided of showing it. */
export interface ImageToShow {
  readonly entry: number;
  readonly source: SourceId;
  readonly station?: StationId;
  readonly sha256: Sha256Hex;
  /** Nobody has said what of it may be shown. */
  readonly waits: boolean;
  /** What was decided, where somebody did. */
  readonly outcome?: RedactionOutcome;
}

/** All evidence images held here, in the order of the log. Files that are no images are never shown, and not among them. */
export function imagesToShow({ state, openings }: Loaded): ImageToShow[] {
  const stations = stationsRead({ state, openings });
  return [...state.evidence.values()].flatMap((evidence) => {
    const payload = imageOf(openings, evidence);
    if (payload === undefined) return [];
    const station = evidence.reassigned ?? stations.get(evidence.entry) ?? evidence.station;
    const { entry, source, redaction } = evidence;
    return [
      {
        entry,
        source,
        ...(station === undefined ? {} : { station }),
        sha256: payload.sha256,
        waits: awaitsRedaction(evidence),
        ...(redaction === undefined ? {} : { outcome: redaction.outcome }),
      },
    ];
  });
}

/** The station that a reading of the file says. */
function stationsRead({ state, openings }: Pick<Loaded, "state" | "openings">): Map<number, StationId> {
  const stations = new Map<number, StationId>();
  for (const { evidence, commitment } of state.readings) {
    const payload = asReading(openings.get(commitment)?.payload);
    if (payload?.station !== undefined && !stations.has(evidence)) stations.set(evidence, payload.station);
  }
  return stations;
}

function imageOf(openings: Loaded["openings"], { commitment }: EvidenceEntry): EvidencePayload | undefined {
  const payload = openings.get(commitment)?.payload;
  return payload?.kind === "evidence" && payload.mediaType !== "application/octet-stream"
    ? payload
    : undefined;
}

/** What is to become of one image. */
export interface RedactionDecision {
  readonly evidence: number;
  readonly decide:
    | {
        readonly kind: "cover";
        readonly boxes: readonly CoveredBox[];
        /** Where the template was found on it: which rows of votes are reached can then be told. */
        readonly parts?: SheetParts | undefined;
      }
    | Exclude<RedactionOutcome, { kind: "redacted" }>;
  /** Whether a person looked at the image. */
  readonly seen: boolean;
  /** Decide anew where it was decided before. */
  readonly again?: boolean;
}

/** What was entered of one image. */
export interface RedactionEntered {
  readonly entry: number;
  readonly evidence: number;
  readonly outcome: RedactionOutcome;
}

/**
 * Enters what of evidence images may be shown, all or nothing. Where parts are covered, the public image is made and kept
 * before the log names it. The same file received several times is decided about as one, so that none of its entries shows
 * what another covers. With a signer the decisions are signed with an admitted key. What stands already
 * is not entered again, so that a command that broke off can be repeated.
 */
export async function redactEvidence(
  world: World,
  decisions: readonly RedactionDecision[],
  { redactor, signer }: { readonly redactor: ImageRedactor; readonly signer?: Signer | undefined },
): Promise<RedactionEntered[]> {
  const loaded = load(world);
  const { state } = loaded;
  const actor = signer === undefined ? undefined : requireTranscriber(state, signer.verifier);
  const origin = state.election === undefined ? "" : originOf(state.election);
  /** By evidence: what is to be entered, or the index of what says the same already. */
  const entered = new Map<number, { readonly entry: Entry | number; readonly outcome: RedactionOutcome }>();
  for (const { evidence, decide, seen, again = false } of decisions) {
    if (entered.has(evidence)) continue;
    const { payload } = requireImage(loaded, evidence);
    const same = sameFile(loaded, payload.sha256);
    const outcome = await outcomeOf(world, { payload, decide }, redactor);
    if (same.every(({ redaction }) => isSame(redaction, { outcome, seen }))) {
      for (const { entry, redaction } of same) entered.set(entry, { entry: redaction?.entry ?? -1, outcome });
      continue;
    }
    requireUndecided(same, again);
    for (const { entry: file, commitment, redaction } of same) {
      const supersedes = redaction?.entry;
      const said = { outcome, seen, ...(supersedes === undefined ? {} : { supersedes }) };
      const message = redactionMessage(world.crypto, { origin, evidence: commitment, ...said });
      const signed =
        actor === undefined || signer === undefined
          ? {}
          : { signed: { actor: actor.entry, signature: formatBase64(signer.sign(message)) } };
      const entry: Entry = { kind: "evidence-redacted", version: 1, evidence: file, ...said, ...signed };
      entered.set(file, { entry, outcome });
    }
  }
  const entries = [...entered.values()].flatMap(({ entry }) => (typeof entry === "number" ? [] : [entry]));
  let next = state.entries;
  // After this the state is used up: nothing below reads it.
  entries.reduce((folded, entry) => advance(folded, entry, () => new Uint8Array()), state);
  if (entries.length > 0) await world.append(entries.map(formatEntry));
  return [...entered].map(([evidence, { entry, outcome }]) => ({
    entry: typeof entry === "number" ? entry : next++,
    evidence,
    outcome,
  }));
}

/** Every evidence that is this file, byte for byte. */
function sameFile({ state, openings }: Loaded, sha256: Sha256Hex): EvidenceEntry[] {
  return [...state.evidence.values()].filter((file) => imageOf(openings, file)?.sha256 === sha256);
}

function isSame(
  redaction: RedactionEntry | undefined,
  said: Pick<RedactionEntry, "outcome" | "seen">,
): boolean {
  if (redaction === undefined || redaction.seen !== said.seen) return false;
  return equalBytes(formatCanonicalJson(redaction.outcome), formatCanonicalJson(said.outcome));
}

function requireUndecided(same: readonly EvidenceEntry[], again: boolean): void {
  const before = again ? undefined : same.find(({ redaction }) => redaction !== undefined);
  if (before !== undefined)
    throw new InputError(`entry ${before.entry}`, [
      `was decided about before, by entry ${before.redaction?.entry}: --again decides anew${same.length > 1 ? `, also of the same file under entries ${same.map(({ entry }) => entry).join(", ")}` : ""}`,
    ]);
}

/** The evidence of an entry and its payload. Throws InputError where it is no image that is held here. */
export function requireImage(
  { state, openings }: Loaded,
  entry: number,
): { readonly file: EvidenceEntry; readonly payload: EvidencePayload } {
  const file = state.evidence.get(entry);
  if (file === undefined) throw new InputError(`entry ${entry}`, ["is no evidence"]);
  const payload = imageOf(openings, file);
  if (payload === undefined)
    throw new InputError(`entry ${entry}`, ["is no image that is held here: only images are shown"]);
  return { file, payload };
}

async function outcomeOf(
  world: World,
  { payload, decide }: { readonly payload: EvidencePayload; readonly decide: RedactionDecision["decide"] },
  redactor: ImageRedactor,
): Promise<RedactionOutcome> {
  if (decide.kind !== "cover") return decide;
  const original = world.evidence(payload.sha256);
  if (original === undefined) throw new InputError("image", [`${payload.sha256} is not held here`]);
  const size = await redactor.measure(original);
  const covered = decide.boxes.flatMap((box) => {
    const inside = cutBox(box, size);
    return inside === undefined ? [] : [{ ...box, ...inside }];
  });
  if (covered.length === 0)
    throw new InputError("boxes", [
      `none of them lies in the image of ${size.width} x ${size.height} pixels; where nothing needs hiding, say so with --none "REASON"`,
    ]);
  const { bytes, mediaType, width, height } = await redactor.redact(original, covered);
  assert(width === size.width && height === size.height, "an image keeps its size where parts are covered");
  const sha256 = await world.keepEvidence(bytes);
  assert(sha256 === formatHex(world.crypto.sha256(bytes)), "what is kept is what was made");
  return {
    kind: "redacted",
    image: { sha256, bytes: bytes.length, mediaType, width, height },
    covered,
    ...(decide.parts === undefined ? {} : { rowsReached: rowsReached(covered, decide.parts.rows) }),
  };
}
