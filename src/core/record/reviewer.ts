import { foldText } from "./fold-text.ts";

/**
 * Whether two names are of one person, for the rule of two: capitals, accents, points and spaces make nobody another. Two
 * people of one name tell themselves apart by writing more of it.
 */
export function isSameReviewer(one: string, other: string): boolean {
  return plainName(one) === plainName(other);
}

function plainName(name: string): string {
  return foldText(name)
    .replaceAll(/[\s.,_'-]+/g, " ")
    .trim();
}
