import { commitmentOf, SALT_BYTES, type Opening, type ReadingPayload } from "../core/commitment.ts";
import { formatEntry, type Entry } from "../core/entry.ts";
import { qrFormatsOf, type Election } from "../core/election.ts";
import type { EvidenceEntry } from "../core/fold.ts";
import { parseQr } from "../core/formats/qr-format.ts";
import { InputError } from "../core/input-error.ts";
import type { QrReader, World } from "../world.ts";
import { load } from "./load.ts";

/** What was read of one evidence file. */
export interface EvidenceRead {
  readonly entry: number;
  readonly evidence: number;
  readonly payload: ReadingPayload;
}

const BATCH = 64;

/**
 * Reads the QR codes of all evidence that this reader has not read yet, and commits one reading a file: what the sheet
 * says, or that nothing could be read and why. Interrupted, it goes on where it stopped.
 */
export async function readEvidence(
  world: World,
  reader: QrReader,
  onProgress?: (done: number, total: number) => void,
): Promise<EvidenceRead[]> {
  const { state, openings } = load(world);
  const { election } = state;
  if (election === undefined || qrFormatsOf(election).length === 0)
    throw new InputError("election file", [
      'says no "sheet.qr", so that no QR code has a meaning: nothing to read',
    ]);
  const read = new Set(
    state.readings.filter((reading) => reading.reader === reader.name).map((reading) => reading.evidence),
  );
  const unread = [...state.evidence.values()].filter((evidence) => !read.has(evidence.entry));

  const answers: EvidenceRead[] = [];
  let next = state.entries;
  for (let at = 0; at < unread.length; at += BATCH) {
    const batch: { entry: Entry; opening: Opening }[] = [];
    for (const [within, evidence] of unread.slice(at, at + BATCH).entries()) {
      onProgress?.(at + within, unread.length);
      const held = openings.get(evidence.commitment)?.payload;
      const image = held?.kind === "evidence" ? world.evidence(held.sha256) : undefined;
      const payload: ReadingPayload =
        image === undefined
          ? { kind: "reading", outcome: "nothing-read", reason: "the file is not held here" }
          : await readSheet(image, reader, { election, evidence });
      const opening: Opening = { salt: world.randomBytes(SALT_BYTES), payload };
      const commitment = commitmentOf(world.crypto, opening);
      const entry: Entry = {
        kind: "reading-made",
        version: 1,
        evidence: evidence.entry,
        reader: reader.name,
        commitment,
      };
      batch.push({ entry, opening });
      answers.push({ entry: next++, evidence: evidence.entry, payload });
    }
    await world.keepOpenings(batch.map((each) => each.opening));
    await world.append(batch.map((each) => formatEntry(each.entry)));
  }
  onProgress?.(unread.length, unread.length);
  return answers;
}

/**
 * What the codes of one image say: exactly one sheet, of the claimed contest where one is claimed. Only a text that a
 * format's strict grammar takes counts, so that noise which a decoder takes for a code is refused.
 */
async function readSheet(
  image: Uint8Array,
  reader: QrReader,
  of: { election: Election; evidence: EvidenceEntry },
): Promise<ReadingPayload> {
  const nothing = (reason: string): ReadingPayload => ({ kind: "reading", outcome: "nothing-read", reason });
  const { contest: claimed, redactedBySource } = of.evidence;
  const formats = qrFormatsOf(of.election).filter(
    ({ contest }) => claimed === undefined || contest === claimed,
  );
  let texts: readonly string[];
  try {
    texts = await reader.read(image);
  } catch {
    // What a decoder complains of may tell of a file that stays private: the public learns only that it failed.
    return nothing("not an image that can be opened");
  }
  const refusals: string[] = [];
  const sheets = [...new Set(texts)].flatMap((text) =>
    formats.flatMap(({ contest, format }) => {
      const parsed = parseQr(text, format);
      if (parsed.kind === "sheet") return [{ contest, station: parsed.station, boxes: parsed.boxes, text }];
      refusals.push(parsed.reason);
      return [];
    }),
  );
  const [sheet, another] = sheets;
  if (sheet === undefined)
    return nothing(texts.length === 0 ? "no QR code found" : `QR code refused: ${refusals.join("; ")}`);
  if (another !== undefined)
    return nothing(
      another.text === sheet.text
        ? "the QR code fits several contests: receive the file with --contest"
        : "QR codes of several tally sheets in one image: one image a sheet",
    );
  const { contest, station, boxes, text } = sheet;
  const reading = {
    kind: "reading",
    outcome: "read",
    station,
    contest,
    boxes: Object.fromEntries(boxes),
  } as const;
  return redactedBySource ? { ...reading, text } : reading;
}
