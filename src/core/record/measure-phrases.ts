import type { PersonMeasure } from "./measure.ts";
import { phrasesOf } from "./phrase-table.ts";

/** Phrases that all say one measure. */
export const measurePhrases = (measure: PersonMeasure, list: string) =>
  phrasesOf<PersonMeasure>(measure, list);
