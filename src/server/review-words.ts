import type { Language } from "../core/election.ts";
import type { CopyChange } from "../core/record/align-copies.ts";

/** What speaks for two documents telling one story, formatted. */
export interface EvidenceFacts {
  readonly share: string;
  readonly copied: string;
  readonly all: string;
  readonly agencies: string;
}

/** What the local page of review says besides the words of the record itself. */
export interface ReviewWords {
  readonly title: string;
  readonly as: (name: string) => string;
  readonly documents: string;
  readonly stories: string;
  readonly back: string;
  readonly lead: string;
  readonly storiesLead: string;
  readonly noStories: string;
  readonly counts: (counts: Readonly<Record<"new" | "waits" | "confirmed" | "rejected", number>>) => string;
  readonly states: Readonly<Record<"new" | "waits" | "confirmed" | "rejected", string>>;
  readonly secondNeeded: string;
  readonly confirm: string;
  readonly reject: string;
  readonly withdraw: string;
  readonly reason: string;
  readonly entered: (outcome: string) => string;
  readonly outcomes: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
  readonly more: string;
  readonly own: string;
  readonly ownLead: string;
  readonly hints: Readonly<Record<string, string>>;
  readonly comesFrom: (document: string, from: string) => string;
  readonly evidence: (facts: EvidenceFacts) => string;
  readonly suggested: string;
  readonly side: string;
  readonly changes: string;
  readonly change: string;
  readonly changeKinds: Readonly<Record<CopyChange["kind"], string>>;
  readonly save: string;
  readonly marks: string;
  readonly some: (first: string, last: string, all: string) => string;
  readonly earlier: string;
  readonly later: string;
}

