import * as fc from "fast-check";

import { nodeCrypto, parseSigningKey, formatSigningKey } from "../../src/adapters/node-crypto.ts";
import { formatHex, utf8 } from "../../src/core/bytes.ts";
import { formatAddCheckpoint, parseAddCheckpoint } from "../../src/core/tlog/add-checkpoint.ts";
import { formatCheckpointBody, openCheckpoint, parseCheckpointBody } from "../../src/core/tlog/checkpoint.ts";
import { formatTimestampedSignature, parseTimestampedSignature } from "../../src/core/tlog/cosignature.ts";
import { leafHash, MerkleTree, verifyConsistency, verifyInclusion } from "../../src/core/tlog/merkle.ts";
import {
  formatNote,
  formatVerifierKey,
  parseNote,
  parseVerifierKey,
  signNote,
} from "../../src/core/tlog/note.ts";
import { parsePolicy } from "../../src/core/tlog/policy.ts";
import { formatLogProof, parseLogProof, verifyLogProof } from "../../src/core/tlog/proof.ts";
import {
  formatEntryBundle,
  hashesFromTiles,
  parseEntryBundle,
  parseTilePath,
  tilePath,
} from "../../src/core/tlog/tile.ts";
import { corpusTexts, fuzz, tellExecutions, demand } from "./fuzz.ts";
import { mutatedBytes, mutatedTexts } from "./mutation.ts";

const signer = parseSigningKey(formatSigningKey("origin.example/log", new Uint8Array(32).fill(7)));
const key = signer.verifier;
const leaves = Array.from({ length: 9 }, (_, at) => leafHash(nodeCrypto, utf8(`entry ${at}`)));
const tree = new MerkleTree(nodeCrypto);
for (const leaf of leaves) tree.append(leaf);
const body = formatCheckpointBody({ origin: key.name, size: tree.size, root: tree.root() });
const checkpoint = formatNote({ body, signatures: [signNote(body, signer)] });
const proof = formatLogProof({ index: 3, hashes: tree.inclusionProof(3, tree.size), checkpoint });

const WORDS = [
  "\n\n",
  "\n",
  "— ",
  " ",
  "+",
  "=",
  "A",
  "origin.example/log",
  "0",
  "c2sp.org/tlog-proof@v1",
  "index 3",
  "extra AA==",
];
const notes = mutatedTexts([...corpusTexts("note"), checkpoint, proof], WORDS);

fuzz("a signed note", notes, (text) => {
  demand(formatNote(parseNote(text)) === text, "one spelling for one note");
  return "accepted";
});
fuzz("the body of a checkpoint", mutatedTexts([body, "a\n0\n\n"], WORDS), (text) => {
  demand(formatCheckpointBody(parseCheckpointBody(text)) === text, "one spelling for one checkpoint");
  return "accepted";
});
fuzz("a checkpoint, opened", mutatedTexts([checkpoint], WORDS), (text) => {
  const opened = openCheckpoint(nodeCrypto, text, key);
  if (opened.kind === "refused") return "refused";
  demand(opened.note.body === body, "only what the key signed is opened");
  return "accepted";
});
fuzz("a verifier key", mutatedTexts([formatVerifierKey(key), ...corpusTexts("note")], WORDS), (text) => {
  demand(formatVerifierKey(parseVerifierKey(nodeCrypto, text)) === text, "one spelling for one key");
  return "accepted";
});
fuzz("a receipt", mutatedTexts([proof], WORDS), (text) => {
  const parsed = parseLogProof(text);
  demand(formatLogProof(parsed) === text, "one spelling for one receipt");
  const verified = verifyLogProof(nodeCrypto, { proof: parsed, leaf: leaves[3] ?? new Uint8Array(), key });
  demand(verified.kind === "refused" || parsed.index === 3, "only the entry that was acknowledged is proved");
  return verified.kind === "verified" ? "accepted" : "refused";
});
fuzz(
  "a request to a witness",
  mutatedTexts([...corpusTexts("note"), `old 3\n\n${checkpoint}`], WORDS),
  (text) => {
    demand(formatAddCheckpoint(parseAddCheckpoint(text)) === text, "one spelling for one request");
    return "accepted";
  },
);
fuzz(
  "a policy",
  mutatedTexts(
    [...corpusTexts("policy"), `log ${formatVerifierKey(key)}\nquorum none\n`],
    ["group g any a b", "quorum g", "witness a ", "all", "#", ...WORDS],
  ),
  (text) => {
    parsePolicy(nodeCrypto, text);
    return "accepted";
  },
);
fuzz("a cosignature", mutatedBytes([new Uint8Array(72), new Uint8Array(72).fill(255)]), (bytes) => {
  demand(
    formatHex(formatTimestampedSignature(parseTimestampedSignature(bytes))) === formatHex(bytes),
    "one spelling",
  );
  return "accepted";
});
fuzz(
  "a path of a tile",
  mutatedTexts(
    ["tile/0/x001/x234/067", "tile/entries/000.p/5", "tile/7/000"],
    ["/", "x", ".p/", "..", "000", "entries"],
  ),
  (path) => {
    const tile = parseTilePath(path);
    if (tile === undefined) return "refused";
    demand(tilePath(tile) === path && !path.includes(".."), "one path for one tile");
    return "accepted";
  },
);
fuzz(
  "a bundle of entries",
  mutatedBytes([formatEntryBundle([utf8("one"), utf8(""), utf8("three")]), new Uint8Array(600)]),
  (bytes) => {
    demand(
      formatHex(formatEntryBundle(parseEntryBundle(bytes))) === formatHex(bytes),
      "one spelling for one bundle",
    );
    return "accepted";
  },
);

