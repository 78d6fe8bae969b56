import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { formatSigningKey, nodeCrypto, parseSigningKey } from "../../adapters/node-crypto.ts";
import { formatBase64, utf8 } from "../bytes.ts";
import {
  formatAddCheckpoint,
  judgeAddCheckpoint,
  parseAddCheckpoint,
  type AddCheckpoint,
  type WitnessedLog,
} from "./add-checkpoint.ts";
import { formatCheckpointBody } from "./checkpoint.ts";
import { leafHash, MerkleTree } from "./merkle.ts";
import { formatNote, parseNote, signNote, type Signer } from "./note.ts";

const crypto = nodeCrypto;

function signerNamed(name: string, seed = name): Signer {
  return parseSigningKey(formatSigningKey(name, crypto.sha256(utf8(seed))));
}

const ORIGIN = "example.org/log";
const log = signerNamed(ORIGIN);

/** A log, and the same one with another entry at `changed`. */
function treeOf(size: number, changed?: number): MerkleTree {
  const tree = new MerkleTree(crypto);
  for (let at = 0; at < size; at += 1)
    tree.append(leafHash(crypto, utf8(at === changed ? "another" : `entry ${at}`)));
  return tree;
}
const TREE = treeOf(70);
const REWRITTEN = treeOf(70, 3);

function signed(size: number, tree = TREE, signer = log): string {
  const body = formatCheckpointBody({ origin: ORIGIN, size, root: tree.root(size) });
  return formatNote({ body, signatures: [signNote(body, signer)] });
}

/** The request of an honest client, and with what is said instead. */
function request(sizeOld: number, sizeNew: number, other: Partial<AddCheckpoint> = {}): string {
  const proof = TREE.consistencyProof(sizeOld, sizeNew);
  return formatAddCheckpoint({ sizeOld, proof, checkpoint: signed(sizeNew), ...other });
}

const seen = (size?: number, tree = TREE): WitnessedLog => ({
  key: log.verifier,
  ...(size === undefined ? {} : { latest: { origin: ORIGIN, size, root: tree.root(size) } }),
});
const judge = (text: string, held: WitnessedLog = seen()) =>
  judgeAddCheckpoint(crypto, text, (origin) => (origin === ORIGIN ? held : undefined));

/** The example of the specification. */
const EXAMPLE = `old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
`;

describe("the request", () => {
  test("of the specification's example is read, and written the same", () => {
    const parsed = parseAddCheckpoint(EXAMPLE);
    expect(parsed.sizeOld).toBe(20_852_014);
    expect(parsed.proof.map(formatBase64)).toEqual(EXAMPLE.split("\n").slice(1, 5));
    expect(parseNote(parsed.checkpoint).signatures).toHaveLength(2);
    expect(formatAddCheckpoint(parsed)).toBe(EXAMPLE);
  });

  test("comes back as it was, with any proof of up to 63 hashes", () => {
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const some = fc.record({
      sizeOld: fc.maxSafeNat(),
      proof: fc.array(hash, { maxLength: 63 }),
      checkpoint: fc.string(),
    });
    fc.assert(
      fc.property(some, (parts) => {
        expect(parseAddCheckpoint(formatAddCheckpoint(parts))).toEqual(parts);
      }),
    );
  });

  test.each([
    ["no empty line", EXAMPLE.replace("\n\n", "\n").replace("\n\n", "\n")],
    ["another first word", EXAMPLE.replace("old", "new")],
    ["two spaces", EXAMPLE.replace("old ", "old  ")],
    ["a leading zero", EXAMPLE.replace("old 2", "old 02")],
    ["a sign", EXAMPLE.replace("old ", "old +")],
    ["no size", EXAMPLE.replace("old 20852014", "old ")],
    ["a size past 2^53", EXAMPLE.replace("old 20852014", "old 9007199254740992")],
    ["base64 in another spelling", EXAMPLE.replace("kaw=", "kax=")],
    ["a hash of 31 bytes", EXAMPLE.replace("PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=", "AAAA")],
    ["64 lines of proof", EXAMPLE.replace(/\n.*=\n/, `\n${`${"A".repeat(43)}=\n`.repeat(61)}`)],
    ["line ends of Windows", EXAMPLE.replaceAll("\n", "\r\n")],
    ["a checkpoint of two lines", EXAMPLE.replace(/\nCsUY.*/, "")],
    ["an extension line", EXAMPLE.replace(/(CsUY.*\n)/, "$1extension\n")],
    ["no signature", EXAMPLE.slice(0, EXAMPLE.indexOf("—"))],
    ["nothing", ""],
  ])("with %s is answered with 400", (_, text) => {
    expect(judge(text)).toMatchObject({ kind: "refuse", status: 400 });
  });
});

