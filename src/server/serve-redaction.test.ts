import sharp from "sharp";
import { afterEach, describe, expect, test } from "vitest";

import { ELECTION } from "../../test/support/small-election.ts";
import { openWorld, prepareFolder } from "../adapters/folder-world.ts";
import { imageRedactor } from "../adapters/images/redact-image.ts";
import { memoryFolder } from "../adapters/memory-folder.ts";
import { parseUtf8, utf8 } from "../core/bytes.ts";
import type { SheetParts } from "../core/formats/sheet-parts.ts";
import { load } from "../pipeline/load.ts";
import { openElection } from "../pipeline/open-election.ts";
import { receive } from "../pipeline/receive.ts";
import { imagesToShow } from "../pipeline/redact.ts";
import type { World } from "../world.ts";
import { serveRedaction } from "./serve-redaction.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const TEMPLATE = {
  format: "cotejo-template/1",
  id: "small",
  width: 40,
  columns: { digits: [20, 30], words: [30, 40] },
  reach: { digits: [2, 2], words: [2, 2] },
  spelling: { kind: "digit-names", language: "es", digits: 3 },
  rows: [{ id: "row-1", y: 6, box: "ana" }],
};

/** Where a reader of the print would find the parts: the words of a sheet of 40 pixels are too small to be read. */
const PARTS: SheetParts = {
  private: [{ x: 0, y: 20, width: 40, height: 8, about: "signatures" }],
  rows: [
    {
      id: "row-1",
      corners: [
        { x: 20, y: 4 },
        { x: 40, y: 4 },
        { x: 40, y: 8 },
        { x: 20, y: 8 },
      ],
    },
  ],
};

async function served(language = "en"): Promise<{ world: World; address: string }> {
  let salt = 0;
  const surroundings = {
    now: () => new Date(0),
    randomBytes: (count: number) => new Uint8Array(count).fill((salt += 1)),
  };
  const folder = memoryFolder();
  prepareFolder(folder, "cotejo.local/six-stations", surroundings);
  const world = openWorld(folder, surroundings);
  const file = JSON.parse(parseUtf8(ELECTION)) as Record<string, unknown>;
  const election = utf8(JSON.stringify({ ...file, languages: [language], sheet: { template: TEMPLATE } }));
  await openElection(world, { election });
  const photo = (red: number) =>
    sharp({ create: { width: 40, height: 30, channels: 3, background: { r: red, g: 9, b: 9 } } })
      .png()
      .toBuffer();
  const files = await Promise.all([1, 200].map(photo));
  await receive(world, {
    files: files.map((bytes, at) => ({ name: `${at}.png`, read: () => bytes, station: "s1" })),
    source: "witnesses",
    redactedBySource: false,
  });
  const server = await serveRedaction(
    {
      images: [1, 2],
      token: "secret",
      use: (work) => work(world),
      script: utf8("void 0;"),
      finder: { find: async () => PARTS },
      redactor: imageRedactor,
      again: false,
    },
    0,
  );
  closing.push(server.close);
  return { world, address: server.address };
}

const post = (address: string, fields: readonly (readonly [string, string])[], origin?: string) =>
  fetch(`${address}image/1`, {
    method: "POST",
    redirect: "manual",
    headers: origin === undefined ? {} : { origin },
    body: new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])),
  });
const box = (...[x, y, width, height]: readonly [number, number, number, number]) =>
  Object.entries({ x, y, width, height, from: "person", about: "" }).map(
    ([name, value]) => [name, String(value)] as const,
  );
const COVER = ["decision", "cover"] as const;
const outcomes = (world: World) => imagesToShow(load(world)).map(({ outcome }) => outcome?.kind);

describe("the local page of redaction", () => {
  test("shows the image that waits, with the parts of the template as numbers", async () => {
    const { address } = await served();
    const page = await fetch(address);
    expect(page.url).toBe(`${address}image/1`);
    const text = await page.text();
    expect(text).toContain("2 images wait");
    expect(text).toMatch(/name="height"[^>]*value="8"/);
    const image = await fetch(`${address}file/1`);
    expect(image.headers.get("content-type")).toBe("image/png");
    expect((await sharp(Buffer.from(await image.arrayBuffer())).metadata()).width).toBe(40);
  });

  test("enters what is handed in and goes on, until nothing waits", async () => {
    const { world, address } = await served("es");
    const { origin } = new URL(address);
    const empty = ["x", "y", "width", "height"].map((name) => [name, ""] as const);
    const answer = await post(address, [...box(0, 18, 40, 10), ...empty, COVER], origin);
    expect(answer.status).toBe(303);
    expect(outcomes(world)).toEqual(["redacted", undefined]);
    const next = await fetch(new URL(answer.headers.get("location") ?? "", origin));
    expect(next.url).toContain("image/2");
    expect(await next.text()).toContain("Tachada y asentada");
    const none = await fetch(`${address}image/2`, {
      method: "POST",
      headers: { origin },
      body: new URLSearchParams({ decision: "none", reason: "un acta en blanco" }),
    });
    expect(await none.text()).toContain("No queda ninguna imagen por decidir");
    expect(outcomes(world)).toEqual(["redacted", "none-needed"]);
  });

  test("asks before it hides votes, and logs that it does", async () => {
    const { world, address } = await served();
    const { origin } = new URL(address);
    const asked = await post(address, [...box(18, 3, 10, 10), COVER], origin);
    expect([asked.status, await asked.text()]).toEqual([
      409,
      expect.stringContaining("This hides rows of votes: row-1."),
    ]);
    expect(outcomes(world)).toEqual([undefined, undefined]);
    expect((await post(address, [...box(18, 3, 10, 10), COVER, ["sure", "yes"]], origin)).status).toBe(303);
    expect(imagesToShow(load(world))[0]?.outcome).toMatchObject({ rowsReached: ["row-1"] });
  });

  test("tells what is wrong and enters nothing: no reason, no box, a box that is none, an image decided before", async () => {
    const { world, address } = await served();
    const { origin } = new URL(address);
    for (const fields of [
      [["decision", "none"]],
      [COVER],
      [...box(0, 18, 40, 10), ["x", "half"], COVER],
      [...box(90, 90, 4, 4), COVER],
      [["decision", "other"]],
    ] as const)
      expect((await post(address, fields, origin)).status).toBe(400);
    expect(outcomes(world)).toEqual([undefined, undefined]);
    await post(address, [...box(0, 18, 40, 10), COVER], origin);
    const twice = await post(address, [...box(0, 0, 4, 1), COVER], origin);
    expect([twice.status, await twice.text()]).toEqual([
      400,
      expect.stringContaining("decided about before"),
    ]);
    expect((await post(address, [["reason", "x".repeat(200_000)]], origin)).status).toBe(413);
  });

  test("gives nothing to other sites, other hosts, and whoever has not the secret", async () => {
    const { world, address } = await served();
    const { origin, port } = new URL(address);
    const cover = [...box(0, 18, 40, 10), COVER];
    for (const other of ["https://elsewhere.example", `http://127.0.0.1:${port}`, undefined])
      expect((await post(address, cover, other)).status).toBe(403);
    for (const path of ["/image/1", "/file/1", "/wrong/file/1"])
      expect((await fetch(`${origin}${path}`)).status).toBe(404);
    expect((await fetch(`${address}file/0`)).status).toBe(400);
    expect(outcomes(world)).toEqual([undefined, undefined]);
    const { headers } = await fetch(`${address}image/1`);
    expect(headers.get("content-security-policy")).toContain("script-src 'self'");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("cache-control")).toBe("no-store");
  });
});
