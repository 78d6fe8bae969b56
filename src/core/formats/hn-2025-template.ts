/** The words printed on every sheet that are large enough to be found on a small scan, with the middle of each. */
const WORDS: readonly (readonly [text: string, x: number, y: number])[] = [
  ["ACTA", 140, 24],
  ["CIERRE", 258, 24],
  ["PRESIDENCIAL", 308, 46],
  ["PARLAMENTO", 208, 73],
  ["CENTROAMERICANO", 468, 73],
  ["BALANCE", 518, 270],
  ["GENERAL", 618, 270],
  ["PAPELETAS", 233, 312],
  ["NÚMEROS", 573, 311],
  ["LETRAS", 884, 309],
  ["RECIBIDAS", 154, 348],
  ["SEGÚN", 224, 348],
  ["APERTURA", 356, 348],
  ["UTILIZADAS", 250, 398],
  ["SOBRANTES", 354, 398],
  ["UTILIZADAS", 352, 447],
  ["VOTANTES", 233, 490],
  ["NÚMEROS", 573, 489],
  ["LETRAS", 884, 490],
  ["CIUDADANOS", 186, 527],
  ["VOTARON", 305, 528],
  ["CUADERNO", 249, 546],
  ["VOTACIÓN", 357, 546],
  ["MIEMBROS", 324, 580],
  ["INFORMÁTICOS", 236, 632],
  ["ELECTORALES", 346, 632],
  ["TOTAL", 286, 672],
  ["VOTANTES", 356, 672],
  ["RESULTADOS", 482, 722],
  ["ESCRUTINIO", 658, 722],
  ["NÚMEROS", 573, 760],
  ["LETRAS", 884, 761],
  ["VOTOS", 280, 1036],
  ["BLANCO", 366, 1036],
  ["VOTOS", 312, 1086],
  ["NULOS", 370, 1086],
  ["GRAN", 318, 1130],
  ["TOTAL", 370, 1130],
];

/** The rows from top to bottom: the box, and the middle of its digits. */
const ROWS: readonly (readonly [box: string, y: number])[] = [
  ["ballotsReceived", 352],
  ["ballotsUnused", 398],
  ["ballotsUsed", 444],
  ["votersListed", 536],
  ["votersOfStation", 582],
  ["votersGuarding", 628],
  ["votersParticipated", 675],
  ["DC", 804],
  ["LIBRE", 851],
  ["PINU", 897],
  ["PLH", 943],
  ["PNH", 989],
  ["blankVotes", 1035],
  ["nullVotes", 1083],
  ["ballotsCast", 1130],
];

/**
 * The presidential sheet of Honduras, 30 November 2025: three boxes for the digits of each number, filled in by hand. Measured
 * on scans, in half their pixels; docs/formats/hn-2025.md.
 */
export const HN_2025_TEMPLATE = {
  format: "cotejo-template/1",
  id: "hn-2025",
  width: 1092,
  writing: "hand",
  columns: { digits: [424, 686], words: [695, 1046] },
  reach: { digits: [22, 22], words: [22, 22] },
  spelling: { kind: "digit-names", language: "es", digits: 3 },
  anchors: WORDS.map(([text, x, y]) => ({ text, x, y })),
  // One printed page, not a strip: what holds at its head holds at its foot.
  anchorReach: 800,
  rows: ROWS.map(([box, y]) => ({ id: box, y, box })),
  private: [{ about: "names, identity numbers and signatures", x: [0, 1092], y: [1160, 1700] }],
};
