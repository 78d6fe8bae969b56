import { z } from "zod";

import type { Contest } from "../election.ts";
import {
  COUNT_MAXIMUM,
  TOTAL_BOXES,
  type Box,
  type BoxName,
  type ContestId,
  type SelectionId,
  type StationId,
} from "../tally-sheet.ts";
import type { BuBulletin } from "./br-bu-bulletin.ts";
import { sectionsOf, type BuSection } from "./br-bu-sections.ts";
import type { QrRefused } from "./qr-format.ts";

/** Which contests of a Brazilian ballot-box bulletin are read, and as which contests of the election. docs/formats/br-bu.md. */
export const brBuSchema = z.strictObject({
  kind: z.literal("br-bu"),
  contests: z
    .array(
      z.strictObject({
        contest: z.string().min(1),
        /** The code of the office, `CARG`: 1 is president, 3 governor. */
        office: z.int().min(1).max(99),
        /** The code of the election, `IDEL`, where the office alone would not tell two contests apart. */
        election: z.int().min(1).max(99_999).optional(),
        /** The selection of a number on the bulletin; without it the number is the selection's id. */
        selections: z.record(z.string().regex(/^[1-9][0-9]{0,4}$/), z.string().min(1)).default({}),
      }),
    )
    .min(1),
  /** O official, S simulation, T training. */
  phase: z.enum(["O", "S", "T"]).default("O"),
});
export type BrBuFormat = z.infer<typeof brBuSchema>;

/** What an election file's format says that its contests contradict. */
export function checkBrBu(format: BrBuFormat, contests: readonly Contest[]): string[] {
  return format.contests.flatMap(({ contest, office, election, selections }, at) => {
    const problems: string[] = [];
    const earlier = format.contests.slice(0, at);
    if (earlier.some((each) => each.contest === contest)) problems.push(`contest "${contest}" stands twice`);
    if (
      earlier.some(
        (each) =>
          each.office === office &&
          (each.election === undefined || election === undefined || each.election === election),
      )
    )
      problems.push(`office ${office} stands twice: give each of the two its election`);
    const known =
      contests.find((each) => each.id === contest)?.selections.map((selection) => selection.id) ?? [];
    for (const selection of Object.values(selections))
      if (!known.includes(selection)) problems.push(`"${selection}" is no selection of contest "${contest}"`);
    return problems;
  });
}

/** A sum printed on the bulletin that is not the sum of its parts, by the names of its fields. */
export interface BuSum {
  readonly total: string;
  readonly stated: number;
  readonly sum: number;
}

/** What a bulletin says of one contest. */
export interface BuSheet {
  readonly kind: "sheet";
  readonly contest: ContestId;
  /** Boxes that a missing part holds are illegible: they exist, and nobody has read them. */
  readonly boxes: ReadonlyMap<BoxName, Box>;
  readonly sums: readonly BuSum[];
}

/** A contest of which the bulletin gives nothing that can be used. */
export interface BuSheetRefused extends QrRefused {
  readonly contest: ContestId;
}

export interface BuReading {
  readonly kind: "read";
  readonly station: StationId;
  readonly sheets: readonly (BuSheet | BuSheetRefused)[];
}

/**
 * What the bulletin says of each contest of the format, in the format's order. A contest that stands in no part held is
 * left out where the bulletin is whole, and refused with a reason where parts are missing.
 */
export function readBulletin(
  bulletin: BuBulletin,
  of: { readonly format: BrBuFormat; readonly contests: readonly Contest[]; readonly date: string },
): BuReading | QrRefused {
  const parsed = sectionsOf(bulletin);
  if (parsed.kind === "refused") return parsed;
  const head = checkHead(parsed.head, { phase: of.format.phase, date: of.date });
  if (head.kind === "refused") return head;
  const missing = bulletin.count - bulletin.slices.length;
  const sheets = of.format.contests.flatMap((contest): (BuSheet | BuSheetRefused)[] => {
    const { contest: id, office, election } = contest;
    const sections = parsed.sections.filter(
      (section) => section.office === office && (election === undefined || section.election === election),
    );
    const [section, again] = sections;
    const refuseSheet = (reason: string) => [{ kind: "refused" as const, contest: id, reason }];
    if (again !== undefined) return refuseSheet(`office ${office} stands twice on the bulletin`);
    if (section === undefined)
      return missing === 0
        ? []
        : refuseSheet(`it is on no part held, and ${missing} of ${bulletin.count} are missing`);
    const known =
      of.contests.find((each) => each.id === id)?.selections.map((selection) => selection.id) ?? [];
    const sheet = readSection(section, { named: contest.selections, known, ...parsed });
    return [{ ...sheet, contest: id }];
  });
  return { kind: "read", station: head.station, sheets };
}

type Head = ReadonlyMap<string, string>;

