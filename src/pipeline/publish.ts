import { equalBytes, formatHex, utf8, type Sha256Hex } from "../core/bytes.ts";
import { formatManifestBody, manifestFile, MANIFEST_PATH, type ManifestFile } from "../core/manifest.ts";
import type { State } from "../core/state.ts";
import { entriesDue, type DueOpening } from "../core/openings-due.ts";
import {
  carriedFiles,
  renderPublication,
  type CarriedFile,
  type PublicationInput,
} from "../core/publication.ts";
import { mayShowOriginal } from "../core/redaction.ts";
import { SCRIPT_PATH } from "../core/site/shell.ts";
import { RULES } from "../core/view.ts";
import { describeQuorum, type Policy } from "../core/tlog/policy.ts";
import { POLICY_PATH } from "../core/verify-cosignatures.ts";
import { AppError, type PublicationWriter, type WitnessClient, type World } from "../world.ts";
import {
  collectCosignatures,
  type AskedWitness,
  type CollectedCosignatures,
} from "./collect-cosignatures.ts";
import { InputError } from "../core/input-error.ts";
import { KeptParts } from "./kept-parts.ts";
import { KeptTables } from "./kept-tables.ts";
import { load, type Loaded } from "./load.ts";
import { imagesToShow } from "./redact.ts";
import { requireContinuation } from "./require-continuation.ts";

/** Witnesses to ask before anything is published. */
export interface Witnessing {
  readonly policy: Policy;
  /** The policy word for word, to be published with what was collected by it. */
  readonly policyText: string;
  readonly client: WitnessClient;
  /** Publish also where too few cosign. */
  readonly belowQuorum: boolean;
}

export interface PublishOptions {
  readonly witnessing?: Witnessing;
  /** The script of the page that verifies, as this release has it; without it that page names the command line alone. */
  readonly script?: Uint8Array;
}

export interface Published {
  /** The signed checkpoint: what to announce elsewhere, so that nobody can cut or replace the log unseen. */
  readonly checkpoint: string;
  readonly entries: number;
  readonly files: number;
  readonly bytes: number;
  readonly filesWritten: number;
  readonly filesUnchanged: number;
  /** What became of asking each witness, where a policy names some. */
  readonly witnesses: readonly AskedWitness[];
  /** The entries of images that are left out, since nobody has said yet what of them may be shown. */
  readonly imagesLeftOut: readonly number[];
}

/**
 * Writes the public folder: everything the log gives, computed anew, and last the signed manifest that covers it. Witnesses
 * are asked first; what they cosign is the checkpoint that is published.
 */
export function publish(
  world: World,
  writer: PublicationWriter,
  options: PublishOptions = {},
): Promise<Published> {
  return new Publisher(options).publish(world, writer);
}

/** What one publication has read, computed and noted, for the next. */
interface Memory {
  readonly loaded: Loaded;
  readonly tables: KeptTables;
  /** Undefined until one was finished. */
  readonly kept: KeptParts | undefined;
}

interface Output {
  readonly writer: PublicationWriter;
  readonly onProgress: (files: number) => void;
}

/**
 * Publishes one election as often as it is asked to. What was read, computed and noted stays in memory until the next time,
 * so that little is done but for what is new; the folder is the same bytes as from nothing.
 */
export class Publisher {
  readonly #options: PublishOptions;
  #memory: Memory | undefined;
  /** The entries of the last time. */
  #entries: readonly Uint8Array[] = [];

  constructor(options: PublishOptions = {}) {
    this.#options = options;
  }

  /** As `publish`. Throws AppError also where the log is not the one of the last time, grown. */
  async publish(
    world: World,
    writer: PublicationWriter,
    onProgress: (files: number) => void = () => {},
  ): Promise<Published> {
    try {
      return await this.#write(world, { writer, onProgress });
    } catch (error) {
      writer.abandon();
      throw error;
    }
  }

  /** Notes what the last publication is made from, for the process that will publish next. */
  async note(): Promise<void> {
    await this.#memory?.kept?.save();
  }

