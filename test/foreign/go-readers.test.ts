import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { afterAll, describe, expect, inject, test } from "vitest";

import { listFiles } from "../../src/adapters/disk-folder.ts";
import { LogFolder } from "../../src/adapters/log-folder.ts";
import { memoryFolder } from "../../src/adapters/memory-folder.ts";
import { formatSigningKey, nodeCrypto, parseSigningKey } from "../../src/adapters/node-crypto.ts";
import { formatHex, parseUtf8, utf8 } from "../../src/core/bytes.ts";
import { formatCanonicalJson } from "../../src/core/canonical-json.ts";
import { openCheckpoint } from "../../src/core/tlog/checkpoint.ts";
import { signCosignature, verifyCosignature } from "../../src/core/tlog/cosignature.ts";
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  MerkleTree,
  type Hashes,
} from "../../src/core/tlog/merkle.ts";
import {
  formatNote,
  formatVerifierKey,
  keyIdOf,
  parseNote,
  type Note,
  type Signer,
  type VerifierKey,
} from "../../src/core/tlog/note.ts";
import { formatLogProof } from "../../src/core/tlog/proof.ts";
import { hashesFromTiles } from "../../src/core/tlog/tile.ts";
import { foreignReader } from "../support/foreign-reader.ts";

const foreign = foreignReader();
const run = (args: readonly string[], input?: string | Uint8Array) => {
  if (foreign === undefined) throw new Error("only where there is Go");
  return foreign.run(args, input);
};

