import { InputError } from "../input-error.ts";
import type { MatchedLists } from "../statistics/capture-recapture.ts";
import { readRows } from "./read-rows.ts";
import { quoted } from "./table.ts";

/** Beyond this the histories outnumber what lists of persons can fill. */
const LISTS_MOST = 8;

/**
 * How many persons are on exactly which lists, from a CSV file (docs/formats/claims.md): a column for each list with 1
 * or 0, and the column `count`. A history that has no row counts nobody. Throws InputError naming row and column.
 */
export function parseCaptureHistories(bytes: Uint8Array, what: string): MatchedLists {
  let lists: readonly string[] = [];
  const seen = new Map<number, number>();
  let number = 0;
  readRows(bytes, what, (columns) => {
    lists = columns.filter((column) => column !== "count");
    return {
      problems: problemsOfHeader(columns, lists),
      read: (row) => {
        number++;
        let history = 0;
        for (const [list, name] of lists.entries()) {
          const mark = row.required(name);
          if (mark !== "" && mark !== "0" && mark !== "1")
            row.refuse(`${quoted(mark)} is neither 1, on the list, nor 0`, name);
          if (mark === "1") history += 2 ** list;
        }
        row.required("count");
        const count = row.count("count");
        if (history === 0) row.refuse("is on no list: nobody can have counted these persons");
        if (seen.has(history)) row.refuse("has the same lists as an earlier row");
        seen.set(history, count ?? 0);
        return undefined;
      },
    };
  });
  if (number === 0) throw new InputError(what, ["has no row"]);
  const histories = Array.from({ length: 2 ** lists.length }, (_, history) => seen.get(history) ?? 0);
  return { lists, histories };
}

function problemsOfHeader(columns: readonly string[], lists: readonly string[]): readonly string[] {
  return [
    ...(columns.includes("count") ? [] : ['has no column "count"']),
    ...columns
      .filter((name, at) => columns.indexOf(name) !== at)
      .map((name) => `column ${quoted(name)} stands twice`),
    ...(columns.includes("") ? ["has a column without a name"] : []),
    ...(lists.length > LISTS_MOST ? [`has ${lists.length} lists; at most ${LISTS_MOST} are read`] : []),
  ];
}
