import { afterEach, describe, expect, test } from "vitest";

import { ELECTION } from "../../test/support/small-election.ts";
import { openWorld, prepareFolder } from "../adapters/folder-world.ts";
import { memoryFolder } from "../adapters/memory-folder.ts";
import { utf8 } from "../core/bytes.ts";
import { openElection } from "../pipeline/open-election.ts";
import { addDocuments } from "../pipeline/record/add-documents.ts";
import { HeldRecord } from "../pipeline/record/held-record.ts";
import type { World } from "../world.ts";
import { serveReview } from "./serve-review.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const STORY =
  'The Council declared Ana the winner with 53% of the vote. Police said 40 people were arrested. It was "<b>quiet</b>".';

async function served(story = STORY): Promise<{ world: World; address: string }> {
  const surroundings = {
    now: () => new Date(0),
    randomBytes: (count: number) => new Uint8Array(count).fill(7),
  };
  const folder = memoryFolder();
  prepareFolder(folder, "cotejo.local/six-stations", surroundings);
  const world = openWorld(folder, surroundings);
  await openElection(world, { election: ELECTION });
  const read = async () => ({ text: story, mediaType: "text/plain", reader: "text" });
  await addDocuments(world, [{ name: "story", bytes: () => utf8(story), read, said: {} }]);
  const server = await serveReview({ reviewer: "Rosa", token: "secret", use: (work) => work(world) }, 0);
  closing.push(server.close);
  return { world, address: server.address };
}

const CARD = {
  card: "1:figure:41-44:vote-share",
  document: "1",
  kind: "figure",
  start: "41",
  end: "44",
  measure: "vote-share",
  value: "53",
  bound: "exact",
  unit: "percent",
  decision: "confirm",
};

const post = (address: string, fields: Readonly<Record<string, string>>, origin?: string) =>
  fetch(`${address}documents/1`, {
    method: "POST",
    redirect: "manual",
    headers: origin === undefined ? {} : { origin },
    body: new URLSearchParams(fields),
  });

describe("the local page of review", () => {
  test("shows cards beside the words, and markup of a document as text", async () => {
    const { address } = await served();
    const page = await (await fetch(`${address}documents/1`)).text();
    expect(page).toContain("53%");
    expect(page).toContain("&lt;b&gt;quiet");
    expect(page).not.toContain("<b>quiet");
  });

  test("marks every number that no card takes, and makes a card of the one chosen", async () => {
    const { address } = await served(
      "On 3 May the Council declared Ana the winner with 53% of the vote at a cost of 4 million pesos.",
    );
    const page = await (await fetch(`${address}documents/1`)).text();
    const numbers = [...page.matchAll(/class="number" href="\?number=(\d+)#chosen">([^<]+)</g)];
    expect(numbers.map(([, , words]) => words)).toEqual(["3", "4 million"]);
    const chosen = await (await fetch(`${address}documents/1?number=${numbers[1]?.[1]}`)).text();
    expect(chosen).toMatch(/id="chosen"[\s\S]*<q>4 million<\/q>[\s\S]*name="value" value="4000000"/);
  });

  test("enters a decision of its own page under the reviewer's name", async () => {
    const { world, address } = await served();
    const answer = await post(address, CARD, new URL(address).origin);
    expect([answer.status, answer.headers.get("location")]).toEqual([
      303,
      "/secret/documents/1?done=confirmed",
    ]);
    const [held] = new HeldRecord(world).statements();
    expect(held?.statement.versions[0]?.reviewers).toEqual(["Rosa"]);
  });

  test("refuses other sites, other hosts, requests without an origin, and whoever has not the secret", async () => {
    const { world, address } = await served();
    const { origin, port } = new URL(address);
    expect((await post(address, CARD, "https://elsewhere.example")).status).toBe(403);
    expect((await post(address, CARD, `http://127.0.0.1:${port}`)).status).toBe(403);
    expect((await post(address, CARD)).status).toBe(403);
    expect((await fetch(`${origin}/documents/1`)).status).toBe(404);
    expect((await fetch(`${origin}/wrong/documents/1`)).status).toBe(404);
    expect(new HeldRecord(world).statements()).toEqual([]);
  });

  test("tells what is wrong with a card and keeps nothing of it", async () => {
    const { world, address } = await served();
    const answer = await post(address, { ...CARD, value: "half" }, new URL(address).origin);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("no number in plain digits");
    expect(new HeldRecord(world).statements()).toEqual([]);
    const large = await post(address, { ...CARD, scope: "x".repeat(300_000) }, new URL(address).origin);
    expect(large.status).toBe(413);
  });

  test("says in its headers that nothing else may load, frame or remember it", async () => {
    const { address } = await served();
    const { headers } = await fetch(address);
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("cache-control")).toBe("no-store");
  });
});
