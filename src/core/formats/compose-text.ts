/** Marks in a row that any script needs, with room: the bound of Unicode's Stream-Safe Text Format (UAX #15, section 13). */
export const MARKS_MAXIMUM = 30;

const TOO_MANY_MARKS = new RegExp(`\\p{M}{${MARKS_MAXIMUM + 1}}`, "u");

/**
 * The text in NFC, so that names typed on different machines compare equal; undefined where more marks follow each other
 * than MARKS_MAXIMUM. Composing sorts such a row, and a row of millions takes hours.
 */
export function composeText(text: string): string | undefined {
  if (!/[\u0300-\uffff]/.test(text)) return text;
  return TOO_MANY_MARKS.test(text) ? undefined : text.normalize("NFC");
}
