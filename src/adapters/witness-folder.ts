import { formatHex, parseUtf8, utf8 } from "../core/bytes.ts";
import { InputError } from "../core/input-error.ts";
import { judgeAddCheckpoint, type Judgement, type WitnessedLog } from "../core/tlog/add-checkpoint.ts";
import { openCheckpoint, type Checkpoint } from "../core/tlog/checkpoint.ts";
import { signCosignature, verifyCosignature } from "../core/tlog/cosignature.ts";
import {
  formatNote,
  formatSignatureLine,
  formatVerifierKey,
  isKeyName,
  parseVerifierKey,
  type Note,
  type Signer,
  type VerifierKey,
} from "../core/tlog/note.ts";
import { attempt } from "../core/tlog/refusal.ts";
import { AppError } from "../world.ts";
import type { Folder } from "./folder.ts";
import type { Surroundings } from "./folder-world.ts";
import { formatSigningKey, nodeCrypto, parseSigningKey } from "./node-crypto.ts";

const SIGNING_KEY = "private/witness.key";
const LOGS = "logs";
const CONFLICTS = "conflicts";
/** Requests kept that contradict what was cosigned. Only a log's own key can make one; still, a disk is finite. */
const CONFLICTS_MAX = 100;
const SEED_BYTES = 32;
const PLAIN = "text/plain; charset=utf-8";
const SIZE = "text/x.tlog.size";

/** What the witness answers over HTTP, and what its operator should be told. */
export interface WitnessAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly told?: string;
}

/** Whether the folder is a witness's: its key is there. */
export function holdsWitness(folder: Folder): boolean {
  return folder.read(SIGNING_KEY) !== undefined;
}

/**
 * The name of the witness that is to be made here; undefined where there is one. Throws InputError where a new one has no
 * name, or the one that is there has another.
 */
export function nameOfNewWitness(folder: Folder, name: string | undefined): string | undefined {
  const held = folder.read(SIGNING_KEY);
  if (held !== undefined) {
    const { verifier } = parseSigningKey(parseUtf8(held), "cosignature");
    if (name !== undefined && name !== verifier.name)
      throw new InputError("--name", [`this witness is called ${verifier.name}, not ${name}`]);
    return undefined;
  }
  if (name === undefined)
    throw new InputError("--name", [
      "is missing: a new witness needs a name, such as witness.example.org/w1",
    ]);
  if (!isKeyName(name))
    throw new InputError("--name", ["may be no empty text, and hold no space and no plus"]);
  return name;
}

/** Makes the key of a new witness of that name; of one that is there the name, where it is given, must be the same. */
export function prepareWitness(folder: Folder, name: string | undefined, surroundings: Surroundings): void {
  const named = nameOfNewWitness(folder, name);
  if (named === undefined) return;
  const seed = surroundings.randomBytes(SEED_BYTES);
  folder.create(SIGNING_KEY, utf8(`${formatSigningKey(named, seed, "cosignature")}\n`));
}

/**
 * A witness and its memory, in a folder (docs/formats/witness-folder.md). It cosigns a checkpoint only if it continues
 * the one it cosigned last, and only after it has written that down durably: it must not forget what it said.
 */
export class WitnessFolder {
  readonly #folder: Folder;
  readonly #signer: Signer;
  readonly #now: () => Date;
  readonly #logs = new Map<string, WitnessedLog>();

  /** Reads what it knows. Throws AppError where that was changed from outside: no witness guesses what it has signed. */
  constructor(folder: Folder, now: () => Date) {
    const key = folder.read(SIGNING_KEY);
    if (key === undefined) throw new InputError("witness folder", ["holds no key"]);
    this.#folder = folder;
    this.#signer = parseSigningKey(parseUtf8(key), "cosignature");
    this.#now = now;
    for (const path of folder.list(LOGS)) {
      const log = this.#parse(folder.read(path) ?? new Uint8Array(), path);
      this.#logs.set(log.key.name, log);
    }
  }

  get key(): VerifierKey {
    return this.#signer.verifier;
  }

