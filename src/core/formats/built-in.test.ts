import { expect, test } from "vitest";

import { utf8 } from "../bytes.ts";
import type { Contest } from "../election.ts";
import { BO_2019 } from "./bo-2019.ts";
import { parseSheets } from "./parse-sheets.ts";
import type { SheetTable } from "./sheet-table.ts";
import { VE_2024 } from "./ve-2024.ts";

const contestOf = (...ids: string[]): Contest => ({
  id: "president",
  title: "President",
  selections: ids.map((id) => ({ id, name: id })),
});
const VENEZUELA = contestOf("EG", "NM", "LM", "JABE", "JOBR", "AE", "CF", "DC", "EM", "BERA");
const BOLIVIA = contestOf("CC", "FPV", "MTS", "UCS", "MAS - IPSP", "21F", "PDC", "MNR", "PAN-BOL");

function boxesOf(sheets: SheetTable | undefined): Record<string, number | undefined> {
  return Object.fromEntries((sheets?.boxNames ?? []).map((name, box) => [name, sheets?.counts[box]]));
}

/** Invented: no such centre exists. */
const ROW =
  "77,EDO. INVENTADO,8,MP. ÑANDÚ,9,PQ. UNO,12345678,3,640,55,2,1,2,3,4,5,6,7,8,9,10,https://example.org/a.jpg";
const COLUMNS =
  "COD_EDO,EDO,COD_MUN,MUN,COD_PAR,PAR,CENTRO,MESA,RE,VOTOS_VALIDOS,VOTOS_NULOS,EG,NM,LM,JABE,JOBR,AE,CF,DC,EM,BERA,URL";

const releases: readonly [string, Uint8Array, number][] = [
  ["first", utf8(`\uFEFF${COLUMNS}\r\n${ROW}\r\n`), 640],
  [
    "later",
    new Uint8Array(Buffer.from(`${COLUMNS.replace("RE,", "")}\n${ROW.replace("640,", "")}\n`, "latin1")),
    -2,
  ],
];
for (const [name, bytes, registeredVoters] of releases)
  test(`ve-2024 reads the ${name} release`, () => {
    const { sheets, refused } = parseSheets(bytes, { mapping: VE_2024, contests: [VENEZUELA] });
    expect(refused).toEqual([]);
    const [table] = sheets;
    expect(table?.stations).toEqual(["012345678.03"]);
    expect(table?.unitPaths).toEqual([
      [
        { code: "77", name: "EDO. INVENTADO" },
        { code: "8", name: "MP. ÑANDÚ" },
        { code: "9", name: "PQ. UNO" },
        { code: "012345678", name: "012345678" },
      ],
    ]);
    expect(table?.evidenceNames).toEqual(["https://example.org/a.jpg"]);
    expect(boxesOf(table)).toEqual({
      registeredVoters,
      votersParticipated: -2,
      ballotsCast: -2,
      validVotes: 55,
      blankVotes: -2,
      nullVotes: 2,
      EG: 1,
      NM: 2,
      LM: 3,
      JABE: 4,
      JOBR: 5,
      AE: 6,
      CF: 7,
      DC: 8,
      EM: 9,
      BERA: 10,
    });
  });

const counts: readonly [string, string, string][] = [
  [
    "final",
    "Número Mesa,País,Departamento,Provincia,Municipio,Localidad,Distrito,Zona,Recinto,lat,lon,Inscritos,CC,FPV,MTS,UCS,MAS - IPSP,21F,PDC,MNR,PAN-BOL,Blancos,Nulos",
    '9,Isla,Dpto,Prov,Mun,Loc,,Zona 1,"Col. ""Uno""",1.5,2.5,200,1,2,3,4,5,6,7,8,9,10,11',
  ],
  [
    "preliminary",
    "Número Mesa,País,Departamento,Provincia,Municipio,Localidad,Recinto,Inscritos,CC,FPV,MTS,UCS,MAS - IPSP,21F,PDC,MNR,PAN-BOL,Blancos,Nulos",
    '9,Isla,Dpto,Prov,Mun,Loc,"Col. ""Uno""",200,1,2,3,4,5,6,7,8,9,10,11',
  ],
];
for (const [name, header, row] of counts)
  test(`bo-2019 reads the ${name} count`, () => {
    const { sheets, refused } = parseSheets(utf8(`\uFEFF${header}\r\n${row}\r\n`), {
      mapping: BO_2019,
      contests: [BOLIVIA],
    });
    expect(refused).toEqual([]);
    expect(sheets[0]?.stations).toEqual(["9"]);
    expect(sheets[0]?.unitPaths[0]?.map((step) => step.code)).toEqual([
      "Isla",
      "Dpto",
      "Prov",
      "Mun",
      "Loc",
      'Col. "Uno"',
    ]);
    expect(boxesOf(sheets[0])).toEqual({
      registeredVoters: 200,
      votersParticipated: -2,
      ballotsCast: -2,
      validVotes: -2,
      blankVotes: 10,
      nullVotes: 11,
      CC: 1,
      FPV: 2,
      MTS: 3,
      UCS: 4,
      "MAS - IPSP": 5,
      "21F": 6,
      PDC: 7,
      MNR: 8,
      "PAN-BOL": 9,
    });
  });
