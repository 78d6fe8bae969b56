/**
 * The offset in code points of an offset in UTF-16 units, as the W3C Web Annotation model counts
 * (TextPositionSelector). Throws where the offset would cut a character in two.
 */
export function codePointOffset(text: string, offset: number): number {
  if (!Number.isInteger(offset) || offset < 0 || offset > text.length)
    throw new Error(`offset ${offset} is not in the text`);
  if (cutsCharacter(text, offset)) throw new Error(`offset ${offset} cuts a character in two`);
  let codePoints = 0;
  for (let at = 0; at < offset; at += 1) if (!isLowSurrogate(text.charCodeAt(at))) codePoints += 1;
  return codePoints;
}

/** The offset in UTF-16 units of an offset in code points: the inverse of codePointOffset. */
export function utf16Offset(text: string, codePoints: number): number {
  if (!Number.isInteger(codePoints) || codePoints < 0)
    throw new Error(`offset ${codePoints} is not in the text`);
  let at = 0;
  for (let passed = 0; passed < codePoints; passed += 1) {
    const codePoint = text.codePointAt(at);
    if (codePoint === undefined) throw new Error(`offset ${codePoints} is not in the text`);
    at += codePoint > 0xffff ? 2 : 1;
  }
  return at;
}

/** Whether the offset lies between the two halves of a surrogate pair. */
export function cutsCharacter(text: string, offset: number): boolean {
  return (
    offset > 0 &&
    offset < text.length &&
    isLowSurrogate(text.charCodeAt(offset)) &&
    isHighSurrogate(text.charCodeAt(offset - 1))
  );
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
