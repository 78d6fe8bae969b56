import { isDeepStrictEqual } from "node:util";

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { openWorld, prepareFolder } from "../adapters/folder-world.ts";
import { memoryFolder } from "../adapters/memory-folder.ts";
import { nodeCrypto } from "../adapters/node-crypto.ts";
import { formatHex, utf8 } from "../core/bytes.ts";
import type { Contest } from "../core/election.ts";
import { takeTable } from "../core/fold-tables.ts";
import type { GivenTable, TakeTable } from "../core/state.ts";
import { parseMapping } from "../core/formats/mapping.ts";
import { Register } from "../core/register.ts";
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

const given = (bytes: Uint8Array, more: Partial<GivenTable> = {}): GivenTable => ({
  hash: formatHex(nodeCrypto.sha256(bytes)),
  bytes,
  reading,
  replaces: false,
  ...more,
});

/** What comes of some tables, taken one after the other into a new register, and the register as they left it. */
function takeAll(take: TakeTable, tables: readonly GivenTable[]) {
  const register = new Register("all", "The whole");
  const taken = tables.map((table) => take(table, register));
  const { unitIds, unitNames, unitParents, unitLevels, stationIds, stationUnits } = register;
  const [parents, levels, units] = [unitParents, unitLevels, stationUnits].map((column) => [
    ...column.values(),
  ]);
  const { stationRegisteredVoters, stationInRegister } = register;
  const listed = [stationRegisteredVoters, stationInRegister].map((column) => [...column.values()]);
  const children = unitIds.map((_, unit) => register.childrenOf(unit));
  const found = stationIds.map((id) => register.stationIndex(id));
  const unitsFound = unitIds.map((id) => register.unitIndex(id));
  return {
    taken,
    register: { unitIds, unitNames, parents, levels, units, stationIds, listed, children, found, unitsFound },
  };
}

describe("a table that was taken before", () => {
  test("is the one that parsing and placing give, whatever it and those before it hold", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.array(anyRow, { minLength: 1, maxLength: 9 }), fc.boolean(), fc.boolean()), {
          minLength: 1,
          maxLength: 3,
        }),
        async (tables) => {
          const { run, files } = folder();
          const all = tables.map(([rows, isSmall, replaces]) => {
            const whole = tableOf(rows);
            return given(isSmall ? whole.subarray(0, whole.indexOf(10, 50) + 1) : whole, { replaces });
          });
          const anew = takeAll(takeTable, all);
          const first = run("1");
          expect(isDeepStrictEqual(takeAll(first.take, all), anew)).toBe(true);
          await first.save();
          const kept = [...files.keys()].filter((name) => name.startsWith(`private/work/${KEPT_TABLES}/`));
          expect(kept).toHaveLength(tables.filter(([, isSmall]) => !isSmall).length);
          expect(isDeepStrictEqual(takeAll(run("1").take, all), anew)).toBe(true);
          // Other tables before it make it another one.
          const others = [given(tableOf([["mayor", "1", "N", "North", "7", ""]])), ...all];
          expect(isDeepStrictEqual(takeAll(run("1").take, others), takeAll(takeTable, others))).toBe(true);
        },
      ),
      { numRuns: 4 },
    );
  });

  const table = given(tableOf([["mayor", "1", "N", "North", "7", ""]]));
  const anew = takeAll(takeTable, [table]);

  test("is taken from there, and not parsed and written again", async () => {
    const { run, files, path } = folder();
    const first = run("1");
    takeAll(first.take, [table]);
    await first.save();
    const held = files.get(path());
    const again = run("1");
    expect(takeAll(again.take, [table])).toEqual(anew);
    await again.save();
    expect(files.get(path())).toBe(held);
  });

  test("is parsed anew where its note is damaged, cut short or empty, or of another program, mapping or election", async () => {
    const { run, files, path } = folder();
    const first = run("1");
    takeAll(first.take, [table]);
    await first.save();
    const held = files.get(path()) ?? new Uint8Array();
    const damaged = held.map((byte, at) => (at === held.length - 9 ? byte ^ 1 : byte));
    for (const note of [damaged, held.slice(0, 900), held.slice(0, 40), new Uint8Array()]) {
      files.set(path(), note);
      expect(takeAll(run("1").take, [table])).toEqual(anew);
    }
    files.set(path(), held);
    const other = { mapping: mappingOf({ boxes: { ANA: "yes" } }), contests: CONTESTS };
    const fewer = { mapping: mappingOf({ boxes: { ANA: "ana" } }), contests: CONTESTS.slice(0, 1) };
    for (const read of [other, fewer]) {
      const same = [given(table.bytes, { reading: read })];
      expect(takeAll(run("1").take, same)).toEqual(takeAll(takeTable, same));
    }
    const second = run("2");
    takeAll(second.take, [table]);
    await second.save();
    expect(files.get(path())).not.toEqual(held);
  });

  test("is not kept where it is small, or where no program is named", async () => {
    const { run, path } = folder();
    for (const [program, bytes] of [
      ["1", table.bytes.subarray(0, 1_000)],
      [undefined, table.bytes],
    ] as const) {
      const kept = run(program);
      takeAll(kept.take, [given(bytes)]);
      await kept.save();
    }
    expect(path()).toBe("");
  });
});
