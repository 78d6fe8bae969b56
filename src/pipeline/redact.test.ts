import { randomBytes } from "node:crypto";

import sharp from "sharp";
import { describe, expect, test } from "vitest";

import { ELECTION, REGISTER } from "../../test/support/small-election.ts";
import { openWorld, prepareFolder } from "../adapters/folder-world.ts";
import { imageRedactor } from "../adapters/images/redact-image.ts";
import { memoryFolder } from "../adapters/memory-folder.ts";
import { memoryPublication } from "../adapters/memory-publication.ts";
import { formatSigningKey, nodeCrypto, parseSigningKey } from "../adapters/node-crypto.ts";
import { parseUtf8 } from "../core/bytes.ts";
import { formatEntry } from "../core/entry.ts";
import { formatVerifierKey } from "../core/tlog/note.ts";
import { verifyPublication } from "../core/verify.ts";
import type { World } from "../world.ts";
import { admitTranscriber, TRANSCRIBER_KEY_NAME } from "./admit-transcriber.ts";
import { load } from "./load.ts";
import { mirror } from "./mirror.ts";
import { openElection } from "./open-election.ts";
import { publish } from "./publish.ts";
import { receive } from "./receive.ts";
import { imagesToShow, redactEvidence, type RedactionDecision } from "./redact.ts";

const surroundings = {
  now: () => new Date(0),
  randomBytes: (count: number) => new Uint8Array(randomBytes(count)),
};

/** An election of six stations in memory. */
async function election(): Promise<World> {
  const folder = memoryFolder();
  prepareFolder(folder, "cotejo.local/six-stations", surroundings);
  const world = openWorld(folder, surroundings);
  await openElection(world, { election: ELECTION, register: REGISTER });
  return world;
}

const photo = (shade: number) =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: { r: shade, g: 200, b: 90 } } })
    .jpeg()
    .toBuffer();

/** A photo received: its shade, its station, and "open" where its sender says that nothing in it needs hiding. */
async function take(
  world: World,
  ...[shade, station, said]: readonly [number, string, "open"?]
): Promise<number> {
  const redactedBySource = said === "open";
  const bytes = await photo(shade);
  const file = { name: "photo.jpg", read: () => bytes, station };
  const [answer] = await receive(world, { files: [file], source: "witnesses", redactedBySource });
  if (answer?.kind !== "received") throw new Error("the photo is new");
  return answer.entry;
}

const COVER: RedactionDecision["decide"] = {
  kind: "cover",
  boxes: [{ x: 4, y: 4, width: 100, height: 10, from: "person" }],
};
const decide = (world: World, evidence: number, more: Partial<RedactionDecision> = {}) =>
  redactEvidence(world, [{ evidence, decide: COVER, seen: true, ...more }], { redactor: imageRedactor });

async function published(world: World) {
  const publication = memoryPublication();
  const answer = await publish(world, publication.writer());
  const images = [...publication.files.keys()].filter((path) => path.startsWith("evidence/"));
  const verified = await verifyPublication(nodeCrypto, publication);
  return { publication, images, verified, answer };
}

const originalOf = (world: World, entry: number) => {
  const image = imagesToShow(load(world)).find((each) => each.entry === entry);
  const bytes = world.evidence(image?.sha256 ?? "");
  if (image === undefined || bytes === undefined) throw new Error("it is held");
  return { sha256: image.sha256, bytes };
};

/** Whether a published folder holds the file's bytes anywhere, or names its hash. */
function betrays(files: ReadonlyMap<string, Uint8Array>, original: { sha256: string; bytes: Uint8Array }) {
  return [...files].some(
    ([path, bytes]) =>
      path.includes(original.sha256) ||
      Buffer.from(bytes).includes(original.sha256) ||
      Buffer.from(bytes).includes(Buffer.from(original.bytes)),
  );
}

describe("publishing", () => {
  test("leaves out, and names, images of which nobody has said what may be shown", async () => {
    const world = await election();
    const waiting = await take(world, 1, "s1");
    await take(world, 2, "s2", "open");
    const { images, answer, verified } = await published(world);
    expect(images).toHaveLength(1);
    expect(answer.imagesLeftOut).toEqual([waiting]);
    expect(verified.problems).toEqual([]);
  });

  test("shows the redacted image, and nothing of the original but its commitment", async () => {
    const world = await election();
    const evidence = await take(world, 1, "s1");
    const [entered] = await decide(world, evidence);
    const { publication, images, answer, verified } = await published(world);
    if (entered?.outcome.kind !== "redacted") throw new Error("it was redacted");
    expect(images).toEqual([`evidence/${entered.outcome.image.sha256}.jpg`]);
    // Cut where the image ends.
    expect(entered.outcome.covered).toEqual([{ x: 4, y: 4, width: 36, height: 10, from: "person" }]);
    expect(answer.imagesLeftOut).toEqual([]);
    expect(verified.problems).toEqual([]);
    expect(verified.notEstablished.map(({ code }) => code)).toContain("originals-not-held");
    expect(betrays(publication.files, originalOf(world, evidence))).toBe(false);
    const pages = [...publication.files].filter(([path]) => path.startsWith("units/"));
    expect(pages.some(([, bytes]) => parseUtf8(bytes).includes("with 1 part blackened"))).toBe(true);
  });

  test("shows an image as it is once somebody says why nothing in it needs hiding, and nothing once it is withdrawn", async () => {
    const world = await election();
    const evidence = await take(world, 1, "s1");
    await decide(world, evidence, { decide: { kind: "none-needed", reason: "a blank form" } });
    const whole = await published(world);
    expect(whole.images).toEqual([`evidence/${originalOf(world, evidence).sha256}.jpg`]);
    await decide(world, evidence, { decide: { kind: "withdrawn", reason: "a face" }, again: true });
    const gone = await published(world);
    expect(gone.images).toEqual([]);
    expect(betrays(gone.publication.files, originalOf(world, evidence))).toBe(false);
    expect([whole.verified.problems, gone.verified.problems]).toEqual([[], []]);
  });

  test("covers one file under all its entries, and refuses to show under one what is covered under another", async () => {
    const world = await election();
    const [first, second] = [await take(world, 1, "s1"), await take(world, 1, "s2")];
    expect((await decide(world, first)).map(({ evidence }) => evidence)).toEqual([first, second]);
    const { images, publication } = await published(world);
    expect(images).toHaveLength(1);
    expect(betrays(publication.files, originalOf(world, first))).toBe(false);
    const third = await take(world, 1, "s3", "open");
    await expect(published(world)).rejects.toThrow(`entry ${third} would show the file of entry ${first}`);
    await decide(world, first, { again: true });
    expect((await published(world)).verified.problems).toEqual([]);
  });
});

