import type { CodeState, ReadingPayload } from "../commitment.ts";
import type { Sha512 } from "../crypto.ts";
import { qrFormatsOf, type Election } from "../election.ts";
import type { ContestId } from "../tally-sheet.ts";
import { assembleBulletin, type BuBulletin } from "./br-bu-bulletin.ts";
import { formatBuSlice, parseBuSlice, type BuSlice } from "./br-bu-slice.ts";
import { readBulletin, type BrBuFormat } from "./br-bu.ts";
import { parseQr, type SingleQrFormat } from "./qr-format.ts";

/** The texts that a decoder found in one image, and the contest its sender claims. */
export interface CodesOfImage {
  readonly texts: readonly string[];
  readonly contest?: ContestId;
}

/** What the codes of an image may be read with. */
export interface CodeContext {
  readonly election: Pick<Election, "sheet" | "contests" | "date">;
  readonly crypto: Sha512;
  /** Parts that images of the same source show: those of a sheet that this image shows in part may be among them. */
  readonly others: readonly BuSlice[];
}

/**
 * What the codes of one image say: one sheet, with one reading for each of its contests. A sheet may have several codes: one
 * that names it, one for each contest, or parts of one. Only a text that a format's strict grammar takes counts, so that noise
 * which a decoder takes for a code is refused. Codes of several sheets are left to people. Never empty.
 */
export function readCodes(image: CodesOfImage, context: CodeContext): readonly ReadingPayload[] {
  const formats = qrFormatsOf(context.election).filter(
    ({ contests }) => image.contest === undefined || contests.includes(image.contest),
  );
  const refusals: string[] = [];
  const accounts: CodeAccount[] = [];
  const texts = [...new Set(image.texts)];
  for (const { contests, format } of formats) {
    if (isSplit(format)) {
      const slices = texts.map(parseBuSlice).flatMap((slice) => {
        if (!("kind" in slice)) return [slice];
        refusals.push(slice.reason);
        return [];
      });
      if (slices.length > 0)
        accounts.push({ readings: readSlices(slices, { ...context, format, claimed: image.contest }) });
    } else
      for (const text of texts) {
        const reading = readText(text, format, contests[0] ?? "");
        if (typeof reading === "string") refusals.push(reading);
        else accounts.push({ text, readings: [reading] });
      }
  }
  if (accounts.length > 0) return joinAccounts(accounts);
  return [nothing(texts.length === 0 ? "no QR code found" : `QR code refused: ${refusals.join("; ")}`)];
}

/** What one code says, or all parts of a split one; the text of the first. */
interface CodeAccount {
  readonly text?: string;
  readonly readings: readonly ReadingPayload[];
}

/** How many polling stations a reason names. */
const STATIONS_NAMED = 6;

function joinAccounts(accounts: readonly CodeAccount[]): readonly ReadingPayload[] {
  const texts = accounts.flatMap(({ text }) => text ?? []);
  if (new Set(texts).size < texts.length)
    return [nothing("the QR code fits several contests: receive the file with --contest")];
  const [only, ...more] = accounts;
  if (only !== undefined && more.length === 0) return only.readings;
  const stations = new Set(accounts.map(({ readings }) => readings[0]?.station));
  if (stations.size > 1) return [severalSheets([...stations].flatMap((station) => station ?? []))];
  const readings = accounts.flatMap((account) => account.readings);
  const read = readings.filter(({ outcome }) => outcome === "read");
  const [station] = stations;
  if (new Set(read.map(({ contest }) => contest)).size < read.length)
    return [
      {
        ...nothing(`QR codes of polling station ${station ?? ""} in one image say different votes`),
        ...(station === undefined ? {} : { station }),
      },
    ];
  // A code that only names the sheet says nothing more beside one with its votes.
  return read.length > 0 ? read : readings.slice(0, 1);
}

function severalSheets(stations: readonly string[]): NothingRead {
  const named = stations.toSorted().slice(0, STATIONS_NAMED).join(", ");
  const more = stations.length > STATIONS_NAMED ? ` and ${stations.length - STATIONS_NAMED} more` : "";
  const of = stations.length > 1 ? ` (polling stations ${named}${more})` : "";
  return nothing(`QR codes of several tally sheets in one image${of}: one image a sheet`);
}

/** Whether a sheet's code may be split over several, and these over several images. */
export function isSplit(format: SingleQrFormat | BrBuFormat): format is BrBuFormat {
  return typeof format === "object" && format.kind === "br-bu";
}

