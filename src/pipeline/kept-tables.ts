import { concatBytes, formatHex, utf8, type Sha256Hex } from "../core/bytes.ts";
import { takeTable } from "../core/fold-tables.ts";
import type { GivenTable, TakenTable, TakeTable } from "../core/state.ts";
import type { SheetTable, UnitStep } from "../core/formats/sheet-table.ts";
import { hashOfTexts } from "../core/input-hash.ts";
import type { Register, RegisterGrowth } from "../core/register.ts";
import type { World } from "../world.ts";

/** Where the work folder has them. Whoever deletes them makes the next publication slower, and no different. */
export const KEPT_TABLES = "tables";
/** Smaller tables are parsed sooner than found. */
const BYTES_LEAST = 2 ** 16;
const LINE_FEED = 0x0a;
const WORD = 4;
/** A file begins with two hashes: of what follows them, and of what that was made from. */
const HEAD_LENGTH = 130;

/**
 * Tables as they were parsed and placed before, by their order in the log. Never truth: what is held is looked at only where
 * its own checksum holds and it was made by the same program, from the same bytes, with the same mapping, contests and
 * form, after the same tables.
 */
export class KeptTables {
  readonly #world: World;
  readonly #program: Sha256Hex | undefined;
  readonly #taken = new Map<string, Uint8Array>();
  #tables = 0;
  /** The hash of all tables so far: the register is made of nothing else. */
  #before: Sha256Hex = "";

  /** `program`: a hash of the program that parses; without it nothing is kept. */
  constructor(world: World, program: Sha256Hex | undefined) {
    this.#world = world;
    this.#program = program;
  }

  readonly take: TakeTable = (table, register) => {
    if (this.#program === undefined) return takeTable(table, register);
    const key = this.#keyOf(table, register);
    const name = `${KEPT_TABLES}/${this.#tables}`;
    this.#tables += 1;
    this.#before = key;
    if (table.bytes.length < BYTES_LEAST) return takeTable(table, register);
    const body = this.#read(name, key);
    if (body !== undefined) return parseTaken(body, register);
    const stage = register.stage;
    const taken = takeTable(table, register);
    const made = formatTaken(taken, register.grownSince(stage));
    this.#taken.set(name, concatBytes(utf8(`${formatHex(this.#world.crypto.sha256(made))} ${key}\n`), made));
    return taken;
  };

  /** Keeps what was taken since. */
  async save(): Promise<void> {
    for (const [name, bytes] of this.#taken) await this.#world.keepWork(name, bytes);
    this.#taken.clear();
  }

  #keyOf({ hash, reading, replaces }: GivenTable, register: Register): Sha256Hex {
    const { mapping, contests, form } = reading;
    return hashOfTexts(this.#world.crypto, [
      this.#program ?? "",
      this.#before,
      hash,
      JSON.stringify([mapping, contests, form ?? null, replaces]),
      JSON.stringify([register.unitIds[0], register.unitNames[0]]),
    ]);
  }

  #read(name: string, key: Sha256Hex): Uint8Array | undefined {
    const bytes = this.#world.work(name);
    if (bytes === undefined || bytes.length < HEAD_LENGTH) return undefined;
    const body = bytes.subarray(HEAD_LENGTH);
    const head = `${formatHex(this.#world.crypto.sha256(body))} ${key}\n`;
    return new TextDecoder().decode(bytes.subarray(0, HEAD_LENGTH)) === head ? body : undefined;
  }
}

/** A table but for its columns of numbers, which follow one another as long as `lengths` says. */
interface Texts extends Pick<TakenTable, "refused" | "found"> {
  readonly tables: readonly Pick<SheetTable, "contest" | "boxNames" | "evidenceNames">[];
  readonly growth: Pick<RegisterGrowth, "unitIds" | "unitNames" | "stationIds">;
  readonly lengths: readonly number[];
  /** The code and the name of every step of a path, each once. */
  readonly steps: readonly (readonly [string, string])[];
}

