import { formatHex, parseUtf8, utf8, type Sha256Hex } from "../core/bytes.ts";
import { manifestFile, type ManifestFile } from "../core/manifest.ts";
import type { CarriedFile } from "../core/publication.ts";
import {
  joinParts,
  partMade,
  wholeFile,
  type FileInParts,
  type PartMade,
} from "../core/site/file-in-parts.ts";
import { isToldByJson, type Remember } from "../core/statistics/remember.ts";
import { RULES } from "../core/view.ts";
import type { PublicationWriter, World } from "../world.ts";

/** Where the work folder has it. Whoever deletes it makes the next publication slower, and no different. */
export const KEPT_PARTS = "published-parts";
const LINE_FEED = 0x0a;
const FORMAT = "cotejo-published-parts/1";

interface KeptPart extends PartMade {
  readonly inputs: Sha256Hex;
}

/** A part with its bytes. */
interface StandingPart {
  readonly part: KeptPart;
  readonly bytes: Uint8Array;
}

interface KeptFile extends ManifestFile {
  readonly parts: readonly KeptPart[];
  /** What the folder says of the file as long as nobody has written to it. */
  readonly mark?: string;
}

/**
 * What the last publication was made from, part by part, so that what is made from the same need not be made again. Never
 * truth: nothing is taken from the folder that stands but what has the hash noted here, and nothing noted by another
 * program or under other rules is looked at. A folder is the same bytes with it, without it, and with any older one.
 */
export class KeptParts {
  readonly #world: World;
  readonly #program: string | undefined;
  readonly #before: ReadonlyMap<string, KeptFile>;
  #after: KeptFile[] = [];
  /** Results by what they follow from, as JSON. */
  readonly #resultsBefore: ReadonlyMap<Sha256Hex, string>;
  readonly #results = new Map<Sha256Hex, string>();

