import type {
  BOUNDS,
  DEFINITIONS,
  DENOMINATORS,
  MEASURES,
  MODALITIES,
  ROLES,
  STANCES,
} from "../../record/claim.ts";
import type { FigureComparison, FigureRelation } from "../../record/compare-figures.ts";
import type { Genre, Visibility } from "../../record/document.ts";
import type { StatementDecision } from "../../record/record-state.ts";
import type { DERIVATIONS, INCIDENT_TYPES, PLACE_LEVELS } from "../../record/record-entry.ts";

type Names<List extends readonly string[]> = Readonly<Record<List[number], string>>;

/** Everything the pages of the record say, in one language. Numbers arrive formatted; `n` where a plural hangs on it. */
export interface RecordWords {
  readonly title: string;
  readonly lead: string;
  readonly summary: (facts: {
    readonly documents: readonly [number, string];
    readonly origins: readonly [number, string];
    readonly statements: readonly [number, string];
  }) => string;
  readonly confirmedBy: string;
  readonly sections: {
    readonly figures: string;
    readonly timeline: string;
    readonly actors: string;
    readonly positions: string;
    readonly documents: string;
  };
  readonly leads: {
    readonly figures: string;
    readonly timeline: string;
    readonly actors: string;
    readonly positions: string;
    readonly documents: string;
    readonly document: string;
    readonly excerpts: string;
  };
  readonly contents: string;
  readonly measures: Names<typeof MEASURES>;
  readonly definitions: Names<typeof DEFINITIONS>;
  readonly denominators: Names<typeof DENOMINATORS>;
  readonly roles: Names<typeof ROLES>;
  readonly bounds: Readonly<Record<(typeof BOUNDS)[number], (value: string, high: string) => string>>;
  readonly modalities: Names<typeof MODALITIES>;
  readonly stances: Names<typeof STANCES>;
  readonly kinds: {
    readonly figure: string;
    readonly quote: string;
    readonly position: string;
    readonly event: string;
  };
  readonly relations: Readonly<Record<FigureRelation, string>>;
  readonly because: Readonly<Record<FigureComparison["because"][number], string>>;
  readonly derivations: Names<typeof DERIVATIONS>;
  readonly genres: Readonly<Record<Genre, string>>;
  readonly incidentTypes: Names<typeof INCIDENT_TYPES>;
  readonly placeLevels: Names<typeof PLACE_LEVELS>;
  readonly nothing: string;
  readonly rangesTitle: string;
  readonly rangesCaption: string;
  readonly rangesNote: string;
  readonly measure: string;
  readonly about: string;
  readonly aboutNothing: string;
  readonly range: string;
  readonly floor: string;
  readonly voices: string;
  readonly origins: string;
  readonly noUpperEnd: (low: string) => string;
  readonly between: (low: string, high: string) => string;
  readonly sharesTitle: string;
  readonly sharesCaption: string;
  readonly contradictionsTitle: string;
  readonly contradictionsLead: string;
  readonly contradictionsNone: string;
  readonly explained: (n: number, text: string) => string;
  readonly pairsCaption: (what: string) => string;
  readonly pairsMore: (shown: string, all: string) => string;
  readonly one: string;
  readonly other: string;
  readonly relation: string;
  readonly why: string;
  readonly sameOrigin: string;
  readonly incidentsTitle: string;
  readonly incidentsCaption: string;
  readonly incident: string;
  readonly when: string;
  readonly where: string;
  readonly statementsAbout: string;
  readonly figuresCaption: (what: string) => string;
  readonly chartCaption: (what: string) => string;
  readonly chartDay: string;
  readonly chartLooks: {
    readonly exact: string;
    readonly atLeast: string;
    readonly atMost: string;
    readonly about: string;
    readonly range: string;
    readonly part: string;
  };
  readonly chartOrigins: string;
  readonly figure: string;
  readonly inWords: string;
  readonly asOf: string;
  readonly who: string;
  readonly narrator: string;
  readonly scope: string;
  readonly everybody: string;
  readonly basis: string;
  readonly document: string;
  readonly origin: string;
  readonly publisher: string;
  readonly published: string;
  readonly noDate: string;
  readonly timelineCaption: string;
  readonly date: string;
  readonly dateKinds: {
    readonly event: string;
    readonly said: string;
    readonly asOf: string;
    readonly published: string;
  };
  readonly what: string;
  readonly actorCaption: (actor: string) => string;
  readonly stanceOrder: (stances: string) => string;
  readonly actorLine: (n: number, text: string) => string;
  readonly matrixCaption: string;
  readonly matrixNote: string;
  readonly state: string;
  readonly organisations: string;
  readonly states: string;
  readonly conditional: string;
  readonly documentsCaption: string;
  readonly documentsHeld: (n: number, held: string) => string;
  readonly derivedFrom: (kind: string, document: string, reviewer: string) => string;
  readonly comesFrom: string;
  readonly supersedes: string;
  readonly supersededBy: string;
  readonly statements: string;
  readonly text: string;
  readonly statementsTitle: string;
  readonly words: string;
  readonly reviewers: string;
  readonly suggestedBy: string;
  readonly assessed: (reviewer: string) => string;
  readonly genre: string;
  readonly agency: string;
  readonly address: string;
  readonly collected: string;
  readonly reader: string;
  readonly textHash: string;
  readonly hidden: string;
  readonly masked: (n: number, text: string) => string;
  readonly untitled: (entry: string) => string;
  readonly decisions: Readonly<Record<StatementDecision["decision"], string>>;
  readonly sealed: string;
  readonly visibilities: Readonly<Record<Visibility, string>>;
  readonly changed: string;
  readonly changedBy: (visibility: string, reviewer: string) => string;
}
