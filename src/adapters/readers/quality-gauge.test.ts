import sharp from "sharp";
import { expect, test } from "vitest";

import { qualityGauge } from "./quality-gauge.ts";

test("an image at which the decoder breaks off is no reason not to receive it: nothing is said of it", async () => {
  const dark = sharp({ create: { width: 300, height: 400, channels: 3, background: "#050505" } });
  const image = new Uint8Array(await dark.png().toBuffer());
  const sheet = { formats: ["ve-2024-qr"], isCodeAll: true } as const;
  const breaking = qualityGauge(async () => ({
    name: "breaking",
    decode: () => Promise.reject(new Error("memory access out of bounds")),
  }));
  expect(await breaking.measure(image, sheet)).toEqual([]);
  const seeing = qualityGauge(async () => ({
    name: "seeing nothing",
    decode: async () => ({ codes: [], unread: [] }),
  }));
  expect(await seeing.measure(image, sheet)).not.toEqual([]);
});