  /**
   * `program`: a hash of the program that computes; without it nothing is kept. `before`: of the last publication, where it
   * was this process that made it.
   */
  constructor(world: World, program: Sha256Hex | undefined, before?: KeptParts) {
    this.#world = world;
    this.#program = program === undefined ? undefined : `${RULES} ${program}`;
    const kept = before?.made ?? (this.#program === undefined ? NOTHING : readKept(world, this.#program));
    this.#before = kept.files;
    this.#resultsBefore = kept.results;
  }

  /** What the finished publication is made from. */
  get made(): Kept {
    return { files: new Map(this.#after.map((file) => [file.path, file])), results: this.#results };
  }

  /** What a computation gave the last time from the same inputs. */
  readonly remember: Remember = (inputs, compute) => {
    if (this.#program === undefined) return compute();
    const key = inputs();
    const known = this.#resultsBefore.get(key);
    if (known !== undefined) {
      this.#results.set(key, known);
      return JSON.parse(known) as ReturnType<typeof compute>;
    }
    const result = compute();
    if (isToldByJson(result)) this.#results.set(key, JSON.stringify(result));
    return result;
  };

  /** Puts a file into the publication that the log names by its hash. */
  carry(writer: PublicationWriter, { path, sha256 }: CarriedFile, bytes: () => Uint8Array): ManifestFile {
    const before = this.#before.get(path);
    if (before?.sha256 === sha256 && writer.keep(before, before.mark)) return this.#note(before);
    const carried = bytes();
    writer.write(path, carried);
    return this.#note({ path, size: carried.length, sha256, parts: [] });
  }

  /** Puts a computed file into the publication: as it stands where all of it is made from the same, else with what is. */
  write(writer: PublicationWriter, file: FileInParts): ManifestFile {
    const { sha256 } = this.#world.crypto;
    if (this.#program === undefined) {
      const { path, bytes } = wholeFile(file);
      writer.write(path, bytes);
      return manifestFile(path, bytes, sha256);
    }
    const before = this.#before.get(file.path);
    const inputs = file.parts.map((part) => part.inputs());
    if (before !== undefined && isOfSame(before, inputs) && writer.keep(before, before.mark))
      return this.#note(before);
    const standing = this.#standingParts(writer, before, new Set(inputs));
    const made = file.parts.map((part, at): StandingPart => {
      const hash = inputs[at] ?? "";
      const found = standing.get(hash);
      if (found !== undefined) return found;
      const fresh = part.make();
      return { bytes: fresh.bytes, part: { inputs: hash, ...partMade(fresh) } };
    });
    const parts = made.map(({ part }) => part);
    const bytes = joinParts(
      file,
      made.map((each) => each.bytes),
      parts,
    );
    writer.write(file.path, bytes);
    return this.#note({ ...manifestFile(file.path, bytes, sha256), parts });
  }

  /** Takes the marks of the files of a publication that was finished: what the next one begins with. */
  finish(writer: PublicationWriter): void {
    const marks = writer.marks(this.#after.map(({ path }) => path));
    this.#after = this.#after.map(({ path, sha256, size, parts }) => {
      const mark = marks.get(path);
      return { path, sha256, size, parts, ...(mark === undefined ? {} : { mark }) };
    });
  }

  /** Notes for another process what the finished publication is made from. */
  async save(): Promise<void> {
    if (this.#program === undefined) return;
    const lines = this.#after.map(formatFile);
    const results = [...this.#results].map(([inputs, result]) => JSON.stringify([inputs, result]));
    const head = JSON.stringify([FORMAT, this.#program, results.length]);
    const body = [head, ...results, ...lines, ""].join("\n");
    const hash = formatHex(this.#world.crypto.sha256(utf8(body)));
    await this.#world.keepWork(KEPT_PARTS, utf8(`${hash}\n${body}`));
  }

  #note(file: KeptFile): ManifestFile {
    this.#after.push(file);
    const { path, size, sha256 } = file;
    return { path, size, sha256 };
  }

  /** The parts that stand in the file of before and are wanted, by what they are made from. */
  #standingParts(
    writer: PublicationWriter,
    before: KeptFile | undefined,
    wanted: ReadonlySet<Sha256Hex>,
  ): ReadonlyMap<Sha256Hex, StandingPart> {
    const found = new Map<Sha256Hex, StandingPart>();
    if (before?.parts.some((part) => wanted.has(part.inputs)) !== true) return found;
    const bytes = writer.standing(before, before.mark);
    if (bytes === undefined) return found;
    let at = 0;
    for (const part of before.parts) {
      if (wanted.has(part.inputs))
        found.set(part.inputs, { bytes: bytes.subarray(at, at + part.length), part });
      at += part.length;
    }
    return found;
  }
}

function isOfSame({ parts }: KeptFile, inputs: readonly Sha256Hex[]): boolean {
  return parts.length === inputs.length && parts.every((part, at) => part.inputs === inputs[at]);
}

type PartOfLine = readonly [Sha256Hex, number, string?];
/** Path, hash, size, mark, and the parts. */
type Line = readonly [string, Sha256Hex, number, string, ...PartOfLine[]];

function formatFile({ path, sha256, size, mark, parts }: KeptFile): string {
  const head = JSON.stringify([path, sha256, size, mark ?? ""]);
  return parts.length === 0 ? head : `${head.slice(0, -1)},${formatParts(parts)}]`;
}

/** Parts stay the same from one publication to the next, and their text with them. */
const partsAsText = new WeakMap<readonly KeptPart[], string>();

function formatParts(parts: readonly KeptPart[]): string {
  const known = partsAsText.get(parts);
  if (known !== undefined) return known;
  const lines = parts.map(({ inputs, length, note }) =>
    note === undefined ? ([inputs, length] as const) : ([inputs, length, note] as const),
  );
  const text = JSON.stringify(lines satisfies PartOfLine[]).slice(1, -1);
  partsAsText.set(parts, text);
  return text;
}

interface Kept {
  readonly files: ReadonlyMap<string, KeptFile>;
  readonly results: ReadonlyMap<Sha256Hex, string>;
}
const NOTHING: Kept = { files: new Map(), results: new Map() };

/** What the same program noted; nothing where there is no such note, or another stands there than was written. */
function readKept(world: World, program: string): Kept {
  const bytes = world.work(KEPT_PARTS);
  const end = bytes?.indexOf(LINE_FEED) ?? -1;
  if (bytes === undefined || end < 0) return NOTHING;
  const body = bytes.subarray(end + 1);
  if (formatHex(world.crypto.sha256(body)) !== new TextDecoder().decode(bytes.subarray(0, end)))
    return NOTHING;
  const [head = "", ...lines] = parseUtf8(body).split("\n").slice(0, -1);
  const [format, by, results] = JSON.parse(head) as [string, string, number];
  if (format !== FORMAT || by !== program) return NOTHING;
  return {
    results: new Map(lines.slice(0, results).map((line) => JSON.parse(line) as [Sha256Hex, string])),
    files: new Map(
      lines
        .slice(results)
        .map(parseFile)
        .map((file) => [file.path, file]),
    ),
  };
}

/** A line as `formatFile` wrote it: the hash over all of them says that it did. */
function parseFile(text: string): KeptFile {
  const [path, sha256, size, mark, ...parts] = JSON.parse(text) as Line;
  return {
    path,
    sha256,
    size,
    ...(mark === "" ? {} : { mark }),
    parts: parts.map(([inputs, length, note]) =>
      note === undefined ? { inputs, length } : { inputs, length, note },
    ),
  };
}
