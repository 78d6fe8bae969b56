import { nodeCrypto } from "../../src/adapters/node-crypto.ts";
import { formatBase64, formatHex, utf8, type Sha256Hex } from "../../src/core/bytes.ts";
import { commitmentOf, type Opening, type Payload, type ReadingPayload } from "../../src/core/commitment.ts";
import type { Declaration } from "../../src/core/declaration.ts";
import { formatEntry, parseEntry, type Entry, type EntryOf } from "../../src/core/entry.ts";
import type { Finding, FindingCode } from "../../src/core/finding.ts";
import { advance, emptyState } from "../../src/core/fold.ts";
import type { State } from "../../src/core/state.ts";
import type { QualityProblem } from "../../src/core/image-quality.ts";
import type { Likeness } from "../../src/core/likeness/likeness.ts";
import type { Sample } from "../../src/core/sample.ts";
import type { StationId } from "../../src/core/tally-sheet.ts";
import { decodeBox, TOTAL_BOXES, type Box } from "../../src/core/tally-sheet.ts";
import { sourceView, view, type SourceView, type View } from "../../src/core/view.ts";

/** What an example election file says; everything not said is one contest, ANA against BEA, and two levels. */
export interface ExampleOptions {
  /** Selections by contest. */
  readonly contests?: Readonly<Record<string, readonly string[]>>;
  readonly levels?: readonly string[];
  readonly sizes?: readonly unknown[];
  readonly policy?: unknown;
  /** What else the election file says, or says otherwise. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** One sheet: its station, its unit as codes from the top ("N/N1", "" for none), and boxes by name. */
export interface ExampleSheet {
  readonly station: StationId;
  readonly unit?: string;
  readonly contest?: string;
  /** The file name of its image, as the table states it. */
  readonly file?: string;
  readonly boxes: Readonly<Record<string, Box>>;
}

export interface ExampleEvidence {
  readonly source?: string;
  readonly station?: string;
  readonly contest?: string;
  /** What stands for the file's bytes: the same text is the same file. */
  readonly file?: string;
  readonly redactedBySource?: boolean;
  /** Whether the commitment is opened; it is where nothing is said. */
  readonly open?: boolean;
}

export interface ExampleReading {
  readonly evidence: number;
  readonly station: StationId;
  readonly boxes: Readonly<Record<string, Box>>;
  readonly contest?: string;
  readonly reader?: string;
  /** The entry that admitted the person who signs it. */
  readonly actor?: number;
  /** What the reader made of rows, beside the boxes. */
  readonly rows?: Pick<Extract<ReadingPayload, { outcome: "read" }>, "print" | "hand">;
  readonly open?: boolean;
}

export type ExampleDeclaration = Partial<Omit<Declaration, "results">> &
  Pick<Declaration, "id"> & { readonly results: readonly Record<string, unknown>[] };

export const WITNESSES = "witnesses";
export const AUTHORITY = "authority";
export const CONTEST = "president";

const UNSIGNED = formatBase64(new Uint8Array(64));

/** A sheet without any finding in a station of 500 registered voters or more. */
export const CLEAN: Readonly<Record<string, Box>> = { ANA: 30, BEA: 10, nullVotes: 1, ballotsCast: 41 };

/**
 * A small log, entry by entry, through the door the product uses: every entry is formatted and parsed, tables are CSV
 * bytes with a mapping, and the view comes from the fold. Methods that append give the entry's index.
 */
export class ExampleElection {
  readonly entries: Entry[] = [];
  readonly openings = new Map<Sha256Hex, Payload>();
  readonly held = new Map<Sha256Hex, Opening>();
  readonly #blobs = new Map<Sha256Hex, Uint8Array>();
  readonly #options: Required<ExampleOptions>;

  constructor(options: ExampleOptions = {}) {
    this.#options = {
      contests: { [CONTEST]: ["ANA", "BEA"] },
      levels: ["region", "town"],
      sizes: [],
      policy: {},
      more: {},
      ...options,
    };
    const { contests, levels, sizes, policy, more } = this.#options;
    const definition = this.blob(
      JSON.stringify({
        format: "cotejo-election/1",
        id: "example",
        title: "An example",
        date: "2024-07-28",
        languages: ["en"],
        root: { id: "all", name: "The whole" },
        levels: levels.map((id) => ({ id, name: id })),
        contests: Object.entries(contests).map(([id, selections]) => ({
          id,
          title: id,
          selections: selections.map((selection) => ({ id: selection, name: `List ${selection}` })),
        })),
        sources: [
          { id: WITNESSES, kind: "witnesses", name: "Party witnesses" },
          { id: AUTHORITY, kind: "authority", name: "Electoral authority" },
        ],
        sizes,
        policy,
        ...more,
      }),
    );
    this.append({ kind: "election-opened", version: 1, definition });
  }

  append(entry: Entry): number {
    return this.entries.push(parseEntry(formatEntry(entry), this.entries.length)) - 1;
  }

  /** Every file that an entry names, by its hash. */
  blobs(): ReadonlyMap<Sha256Hex, Uint8Array> {
    return this.#blobs;
  }

