import { describe, expect, test } from "vitest";

import { Desk, SETTLE } from "../../../test/support/desk.ts";
import { memoryPublication } from "../../adapters/memory-publication.ts";
import { nodeCrypto } from "../../adapters/node-crypto.ts";
import { parseUtf8 } from "../bytes.ts";
import { verifyPublication } from "../verify.ts";
import { commitKnownSheets, openKnownSheets } from "../../pipeline/known-sheets.ts";
import { load, loadView } from "../../pipeline/load.ts";
import { publish } from "../../pipeline/publish.ts";

const known = (evidence: number, ana: number) => ({
  evidence,
  station: `s${evidence}`,
  contest: "mayor",
  boxes: { ana },
});

/** Two files, both known to say 40: of one two people agree on 41, of the other on 40 after one was wrong. */
async function deskRead(): Promise<Desk> {
  const desk = new Desk();
  await desk.open(SETTLE, 2, 3);
  await commitKnownSheets(desk.world(), JSON.stringify([known(1, 40), known(2, 40)]));
  const says: Record<number, readonly number[]> = { 1: [41, 41], 2: [41, 40, 40] };
  for (const who of [0, 1, 2])
    for (let sheet = 0; sheet < 2; sheet++) {
      const file = await desk.enter(who, (evidence) => says[evidence]?.[who] ?? 0).catch(() => undefined);
      if (file === undefined) break;
    }
  return desk;
}

describe("known sheets", () => {
  test("say nothing before they are opened, in the log or in what is published", async () => {
    const desk = await deskRead();
    expect(loadView(desk.world()).knownSheets).toMatchObject({ committed: 2, isOpen: false, sheets: [] });
    expect(load(desk.world()).due.some(({ opening }) => opening.payload.kind === "truth")).toBe(false);
  });

  test("tell how often one person is wrong, and how often enough people agree on the same wrong number", async () => {
    const desk = await deskRead();
    await openKnownSheets(desk.world());
    const measured = loadView(desk.world()).knownSheets;
    expect(measured).toMatchObject({
      firstReading: { sheets: 2, wrong: 2, lower: 0, upper: 1 },
      afterAgreement: { sheets: 2, wrong: 1, lower: 0 },
      notAgreed: 0,
    });
    expect(measured?.afterAgreement.rate).toBeUndefined();
    expect(measured?.sheets.map(({ agreement, boxesWrong }) => [agreement, boxesWrong])).toEqual([
      ["wrong", ["ana"]],
      ["right", []],
    ]);
  });

  test("are published with what they tell, and verified", async () => {
    const desk = await deskRead();
    await openKnownSheets(desk.world());
    const publication = memoryPublication();
    await publish(desk.world(), publication.writer());
    expect(
      JSON.parse(parseUtf8(publication.files.get("data/known-sheets.json") ?? new Uint8Array())),
    ).toMatchObject({
      afterAgreement: { sheets: 2, wrong: 1 },
    });
    const page = [...publication.files].find(([path]) => path.endsWith("datasets.html"));
    expect(parseUtf8(page?.[1] ?? new Uint8Array())).toContain("How often people read wrong");
    const { problems } = await verifyPublication(nodeCrypto, publication, { key: desk.world().verifierKey });
    expect(problems).toEqual([]);
  });

  test("that somebody read before, that are no evidence, or that come after the opening are refused", async () => {
    const desk = await deskRead();
    const commit = (sheet: object) => commitKnownSheets(desk.world(), JSON.stringify([sheet]));
    await expect(commit(known(1, 40))).rejects.toThrow("read by somebody already");
    await expect(commit(known(0, 40))).rejects.toThrow("is no evidence");
    await openKnownSheets(desk.world());
    await expect(openKnownSheets(desk.world())).rejects.toThrow("not open yet");
  });
});
