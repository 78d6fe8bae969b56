import { commitmentOf, SALT_BYTES, type Opening, type ReadingPayload } from "../core/commitment.ts";
import { formatEntry, type Entry } from "../core/entry.ts";
import type { EvidenceEntry } from "../core/fold.ts";
import { readingOfHand } from "../core/formats/hand-reading.ts";
import { readingOfPrint } from "../core/formats/print-reading.ts";
import { templateOf, type SheetTemplate } from "../core/formats/sheet-template.ts";
import { AppError, ReaderStopped, type SheetReader, type World } from "../world.ts";
import { inLanes } from "./in-lanes.ts";
import { load, type Loaded } from "./load.ts";
import type { EvidenceRead } from "./read-evidence.ts";

/** Files read before their readings are appended: few, since each takes seconds and what is not appended is read again. */
const BATCH = 16;

/**
 * Reads the rows of all evidence that this reader has not read yet, by the template of the election file, and commits what it
 * made of each: print settles a sheet where the policy says so, handwriting never. Where the election file has no template,
 * nothing is read. Interrupted, it goes on where it stopped.
 */
export async function readPrint(
  world: World,
  reader: SheetReader,
  onProgress?: (done: number, total: number) => void,
): Promise<EvidenceRead[]> {
  const loaded = load(world);
  const { state } = loaded;
  const template = state.election === undefined ? undefined : templateOf(state.election.sheet);
  if (template === undefined) return [];
  const contest = template.contest ?? state.election?.contests[0]?.id ?? "";
  const name = printReaderName(reader, template);
  const done = new Set(state.readings.flatMap((each) => (each.reader === name ? [each.evidence] : [])));
  const unread = [...state.evidence.values()].filter(
    (each) => !done.has(each.entry) && (each.contest === undefined || each.contest === contest),
  );
  const stations = stationsSaid(loaded);
  const answers: EvidenceRead[] = [];
  let next = state.entries;
  for (let at = 0; at < unread.length; at += BATCH) {
    let done = at;
    const batch = unread.slice(at, at + BATCH);
    const payloads = await inLanes(batch, reader.lanes ?? 1, async (evidence) => {
      const station = evidence.reassigned ?? stations.get(evidence.entry) ?? evidence.station;
      const sheet = { station, contest };
      const payload = await readFile(world, reader, { evidence, loaded, template, sheet });
      onProgress?.(++done, unread.length);
      return payload;
    });
    const commits = payloads.map((payload, within) => {
      const evidence = batch[within]?.entry ?? 0;
      const opening: Opening = { salt: world.randomBytes(SALT_BYTES), payload };
      const commitment = commitmentOf(world.crypto, opening);
      const entry: Entry = { kind: "reading-made", version: 1, evidence, reader: name, commitment };
      answers.push({ entry: next++, evidence, payload });
      return { entry, opening };
    });
    await world.keepOpenings(commits.map((each) => each.opening));
    await world.append(commits.map((each) => formatEntry(each.entry)));
  }
  onProgress?.(unread.length, unread.length);
  return answers;
}

/** The name that readings with this template are attributed to; its first word says what they are of. */
export function printReaderName(reader: SheetReader, template: SheetTemplate): string {
  return `${template.writing === "hand" ? "handwriting" : "print"} ${reader.name}, template ${template.id}`;
}

/** The station that a reading of the same file says: a code's, or a person's. */
function stationsSaid({ state, openings }: Loaded): ReadonlyMap<number, string> {
  const stations = new Map<number, string>();
  for (const { evidence, commitment } of state.readings) {
    const payload = openings.get(commitment)?.payload;
    if (payload?.kind === "reading" && payload.station !== undefined && !stations.has(evidence))
      stations.set(evidence, payload.station);
  }
  return stations;
}

async function readFile(
  world: World,
  reader: SheetReader,
  of: {
    readonly evidence: EvidenceEntry;
    readonly loaded: Loaded;
    readonly template: SheetTemplate;
    readonly sheet: Parameters<typeof readingOfPrint>[2];
  },
): Promise<ReadingPayload> {
  const nothing = (reason: string): ReadingPayload => ({ kind: "reading", outcome: "nothing-read", reason });
  const held = of.loaded.openings.get(of.evidence.commitment)?.payload;
  const image = held?.kind === "evidence" ? world.evidence(held.sha256) : undefined;
  if (image === undefined) return nothing("the file is not held here");
  try {
    const account = await reader.read(image, of.template);
    return account.kind === "hand-rows"
      ? readingOfHand(account, of.template, of.sheet)
      : readingOfPrint(account, of.template, of.sheet);
  } catch (error) {
    if (error instanceof ReaderStopped) return nothing(error.message);
    // The machine failed, and not the image: it is read when the command is run again.
    if (error instanceof AppError) throw error;
    // What a decoder complains of may tell of a file that stays private: the public learns only that it failed.
    return nothing("not an image that can be opened");
  }
}
