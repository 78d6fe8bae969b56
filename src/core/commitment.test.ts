import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { nodeCrypto } from "../adapters/node-crypto.ts";
import { concatBytes, formatHex, parseUtf8, utf8 } from "./bytes.ts";
import { commitmentOf, formatOpening, parseOpening, SALT_BYTES, type Payload } from "./commitment.ts";
import { InputError } from "./input-error.ts";

const READING: Payload = {
  kind: "reading",
  outcome: "read",
  station: "12",
  contest: "president",
  boxes: { ANA: 30, BEA: "illegible", nullVotes: "not-on-form" },
};
const PAYLOADS: readonly Payload[] = [
  READING,
  { ...READING, text: "12!30,0!0!0" },
  { kind: "reading", outcome: "nothing-read", reason: "no QR code found" },
  { kind: "evidence", sha256: "a".repeat(64), bytes: 0, mediaType: "image/png" },
  { kind: "evidence", sha256: "a".repeat(64), bytes: 12, mediaType: "image/jpeg" },
];
const salt = fc.uint8Array({ minLength: SALT_BYTES, maxLength: SALT_BYTES });
const payload = fc.constantFrom(...PAYLOADS);
const ZEROS = new Uint8Array(SALT_BYTES);

test("a commitment is the SHA-256 of the salt and the payload's canonical JSON", () => {
  const json = '{"kind":"reading","outcome":"nothing-read","reason":"no QR code found"}';
  const opening = { salt: ZEROS, payload: PAYLOADS[2] ?? READING };
  expect(commitmentOf(nodeCrypto, opening)).toBe(
    formatHex(nodeCrypto.sha256(concatBytes(ZEROS, utf8(json)))),
  );
});

test("the same payload has another commitment under another salt, so that nobody can guess it and try", () => {
  fc.assert(
    fc.property(payload, salt, salt, (payload, one, other) => {
      fc.pre(formatHex(one) !== formatHex(other));
      expect(commitmentOf(nodeCrypto, { salt: one, payload })).not.toBe(
        commitmentOf(nodeCrypto, { salt: other, payload }),
      );
    }),
  );
});

test("another payload has another commitment, so that none can be exchanged", () => {
  const changes: readonly Payload[] = [
    { ...READING, boxes: { ...READING.boxes, ANA: 31 } },
    { ...READING, boxes: { ...READING.boxes, BEA: 0 } },
    { ...READING, station: "13" },
    { ...READING, text: "" },
    ...PAYLOADS.slice(1),
  ];
  const commitments = [READING, ...changes].map((payload) =>
    commitmentOf(nodeCrypto, { salt: ZEROS, payload }),
  );
  expect(new Set(commitments).size).toBe(commitments.length);
});

test("the order in which boxes were read does not matter", () => {
  const boxes = Object.fromEntries(Object.entries(READING.boxes).toReversed());
  expect(commitmentOf(nodeCrypto, { salt: ZEROS, payload: { ...READING, boxes } })).toBe(
    commitmentOf(nodeCrypto, { salt: ZEROS, payload: READING }),
  );
});

describe("an opening", () => {
  test("comes back from its line and opens the same commitment", () => {
    fc.assert(
      fc.property(payload, salt, (payload, salt) => {
        const line = formatOpening({ salt, payload });
        const opening = parseOpening(line, "line 1");
        expect(opening).toEqual({ salt, payload });
        expect(commitmentOf(nodeCrypto, opening)).toBe(commitmentOf(nodeCrypto, { salt, payload }));
        expect(formatOpening(opening)).toEqual(line);
      }),
    );
  });

  test("with a salt of another length is refused", () => {
    for (const length of [0, 31, 33, 64])
      expect(
        () => parseOpening(formatOpening({ salt: new Uint8Array(length), payload: READING }), "line 1"),
        String(length),
      ).toThrow(/line 1: salt/);
  });

  test("with a salt in another spelling of the same bytes is refused", () => {
    const line = parseUtf8(formatOpening({ salt: ZEROS, payload: READING }));
    expect(line).toContain('AA="');
    for (const other of [
      line.replace('AA="', 'AB="'),
      line.replace('AA="', 'AA"'),
      line.replace('AA="', 'A-="'),
    ])
      expect(() => parseOpening(utf8(other), "line 1"), other).toThrow(InputError);
  });

  test("that is not canonical, or has a field more or less, is refused", () => {
    const line = parseUtf8(formatOpening({ salt: ZEROS, payload: READING }));
    for (const other of [
      ` ${line}`,
      `${line}\n`,
      line.replace('"payload"', '"a":1,"payload"'),
      '{"payload":{}}',
      "[]",
    ])
      expect(() => parseOpening(utf8(other), "line 1"), other).toThrow(InputError);
  });

  test("with a box that is no count is refused", () => {
    const line = parseUtf8(formatOpening({ salt: ZEROS, payload: READING }));
    for (const box of ["-1", "1.5", "4294967306", "null", '"unclear"', '"30"'])
      expect(() => parseOpening(utf8(line.replace('"ANA":30', `"ANA":${box}`)), "line 1"), box).toThrow(
        InputError,
      );
  });
});
