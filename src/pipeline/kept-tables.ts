import { concatBytes, formatHex, utf8, type Sha256Hex } from "../core/bytes.ts";
import type { ParseTable } from "../core/fold.ts";
import { parseSheets } from "../core/formats/parse-sheets.ts";
import type { ParsedTable, SheetTable, UnitStep } from "../core/formats/sheet-table.ts";
import { hashOfTexts } from "../core/input-hash.ts";
import type { World } from "../world.ts";

/** Where the work folder has them. Whoever deletes them makes the next publication slower, and no different. */
export const KEPT_TABLES = "tables";
/** Smaller tables are parsed sooner than found. */
const BYTES_LEAST = 2 ** 16;
const LINE_FEED = 0x0a;
const WORD = 4;

/**
 * Tables as they were parsed before, by the hash of their bytes. Never truth: what is held is looked at only where its own
 * checksum holds and it was parsed by the same program, from the same bytes, with the same mapping, contests and form.
 */
export class KeptTables {
  readonly #world: World;
  readonly #program: Sha256Hex | undefined;
  readonly #parsed = new Map<string, Uint8Array>();

  /** `program`: a hash of the program that parses; without it nothing is kept. */
  constructor(world: World, program: Sha256Hex | undefined) {
    this.#world = world;
    this.#program = program;
  }

  readonly parse: ParseTable = (bytes, reading) => {
    if (this.#program === undefined || bytes.length < BYTES_LEAST) return parseSheets(bytes, reading);
    const { crypto } = this.#world;
    const hash = formatHex(crypto.sha256(bytes));
    const { mapping, contests, form } = reading;
    const inputs = [
      this.#program,
      hash,
      JSON.stringify(mapping),
      JSON.stringify(contests),
      JSON.stringify(form) ?? "",
    ];
    const key = hashOfTexts(crypto, inputs);
    const name = `${KEPT_TABLES}/${hash}`;
    const held = this.#read(name, key);
    if (held !== undefined) return held;
    const parsed = parseSheets(bytes, reading);
    const body = formatTable(parsed);
    this.#parsed.set(name, concatBytes(utf8(`${formatHex(crypto.sha256(body))} ${key}\n`), body));
    return parsed;
  };

  /** Keeps what was parsed since. */
  async save(): Promise<void> {
    for (const [name, bytes] of this.#parsed) await this.#world.keepWork(name, bytes);
    this.#parsed.clear();
  }

  #read(name: string, key: Sha256Hex): ParsedTable | undefined {
    const bytes = this.#world.work(name);
    const end = bytes?.indexOf(LINE_FEED) ?? -1;
    if (bytes === undefined || end < 0) return undefined;
    const body = bytes.subarray(end + 1);
    const head = `${formatHex(this.#world.crypto.sha256(body))} ${key}`;
    return new TextDecoder().decode(bytes.subarray(0, end)) === head ? parseTable(body) : undefined;
  }
}

/** A table but for its columns of numbers. */
interface Texts extends Omit<ParsedTable, "sheets"> {
  readonly sheets: readonly (Pick<SheetTable, "contest" | "boxNames" | "stations"> & {
    readonly rows: number;
    readonly counts: number;
    readonly paths: number;
    readonly steps: number;
    /** Undefined where no row has one. */
    readonly evidenceNames?: readonly string[];
  })[];
  /** The code and the name of every step of a path, each once. */
  readonly steps: readonly (readonly [string, string])[];
}

/** One line of JSON, blanks up to a whole word, and the columns of numbers one after the other. */
function formatTable({ sheets, refused, found }: ParsedTable): Uint8Array {
  const steps = new Map<string, number>();
  const columns: Int32Array[] = [];
  const texts = sheets.map((table): Texts["sheets"][number] => {
    const paths = Int32Array.from(table.unitPaths, (path) => path.length);
    const stepsOfPaths = Int32Array.from(
      table.unitPaths.flatMap((path) =>
        path.map(({ code, name }) => {
          const step = JSON.stringify([code, name]);
          const known = steps.get(step) ?? steps.size;
          steps.set(step, known);
          return known;
        }),
      ),
    );
    columns.push(table.counts, table.rowNumbers, table.unitPathOfRow, paths, stepsOfPaths);
    const { contest, boxNames, stations, evidenceNames } = table;
    return {
      contest,
      boxNames,
      stations,
      rows: stations.length,
      counts: table.counts.length,
      paths: paths.length,
      steps: stepsOfPaths.length,
      ...(evidenceNames.every((name) => name === "") ? {} : { evidenceNames }),
    };
  });
  const json = JSON.stringify({ sheets: texts, refused, found, steps: [] } satisfies Texts);
  // The steps are JSON already.
  const line = utf8(`${json.slice(0, -"]}".length)}${[...steps.keys()].join(",")}]}`);
  const blanks = utf8(`${" ".repeat(WORD - 1 - (line.length % WORD))}\n`);
  const numbers = columns.map(
    (column) => new Uint8Array(column.buffer, column.byteOffset, column.byteLength),
  );
  return concatBytes(line, blanks, ...numbers);
}

/** A table as `formatTable` wrote it. */
function parseTable(bytes: Uint8Array): ParsedTable {
  const end = bytes.indexOf(LINE_FEED);
  const texts = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as Texts;
  // A copy, so that words begin where a word may. (`slice` would copy nothing of what Node reads from a disk.)
  const words = new Int32Array(new Uint8Array(bytes.subarray(end + 1)).buffer);
  const steps = texts.steps.map(([code, name]): UnitStep => ({ code, name }));
  let at = 0;
  const take = (length: number) => {
    at += length;
    return words.subarray(at - length, at);
  };
  const sheets = texts.sheets.map((table): SheetTable => {
    const { contest, boxNames, stations, rows } = table;
    const [counts, rowNumbers, unitPathOfRow] = [take(table.counts), take(rows), take(rows)];
    const [lengths, stepsOfPaths] = [take(table.paths), take(table.steps)];
    let first = 0;
    const unitPaths = Array.from(lengths, (length) => {
      first += length;
      return Array.from(stepsOfPaths.subarray(first - length, first), (step) => steps[step] ?? NO_STEP);
    });
    const evidenceNames = table.evidenceNames ?? Array.from({ length: rows }, () => "");
    return { contest, boxNames, stations, counts, rowNumbers, unitPathOfRow, unitPaths, evidenceNames };
  });
  return { sheets, refused: texts.refused, found: texts.found };
}

const NO_STEP: UnitStep = { code: "", name: "" };
