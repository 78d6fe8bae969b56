import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, inject, test } from "vitest";

import { listFiles } from "../src/adapters/disk-folder.ts";
import { openWorld, prepareFolder } from "../src/adapters/folder-world.ts";
import { memoryFolder } from "../src/adapters/memory-folder.ts";
import { memoryPublication, type MemoryPublication } from "../src/adapters/memory-publication.ts";
import { formatSigningKey, nodeCrypto, parseSigningKey } from "../src/adapters/node-crypto.ts";
import { formatHex, parseUtf8, utf8 } from "../src/core/bytes.ts";
import { formatManifestBody, manifestFile, parseManifest } from "../src/core/manifest.ts";
import { formatCheckpointBody, parseCheckpointBody } from "../src/core/tlog/checkpoint.ts";
import {
  formatNote,
  formatVerifierKey,
  parseNote,
  parseVerifierKey,
  signNote,
  type Signer,
} from "../src/core/tlog/note.ts";
import { formatEntryBundle, parseEntryBundle } from "../src/core/tlog/tile.ts";
import { verifyPublication, type VerifyOptions } from "../src/core/verify.ts";
import { declare } from "../src/pipeline/declare.ts";
import { importTable } from "../src/pipeline/import-table.ts";
import { mirror } from "../src/pipeline/mirror.ts";
import { openElection } from "../src/pipeline/open-election.ts";
import { publish } from "../src/pipeline/publish.ts";
import { receiptOf } from "../src/pipeline/receipt.ts";
import { receive } from "../src/pipeline/receive.ts";
import type { World } from "../src/world.ts";
import { DECLARATION, ELECTION, MAPPING, pngOf, REGISTER, TABLE } from "./support/small-election.ts";

const demo = inject("demo");
const DEMO_FILES = new Map(
  listFiles(join(demo, "public")).map((path) => [
    path,
    new Uint8Array(readFileSync(join(demo, "public", path))),
  ]),
);
const KEY = parseVerifierKey(nodeCrypto, readFileSync(join(demo, "key"), "utf8").trim());

const verify = (publication: MemoryPublication, options: VerifyOptions = {}) =>
  verifyPublication(nodeCrypto, publication, options);
const codes = (verification: { problems: readonly { code: string }[] }) =>
  verification.problems.map((problem) => problem.code);

/** The demo's publication, to be tampered with. */
const copyOfDemo = () => memoryPublication(new Map(DEMO_FILES));

