import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { parseUtf8, utf8 } from "./bytes.ts";
import { formatCanonicalJson } from "./canonical-json.ts";
import { blobsNamed, ENTRY_MAXIMUM_BYTES, formatEntry, parseEntry, type Entry } from "./entry.ts";
import { InputError } from "./input-error.ts";

const hashOf = (digit: string) => digit.repeat(64);
const HASH = hashOf("a");
const REDACTED = { kind: "evidence-redacted", version: 1, evidence: 4, seen: true } as const;

/** Every kind, without and with its optional fields, and the blobs that it names. */
const ENTRIES: Readonly<Record<Entry["kind"], readonly (readonly [Entry, readonly string[]])[]>> = {
  "election-opened": [[{ kind: "election-opened", version: 1, definition: HASH }, [HASH]]],
  "register-adopted": [
    [{ kind: "register-adopted", version: 1, register: HASH }, [HASH]],
    [{ kind: "register-adopted", version: 1, register: HASH, mapping: hashOf("b") }, [HASH, hashOf("b")]],
  ],
  "dataset-imported": [
    [{ kind: "dataset-imported", version: 1, source: "witnesses", dataset: HASH, format: "ve-2024" }, [HASH]],
    [
      {
        kind: "dataset-imported",
        version: 1,
        source: "witnesses",
        dataset: HASH,
        format: "mapping",
        mapping: hashOf("b"),
        supersedes: 3,
      },
      [HASH, hashOf("b")],
    ],
  ],
  "evidence-received": [
    [
      {
        kind: "evidence-received",
        version: 1,
        source: "witnesses",
        commitment: HASH,
        redactedBySource: false,
      },
      [],
    ],
    [
      {
        kind: "evidence-received",
        version: 1,
        source: "witnesses",
        commitment: HASH,
        redactedBySource: true,
        station: "Ñuñoa 12",
        contest: "president",
      },
      [],
    ],
  ],
  "evidence-reassigned": [
    [
      { kind: "evidence-reassigned", version: 1, evidence: 4, station: "12", reason: "the sheet says so" },
      [],
    ],
  ],
  "evidence-redacted": [
    [{ ...REDACTED, outcome: { kind: "none-needed", reason: "a blank form" } }, []],
    [{ ...REDACTED, seen: false, outcome: { kind: "withdrawn", reason: "a face" }, supersedes: 5 }, []],
    [
      {
        ...REDACTED,
        outcome: {
          kind: "redacted",
          image: { sha256: HASH, bytes: 9_000, mediaType: "image/jpeg", width: 628, height: 6_900 },
          covered: [
            { x: 0, y: 3_690, width: 628, height: 2_480, from: "template", about: "signatures" },
            { x: 10, y: 20, width: 30, height: 40, from: "person" },
          ],
          rowsReached: [],
        },
        signed: { actor: 3, signature: `${"A".repeat(86)}==` },
      },
      [],
    ],
  ],
  "reading-made": [[{ kind: "reading-made", version: 1, evidence: 4, reader: "qr/1", commitment: HASH }, []]],
  "dispute-adjudicated": (["none-stands", { entry: 7 }, { entry: 7, row: 1 }] as const).map((decision) => [
    {
      kind: "dispute-adjudicated",
      version: 1,
      source: "witnesses",
      contest: "president",
      station: "12",
      decision,
      reason: 'line by line\nwith a "quote"',
    },
    [],
  ]),
  "actor-admitted": [
    [{ kind: "actor-admitted", version: 1, role: "transcriber", key: `${"A".repeat(43)}=` }, []],
  ],
  "actor-removed": [[{ kind: "actor-removed", version: 1, actor: 3, reason: "the key was lost" }, []]],
  "reading-signed": [
    [
      {
        kind: "reading-signed",
        version: 1,
        evidence: 4,
        actor: 3,
        commitment: HASH,
        signature: `${"A".repeat(86)}==`,
      },
      [],
    ],
  ],
  "readings-extended": [[{ kind: "readings-extended", version: 1, evidence: 4, people: 3 }, []]],
  "truth-committed": [[{ kind: "truth-committed", version: 1, commitment: HASH }, []]],
  "truths-opened": [[{ kind: "truths-opened", version: 1 }, []]],
  "results-declared": [[{ kind: "results-declared", version: 1, declaration: HASH }, [HASH]]],
  "sample-drawn": [[{ kind: "sample-drawn", version: 1, sample: HASH }, [HASH]]],
  "document-received": [
    [
      {
        kind: "document-received",
        version: 1,
        visibility: "public",
        commitment: HASH,
        document: {
          text: hashOf("b"),
          masked: 2,
          genre: "news",
          publisher: "El Heraldo",
          agency: "EFE",
          title: "Los datos",
          url: "https://example.org/a",
          language: "es",
          publishedAt: "2026-05-05T20:00:00-04:00",
          collectedAt: "2026-05-06",
          reader: "text",
        },
        supersedes: 3,
      },
      [],
    ],
    [{ kind: "document-received", version: 1, visibility: "sealed", commitment: HASH }, []],
  ],
  "document-revised": [
    [
      {
        kind: "document-revised",
        version: 1,
        document: 4,
        visibility: "excerpts",
        facts: { text: hashOf("b"), masked: 0, genre: "news", collectedAt: "2026-05-06", reader: "text" },
        opens: true,
        withdrawn: [5, 9],
        reviewer: "Ana Prieto",
        reason: "The publisher asked for it.",
      },
      [],
    ],
    [{ kind: "document-revised", version: 1, document: 4, visibility: "sealed", reviewer: "Ana Prieto" }, []],
  ],
  "statement-recorded": (["confirmed", "rejected"] as const).map((decision) => [
    {
      kind: "statement-recorded",
      version: 1,
      document: 4,
      reviewer: "Ana Prieto",
      decision,
      reviews: 2,
      commitment: HASH,
    },
    [],
  ]),
  "statement-revised": (
    [
      { decision: "confirmed" },
      { decision: "corrected", reviews: 1, commitment: HASH, reason: "the words say at least" },
      { decision: "rejected" },
      { decision: "assessed", rating: "Not supported", assessment: "The sheets held add up to 44.1%." },
    ] as const
  ).map((decision) => [
    { kind: "statement-revised", version: 1, statement: 7, reviewer: "Luz Vega", ...decision },
    [],
  ]),
  "derivation-confirmed": [
    [
      {
        kind: "derivation-confirmed",
        version: 1,
        document: 4,
        from: 3,
        derivation: "edited-wire",
        reviewer: "Ana Prieto",
      },
      [],
    ],
  ],
  "incident-described": [
    [
      {
        kind: "incident-described",
        version: 1,
        incident: "unrest",
        title: "Protests",
        type: "protests",
        from: "2026-05-04",
        to: "2026-05-09",
        place: "Valdora",
        placeLevel: "country",
        reviewer: "Ana Prieto",
      },
      [],
    ],
  ],
};
const ALL = Object.values(ENTRIES).flat();

