import { concatBytes, equalBytes, joinBytes, utf8 } from "../bytes.ts";

/** What is left of an image file without what its maker's device wrote into it. */
export type StrippedImage =
  | {
      readonly kind: "stripped";
      readonly bytes: Uint8Array;
      readonly mediaType: "image/jpeg" | "image/png";
      /** What was taken out, by the format's own names. */
      readonly removed: readonly string[];
    }
  | { readonly kind: "refused"; readonly reason: string }
  /** Neither JPEG nor PNG. */
  | { readonly kind: "unknown" };

/**
 * Removes all metadata from a JPEG or PNG without touching its pixels: place, time, device, thumbnails, comments, and
 * anything after the image's end. Only what is needed to show the image stays; of a JPEG's EXIF that is its orientation.
 * (JPEG: ITU-T T.81; EXIF: CIPA DC-008; PNG: ISO/IEC 15948.)
 */
export function stripImageMetadata(bytes: Uint8Array): StrippedImage {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return stripJpeg(bytes);
  if (startsWith(bytes, PNG_SIGNATURE)) return stripPng(bytes);
  return { kind: "unknown" };
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Chunks that say how pixels look. Text, time, EXIF and private chunks are not among them. */
const PNG_KEPT = new Set([
  "IHDR",
  "PLTE",
  "tRNS",
  "gAMA",
  "cHRM",
  "sRGB",
  "iCCP",
  "sBIT",
  "bKGD",
  "pHYs",
  "IDAT",
  "IEND",
]);

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, at) => bytes[at] === byte);
}

function stripPng(bytes: Uint8Array): StrippedImage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, PNG_SIGNATURE.length)];
  const removed: string[] = [];
  let at = PNG_SIGNATURE.length;
  for (let ended = false; !ended;) {
    if (at + 12 > bytes.length) return { kind: "refused", reason: "the PNG ends before its last chunk" };
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return { kind: "refused", reason: "a chunk of the PNG goes past the file's end" };
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (PNG_KEPT.has(type)) kept.push(bytes.subarray(at, end));
    else removed.push(type);
    ended = type === "IEND";
    at = end;
  }
  if (at < bytes.length) removed.push("data after the end");
  return { kind: "stripped", bytes: joinBytes(kept), mediaType: "image/png", removed };
}

const MARKER = {
  startOfScan: 0xda,
  endOfImage: 0xd9,
  app0: 0xe0,
  app1: 0xe1,
  app2: 0xe2,
  app14: 0xee,
  comment: 0xfe,
};

function stripJpeg(bytes: Uint8Array): StrippedImage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  const removed: string[] = [];
  const done = (): StrippedImage => ({
    kind: "stripped",
    bytes: joinBytes(kept),
    mediaType: "image/jpeg",
    removed,
  });
  let scans = 0;
  for (let at = 2; ;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (scans > 0 && marker === MARKER.endOfImage) {
      kept.push(bytes.subarray(at, at + 2));
      if (at + 2 < bytes.length) removed.push("data after the end");
      return done();
    }
    if (scans > 0 && at >= bytes.length) return done();
    if (bytes[at] !== 0xff || marker === undefined || at + 4 > bytes.length)
      return { kind: "refused", reason: "the JPEG ends before its picture" };
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length)
      return { kind: "refused", reason: "a segment of the JPEG goes past the file's end" };
    const segment = bytes.subarray(at, end);
    at = end;
    if (marker === MARKER.startOfScan) {
      scans += 1;
      at = endOfScan(bytes, end);
      kept.push(segment, bytes.subarray(end, at));
      continue;
    }
    keepOrRemove(marker, segment, { kept, removed });
  }
}

function keepOrRemove(
  marker: number,
  segment: Uint8Array,
  into: { kept: Uint8Array[]; removed: string[] },
): void {
  const orientation = marker === MARKER.app1 ? orientationOf(segment) : undefined;
  const bare = orientation === undefined ? undefined : orientationSegment(orientation);
  if (isKept(marker, segment) || (bare !== undefined && equalBytes(segment, bare))) {
    into.kept.push(segment);
    return;
  }
  into.removed.push(nameOf(marker, segment));
  if (bare !== undefined && orientation !== 1) into.kept.push(bare);
}

/** Frames, Huffman and arithmetic tables, quantisation, lines, restarts, hierarchy: what a decoder needs (T.81, table B.1). */
const JPEG_TABLES = new Set([
  ...Array.from({ length: 8 }, (_, at) => 0xc0 + at),
  ...Array.from({ length: 7 }, (_, at) => 0xc9 + at),
  ...Array.from({ length: 5 }, (_, at) => 0xdb + at),
]);

/** What a decoder needs, JFIF without its thumbnail, Adobe's colour transform, and colour profiles. */
function isKept(marker: number, segment: Uint8Array): boolean {
  if (JPEG_TABLES.has(marker)) return true;
  if (marker === MARKER.app0) return segment.length === 18 && hasName(segment, "JFIF\0");
  if (marker === MARKER.app2) return hasName(segment, "ICC_PROFILE\0");
  return marker === MARKER.app14 && segment.length === 16 && hasName(segment, "Adobe");
}

function hasName(segment: Uint8Array, name: string): boolean {
  return startsWith(segment.subarray(4), [...utf8(name)]);
}

function nameOf(marker: number, segment: Uint8Array): string {
  if (marker === MARKER.comment) return "comment";
  if (marker === MARKER.app1) return hasName(segment, "Exif\0") ? "EXIF" : "XMP";
  return `APP${marker - MARKER.app0}`;
}

/** Where a scan's coded data ends: at the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}

/** The value of the EXIF orientation tag (0x0112), 1 to 8, of an APP1 segment that has one. */
function orientationOf(segment: Uint8Array): number | undefined {
  if (!hasName(segment, "Exif\0\0") || segment.length < 18) return undefined;
  const tiff = new DataView(segment.buffer, segment.byteOffset + 10, segment.byteLength - 10);
  const little = tiff.getUint16(0) === 0x4949;
  const directory = tiff.getUint32(4, little);
  if (directory + 2 > tiff.byteLength) return undefined;
  const count = tiff.getUint16(directory, little);
  for (let at = directory + 2; at < directory + 2 + count * 12 && at + 12 <= tiff.byteLength; at += 12) {
    if (tiff.getUint16(at, little) !== 0x0112) continue;
    const value = tiff.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** An APP1 segment that says the orientation and nothing else. */
function orientationSegment(orientation: number): Uint8Array {
  const tiff = [
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ];
  const body = concatBytes(utf8("Exif\0\0"), Uint8Array.from(tiff));
  return concatBytes(Uint8Array.of(0xff, MARKER.app1, 0, body.length + 2), body);
}