  get logs(): readonly WitnessedLog[] {
    return [...this.#logs.values()];
  }

  /** From now on the log with this key is witnessed. False where it is already; a second key of one log is refused. */
  addLog(key: VerifierKey): boolean {
    if (key.type !== "ed25519")
      throw new InputError(`key of ${key.name}`, ["is for cosignatures: it is a witness's, not a log's"]);
    const known = this.#logs.get(key.name);
    if (known === undefined) {
      this.#folder.write(pathOf(key.name), utf8(`${formatVerifierKey(key)}\n`));
      this.#logs.set(key.name, { key });
      return true;
    }
    if (formatVerifierKey(known.key) !== formatVerifierKey(key))
      throw new InputError(`key of ${key.name}`, ["this log is known here with another key"]);
    return false;
  }

  /**
   * Answers `add-checkpoint`. It does all its work at once, without waiting for anything: so no request is judged between
   * the judgement of another and the moment it is written down. A disk that fails is thrown on, and must end the
   * program: what the disk then holds is only known after a start.
   */
  addCheckpoint(request: Uint8Array): WitnessAnswer {
    const text = attempt(() => parseUtf8(request, "add-checkpoint"));
    if (text.kind === "refused") return { status: 400, contentType: PLAIN, body: `${text.reason}\n` };
    const judgement = judgeAddCheckpoint(nodeCrypto, text.value, (origin) => this.#logs.get(origin));
    if (judgement.kind === "refuse") return this.#refusal(request, judgement);

    const { note, checkpoint } = judgement;
    const log = this.#logs.get(checkpoint.origin);
    if (log === undefined) throw new Error("a log that is judged is known");
    const time = Math.floor(this.#now().getTime() / 1_000);
    const line = signCosignature(note.body, time, this.#signer);
    const ownLog = note.signatures.filter(({ name, keyId }) => isOf(log.key, name, keyId));
    const latest: Note = { body: note.body, signatures: [...ownLog.slice(0, 1), line] };
    this.#folder.write(
      pathOf(checkpoint.origin),
      utf8(`${formatVerifierKey(log.key)}\n\n${formatNote(latest)}`),
    );
    this.#logs.set(checkpoint.origin, { key: log.key, latest: checkpoint });
    return {
      status: 200,
      contentType: PLAIN,
      body: formatSignatureLine(line),
      told: `cosigned ${checkpoint.origin} at ${checkpoint.size} entries`,
    };
  }

  #refusal(request: Uint8Array, refusal: Extract<Judgement, { kind: "refuse" }>): WitnessAnswer {
    const { status, reason, size, conflictOf } = refusal;
    const answer =
      size === undefined
        ? { status, contentType: PLAIN, body: `${reason}\n` }
        : { status, contentType: SIZE, body: `${size}\n` };
    if (conflictOf === undefined) return answer;
    const path = `${CONFLICTS}/${formatHex(nodeCrypto.sha256(request))}`;
    if (this.#folder.list(CONFLICTS).length < CONFLICTS_MAX) this.#folder.create(path, request);
    return { ...answer, told: `REFUSED ${conflictOf}: ${reason}. The request is kept in ${path}` };
  }

  #parse(bytes: Uint8Array, path: string): WitnessedLog {
    const parsed = attempt(() => {
      const [, first, latest] = /^([^\n]*)\n(?:\n([\s\S]+))?$/.exec(parseUtf8(bytes)) ?? [];
      if (first === undefined)
        throw new InputError("state", ["is not a key, and a checkpoint after an empty line"]);
      const key = parseVerifierKey(nodeCrypto, first);
      return { key, ...(latest === undefined ? {} : { latest: this.#latest(latest, key) }) };
    });
    if (parsed.kind === "refused") throw broken(path, parsed.reason);
    if (pathOf(parsed.value.key.name) !== path) throw broken(path, "is not the file of its log");
    return parsed.value;
  }

  #latest(text: string, key: VerifierKey): Checkpoint {
    const opened = openCheckpoint(nodeCrypto, text, key);
    if (opened.kind === "refused") throw new InputError("latest checkpoint", [opened.reason]);
    if (verifyCosignature(nodeCrypto, opened.note, this.key).kind !== "verified")
      throw new InputError("latest checkpoint", ["is not cosigned by this witness"]);
    return opened.checkpoint;
  }
}

function isOf(key: VerifierKey, name: string, keyId: Uint8Array): boolean {
  return name === key.name && formatHex(keyId) === formatHex(key.keyId);
}

/** The file of a log. Its origin may hold any character, its hash holds none that a file system minds. */
function pathOf(origin: string): string {
  return `${LOGS}/${formatHex(nodeCrypto.sha256(utf8(origin)))}`;
}

function broken(path: string, reason: string): AppError {
  return new AppError(
    "witness-broken",
    `${path} of this witness was changed from outside: ${reason}. A witness that may have forgotten what it cosigned must not go on: start another, with another key`,
  );
}
