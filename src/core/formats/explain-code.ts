import type { Language } from "../election.ts";
import { TOTAL_BOXES, type BoxName } from "../tally-sheet.ts";
import type { Sha512 } from "../crypto.ts";
import { sectionsOf } from "./br-bu-sections.ts";
import { chainAfter, parseBuSlice, type BuSlice } from "./br-bu-slice.ts";
import { parseQr, type QrFormat, type QrSheet } from "./qr-format.ts";
import { isSplit } from "./read-codes.ts";

/** What the text of a QR code says, for a person who wonders. */
export interface ExplainedCode {
  /** The format that takes it; "none" where none does. */
  readonly format: string;
  readonly station?: string;
  /** Sentences, the most important first; why a format does not take a text is told in English. */
  readonly lines: readonly string[];
}

/** The formats that are known without an election file. */
const KNOWN: readonly Extract<QrFormat, string>[] = ["ve-2024-qr", "hn-2025-qr"];

/** What is told of a code, in one language. */
interface CodeWords {
  readonly about: Readonly<Record<(typeof KNOWN)[number], string>>;
  readonly aboutThis: string;
  readonly station: (about: string, station: string) => string;
  readonly part: (index: number, count: number) => string;
  readonly partsTogether: string;
  readonly bulletinStation: (station: string) => string;
  readonly bulletinVotes: (office: number, votes: string) => string;
  readonly hashRight: string;
  readonly hashWrong: string;
  readonly hashLater: string;
  readonly bulletinSignature: string;
  readonly address: string;
  readonly unknown: string;
  readonly identity: (department: string, municipality: string) => string;
  readonly namesOnly: string;
  readonly votes: (votes: string, sum: number) => string;
  readonly nullAndBlank: (nullVotes: string, blankVotes: string) => string;
  readonly rows: (rows: string) => string;
  readonly unsigned: string;
}

const WORDS: Readonly<Record<Language, CodeWords>> = {
  en: {
    about: {
      "ve-2024-qr": "A tally sheet of the presidential election of Venezuela, 28 July 2024",
      "hn-2025-qr": "A presidential tally sheet of Honduras, 30 November 2025",
    },
    aboutThis: "A tally sheet of this election",
    station: (about, station) => `${about}: polling station ${station}.`,
    part: (index, count) => `Part ${index} of ${count} of a Brazilian ballot-box bulletin (boletim de urna).`,
    partsTogether: "All parts together hold its votes: read the other codes of the bulletin too.",
    bulletinStation: (station) => `Polling station ${station} (municipality, zone, section).`,
    bulletinVotes: (office, votes) => `Office ${office}: ${votes}.`,
    hashRight:
      "Its hash is that of what it says: it was read well. Anybody can compute a hash; it does not say who wrote it.",
    hashWrong:
      "Its hash is not that of what it says: it was read badly, or it is not as it was made. No number of it is taken.",
    hashLater: "It carries a hash, which is checked when the parts are joined.",
    bulletinSignature:
      "The last part carries a signature, whose key is not published: nobody here can check it.",
    address: "A web address, not the votes of a tally sheet.",
    unknown: "Not the code of a tally sheet in any format known here.",
    identity: (department, municipality) => `Department ${department}, municipality ${municipality}.`,
    namesOnly: "The code names the sheet and says nothing of its votes: those stand on the paper, by hand.",
    votes: (votes, sum) => `Votes: ${votes}; ${sum} in all.`,
    nullAndBlank: (nullVotes, blankVotes) => `Null votes ${nullVotes}, blank votes ${blankVotes}.`,
    rows: (rows) => `By rows of the ballot: ${rows}.`,
    unsigned:
      "It is not a web address, and it has no signature: it says what was printed, not who printed it.",
  },
  es: {
    about: {
      "ve-2024-qr": "Un acta de la elección presidencial de Venezuela, 28 de julio de 2024",
      "hn-2025-qr": "Un acta presidencial de Honduras, 30 de noviembre de 2025",
    },
    aboutThis: "Un acta de esta elección",
    station: (about, station) => `${about}: mesa ${station}.`,
    part: (index, count) => `Parte ${index} de ${count} de un boletín de urna de Brasil (boletim de urna).`,
    partsTogether: "Los votos están en todas las partes juntas: lea también los demás códigos del boletín.",
    bulletinStation: (station) => `Mesa ${station} (municipio, zona, sección).`,
    bulletinVotes: (office, votes) => `Cargo ${office}: ${votes}.`,
    hashRight:
      "Su resumen criptográfico es el de lo que dice: se leyó bien. Cualquiera puede calcularlo; no dice quién lo escribió.",
    hashWrong:
      "Su resumen criptográfico no es el de lo que dice: se leyó mal, o no está como se hizo. No se toma ninguno de sus números.",
    hashLater: "Lleva un resumen criptográfico, que se comprueba al juntar las partes.",
    bulletinSignature:
      "La última parte lleva una firma cuya clave no está publicada: aquí nadie puede comprobarla.",
    address: "Una dirección web, no los votos de un acta.",
    unknown: "No es el código de un acta en ningún formato conocido aquí.",
    identity: (department, municipality) => `Departamento ${department}, municipio ${municipality}.`,
    namesOnly: "El código nombra el acta y no dice nada de sus votos: están en el papel, escritos a mano.",
    votes: (votes, sum) => `Votos: ${votes}; ${sum} en total.`,
    nullAndBlank: (nullVotes, blankVotes) => `Votos nulos ${nullVotes}, votos en blanco ${blankVotes}.`,
    rows: (rows) => `Por filas de la boleta: ${rows}.`,
    unsigned: "No es una dirección web y no lleva firma: dice lo que se imprimió, no quién lo imprimió.",
  },
};

