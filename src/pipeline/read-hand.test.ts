import { expect, test } from "vitest";

import { Desk, person, SETTLE } from "../../test/support/desk.ts";
import { proposalOf, type HandAccount, type HandDigit } from "../core/formats/hand-reading.ts";
import { readerKind, settles } from "../core/reader-kind.ts";
import { sourceView } from "../core/view.ts";
import type { SheetReader } from "../world.ts";
import { assignSheet } from "./assign-sheet.ts";
import { load, loadView } from "./load.ts";
import { readEvidence } from "./read-evidence.ts";
import { readPrint } from "./read-print.ts";

const SHEET = {
  qr: { kind: "list", contest: "mayor", rows: ["ana", "luz"] },
  template: {
    format: "cotejo-template/1",
    id: "by-hand",
    width: 600,
    writing: "hand",
    columns: { digits: [300, 390], words: [400, 590] },
    reach: { digits: [14, 14], words: [14, 14] },
    spelling: { kind: "digit-names", language: "es", digits: 3 },
    rows: [
      { id: "ana", y: 100, box: "ana" },
      { id: "luz", y: 140, box: "luz" },
    ],
  },
};

const sure = (number: number, confidence = 0.95): HandDigit[] =>
  [...String(number).padStart(3, "0")].map((digit) => ({ kind: "digit", digit: Number(digit), confidence }));
const account = (ana: readonly HandDigit[], luz: readonly HandDigit[]): HandAccount => ({
  kind: "hand-rows",
  rows: [
    { id: "ana", digits: ana },
    { id: "luz", digits: luz },
  ],
});
/** A reader that makes these of the files in turn. */
function makes(...accounts: readonly HandAccount[]): SheetReader {
  let next = 0;
  return { name: "digits 1", read: async () => accounts[next++ % accounts.length] ?? account([], []) };
}
const noCode = { name: "qr decoder", read: async () => ({ texts: [] }) };

async function deskOf(sheets: number, people: number, settle: object = SETTLE): Promise<Desk> {
  const desk = new Desk();
  desk.sheet = SHEET;
  await desk.open(settle, sheets, people);
  return desk;
}

test("proposals settle nothing, whatever the policy, and are opened only after people have read", async () => {
  const desk = await deskOf(1, 2, { readings: 1 });
  await readEvidence(desk.world(), noCode);
  const [read] = await readPrint(desk.world(), makes(account(sure(40), sure(7))));
  expect(read?.payload).toMatchObject({
    outcome: "read",
    station: "s1",
    boxes: { ana: 40, luz: 7 },
    hand: { template: "by-hand", rows: { ana: { proposal: 40, percent: 95 } } },
  });
  expect(await readPrint(desk.world(), makes(account(sure(1), sure(1))))).toEqual([]);
  const statusOf = () => sourceView(loadView(desk.world()), "mayor", "witnesses").sheets.status(0);
  expect(statusOf()).toBe("awaiting");
  const opened = () =>
    load(desk.world()).due.flatMap(({ opening: { payload } }) =>
      payload.kind === "reading" && payload.outcome === "read" ? [payload] : [],
    );
  expect(opened()).toEqual([]);
  await desk.enter(0, 40);
  expect(opened().map(({ hand }) => hand !== undefined)).toEqual([true, false]);
  expect(statusOf()).toBe("settled");
  expect(settles("handwriting digits 1", { settle: { readings: 1 } })).toBe(false);
});

test("a policy that counts handwriting is refused", async () => {
  await expect(deskOf(1, 1, { readings: 1, by: ["handwriting"] })).rejects.toThrow(/by/);
  expect(readerKind("handwriting digits 1, template x")).toBe("handwriting");
});

test("a proposal that differs from what people typed is a finding, and changes nothing", async () => {
  const desk = await deskOf(1, 2);
  await readPrint(desk.world(), makes(account(sure(46), sure(8, 0.4))));
  await desk.enter(0, 40);
  expect(loadView(desk.world()).findings).toEqual([]);
  await desk.enter(1, 40);
  const seen = loadView(desk.world());
  expect(seen.findings).toMatchObject([
    { code: "proposal-differs", station: "s1", detail: { boxes: ["ana"], proposed: [46], taken: [40] } },
  ]);
  const { sheets, tabulation } = sourceView(seen, "mayor", "witnesses");
  expect([
    sheets.status(0),
    sheets.box(0, sheets.boxNames.indexOf("ana")),
    tabulation.stations(0).counted,
  ]).toEqual(["settled", 40, 1]);
  expect(sheets.accounts(0).map(({ reader }) => readerKind(reader ?? ""))).toEqual(["person", "person"]);
});

test("files with doubtful proposals are given to people first", async () => {
  const desk = await deskOf(5, 1);
  const doubtful = account(sure(40), sure(8, 0.4));
  const fine = account(sure(40), sure(8));
  await readPrint(desk.world(), makes(fine, fine, fine, doubtful, fine));
  const given = await assignSheet(desk.world(), person(0).verifier);
  const files = [...load(desk.world()).state.evidence.keys()];
  expect(files.indexOf(given?.assignment.evidence ?? -1)).toBe(3);
});

test("a row is proposed as far as its last boxes are digits, and one that is unsure makes it unsure", () => {
  const [one, two, three] = sure(123);
  if (one === undefined || two === undefined || three === undefined) return;
  const row = (...digits: HandDigit[]) => proposalOf({ id: "x", digits });
  expect(row({ kind: "blank" }, { kind: "stroke" }, three)).toMatchObject({ kind: "number", value: 3 });
  expect(row(one, two, three)).toMatchObject({ kind: "number", value: 123 });
  expect(row(one, { kind: "blank" }, three)).toMatchObject({ kind: "unsure", guess: "1 3" });
  expect(row(one, two, { kind: "digit", digit: 4, confidence: 0.5 })).toMatchObject({ kind: "unsure" });
  expect(row({ kind: "blank" }, { kind: "blank" })).toEqual({ kind: "blank" });
  expect(row()).toMatchObject({ kind: "unsure" });
});
