import type { Form } from "./form.ts";
import { mappingOf, type MappingFile } from "./mapping.ts";

/**
 * The presidential form of Honduras, 30 November 2025: ballots received and left over, voters by list, and votes. The
 * third of its sums, votes and ballots cast, is one that every form has. docs/formats/hn-2025.md.
 */
export const HN_2025_FORM: Form = {
  boxes: [
    "ballotsReceived",
    "ballotsUnused",
    "ballotsUsed",
    "votersListed",
    "votersOfStation",
    "votersGuarding",
  ],
  sums: [
    { total: "ballotsUsed", plus: ["ballotsReceived"], minus: ["ballotsUnused"] },
    { total: "votersParticipated", plus: ["votersListed", "votersOfStation", "votersGuarding"], minus: [] },
    { total: "ballotsCast", plus: ["ballotsUsed"], minus: [] },
  ],
};

/** A table that people type from the form, with columns in the form's own words. */
export const HN_2025 = mappingOf({
  format: "cotejo-mapping/1",
  station: { columns: ["jrv"], pad: [5] },
  boxes: {
    ballotsReceived: "recibidas",
    ballotsUnused: "no_utilizadas",
    ballotsUsed: "utilizadas",
    votersListed: "cuaderno",
    votersOfStation: "miembros_jrv",
    votersGuarding: "custodios",
    votersParticipated: "total_votantes",
    DC: "DC",
    LIBRE: "LIBRE",
    PINU: "PINU",
    PLH: "PLH",
    PNH: "PNH",
    blankVotes: "blanco",
    nullVotes: "nulos",
    ballotsCast: "gran_total",
  },
  illegible: ["?"],
  optional: ["imagen"],
  evidence: "imagen",
} satisfies MappingFile);