/**
 * Says in words what a code's text means: by the election's formats where they are given, else by those built in. A text that no
 * format takes is told as such, with what each format misses in it.
 */
export function explainCode(
  text: string,
  crypto: Sha512,
  {
    formats = [],
    language = "en",
  }: { readonly formats?: readonly QrFormat[]; readonly language?: Language } = {},
): ExplainedCode {
  const words = WORDS[language];
  const reasons: string[] = [];
  for (const format of formats.length > 0 ? formats : KNOWN) {
    if (isSplit(format)) continue;
    const name = typeof format === "string" ? format : format.kind;
    const parsed = parseQr(text, format);
    if (parsed.kind === "refused") {
      reasons.push(`${name}: ${parsed.reason}`);
      continue;
    }
    const { station } = parsed;
    const about = typeof format === "string" ? words.about[format] : words.aboutThis;
    const lines =
      parsed.kind === "identity" ? explainIdentity(parsed.prefix, words) : explainSheet(parsed, words);
    return { format: name, station, lines: [words.station(about, station), ...lines] };
  }
  const slice = parseBuSlice(text);
  if (!("kind" in slice)) return explainSlice(slice, crypto, words);
  reasons.push(`br-bu: ${slice.reason}`);
  return {
    format: "none",
    lines: [isAddress(text) ? words.address : words.unknown, ...reasons],
  };
}

/** A part of a bulletin: the first says of which polling station it is, and its hash can be checked alone. */
function explainSlice(slice: BuSlice, crypto: Sha512, words: CodeWords): ExplainedCode {
  const { index, count, signature } = slice;
  const part = words.part(index, count);
  const isFirst = index === 1;
  if (isFirst && chainAfter(undefined, slice, crypto) === undefined)
    return { format: "none", lines: [part, words.hashWrong] };
  const content = sectionsOf({ kind: "bulletin", count, slices: [slice], hash: "not-checked" });
  const read = isFirst && content.kind === "content" ? content : undefined;
  const place = ["MUNI", "ZONA", "SECA"].flatMap((field) => read?.head.get(field) ?? []);
  const station = place.length === 3 ? place.join(".") : undefined;
  const votes = (count === 1 ? (read?.sections ?? []) : []).map((section) =>
    words.bulletinVotes(
      section.office,
      [...section.votes, ...section.totals].map(([name, votesOf]) => `${name} ${votesOf}`).join(", "),
    ),
  );
  return {
    format: "br-bu",
    ...(station === undefined ? {} : { station }),
    lines: [
      part,
      ...(station === undefined ? [] : [words.bulletinStation(station)]),
      ...votes,
      ...(count > 1 ? [words.partsTogether] : []),
      isFirst ? words.hashRight : words.hashLater,
      ...(signature === undefined ? [] : [words.bulletinSignature]),
    ],
  };
}

function explainIdentity(prefix: string, words: CodeWords): string[] {
  return [words.identity(prefix.slice(0, 2), prefix.slice(2)), words.namesOnly];
}

function explainSheet(sheet: QrSheet, words: CodeWords): string[] {
  const totals = new Set<BoxName>(TOTAL_BOXES);
  const votes = [...sheet.boxes].flatMap(([box, value]) =>
    typeof value === "number" && !totals.has(box) ? [[box, value] as const] : [],
  );
  const sum = votes.reduce((all, [, count]) => all + count, 0);
  const ordered = votes.toSorted(([, one], [, other]) => other - one);
  return [
    words.votes(ordered.map(([box, count]) => `${box} ${count}`).join(", "), sum),
    words.nullAndBlank(String(sheet.nullVotes), String(sheet.blankVotes)),
    words.rows(sheet.numbers.join(", ")),
    words.unsigned,
  ];
}

function isAddress(text: string): boolean {
  return /^(https?:\/\/|www\.)\S+$/i.test(text);
}
