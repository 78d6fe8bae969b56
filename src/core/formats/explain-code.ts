import { TOTAL_BOXES, type BoxName } from "../tally-sheet.ts";
import { parseBuSlice } from "./br-bu-slice.ts";
import { parseQr, type QrFormat, type QrSheet } from "./qr-format.ts";
import { isSplit } from "./read-codes.ts";

/** What the text of a QR code says, for a person who wonders. */
export interface ExplainedCode {
  /** The format that takes it; "none" where none does. */
  readonly format: string;
  readonly station?: string;
  /** Sentences in English, the most important first. */
  readonly lines: readonly string[];
}

/** The formats that are known without an election file. */
const KNOWN: readonly Extract<QrFormat, string>[] = ["ve-2024-qr", "hn-2025-qr"];
const ABOUT: Readonly<Record<(typeof KNOWN)[number], string>> = {
  "ve-2024-qr": "A tally sheet of the presidential election of Venezuela, 28 July 2024",
  "hn-2025-qr": "A presidential tally sheet of Honduras, 30 November 2025",
};

/**
 * Says in words what a code's text means: by the election's formats where they are given, else by those built in. A text that no
 * format takes is told as such, with what each format misses in it.
 */
export function explainCode(text: string, formats: readonly QrFormat[] = []): ExplainedCode {
  const reasons: string[] = [];
  for (const format of formats.length > 0 ? formats : KNOWN) {
    if (isSplit(format)) continue;
    const name = typeof format === "string" ? format : format.kind;
    const parsed = parseQr(text, format);
    if (parsed.kind === "refused") {
      reasons.push(`${name}: ${parsed.reason}`);
      continue;
    }
    const { station } = parsed;
    const about = typeof format === "string" ? ABOUT[format] : "A tally sheet of this election";
    const lines = parsed.kind === "identity" ? explainIdentity(parsed.prefix) : explainSheet(parsed);
    return { format: name, station, lines: [`${about}: polling station ${station}.`, ...lines] };
  }
  const slice = parseBuSlice(text);
  if (!("kind" in slice))
    return {
      format: "br-bu",
      lines: [
        `Part ${slice.index} of ${slice.count} of a Brazilian ballot-box bulletin (boletim de urna).`,
        ...(slice.count > 1
          ? ["All parts together hold its votes: read the other codes of the bulletin too."]
          : []),
        "It carries a hash, which is checked when the parts are joined, and a signature on the last part, whose key is not published.",
      ],
    };
  reasons.push(`br-bu: ${slice.reason}`);
  return {
    format: "none",
    lines: [
      isAddress(text)
        ? "A web address, not the votes of a tally sheet."
        : "Not the code of a tally sheet in any format known here.",
      ...reasons,
    ],
  };
}

function explainIdentity(prefix: string): string[] {
  return [
    `Department ${prefix.slice(0, 2)}, municipality ${prefix.slice(2)}.`,
    "The code names the sheet and says nothing of its votes: those stand on the paper, by hand.",
  ];
}

function explainSheet(sheet: QrSheet): string[] {
  const totals = new Set<BoxName>(TOTAL_BOXES);
  const votes = [...sheet.boxes].flatMap(([box, value]) =>
    typeof value === "number" && !totals.has(box) ? [[box, value] as const] : [],
  );
  const sum = votes.reduce((all, [, count]) => all + count, 0);
  const ordered = votes.toSorted(([, one], [, other]) => other - one);
  return [
    `Votes: ${ordered.map(([box, count]) => `${box} ${count}`).join(", ")}; ${sum} in all.`,
    `Null votes ${sheet.nullVotes}, blank votes ${sheet.blankVotes}.`,
    `By rows of the ballot: ${sheet.numbers.join(", ")}.`,
    "It is not a web address, and it has no signature: it says what was printed, not who printed it.",
  ];
}

function isAddress(text: string): boolean {
  return /^(https?:\/\/|www\.)\S+$/i.test(text);
}
