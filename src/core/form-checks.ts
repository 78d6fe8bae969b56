import type { Finding } from "./finding.ts";
import type { PlacedTable } from "./state.ts";
import type { Form } from "./formats/form.ts";
import type { Register } from "./register.ts";
import type { OpenedReading } from "./settle.ts";
import type { SettledSheets } from "./settled-sheets.ts";
import { encodeBox, NOT_ON_FORM, type BoxName } from "./tally-sheet.ts";

/** All accounts of one source's sheets for one contest, with the form they were taken from. */
export interface AccountsOfForm {
  readonly form: Form;
  readonly sheets: SettledSheets;
  readonly register: Register;
  readonly tables: readonly PlacedTable[];
  readonly readings: readonly OpenedReading[];
}

/** A sum that one account states and that its parts do not make. */
interface OpenSum {
  readonly station: number;
  readonly entry: number;
  readonly total: string;
  readonly stated: number;
  readonly sum: number;
}

/**
 * The sums of the form and of the code on it, account by account: only what one account states is held together, and only
 * where every part is stated and legible. Marks the code on the sheets.
 */
export function checkFormSums(of: AccountsOfForm): Finding[] {
  const found = new Map<string, { readonly finding: Finding; readonly entries: number[] }>();
  for (const { station, entry, ...detail } of openSums(of)) {
    const key = JSON.stringify([station, detail]);
    const known = found.get(key);
    if (known !== undefined) {
      if (!known.entries.includes(entry)) known.entries.push(entry);
      continue;
    }
    of.sheets.mark(station, "form-not-closing");
    const entries = [entry];
    const id = of.register.stationIds[station] ?? "";
    const about = { contest: of.sheets.contest.id, source: of.sheets.source, station: id };
    found.set(key, { finding: { code: "form-not-closing", ...about, entries, detail }, entries });
  }
  return [...found.values()].map(({ finding }) => finding);
}

function* openSums({ form, register, tables, readings }: AccountsOfForm): Generator<OpenSum> {
  if (form.sums.length > 0)
    for (const { entry, sheets, stationOfRow } of tables) {
      const columns = columnsOf(form, (box) => sheets.boxNames.indexOf(box));
      const width = sheets.boxNames.length;
      for (const [row, station] of stationOfRow.entries())
        for (const open of sumsNotClosing(
          columns,
          (column) => sheets.counts[row * width + column] ?? NOT_ON_FORM,
        ))
          yield { station, entry, ...open };
    }
  const named = columnsOf(form, (box) => box);
  for (const { entry, station: id, payload } of readings) {
    const station = register.stationIndex(id);
    if (station === undefined) continue;
    const { boxes } = payload;
    const valueOf = (box: BoxName) =>
      Object.hasOwn(boxes, box) ? encodeBox(boxes[box] ?? "not-on-form") : NOT_ON_FORM;
    for (const open of [...sumsNotClosing(named, valueOf), ...(payload.code?.sums ?? [])])
      yield { station, entry, ...open };
  }
}

/** A form's sums with each box as a place where its value is found. */
interface PlacedSum<Place> {
  readonly name: BoxName;
  readonly total: Place;
  readonly plus: readonly Place[];
  readonly minus: readonly Place[];
}

function columnsOf<Place>(form: Form, placeOf: (box: BoxName) => Place): PlacedSum<Place>[] {
  return form.sums.map(({ total, plus, minus }) => ({
    name: total,
    total: placeOf(total),
    plus: plus.map(placeOf),
    minus: minus.map(placeOf),
  }));
}

function* sumsNotClosing<Place>(
  sums: readonly PlacedSum<Place>[],
  valueOf: (place: Place) => number,
): Generator<Pick<OpenSum, "total" | "stated" | "sum">> {
  for (const { name, total, plus, minus } of sums) {
    const stated = valueOf(total);
    if (stated < 0 || plus.some((part) => valueOf(part) < 0) || minus.some((part) => valueOf(part) < 0))
      continue;
    const add = (sum: number, part: Place) => sum + valueOf(part);
    const sum = plus.reduce(add, 0) - minus.reduce(add, 0);
    if (sum !== stated) yield { total: name, stated, sum };
  }
}
