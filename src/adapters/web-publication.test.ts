import { expect, test } from "vitest";

import { readAtMost } from "./web-publication.ts";

/** A body that never ends, and how many chunks were taken from it. */
function endless() {
  let chunks = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      chunks += 1;
      controller.enqueue(new Uint8Array(100).fill(chunks));
    },
  });
  return { body, chunks: () => chunks };
}

test("a body is read whole, chunk after chunk, up to the limit", async () => {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(Uint8Array.of(1, 2));
      controller.enqueue(Uint8Array.of(3));
      controller.close();
    },
  });
  expect(await readAtMost(new Response(body), 3)).toEqual(Uint8Array.of(1, 2, 3));
  expect(await readAtMost(new Response(null), 3)).toEqual(new Uint8Array());
});

test("a body without end, or longer than the server said, is left at the limit", async () => {
  const { body, chunks } = endless();
  const response = new Response(body, { headers: { "content-length": "100" } });
  await expect(readAtMost(response, 1_000)).rejects.toThrow("over 1000 bytes");
  expect(chunks()).toBeLessThan(15);
});
