import { compareImages } from "../core/likeness-checks.ts";
import type { Account } from "../core/settled-sheets.ts";
import {
  decodeBox,
  NOT_ON_FORM,
  type ContestId,
  type SourceId,
  type StationId,
} from "../core/tally-sheet.ts";
import type { EvidenceView, SourceView, View } from "../core/view.ts";
import { formatColumns, formatCount } from "./text.ts";

/** One account of a station's sheet: whose, which entry, who read it, and its boxes that are on the form. */
export interface AccountShown {
  readonly source: SourceId;
  readonly entry: number;
  readonly row?: number;
  /** The entry of the image that was read. */
  readonly evidence?: number;
  readonly reader?: string;
  readonly boxes: Readonly<Record<string, number | string>>;
}

/** All accounts of one station's sheet, and where they differ. */
export interface SideBySide {
  readonly station: StationId;
  readonly contest: ContestId;
  readonly accounts: readonly AccountShown[];
  /** Boxes of which two accounts state different numbers. */
  readonly differ: readonly string[];
  /** How every two images of the station look beside each other, where that was measured. */
  readonly images: readonly {
    readonly entries: readonly [number, number];
    readonly alike: boolean;
    readonly rows: number;
    readonly differ: readonly string[];
    readonly percent: number;
  }[];
}

/** Sets the accounts of a station's sheet side by side, of one source where one is named. */
export function setSideBySide(
  seen: View,
  of: { readonly station: StationId; readonly contest: ContestId; readonly source?: SourceId | undefined },
): SideBySide {
  const index = seen.register.stationIndex(of.station);
  const sources = (seen.contests.get(of.contest) ?? []).filter(
    ({ source }) => of.source === undefined || source === of.source,
  );
  const accounts =
    index === undefined
      ? []
      : sources.flatMap((source) => source.sheets.accounts(index).map((account) => shown(source, account)));
  const names = [...new Set(accounts.flatMap(({ boxes }) => Object.keys(boxes)))];
  const differ = names.filter((name) => {
    const stated = accounts.flatMap(({ boxes }) => (typeof boxes[name] === "number" ? [boxes[name]] : []));
    return stated.some((value) => value !== stated[0]);
  });
  const files = seen.evidence.filter(({ station }) => station === of.station);
  return { station: of.station, contest: of.contest, accounts, differ, images: compareAll(files) };
}

function shown({ source, sheets }: SourceView, account: Account): AccountShown {
  const boxes = sheets.boxNames.flatMap((name, column) => {
    const value = account.boxes[column] ?? NOT_ON_FORM;
    return value === NOT_ON_FORM ? [] : [[name, decodeBox(value)] as const];
  });
  return {
    source,
    entry: account.entry,
    ...(account.row === 0 ? {} : { row: account.row }),
    ...(account.evidence === undefined ? {} : { evidence: account.evidence }),
    ...(account.reader === undefined ? {} : { reader: account.reader }),
    boxes: Object.fromEntries(boxes),
  };
}

function compareAll(files: readonly EvidenceView[]): SideBySide["images"] {
  return files.flatMap((one, at) =>
    files.slice(at + 1).flatMap((other) => {
      const compared = compareImages(one, other);
      if (compared === undefined) return [];
      const { alike, rows, differ, percent } = compared;
      return [{ entries: [one.evidence.entry, other.evidence.entry] as const, alike, rows, differ, percent }];
    }),
  );
}

/** Width of a column of numbers, and how many characters a terminal has at least. */
const COLUMN = 12;
const WIDTH = 80;

/** The accounts in columns, as many beside each other as a terminal holds; a box in which they differ begins with ≠. */
export function tellSideBySide({ station, contest, accounts, differ, images }: SideBySide): string[] {
  if (accounts.length === 0) return [`No account of station ${station}, contest ${contest}, is open`];
  const names = [...new Set(accounts.flatMap(({ boxes }) => Object.keys(boxes)))];
  const widest = Math.max(...names.map((name) => name.length)) + 2;
  const beside = Math.max(1, Math.floor((WIDTH - widest) / COLUMN));
  const blocks = Array.from({ length: Math.ceil(accounts.length / beside) }, (_, block) =>
    accounts.slice(block * beside, (block + 1) * beside).map((account, at) => ({
      account,
      head: `[${block * beside + at + 1}]`,
    })),
  );
  const tables = blocks.map((block) =>
    formatColumns([
      ["", ...block.map(({ head }) => head)],
      ...names.map((name) => [
        `${differ.includes(name) ? "≠" : " "} ${name}`,
        ...block.map(({ account }) => cellOf(account.boxes[name])),
      ]),
    ]),
  );
  return [
    `Station ${station}, contest ${contest}: ${formatCount(accounts.length)} accounts, which differ in ${formatCount(differ.length)} boxes (≠)`,
    ...accounts.map((account, at) => `  [${at + 1}] ${originOf(account)}`),
    ...tables.flatMap((table) => ["", table]),
    ...(images.length === 0 ? [] : ["", "Images, by the ink of their numbers:"]),
    ...images.map(
      ({ entries, alike, rows, differ: rowsDiffering, percent }) =>
        `  entries ${entries.join(" and ")} ${alike ? "look alike" : "do not look alike"}: ${rows} rows compared, ${percent}% of the ink in common${rowsDiffering.length === 0 ? "" : `; different: ${rowsDiffering.join(", ")}`}`,
    ),
  ];
}

function cellOf(value: number | string | undefined): string {
  return value === undefined ? "-" : typeof value === "number" ? formatCount(value) : value;
}

/** Whose account it is, and how a decision names it. */
function originOf({ source, entry, row, evidence, reader }: AccountShown): string {
  const read = reader === undefined ? "" : `, read by ${reader}`;
  const image = evidence === undefined ? "" : `, image of entry ${evidence}`;
  return `${source}: --entry ${entry}${row === undefined ? "" : ` --row ${row}`}${image}${read}`;
}
