import { crc32, inflateRawSync } from "node:zlib";

import { InputError } from "../../core/input-error.ts";

const END = { signature: 0x06054b50, length: 22, commentMaximum: 0xffff };
const ENTRY = { signature: 0x02014b50, length: 46 };
const LOCAL = { signature: 0x04034b50, length: 30 };
const METHOD = { stored: 0, deflated: 8 };
const ENCRYPTED = 1;
const ZIP64_EXTRA = 1;
/** A 32-bit field that says: the number stands in the ZIP64 extra field. */
const IN_EXTRA = 0xffffffff;

export interface UnpackLimits {
  /** Bytes of all files together, unpacked. */
  readonly bytes: number;
  readonly files: number;
}

/**
 * The files of a ZIP archive that are wanted, by name, as its directory lists them (APPNOTE.TXT 6.3.10, with ZIP64 sizes).
 * Nothing is unpacked past the limits, whatever the archive says of its sizes. Throws InputError, naming `what`, where it
 * is no archive, goes over a limit, is encrypted or broken, or lists a name twice.
 */
export function unpackZip(
  bytes: Uint8Array,
  { what, limits, wants }: { what: string; limits: UnpackLimits; wants: (name: string) => boolean },
): Map<string, Uint8Array> {
  const refuse = (reason: string) => new InputError(what, [reason]);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const files = new Map<string, Uint8Array>();
  const names = new Set<string>();
  let left = limits.bytes;
  for (const entry of entriesOf(view, refuse)) {
    if (names.has(entry.name)) throw refuse(`it holds ${JSON.stringify(entry.name)} twice`);
    names.add(entry.name);
    if (names.size > limits.files) throw refuse(`it holds more than ${limits.files} files`);
    if (!wants(entry.name)) continue;
    const file = unpack(entry, { bytes, view, left, limits, refuse });
    left -= file.length;
    files.set(entry.name, file);
  }
  return files;
}

type Refuse = (reason: string) => InputError;

interface ZipEntry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

function* entriesOf(view: DataView, refuse: Refuse): Generator<ZipEntry> {
  const end = endOf(view);
  if (end < 0) throw refuse("it is no ZIP archive, or is cut off");
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index++) {
    if (at + ENTRY.length > view.byteLength || view.getUint32(at, true) !== ENTRY.signature)
      throw refuse("it has a broken directory");
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    const start = at + ENTRY.length;
    const next = start + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
    if (next > view.byteLength) throw refuse("it has a broken directory");
    const sizes = sizesOf(view, { at, extra: start + (name ?? 0), length: extra ?? 0 });
    yield {
      name: Buffer.from(view.buffer, view.byteOffset + start, name).toString("utf8"),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      ...sizes,
    };
    at = next;
  }
}

/** Where the end of the directory stands: the last one, behind which only a comment may come. */
function endOf(view: DataView): number {
  const last = view.byteLength - END.length;
  for (let at = last; at >= Math.max(0, last - END.commentMaximum); at--)
    if (view.getUint32(at, true) === END.signature) return at;
  return -1;
}

function sizesOf(
  view: DataView,
  of: { readonly at: number; readonly extra: number; readonly length: number },
): Pick<ZipEntry, "packed" | "unpacked" | "offset"> {
  const values = [24, 20, 42].map((field) => view.getUint32(of.at + field, true));
  const end = of.extra + of.length;
  for (let at = of.extra; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== ZIP64_EXTRA) continue;
    let field = at + 4;
    for (const [index, value] of values.entries()) {
      if (value !== IN_EXTRA || field + 8 > end) continue;
      values[index] = Number(view.getBigUint64(field, true));
      field += 8;
    }
    break;
  }
  const [unpacked = 0, packed = 0, offset = 0] = values;
  return { unpacked, packed, offset };
}

interface UnpackContext {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly left: number;
  readonly limits: UnpackLimits;
  readonly refuse: Refuse;
}

function unpack(entry: ZipEntry, { bytes, view, left, limits, refuse }: UnpackContext): Uint8Array {
  const { name, offset, packed, method } = entry;
  const named = JSON.stringify(name);
  if ((entry.flags & ENCRYPTED) !== 0) throw refuse(`it is encrypted (${named}): save it without a password`);
  if (offset + LOCAL.length > bytes.length || view.getUint32(offset, true) !== LOCAL.signature)
    throw refuse(`it has no file where its directory says ${named} is`);
  const start = offset + LOCAL.length + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packed > bytes.length) throw refuse(`it ends within ${named}`);
  const tooLarge = () => refuse(`it unpacks to more than ${limits.bytes / 1_000_000} MB`);
  if (entry.unpacked > left) throw tooLarge();
  const data = bytes.subarray(start, start + packed);
  if (method !== METHOD.stored && method !== METHOD.deflated)
    throw refuse(`it has ${named} packed by method ${method}, which is not read`);
  let file = data;
  if (method === METHOD.deflated)
    try {
      // One byte more than is left shows that there was more; zlib takes no maximum of 0.
      file = inflateRawSync(data, { maxOutputLength: left + 1 });
    } catch (error) {
      if (error instanceof RangeError) throw tooLarge();
      throw refuse(`it has ${named} broken (${error instanceof Error ? error.message : String(error)})`);
    }
  if (file.length > left) throw tooLarge();
  if (file.length !== entry.unpacked || crc32(file) !== entry.crc)
    throw refuse(`it has ${named} broken: it is not what the directory says`);
  return file;
}

/** An archive of these files, not packed: the bytes that were checked, for a reader that takes archives. */
export function storeZip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, file] of files) {
    const name = Buffer.from(path);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt32LE(crc32(file), 10);
    about.writeUInt32LE(file.length, 14);
    about.writeUInt32LE(file.length, 18);
    about.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(signed(ENTRY.signature), Buffer.from([20, 0]), about, place, name);
    locals.push(signed(LOCAL.signature), about, name, Buffer.from(file.buffer, file.byteOffset, file.length));
    offset += LOCAL.length + name.length + file.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(END.length - 4);
  end.writeUInt16LE(files.size, 4);
  end.writeUInt16LE(files.size, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, listed, signed(END.signature), end]);
}

function signed(signature: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature);
  return bytes;
}
