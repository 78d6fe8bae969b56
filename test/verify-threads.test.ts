import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import type { hashThreads } from "../src/adapters/hash-threads.ts";
import { LogFolder } from "../src/adapters/log-folder.ts";
import { memoryFolder } from "../src/adapters/memory-folder.ts";
import { formatSigningKey, nodeCrypto, parseSigningKey } from "../src/adapters/node-crypto.ts";
import { equalBytes, utf8 } from "../src/core/bytes.ts";
import { formatVerifierKey } from "../src/core/tlog/note.ts";
import { hashBundle } from "../src/core/tlog/hash-bundle.ts";
import { bundlesOf, tilePath, tilesOf } from "../src/core/tlog/tile.ts";
import { cotejo } from "./support/cotejo.ts";

/** Enough bundles that threads are started for the last of them. */
const ENTRIES = 100 * 256 + 7;
const folder = mkdtempSync(join(tmpdir(), "cotejo-threads-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(() => {
  const signer = parseSigningKey(formatSigningKey("threads.example", new Uint8Array(32).fill(9)));
  const log = new LogFolder(memoryFolder(), nodeCrypto, signer);
  log.append(Array.from({ length: ENTRIES }, (_, at) => utf8(`entry ${at}`)));
  const write = (path: string, bytes: Uint8Array) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  };
  write("log/checkpoint", utf8(log.checkpoint));
  write("log/key", utf8(`${formatVerifierKey(signer.verifier)}\n`));
  for (const path of [...tilesOf(ENTRIES), ...bundlesOf(ENTRIES)].map(tilePath))
    write(`log/${path}`, log.tile(path) ?? new Uint8Array());
});

const verify = () => cotejo("verify", folder, "--only", "log", "--json");

function changing(path: string, change: (bytes: Buffer) => Uint8Array, check: () => void): void {
  const before = readFileSync(join(folder, path));
  try {
    writeFileSync(join(folder, path), change(Buffer.from(before)));
    check();
  } finally {
    writeFileSync(join(folder, path), before);
  }
}

test("the first bundles are hashed here and others by threads, as they are hashed here", async () => {
  // The built program: a thread cannot load the sources.
  const path = new URL("../dist/adapters/hash-threads.js", import.meta.url).href;
  const built = (await import(path)) as { hashThreads: typeof hashThreads };
  const threads = built.hashThreads(2);
  try {
    const bundles = bundlesOf(ENTRIES).map((bundle) => readFileSync(join(folder, "log", tilePath(bundle))));
    const hashed = bundles.map((bytes) => threads.hashBundle(bytes));
    // A thread takes part as soon as it has started, which nobody waits for.
    while (!hashed.some((answer) => answer instanceof Promise)) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      for (const [at, bytes] of bundles.entries()) hashed[at] = threads.hashBundle(bytes);
    }
    expect(hashed.some((answer) => !(answer instanceof Promise))).toBe(true);
    for (const [at, { width, hashes }] of (await Promise.all(hashed)).entries()) {
      const here = hashBundle(nodeCrypto, bundles[at] ?? new Uint8Array());
      expect([width, equalBytes(hashes, here.hashes)]).toEqual([here.width, true]);
    }
    const refused = threads.hashBundle(Uint8Array.of(0, 9, 1));
    expect(refused).toBeInstanceOf(Promise);
    await expect(refused).rejects.toThrow("entry bundle: ends within entry 0");
  } finally {
    threads.stop();
  }
});

test("a log large enough for threads verifies", () => {
  const run = verify();
  expect(JSON.parse(run.out)).toMatchObject({ ok: true, entries: ENTRIES, problems: [] });
});

test("a byte changed in an entry, in a length and in a tile is found in it", () => {
  const flip = (at: number) => (bytes: Buffer) => bytes.fill((bytes[at] ?? 0) ^ 1, at, at + 1);
  changing("log/tile/entries/090", flip(45), () => {
    const run = verify();
    expect(run.exit).toBe(1);
    expect(JSON.parse(run.out)).toMatchObject({
      ok: false,
      problems: [{ code: "log-invalid", path: "log/checkpoint" }],
    });
  });
  changing("log/tile/entries/090", flip(0), () => {
    const { problems } = JSON.parse(verify().out) as { problems: readonly object[] };
    expect(problems).toMatchObject([
      { code: "log-invalid", path: "log/tile/entries/090" },
      { code: "log-invalid", path: "log/checkpoint" },
    ]);
  });
  changing("log/tile/0/090", flip(8_191), () => {
    const { problems } = JSON.parse(verify().out) as { problems: readonly object[] };
    expect(problems).toMatchObject([{ code: "log-invalid", path: "log/tile/0/090" }]);
  });
});

test("a bundle with an entry less is named, and one that is missing", () => {
  const last = `log/tile/entries/100.p/7`;
  changing(
    last,
    (bytes) => bytes.subarray(0, -(2 + `entry ${ENTRIES - 1}`.length)),
    () => {
      const { problems } = JSON.parse(verify().out) as { problems: readonly object[] };
      expect(problems).toMatchObject([
        { code: "log-invalid", path: last, message: "holds 6 entries where 7 belong" },
        { code: "log-invalid", path: "log/checkpoint" },
      ]);
    },
  );
  changing(
    "log/tile/entries/070",
    (bytes) => bytes,
    () => {
      rmSync(join(folder, "log/tile/entries/070"));
      const { problems } = JSON.parse(verify().out) as { problems: readonly object[] };
      expect(problems).toMatchObject([
        { code: "file-missing", path: "log/tile/entries/070" },
        { code: "log-invalid", path: "log/checkpoint" },
      ]);
    },
  );
});
