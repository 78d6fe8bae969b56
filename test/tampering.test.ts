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
import { formatEntry } from "../src/core/entry.ts";
import { LARGEST_LOG } from "../src/core/log-files.ts";
import { formatManifestBody, manifestFile, type ManifestFile } from "../src/core/manifest.ts";
import { commitmentsOf, type DueOpening } from "../src/core/openings-due.ts";
import { carriedFiles, renderPublication } from "../src/core/publication.ts";
import { wholeFile } from "../src/core/site/file-in-parts.ts";
import { formatCheckpointBody, parseCheckpointBody } from "../src/core/tlog/checkpoint.ts";
import { emptyRoot, leafHash, MerkleTree } from "../src/core/tlog/merkle.ts";
import {
  formatNote,
  formatVerifierKey,
  parseNote,
  parseVerifierKey,
  signNote,
  type Signer,
} from "../src/core/tlog/note.ts";
import { formatEntryBundle, parseEntryBundle } from "../src/core/tlog/tile.ts";
import { verifyPublication, type PublishedFolder, type VerifyOptions } from "../src/core/verify.ts";
import { RULES } from "../src/core/view.ts";
import { declare } from "../src/pipeline/declare.ts";
import { importTable } from "../src/pipeline/import-table.ts";
import { load, type Loaded } from "../src/pipeline/load.ts";
import { mirror } from "../src/pipeline/mirror.ts";
import { openElection } from "../src/pipeline/open-election.ts";
import { publish } from "../src/pipeline/publish.ts";
import { readEvidence } from "../src/pipeline/read-evidence.ts";
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

const script = DEMO_FILES.get("verify.js") ?? new Uint8Array();
const verify = (publication: MemoryPublication, options: VerifyOptions = {}) =>
  verifyPublication(nodeCrypto, publication, { script, ...options });
const codes = (verification: { problems: readonly { code: string }[] }) =>
  verification.problems.map((problem) => problem.code);

/** The demo's publication, to be tampered with. */
const copyOfDemo = () => memoryPublication(new Map(DEMO_FILES));