/** Right proofs of any tree, with some of their hashes exchanged, and sizes that are the tree's or others. */
const sizes = fc.oneof(
  { weight: 3, arbitrary: fc.nat(9) },
  { weight: 1, arbitrary: fc.constantFrom(10, 2 ** 31, 2 ** 52, Number.MAX_SAFE_INTEGER) },
);
const changes = fc.array(fc.tuple(fc.nat(8), fc.constantFrom(...leaves)), { maxLength: 2 });
const changed = (proof: readonly Uint8Array[], by: readonly (readonly [number, Uint8Array])[]) => {
  const hashes = [...proof];
  for (const [at, hash] of by) hashes[at % (hashes.length + 1)] = hash;
  return hashes;
};
fuzz("a proof of inclusion", fc.tuple(fc.nat(8), fc.nat(8), sizes, changes), ([index, other, size, by]) => {
  const leaf = leaves[other] ?? new Uint8Array();
  const proof = changed(tree.inclusionProof(index), by);
  const holds = verifyInclusion(nodeCrypto, { index, size, leaf, root: tree.root(), proof });
  demand(
    !holds || size !== tree.size || other === index,
    "under a signed size, only the entry that stands there",
  );
  return holds ? "accepted" : "refused";
});
fuzz("a proof of consistency", fc.tuple(sizes, sizes, changes), ([sizeOld, sizeNew, by]) => {
  const isRight = sizeOld <= sizeNew && sizeNew <= tree.size && sizeOld > 0;
  const proof = changed(isRight ? tree.consistencyProof(sizeOld, sizeNew) : leaves, by);
  const root = (size: number) => (size <= tree.size ? tree.root(size) : tree.root());
  const claim = { sizeOld, sizeNew, rootOld: root(sizeOld), rootNew: root(sizeNew), proof };
  return verifyConsistency(nodeCrypto, claim) ? "accepted" : "refused";
});
const tileFiles = mutatedBytes([new Uint8Array(32 * 9), new Uint8Array(32 * 256), new Uint8Array()]);
fuzz("a tree from tiles", fc.tuple(tileFiles, fc.nat(600), fc.nat(600)), ([bytes, size, index]) => {
  if (index >= size) return "refused";
  const from = hashesFromTiles(nodeCrypto, size, (path) => (path.endsWith("000") ? undefined : bytes));
  demand(from.at(0, index).length === 32, "a hash");
  return "accepted";
});

tellExecutions();
