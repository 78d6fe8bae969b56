import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { nodeCrypto, formatSigningKey, parseSigningKey } from "../adapters/node-crypto.ts";
import { formatBase64, formatHex, utf8 } from "./bytes.ts";
import { InputError } from "./input-error.ts";
import { formatManifestBody, isSafePath, manifestFile, parseManifest, type Manifest } from "./manifest.ts";
import { formatNote, signNote, verifyNote } from "./tlog/note.ts";

const HASH = "a".repeat(64);
const LINE = `\u2014 example.org/log ${formatBase64(new Uint8Array(68))}\n`;
const parse = (body: string) => parseManifest(`${body}\n${LINE}`).manifest;
const body = (...files: readonly string[]) =>
  ["cotejo manifest v1", "rules cotejo-rules/1", `checkpoint ${HASH}`, ...files, ""].join("\n");

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(formatHex);
const step = fc.stringMatching(/^[A-Za-z0-9ñ_ -]{0,8}[A-Za-z0-9ñ.]$/u).filter((text) => /^[^ .]/.test(text));
const path = fc
  .array(step, { minLength: 1, maxLength: 3 })
  .map((steps) => steps.join("/"))
  .filter(isSafePath);
const manifests: fc.Arbitrary<Manifest> = fc.record({
  rules: fc.constantFrom("cotejo-rules/1", "cotejo-rules/2"),
  checkpoint: hash,
  files: fc
    .uniqueArray(fc.record({ path, size: fc.nat(), sha256: hash }), { selector: (file) => file.path })
    .filter((files) => files.every((one) => !files.some((other) => other.path.startsWith(`${one.path}/`)))),
});

describe("a manifest", () => {
  test("comes back from its body, its files sorted, and has one spelling whatever order they came in", () => {
    fc.assert(
      fc.property(manifests, (manifest) => {
        const text = formatManifestBody(manifest);
        const parsed = parse(text);
        expect(parsed).toEqual({
          ...manifest,
          files: [...manifest.files].sort((one, other) => (one.path < other.path ? -1 : 1)),
        });
        expect(formatManifestBody({ ...manifest, files: manifest.files.toReversed() })).toBe(text);
      }),
      { numRuns: 100 },
    );
  });

  test("may list no file at all", () => {
    expect(parse(body())).toEqual({ rules: "cotejo-rules/1", checkpoint: HASH, files: [] });
  });

  test("is a note: its signature verifies, and no longer does after any change of its body", () => {
    const signer = parseSigningKey(formatSigningKey("example.org/log", new Uint8Array(32).fill(7)));
    const text = formatManifestBody({
      rules: "cotejo-rules/1",
      checkpoint: HASH,
      files: [{ path: "a", size: 1, sha256: HASH }],
    });
    const note = formatNote({ body: text, signatures: [signNote(text, signer)] });
    expect(verifyNote(nodeCrypto, parseManifest(note).note, signer.verifier)).toBe(true);
    for (const changed of [
      note.replace(" 1 a", " 2 a"),
      note.replace(" 1 a", " 1 b"),
      note.replace("rules/1", "rules/2"),
    ])
      expect(verifyNote(nodeCrypto, parseManifest(changed).note, signer.verifier)).toBe(false);
  });
});

