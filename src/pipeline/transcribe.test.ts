import { describe, expect, test } from "vitest";

import { answerOf, Desk, person, SETTLE } from "../../test/support/desk.ts";
import { memoryPublication } from "../adapters/memory-publication.ts";
import { nodeCrypto } from "../adapters/node-crypto.ts";
import { formatEntry } from "../core/entry.ts";
import { formatVerifierKey, type Signer } from "../core/tlog/note.ts";
import { verifyPublication } from "../core/verify.ts";
import { sourceView } from "../core/view.ts";
import type { World } from "../world.ts";
import { admitTranscriber, removeTranscriber } from "./admit-transcriber.ts";
import { assignSheet, LEASE_MINUTES } from "./assign-sheet.ts";
import { handIn } from "./hand-in.ts";
import { load, loadView } from "./load.ts";
import { publish } from "./publish.ts";
import { transcriptionProgress } from "./transcription-progress.ts";

const statusOf = (world: World, station: number) => {
  const { sheets } = sourceView(loadView(world), "mayor", "witnesses");
  return { status: sheets.status(station), ana: sheets.box(station, sheets.boxNames.indexOf("ana")) };
};
const dueReadings = (world: World) =>
  load(world).due.filter(({ opening }) => opening.payload.kind === "reading").length;

describe("two people of at most three", () => {
  test("who agree settle a sheet, and nothing of the first is open before", async () => {
    const desk = new Desk();
    await desk.open(SETTLE, 1, 3);
    await desk.enter(0, 40);
    expect([dueReadings(desk.world()), statusOf(desk.world(), 0).status]).toEqual([0, "awaiting"]);
    await desk.enter(1, 40);
    expect([dueReadings(desk.world()), statusOf(desk.world(), 0)]).toEqual([
      2,
      { status: "settled", ana: 40 },
    ]);
    expect(await assignSheet(desk.world(), person(2).verifier)).toBeUndefined();
  });

  test("who do not agree stay closed until a third has read, who outvotes one of them", async () => {
    const desk = new Desk();
    await desk.open(SETTLE, 1, 3);
    await desk.enter(0, 40);
    await desk.enter(1, 41);
    expect([dueReadings(desk.world()), statusOf(desk.world(), 0).status]).toEqual([0, "awaiting"]);
    await desk.enter(2, 41);
    expect([dueReadings(desk.world()), statusOf(desk.world(), 0)]).toEqual([
      3,
      { status: "settled", ana: 41 },
    ]);
    expect(loadView(desk.world()).findings).toEqual([]);
  });

  test("who all three differ leave the sheet to adjudication, by name", async () => {
    const desk = new Desk();
    await desk.open(SETTLE, 1, 4);
    for (const who of [0, 1, 2]) await desk.enter(who, 40 + who);
    expect(dueReadings(desk.world())).toBe(3);
    expect(loadView(desk.world()).findings[0]?.code).toBe("readings-disagree");
    expect(transcriptionProgress(desk.world()).withoutAgreement).toEqual([1]);
    expect(await assignSheet(desk.world(), person(3).verifier)).toBeUndefined();
  });

  test("who all differ are named also where it was measured how the sheet of a held image looks", async () => {
    const desk = new Desk();
    await desk.open(SETTLE, 1, 4);
    const reader = "likeness ink-1, template form";
    await desk
      .world()
      .append([
        formatEntry({ kind: "reading-made", version: 1, evidence: 1, reader, commitment: "0".repeat(64) }),
      ]);
    for (const who of [0, 1, 2]) await desk.enter(who, 40 + who);
    expect(dueReadings(desk.world())).toBe(3);
    expect(transcriptionProgress(desk.world()).withoutAgreement).toEqual([1]);
  });

  test("of whom one cannot read a box: one more looks, and alone nobody fills it", async () => {
    const desk = new Desk();
    await desk.open(SETTLE, 2, 3);
    await desk.enter(0, 40, { luz: "illegible" });
    expect(dueReadings(desk.world())).toBe(0);
    const sheets = new Map<number, number>();
    // The second person reads both files; each has had at most one reader of three by then.
    for (let at = 0; at < 2; at++) sheets.set(await desk.enter(1, 40), at);
    expect(sheets.size).toBe(2);
    expect(dueReadings(desk.world())).toBe(0);
  });
});

