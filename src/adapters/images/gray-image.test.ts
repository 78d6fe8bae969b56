import * as fc from "fast-check";
import { expect, test } from "vitest";

import { halveGray } from "./gray-image.ts";

const images = fc
  .record({ width: fc.integer({ min: 2, max: 24 }), height: fc.integer({ min: 2, max: 9 }), skip: fc.nat(4) })
  .chain(({ width, height, skip }) =>
    fc
      .uint8Array({ minLength: width * height + skip, maxLength: width * height + skip })
      .map((bytes) => ({ width, height, data: bytes.subarray(skip) })),
  );

test("each pixel of the half is the mean of four, whatever the width and wherever the pixels lie in memory", () => {
  fc.assert(
    fc.property(images, (image) => {
      const half = halveGray(image);
      expect([half.width, half.height]).toEqual([image.width >> 1, image.height >> 1]);
      expect(half.data.length).toBe(half.width * half.height);
      const at = (x: number, y: number) => image.data[y * image.width + x] ?? 0;
      half.data.forEach((value, index) => {
        const [x, y] = [(index % half.width) * 2, Math.floor(index / half.width) * 2];
        expect(value).toBe(Math.round((at(x, y) + at(x + 1, y) + at(x, y + 1) + at(x + 1, y + 1)) / 4));
      });
    }),
  );
});
