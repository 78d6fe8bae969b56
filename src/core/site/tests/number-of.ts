import type { Speaker } from "../speaker.ts";

/** A number with the word that goes with it: "1 sheet", "2 sheets". What is not known stands in the plural. */
export function numberOf(
  count: number | undefined,
  words: { readonly one: string; readonly many: string },
  speak: Speaker,
): string {
  return `${speak.count(count)} ${count === 1 ? words.one : words.many}`;
}
