import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { openWorld, prepareFolder } from "../adapters/folder-world.ts";
import { memoryFolder } from "../adapters/memory-folder.ts";
import { utf8 } from "../core/bytes.ts";
import type { Contest } from "../core/election.ts";
import { parseMapping } from "../core/formats/mapping.ts";
import { parseSheets } from "../core/formats/parse-sheets.ts";
import { KEPT_TABLES, KeptTables } from "./kept-tables.ts";

const surroundings = { now: () => new Date(0), randomBytes: (count: number) => new Uint8Array(count) };

/** Runs of a program, one after the other, on one election folder. */
function folder() {
  const files = new Map<string, Uint8Array>();
  prepareFolder(memoryFolder(undefined, files), "cotejo.local/tables", surroundings);
  const path = () => [...files.keys()].find((name) => name.startsWith(`private/work/${KEPT_TABLES}/`)) ?? "";
  return {
    files,
    path,
    run: (program: string | undefined) =>
      new KeptTables(openWorld(memoryFolder(undefined, files), surroundings), program),
  };
}

const CONTESTS: readonly Contest[] = [
  { id: "mayor", title: "Mayor", selections: [{ id: "ANA", name: "Ana" }] },
  { id: "question", title: "Question", selections: [{ id: "YES", name: "Yes" }] },
];
const mappingOf = (more: object = {}) =>
  parseMapping(
    JSON.stringify({
      format: "cotejo-mapping/1",
      contest: { column: "contest" },
      station: { columns: ["station"] },
      units: [{ code: "code", name: "name" }],
      boxes: { ANA: "ana", YES: "yes" },
      illegible: ["?"],
      evidence: "file",
      ...more,
    }),
  );
const reading = { mapping: mappingOf(), contests: CONTESTS };

const anyRow = fc.tuple(
  fc.constantFrom("mayor", "question", "none"),
  fc.string({ maxLength: 5, unit: "grapheme" }).map((text) => text.replaceAll(/["\s]/gu, "")),
  fc.constantFrom("", "N", "S/1", "\ud800"),
  fc.constantFrom("", "ñandú", "2"),
  fc.constantFrom("", "7", "?", "x"),
  fc.constantFrom("", "", "a.jpg"),
);
/** Rows that repeat until the file is as large as those that are kept. */
function tableOf(rows: readonly (readonly string[])[]): Uint8Array {
  const lines = rows.map(([contest, station, code, name, votes, file]) =>
    [contest, station, code, name, votes, votes, file].map((cell) => `"${cell}"`).join(","),
  );
  const one = `${lines.join("\n")}\n`;
  return utf8(`contest,station,code,name,ana,yes,file\n${one.repeat(Math.ceil(70_000 / one.length))}`);
}

describe("a table that was parsed before", () => {
  test("is the one that parsing gives, whatever it holds", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 9 }), async (rows) => {
        const { run, files, path } = folder();
        const table = tableOf(rows);
        const first = run("1");
        const parsed = first.parse(table, reading);
        await first.save();
        expect(files.has(path())).toBe(true);
        expect(parsed).toEqual(parseSheets(table, reading));
        expect(run("1").parse(table, reading)).toEqual(parsed);
      }),
      { numRuns: 8 },
    );
  });

  const table = tableOf([["mayor", "1", "N", "North", "7", ""]]);
  const votes = ({ sheets }: ReturnType<typeof parseSheets>) => sheets[0]?.counts.slice(0, 8);

  test("is taken from there, and not parsed and written again", async () => {
    const { run, files, path } = folder();
    const first = run("1");
    first.parse(table, reading);
    await first.save();
    const held = files.get(path());
    const again = run("1");
    expect(again.parse(table, reading)).toEqual(parseSheets(table, reading));
    await again.save();
    expect(files.get(path())).toBe(held);
  });

  test("is parsed anew where its note is damaged, cut short or empty, or of another program, mapping or election", async () => {
    const { run, files, path } = folder();
    const first = run("1");
    first.parse(table, reading);
    await first.save();
    const held = files.get(path()) ?? new Uint8Array();
    const damaged = held.map((byte, at) => (at === held.length - 9 ? byte ^ 1 : byte));
    for (const note of [damaged, held.slice(0, 900), held.slice(0, 40), new Uint8Array()]) {
      files.set(path(), note);
      expect(run("1").parse(table, reading)).toEqual(parseSheets(table, reading));
    }
    files.set(path(), held);
    const other = { mapping: mappingOf({ boxes: { ANA: "yes" } }), contests: CONTESTS };
    expect(run("1").parse(table, other)).toEqual(parseSheets(table, other));
    const fewer = { mapping: mappingOf({ boxes: { ANA: "ana" } }), contests: CONTESTS.slice(0, 1) };
    expect(votes(run("1").parse(table, fewer))).toEqual(votes(parseSheets(table, fewer)));
    const second = run("2");
    second.parse(table, reading);
    await second.save();
    expect(files.get(path())).not.toEqual(held);
  });

  test("is not kept where it is small, or where no program is named", async () => {
    const { run, path } = folder();
    for (const [program, bytes] of [
      ["1", table.subarray(0, 1_000)],
      [undefined, table],
    ] as const) {
      const kept = run(program);
      kept.parse(bytes, reading);
      await kept.save();
    }
    expect(path()).toBe("");
  });
});
