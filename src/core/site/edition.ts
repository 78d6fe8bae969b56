import type { Language } from "../election.ts";
import { en } from "./messages-en.ts";
import { es } from "./messages-es.ts";
import type { Messages } from "./messages.ts";
import type { SiteIndex } from "./site-index.ts";

/** The site in one language: the first language stands at the root of the folder, each other in a folder of its own. */
export interface Edition {
  readonly index: SiteIndex;
  readonly language: Language;
  readonly messages: Messages;
  /** "" or, for example, "en/". */
  readonly folder: string;
}

const MESSAGES: Readonly<Record<Language, Messages>> = { es, en };

export function editionsOf(index: SiteIndex): readonly Edition[] {
  const languages = [...new Set(index.seen.election.languages)];
  return languages.map((language, at) => ({
    index,
    language,
    messages: MESSAGES[language],
    folder: at === 0 ? "" : `${language}/`,
  }));
}