export const REVIEW_WORDS: Readonly<Record<Language, ReviewWords>> = {
  en: {
    title: "Review",
    as: (name) => `You decide as ${name}. Your name is published with what you confirm.`,
    documents: "Documents",
    stories: "Stories",
    back: "All documents",
    lead: "Each card is a suggestion. Compare it with the marked words, correct what is wrong, and confirm or reject it.",
    storiesLead: "Documents that seem to tell one story. Copies count as one origin once you say so.",
    noStories: "No two documents seem to tell one story that nobody has decided about.",
    counts: (of) =>
      `${of.new} new, ${of.waits} wait for a second person, ${of.confirmed} confirmed, ${of.rejected} rejected`,
    states: { new: "new", waits: "waits for a second person", confirmed: "confirmed", rejected: "rejected" },
    secondNeeded: "Needs two persons: it is not published before a second one confirms the same.",
    confirm: "Confirm",
    reject: "Reject",
    withdraw: "Reject after all",
    reason: "Reason (published)",
    entered: (outcome) => `Entered: ${outcome}.`,
    outcomes: {
      confirmed: "confirmed",
      "first-review": "waits for a second person",
      corrected: "corrected",
      rejected: "rejected",
      unchanged: "nothing new: you decided the same before",
    },
    fields: {
      measure: "Measure",
      value: "Number",
      low: "From",
      high: "To",
      bound: "Bound",
      unit: "Unit",
      role: "Role",
      denominator: "Of what",
      definition: "How it counts",
      voice: "Who says so",
      modality: "How",
      stance: "Position",
      actors: "Who takes it",
      target: "Towards whom",
      conditional: "On a condition",
      about: "About",
      scope: "Scope",
      as_of: "As of",
      said_at: "Said on",
      event_at: "Happened on",
      by_name: "Confirmed by name",
      words: "Words",
      kind: "Kind",
    },
    more: "More fields",
    own: "Another statement",
    ownLead: "Something no card says: copy its exact words from the text.",
    hints: {
      voice: "nearest first, separated by >; empty for the document itself",
      actors: "separated by ; with the code of a state after =",
      about: "an incident, a selection of the ballot, or words",
      scope: "empty for everybody and everywhere",
    },
    comesFrom: (document, from) => `${document} from ${from}?`,
    evidence: ({ share, copied, all, agencies }) =>
      `${share}% of the words, ${copied} of ${all} sentences shared${agencies === "" ? "" : `; both name ${agencies}`}.`,
    suggested: "suggested",
    side: "Side by side: struck out is only in the first, underlined only in the second",
    changes: "What changed of the figures",
    change: "Change the decision",
    changeKinds: {
      "bound-lost": "Bound lost",
      "bound-added": "Bound added",
      "bound-changed": "Bound changed",
      "number-changed": "Number changed",
      "attribution-lost": "Voice lost",
      "attribution-added": "Voice added",
      "attribution-changed": "Voice changed",
      "denominator-changed": "Another base of the share",
      "figure-dropped": "Figure left out",
      "figure-added": "Figure added",
    },
    save: "Enter",
    marks:
      "Marked words belong to a card. Dotted underlines are all other numbers: choose one to make a card of it.",
    some: (first, last, all) => `Documents ${first} to ${last} of ${all}`,
    earlier: "Earlier",
    later: "Later",
  },
  es: {
    title: "Revisión",
    as: (name) => `Decide como ${name}. Su nombre se publica con lo que confirme.`,
    documents: "Documentos",
    stories: "Notas repetidas",
    back: "Todos los documentos",
    lead: "Cada ficha es una sugerencia. Compárela con las palabras marcadas, corrija lo que esté mal y confírmela o rechácela.",
    storiesLead:
      "Documentos que parecen contar lo mismo. Las copias cuentan como un solo origen cuando usted lo dice.",
    noStories: "No hay dos documentos que parezcan contar lo mismo y sobre los que nadie haya decidido.",
    counts: (of) =>
      `${of.new} nuevas, ${of.waits} esperan a otra persona, ${of.confirmed} confirmadas, ${of.rejected} rechazadas`,
    states: { new: "nueva", waits: "espera a otra persona", confirmed: "confirmada", rejected: "rechazada" },
    secondNeeded: "Requiere dos personas: no se publica hasta que otra confirme lo mismo.",
    confirm: "Confirmar",
    reject: "Rechazar",
    withdraw: "Rechazar al final",
    reason: "Motivo (se publica)",
    entered: (outcome) => `Anotado: ${outcome}.`,
    outcomes: {
      confirmed: "confirmada",
      "first-review": "espera a otra persona",
      corrected: "corregida",
      rejected: "rechazada",
      unchanged: "nada nuevo: usted ya había decidido lo mismo",
    },
    fields: {
      measure: "Medida",
      value: "Número",
      low: "Desde",
      high: "Hasta",
      bound: "Límite",
      unit: "Unidad",
      role: "Papel",
      denominator: "De qué",
      definition: "Cómo se cuenta",
      voice: "Quién lo dice",
      modality: "Cómo",
      stance: "Postura",
      actors: "Quién la toma",
      target: "Hacia quién",
      conditional: "Con una condición",
      about: "Sobre",
      scope: "Alcance",
      as_of: "Hasta el día",
      said_at: "Dicho el",
      event_at: "Ocurrió el",
      by_name: "Confirmadas por nombre",
      words: "Palabras",
      kind: "Tipo",
    },
    more: "Más campos",
    own: "Otra afirmación",
    ownLead: "Algo que ninguna ficha dice: copie del texto las palabras exactas.",
    hints: {
      voice: "primero la más cercana, separadas por >; vacío si es el propio documento",
      actors: "separados por ; con el código de un Estado tras =",
      about: "un incidente, una opción de la boleta o unas palabras",
      scope: "vacío si es de todos y en todas partes",
    },
    comesFrom: (document, from) => `¿${document} procede de ${from}?`,
    evidence: ({ share, copied, all, agencies }) =>
      `Comparten el ${share} % de las palabras y ${copied} de ${all} oraciones${agencies === "" ? "" : `; ambas citan a ${agencies}`}.`,
    suggested: "sugerida",
    side: "Lado a lado: lo tachado está solo en la primera, lo subrayado solo en la segunda",
    changes: "Qué cambió de las cifras",
    change: "Cambiar la decisión",
    changeKinds: {
      "bound-lost": "Se perdió el límite",
      "bound-added": "Se añadió un límite",
      "bound-changed": "Cambió el límite",
      "number-changed": "Cambió el número",
      "attribution-lost": "Se perdió la voz",
      "attribution-added": "Se añadió una voz",
      "attribution-changed": "Cambió la voz",
      "denominator-changed": "Cambió la base del porcentaje",
      "figure-dropped": "Cifra omitida",
      "figure-added": "Cifra añadida",
    },
    save: "Anotar",
    marks:
      "Las palabras marcadas son de una ficha. Los demás números van subrayados con puntos: elija uno para hacer una ficha.",
    some: (first, last, all) => `Documentos ${first} a ${last} de ${all}`,
    earlier: "Anteriores",
    later: "Siguientes",
  },
};
