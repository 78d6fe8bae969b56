import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { afterEach, expect, test } from "vitest";

import { cardsOfWords } from "../core/record/suggested-words.ts";
import { suggestByEndpoint } from "./card-endpoint.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const TEXT = "At least 12 people died, the League said. At most 3 people fled. They fled.";

/** A server that answers every request with a body; gives its address and what it was asked. */
async function answering(
  body: string,
  status = 200,
): Promise<{ url: string; asked: { key: string; body: string }[] }> {
  const asked: { key: string; body: string }[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      asked.push({ key: request.headers.authorization ?? "", body: Buffer.concat(parts).toString("utf8") });
      response.writeHead(status, { "Content-Type": "application/json" });
      response.end(body);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked };
}

const completion = (content: unknown) =>
  JSON.stringify({
    choices: [{ message: { content: typeof content === "string" ? content : JSON.stringify(content) } }],
  });

test("words that stand once in the text become cards with the program's name; all else is left out", async () => {
  const figure = {
    kind: "figure",
    words: "At least 12 people",
    measure: "deaths",
    value: 12,
    bound: "at-least",
    voice: "the League",
  };
  const { url, asked } = await answering(
    completion({
      cards: [
        figure,
        { ...figure, words: "at least 12 persons" },
        { ...figure, words: "fled" },
        { ...figure, measure: "miracles" },
        "no card",
      ],
    }),
  );
  const suggested = await suggestByEndpoint({ url, model: "m-1", key: "k" }, TEXT);
  const cards = cardsOfWords(suggested, {
    document: 4,
    text: TEXT,
    publishedAt: "2026-05-05T10:00:00Z",
    by: "m-1 at host",
  });
  expect(cards).toHaveLength(1);
  expect(cards[0]).toMatchObject({
    card: "4:figure:0-18:deaths",
    value: "12",
    bound: "at-least",
    as_of: "2026-05-05",
    suggested_by: "m-1 at host",
    decision: "",
  });
  expect(asked[0]?.key).toBe("Bearer k");
  expect(asked[0]?.body).toContain("At most 3 people fled");
});

test("an answer that is none is told with the address", async () => {
  for (const [body, status] of [
    ["{}", 200],
    ["not json", 200],
    [completion("not json"), 200],
    [completion({ cards: 3 }), 200],
    ["{}", 500],
  ] as const) {
    const { url } = await answering(body, status);
    await expect(suggestByEndpoint({ url, model: "m", key: undefined }, TEXT)).rejects.toThrow(
      `could not ask ${url}`,
    );
  }
  await expect(
    suggestByEndpoint({ url: "http://127.0.0.1:1", model: "m", key: undefined }, TEXT),
  ).rejects.toThrow("could not ask");
});