/** The station of a bulletin that is of this election: another day or phase is another election. */
function checkHead(
  head: Head,
  of: { readonly phase: string; readonly date: string },
): { readonly kind: "of-station"; readonly station: StationId } | QrRefused {
  const place = ["MUNI", "ZONA", "SECA"].map((field) => countOf(head.get(field)));
  if (place.includes(undefined)) return refuse("does not say MUNI, ZONA and SECA");
  const date = of.date.replaceAll("-", "");
  if (head.get("DTPL") !== date)
    return refuse(`is of the election of ${head.get("DTPL") ?? "no day"}, not of ${date}`);
  if (head.get("FASE") !== of.phase)
    return refuse(
      `is of phase ${head.get("FASE") ?? "unknown"} (O official, S simulation, T training), not ${of.phase}`,
    );
  return { kind: "of-station", station: place.join(".") };
}

interface SectionOf {
  readonly named: Readonly<Record<string, SelectionId>>;
  readonly known: readonly SelectionId[];
  readonly head: Head;
  readonly isHeadWhole: boolean;
}

function readSection(section: BuSection, of: SectionOf): Omit<BuSheet, "contest"> | QrRefused {
  const { totals, isWhole } = section;
  const votes = new Map<SelectionId, number>();
  for (const [number, count] of [...section.votes, ...partyVotes(section)]) {
    const selection = Object.hasOwn(of.named, number) ? (of.named[number] ?? number) : number;
    if (!of.known.includes(selection)) {
      if (count === 0) continue;
      return refuse(`has ${count} votes for ${number}, which is no selection of this contest`);
    }
    if (votes.has(selection)) return refuse(`has votes for selection "${selection}" twice`);
    votes.set(selection, count);
  }
  const valid = section.isProportional ? ["NOMI", "LEGC"] : ["NOMI"];
  const missing = ["APTA", ...valid, "BRAN", "NULO", "TOTC"].filter((field) => !totals.has(field));
  if (isWhole && missing.length > 0) return refuse(`lacks ${missing.join(", ")}`);
  const unread: Box = "illegible";
  const sumOf = (fields: readonly string[]) =>
    fields.reduce<number | undefined>((sum, field) => {
      const value = totals.get(field);
      return sum === undefined || value === undefined ? undefined : sum + value;
    }, 0);
  const validVotes = sumOf(valid);
  if ((validVotes ?? 0) > COUNT_MAXIMUM) return refuse(`its valid votes are over ${COUNT_MAXIMUM}`);
  const boxes = new Map<BoxName, Box>(TOTAL_BOXES.map((box) => [box, "not-on-form"]));
  boxes.set("registeredVoters", totals.get("APTA") ?? unread);
  boxes.set("votersParticipated", countOf(of.head.get("COMP")) ?? (of.isHeadWhole ? "not-on-form" : unread));
  boxes.set("ballotsCast", totals.get("TOTC") ?? unread);
  boxes.set("validVotes", validVotes ?? unread);
  boxes.set("blankVotes", totals.get("BRAN") ?? unread);
  boxes.set("nullVotes", totals.get("NULO") ?? unread);
  // A number without votes is not printed: it is a zero where the whole section was read, and unknown where not.
  for (const selection of of.known) boxes.set(selection, votes.get(selection) ?? (isWhole ? 0 : unread));
  return { kind: "sheet", boxes, sums: isWhole ? sumsOf(section, of.head) : [] };
}

/** The votes for a party's list stand under the party's number. */
function partyVotes(section: BuSection): (readonly [string, number])[] {
  return section.parties.flatMap(({ number, list }) => (list === undefined ? [] : [[number, list] as const]));
}

/** The sums that no finding compares otherwise: of each party, of all candidates, of all lists, and of the electors. */
function sumsOf(section: BuSection, head: Head): BuSum[] {
  const sums: BuSum[] = [];
  const compare = (total: string, stated: number | undefined, sum: number | undefined) => {
    if (stated !== undefined && sum !== undefined && stated !== sum) sums.push({ total, stated, sum });
  };
  const candidates = [...section.votes.values()].reduce((sum, count) => sum + count, 0);
  if (section.isProportional) {
    for (const party of section.parties)
      compare(`PART ${party.number} TOTP`, party.total, party.candidates + (party.list ?? 0));
    compare("NOMI", section.totals.get("NOMI"), candidates);
    compare(
      "LEGC",
      section.totals.get("LEGC"),
      section.parties.reduce((sum, party) => sum + (party.list ?? 0), 0),
    );
  }
  const [came, stayed] = [countOf(head.get("COMP")), countOf(head.get("FALT"))];
  compare(
    "APTO",
    countOf(head.get("APTO")),
    came === undefined || stayed === undefined ? undefined : came + stayed,
  );
  return sums;
}

function countOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^[0-9]{1,10}$/.test(text)) return undefined;
  const count = Number(text);
  return count <= COUNT_MAXIMUM ? count : undefined;
}

function refuse(reason: string): QrRefused {
  return { kind: "refused", reason };
}
