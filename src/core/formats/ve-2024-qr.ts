import type { QrGrammar } from "./qr-format.ts";

/** The candidates in the order of the ballot's 38 rows, each with the number of rows that bear the name. */
const ROWS: readonly (readonly [candidate: string, rows: number])[] = [
  ["NM", 13],
  ["LM", 6],
  ["JABE", 1],
  ["JOBR", 4],
  ["AE", 6],
  ["CF", 1],
  ["DC", 2],
  ["EG", 3],
  ["EM", 1],
  ["BERA", 1],
];

/**
 * The QR code on the tally sheets of the Venezuelan presidential election of 28 July 2024: centre and table, which make
 * the polling station, then two parts that no source explains. docs/formats/qr.md.
 */
export const VE_2024_QR: QrGrammar = {
  firstPart: /^(?<station>[0-9]{9}\.[0-9]{2})(?<suffix>\.[0-9]\.[0-9]{4})$/,
  firstPartInWords: "CCCCCCCCC.TT.N.NNNN (centre, table and two more groups of digits)",
  suffix: ".1.0001",
  rows: ROWS.flatMap(([candidate, rows]) => Array.from({ length: rows }, () => candidate)),
  numberMaximum: 9_999,
};
