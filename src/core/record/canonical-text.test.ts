import * as fc from "fast-check";
import { expect, test } from "vitest";

import { nodeCrypto } from "../../adapters/node-crypto.ts";
import { formatHex, utf8 } from "../bytes.ts";
import { canonicalText } from "./canonical-text.ts";

const make = (source: string) => canonicalText(source, nodeCrypto.sha256);

/** Any UTF-16 units, whole characters or not. */
const units = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 120 })
  .map((codes) => String.fromCharCode(...codes));

test("a byte order mark goes and every kind of line end becomes a line feed", () => {
  expect(make("\uFEFFone\r\ntwo\rthree\u2028four\u0085five").text).toBe("one\ntwo\nthree\nfour\nfive");
});

test("control characters become spaces, tabs stay, and half a surrogate pair becomes the replacement mark", () => {
  expect(make("a\u0000b\tc\uD83Dd").text).toBe("a b\tc\uFFFDd");
});

test("letters are composed; quotation marks, dashes and spaces stay as they are", () => {
  expect(make("Nicola\u0301s “27” — 2\u00A0400").text).toBe("Nicolás “27” — 2\u00A0400");
});

test("the hash is that of the UTF-8 bytes of the text", () => {
  const { text, sha256 } = make("Año\r\n");
  expect(sha256).toBe(formatHex(nodeCrypto.sha256(utf8(text))));
});

test("making it twice changes nothing", () => {
  fc.assert(
    fc.property(units, (source) => {
      const once = make(source);
      expect(make(once.text)).toEqual(once);
    }),
  );
});
