/** Degrees clockwise for the orientations of EXIF that a camera writes; mirrored ones it does not. */
const DEGREES: ReadonlyMap<number, number> = new Map([
  [3, 180],
  [6, 90],
  [8, 270],
]);
const ORIENTATION = 0x0112;
/** Where the first list of fields begins. */
const FIRST = 8;

/**
 * How far an opened HEIC image is still to be turned, clockwise. Its own properties (`irot`, `imir`, ISO/IEC 23008-12) are what
 * the decoder has applied, and beside them the orientation in its EXIF is to be ignored. Some encoders copy that from a JPEG and
 * write no property: then it is all there is.
 */
export function degreesOfHeic(file: Uint8Array): number {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const properties = bytes.indexOf("ipco", 0, "latin1");
  const isTurned = ["irot", "imir"].some((name) => {
    const at = bytes.indexOf(name, Math.max(0, properties), "latin1");
    return at >= 0 && at < properties + lengthBefore(bytes, properties);
  });
  if (properties < 0 || isTurned) return 0;
  return DEGREES.get(exifOrientation(bytes)) ?? 0;
}

/** The length of a box, which stands before its name. */
function lengthBefore(bytes: Buffer, name: number): number {
  return name < 4 ? 0 : bytes.readUInt32BE(name - 4);
}

/** How a block of EXIF begins (TIFF 6.0), its first list of fields directly behind. */
const HEADS = ["II*\0\u0008\0\0\0", "MM\0*\0\0\0\u0008"];

/** The orientation in the first EXIF block, a list of fields of 12 bytes; 1 where there is none. */
function exifOrientation(bytes: Buffer): number {
  const item = bytes.indexOf("Exif", 0, "latin1");
  const head = Math.max(...HEADS.map((each) => bytes.indexOf(each, Math.max(0, item), "latin1")));
  if (item < 0 || head < 0) return 1;
  const tiff = bytes.subarray(head);
  const isLittle = tiff[0] === 0x49;
  const two = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  if (tiff.length < FIRST + 2) return 1;
  const fields = two(FIRST);
  for (let field = 0, at = FIRST + 2; field < fields && at + 12 <= tiff.length; field++, at += 12)
    if (two(at) === ORIENTATION) return two(at + 8);
  return 1;
}