describe("strictness", () => {
  const good = `${HASH} 5 data/a.csv`;
  const refused: readonly (readonly [string, string])[] = [
    ["another first line", body(good).replace("v1", "v2")],
    ["no rules", body(good).replace("rules cotejo-rules/1\n", "")],
    ["rules with a space", body(good).replace("rules/1", "rules 1")],
    ["no checkpoint", body(good).replace(/checkpoint .*\n/, "")],
    [
      "a checkpoint in capitals",
      body(good).replace(`checkpoint ${HASH}`, `checkpoint ${HASH.toUpperCase()}`),
    ],
    ["a hash in capitals", body(good.replace(HASH, HASH.toUpperCase()))],
    ["a hash one digit short", body(good.slice(1))],
    ["a size with a leading zero", body(`${HASH} 05 a`)],
    ["a negative size", body(`${HASH} -5 a`)],
    ["a size with a fraction", body(`${HASH} 5.0 a`)],
    ["a size beyond 15 digits", body(`${HASH} 1000000000000000 a`)],
    ["no size", body(`${HASH} a`)],
    ["no path", body(`${HASH} 5 `)],
    ["a space more before the size", body(`${HASH}  5 a`)],
    ["a space more before the path", body(`${HASH} 5  a`)],
    ["a space before the line", body(` ${good}`)],
    ["a tab between", body(good.replaceAll(" ", "\t"))],
    ["CRLF", body(good).replaceAll("\n", "\r\n")],
    ["a carriage return in a path", body(`${good}\r`)],
    ["a blank line among the files", body(good, "", `${HASH} 5 z`)],
    ["files out of order", body(`${HASH} 5 b`, `${HASH} 5 a`)],
    ["a file twice", body(good, good)],
    ["a path twice with two hashes", body(`${HASH} 5 a`, `${HASH.replace("a", "b")} 5 a`)],
    ["the manifest itself", body(`${HASH} 5 manifest`)],
    ["an absolute path", body(`${HASH} 5 /etc/passwd`)],
    ["a path that leads out", body(`${HASH} 5 ../a`)],
    ["a path that leads out and in", body(`${HASH} 5 a/../../b`)],
    ["a path that ends in a slash", body(`${HASH} 5 a/`)],
    ["a path with an empty step", body(`${HASH} 5 a//b`)],
    ["a path with a step that stays", body(`${HASH} 5 ./a`)],
    ["a backslash", body(`${HASH} 5 a\\b`)],
    ["a step that no file system takes", body(`${HASH} 5 ${"\u00f1".repeat(128)}`)],
    ["a path that few take", body(`${HASH} 5 ${"a/".repeat(500)}a`)],
    ["a file that is a folder too", body(`${HASH} 5 a`, `${HASH} 5 a-b`, `${HASH} 5 a/b`)],
  ];
  for (const [claim, text] of refused)
    test(`${claim} is refused`, () => {
      expect(() => parse(text)).toThrow(InputError);
    });

  test("the neighbours of what is refused are taken", () => {
    for (const line of [
      good,
      `${HASH} 0 a`,
      `${HASH} 999999999999999 a`,
      `${HASH} 5 a b`,
      `${HASH} 5 a/manifest`,
      `${HASH} 5 ..a/b..`,
      `${HASH} 5 ${"\u00f1".repeat(127)}a`,
      `${HASH} 5 ${"a/".repeat(499)}a`,
    ])
      expect(parse(body(line)).files, line).toHaveLength(1);
  });

  test("an unsigned body is no manifest", () => {
    expect(() => parseManifest(body(good))).toThrow(InputError);
    expect(() => parseManifest(`${body(good)}\n`)).toThrow(InputError);
  });

  test("files are ordered by code units, not by an alphabet", () => {
    const paths = ["a-", "B", "\u00f1", "Z", "a/b", "a.b", "\ud83d\ude00", "\ufb33"];
    const files = paths.map((path) => ({ path, size: 1, sha256: HASH }));
    const text = formatManifestBody({ rules: "r", checkpoint: HASH, files });
    expect(parse(text).files.map((file) => file.path)).toEqual([
      "B",
      "Z",
      "a-",
      "a.b",
      "a/b",
      "\u00f1",
      "\ud83d\ude00",
      "\ufb33",
    ]);
  });
});

test("a file that is also the folder of another is refused, wherever the two stand", () => {
  const steps = fc.array(fc.constantFrom("a", "a-", "a.b", "b"), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(
      fc.uniqueArray(
        steps.map((names) => names.join("/")),
        { minLength: 1, maxLength: 8 },
      ),
      (paths) => {
        const files = paths.map((path) => ({ path, size: 1, sha256: HASH }));
        const text = formatManifestBody({ rules: "r", checkpoint: HASH, files });
        const clashes = paths.some((path) => paths.some((other) => other.startsWith(`${path}/`)));
        if (clashes) expect(() => parse(text)).toThrow("is a file and a folder");
        else expect(parse(text).files).toHaveLength(paths.length);
      },
    ),
  );
});

test("a file's line has the size and hash of its bytes", () => {
  expect(manifestFile("a", utf8("abc"), nodeCrypto.sha256)).toEqual({
    path: "a",
    size: 3,
    sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  });
});
