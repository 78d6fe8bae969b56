import * as fc from "fast-check";
import { expect, test } from "vitest";

import { nodeCrypto } from "../adapters/node-crypto.ts";
import { concatBytes, utf8 } from "./bytes.ts";
import { commitmentOf, formatOpening, type Opening } from "./commitment.ts";
import { formatEntry } from "./entry.ts";
import { leafHash, MerkleTree } from "./tlog/merkle.ts";
import { formatEntryBundle, tileBytes, tilePath } from "./tlog/tile.ts";
import { placeInLog, placeInOpenings } from "./verify-places.ts";

/** A log of these entries as its files, and where each entry begins in its bundle. */
function logOf(entries: readonly Uint8Array[]) {
  const tree = new MerkleTree(nodeCrypto);
  for (const entry of entries) tree.append(leafHash(nodeCrypto, entry));
  const width = entries.length;
  const tile = `log/${tilePath({ level: 0, index: 0, width })}`;
  const bundle = `log/${tilePath({ level: "entries", index: 0, width })}`;
  const files = new Map([
    [tile, tileBytes(tree, { level: 0, index: 0, width })],
    [bundle, formatEntryBundle(entries)],
  ]);
  let at = 0;
  const starts = entries.map((entry) => {
    const start = at;
    at += 2 + entry.length;
    return start;
  });
  return {
    tile,
    bundle,
    files,
    starts,
    log: { tree, read: async (path: string) => files.get(path) },
  };
}

function flip(files: Map<string, Uint8Array>, path: string, at: number): void {
  const bytes = files.get(path)?.slice() ?? new Uint8Array();
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  files.set(path, bytes);
}

test("a flipped byte of a bundle is in the entry that is named, and of a tile it is named itself", async () => {
  const entries = fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(entries, fc.nat(), async (bytes, seed) => {
      const { bundle, tile, files, starts, log } = logOf(bytes);
      expect(await placeInLog(nodeCrypto, bundle, log)).toBeUndefined();
      expect(await placeInLog(nodeCrypto, tile, log)).toBeUndefined();
      const at = seed % (files.get(bundle)?.length ?? 1);
      const entry = starts.findLastIndex((start) => start <= at);
      flip(files, bundle, at);
      expect(await placeInLog(nodeCrypto, bundle, log)).toEqual({ byte: starts[entry], entry });
      flip(files, bundle, at);
      const inTile = seed % (files.get(tile)?.length ?? 1);
      flip(files, tile, inTile);
      expect(await placeInLog(nodeCrypto, tile, log)).toEqual({ byte: inTile });
    }),
  );
});

test("a flipped byte of a file of openings is in the line that is named", () => {
  const openings = [1, 2, 3].map((salt): Opening => ({
    salt: new Uint8Array(32).fill(salt),
    payload: { kind: "evidence", sha256: "ab".repeat(32), bytes: salt, mediaType: "image/png" },
  }));
  const entries = openings.map((opening) =>
    formatEntry({
      kind: "evidence-received",
      version: 1,
      source: "witnesses",
      commitment: commitmentOf(nodeCrypto, opening),
      redactedBySource: true,
    }),
  );
  const lines = openings.map((opening, at) =>
    concatBytes(utf8(`${at} `), formatOpening(opening), utf8("\n")),
  );
  const bytes = concatBytes(...lines);
  expect(placeInOpenings(nodeCrypto, bytes, entries)).toBeUndefined();
  let start = 0;
  for (const [index, line] of lines.entries()) {
    // A changed line feed joins its line with the next: the place is the same.
    for (let at = start; at < start + line.length; at += 1) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(placeInOpenings(nodeCrypto, changed, entries), `byte ${at}`).toEqual({
        byte: start,
        line: index + 1,
      });
    }
    start += line.length;
  }
});
