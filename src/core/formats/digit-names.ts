/** The ten digits by name, by the language of the sheet. */
const DIGIT_NAMES: Readonly<Record<"es", readonly string[]>> = {
  es: ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"],
};
export type DigitLanguage = keyof typeof DIGIT_NAMES;

/** A number spelt digit by digit, and how far its letters are from those of the names. */
export interface SpeltNumber {
  readonly value: number;
  /** Letters to be exchanged, added or taken away, over all names; 0 where each is spelt right. */
  readonly distance: number;
}

/**
 * Reads a number whose digits are spelt one by one ("Cero, Uno, Cuatro, Nueve" is 149). A name may have one wrong letter,
 * two from five letters on, as long as no other name is as near. Undefined where that is not so of every name, or there
 * are not as many names as the form has digits.
 */
export function parseDigitNames(
  text: string,
  form: { readonly digits: number; readonly language: DigitLanguage },
): SpeltNumber | undefined {
  const words = text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 1);
  if (words.length !== form.digits) return undefined;
  let [value, distance] = [0, 0];
  for (const word of words) {
    const digit = nearestName(word, DIGIT_NAMES[form.language]);
    if (digit === undefined) return undefined;
    value = value * 10 + digit.digit;
    distance += digit.distance;
  }
  return { value, distance };
}

function nearestName(word: string, names: readonly string[]) {
  const distances = names.map((name) => editDistance(word, name));
  const distance = Math.min(...distances);
  const digit = distances.indexOf(distance);
  const allowed = (names[digit] ?? "").length >= 5 ? 2 : 1;
  const isAlone = distances.filter((each) => each === distance).length === 1;
  return distance <= allowed && isAlone ? { digit, distance } : undefined;
}

/** How many letters must be exchanged, added or taken away (Levenshtein 1966). */
export function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [line, letter] of [...one].entries()) {
    const next = [line + 1];
    for (const [at, against] of [...other].entries())
      next.push(
        Math.min((row[at] ?? 0) + (letter === against ? 0 : 1), (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1),
      );
    row = next;
  }
  return row[other.length] ?? 0;
}