describe("a decision", () => {
  test("is not made twice unawares, and made anew replaces the image", async () => {
    const world = await election();
    const evidence = await take(world, 1, "s1");
    const [before] = await decide(world, evidence);
    expect(await decide(world, evidence)).toEqual([before]);
    await expect(decide(world, evidence, { seen: false })).rejects.toThrow(/--again/);
    const wider = { ...COVER, boxes: [{ x: 0, y: 0, width: 40, height: 30, from: "person" as const }] };
    await decide(world, evidence, { decide: wider, again: true });
    const { images, verified } = await published(world);
    if (before?.outcome.kind !== "redacted") throw new Error("it was redacted");
    expect(images).toHaveLength(1);
    expect(images[0]).not.toContain(before.outcome.image.sha256);
    expect(verified.problems).toEqual([]);
  });

  test("is refused of what is no image, of boxes beside it, and enters nothing then", async () => {
    const world = await election();
    const file = { name: "notes", read: () => Buffer.from("a text") };
    await receive(world, { files: [file], source: "witnesses", redactedBySource: false });
    const evidence = await take(world, 1, "s1");
    const entries = world.entries().length;
    await expect(decide(world, evidence - 1)).rejects.toThrow(/no image/);
    const beside = { ...COVER, boxes: [{ x: 40, y: 0, width: 5, height: 5, from: "person" as const }] };
    await expect(decide(world, evidence, { decide: beside })).rejects.toThrow(/40 x 30/);
    expect(world.entries().length).toBe(entries);
  });

  test("says which rows of votes it hides", async () => {
    const world = await election();
    const evidence = await take(world, 1, "s1");
    const square = (y: number) => [
      { x: 0, y },
      { x: 40, y },
      { x: 40, y: y + 4 },
      { x: 0, y: y + 4 },
    ];
    const parts = { private: [], rows: [0, 10, 20].map((y) => ({ id: `row ${y}`, corners: square(y) })) };
    const [entered] = await decide(world, evidence, { decide: { ...COVER, parts } });
    expect(entered?.outcome).toMatchObject({ rowsReached: ["row 10"] });
  });

  test("signed with an admitted key verifies, and with a changed outcome does not", async () => {
    const world = await election();
    const signer = parseSigningKey(formatSigningKey(TRANSCRIBER_KEY_NAME, new Uint8Array(32).fill(5)));
    const evidence = await take(world, 1, "s1");
    const options = { redactor: imageRedactor, signer };
    const decision = { evidence, decide: COVER, seen: true };
    await expect(redactEvidence(world, [decision], options)).rejects.toThrow(/not admitted/);
    await admitTranscriber(world, formatVerifierKey(signer.verifier));
    await redactEvidence(world, [decision], options);
    expect((await published(world)).verified.problems).toEqual([]);
    const { state, entries } = load(world);
    const last = entries.at(-1);
    if (last?.kind !== "evidence-redacted") throw new Error("it was entered last");
    const supersedes = state.entries - 1;
    await world.append([formatEntry({ ...last, seen: false, supersedes })]);
    expect((await published(world)).verified.problems).toMatchObject([
      { code: "entry-invalid", path: `log entry ${state.entries}` },
    ]);
  });
});

describe("a mirror", () => {
  test("follows what the log redacts, says so, and refuses what is gone without a word", async () => {
    const world = await election();
    const [shown, kept] = [await take(world, 1, "s1", "open"), await take(world, 2, "s2", "open")];
    const held = memoryPublication();
    const copy = async () =>
      mirror(nodeCrypto, { from: (await published(world)).publication, held, writer: held.writer() });
    expect((await copy()).ok).toBe(true);
    await decide(world, shown);
    const followed = await copy();
    expect(followed.problems).toEqual([]);
    expect(followed.notEstablished.find(({ code }) => code === "evidence-withdrawn")?.message).toContain(
      `entries ${shown}`,
    );
    expect(betrays(held.files, originalOf(world, shown))).toBe(false);
    expect(betrays(held.files, originalOf(world, kept))).toBe(true);
    await decide(world, shown, { again: true, decide: { kind: "withdrawn", reason: "a face" } });
    expect((await copy()).problems).toEqual([]);
    held.files.set(`evidence/${"0".repeat(64)}.jpg`, new Uint8Array(3));
    expect((await copy()).problems.map(({ code }) => code)).toEqual(["opening-withdrawn"]);
  });
});
