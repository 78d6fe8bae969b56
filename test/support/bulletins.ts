import { nodeCrypto } from "../../src/adapters/node-crypto.ts";
import { formatBuSlice, sliceBulletin } from "../../src/core/formats/br-bu-slice.ts";

/** An invented ballot-box bulletin: no such municipality, zone or section exists. */
export const BULLETIN_HEAD =
  "ORIG:VOTA ORLC:LEG DTPL:20260104 TURN:1 FASE:O UNFE:XX MUNI:99999 ZONA:7 SECA:12 IDUE:5 HICA:1:2 HICA:2:3 VERS:1.2.3 APTO:60 COMP:50 FALT:10";

/** A proportional contest: candidates under their parties, and votes for the parties' lists. */
export const COUNCIL =
  "IDEL:90 CARG:13 TIPO:1 VERC:1 PART:51 51001:11 51002:4 LEGP:3 TOTP:18 PART:62 62001:20 LEGP:0 TOTP:20 APTA:60 NOMI:35 LEGC:3 BRAN:7 NULO:5 TOTC:50";

export const MAYOR = "CARG:11 TIPO:0 VERC:1 51:20 62:25 APTA:60 NOMI:45 BRAN:3 NULO:2 TOTC:50";

export const BULLETIN = `${BULLETIN_HEAD} ${COUNCIL} ${MAYOR}`;

/** The texts of the bulletin's codes, cut into parts of at most so many characters of content. */
export function codesOf(content: string, maximum = 1_000): string[] {
  const signature = "0A".repeat(64);
  return sliceBulletin({ version: "VRQR:1.5 VRCH:20251201", content, maximum, signature }, nodeCrypto).map(
    formatBuSlice,
  );
}

/** The contests of the bulletin, as an election file has them; 70 is on the ballot and got no votes. */
export const BULLETIN_CONTESTS = [
  { id: "mayor", title: "Mayor", selections: ["51", "62", "70"].map((id) => ({ id, name: `List ${id}` })) },
  {
    id: "council",
    title: "Council",
    selections: ["51001", "51002", "51003", "list 51", "62001", "62"].map((id) => ({ id, name: id })),
  },
];

export const BULLETIN_FORMAT = {
  kind: "br-bu" as const,
  phase: "O" as const,
  contests: [
    { contest: "mayor", office: 11, selections: {} },
    { contest: "council", office: 13, election: 90, selections: { "51": "list 51" } },
  ],
};
