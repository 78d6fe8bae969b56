import { mappingOf, type MappingFile } from "./mapping.ts";

/**
 * The table of tally sheets of the Venezuelan presidential election of 28 July 2024, in both releases: the later one has
 * no RE. CENTRO has lost its leading zero in many rows, so it is padded. docs/formats/ve-2024.md.
 */
export const VE_2024 = mappingOf({
  format: "cotejo-mapping/1",
  station: { columns: ["CENTRO", "MESA"], pad: [9, 2], join: "." },
  units: [
    { code: "COD_EDO", name: "EDO" },
    { code: "COD_MUN", name: "MUN" },
    { code: "COD_PAR", name: "PAR" },
    { name: "CENTRO", pad: 9 },
  ],
  boxes: {
    registeredVoters: "RE",
    validVotes: "VOTOS_VALIDOS",
    nullVotes: "VOTOS_NULOS",
    EG: "EG",
    NM: "NM",
    LM: "LM",
    JABE: "JABE",
    JOBR: "JOBR",
    AE: "AE",
    CF: "CF",
    DC: "DC",
    EM: "EM",
    BERA: "BERA",
  },
  optional: ["RE"],
  evidence: "URL",
} satisfies MappingFile);