/** One line of JSON, blanks up to a whole word, and the columns of numbers one after the other. */
function formatTaken({ tables, refused, found }: TakenTable, growth: RegisterGrowth): Uint8Array {
  const steps = new Map<string, number>();
  const columns: Int32Array[] = [];
  const texts = tables.map(({ sheets, ...places }): Texts["tables"][number] => {
    const { contest, boxNames, evidenceNames, unitPaths } = sheets;
    const stepsOfPaths = unitPaths.flatMap((path) =>
      path.map(({ code, name }) => {
        const step = JSON.stringify([code, name]);
        const known = steps.get(step) ?? steps.size;
        steps.set(step, known);
        return known;
      }),
    );
    columns.push(sheets.counts, sheets.rowNumbers, sheets.unitPathOfRow);
    columns.push(
      Int32Array.from(unitPaths, (path) => path.length),
      Int32Array.from(stepsOfPaths),
    );
    columns.push(places.stationOfRow, Int32Array.from(places.rowsPlacedDifferently));
    return { contest, boxNames, evidenceNames };
  });
  const { unitIds, unitNames, stationIds, unitParents, stationUnits, moved } = growth;
  columns.push(unitParents, stationUnits, moved);
  const json = JSON.stringify({
    tables: texts,
    refused,
    found,
    growth: { unitIds, unitNames, stationIds },
    lengths: columns.map((column) => column.length),
    steps: [],
  } satisfies Texts);
  // The steps are JSON already.
  const line = utf8(`${json.slice(0, -"]}".length)}${[...steps.keys()].join(",")}]}`);
  const blanks = utf8(`${" ".repeat(WORD - 1 - ((HEAD_LENGTH + line.length) % WORD))}\n`);
  const numbers = columns.map(
    (column) => new Uint8Array(column.buffer, column.byteOffset, column.byteLength),
  );
  return concatBytes(line, blanks, ...numbers);
}

/** A table as `formatTaken` wrote it; what it added to the register is added again. */
function parseTaken(bytes: Uint8Array, register: Register): TakenTable {
  const end = bytes.indexOf(LINE_FEED);
  const texts = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as Texts;
  const words = wordsOf(bytes.subarray(end + 1));
  const steps = texts.steps.map(([code, name]): UnitStep => ({ code, name }));
  let [column, at] = [0, 0];
  const take = () => {
    const length = texts.lengths[column++] ?? 0;
    at += length;
    return words.subarray(at - length, at);
  };
  const tables = texts.tables.map(({ contest, boxNames, evidenceNames }) => {
    const [counts, rowNumbers, unitPathOfRow] = [take(), take(), take()];
    const unitPaths = pathsOf(take(), take(), steps);
    const [stationOfRow, rowsPlacedDifferently] = [take(), Array.from(take())];
    const sheets = { contest, boxNames, counts, rowNumbers, unitPathOfRow, unitPaths, evidenceNames };
    return { sheets, stationOfRow, rowsPlacedDifferently };
  });
  register.grow({ ...texts.growth, unitParents: take(), stationUnits: take(), moved: take() });
  return {
    refused: texts.refused,
    found: texts.found,
    tables: tables.map(({ sheets, stationOfRow, rowsPlacedDifferently }) => {
      const stations = Array.from(stationOfRow, (station) => register.stationIds[station] ?? "");
      return { sheets: { ...sheets, stations }, stationOfRow, rowsPlacedDifferently };
    }),
  };
}

/** In their place where words begin where a word may, else a copy. (`slice` would copy nothing of what Node reads.) */
function wordsOf(bytes: Uint8Array): Int32Array {
  const isAligned = bytes.byteOffset % WORD === 0;
  const { buffer, byteOffset } = isAligned ? bytes : new Uint8Array(bytes);
  return new Int32Array(buffer, byteOffset, bytes.length / WORD);
}

function pathsOf(lengths: Int32Array, stepsOfPaths: Int32Array, steps: readonly UnitStep[]): UnitStep[][] {
  let first = 0;
  return Array.from(lengths, (length) => {
    first += length;
    return Array.from(stepsOfPaths.subarray(first - length, first), (step) => steps[step] ?? NO_STEP);
  });
}

const NO_STEP: UnitStep = { code: "", name: "" };
