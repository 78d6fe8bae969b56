const UNITS = [
  "cero",
  "uno",
  "dos",
  "tres",
  "cuatro",
  "cinco",
  "seis",
  "siete",
  "ocho",
  "nueve",
  "diez",
  "once",
  "doce",
  "trece",
  "catorce",
  "quince",
  "dieciséis",
  "diecisiete",
  "dieciocho",
  "diecinueve",
  "veinte",
  "veintiuno",
  "veintidós",
  "veintitrés",
  "veinticuatro",
  "veinticinco",
  "veintiséis",
  "veintisiete",
  "veintiocho",
  "veintinueve",
];
const TENS = ["", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"];
const HUNDREDS = [
  "",
  "ciento",
  "doscientos",
  "trescientos",
  "cuatrocientos",
  "quinientos",
  "seiscientos",
  "setecientos",
  "ochocientos",
  "novecientos",
];

/** A whole number below a million in Spanish words, as a sheet spells it beside the digits. */
export function numberInSpanish(count: number): string {
  if (!Number.isInteger(count) || count < 0 || count > 999_999)
    throw new RangeError(`${count} is not a count below a million`);
  const thousands = Math.floor(count / 1_000);
  const rest = count % 1_000;
  if (thousands === 0) return belowThousand(rest);
  const head = thousands === 1 ? "mil" : `${shortened(belowThousand(thousands))} mil`;
  return rest === 0 ? head : `${head} ${belowThousand(rest)}`;
}

function belowThousand(count: number): string {
  if (count === 100) return "cien";
  const hundreds = HUNDREDS[Math.floor(count / 100)] ?? "";
  const rest = count % 100;
  if (hundreds === "") return belowHundred(rest);
  return rest === 0 ? hundreds : `${hundreds} ${belowHundred(rest)}`;
}

function belowHundred(count: number): string {
  if (count < UNITS.length) return UNITS[count] ?? "";
  const tens = TENS[Math.floor(count / 10)] ?? "";
  return count % 10 === 0 ? tens : `${tens} y ${UNITS[count % 10]}`;
}

/** Before "mil" uno loses its last letter: veintiún mil, treinta y un mil. */
function shortened(words: string): string {
  return words.replace(/veintiuno$/, "veintiún").replace(/uno$/, "un");
}
