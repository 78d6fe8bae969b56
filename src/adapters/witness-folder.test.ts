import { describe, expect, test } from "vitest";

import { utf8 } from "../core/bytes.ts";
import { InputError } from "../core/input-error.ts";
import { formatAddCheckpoint } from "../core/tlog/add-checkpoint.ts";
import { formatCheckpointBody } from "../core/tlog/checkpoint.ts";
import { verifyCosignature } from "../core/tlog/cosignature.ts";
import { leafHash, MerkleTree } from "../core/tlog/merkle.ts";
import { formatNote, parseNote, signNote } from "../core/tlog/note.ts";
import { AppError } from "../world.ts";
import { memoryFolder, type Fault, type MemoryFolder } from "./memory-folder.ts";
import { formatSigningKey, nodeCrypto, parseSigningKey } from "./node-crypto.ts";
import { holdsWitness, prepareWitness, WitnessFolder } from "./witness-folder.ts";

const NOW = 1_767_225_600;
const surroundings = {
  now: () => new Date(NOW * 1_000 + 999),
  randomBytes: (count: number) => new Uint8Array(count).fill(3),
};
const ORIGIN = "example.org/log";
const log = parseSigningKey(formatSigningKey(ORIGIN, new Uint8Array(32).fill(1)));

function treeOf(size: number, prefix = "entry"): MerkleTree {
  const tree = new MerkleTree(nodeCrypto);
  for (let at = 0; at < size; at += 1) tree.append(leafHash(nodeCrypto, utf8(`${prefix} ${at}`)));
  return tree;
}
const TREE = treeOf(40);
const REWRITTEN = treeOf(40, "another");

function signed(size: number, tree = TREE): string {
  const body = formatCheckpointBody({ origin: ORIGIN, size, root: tree.root(size) });
  return formatNote({ body, signatures: [signNote(body, log)] });
}

const request = (sizeOld: number, sizeNew: number, tree = TREE) =>
  utf8(
    formatAddCheckpoint({
      sizeOld,
      proof: tree.consistencyProof(sizeOld, sizeNew),
      checkpoint: signed(sizeNew, tree),
    }),
  );

type Files = Map<string, Uint8Array>;
const open = (folder: MemoryFolder) => new WitnessFolder(folder, surroundings.now);

/** A witness of that log, and its files. */
function newWitness(): { readonly files: Files; readonly witness: WitnessFolder } {
  const files: Files = new Map();
  const folder = memoryFolder(undefined, files);
  prepareWitness(folder, "witness.example/w1", surroundings);
  const witness = open(folder);
  witness.addLog(log.verifier);
  return { files, witness };
}

describe("the key of a witness", () => {
  test("is made once, of chance, under the name given, and is for cosignatures", () => {
    const folder = memoryFolder();
    expect(holdsWitness(folder)).toBe(false);
    prepareWitness(folder, "witness.example/w1", surroundings);
    expect(holdsWitness(folder)).toBe(true);
    const key = open(folder).key;
    expect(key).toMatchObject({ name: "witness.example/w1", type: "cosignature" });
    const others = { ...surroundings, randomBytes: (count: number) => new Uint8Array(count).fill(4) };
    prepareWitness(folder, undefined, others);
    prepareWitness(folder, "witness.example/w1", others);
    expect(open(folder).key).toEqual(key);
    const other = memoryFolder();
    prepareWitness(other, "witness.example/w1", others);
    expect(open(other).key.publicKey).not.toEqual(key.publicKey);
  });

  test("is not made without a name, with one that no key can have, or again with another", () => {
    for (const name of [undefined, "", "two words", "a+b"])
      expect(() => prepareWitness(memoryFolder(), name, surroundings)).toThrow(InputError);
    const folder = memoryFolder();
    prepareWitness(folder, "witness.example/w1", surroundings);
    expect(() => prepareWitness(folder, "witness.example/w2", surroundings)).toThrow("is called");
  });
});

describe("the logs of a witness", () => {
  test("are added once, and with one key for ever", () => {
    const { witness } = newWitness();
    expect(witness.addLog(log.verifier)).toBe(false);
    const other = parseSigningKey(formatSigningKey(ORIGIN, new Uint8Array(32).fill(2)));
    expect(() => witness.addLog(other.verifier)).toThrow("known here with another key");
    expect(() => witness.addLog(witness.key)).toThrow("is for cosignatures");
    expect(witness.logs).toHaveLength(1);
  });
});

