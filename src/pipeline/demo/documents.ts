import type { Card } from "../../core/record/card.ts";
import type { Genre, Visibility } from "../../core/record/document.ts";

/** A document beside the sheets, and what a person lets stand of it. Everybody in it is invented. */
export interface DemoText {
  readonly fileName: string;
  readonly text: string;
  readonly said: {
    readonly publisher: string;
    readonly publishedAt: string;
    readonly genre: Genre;
    readonly title: string;
    readonly visibility?: Visibility;
  };
  /** The file it was copied from. */
  readonly copyOf?: string;
  readonly cards: readonly DemoCard[];
}

/** A card with the words it is of, which stand once in the text. */
export type DemoCard = Partial<Card> & Pick<Card, "words" | "kind">;

export const UNREST = {
  incident: "protests",
  title: "Protestas después de la elección",
  type: "protests",
  from: "2026-05-18",
  to: "2026-05-21",
  place: "Puerto Quiroga",
  placeLevel: "municipality",
} as const;

const LEAGUE = "Liga de Derechos Humanos";
const MINISTRY = "Ministerio del Interior";
const COUNCIL = "Consejo Nacional de Escrutinio";
const OPPOSITION = "Concordia Ciudadana";
const OBSERVATORY = "Observatorio Cívico";

const figure = (words: string, cells: Partial<Card>): DemoCard => ({
  kind: "figure",
  words,
  bound: "exact",
  unit: "count",
  role: "total",
  modality: cells.voice === undefined ? "" : "said",
  ...cells,
});
const share = (words: string, value: string, cells: Partial<Card>): DemoCard =>
  figure(words, { measure: "vote-share", value, unit: "percent", denominator: "votes", ...cells });
const harmed = (words: string, measure: string, cells: Partial<Card>): DemoCard =>
  figure(words, { measure, about: UNREST.incident, ...cells });
const position = (words: string, stance: string, actors: string): DemoCard => ({
  kind: "position",
  words,
  stance,
  actors,
});

const FIRST_BULLETIN: DemoText = {
  fileName: "boletin-1.txt",
  text: `Consejo Nacional de Escrutinio: primer boletín

Con el 80% de las actas escrutadas, Evaristo Quiroal obtuvo el 51,2% de los votos y Aurelia Montescal, el 41,6%. El Consejo Nacional de Escrutinio publicará el segundo boletín cuando concluya el escrutinio.
`,
  said: {
    publisher: COUNCIL,
    publishedAt: "2026-05-18T00:10:00-04:00",
    genre: "bulletin",
    title: "Primer boletín",
  },
  cards: [
    figure("80%", {
      measure: "tally-sheet-coverage",
      value: "80",
      unit: "percent",
      denominator: "tally-sheets",
      voice: COUNCIL,
      modality: "declared",
    }),
    share("51,2%", "51.2", { about: "quiroal", voice: COUNCIL, modality: "declared" }),
    share("41,6%", "41.6", { about: "montescal", voice: COUNCIL, modality: "declared" }),
  ],
};

const QUICK_COUNT: DemoText = {
  fileName: "conteo-rapido.txt",
  text: `Conteo rápido del Observatorio Cívico

Según el conteo rápido del Observatorio Cívico, Aurelia Montescal obtuvo entre el 54% y el 58% de los votos. "Los márgenes no se tocan: el orden de las candidaturas es claro", dijo la coordinadora del Observatorio, Inés Albarrán.
`,
  said: { publisher: OBSERVATORY, publishedAt: "2026-05-18", genre: "report", title: "Conteo rápido" },
  cards: [
    share("entre el 54% y el 58%", "", {
      bound: "range",
      low: "54",
      high: "58",
      definition: "quick-count",
      about: "montescal",
      voice: OBSERVATORY,
      modality: "estimated",
    }),
    {
      kind: "quote",
      words: "Los márgenes no se tocan: el orden de las candidaturas es claro",
      voice: "Inés Albarrán",
      modality: "said",
      said_at: "2026-05-18",
    },
  ],
};

const WIRE = `At least 9 people have died in two days of protests in Puerto Quiroga, the Human Rights League said on Tuesday, after the National Scrutiny Council declared Evaristo Quiroal ahead with 51.2% of the vote.`;
const CLAIM = `Citizens' Concord says its candidate, Aurelia Montescal, obtained more than 55% of the vote, according to the copies of the tally sheets its witnesses kept.`;
const POLICE = `The Interior Ministry said 312 people had been arrested and that seven police officers were injured.`;

const AGENCY: DemoText = {
  fileName: "agency.txt",
  text: `Deaths reported as Valdemar waits for its count

PUERTO QUIROGA, May 19 (Agencia Litoral) - ${WIRE}

${CLAIM}

${POLICE} The League put the number of arrests at more than 450.

"They came down our street before dawn," said Berta Liscano, a 44-year-old seamstress.
`,
  said: {
    publisher: "Agencia Litoral",
    publishedAt: "2026-05-19T18:40:00-04:00",
    genre: "agency-wire",
    title: "Deaths reported as Valdemar waits for its count",
  },
  cards: [
    harmed("At least 9 people", "deaths", { bound: "at-least", value: "9", voice: LEAGUE }),
    share("51.2%", "51.2", { about: "quiroal", voice: COUNCIL, modality: "declared" }),
    share("more than 55%", "55", {
      bound: "more-than",
      about: "montescal",
      voice: OPPOSITION,
      modality: "claimed",
    }),
    harmed("312 people", "arrests", { value: "312", voice: MINISTRY }),
    harmed("seven police officers", "injuries", { value: "7", voice: MINISTRY, scope: "police officers" }),
    harmed("more than 450", "arrests", {
      bound: "more-than",
      value: "450",
      voice: LEAGUE,
      modality: "counted",
    }),
  ],
};