const folder = mkdtempSync(join(tmpdir(), "cotejo-foreign-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LONG = process.env["COTEJO_LONG"] === "1";
const ORIGIN = "example.org/foreign";
const signer = parseSigningKey(formatSigningKey(ORIGIN, new Uint8Array(32).fill(5)));
const VKEY = formatVerifierKey(signer.verifier);

/** Every size from 1 to 600, and those around the edges of the second and third level of tiles. */
const SMALL = Array.from({ length: 600 }, (_, at) => at + 1);
const LARGE = [65_535, 65_536, 65_537, 65_792, 70_000];
const SIZES = [...SMALL, ...LARGE];
const SIZE_LAST = 70_000;

/** Entries of many lengths: none, a few bytes, and now and then the longest there can be. */
function entryAt(index: number): Uint8Array {
  const seed = createHash("sha256").update(`entry ${index}`).digest();
  const length = index % 9_973 === 17 ? 65_535 : (seed[0] ?? 0) % 61;
  return Uint8Array.from({ length }, (_, at) => seed[at % 32] ?? 0);
}

/**
 * One log that grows through all the sizes, written by the program's own writer; each state of it is copied to disk as it
 * was then, with the partial tiles of its size.
 */
function writeLogs(): { readonly tree: MerkleTree; readonly places: ReadonlyMap<number, string> } {
  const files = new Map<string, Uint8Array>();
  const log = new LogFolder(memoryFolder(undefined, files), nodeCrypto, signer);
  const tree = new MerkleTree(nodeCrypto);
  const places = new Map<number, string>();
  for (const size of SIZES) {
    const entries = Array.from({ length: size - tree.size }, (_, at) => entryAt(tree.size + at));
    log.append(entries);
    for (const entry of entries) tree.append(leafHash(nodeCrypto, entry));
    const place = join(folder, "logs", String(size));
    for (const [path, bytes] of files) {
      if (!path.startsWith("log/tile/") && path !== "log/checkpoint") continue;
      const file = join(place, path.slice("log/".length));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    }
    places.set(size, place);
  }
  return { tree, places };
}

const { tree, places } =
  foreign === undefined
    ? { tree: new MerkleTree(nodeCrypto), places: new Map<number, string>() }
    : writeLogs();
const placeOf = (size: number) => places.get(size) ?? "";

/** A place that differs from the log of that size in one file. */
let copies = 0;
function tampered(size: number, path: string, change: (bytes: Buffer) => Uint8Array): string {
  const place = join(folder, `tampered-${copies++}`);
  cpSync(placeOf(size), place, { recursive: true });
  writeFileSync(join(place, path), change(readFileSync(join(place, path))));
  return place;
}

const flipped = (at: number) => (bytes: Buffer) => {
  const changed = Buffer.from(bytes);
  changed.writeUInt8(
    changed.readUInt8(at < 0 ? changed.length + at : at) ^ 1,
    at < 0 ? bytes.length + at : at,
  );
  return changed;
};

interface Question {
  readonly kind: "inclusion" | "consistency";
  /** The index of the leaf, or the size of the older tree. */
  readonly first: number;
  readonly size: number;
}

const asLines = (questions: readonly Question[]) =>
  questions.map(({ kind, first, size }) => `${kind} ${first} ${size}\n`).join("");

/** What the foreign reader answers: the number of hashes in one byte, then the hashes, proof after proof. */
function proofsOf(questions: readonly Question[], hashes: (size: number) => Hashes): Uint8Array {
  return Buffer.concat(
    questions.flatMap(({ kind, first, size }) => {
      const proof =
        kind === "inclusion"
          ? inclusionProof(nodeCrypto, { index: first, size }, hashes(size))
          : consistencyProof(nodeCrypto, { sizeOld: first, sizeNew: size }, hashes(size));
      return [Uint8Array.of(proof.length), ...proof];
    }),
  );
}

/** At most `count` whole numbers from `from` up to and with `to`, both ends among them. */
function spread(from: number, to: number, count: number): number[] {
  const steps = Math.min(count - 1, to - from);
  const all = Array.from({ length: steps + 1 }, (_, at) =>
    steps === 0 ? from : from + Math.round((at * (to - from)) / steps),
  );
  return [...new Set(all)];
}

/** Proofs in a tree of that size: all of a small one, of the others a spread. */
function questionsOf(size: number, most: number): Question[] {
  return [
    ...spread(0, size - 1, most).map((first) => ({ kind: "inclusion" as const, first, size })),
    ...spread(1, size, most).map((first) => ({ kind: "consistency" as const, first, size })),
  ];
}

/** In the long run all proofs of the small sizes. */
function mostOf(size: number): number {
  if (LONG) return size <= 600 ? size : 5_000;
  return size <= 130 ? size : 60;
}

function cosigner(name: string, fill: number): Signer {
  const log = parseSigningKey(formatSigningKey(name, new Uint8Array(32).fill(fill)));
  const key = { name, type: "cosignature" as const, publicKey: log.verifier.publicKey };
  return { verifier: { ...key, keyId: keyIdOf(nodeCrypto, key) }, sign: log.sign };
}

const keysOf = (...keys: readonly VerifierKey[]) => keys.map(formatVerifierKey).join(",");

describe.skipIf(foreign === undefined)("Go's sumdb/note and sumdb/tlog", () => {
  test(`open the checkpoints of ${SIZES.length} sizes and recompute tree and tiles from the entries`, () => {
    const { exit, out, told } = run(["log", VKEY, ...SIZES.map(placeOf)]);
    expect(told).toBe("");
    expect(exit).toBe(0);
    const answers = out
      .toString("utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { origin: string; size: number; root: string; tiles: number });
    expect(answers.map(({ size }) => size)).toEqual(SIZES);
    expect(answers.map(({ root }) => root)).toEqual(
      SIZES.map((size) => Buffer.from(tree.root(size)).toString("base64")),
    );
    expect(answers.at(-1)).toMatchObject({ origin: ORIGIN, size: SIZE_LAST, tiles: 274 + 2 + 1 });
  });

  test("prove inclusion and consistency in every size as we do, byte for byte", () => {
    const questions = SIZES.flatMap((size) => questionsOf(size, mostOf(size)));
    const { exit, out, told } = run(["proofs", VKEY, placeOf(SIZE_LAST), "memory"], asLines(questions));
    expect(told).toBe("");
    expect(exit).toBe(0);
    const ours = proofsOf(questions, () => tree);
    expect(out.equals(ours)).toBe(true);
    process.stdout.write(
      `foreign readers: ${questions.length} proofs, ${out.length} bytes, in ${SIZES.length} sizes alike\n`,
    );
  });

  test("prove out of our tiles as we do out of them, byte for byte, with partial tiles of many widths", () => {
    for (const size of [1, 2, 255, 256, 257, 300, 511, 512, 513, 600, ...LARGE]) {
      const place = placeOf(size);
      const stored = hashesFromTiles(nodeCrypto, size, (path) => {
        try {
          return readFileSync(join(place, path));
        } catch {
          return undefined;
        }
      });
      const questions = questionsOf(size, 12);
      const { out, told } = run(["proofs", VKEY, place, "tiles"], asLines(questions));
      expect(told, String(size)).toBe("");
      expect(out.equals(proofsOf(questions, () => stored)), String(size)).toBe(true);
    }
  });

  interface Tampering {
    readonly what: string;
    readonly size: number;
    readonly path: string;
    readonly change: (bytes: Buffer) => Uint8Array;
    readonly reason: string;
  }
  const bundle = "tile/entries/000";
  const cutShort = (bytes: Buffer) => bytes.subarray(0, -3);
  const resized = (bytes: Buffer) => utf8(bytes.toString("utf8").replace("\n300\n", "\n299\n"));
  const tamperings: readonly Tampering[] = [
    { what: "a bit of an entry", size: 300, path: bundle, change: flipped(700), reason: "do not lead" },
    {
      what: "a bit of the last entry",
      size: 300,
      path: `tile/entries/001.p/44`,
      change: flipped(-1),
      reason: "do not lead",
    },
    { what: "a bundle cut short", size: 300, path: bundle, change: cutShort, reason: "ends within" },
    {
      what: "a bit of a tile",
      size: 300,
      path: "tile/0/000",
      change: flipped(31),
      reason: "is not the tile",
    },
    {
      what: "a bit of the right edge",
      size: 70_000,
      path: "tile/2/000.p/1",
      change: flipped(0),
      reason: "is not the tile",
    },
    {
      what: "a bit of the signature",
      size: 300,
      path: "checkpoint",
      change: flipped(-8),
      reason: "invalid signature",
    },
    {
      what: "another size in the checkpoint",
      size: 300,
      path: "checkpoint",
      change: resized,
      reason: "invalid signature",
    },
  ];
  test.each(tamperings)("refuse $what", ({ size, path, change, reason }) => {
    const place = tampered(size, path, change);
    const { exit, told } = run(["log", VKEY, place]);
    expect(exit).toBe(1);
    expect(told).toContain(reason);
    // Where it is the checkpoint that was changed, ours refuses it too.
    if (path !== "checkpoint") return;
    const text = readFileSync(join(place, path), "utf8");
    expect(openCheckpoint(nodeCrypto, text, signer.verifier).kind).toBe("refused");
  });

  test("refuse a checkpoint by another key of the same name", () => {
    const other = parseSigningKey(formatSigningKey(ORIGIN, new Uint8Array(32).fill(6)));
    const { exit, told } = run(["log", formatVerifierKey(other.verifier), placeOf(300)]);
    expect(exit).toBe(1);
    expect(told).toContain("no verifiable signatures");
  });

  test("read the log that the program published", () => {
    const log = join(inject("demo"), "public/log");
    const vkey = readFileSync(join(log, "key"), "utf8").trim();
    const { told, out } = run(["log", vkey, log]);
    expect(told).toBe("");
    const { size, bundles } = JSON.parse(out.toString("utf8")) as { size: number; bundles: number };
    expect(bundles).toBe(Math.ceil(size / 256));
    expect(listFiles(join(log, "tile/entries"))).toHaveLength(bundles);
  });

  test("check our receipts, and refuse one for another entry", () => {
    const [index, size] = [257, 600];
    const checkpoint = readFileSync(join(placeOf(size), "checkpoint"), "utf8");
    const hashes = inclusionProof(nodeCrypto, { index, size }, tree);
    writeFileSync(join(folder, "receipt"), formatLogProof({ index, hashes, checkpoint }));
    writeFileSync(join(folder, "entry"), entryAt(index));
    writeFileSync(join(folder, "other"), entryAt(index + 1));
    expect(run(["receipt", VKEY, join(folder, "receipt"), join(folder, "entry")]).told).toBe("");
    const refused = run(["receipt", VKEY, join(folder, "receipt"), join(folder, "other")]);
    expect(refused).toMatchObject({ exit: 1, told: expect.stringContaining("invalid transparency proof") });
  });
});

describe.skipIf(foreign === undefined)("cosignatures of three keys", () => {
  const witnesses = [1, 2, 3].map((at) => cosigner(`witness.example/${at}`, 40 + at));
  const [first = signer] = witnesses;
  const TIME = 1_767_225_600;
  const checkpoint = () => parseNote(readFileSync(join(placeOf(257), "checkpoint"), "utf8"));
  const cosigned = (): Note => {
    const { body, signatures } = checkpoint();
    const lines = witnesses.map((witness, at) => signCosignature(body, TIME + at, witness));
    return { body, signatures: [...signatures, ...lines] };
  };
  const withCheckpoint = (note: Note) => tampered(257, "checkpoint", () => utf8(formatNote(note)));
  const vkeys = keysOf(signer.verifier, ...witnesses.map(({ verifier }) => verifier));

  test("are opened by a verifier for Go's sumdb/note, each with its time", () => {
    const { told, out } = run(["log", vkeys, withCheckpoint(cosigned())]);
    expect(told).toBe("");
    expect(JSON.parse(out.toString("utf8"))).toMatchObject({
      size: 257,
      cosigned: [1, 2, 3].map((at) => ({ name: `witness.example/${at}`, time: TIME + at - 1 })),
    });
  });

  test("are refused with another time, by another key, or as an unknown line", () => {
    const note = cosigned();
    const [log, one, ...rest] = note.signatures;
    if (log === undefined || one === undefined) throw new Error("a note with four lines");
    const late = { ...one, signature: one.signature.with(7, (one.signature[7] ?? 0) ^ 1) };
    const refusals = [
      [vkeys, { ...note, signatures: [log, late, ...rest] }, "invalid signature"],
      [vkeys, { ...note, signatures: [one, ...rest] }, "not signed by the log itself"],
      [keysOf(signer.verifier, first.verifier), note, "unknown key witness.example/2"],
    ] as const;
    for (const [keys, changed, reason] of refusals)
      expect(run(["log", keys, withCheckpoint(changed)])).toMatchObject({
        exit: 1,
        told: expect.stringContaining(reason),
      });
  });

  test("made by Go are verified by us, and are the bytes that we make", () => {
    const text = formatNote(checkpoint());
    const { told, out } = run(["cosign", first.verifier.name, "29".repeat(32), String(TIME)], text);
    expect(told).toBe("");
    const note = parseNote(parseUtf8(out));
    expect(verifyCosignature(nodeCrypto, note, first.verifier)).toEqual({ kind: "verified", time: TIME });
    const { body, signatures } = checkpoint();
    const ours = { body, signatures: [...signatures, signCosignature(body, TIME, first)] };
    expect(note.signatures.map(({ signature }) => formatHex(signature)).toSorted()).toEqual(
      ours.signatures.map(({ signature }) => formatHex(signature)).toSorted(),
    );
  });
});

describe.skipIf(foreign === undefined)("numbers", () => {
  /** Doubles at random over all their bits, and small whole numbers and fractions such as figures hold. */
  function numbers(count: number): Float64Array {
    const doubles = new Float64Array(count);
    const bytes = new Uint8Array(doubles.buffer);
    for (let at = 0; at < bytes.length; at += 32)
      bytes.set(createHash("sha256").update(`doubles ${at}`).digest(), at);
    for (let at = 0; at < count; at += 1) {
      if (at % 4 === 0) doubles[at] = Math.floor((doubles[at - 1] ?? 0) % 1e9) / 100;
      if (!Number.isFinite(doubles[at])) doubles[at] = 10 ** ((at % 628) - 320);
    }
    return doubles;
  }

  const count = LONG ? 2_000_000 : 200_000;
  test(`canonical JSON spells ${count} doubles as Go's encoding/json does`, () => {
    const doubles = numbers(count);
    const { told, out } = run(["numbers"], new Uint8Array(doubles.buffer));
    expect(told).toBe("");
    const lines = out.toString("utf8").split("\n");
    expect(lines).toHaveLength(count + 1);
    const different = [...doubles].flatMap((number, at) => {
      const ours = parseUtf8(formatCanonicalJson(number));
      return ours === lines[at] ? [] : [`${ours} is not ${lines[at]}`];
    });
    expect(different).toEqual([]);
  });
});