test("a key that was removed, or never admitted, reads nothing, and one key is not admitted twice", async () => {
  const desk = new Desk();
  await desk.open(SETTLE, 1, 1);
  const key = formatVerifierKey(person(0).verifier);
  await expect(admitTranscriber(desk.world(), key)).rejects.toThrow("admitted once");
  await expect(assignSheet(desk.world(), person(5).verifier)).rejects.toThrow("was not admitted");
  await removeTranscriber(desk.world(), { key, reason: "the key was lost" });
  await expect(assignSheet(desk.world(), person(0).verifier)).rejects.toThrow("was removed");
  await expect(handIn(desk.world(), person(0), answerOf(1, { ana: 1, luz: 1 }))).rejects.toThrow(
    "was removed",
  );
});

test("nobody picks what they read, and nobody reads a file twice", async () => {
  const desk = new Desk();
  await desk.open(SETTLE, 1, 2);
  const answer = answerOf(1, { ana: 5, luz: 1 });
  await expect(handIn(desk.world(), person(0), answer)).rejects.toThrow("was not given to this key");
  await desk.enter(0, 5);
  // The same again, as after a crash that hid the answer, is found; another is refused.
  expect(await handIn(desk.world(), person(0), answer)).toMatchObject({ kind: "entered", entry: 4 });
  await expect(handIn(desk.world(), person(0), answerOf(1, { ana: 6, luz: 1 }))).rejects.toThrow(
    "is not changed",
  );
  expect(load(desk.world()).state.readings).toHaveLength(1);
});

test("a sheet lent to somebody who does not come back is given to another, and may still be handed in late", async () => {
  const desk = new Desk();
  await desk.open({ readings: 1, people: 1 }, 1, 2);
  await assignSheet(desk.world(), person(0).verifier);
  expect(await assignSheet(desk.world(), person(1).verifier)).toBeUndefined();
  desk.clock += LEASE_MINUTES * 60_000;
  expect((await assignSheet(desk.world(), person(1).verifier))?.assignment.evidence).toBe(1);
  await handIn(desk.world(), person(0), answerOf(1, { ana: 5, luz: 1 }));
  await expect(handIn(desk.world(), person(1), answerOf(1, { ana: 5, luz: 1 }))).rejects.toThrow(
    "enough people",
  );
});

test("two people do not walk in step", async () => {
  const desk = new Desk();
  await desk.open({ readings: 2, people: 2 }, 8, 2);
  const order = async (who: number) => {
    const files: number[] = [];
    for (let at = 0; at < 8; at++) files.push(await desk.enter(who, 9));
    return files;
  };
  const [first, second] = [await order(0), await order(1)];
  expect(first.toSorted()).toEqual(second.toSorted());
  expect(first).not.toEqual(second);
});

test("an entry that a signature of another key stands under is found by whoever verifies", async () => {
  const desk = new Desk();
  await desk.open({ readings: 1, people: 1 }, 1, 2);
  await assignSheet(desk.world(), person(0).verifier);
  const impostor: Signer = { verifier: person(0).verifier, sign: (message) => person(1).sign(message) };
  await handIn(desk.world(), impostor, answerOf(1, { ana: 5, luz: 1 }));
  const publication = memoryPublication();
  await publish(desk.world(), publication.writer());
  const { problems } = await verifyPublication(nodeCrypto, publication, { key: desk.world().verifierKey });
  expect(problems).toMatchObject([{ code: "entry-invalid", message: expect.stringContaining("not signed") }]);
});
