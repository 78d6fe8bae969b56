import { DEFAULT_SET_ASIDE } from "../../core/finding.ts";
import type { SelectionId } from "../../core/tally-sheet.ts";

/** Everyone and every party on this ballot is invented. */
export const COUNTRY_NAME = "República de Valdemar";
export const ROOT_UNIT = "valdemar";
export const AUTHORITY_NAME = "Consejo Nacional de Escrutinio";
export const PRESIDENT_TITLE = "Presidencia de la República";
const ELECTION_DATE = "2026-05-17";
export const ELECTION_DATE_IN_SPANISH = "17 de mayo de 2026";
export const PRESIDENT = "president";
export const QUESTION = "question";

export const SOURCES = { witnesses: "witnesses", observers: "observers", authority: "authority" } as const;

/** The one the sheets show ahead, and the one who is declared the winner. */
export const CANDIDATE_AHEAD = "montescal";
export const CANDIDATE_DECLARED = "quiroal";

interface Candidate {
  readonly id: SelectionId;
  readonly name: string;
}

export const CANDIDATES: readonly Candidate[] = [
  { id: "quiroal", name: "Evaristo Quiroal" },
  { id: "montescal", name: "Aurelia Montescal" },
  { id: "fuentalba", name: "Nereida Fuentalba" },
  { id: "larrazcue", name: "Tobías Larrazcue" },
];

/** A row of the ballot, in ballot order. `weight` is its usual part of its candidate's votes. */
interface PartyRow {
  readonly selection: SelectionId;
  readonly name: string;
  readonly weight: number;
}

export const PARTY_ROWS: readonly PartyRow[] = [
  { selection: "quiroal", name: "Bandera Nueva", weight: 0.8 },
  { selection: "quiroal", name: "Trabajo y Tierra", weight: 0.11 },
  { selection: "quiroal", name: "Unión de Caseríos", weight: 0.06 },
  { selection: "quiroal", name: "Alianza Ribereña", weight: 0.03 },
  { selection: "montescal", name: "Concordia Ciudadana", weight: 0.66 },
  { selection: "montescal", name: "Faro Republicano", weight: 0.23 },
  { selection: "montescal", name: "Raíz Verde", weight: 0.11 },
  { selection: "fuentalba", name: "Tercera Orilla", weight: 1 },
  { selection: "larrazcue", name: "Vanguardia Obrera", weight: 1 },
];

export const LEVELS = [
  { id: "region", name: { es: "Región", en: "Region" } },
  { id: "department", name: { es: "Departamento", en: "Department" } },
  { id: "municipality", name: { es: "Municipio", en: "Municipality" } },
  { id: "place", name: { es: "Centro de votación", en: "Polling place" } },
] as const;

export function sumByCandidate(partyVotes: readonly number[]): Record<SelectionId, number> {
  const votes: Record<SelectionId, number> = Object.fromEntries(CANDIDATES.map(({ id }) => [id, 0]));
  for (const [at, row] of PARTY_ROWS.entries())
    votes[row.selection] = (votes[row.selection] ?? 0) + (partyVotes[at] ?? 0);
  return votes;
}

/** The election file (docs/formats/election.md). */
export function formatElectionFile(): string {
  return toJson({
    format: "cotejo-election/1",
    id: "demo-valdemar-2026",
    title: {
      es: `${COUNTRY_NAME}: elección presidencial de 2026 (país inventado)`,
      en: "Republic of Valdemar: presidential election of 2026 (an invented country)",
    },
    date: ELECTION_DATE,
    languages: ["es", "en"],
    root: { id: ROOT_UNIT, name: { es: COUNTRY_NAME, en: "Republic of Valdemar" } },
    levels: LEVELS,
    contests: [
      {
        id: PRESIDENT,
        title: { es: PRESIDENT_TITLE, en: "President of the Republic" },
        selections: CANDIDATES,
      },
      {
        id: QUESTION,
        title: {
          es: "Consulta: ¿deben publicarse todas las actas el mismo día?",
          en: "Consultation: should every tally sheet be published on the same day?",
        },
        selections: [
          { id: "yes", name: { es: "Sí", en: "Yes" } },
          { id: "no", name: { es: "No", en: "No" } },
        ],
      },
    ],
    sources: [
      {
        id: SOURCES.witnesses,
        kind: "witnesses",
        name: { es: "Testigos de mesa", en: "Party witnesses" },
      },
      {
        id: SOURCES.observers,
        kind: "observers",
        name: { es: "Observatorio Cívico", en: "Civic Observatory" },
      },
      {
        id: SOURCES.authority,
        kind: "authority",
        name: { es: AUTHORITY_NAME, en: "National Scrutiny Council" },
      },
    ],
    sizes: [],
    sheet: { qr: { kind: "list", contest: PRESIDENT, rows: PARTY_ROWS.map((row) => row.selection) } },
    policy: { settle: { readings: 1 }, setAside: DEFAULT_SET_ASIDE },
  });
}

export function toJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