/** Whether a reading waits for parts of its sheet that were not held when it was made. */
export function isPartial(reading: ReadingPayload): boolean {
  return reading.code !== undefined && reading.code.parts.held.length < reading.code.parts.of;
}

/** The reading of a text that is a whole sheet; or why it is none. */
function readText(text: string, format: SingleQrFormat, contest: ContestId): ReadingPayload | string {
  const parsed = parseQr(text, format);
  if (parsed.kind === "refused") return parsed.reason;
  const { station } = parsed;
  if (parsed.kind === "identity")
    return {
      ...nothing("the QR code names the sheet and says nothing of its votes"),
      station,
      contest,
      text,
    };
  const boxes = Object.fromEntries(parsed.boxes);
  return { kind: "reading", outcome: "read", station, contest, boxes, text };
}

interface SliceContext extends CodeContext {
  readonly format: BrBuFormat;
  readonly claimed: ContestId | undefined;
}

function readSlices(slices: readonly BuSlice[], context: SliceContext): ReadingPayload[] {
  const text = slices
    .toSorted((one, other) => one.index - other.index)
    .map(formatBuSlice)
    .join("\n");
  const stations = stationsOfHeads(slices, context);
  if (stations.length > 1) return [{ ...severalSheets(stations), text }];
  const assembled = assembleBulletin(slices, context.others, context.crypto);
  if (assembled.kind === "refused") return [{ ...nothing(`QR code refused: ${assembled.reason}`), text }];
  if (assembled.kind === "headless") {
    const code = codeOf({
      ...assembled,
      kind: "bulletin",
      count: slices[0]?.count ?? 0,
      hash: "not-checked",
    });
    return [{ ...nothing(`${partsHeld(code)}; without the first nothing says whose it is`), text, code }];
  }
  return readAssembled(assembled, context).map((reading) => ({ ...reading, text }));
}

/** The polling stations that first parts of bulletins name. */
function stationsOfHeads(slices: readonly BuSlice[], { format, election }: SliceContext): string[] {
  const heads = slices.filter(({ index }) => index === 1);
  if (heads.length < 2) return [];
  const stations = heads.flatMap((head) => {
    const bulletin: BuBulletin = { kind: "bulletin", count: head.count, slices: [head], hash: "not-checked" };
    const read = readBulletin(bulletin, { format, contests: election.contests, date: election.date });
    return read.kind === "refused" ? [] : [read.station];
  });
  return [...new Set(stations)];
}

function readAssembled(bulletin: BuBulletin, context: SliceContext): ReadingPayload[] {
  const { format, election, claimed } = context;
  const wanted = {
    ...format,
    contests: format.contests.filter(({ contest }) => claimed === undefined || contest === claimed),
  };
  const code = codeOf(bulletin);
  const read = readBulletin(bulletin, { format: wanted, contests: election.contests, date: election.date });
  if (read.kind === "refused") return [{ ...nothing(`QR code refused: ${read.reason}`), code }];
  const { station } = read;
  const readings = read.sheets.map((sheet): ReadingPayload => {
    const { contest } = sheet;
    if (sheet.kind === "refused")
      return { ...nothing(`${contest}: ${sheet.reason}`), station, contest, code };
    const boxes = Object.fromEntries(sheet.boxes);
    const sums = [...sheet.sums];
    return { kind: "reading", outcome: "read", station, contest, boxes, code: { ...code, sums } };
  });
  if (readings.length > 0) return readings;
  return [{ ...nothing("the bulletin has none of the election's contests"), station, code }];
}

function codeOf(bulletin: BuBulletin): CodeState {
  const held = bulletin.slices.map((slice) => slice.index);
  const isSigned = bulletin.slices.some((slice) => slice.signature !== undefined);
  const isWhole = held.length === bulletin.count;
  return {
    parts: { held, of: bulletin.count },
    hash: bulletin.hash,
    // The last part has it: where that one is missing, nothing is known of a signature.
    signature: isSigned || !isWhole ? "not-checked" : "absent",
    sums: [],
  };
}

function partsHeld({ parts }: CodeState): string {
  return `of the bulletin's ${parts.of} parts these are held: ${parts.held.join(", ")}`;
}

type NothingRead = Extract<ReadingPayload, { outcome: "nothing-read" }>;

function nothing(reason: string): NothingRead {
  return { kind: "reading", outcome: "nothing-read", reason };
}