  blob(content: string): Sha256Hex {
    const hash = formatHex(nodeCrypto.sha256(utf8(content)));
    this.#blobs.set(hash, utf8(content));
    return hash;
  }

  /** Adopts a register of [station, unit, registered voters]; "" where it does not say how many. */
  register(rows: readonly (readonly [StationId, string, number | ""])[]): number {
    const { levels } = this.#options;
    const header = ["station", "registeredVoters", ...unitColumns(levels)];
    const lines = rows.map(([station, unit, voters]) => [station, voters, ...unitCells(unit, levels)]);
    return this.append({ kind: "register-adopted", version: 1, register: this.blob(csv(header, lines)) });
  }

  /** Imports a table of sheets. */
  table(
    sheets: readonly ExampleSheet[],
    { source = WITNESSES, supersedes }: { readonly source?: string; readonly supersedes?: number } = {},
  ): number {
    const { contests, levels } = this.#options;
    const stated = sheets.flatMap((sheet) => Object.keys(sheet.boxes));
    const boxes = [...new Set([...TOTAL_BOXES, ...Object.values(contests).flat(), ...stated])];
    const first = Object.keys(contests)[0] ?? "";
    const mapping = {
      format: "cotejo-mapping/1",
      contest: { column: "contest" },
      station: { columns: ["station"] },
      units: levels.map((level) => ({ code: `${level} code`, name: `${level} name` })),
      illegible: ["?"],
      boxes: Object.fromEntries(boxes.map((box) => [box, `box ${box}`])),
      evidence: "file",
    };
    const header = [
      "contest",
      "station",
      "file",
      ...levels.flatMap((level) => [`${level} code`, `${level} name`]),
      ...boxes.map((box) => `box ${box}`),
    ];
    const lines = sheets.map((sheet) => [
      sheet.contest ?? first,
      sheet.station,
      sheet.file ?? "",
      ...unitCells(sheet.unit ?? "", levels),
      ...boxes.map((box) => cellOf(Object.hasOwn(sheet.boxes, box) ? sheet.boxes[box] : undefined)),
    ]);
    return this.append({
      kind: "dataset-imported",
      version: 1,
      source,
      format: "mapping",
      dataset: this.blob(csv(header, lines)),
      mapping: this.blob(JSON.stringify(mapping)),
      ...(supersedes === undefined ? {} : { supersedes }),
    });
  }