describe("a witness", () => {
  test("cosigns a log that it never saw from size 0, without a proof", () => {
    expect(judge(request(0, 10))).toMatchObject({ kind: "cosign", checkpoint: { origin: ORIGIN, size: 10 } });
    expect(judge(request(0, 0))).toMatchObject({ kind: "cosign", checkpoint: { size: 0 } });
  });

  test("cosigns every growth between any two sizes, and the same size again", () => {
    for (let sizeOld = 0; sizeOld <= 70; sizeOld += 1)
      for (const sizeNew of new Set([sizeOld, sizeOld + 1, 64, 70]))
        if (sizeNew >= sizeOld && sizeNew <= 70)
          expect(judge(request(sizeOld, sizeNew), seen(sizeOld)).kind).toBe("cosign");
  });

  test("does not know another log: 404, whoever signed it", () => {
    const body = formatCheckpointBody({ origin: "example.org/other", size: 1, root: TREE.root(1) });
    const checkpoint = formatNote({ body, signatures: [signNote(body, signerNamed("example.org/other"))] });
    expect(judge(request(0, 1, { checkpoint }))).toMatchObject({ kind: "refuse", status: 404 });
  });

  test("answers 403 to another key, to a wrong signature, and to none of the log's", () => {
    const wrong = signed(10).replace("\n10\n", "\n11\n");
    const stranger = signed(10, TREE, signerNamed(ORIGIN, "another seed"));
    const unsigned = signed(10, TREE, signerNamed("someone.example"));
    for (const checkpoint of [wrong, stranger, unsigned])
      expect(judge(request(0, 10, { checkpoint }))).toMatchObject({ kind: "refuse", status: 403 });
  });

  test("ignores signature lines of keys it does not know", () => {
    const { body, signatures } = parseNote(signed(10));
    const more = [signNote(body, signerNamed("someone.example")), ...signatures];
    const checkpoint = formatNote({ body, signatures: more });
    expect(judge(request(0, 10, { checkpoint })).kind).toBe("cosign");
  });

  test("answers 400 where the old size is more than the new", () => {
    expect(
      judge(formatAddCheckpoint({ sizeOld: 11, proof: [], checkpoint: signed(10) }), seen(11)),
    ).toMatchObject({ kind: "refuse", status: 400 });
  });

  test("answers 409 with its size where the old size is not the one it cosigned last", () => {
    for (const [sizeOld, latest] of [
      [0, 10],
      [9, 10],
      [11, 10],
      [5, undefined],
    ] as const) {
      const text = formatAddCheckpoint({ sizeOld, proof: [], checkpoint: signed(20) });
      expect(judge(text, seen(latest))).toMatchObject({ kind: "refuse", status: 409, size: latest ?? 0 });
    }
  });

  test("answers 409 to another tree of the same size, and keeps it in mind as a conflict", () => {
    const text = formatAddCheckpoint({ sizeOld: 10, proof: [], checkpoint: signed(10, REWRITTEN) });
    expect(judge(text, seen(10))).toMatchObject({ status: 409, size: 10, conflictOf: ORIGIN });
    const body = formatCheckpointBody({ origin: ORIGIN, size: 0, root: TREE.root(1) });
    const checkpoint = formatNote({ body, signatures: [signNote(body, log)] });
    expect(judge(formatAddCheckpoint({ sizeOld: 0, proof: [], checkpoint }))).toMatchObject({
      status: 409,
      size: 0,
    });
  });

  test("answers 422 to a rewritten log, whatever proof comes with it", () => {
    for (const proof of [
      TREE.consistencyProof(10, 20),
      REWRITTEN.consistencyProof(10, 20),
      [],
      [TREE.root(10)],
      Array.from({ length: 63 }, () => TREE.root(10)),
    ]) {
      const text = formatAddCheckpoint({ sizeOld: 10, proof, checkpoint: signed(20, REWRITTEN) });
      expect(judge(text, seen(10))).toMatchObject({ status: 422, conflictOf: ORIGIN });
    }
  });

  test("answers 422 where there is a proof and none belongs: from size 0, and to the same size", () => {
    const proof = [TREE.root(1)];
    expect(judge(request(0, 10, { proof }))).toMatchObject({ status: 422 });
    expect(judge(request(10, 10, { proof }), seen(10))).toMatchObject({ status: 422 });
  });

  test("does not cosign a proof changed in any hash, left short or made longer", () => {
    const proof = TREE.consistencyProof(37, 70);
    const one = proof[0] ?? new Uint8Array(32);
    const changed = [
      proof.slice(1),
      proof.slice(0, -1),
      [...proof, one],
      proof.toReversed(),
      ...proof.map((hash, at) => proof.with(at, hash.with(0, (hash[0] ?? 0) ^ 1))),
    ];
    for (const other of changed)
      expect(judge(request(37, 70, { proof: other }), seen(37))).toMatchObject({ status: 422 });
  });
});
