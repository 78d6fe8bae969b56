import { formatHex, joinBytes, parseUtf8, utf8, type Sha256Hex } from "../core/bytes.ts";
import { formatOpening, parseOpening, type Opening } from "../core/commitment.ts";
import { InputError } from "../core/input-error.ts";
import { formatNote, signNote } from "../core/tlog/note.ts";
import type { World } from "../world.ts";
import type { Folder } from "./folder.ts";
import { SIGNING_KEY } from "./holds-election.ts";
import { LogFolder } from "./log-folder.ts";
import { formatSigningKey, nodeCrypto, parseSigningKey } from "./node-crypto.ts";

/** What a folder cannot give: time and chance. Only the programs at the outer edge read them. */
export interface Surroundings {
  now(): Date;
  randomBytes(count: number): Uint8Array;
}

const SEED_BYTES = 32;
const NEWLINE = utf8("\n");

/** Makes the signing key of a new election folder, unless one is there; every log is opened after this. */
export function prepareFolder(folder: Folder, origin: string, surroundings: Surroundings): void {
  const held = folder.read(SIGNING_KEY);
  if (held === undefined) {
    folder.create(SIGNING_KEY, utf8(`${formatSigningKey(origin, surroundings.randomBytes(SEED_BYTES))}\n`));
    return;
  }
  const { name } = parseSigningKey(parseUtf8(held)).verifier;
  if (name !== origin) throw new InputError("election folder", [`holds the log "${name}", not "${origin}"`]);
}

/**
 * The world of one election folder: the log, the blobs it names, and below `private/` what is not yet, or never, for the
 * public. Opening it finishes what a crash left half done. `leaveToOthers` says whether others worked on the folder.
 */
export function openWorld(
  folder: Folder,
  surroundings: Surroundings,
  leaveToOthers: () => Promise<boolean> = async () => false,
): World {
  const key = folder.read(SIGNING_KEY);
  if (key === undefined)
    throw new InputError("election folder", [
      "holds no election yet: start one with `cotejo open DIR --election FILE`",
    ]);
  const signer = parseSigningKey(parseUtf8(key));
  let log = new LogFolder(folder, nodeCrypto, signer);

  const keep = (place: string, bytes: Uint8Array): Sha256Hex => {
    const hash = formatHex(nodeCrypto.sha256(bytes));
    folder.create(`${place}/${hash.slice(0, 2)}/${hash}`, bytes);
    return hash;
  };
  const held = (place: string, hash: Sha256Hex) => folder.read(`${place}/${hash.slice(0, 2)}/${hash}`);

  return {
    now: surroundings.now,
    randomBytes: surroundings.randomBytes,
    crypto: nodeCrypto,
    verifierKey: signer.verifier,
    checkpoint: () => log.checkpoint,
    entries: () => log.entries(),
    tile: (path) => log.tile(path),
    append: async (entries) => log.append(entries),
    keepBlob: async (bytes) => keep("blobs", bytes),
    blob: (hash) => held("blobs", hash),
    keepEvidence: async (bytes) => keep("private/evidence", bytes),
    evidence: (hash) => held("private/evidence", hash),
    evidenceHeld: () =>
      new Set(folder.list("private/evidence").map((path) => path.slice(path.lastIndexOf("/") + 1))),
    keepOpenings: async (openings) => {
      if (openings.length > 0) keep("private/openings", formatOpenings(openings));
    },
    openings: () => folder.list("private/openings").flatMap((path) => parseOpenings(folder.read(path), path)),
    keepWork: async (name, bytes) => folder.write(`private/work/${name}`, bytes),
    work: (name) => folder.read(`private/work/${name}`),
    keepReceipt: async (index, proof) => {
      const path = `receipts/${String(index).padStart(6, "0")}.tlog-proof`;
      folder.write(path, utf8(proof));
      return path;
    },
    makeWay: async () => {
      if (!(await leaveToOthers())) return false;
      const { size } = log;
      log = new LogFolder(folder, nodeCrypto, signer);
      return log.size !== size;
    },
    sign: (body) => formatNote({ body, signatures: [signNote(body, signer)] }),
  };
}

/** One opening a line. */
function formatOpenings(openings: readonly Opening[]): Uint8Array {
  return joinBytes(openings.flatMap((opening) => [formatOpening(opening), NEWLINE]));
}

function parseOpenings(bytes: Uint8Array | undefined, path: string): Opening[] {
  const lines = parseUtf8(bytes ?? new Uint8Array())
    .split("\n")
    .slice(0, -1);
  return lines.map((line, at) => parseOpening(utf8(line), `${path}, line ${at + 1}`));
}
