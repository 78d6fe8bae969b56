import { joinBytes, type Sha256Hex } from "../bytes.ts";
import type { PublishedFile } from "./site-context.ts";

/** What a part is, once it is made. */
export interface MadePart {
  readonly bytes: Uint8Array;
  /** What the end of the file has to know of it. */
  readonly note?: string;
}

/** A part of a file, told by what it is made from: where an earlier publication has it, it need not be made. */
export interface FilePart {
  /** The hash of everything it is made from, except the program: equal inputs make equal bytes. */
  readonly inputs: () => Sha256Hex;
  readonly make: () => MadePart;
}

/** A published file as the parts that follow one another in it. */
export interface FileInParts {
  readonly path: string;
  readonly parts: readonly FilePart[];
  /** What stands after the parts: it follows from their lengths and notes alone. A part that stays is the same object. */
  readonly end?: (parts: readonly PartMade[]) => Uint8Array;
}

/** What is known of a part without its bytes. */
export interface PartMade {
  readonly length: number;
  readonly note?: string;
}

export type RenderedFile = PublishedFile | FileInParts;

/** The file with every part of it made. */
export function wholeFile(file: RenderedFile): PublishedFile {
  if ("bytes" in file) return file;
  const made = file.parts.map((part) => part.make());
  const bytes = made.map((part) => part.bytes);
  return { path: file.path, bytes: joinParts(file, bytes, made.map(partMade)) };
}

/** The bytes of a file whose parts are at hand, and what is known of each. */
export function joinParts(
  { end }: FileInParts,
  bytes: readonly Uint8Array[],
  parts: readonly PartMade[],
): Uint8Array {
  const last = end?.(parts);
  const [only] = bytes;
  if (only !== undefined && bytes.length === 1 && last === undefined) return only;
  return joinBytes(last === undefined ? bytes : [...bytes, last]);
}

export function partMade({ bytes, note }: MadePart): PartMade {
  return note === undefined ? { length: bytes.length } : { length: bytes.length, note };
}