const COURIER: DemoText = {
  fileName: "courier.txt",
  text: `Nine dead in Puerto Quiroga

${WIRE.replace("At least 9", "9")}

${CLAIM}

${POLICE}
`,
  said: {
    publisher: "The Harbour Courier",
    publishedAt: "2026-05-20",
    genre: "news",
    title: "Nine dead in Puerto Quiroga",
  },
  copyOf: AGENCY.fileName,
  cards: [
    harmed("9 people", "deaths", { value: "9", voice: LEAGUE }),
    share("more than 55%", "55", {
      bound: "more-than",
      about: "montescal",
      voice: OPPOSITION,
      modality: "claimed",
    }),
    harmed("312 people", "arrests", { value: "312", voice: MINISTRY }),
  ],
};

const SECOND_BULLETIN: DemoText = {
  fileName: "boletin-2.txt",
  text: `Consejo Nacional de Escrutinio: segundo boletín

Con el 100% de las actas escrutadas, Evaristo Quiroal obtuvo el 49,58% de los votos y Aurelia Montescal, el 42,12%. El Consejo Nacional de Escrutinio declaró presidente electo a Evaristo Quiroal.
`,
  said: {
    publisher: COUNCIL,
    publishedAt: "2026-05-20T16:30:00-04:00",
    genre: "bulletin",
    title: "Segundo boletín",
  },
  cards: [
    figure("100%", {
      measure: "tally-sheet-coverage",
      value: "100",
      unit: "percent",
      denominator: "tally-sheets",
      voice: COUNCIL,
      modality: "declared",
    }),
    share("49,58%", "49.58", { about: "quiroal", voice: COUNCIL, modality: "declared" }),
    share("42,12%", "42.12", { about: "montescal", voice: COUNCIL, modality: "declared" }),
  ],
};

const REPORT: DemoText = {
  fileName: "informe-liga.txt",
  text: `Informe de la Liga de Derechos Humanos sobre las protestas

La Liga de Derechos Humanos contó al menos 14 muertes entre el 18 y el 21 de mayo y confirmó 12 de ellas, cada una con su nombre y con el testimonio de su familia. Más de 90 personas resultaron heridas y al menos 520 fueron detenidas, 61 de ellas menores de edad.
`,
  said: {
    publisher: LEAGUE,
    publishedAt: "2026-05-22",
    genre: "report",
    title: "Informe sobre las protestas",
    visibility: "excerpts",
  },
  cards: [
    harmed("al menos 14 muertes", "deaths", {
      bound: "at-least",
      value: "14",
      voice: LEAGUE,
      modality: "counted",
    }),
    harmed("12 de ellas", "deaths", { value: "12", voice: LEAGUE, modality: "confirmed", by_name: "yes" }),
    harmed("Más de 90 personas", "injuries", {
      bound: "more-than",
      value: "90",
      voice: LEAGUE,
      modality: "counted",
    }),
    harmed("al menos 520", "arrests", {
      bound: "at-least",
      value: "520",
      voice: LEAGUE,
      modality: "counted",
    }),
    harmed("61 de ellas", "arrests", {
      value: "61",
      role: "part",
      voice: LEAGUE,
      modality: "counted",
      scope: "menores de edad",
    }),
  ],
};

const NEIGHBOURS: DemoText = {
  fileName: "neighbours.txt",
  text: `Neighbours divided over Valdemar

Orsinia recognised Aurelia Montescal as president-elect of Valdemar on Saturday, after its experts had compared the published tally sheets with the bulletins. Costa Alta congratulated Evaristo Quiroal. Bermeja urged the Council to publish the results station by station, and the Union of the Gulf called for an independent verification.

On Monday Orsinia had only voiced concern. The Interior Ministry of Valdemar now counts 8 deaths.
`,
  said: {
    publisher: "Agencia Litoral",
    publishedAt: "2026-05-23",
    genre: "agency-wire",
    title: "Neighbours divided over Valdemar",
  },
  cards: [
    {
      ...position("recognised Aurelia Montescal as president-elect", "recognises", "Orsinia=XO"),
      target: "Aurelia Montescal",
      said_at: "2026-05-23",
    },
    {
      ...position("congratulated Evaristo Quiroal", "congratulates", "Costa Alta=XC"),
      target: "Evaristo Quiroal",
      said_at: "2026-05-23",
    },
    {
      ...position(
        "urged the Council to publish the results station by station",
        "demands-breakdown",
        "Bermeja=XB",
      ),
      said_at: "2026-05-23",
    },
    {
      ...position("called for an independent verification", "demands-verification", "Union of the Gulf"),
      said_at: "2026-05-23",
    },
    { ...position("voiced concern", "expresses-concern", "Orsinia=XO"), said_at: "2026-05-18" },
    harmed("8 deaths", "deaths", { value: "8", voice: MINISTRY, modality: "counted" }),
  ],
};

/** What was written around the invented election, in the order it came. */
export const DEMO_TEXTS: readonly DemoText[] = [
  FIRST_BULLETIN,
  QUICK_COUNT,
  AGENCY,
  COURIER,
  SECOND_BULLETIN,
  REPORT,
  NEIGHBOURS,
];