/** Bytes of an entry with something changed, in the canonical order of names. */
function changed(entry: Entry, change: Readonly<Record<string, unknown>>): Uint8Array {
  const fields = Object.entries({ ...entry, ...change }).filter(([, value]) => value !== undefined);
  return formatCanonicalJson(Object.fromEntries(fields));
}

describe("every kind", () => {
  for (const [kind, examples] of Object.entries(ENTRIES))
    test(`${kind} comes back from its bytes`, () => {
      for (const [entry] of examples) {
        const bytes = formatEntry(entry);
        expect(parseEntry(bytes, 0)).toEqual(entry);
        expect(formatEntry(parseEntry(bytes, 0))).toEqual(bytes);
      }
    });

  test("names the blobs that must be at hand", () => {
    for (const [entry, blobs] of ALL) expect(blobsNamed(entry), entry.kind).toEqual(blobs);
  });

  test("of another version is refused", () => {
    for (const [entry] of ALL)
      for (const version of [0, 2, "1", undefined])
        expect(() => parseEntry(changed(entry, { version }), 0), entry.kind).toThrow(InputError);
  });

  test("with a field more is refused", () => {
    for (const [entry] of ALL)
      expect(() => parseEntry(changed(entry, { zeal: 1 }), 0), entry.kind).toThrow(/zeal/);
  });

  test("with a field less is refused, unless it is one that may be absent", () => {
    const optional: Partial<Record<Entry["kind"], readonly string[]>> = {
      "register-adopted": ["mapping"],
      "dataset-imported": ["mapping", "supersedes"],
      "evidence-received": ["station", "contest"],
      "evidence-redacted": ["supersedes", "signed"],
      "document-received": ["document", "supersedes"],
      "document-revised": ["facts", "opens", "withdrawn", "reason"],
      "statement-revised": ["reason", "rating"],
      "incident-described": ["to", "place", "placeLevel"],
    };
    for (const [entry] of ALL)
      for (const field of Object.keys(entry)) {
        if (optional[entry.kind]?.includes(field) === true) continue;
        expect(() => parseEntry(changed(entry, { [field]: undefined }), 0), `${entry.kind} ${field}`).toThrow(
          InputError,
        );
      }
  });

  test("with null for a field that may be absent is refused", () => {
    for (const [entry] of ENTRIES["evidence-received"])
      expect(() => parseEntry(changed(entry, { station: null }), 0)).toThrow(InputError);
  });

  test("with a hash in another spelling is refused", () => {
    for (const definition of [HASH.toUpperCase(), HASH.slice(1), `${HASH}a`, `0x${HASH}`, ""])
      expect(() =>
        parseEntry(changed(ENTRIES["election-opened"][0]?.[0] ?? never(), { definition }), 0),
      ).toThrow(InputError);
  });

  test("with an index that is none is refused", () => {
    const [entry] = ENTRIES["reading-made"][0] ?? never();
    for (const evidence of [-1, 1.5, "4", 2 ** 53])
      expect(() => parseEntry(changed(entry, { evidence }), 0), String(evidence)).toThrow(InputError);
  });
});