describe("the demo's published folder", () => {
  test("verifies as it is, with its key and against its first checkpoint", async () => {
    const against = readFileSync(join(demo, "first-checkpoint"), "utf8");
    const verification = await verify(copyOfDemo(), { key: KEY, against });
    expect(verification).toMatchObject({ ok: true, problems: [] });
    // One image that nobody decided about, and three with their signatures covered.
    expect(verification.notEstablished.map(({ code }) => code)).toEqual([
      "evidence-not-open",
      "originals-not-held",
    ]);
  });

  test("with any single byte of any file changed does not verify, and the file is named", async () => {
    expect(DEMO_FILES.size).toBeGreaterThan(100);
    for (const [path, bytes] of DEMO_FILES) {
      const offsets = new Set([Math.floor(bytes.length / 3), bytes.length - 1]);
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

  /** Verifies with one bit of the byte at `offset` changed, another bit at each offset. */
  async function expectNamed(path: string, offset: number): Promise<void> {
    const publication = copyOfDemo();
    const changed = (DEMO_FILES.get(path) ?? new Uint8Array()).slice();
    changed[offset] = (changed[offset] ?? 0) ^ (1 << (offset % 8));
    publication.files.set(path, changed);
    const verification = await verify(publication, { key: KEY });
    expect(verification.ok, `offset ${offset}`).toBe(false);
    expect(
      verification.problems.map((problem) => problem.path),
      `offset ${offset}`,
    ).toContain(path);
  }

  test.each(["log/checkpoint", "log/key"])(
    "with one bit changed in any byte of %s does not verify",
    async (path) => {
      const { length } = DEMO_FILES.get(path) ?? new Uint8Array();
      expect(length).toBeGreaterThan(50);
      for (let offset = 0; offset < length; offset += 1) await expectNamed(path, offset);
    },
  );

  test("with one bit changed in any of sixty bytes all over the manifest does not verify", async () => {
    const { length } = DEMO_FILES.get("manifest") ?? new Uint8Array();
    // An odd step, so that the bits vary too.
    const step = Math.floor(length / 60) | 1;
    for (let offset = 0; offset < length; offset += step) await expectNamed("manifest", offset);
  });

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

/** Makes the manifest true of the files again, but for what `change` makes of each line, and signs it. */
function remanifested(
  publication: MemoryPublication,
  signer: Signer,
  change = (file: ManifestFile) => file,
): MemoryPublication {
  const { files } = publication;
  files.delete("manifest");
  const checkpoint = formatHex(nodeCrypto.sha256(files.get("log/checkpoint") ?? new Uint8Array()));
  const listed = [...files].map(([path, bytes]) => change(manifestFile(path, bytes, nodeCrypto.sha256)));
  const body = formatManifestBody({ rules: RULES, checkpoint, files: listed });
  files.set("manifest", utf8(formatNote({ body, signatures: [signNote(body, signer)] })));
  return publication;
}

/** What a publisher with the key publishes who chooses themselves which openings to show. */
function publishedWith(
  world: World,
  signer: Signer,
  choose: (loaded: Loaded) => readonly DueOpening[],
): MemoryPublication {
  const loaded = load(world);
  const input = { ...loaded, openings: choose(loaded), checkpoint: world.checkpoint(), key: signer.verifier };
  const publication = memoryPublication();
  for (const { path, sha256, kind } of carriedFiles(input))
    publication.files.set(
      path,
      (kind === "blob" ? world.blob(sha256) : world.evidence(sha256)) ?? new Uint8Array(),
    );
  for (const { path, bytes } of [...renderPublication(nodeCrypto, input)].map(wholeFile))
    publication.files.set(path, bytes);
  return remanifested(publication, signer);
}

/** The opening held of an entry, due or not. */
function openingOf({ state, openings }: Loaded, entry: number): DueOpening {
  const commitment = commitmentsOf(state).get(entry)?.commitment ?? "";
  const opening = openings.get(commitment);
  if (opening === undefined) throw new Error(`no opening of entry ${entry} is held`);
  return { entry, opening };
}

/** Puts a checkpoint of the log of the same name, signed with its key, in the place of the one published. */
function withCheckpoint(
  publication: MemoryPublication,
  signer: Signer,
  tree: { readonly size: number; readonly root: Uint8Array },
): MemoryPublication {
  const body = formatCheckpointBody({ origin: signer.verifier.name, ...tree });
  publication.files.set("log/checkpoint", utf8(formatNote({ body, signatures: [signNote(body, signer)] })));
  return remanifested(publication, signer);
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

const opened = (world: World, election = ELECTION) => openElection(world, { election, register: REGISTER });
const imported = (world: World, table = TABLE) =>
  importTable(world, { table, source: "witnesses", format: MAPPING });

/** The election, with readings opened once this many readers have committed. */
const quorumOf = (readings: number) =>
  utf8(JSON.stringify({ ...JSON.parse(parseUtf8(ELECTION)), policy: { settle: { readings } } }));
const received = (world: World, shade: number, redactedBySource: boolean) =>
  receive(world, {
    files: [{ name: `${shade}.png`, read: () => pngOf(shade), station: "s1" }],
    source: "witnesses",
    redactedBySource,
  });
const readBy = (world: World, name: string) =>
  readEvidence(world, { name, read: async () => ({ texts: [] }) });

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
    const { size, root } = parseCheckpointBody(parseNote(world.checkpoint()).body);
    const larger = withCheckpoint(publication, signer, { size: size + 1, root });
    expect(codes(await verify(larger))).toContain("log-invalid");
  });

  test.each(["log", undefined] as const)(
    "who signs a log of no entries, or of more than any machine can hold, is answered (checked: %s)",
    async (only) => {
      const { signer, newLog, published } = await publisher();
      const world = newLog();
      await opened(world);
      const publication = await published(world);
      const options = { key: signer.verifier, ...(only === undefined ? {} : { only }) };
      const empty = withCheckpoint(publication, signer, { size: 0, root: emptyRoot(nodeCrypto) });
      expect(codes(await verify(empty, options))).toEqual(["log-invalid"]);
      for (const size of [2 ** 32 + 1, Number.MAX_SAFE_INTEGER]) {
        const huge = withCheckpoint(publication, signer, { size, root: new Uint8Array(32) });
        expect(codes(await verify(huge, options))).toContain("log-invalid");
      }
    },
  );

  test("whose server invents entries without end is asked only for those in the manifest", async () => {
    const { signer, newLog, published } = await publisher();
    const world = newLog();
    await opened(world);
    const tree = { size: LARGEST_LOG.entries, root: new Uint8Array(32) };
    const publication = withCheckpoint(await published(world), signer, tree);
    const bundle = formatEntryBundle(Array.from({ length: 256 }, () => utf8("{}")));
    publication.files.set("log/tile/entries/000", bundle);
    remanifested(publication, signer);
    const inventing: PublishedFolder = {
      list: async () => undefined,
      read: async (path) => (path.startsWith("log/tile/entries/") ? bundle : publication.files.get(path)),
    };
    const verification = await verifyPublication(nodeCrypto, inventing, { key: signer.verifier });
    expect(verification.entries).toBe(256);
    expect(verification.problems).toContainEqual(
      expect.objectContaining({ code: "file-missing", path: "log/tile/entries/001" }),
    );
  });

  test("whose server signs more entries than are read is asked for none, and one that sends too many bytes is left", async () => {
    const { signer, newLog, published } = await publisher();
    const world = newLog();
    await opened(world);
    const bundle = formatEntryBundle(Array.from({ length: 256 }, () => new Uint8Array(65_535)));
    const verifySigned = async (size: number) => {
      const publication = withCheckpoint(await published(world), signer, { size, root: new Uint8Array(32) });
      const asked: string[] = [];
      const inventing: PublishedFolder = {
        list: async () => undefined,
        read: async (path) => {
          asked.push(path);
          return path.startsWith("log/tile/") ? bundle : publication.files.get(path);
        },
      };
      // Hashing two gigabytes is not what this is about.
      const crypto = {
        ...nodeCrypto,
        sha256: (bytes: Uint8Array) =>
          bytes.length > 60_000 ? new Uint8Array(32) : nodeCrypto.sha256(bytes),
      };
      const verification = await verifyPublication(crypto, inventing, { key: signer.verifier, only: "log" });
      return { verification, tiles: asked.filter((path) => path.startsWith("log/tile/")).length };
    };
    const over = await verifySigned(LARGEST_LOG.entries + 1);
    expect(over.verification.problems).toMatchObject([{ code: "log-invalid", path: "log/checkpoint" }]);
    expect(over.tiles).toBe(0);
    const large = await verifySigned(LARGEST_LOG.entries);
    expect(large.verification.problems[0]?.message).toContain(`over ${LARGEST_LOG.bytes} bytes`);
    expect(large.tiles).toBe(Math.ceil(LARGEST_LOG.bytes / bundle.length));
  });

  test("who publishes another script than that of the rules is told so, and a verifier without one says what it did not look at", async () => {
    const { signer, newLog } = await publisher();
    const world = newLog();
    await opened(world);
    const publication = memoryPublication();
    await publish(world, publication.writer(), { script });
    expect(await verify(publication, { key: signer.verifier })).toMatchObject({ ok: true });
    expect((await verifyPublication(nodeCrypto, publication)).notEstablished).toContainEqual(
      expect.objectContaining({ code: "script-not-held" }),
    );
    const other = memoryPublication();
    await publish(world, other.writer(), { script: utf8("alert(1)") });
    expect((await verify(other, { key: signer.verifier })).problems).toMatchObject([
      { code: "file-differs", path: "verify.js" },
    ]);
  });

  test("who signs a size that is not the file's is told which file", async () => {
    const { signer, newLog, published } = await publisher();
    const world = newLog();
    await opened(world);
    const publication = remanifested(await published(world), signer, (file) =>
      file.path === "index.html" ? { ...file, size: file.size + 1 } : file,
    );
    expect((await verify(publication)).problems).toMatchObject([
      { code: "file-changed", path: "index.html", message: expect.stringContaining("bytes where it says") },
    ]);
  });

  test("who opens what is not due is caught: a file its sender keeps private, a reading before its quorum", async () => {
    const { signer, newLog } = await publisher();
    const world = newLog();
    await opened(world, quorumOf(2));
    await received(world, 1, false);
    await readBy(world, "one");
    const [evidence, reading] = [2, 3];
    for (const entry of [evidence, reading]) {
      const early = publishedWith(world, signer, (loaded) => [openingOf(loaded, entry)]);
      const verification = await verify(early, { key: signer.verifier });
      expect(verification.problems).toMatchObject([{ code: "opening-not-due", path: `log entry ${entry}` }]);
      expect(verification.notEstablished.map((each) => each.code)).toContain("pages-not-checked");
    }
    const honest = await verify(publishedWith(world, signer, ({ due }) => due));
    expect(honest.ok).toBe(true);
    expect(honest.notEstablished.map((each) => each.code)).toEqual(
      expect.arrayContaining(["evidence-not-open", "readings-not-open"]),
    );
  });

  test("who holds back any opening that is due is caught", async () => {
    const { signer, newLog } = await publisher();
    const world = newLog();
    await opened(world, quorumOf(2));
    await received(world, 1, true);
    for (const reader of ["one", "two"]) await readBy(world, reader);
    const whole = publishedWith(world, signer, ({ due }) => due);
    expect(await verify(whole, { key: signer.verifier })).toMatchObject({ ok: true });
    for (const entry of [2, 3, 4]) {
      const lacking = publishedWith(world, signer, ({ due }) => due.filter((each) => each.entry !== entry));
      expect((await verify(lacking)).problems).toMatchObject([
        { code: "opening-withheld", path: `log entry ${entry}` },
      ]);
    }
  });

  test.each([
    ["an empty file", utf8("")],
    ["no UTF-8", Uint8Array.of(0xff, 0xfe, 0x00)],
    ["another JSON", utf8("{}")],
    ["a number", utf8("1")],
  ])("whose election file is %s is told the entry, and nothing is thrown", async (_, bytes) => {
    const { signer, newLog, published } = await publisher();
    const good = newLog();
    await opened(good);
    const publication = await published(good);
    const sha256 = formatHex(nodeCrypto.sha256(bytes));
    const entry = formatEntry({ kind: "election-opened", version: 1, definition: sha256 });
    const tree = new MerkleTree(nodeCrypto);
    tree.append(leafHash(nodeCrypto, entry));
    for (const path of publication.files.keys())
      if (path.startsWith("log/tile/")) publication.files.delete(path);
    publication.files.set(`blobs/${sha256}`, bytes);
    publication.files.set("log/tile/0/000.p/1", tree.root());
    publication.files.set("log/tile/entries/000.p/1", formatEntryBundle([entry]));
    const checked = await verify(withCheckpoint(publication, signer, { size: 1, root: tree.root() }));
    expect(checked.problems).toMatchObject([{ code: "entry-invalid", path: "log entry 0" }]);
  });
});

describe("a checkpoint or a receipt that a person kept", () => {
  const WAYS: readonly (readonly [string, (text: string) => string])[] = [
    ["as it was given out", (text) => text],
    ["with line ends of Windows", (text) => text.replaceAll("\n", "\r\n")],
    ["after a byte order mark", (text) => `\uFEFF${text}`],
    ["without its last line end", (text) => text.trimEnd()],
    ["between blank lines", (text) => `\n\n${text}\n \n`],
    ["with all of that", (text) => `\uFEFF\r\n${text.trimEnd().replaceAll("\n", "\r\n")}\r\n\r\n`],
  ];

  test.each(WAYS)("%s, is held against the log", async (_, kept) => {
    const { signer, newLog, published } = await publisher();
    const world = newLog();
    await opened(world);
    const texts = [world.checkpoint(), receiptOf(world, 1)];
    const short = await published(world);
    await imported(world);
    const long = await published(world);
    for (const text of texts)
      expect(await verify(long, { key: signer.verifier, against: kept(text) })).toMatchObject({
        ok: true,
        problems: [],
        notEstablished: [],
      });
    for (const text of [world.checkpoint(), receiptOf(world, 2)])
      expect(codes(await verify(short, { against: kept(text) }))).toEqual(["log-truncated"]);
  });

  test.each([
    "",
    "\n",
    "hello",
    "c2sp.org/tlog-proof@v1",
    "c2sp.org/tlog-proof@v1\nindex x\n\nhello\n",
    "\0",
  ])("and that cannot be read (%j) is a problem of its own", async (against) => {
    expect(codes(await verify(copyOfDemo(), { key: KEY, against }))).toEqual(["receipt-invalid"]);
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

  test("refuses a publication that takes back what the copy held opens", async () => {
    const { signer, newLog } = await publisher();
    const world = newLog();
    await opened(world);
    await received(world, 1, true);
    await readBy(world, "one");
    const open = publishedWith(world, signer, ({ due }) => due);
    await imported(world);
    const closed = publishedWith(world, signer, () => []);
    const onward = publishedWith(world, signer, ({ due }) => due);

    const held = memoryPublication();
    const take = (from: MemoryPublication) => mirror(nodeCrypto, { from, held, writer: held.writer() });
    expect((await take(open)).ok).toBe(true);
    const refused = await take(closed);
    expect(refused.ok).toBe(false);
    expect(refused.problems).toMatchObject([
      { code: "opening-withheld", path: "log entry 2" },
      { code: "opening-withheld", path: "log entry 3" },
      { code: "opening-withdrawn", path: expect.stringMatching(/^evidence\//) },
      { code: "opening-withdrawn", path: "openings/000000.txt" },
    ]);
    expect(held.files).toEqual(open.files);
    expect((await take(onward)).ok).toBe(true);
    expect(held.files).toEqual(onward.files);
  });

  test("keeps what it verified, also of a server that answers a path differently the second time", async () => {
    const { newLog, published } = await publisher();
    const world = newLog();
    await opened(world);
    await imported(world);
    const publication = await published(world);
    const asked = new Map<string, number>();
    const fickle = (honest: (time: number) => boolean): PublishedFolder => ({
      list: async () => undefined,
      read: async (path) => {
        const time = (asked.get(path) ?? 0) + 1;
        asked.set(path, time);
        return honest(time) ? publication.files.get(path) : utf8("something else\n");
      },
    });
    const held = memoryPublication();
    const take = (from: PublishedFolder) => mirror(nodeCrypto, { from, held, writer: held.writer() });
    expect((await take(fickle((time) => time === 1))).ok).toBe(true);
    expect(held.files).toEqual(publication.files);
    expect(new Set(asked.values())).toEqual(new Set([1]));
    asked.clear();
    expect((await take(fickle((time) => time > 1))).ok).toBe(false);
    expect(held.files).toEqual(publication.files);
  });
});