describe("the demo's published folder", () => {
  test("verifies as it is, with its key and against its first checkpoint", async () => {
    const against = readFileSync(join(demo, "first-checkpoint"), "utf8");
    expect(await verify(copyOfDemo(), { key: KEY, against })).toMatchObject({
      ok: true,
      problems: [],
      notEstablished: [],
    });
  });

  test("with any single byte of any file changed does not verify, and the file is named", async () => {
    expect(DEMO_FILES.size).toBeGreaterThan(100);
    for (const [path, bytes] of DEMO_FILES) {
      const offsets = new Set([
        0,
        Math.floor(bytes.length / 3),
        Math.floor((bytes.length * 2) / 3),
        bytes.length - 1,
      ]);
      for (const offset of offsets) {
        const publication = copyOfDemo();
        const changed = bytes.slice();
        changed[offset] = (changed[offset] ?? 0) ^ (1 << (offset % 8));
        publication.files.set(path, changed);
        const verification = await verify(publication);
        expect(verification.ok, `${path} at ${offset}`).toBe(false);
        expect(
          verification.problems.map((problem) => problem.path),
          `${path} at ${offset}`,
        ).toContain(path);
      }
    }
  });

  test.each(["manifest", "log/checkpoint", "log/key"])(
    "with any byte of %s changed in any bit does not verify",
    async (path) => {
      const bytes = DEMO_FILES.get(path) ?? new Uint8Array();
      const step = Math.max(1, Math.floor(bytes.length / 60));
      for (let offset = 0; offset < bytes.length; offset += step) {
        const publication = copyOfDemo();
        const changed = bytes.slice();
        changed[offset] = (changed[offset] ?? 0) ^ (1 << (offset % 8));
        publication.files.set(path, changed);
        const verification = await verify(publication, { key: KEY });
        expect(verification.ok, `offset ${offset}`).toBe(false);
        expect(
          verification.problems.map((problem) => problem.path),
          `offset ${offset}`,
        ).toContain(path);
      }
    },
  );

  test("with any file removed, or one added, does not verify", async () => {
    for (const path of DEMO_FILES.keys()) {
      const publication = copyOfDemo();
      publication.files.delete(path);
      const verification = await verify(publication);
      expect(verification.problems, path).toContainEqual(
        expect.objectContaining({ code: "file-missing", path }),
      );
    }
    const publication = copyOfDemo();
    publication.files.set("units/another.html", utf8("<p>"));
    expect((await verify(publication)).problems).toMatchObject([
      { code: "file-unlisted", path: "units/another.html" },
    ]);
  });

  test("with two blobs swapped names both", async () => {
    const [one, other] = [...DEMO_FILES.keys()].filter((path) => path.startsWith("blobs/")) as [
      string,
      string,
    ];
    const publication = copyOfDemo();
    publication.files.set(one, DEMO_FILES.get(other) ?? new Uint8Array());
    publication.files.set(other, DEMO_FILES.get(one) ?? new Uint8Array());
    expect((await verify(publication)).problems).toMatchObject([
      { code: "file-changed", path: one },
      { code: "file-changed", path: other },
    ]);
  });

  test("with an entry taken out of its bundle does not verify, also when only the log is checked", async () => {
    const path = [...DEMO_FILES.keys()].find((name) => name.startsWith("log/tile/entries/")) ?? "";
    const entries = parseEntryBundle(DEMO_FILES.get(path) ?? new Uint8Array());
    const publication = copyOfDemo();
    publication.files.set(path, formatEntryBundle(entries.filter((_, at) => at !== 40)));
    expect((await verify(publication)).problems.map((problem) => problem.path)).toContain(path);
    expect(codes(await verify(publication, { only: "log" }))).toContain("log-invalid");
  });

  test("with a checkpoint signed by another key of the same name is refused", async () => {
    const stranger = parseSigningKey(formatSigningKey(KEY.name, randomBytes(32)));
    const publication = copyOfDemo();
    const body = parseNote(parseUtf8(DEMO_FILES.get("log/checkpoint") ?? new Uint8Array())).body;
    publication.files.set(
      "log/checkpoint",
      utf8(formatNote({ body, signatures: [signNote(body, stranger)] })),
    );
    expect(codes(await verify(publication))).toContain("signature-invalid");
  });

  test("signed all over again by a stranger verifies only for whoever holds no key, and that is said", async () => {
    const publication = signedBy(copyOfDemo(), parseSigningKey(formatSigningKey(KEY.name, randomBytes(32))));
    const trusting = await verify(publication);
    // The pages show the publisher's key, so even here the stranger's folder contradicts itself.
    expect(codes(trusting)).toContain("file-differs");
    expect(trusting.notEstablished.map((each) => each.code)).toContain("key-not-held");
    expect(codes(await verify(publication, { key: KEY }))).toEqual(
      expect.arrayContaining(["key-differs", "signature-invalid"]),
    );
  });

  test("with a known signature beside one that nobody can check is refused", async () => {
    const publication = copyOfDemo();
    const note = parseNote(parseUtf8(DEMO_FILES.get("manifest") ?? new Uint8Array()));
    const extra = signNote(note.body, parseSigningKey(formatSigningKey("someone.example", randomBytes(32))));
    publication.files.set("manifest", utf8(formatNote({ ...note, signatures: [...note.signatures, extra] })));
    expect((await verify(publication, { key: KEY })).problems).toMatchObject([
      { code: "signature-invalid", path: "manifest" },
    ]);
  });
});