describe("what is no entry", () => {
  test("an unknown kind is refused, not skipped", () => {
    for (const kind of ["Election-opened", "election-closed", "", "constructor", null])
      expect(
        () => parseEntry(utf8(JSON.stringify({ definition: HASH, kind, version: 1 })), 0),
        String(kind),
      ).toThrow(InputError);
  });

  test("a field named __proto__ is refused", () => {
    const bytes = utf8(
      `{"__proto__":{"zeal":1},"definition":"${HASH}","kind":"election-opened","version":1}`,
    );
    expect(() => parseEntry(bytes, 0)).toThrow(InputError);
  });

  test("a field named __proto__ in a decision is refused", () => {
    const [entry] = ENTRIES["dispute-adjudicated"][1] ?? never();
    const bytes = utf8(
      parseUtf8(formatEntry(entry)).replace('{"entry":7}', '{"__proto__":{"row":2},"entry":7}'),
    );
    expect(() => parseEntry(bytes, 0)).toThrow(InputError);
  });

  test("brackets that fill an entry are refused", () => {
    expect(() => parseEntry(utf8("[".repeat(32_000) + "]".repeat(32_000)), 0)).toThrow(InputError);
  });

  test("a value that is no object is refused", () => {
    for (const text of ["null", "1", '"election-opened"', "[]", "{}"])
      expect(() => parseEntry(utf8(text), 0), text).toThrow(InputError);
  });

  test("the refusal names the entry's index", () => {
    expect(() => parseEntry(utf8("{}"), 17)).toThrow(/^entry 17: /);
  });

  test("an entry in another spelling than the canonical one is refused", () => {
    for (const [entry] of ALL) {
      const text = parseUtf8(formatEntry(entry));
      for (const other of [` ${text}`, `${text}\n`, text.replace(",", ", ")])
        expect(() => parseEntry(utf8(other), 0), entry.kind).toThrow(InputError);
    }
  });
});

describe("an entry has at most 65,535 bytes", () => {
  test("one byte more is refused, whatever it holds", () => {
    expect(() => parseEntry(new Uint8Array(ENTRY_MAXIMUM_BYTES + 1).fill(0x20), 3)).toThrow(
      /^entry 3: is over 65535/,
    );
  });

  test("so that a long reason is refused before it is written", () => {
    const entry: Entry = {
      kind: "evidence-reassigned",
      version: 1,
      evidence: 1,
      station: "12",
      reason: "x".repeat(ENTRY_MAXIMUM_BYTES),
    };
    expect(() => formatEntry(entry)).toThrow(InputError);
  });
});

test("whatever bytes come, an entry is parsed or refused as input", () => {
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map(utf8),
    fc
      .tuple(fc.constantFrom(...ALL.map(([entry]) => formatEntry(entry))), fc.nat(), fc.nat({ max: 255 }))
      .map(([bytes, at, byte]) => {
        const copy = bytes.slice();
        copy[at % copy.length] = byte;
        return copy;
      }),
  );
  fc.assert(
    fc.property(noise, (bytes) => {
      let entry: Entry;
      try {
        entry = parseEntry(bytes, 0);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
        return;
      }
      expect(formatEntry(entry)).toEqual(bytes);
    }),
    { numRuns: 400 },
  );
});

function never(): never {
  throw new Error("every kind has an example");
}
