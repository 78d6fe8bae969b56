import { z } from "zod";

import {
  COUNT_MAXIMUM,
  TOTAL_BOXES,
  type Box,
  type BoxName,
  type ContestId,
  type SelectionId,
  type StationId,
} from "../tally-sheet.ts";
import { brBuSchema, type BrBuFormat } from "./br-bu.ts";
import { parseHnQr, type QrIdentity } from "./hn-2025-qr.ts";
import { VE_2024_QR } from "./ve-2024-qr.ts";

/**
 * How an election's QR codes are read: a format built in by name, or one the election file spells out.
 * `list`: `STATION!n,n,...!nulls!blanks`, one number per row of the ballot; several rows may name one selection.
 * `br-bu`: codes of several contests, which one sheet may split over several.
 */
export const qrFormatSchema = z.union([
  z.literal("ve-2024-qr"),
  z.literal("hn-2025-qr"),
  brBuSchema,
  z.strictObject({ kind: z.literal("hn-2025-qr"), contest: z.string().min(1) }),
  z.strictObject({
    kind: z.literal("list"),
    contest: z.string().min(1),
    /** The selection each number of the list belongs to, in order. */
    rows: z
      .array(
        z
          .string()
          .min(1)
          .refine((row) => !TOTAL_BOXES.some((box) => box === row), "a selection, not a total"),
      )
      .min(1),
  }),
]);
export type QrFormat = z.infer<typeof qrFormatSchema>;

/** A format in which one text is all there is to know of one sheet. `br-bu` is the other kind. */
export type SingleQrFormat = Exclude<QrFormat, BrBuFormat>;

/** The formats whose text is a list of numbers. */
export type ListQrFormat = "ve-2024-qr" | Extract<QrFormat, { kind: "list" }>;

/** The contests that a format is about; those that name none are of an election with one. */
export function contestsOfFormat(format: QrFormat): readonly ContestId[] | undefined {
  if (typeof format === "string") return undefined;
  return format.kind === "br-bu" ? format.contests.map(({ contest }) => contest) : [format.contest];
}

/** What a QR code says of its tally sheet. */
export interface QrSheet {
  readonly kind: "sheet";
  /** Absent where the format leaves it to an election with one contest. */
  readonly contest?: ContestId;
  readonly station: StationId;
  /** What follows the station in the first part, where the format has such a thing; kept to write the text again. */
  readonly suffix?: string;
  /** One per row of the ballot, in its order. */
  readonly numbers: readonly number[];
  readonly nullVotes: number;
  readonly blankVotes: number;
  /** All totals and selections; what a QR code leaves out is not on the form. */
  readonly boxes: ReadonlyMap<BoxName, Box>;
}

export interface QrRefused {
  readonly kind: "refused";
  readonly reason: string;
}

/** How one format's text is built: `STATION suffix ! numbers ! nulls ! blanks`. */
export interface QrGrammar {
  readonly contest?: ContestId;
  /** The first part, with the groups `station` and, where there is one, `suffix`. */
  readonly firstPart: RegExp;
  /** What the first part must be, in words. */
  readonly firstPartInWords: string;
  /** The suffix of a text written from numbers that came from no text. */
  readonly suffix: string;
  readonly rows: readonly SelectionId[];
  readonly numberMaximum: number;
}

/**
 * Reads a QR code's text. Exactly one text says the same thing: anything before, after or between, a number with a sign
 * or leading zeros, a row more or less, and the text is refused with a reason.
 */
export function parseQr(text: string, format: SingleQrFormat): QrSheet | QrIdentity | QrRefused {
  if (format === "hn-2025-qr" || (format !== "ve-2024-qr" && format.kind === "hn-2025-qr"))
    return parseHnQr(text);
  return parseList(text, grammarOf(format));
}

function parseList(text: string, grammar: QrGrammar): QrSheet | QrRefused {
  const [first = "", list = "", nulls = "", blanks = "", ...more] = text.split("!");
  if (blanks === "" || more.length > 0)
    return refuse("is not four parts with exclamation marks between: polling station, votes, null, blank");
  const groups = grammar.firstPart.exec(first)?.groups;
  if (groups?.["station"] === undefined) return refuse(`its first part is not ${grammar.firstPartInWords}`);
  const texts = list.split(",");
  if (texts.length !== grammar.rows.length)
    return refuse(`has ${texts.length} numbers where the ballot has ${grammar.rows.length} rows`);
  const wrong = [...texts, nulls, blanks].find((each) => !isCount(each, grammar.numberMaximum));
  if (wrong !== undefined)
    return refuse(
      `${JSON.stringify(wrong.slice(0, 20))} is not a whole number from 0 to ${grammar.numberMaximum} in its shortest form`,
    );
  const numbers = texts.map(Number);
  const boxes = new Map<BoxName, Box>(TOTAL_BOXES.map((box) => [box, "not-on-form"]));
  boxes.set("blankVotes", Number(blanks));
  boxes.set("nullVotes", Number(nulls));
  for (const [selection, votes] of sumsOf(grammar.rows, numbers)) {
    if (votes > COUNT_MAXIMUM)
      return refuse(`the numbers of ${selection} add up to more than ${COUNT_MAXIMUM}`);
    boxes.set(selection, votes);
  }
  return {
    kind: "sheet",
    ...(grammar.contest === undefined ? {} : { contest: grammar.contest }),
    station: groups["station"],
    ...(groups["suffix"] === undefined ? {} : { suffix: groups["suffix"] }),
    numbers,
    nullVotes: Number(nulls),
    blankVotes: Number(blanks),
    boxes,
  };
}

/** The one text that says this, the inverse of `parseQr`. Throws RangeError where the format has none for it. */
export function formatQr(
  sheet: Pick<QrSheet, "station" | "suffix" | "numbers" | "nullVotes" | "blankVotes">,
  format: ListQrFormat,
): string {
  const grammar = grammarOf(format);
  const first = sheet.station + (sheet.suffix ?? grammar.suffix);
  const text = [first, sheet.numbers.join(","), sheet.nullVotes, sheet.blankVotes].join("!");
  const parsed = parseList(text, grammar);
  if (parsed.kind === "refused") throw new RangeError(`no QR text: ${parsed.reason}`);
  if (parsed.station !== sheet.station)
    throw new RangeError(`no QR text names polling station ${sheet.station}`);
  return text;
}

function grammarOf(format: ListQrFormat): QrGrammar {
  if (format === "ve-2024-qr") return VE_2024_QR;
  return {
    contest: format.contest,
    firstPart: /^(?<station>[A-Za-z0-9.-]{1,40})$/,
    firstPartInWords: "a polling station (1 to 40 letters, digits, dots and hyphens)",
    suffix: "",
    rows: format.rows,
    numberMaximum: COUNT_MAXIMUM,
  };
}

function sumsOf(rows: readonly SelectionId[], numbers: readonly number[]): Map<SelectionId, number> {
  const sums = new Map<SelectionId, number>();
  for (const [at, selection] of rows.entries())
    sums.set(selection, (sums.get(selection) ?? 0) + (numbers[at] ?? 0));
  return sums;
}

function isCount(text: string, maximum: number): boolean {
  return /^(?:0|[1-9][0-9]{0,9})$/.test(text) && Number(text) <= maximum;
}

function refuse(reason: string): QrRefused {
  return { kind: "refused", reason };
}