/** Signs checkpoint and manifest of a publication with another key, as a stranger with all its files could. */
function signedBy(publication: MemoryPublication, signer: Signer): MemoryPublication {
  const { files } = publication;
  const body = parseNote(parseUtf8(files.get("log/checkpoint") ?? new Uint8Array())).body;
  files.set("log/checkpoint", utf8(formatNote({ body, signatures: [signNote(body, signer)] })));
  files.set("log/key", utf8(`${formatVerifierKey(signer.verifier)}\n`));
  return remanifested(publication, signer);
}

/** Makes the manifest true of the files again and signs it. */
function remanifested(publication: MemoryPublication, signer: Signer): MemoryPublication {
  const { files } = publication;
  const { manifest } = parseManifest(parseUtf8(files.get("manifest") ?? new Uint8Array()));
  files.delete("manifest");
  const checkpoint = formatHex(nodeCrypto.sha256(files.get("log/checkpoint") ?? new Uint8Array()));
  const listed = [...files].map(([path, bytes]) => manifestFile(path, bytes, nodeCrypto.sha256));
  const body = formatManifestBody({ ...manifest, checkpoint, files: listed });
  files.set("manifest", utf8(formatNote({ body, signatures: [signNote(body, signer)] })));
  return publication;
}

/** A publisher who holds the log's key and would use it against the record. */
async function publisher() {
  const files = new Map<string, Uint8Array>();
  prepareFolder(memoryFolder(undefined, files), "cotejo.local/six-stations", {
    now: () => new Date(0),
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
  });
  const keyFile = files.get("private/log.key") ?? new Uint8Array();
  const signer = parseSigningKey(parseUtf8(keyFile));
  let salts = 0;
  const surroundings = {
    now: () => new Date(0),
    randomBytes: (count: number) => new Uint8Array(count).fill(++salts),
  };
  const newLog = () =>
    openWorld(memoryFolder(undefined, new Map([["private/log.key", keyFile]])), surroundings);
  const published = async (world: World) => {
    const publication = memoryPublication();
    await publish(world, publication.writer());
    return publication;
  };
  return { signer, newLog, published };
}

const opened = (world: World) => openElection(world, { election: ELECTION, register: REGISTER });
const imported = (world: World, table = TABLE) =>
  importTable(world, { table, source: "witnesses", format: MAPPING });

