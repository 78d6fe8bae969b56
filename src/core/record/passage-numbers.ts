import { languageOf } from "./language.ts";
import { numbersIn } from "./number-mention.ts";

/** The distinct numbers of a text with their units, dates, times of day and articles left out: "27", "52%". */
export function passageNumbers(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { quantity, isArticle } of numbersIn(text, languageOf(text) ?? "en")) {
    const { unit, value, low, high } = quantity;
    if (isArticle || unit === "date" || unit === "clock") continue;
    const number = value ?? (low !== undefined && high !== undefined ? `${low}-${high}` : undefined);
    if (number !== undefined) found.add(unit === "percent" ? `${number}%` : String(number));
  }
  return found;
}
