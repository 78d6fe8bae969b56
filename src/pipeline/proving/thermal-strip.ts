import { rounded, strokeFontDefinitions, strokeText, strokeTextWidth } from "../demo/stroke-font.ts";

/** A receipt strip in the manner of voting machines: rows with code, digits and the digits in words, then a QR code. */
export interface ThermalStrip {
  readonly station: string;
  readonly registeredVoters: number;
  readonly groups: readonly {
    readonly name: string;
    readonly rows: readonly { readonly label: string; readonly code: string; readonly votes: number }[];
  }[];
  readonly totals: readonly { readonly label: string; readonly votes: number }[];
}

/** Where something stands on the drawing, in its units. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The dark and light modules of a QR code, row by row, without its quiet zone. */
type QrModules = readonly (readonly boolean[])[];

const WIDTH = 628;
const QR_MODULE = 9;
const INK = "#1d1d1f";
const DIGIT_NAMES = ["Cero", "Uno", "Dos", "Tres", "Cuatro", "Cinco", "Seis", "Siete", "Ocho", "Nueve"];

/** Four digits by name: 149 is "Cero, Uno, Cuatro, Nueve". */
export function spellDigits(count: number): string {
  const digits = String(count).padStart(4, "0");
  return [...digits].map((digit) => DIGIT_NAMES[Number(digit)] ?? "").join(", ");
}

/** A drawn strip: its picture, where its code stands, and the middle of the digits of each row in order. */
export interface DrawnStrip {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  readonly code: Place;
  readonly rows: readonly number[];
}

/** The strip as SVG. `modules` are those of its QR code, as `qrModules` gives them. */
export function drawThermalStrip(strip: ThermalStrip, modules: QrModules): DrawnStrip {
  const rowMiddles: number[] = [];
  const parts: string[] = [];
  const texts: string[] = [];
  let y = 60;
  const print = (
    text: string,
    x: number,
    how: {
      readonly size?: number;
      readonly anchor?: "start" | "middle" | "end";
      readonly squeeze?: number;
    } = {},
  ) => {
    const size = how.size ?? 12;
    const natural = strokeTextWidth(text, { size, stretch: 0.9 });
    const stretch = how.squeeze === undefined ? 0.9 : Math.min(0.9, (0.9 * how.squeeze) / natural);
    texts.push(text);
    parts.push(
      strokeText(text, { x, baseline: y, size, stretch, weight: 13, anchor: how.anchor ?? "middle" }),
    );
  };
  print("Acta de escrutinio", WIDTH / 2, { size: 20 });
  y += 40;
  print(strip.station, WIDTH / 2, { size: 15 });
  y += 36;
  print(`${strip.registeredVoters} electores`, WIDTH / 2, { size: 14 });
  for (const group of strip.groups) {
    y += 58;
    print(group.name, 40, { size: 16, anchor: "start" });
    for (const { label, code, votes } of group.rows) {
      y += 38;
      rowMiddles.push(y - 6);
      print(label, 190, { anchor: "end", squeeze: 150 });
      print(code, 240);
      print(String(votes), 320);
      print(spellDigits(votes), 475, { squeeze: 240 });
    }
  }
  y += 64;
  print("Resumen de votos", WIDTH / 2, { size: 16 });
  for (const { label, votes } of strip.totals) {
    y += 36;
    print(label, 40, { anchor: "start" });
    print(String(votes), 320);
    print(spellDigits(votes), 475, { squeeze: 240 });
  }
  y += 90;
  const side = modules.length * QR_MODULE;
  const code = { x: (WIDTH - side) / 2, y, width: side, height: side };
  const dark = modules.flatMap((row, line) =>
    row.flatMap((isDark, column) => (isDark ? [`M${column} ${line}h1v1h-1z`] : [])),
  );
  parts.push(
    `<path transform="translate(${rounded(code.x)} ${y}) scale(${QR_MODULE})" d="${dark.join("")}" fill="${INK}" stroke="none" shape-rendering="crispEdges"/>`,
  );
  const height = y + side + 110;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">`,
    `<defs>${strokeFontDefinitions(texts.join(""))}</defs><rect width="100%" height="100%" fill="#fdfdfb"/>`,
    `<g fill="none" stroke="${INK}" stroke-linecap="round" stroke-linejoin="round">${parts.join("")}</g></svg>`,
  ].join("");
  return { svg, width: WIDTH, height, code, rows: rowMiddles };
}
