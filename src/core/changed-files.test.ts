import * as fc from "fast-check";
import { expect, test } from "vitest";

import { utf8 } from "./bytes.ts";
import { ChangedFiles, firstDifference } from "./changed-files.ts";

const flipped = (bytes: Uint8Array, at: number) =>
  bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));

test("a flipped byte is found where it is, and nothing where nothing was flipped", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(), (bytes, seed) => {
      const at = seed % bytes.length;
      expect(firstDifference("x.bin", flipped(bytes, at), bytes)).toEqual({ byte: at });
      expect(firstDifference("x.bin", bytes.slice(), bytes)).toBeUndefined();
    }),
  );
});

test("of a file that was cut or continued the place is where the shorter ends; a text also has the line", () => {
  const text = utf8("one\ntwo\nthree\n");
  expect(firstDifference("a.csv", text.slice(0, 8), text)).toEqual({ byte: 8, line: 3 });
  expect(firstDifference("a.csv", text, text.slice(0, 3))).toEqual({ byte: 3, line: 1 });
  expect(firstDifference("a.csv", flipped(text, 4), text)).toEqual({ byte: 4, line: 2 });
  expect(firstDifference("a.parquet", flipped(text, 4), text)).toEqual({ byte: 4 });
});

test("no more than 256 changed files are kept, nor one that is too large, and others are kept still", () => {
  const changed = new ChangedFiles();
  changed.keep("large.html", new Uint8Array(2 ** 26 + 1));
  for (let at = 0; at < 300; at += 1) changed.keep(`${at}.html`, utf8("a"));
  for (const path of ["large.html", "0.html", "255.html", "256.html"]) changed.compare(path, utf8("b"));
  expect(["large.html", "0.html", "255.html", "256.html"].map((path) => changed.placeIn(path))).toEqual([
    undefined,
    { byte: 0, line: 1 },
    { byte: 0, line: 1 },
    undefined,
  ]);
});