  /** Entries are never changed nor removed: a log in which some are is another one, and is not published. */
  #requireSameLog(entries: readonly Uint8Array[]): void {
    const isSame = this.#entries.every((before, at) => {
      const entry = entries[at];
      return entry !== undefined && equalBytes(before, entry);
    });
    if (!isSame)
      throw new AppError(
        "folder-broken",
        `the log no longer begins with the ${this.#entries.length} entries that were read before: put the election folder back as it was. To publish another log, start again`,
      );
    this.#entries = entries;
  }

  /** Reads what is new in the log. `program` is the hash of the script that computes. */
  async #load(world: World, program: Sha256Hex | undefined): Promise<Memory> {
    const memory = this.#memory;
    const entryBytes = world.entries();
    this.#requireSameLog(entryBytes);
    const tables = memory?.tables ?? new KeptTables(world, program);
    // The state of the last time is used up: whoever fails in the middle of folding begins from nothing.
    this.#memory = undefined;
    const loaded = load(world, { takeTable: tables.take, before: memory?.loaded, entryBytes });
    await tables.save();
    this.#memory = { loaded, tables, kept: memory?.kept };
    return this.#memory;
  }

  async #write(world: World, { writer, onProgress }: Output): Promise<Published> {
    const { witnessing, script } = this.#options;
    const scriptHash = script === undefined ? undefined : formatHex(world.crypto.sha256(script));
    const { loaded, tables, kept: before } = await this.#load(world, scriptHash);
    const { state, entries, entryBytes, due } = loaded;
    requireOpenings(state, due);
    requireNothingUncovered(loaded);
    requireContinuation(world, writer);
    const imagesLeftOut = imagesToShow(loaded).flatMap(({ entry, waits }) => (waits ? [entry] : []));
    const { checkpoint, asked } = await witnessed(world, witnessing);
    const kept = new KeptParts(world, scriptHash, before);
    const input: PublicationInput = {
      state,
      entries,
      entryBytes,
      openings: due,
      checkpoint,
      key: world.verifierKey,
      script: scriptHash,
      remember: kept.remember,
    };
    const files: ManifestFile[] = [];
    const written = (file: ManifestFile) => {
      files.push(file);
      onProgress(files.length);
    };
    const writeFile = (path: string, bytes: Uint8Array) => {
      writer.write(path, bytes);
      written(manifestFile(path, bytes, world.crypto.sha256));
    };
    if (witnessing !== undefined) writeFile(POLICY_PATH, utf8(witnessing.policyText));
    if (script !== undefined) writeFile(SCRIPT_PATH, script);
    for (const file of carriedFiles(input)) written(kept.carry(writer, file, () => carried(world, file)));
    for (const file of renderPublication(world.crypto, input))
      if ("bytes" in file) writeFile(file.path, file.bytes);
      else written(kept.write(writer, file));

    const checkpointHash = formatHex(world.crypto.sha256(utf8(checkpoint)));
    const manifest = utf8(
      world.sign(formatManifestBody({ rules: RULES, checkpoint: checkpointHash, files })),
    );
    writer.write(MANIFEST_PATH, manifest);
    const bytes = files.reduce((sum, file) => sum + file.size, manifest.length);
    const counts = { entries: entries.length, files: files.length + 1, bytes };
    const finished = writer.finish();
    kept.finish(writer);
    this.#memory = { loaded, tables, kept };
    // Those that follow are noted at the end: a note is as long as all the publication is large.
    if (before === undefined) await kept.save();
    return { checkpoint, ...counts, ...finished, witnesses: asked, imagesLeftOut };
  }
}

/** The checkpoint to publish: the log's own, with cosignatures where witnesses are to be asked. */
async function witnessed(
  world: World,
  witnessing: Witnessing | undefined,
): Promise<Pick<CollectedCosignatures, "checkpoint" | "asked">> {
  if (witnessing === undefined) return { checkpoint: world.checkpoint(), asked: [] };
  const { policy, client, belowQuorum } = witnessing;
  const collected = await collectCosignatures(world, policy, client);
  if (collected.isQuorum || belowQuorum) return collected;
  const reasons = collected.asked.flatMap((each) =>
    each.kind === "failed" ? [`  ${each.witness}: ${each.reason}`] : [],
  );
  const cosigned = collected.asked.length - reasons.length;
  throw new AppError(
    "quorum",
    `${cosigned} of ${collected.asked.length} witnesses cosigned, and the policy asks for ${describeQuorum(policy.quorum)}. Nothing was published (--below-quorum would):\n${reasons.join("\n")}`,
  );
}

/** What is due must be opened, or nobody could verify the folder: better none than that. */
function requireOpenings(state: State, due: readonly DueOpening[]): void {
  const held = new Set(due.map(({ entry }) => entry));
  const lost = entriesDue(state).filter((entry) => !held.has(entry));
  if (lost.length > 0)
    throw new AppError(
      "folder-broken",
      `the openings of ${lost.length} entries are due but missing below private/openings (the first: entry ${lost[0]}): restore them from a copy`,
    );
}

/** One file may have come in twice: what is covered, or taken back, under one entry is not shown whole under another. */
function requireNothingUncovered({ state, openings }: Loaded): void {
  const hashOf = (commitment: string) => {
    const payload = openings.get(commitment)?.payload;
    return payload?.kind === "evidence" ? payload.sha256 : undefined;
  };
  const files = [...state.evidence.values()];
  const whole = new Map(
    files.flatMap((file) => (mayShowOriginal(file) ? [[hashOf(file.commitment), file.entry]] : [])),
  );
  const wrong = files.flatMap(({ entry, commitment, redaction }) => {
    const hash = hashOf(commitment);
    const shown = hash === undefined ? undefined : whole.get(hash);
    if (redaction === undefined || shown === undefined || shown === entry) return [];
    return redaction.outcome.kind === "none-needed"
      ? []
      : [
          `entry ${shown} would show the file of entry ${entry}, of which parts are covered or nothing is shown: cotejo redact DIR --entry ${entry} --again decides about both`,
        ];
  });
  if (wrong.length > 0) throw new InputError("publish", wrong);
}

function carried(world: World, file: CarriedFile): Uint8Array {
  const bytes = file.kind === "blob" ? world.blob(file.sha256) : world.evidence(file.sha256);
  if (bytes === undefined || formatHex(world.crypto.sha256(bytes)) !== file.sha256)
    throw new AppError(
      "folder-broken",
      `${file.kind} ${file.sha256} is ${bytes === undefined ? "missing" : "changed"} in the election folder`,
    );
  return bytes;
}