describe("a publisher with the key", () => {
  test("who changes a total on a page or in a table is contradicted by the log", async () => {
    const { signer, newLog, published } = await publisher();
    const world = newLog();
    await opened(world);
    await imported(world);
    for (const path of ["index.html", "data/results-mayor.csv", "data/stations-mayor.parquet", "style.css"]) {
      const publication = await published(world);
      const bytes = (publication.files.get(path) ?? new Uint8Array()).slice();
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      publication.files.set(path, bytes);
      expect(
        (await verify(remanifested(publication, signer), { key: signer.verifier })).problems,
      ).toMatchObject([{ code: "file-differs", path }]);
    }
  });

  test("who adds a page and signs it is told that it follows from nothing", async () => {
    const { signer, newLog, published } = await publisher();
    const world = newLog();
    await opened(world);
    const publication = await published(world);
    publication.files.set("extra.html", utf8("<p>"));
    expect((await verify(remanifested(publication, signer))).problems).toMatchObject([
      { code: "file-not-derived", path: "extra.html" },
    ]);
  });

  test("who cuts the log is caught by an older checkpoint and by a receipt, and without them it is said to be open", async () => {
    const { signer, newLog, published } = await publisher();
    const long = newLog();
    await opened(long);
    await imported(long);
    await declare(long, DECLARATION);
    const [checkpoint, receipt] = [long.checkpoint(), receiptOf(long, 3)];
    const short = newLog();
    await opened(short);
    await imported(short);
    const publication = await published(short);
    const trusting = await verify(publication, { key: signer.verifier });
    expect(trusting.ok).toBe(true);
    expect(trusting.notEstablished.map((each) => each.code)).toEqual(["nothing-held-elsewhere"]);
    expect(codes(await verify(publication, { key: signer.verifier, against: checkpoint }))).toEqual([
      "log-truncated",
    ]);
    expect(codes(await verify(publication, { key: signer.verifier, against: receipt }))).toContain(
      "log-truncated",
    );
  });

  test("who writes another history of the same length is caught by an older checkpoint and by a receipt", async () => {
    const { signer, newLog, published } = await publisher();
    const first = newLog();
    await opened(first);
    await imported(first);
    const [checkpoint, receipt] = [first.checkpoint(), receiptOf(first, 2)];
    const second = newLog();
    await opened(second);
    await imported(second, utf8("station,ana,luz,null\ns1,20,30,1\n"));
    await declare(second, DECLARATION);
    const publication = await published(second);
    expect((await verify(publication, { key: signer.verifier })).ok).toBe(true);
    expect(codes(await verify(publication, { key: signer.verifier, against: checkpoint }))).toEqual([
      "log-rewritten",
    ]);
    expect(codes(await verify(publication, { key: signer.verifier, against: receipt }))).toContain(
      "log-rewritten",
    );
  });

  test("who opens a commitment with another photo is caught", async () => {
    const { signer, newLog, published } = await publisher();
    const world = newLog();
    await opened(world);
    const photo = (shade: number) => ({ name: `${shade}.png`, read: () => pngOf(shade), station: "s1" });
    await receive(world, { files: [photo(1), photo(2)], source: "witnesses", redactedBySource: true });
    const publication = await published(world);
    const path = [...publication.files.keys()].find((name) => name.startsWith("openings/")) ?? "";
    const [first = "", second = ""] = parseUtf8(publication.files.get(path) ?? new Uint8Array())
      .trimEnd()
      .split("\n");
    const swapped = `${first.split(" ")[0]} ${second.slice(second.indexOf(" ") + 1)}\n${second.split(" ")[0]} ${first.slice(first.indexOf(" ") + 1)}\n`;
    publication.files.set(path, utf8(swapped));
    expect(codes(await verify(remanifested(publication, signer)))).toEqual([
      "opening-invalid",
      "opening-invalid",
    ]);
  });

  test("whose checkpoint is of another size than its entries is caught", async () => {
    const { signer, newLog, published } = await publisher();
    const world = newLog();
    await opened(world);
    await imported(world);
    const publication = await published(world);
    const checkpoint = parseCheckpointBody(parseNote(world.checkpoint()).body);
    const body = formatCheckpointBody({ ...checkpoint, size: checkpoint.size + 1 });
    publication.files.set("log/checkpoint", utf8(formatNote({ body, signatures: [signNote(body, signer)] })));
    expect((await verify(remanifested(publication, signer))).ok).toBe(false);
  });
});

describe("a mirror", () => {
  test("takes what continues the log it holds, and refuses one that goes back or tells another story", async () => {
    const { signer, newLog, published } = await publisher();
    const world = newLog();
    await opened(world);
    const early = await published(world);
    await imported(world);
    const late = await published(world);
    const other = newLog();
    await opened(other);
    await imported(other, utf8("station,ana,luz,null\ns1,20,30,1\n"));
    const rewritten = await published(other);

    const held = memoryPublication();
    const take = (from: MemoryPublication) =>
      mirror(nodeCrypto, { from, held, writer: held.writer(), key: signer.verifier });
    expect((await take(early)).ok).toBe(true);
    expect((await take(late)).ok).toBe(true);
    expect(held.files).toEqual(late.files);
    expect(codes(await take(early))).toEqual(["log-truncated"]);
    expect(codes(await take(rewritten))).toEqual(["log-rewritten"]);
    expect(held.files).toEqual(late.files);
  });

  test("held once, refuses another key although none was given", async () => {
    const { newLog, published } = await publisher();
    const stranger = await publisher();
    const [world, strange] = [newLog(), stranger.newLog()];
    await opened(world);
    await opened(strange);
    await imported(strange);
    const held = memoryPublication();
    await mirror(nodeCrypto, { from: await published(world), held, writer: held.writer() });
    const answer = await mirror(nodeCrypto, {
      from: await stranger.published(strange),
      held,
      writer: held.writer(),
    });
    expect(codes(answer)).toContain("key-differs");
  });
});
