import { setImmediate } from "node:timers/promises";

import { expect, test } from "vitest";

import { LogFolder } from "../adapters/log-folder.ts";
import { memoryFolder } from "../adapters/memory-folder.ts";
import { formatSigningKey, nodeCrypto, parseSigningKey } from "../adapters/node-crypto.ts";
import { utf8 } from "./bytes.ts";
import { formatManifestBody, MANIFEST_PATH } from "./manifest.ts";
import { hashBundle } from "./tlog/hash-bundle.ts";
import { formatNote, formatVerifierKey, signNote } from "./tlog/note.ts";
import { verifyPublication, type PublishedFolder } from "./verify.ts";

const ENTRIES = 20 * 256;
const signer = parseSigningKey(formatSigningKey("broken.example", new Uint8Array(32).fill(9)));

/** A log whose files come one turn of the event loop after they were asked for. */
function slowLog(): PublishedFolder {
  const log = new LogFolder(memoryFolder(), nodeCrypto, signer);
  log.append(Array.from({ length: ENTRIES }, (_, at) => utf8(`entry ${at}`)));
  return {
    list: async () => undefined,
    read: async (path) => {
      await setImmediate();
      if (path === "log/key") return utf8(`${formatVerifierKey(signer.verifier)}\n`);
      return path === "log/checkpoint" ? utf8(log.checkpoint) : log.tile(path.slice("log/".length));
    },
  };
}

test("a thread that breaks while further bundles are read ends the check with its error, and nothing else", async () => {
  const unhandled: unknown[] = [];
  const hear = (reason: unknown) => void unhandled.push(reason);
  process.on("unhandledRejection", hear);
  let bundles = 0;
  const verifying = verifyPublication(nodeCrypto, slowLog(), {
    only: "log",
    hashBundle: async (bytes) => {
      bundles += 1;
      if (bundles === 3) throw new Error("the thread ran out of memory");
      return hashBundle(nodeCrypto, bytes);
    },
  });
  await expect(verifying).rejects.toThrow("the thread ran out of memory");
  await setImmediate();
  process.off("unhandledRejection", hear);
  expect(unhandled).toEqual([]);
});

test("a file that a file manager made is a problem as any other, and its message says what to do", async () => {
  const body = formatManifestBody({ rules: "none", checkpoint: "0".repeat(64), files: [] });
  const manifest = utf8(formatNote({ body, signatures: [signNote(body, signer)] }));
  const { problems } = await verifyPublication(nodeCrypto, {
    list: async () => [MANIFEST_PATH, ".DS_Store", "units/Thumbs.db", "units/other.html"],
    read: async (path) => (path === MANIFEST_PATH ? manifest : undefined),
  });
  const messages = problems
    .filter(({ code }) => code === "file-unlisted")
    .map(({ path, message }) => [path, message.includes("remove it")]);
  expect(messages).toEqual([
    [".DS_Store", true],
    ["units/Thumbs.db", true],
    ["units/other.html", false],
  ]);
});

test("a bundle larger than one can be is named once, and not asked for again", async () => {
  const log = new LogFolder(memoryFolder(), nodeCrypto, signer);
  log.append([utf8("entry")]);
  const bundle = "log/tile/entries/000.p/1";
  let asked = 0;
  const { problems } = await verifyPublication(
    nodeCrypto,
    {
      list: async () => undefined,
      read: async (path) => {
        if (path === bundle) {
          asked += 1;
          if (asked > 10) throw new Error("it is asked for again and again");
          return new Uint8Array(256 * 65_537 + 1);
        }
        if (path === "log/key") return utf8(`${formatVerifierKey(signer.verifier)}\n`);
        return path === "log/checkpoint" ? utf8(log.checkpoint) : log.tile(path.slice("log/".length));
      },
    },
    { only: "log", places: true },
  );
  expect(problems.filter(({ path }) => path === bundle)).toMatchObject([
    { code: "log-invalid", message: expect.stringContaining("16777473 bytes") },
  ]);
  expect(asked).toBe(1);
});