  /** Receives an evidence file. */
  evidence(evidence: ExampleEvidence = {}): number {
    const { station, contest, redactedBySource = true } = evidence;
    const bytes = utf8(evidence.file ?? `file of entry ${this.entries.length}`);
    const commitment = this.#commit(
      {
        kind: "evidence",
        sha256: formatHex(nodeCrypto.sha256(bytes)),
        bytes: bytes.length,
        mediaType: "image/jpeg",
      },
      evidence.open,
    );
    return this.append({
      kind: "evidence-received",
      version: 1,
      source: evidence.source ?? WITNESSES,
      commitment,
      redactedBySource,
      ...(station === undefined ? {} : { station }),
      ...(contest === undefined ? {} : { contest }),
    });
  }

  /** Enters that a reader could make nothing of an evidence file, and what makes it hard to read. */
  unread(evidence: number, quality: readonly QualityProblem[]): number {
    const reason = "no code was found";
    const payload: Payload = { kind: "reading", outcome: "nothing-read", reason, quality: [...quality] };
    return this.append({
      kind: "reading-made",
      version: 1,
      evidence,
      reader: "qr a",
      commitment: this.#commit(payload, true),
    });
  }

  /** Enters how the numbers of an evidence file look. */
  measured(evidence: number, likeness: Likeness): number {
    const payload: Payload = { kind: "reading", outcome: "measured", likeness };
    const reader = `likeness ${likeness.method}, template ${likeness.template}`;
    const commitment = this.#commit(payload, true);
    return this.append({ kind: "reading-made", version: 1, evidence, reader, commitment });
  }

  /** Enters one reader's account of an evidence file. */
  reading(reading: ExampleReading): number {
    const { station, boxes, contest = Object.keys(this.#options.contests)[0] ?? "" } = reading;
    const payload: Payload = {
      kind: "reading",
      outcome: "read",
      station,
      contest,
      boxes: { ...boxes },
      ...reading.rows,
    };
    const { evidence, actor } = reading;
    const commitment = this.#commit(payload, reading.open);
    if (actor !== undefined)
      // The fold looks at who signed, and not at the signature: whoever verifies does.
      return this.append({
        kind: "reading-signed",
        version: 1,
        evidence,
        actor,
        commitment,
        signature: UNSIGNED,
      });
    const reader = reading.reader ?? `reader ${this.entries.length}`;
    return this.append({ kind: "reading-made", version: 1, evidence, reader, commitment });
  }

  /** Admits somebody who may sign readings; a number tells them apart. */
  admit(person: number): number {
    const key = formatBase64(new Uint8Array(32).fill(person));
    return this.append({ kind: "actor-admitted", version: 1, role: "transcriber", key });
  }

  adjudicate(
    station: StationId,
    decision: EntryOf<"dispute-adjudicated">["decision"],
    source: string = WITNESSES,
  ): number {
    const contest = Object.keys(this.#options.contests)[0] ?? "";
    const reason = "both copies were laid side by side";
    return this.append({
      kind: "dispute-adjudicated",
      version: 1,
      source,
      contest,
      station,
      decision,
      reason,
    });
  }

  reassign(evidence: number, station: StationId): number {
    const reason = "the sheet shows another number";
    return this.append({ kind: "evidence-reassigned", version: 1, evidence, station, reason });
  }

  /** Enters what of an evidence may be shown; a redacted image is of 100 pixels by 100. */
  redact(
    evidence: number,
    outcome: "redacted" | "none-needed" | "withdrawn",
    said: Partial<EntryOf<"evidence-redacted">> = {},
  ): number {
    const image = {
      sha256: formatHex(nodeCrypto.sha256(utf8(`image ${this.entries.length}`))),
      bytes: 9,
      mediaType: "image/jpeg" as const,
      width: 100,
      height: 100,
    };
    const covered = [{ x: 10, y: 10, width: 20, height: 5, from: "person" as const }];
    return this.append({
      kind: "evidence-redacted",
      version: 1,
      evidence,
      outcome:
        outcome === "redacted" ? { kind: outcome, image, covered } : { kind: outcome, reason: "it is so" },
      seen: true,
      ...said,
    });
  }

  declare(declaration: ExampleDeclaration): number {
    const file = {
      format: "cotejo-declaration/1",
      contest: CONTEST,
      source: AUTHORITY,
      status: "unofficial-partial",
      announcedAt: "2024-07-29T00:10:00-04:00",
      sources: ["https://example.org/announcement"],
      ...declaration,
    };
    return this.append({
      kind: "results-declared",
      version: 1,
      declaration: this.blob(JSON.stringify(file)),
    });
  }

  /** Enters a sample as it stands, whether its rule and seed give its stations or not. */
  sample(sample: Omit<Sample, "format">): number {
    const file = JSON.stringify({ format: "cotejo-sample/1", ...sample });
    return this.append({ kind: "sample-drawn", version: 1, sample: this.blob(file) });
  }

  /** The fold of every entry so far, or of the first `count`. */
  state(count: number = this.entries.length): State {
    return this.advance(emptyState(), count);
  }

  /** Folds on from a state up to entry `count`. */
  advance(state: State, count: number = this.entries.length): State {
    let folded = state;
    for (const entry of this.entries.slice(state.entries, count))
      folded = advance(folded, entry, (hash) => this.#blobs.get(hash) ?? raise(`no blob ${hash}`));
    return folded;
  }

  view(): View {
    return view(this.state(), this.openings);
  }

  sheets(source: string = WITNESSES, contest?: string): SourceView {
    return sourceView(this.view(), contest ?? Object.keys(this.#options.contests)[0] ?? "", source);
  }

  #commit(payload: Payload, open = true): Sha256Hex {
    const salt = nodeCrypto.sha256(utf8(`salt ${this.entries.length}`));
    const commitment = commitmentOf(nodeCrypto, { salt, payload });
    this.held.set(commitment, { salt, payload });
    if (open) this.openings.set(commitment, payload);
    return commitment;
  }
}

/** The boxes on a station's form, as transcribed. */
export function boxesOf(seen: View, source: SourceView, station: StationId): Record<string, Box> {
  const index = seen.register.stationIndex(station) ?? raise(`no station ${station}`);
  const boxes = [...source.sheets.boxes(index)].map(decodeBox);
  const named = source.sheets.boxNames.map((name, column) => [name, boxes[column] ?? 0] as const);
  return Object.fromEntries(named.filter(([, box]) => box !== "not-on-form"));
}

export function statusOf(seen: View, source: SourceView, station: StationId): string {
  return source.sheets.status(seen.register.stationIndex(station) ?? raise(`no station ${station}`));
}

/** The codes found, in order; of one station where it is named. */
export function codesFound(seen: View, station?: StationId): FindingCode[] {
  return seen.findings
    .filter((finding) => station === undefined || finding.station === station)
    .map((finding) => finding.code);
}

export function findingsOf(seen: View, code: FindingCode): Finding[] {
  return seen.findings.filter((finding) => finding.code === code);
}

/** Stops a test whose own premise does not hold. */
export function raise(message: string): never {
  throw new Error(message);
}

function unitColumns(levels: readonly string[]): string[] {
  return levels.flatMap((level) => [`${level}Code`, `${level}Name`]);
}

function unitCells(unit: string, levels: readonly string[]): string[] {
  const codes = unit.split("/");
  return levels.flatMap((_, at) => {
    const code = codes[at] ?? "";
    return [code, code === "" ? "" : `Unit ${code}`];
  });
}

function cellOf(box: Box | undefined): string {
  if (box === undefined || box === "not-on-form") return "";
  return box === "illegible" ? "?" : String(box);
}

function csv(header: readonly string[], lines: readonly (readonly (string | number)[])[]): string {
  return [header, ...lines].map((cells) => `${cells.map((cell) => `"${cell}"`).join(",")}\n`).join("");
}
