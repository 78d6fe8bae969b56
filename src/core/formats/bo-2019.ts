import { mappingOf, type MappingFile } from "./mapping.ts";

/**
 * The tables of the Bolivian general election of 20 October 2019: the final count and the preliminary one, which only
 * lacks columns that are not read. docs/formats/bo-2019.md.
 */
export const BO_2019 = mappingOf({
  format: "cotejo-mapping/1",
  station: { columns: ["Número Mesa"] },
  units: [
    { name: "País" },
    { name: "Departamento" },
    { name: "Provincia" },
    { name: "Municipio" },
    { name: "Localidad" },
    { name: "Recinto" },
  ],
  boxes: {
    registeredVoters: "Inscritos",
    CC: "CC",
    FPV: "FPV",
    MTS: "MTS",
    UCS: "UCS",
    "MAS - IPSP": "MAS - IPSP",
    "21F": "21F",
    PDC: "PDC",
    MNR: "MNR",
    "PAN-BOL": "PAN-BOL",
    blankVotes: "Blancos",
    nullVotes: "Nulos",
  },
} satisfies MappingFile);
