/**
 * The text in small letters without accents, unit for unit: offsets in the result are offsets in the text. Curved
 * apostrophes become straight ones, unusual spaces and hyphens the usual ones. What has no single-unit form stays.
 */
export function foldText(text: string): string {
  let folded = "";
  for (const character of text) folded += foldCharacter(character);
  return folded;
}

const known = new Map<string, string>([
  ["\u2019", "'"],
  ["\u02BC", "'"],
  ["\u00A0", " "],
  ["\u202F", " "],
  ["\u2009", " "],
  ["\t", " "],
  ["\u2010", "-"],
  ["\u2011", "-"],
]);

function foldCharacter(character: string): string {
  const found = known.get(character);
  if (found !== undefined) return found;
  const lower = character.toLowerCase().normalize("NFD").replaceAll(/\p{M}/gu, "");
  const folded = lower.length === character.length ? lower : character;
  known.set(character, folded);
  return folded;
}
