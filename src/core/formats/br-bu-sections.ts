import { COUNT_MAXIMUM } from "../tally-sheet.ts";
import type { BuBulletin } from "./br-bu-bulletin.ts";
import type { QrRefused } from "./qr-format.ts";

/** One contest's section of a bulletin, as far as it was read. */
export interface BuSection {
  /** `IDEL`; undefined where it may have changed in a part that is missing. */
  readonly election: number | undefined;
  /** `CARG`. */
  readonly office: number;
  /** `TIPO:1`: candidates stand under their parties, and parties' lists receive votes too. */
  readonly isProportional: boolean;
  /** Votes by the candidate's number. Only numbers that received votes are printed. */
  readonly votes: ReadonlyMap<string, number>;
  readonly parties: readonly BuParty[];
  /** APTA, NOMI, LEGC, BRAN, NULO, TOTC and others. */
  readonly totals: ReadonlyMap<string, number>;
  /** Whether all of it was read: no missing part cut it before its last field, `TOTC`. */
  readonly isWhole: boolean;
}

export interface BuParty {
  readonly number: string;
  /** The votes of its candidates, added up. */
  readonly candidates: number;
  /** `LEGP`, the votes for its list. */
  readonly list: number | undefined;
  /** `TOTP`. */
  readonly total: number | undefined;
}

export interface BuContent {
  readonly kind: "content";
  /** The fields before the first election, by their names. */
  readonly head: ReadonlyMap<string, string>;
  /** Whether all of them were read. */
  readonly isHeadWhole: boolean;
  readonly sections: readonly BuSection[];
}

/** The fields of the head that anything is taken from. */
const HEAD_FIELDS = new Set(["DTPL", "FASE", "MUNI", "ZONA", "SECA", "APTO", "COMP", "FALT"]);

/** The fields that end a section, in the order in which bulletins have them; the last is always there. */
const TOTALS = new Set(["APTA", "APTS", "APTT", "CSEC", "NOMI", "LEGC", "BRAN", "NULO", "TOTC"]);
const LAST = "TOTC";

/**
 * The sections of a bulletin's content. What stands behind a missing part is not attributed to any contest until the
 * next field that names one. Refused where the fields make no bulletin.
 */
export function sectionsOf(bulletin: BuBulletin): BuContent | QrRefused {
  const reader = new SectionReader();
  let index = 0;
  for (const slice of bulletin.slices) {
    if (slice.index !== index + 1) reader.gap();
    index = slice.index;
    for (const field of slice.content.split(" ")) {
      const reason = reader.take(field);
      if (reason !== undefined)
        return { kind: "refused", reason: `${JSON.stringify(field.slice(0, 40))}: ${reason}` };
    }
  }
  if (index !== bulletin.count) reader.gap();
  return { kind: "content", head: reader.head, isHeadWhole: !reader.isHeadCut, sections: reader.finish() };
}

interface OpenParty {
  number: string;
  candidates: number;
  list: number | undefined;
  total: number | undefined;
}

interface OpenSection {
  election: number | undefined;
  office: number;
  isProportional: boolean;
  votes: Map<string, number>;
  parties: OpenParty[];
  totals: Map<string, number>;
}

/** Takes the fields one after the other. */
class SectionReader {
  readonly head = new Map<string, string>();
  readonly #sections: BuSection[] = [];
  #election: number | undefined;
  #section: OpenSection | undefined;
  /** Whether fields belong to the head: until the first election, or the first missing part. */
  #isHead = true;
  isHeadCut = false;

  /** A part is missing here. */
  gap(): void {
    this.#close(true);
    if (this.#isHead) this.isHeadCut = true;
    this.#isHead = false;
    this.#election = undefined;
  }

  /** Takes one field; gives why it cannot stand here. */
  take(field: string): string | undefined {
    const colon = field.indexOf(":");
    const [name, value] = [field.slice(0, colon), field.slice(colon + 1)];
    if (colon <= 0 || value === "") return "is not a name and a value with a colon between";
    if (/^[1-9][0-9]{0,4}$/.test(name)) return this.#votes(name, value);
    if (!/^[A-Z]{4}$/.test(name)) return "has a name that is neither four letters nor a number";
    if (name === "IDEL" || name === "CARG") return this.#begin(name, value);
    if (this.#isHead) {
      // Others, such as the history of loads (HICA), may repeat.
      if (HEAD_FIELDS.has(name) && this.head.has(name)) return "stands twice";
      this.head.set(name, value);
      return undefined;
    }
    return this.#field(name, value);
  }

  finish(): readonly BuSection[] {
    this.#close();
    return this.#sections;
  }

  #begin(name: "IDEL" | "CARG", value: string): string | undefined {
    const code = countOf(value);
    if (code === undefined) return NOT_A_COUNT;
    this.#close();
    this.#isHead = false;
    if (name === "IDEL") {
      this.#election = code;
      return undefined;
    }
    this.#section = {
      election: this.#election,
      office: code,
      isProportional: false,
      votes: new Map(),
      parties: [],
      totals: new Map(),
    };
    return undefined;
  }

  #votes(number: string, value: string): string | undefined {
    const count = countOf(value);
    if (count === undefined) return NOT_A_COUNT;
    if (this.#isHead) return "votes before any contest";
    const section = this.#section;
    if (section === undefined) return undefined;
    if (section.votes.has(number)) return "stands twice in one contest";
    section.votes.set(number, count);
    const party = section.parties.at(-1);
    if (party !== undefined) party.candidates += count;
    return undefined;
  }

  /** A field of a section. Fields that later versions may add are passed over: the sums would show votes among them. */
  #field(name: string, value: string): string | undefined {
    const section = this.#section;
    if (section === undefined) return undefined;
    if (name === "TIPO") {
      section.isProportional = value === "1";
      return /^[012]$/.test(value) ? undefined : "is no type of contest";
    }
    if (name !== "PART" && name !== "LEGP" && name !== "TOTP" && !TOTALS.has(name)) return undefined;
    const count = countOf(value);
    if (count === undefined) return NOT_A_COUNT;
    if (TOTALS.has(name)) {
      if (section.totals.has(name)) return "stands twice in one contest";
      section.totals.set(name, count);
      return undefined;
    }
    if (name === "PART") {
      if (!/^[1-9][0-9]{0,2}$/.test(value)) return "is no party's number";
      if (section.parties.some((party) => party.number === value)) return "stands twice in one contest";
      section.parties.push({ number: value, candidates: 0, list: undefined, total: undefined });
      return undefined;
    }
    const party = section.parties.at(-1);
    const part = name === "LEGP" ? "list" : "total";
    if (party === undefined) return "stands under no party";
    if (party[part] !== undefined) return "stands twice under one party";
    party[part] = count;
    return undefined;
  }

  #close(isCut = false): void {
    const section = this.#section;
    this.#section = undefined;
    if (section !== undefined)
      this.#sections.push({ ...section, isWhole: !isCut || section.totals.has(LAST) });
  }
}

const NOT_A_COUNT = "is not a whole number";

function countOf(text: string): number | undefined {
  const count = /^[0-9]{1,10}$/.test(text) ? Number(text) : COUNT_MAXIMUM + 1;
  return count <= COUNT_MAXIMUM ? count : undefined;
}
