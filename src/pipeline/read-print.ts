import { asReading, type Payload, type ReadingPayload } from "../core/commitment.ts";
import type { EvidenceEntry } from "../core/state.ts";
import { readingOfHand } from "../core/formats/hand-reading.ts";
import { readingOfPrint } from "../core/formats/print-reading.ts";
import { LIKENESS_METHOD, type Likeness } from "../core/likeness/likeness.ts";
import { templateOf, type SheetTemplate } from "../core/formats/sheet-template.ts";
import type { ContestId } from "../core/tally-sheet.ts";
import { AppError, ReaderStopped, type SheetReader, type World } from "../world.ts";
import { commitReadings, type ProgramReading } from "./commit-readings.ts";
import { inLanes } from "./in-lanes.ts";
import { load, type Loaded } from "./load.ts";
import type { EvidenceRead } from "./read-evidence.ts";

/** Files read before their readings are appended: few, since each takes seconds and what is not appended is read again. */
const BATCH = 4;

/**
 * Reads the rows of all evidence that this reader has not read yet, by the template of the election file, and commits what it
 * made of each: print settles a sheet where the policy says so, handwriting never. Where the election file has no template,
 * nothing is read. How the numbers look is measured on the way and committed as a reading of its own. Interrupted, it goes on
 * where it stopped; others who wait for the folder get it between two batches.
 */
export async function readPrint(
  world: World,
  reader: SheetReader,
  onProgress?: (done: number, total: number) => void,
): Promise<EvidenceRead[]> {
  let loaded = load(world);
  const { election } = loaded.state;
  const template = election === undefined ? undefined : templateOf(election.sheet);
  if (template === undefined) return [];
  const contest = template.contest ?? election?.contests[0]?.id ?? "";
  const name = printReaderName(reader, template);
  const by = { reader: name, likeness: likenessReaderName(template), contest };
  let { unread, measured, stations } = sheetsToRead(loaded, by);
  const answers: EvidenceRead[] = [];
  let done = 0;
  while (unread.length > 0) {
    const total = done + unread.length;
    const files = await inLanes(unread.slice(0, BATCH), reader.lanes ?? 1, async (evidence) => {
      const station = evidence.reassigned ?? stations.get(evidence.entry) ?? evidence.station;
      const sheet = { station, contest };
      const read = await readFile(world, reader, { evidence, loaded, template, sheet });
      onProgress?.(++done, total);
      return { evidence: evidence.entry, ...read };
    });
    unread = unread.slice(BATCH);
    const made = files.flatMap(({ evidence, payload, likeness }): ProgramReading[] => {
      const reading = { evidence, reader: name, payload };
      if (likeness === undefined || measured.has(evidence)) return [reading];
      const looks: Payload = { kind: "reading", outcome: "measured", likeness };
      return [reading, { evidence, reader: by.likeness, payload: looks }];
    });
    for (const { entry, evidence, payload } of await commitReadings(world, made)) {
      const reading = asReading(payload);
      if (reading !== undefined) answers.push({ entry, evidence, payload: reading });
    }
    if (await world.makeWay()) {
      loaded = load(world, { before: loaded });
      ({ unread, measured, stations } = sheetsToRead(loaded, by));
    }
  }
  return answers;
}

/** What this reader has not read of the contest, of what the looks were measured already, and the stations that are known. */
function sheetsToRead(
  loaded: Loaded,
  by: { readonly reader: string; readonly likeness: string; readonly contest: ContestId },
) {
  const { readings, evidence } = loaded.state;
  const readBy = (reader: string) =>
    new Set(readings.flatMap((each) => (each.reader === reader ? [each.evidence] : [])));
  const read = readBy(by.reader);
  return {
    unread: [...evidence.values()].filter(
      (each) => !read.has(each.entry) && (each.contest === undefined || each.contest === by.contest),
    ),
    measured: readBy(by.likeness),
    stations: stationsSaid(loaded),
  };
}

/** The name that readings with this template are attributed to; its first word says what they are of. */
export function printReaderName(reader: SheetReader, template: SheetTemplate): string {
  return `${template.writing === "hand" ? "handwriting" : "print"} ${reader.name}, template ${template.id}`;
}

/** The name that how a sheet looks is attributed to: one program for print and handwriting. */
function likenessReaderName(template: SheetTemplate): string {
  return `likeness ${LIKENESS_METHOD}, template ${template.id}`;
}

/** The station that a reading of the same file says: a code's, or a person's. */
function stationsSaid({ state, openings }: Loaded): ReadonlyMap<number, string> {
  const stations = new Map<number, string>();
  for (const { evidence, commitment } of state.readings) {
    const payload = asReading(openings.get(commitment)?.payload);
    if (payload?.station !== undefined && !stations.has(evidence)) stations.set(evidence, payload.station);
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
): Promise<{ readonly payload: ReadingPayload; readonly likeness?: Likeness | undefined }> {
  const nothing = (reason: string) => ({
    payload: { kind: "reading", outcome: "nothing-read", reason } satisfies ReadingPayload,
  });
  const held = of.loaded.openings.get(of.evidence.commitment)?.payload;
  const image = held?.kind === "evidence" ? world.evidence(held.sha256) : undefined;
  if (image === undefined) return nothing("the file is not held here");
  try {
    const account = await reader.read(image, of.template);
    if (account.kind === "hand-rows")
      return { payload: readingOfHand(account, of.template, of.sheet), likeness: account.likeness };
    const payload = readingOfPrint(account, of.template, of.sheet);
    return account.kind === "rows" ? { payload, likeness: account.likeness } : { payload };
  } catch (error) {
    if (error instanceof ReaderStopped) return nothing(error.message);
    // The machine failed, and not the image: it is read when the command is run again.
    if (error instanceof AppError) throw error;
    // What a decoder complains of may tell of a file that stays private: the public learns only that it failed.
    return nothing("not an image that can be opened");
  }
}
