import { formatHex, utf8 } from "../bytes.ts";
import type { Sha512 } from "../crypto.ts";
import type { QrRefused } from "./qr-format.ts";

/** No QR code in the alphanumeric mode holds more characters (ISO/IEC 18004, version 40, level L). */
const TEXT_MAXIMUM = 4_296;
const HEAD = /^QRBU:([1-9][0-9]?):([1-9][0-9]?) (VRQR:[0-9]{1,3}\.[0-9]{1,3}(?: VRCH:[0-9]{8})?) /;
const TAIL = / HASH:([0-9A-F]{128})(?: ASSI:((?:[0-9A-F]{2}){1,512}))?$/;
/** Characters of the alphanumeric mode that content may hold besides the space between two fields. */
const CONTENT = /^[0-9A-Z$%*+./:-]+(?: [0-9A-Z$%*+./:-]+)*$/;

/** One QR code of a Brazilian ballot-box bulletin (boletim de urna): a part of its content, with a hash. */
export interface BuSlice {
  /** 1 for the first. */
  readonly index: number;
  /** How many codes the bulletin has. */
  readonly count: number;
  /** The version of the format, as written: `VRQR:1.5 VRCH:20220829`. */
  readonly version: string;
  /** Fields with one space between: the bulletin is cut at such a space. */
  readonly content: string;
  /** 128 upper-case hexadecimal digits: SHA-512 of all content up to here, with the hashes of the parts before. */
  readonly hash: string;
  /** Hexadecimal; on the last part alone. No key to check it with is published. */
  readonly signature?: string;
}

/** The part that a QR code's text is, strictly; or why it is none. Its hash is not checked here. docs/formats/br-bu.md. */
export function parseBuSlice(text: string): BuSlice | QrRefused {
  if (text.length > TEXT_MAXIMUM) return refuse(`is over ${TEXT_MAXIMUM} characters`);
  const head = HEAD.exec(text);
  if (head === null) return refuse("does not begin with QRBU:n:m VRQR:a.b");
  const tail = TAIL.exec(text);
  if (tail === null || tail.index < head[0].length)
    return refuse("does not end with HASH: and 128 hexadecimal digits, and ASSI: after the last part");
  const [index, count, version = ""] = [Number(head[1]), Number(head[2]), head[3]];
  const [, hash = "", signature] = tail;
  const content = text.slice(head[0].length, tail.index);
  if (index > count) return refuse(`is part ${index} of ${count}`);
  if (signature !== undefined && index < count)
    return refuse(`has a signature on part ${index} of ${count}, where the last alone has one`);
  if (!CONTENT.test(content)) return refuse("its content is not fields with one space between");
  return { index, count, version, content, hash, ...(signature === undefined ? {} : { signature }) };
}

/** The text of a part: the inverse of `parseBuSlice`. */
export function formatBuSlice(slice: BuSlice): string {
  const { index, count, version, content, hash, signature } = slice;
  const last = signature === undefined ? "" : ` ASSI:${signature}`;
  return `QRBU:${index}:${count} ${version} ${content} HASH:${hash}${last}`;
}

/**
 * The parts of a bulletin's content, each of at most `maximum` characters of it, cut at a space that is dropped, with
 * their hashes.
 */
export function sliceBulletin(
  bulletin: {
    readonly version: string;
    readonly content: string;
    readonly maximum: number;
    readonly signature?: string;
  },
  crypto: Sha512,
): BuSlice[] {
  const contents: string[] = [];
  for (let rest = bulletin.content; rest !== "";) {
    const cut = rest.length <= bulletin.maximum ? rest.length : rest.lastIndexOf(" ", bulletin.maximum);
    if (cut <= 0) throw new RangeError(`a field is over ${bulletin.maximum} characters`);
    contents.push(rest.slice(0, cut));
    rest = rest.slice(cut + 1);
  }
  let before: string | undefined;
  return contents.map((content, at) => {
    const read = chained(before, content);
    const hash = hashOf(read, crypto);
    before = `${read} HASH:${hash}`;
    const isLast = at === contents.length - 1;
    const signature = isLast && bulletin.signature !== undefined ? { signature: bulletin.signature } : {};
    return { index: at + 1, count: contents.length, version: bulletin.version, content, hash, ...signature };
  });
}

/**
 * What the next part's hash covers beyond its own content: everything before it, hashes included. Undefined where this
 * part does not follow from what is before it (nothing, for the first).
 */
export function chainAfter(before: string | undefined, slice: BuSlice, crypto: Sha512): string | undefined {
  const read = chained(before, slice.content);
  return hashOf(read, crypto) === slice.hash ? `${read} HASH:${slice.hash}` : undefined;
}

function chained(before: string | undefined, content: string): string {
  return before === undefined ? content : `${before} ${content}`;
}

function hashOf(text: string, crypto: Sha512): string {
  return formatHex(crypto.sha512(utf8(text))).toUpperCase();
}

function refuse(reason: string): QrRefused {
  return { kind: "refused", reason };
}