describe("answering", () => {
  test("200 comes with one line, the cosignature at the time it is", () => {
    const { witness } = newWitness();
    const answer = witness.addCheckpoint(request(0, 10));
    expect(answer).toMatchObject({ status: 200, contentType: "text/plain; charset=utf-8" });
    expect(answer.body).toMatch(/^— witness\.example\/w1 [A-Za-z0-9+/]+=*\n$/);
    const note = parseNote(`${signed(10)}${answer.body}`);
    expect(verifyCosignature(nodeCrypto, note, witness.key)).toEqual({ kind: "verified", time: NOW });
  });

  test("409 comes with the size alone, and its own media type", () => {
    const { witness } = newWitness();
    witness.addCheckpoint(request(0, 10));
    expect(witness.addCheckpoint(request(0, 12))).toEqual({
      status: 409,
      contentType: "text/x.tlog.size",
      body: "10\n",
    });
  });

  test("what is no text is answered with 400", () => {
    const { witness } = newWitness();
    expect(witness.addCheckpoint(Uint8Array.of(0xff, 0xfe))).toMatchObject({ status: 400 });
    expect(witness.addCheckpoint(new Uint8Array())).toMatchObject({ status: 400 });
  });

  test("a rewritten log is refused, and what it signed is kept", () => {
    const { witness, files } = newWitness();
    witness.addCheckpoint(request(0, 10));
    const conflicting = request(10, 20, REWRITTEN);
    expect(witness.addCheckpoint(conflicting)).toMatchObject({
      status: 422,
      told: expect.stringContaining(`REFUSED ${ORIGIN}`),
    });
    expect(witness.addCheckpoint(request(10, 10, REWRITTEN))).toMatchObject({ status: 409, body: "10\n" });
    const kept = [...files].filter(([path]) => path.startsWith("conflicts/"));
    expect(kept).toHaveLength(2);
    expect(kept.map(([, bytes]) => bytes)).toContainEqual(conflicting);
    expect(witness.addCheckpoint(request(10, 20)).status).toBe(200);
  });

  test("no more than a hundred of them are kept", () => {
    const { witness, files } = newWitness();
    witness.addCheckpoint(request(0, 1));
    for (let at = 0; at < 110; at += 1) {
      const proof = [nodeCrypto.sha256(utf8(String(at)))];
      const wrong = utf8(formatAddCheckpoint({ sizeOld: 1, proof, checkpoint: signed(2) }));
      expect(witness.addCheckpoint(wrong).status).toBe(422);
    }
    expect([...files.keys()].filter((path) => path.startsWith("conflicts/"))).toHaveLength(100);
  });
});

describe("what a witness cosigned", () => {
  test("is known after a start", () => {
    const { files, witness } = newWitness();
    witness.addCheckpoint(request(0, 10));
    const again = open(memoryFolder(undefined, files));
    expect(again.logs).toMatchObject([{ latest: { origin: ORIGIN, size: 10 } }]);
    expect(again.addCheckpoint(request(0, 5))).toMatchObject({ status: 409, body: "10\n" });
    expect(again.addCheckpoint(request(10, 20, REWRITTEN)).status).toBe(422);
    expect(again.addCheckpoint(request(10, 20)).status).toBe(200);
  });

  test("is never answered before it is written down, wherever the disk breaks", () => {
    for (const sizes of [[0, 10] as const, [10, 20] as const])
      for (const landed of [false, true]) {
        const { files, witness } = newWitness();
        if (sizes[0] > 0) witness.addCheckpoint(request(0, sizes[0]));
        const fault: Fault = { atChange: 1, landed };
        const breaking = open(memoryFolder(fault, files));
        expect(() => breaking.addCheckpoint(request(sizes[0], sizes[1]))).toThrow("the machine is gone");
        const [known] = open(memoryFolder(undefined, files)).logs;
        expect(known?.latest?.size ?? 0).toBe(landed ? sizes[1] : sizes[0]);
      }
  });

  test("with any byte of it changed, the witness does not start", () => {
    const { files, witness } = newWitness();
    witness.addCheckpoint(request(0, 10));
    const path = [...files.keys()].find((name) => name.startsWith("logs/")) ?? "";
    const bytes = files.get(path) ?? new Uint8Array();
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = new Map(files).set(path, bytes.with(at, (bytes[at] ?? 0) ^ 2));
      expect(() => open(memoryFolder(undefined, changed)), String(at)).toThrow(AppError);
    }
    const moved = new Map(files).set(`logs/${"0".repeat(64)}`, bytes);
    expect(() => open(memoryFolder(undefined, moved))).toThrow("is not the file of its log");
  });

  test("is lost with its file: then the log is unknown, and nothing is cosigned from the beginning again", () => {
    const { files, witness } = newWitness();
    witness.addCheckpoint(request(0, 10));
    for (const path of files.keys()) if (path.startsWith("logs/")) files.delete(path);
    expect(open(memoryFolder(undefined, files)).addCheckpoint(request(0, 10)).status).toBe(404);
  });
});
