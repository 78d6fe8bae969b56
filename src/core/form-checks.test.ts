import { expect, test } from "vitest";

import { openWorld, prepareFolder } from "../adapters/folder-world.ts";
import { memoryFolder } from "../adapters/memory-folder.ts";
import { importTable } from "../pipeline/import-table.ts";
import { loadView } from "../pipeline/load.ts";
import { openElection } from "../pipeline/open-election.ts";
import { utf8 } from "./bytes.ts";
import { parseElection } from "./election.ts";
import type { Finding } from "./finding.ts";
import { sourceView } from "./view.ts";

const FORM = {
  boxes: ["received", "left", "used"],
  sums: [
    { total: "used", plus: ["received"], minus: ["left"] },
    { total: "ballotsCast", plus: ["used"] },
  ],
};
const file = (form: unknown) =>
  JSON.stringify({
    format: "cotejo-election/1",
    id: "forms",
    title: "Forms",
    date: "2026-01-01",
    root: { id: "land", name: "Land" },
    levels: [],
    contests: [{ id: "mayor", title: "Mayor", selections: ["ANA", "BEA"].map((id) => ({ id, name: id })) }],
    sources: [{ id: "witnesses", kind: "witnesses", name: "Witnesses" }],
    sheet: { form },
  });
const MAPPING = utf8(
  JSON.stringify({
    format: "cotejo-mapping/1",
    station: { columns: ["station"] },
    boxes: Object.fromEntries(
      ["received", "left", "used", "ANA", "BEA", "nullVotes", "ballotsCast"].map((box) => [box, box]),
    ),
    illegible: ["?"],
  }),
);
const surroundings = {
  now: () => new Date(0),
  randomBytes: (count: number) => new Uint8Array(count).fill(1),
};

async function viewOf(...rows: readonly string[]) {
  const folder = memoryFolder();
  prepareFolder(folder, "cotejo.local/forms", surroundings);
  const world = openWorld(folder, surroundings);
  await openElection(world, { election: utf8(file(FORM)) });
  const table = utf8(`station,received,left,used,ANA,BEA,nullVotes,ballotsCast\n${rows.join("\n")}\n`);
  await importTable(world, { table, source: "witnesses", format: MAPPING });
  return loadView(world);
}
const told = (findings: readonly Finding[]) =>
  findings.map(({ code, station, detail }) => [
    code,
    station,
    detail["total"],
    detail["stated"],
    detail["sum"],
  ]);

test("boxes that a form has besides are checked and change nothing in the votes", async () => {
  const seen = await viewOf("s1,100,60,40,20,19,1,40", "s2,100,61,40,20,19,1,40", "s3,100,60,40,20,18,1,39");
  expect(told(seen.findings)).toEqual([
    ["form-not-closing", "s2", "used", 40, 39],
    ["form-not-closing", "s3", "ballotsCast", 39, 40],
  ]);
  const { tabulation, sheets } = sourceView(seen, "mayor");
  expect(tabulation.totals(0).votes).toEqual({ ANA: 60, BEA: 56 });
  expect(tabulation.stations(0).counted).toBe(3);
  expect(sheets.boxNames).not.toContain("used");
  expect(tabulation.sheetsIn(0, "strictest")).toBe(1);
});

test("a sum of which a part is missing or illegible is not compared", async () => {
  const seen = await viewOf("s1,100,,40,20,19,1,40", "s2,?,60,41,20,19,1,41");
  expect(told(seen.findings)).toEqual([["parts-not-ballots", "s2", undefined, undefined, undefined]]);
});

test("two accounts of one sheet are each held against themselves, and one finding names both that agree", async () => {
  const seen = await viewOf("s1,100,40,61,30,29,1,60", "s1,100,40,61,30,29,1,60", "s1,100,41,60,30,29,1,60");
  expect(told(seen.findings).filter(([code]) => code === "form-not-closing")).toEqual([
    ["form-not-closing", "s1", "used", 61, 60],
    ["form-not-closing", "s1", "ballotsCast", 60, 61],
    ["form-not-closing", "s1", "used", 60, 59],
  ]);
});

test("an election file's form names its boxes apart from all others, and sums only boxes", () => {
  expect(parseElection(file(FORM)).sheet.form).toMatchObject({ boxes: FORM.boxes });
  for (const [form, problem] of [
    [{ boxes: ["ANA"] }, 'box "ANA" is named like'],
    [{ boxes: ["validVotes"] }, 'box "validVotes" is named like'],
    [{ boxes: ["used", "used"] }, 'box "used" is named like'],
    [{ boxes: ["__proto__"] }, "letters and digits"],
    [{ sums: [{ total: "used", plus: ["ANA"] }] }, '"used" in a sum'],
    [{ boxes: ["used"], sums: [{ total: "used", plus: [] }] }, "sheet.form"],
    ["hn-1981", "sheet.form"],
  ] as const)
    expect(() => parseElection(file(form)), JSON.stringify(form)).toThrow(problem);
  expect(parseElection(file("hn-2025")).sheet.form).toBe("hn-2025");
});
