/** C2SP tlog-policy (c2sp.org/tlog-policy): which logs and witnesses a person trusts, and how many must have cosigned. */
import { equalBytes } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import { InputError } from "../input-error.ts";
import { parseVerifierKey, type KeyType, type VerifierKey } from "./note.ts";

export interface PolicyLog {
  readonly key: VerifierKey;
  readonly url?: string;
}

export interface PolicyWitness {
  /** What this policy calls the witness; its key has a name of its own. */
  readonly name: string;
  readonly key: VerifierKey;
  /** Where the witness takes checkpoints: what `add-checkpoint` is appended to. */
  readonly url?: string;
}

/** Who must have cosigned. */
export type Quorum =
  | { readonly kind: "none" }
  | { readonly kind: "witness"; readonly name: string }
  | {
      readonly kind: "group";
      readonly name: string;
      /** So many of the members, at least. */
      readonly threshold: number;
      readonly members: readonly Quorum[];
    };

export interface Policy {
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  readonly quorum: Quorum;
}

/** A note takes 100 signature lines, one of which is the log's. */
const WITNESSES_MAX = 99;
const LINES_MAX = 1_000;
const NO_QUORUM = "none";

/** The policy of a text. Throws InputError that names every line it cannot take. */
export function parsePolicy(crypto: Crypto, text: string, what = "policy"): Policy {
  const reader = new PolicyReader(crypto);
  const lines = text.split("\n");
  if (lines.length > LINES_MAX) throw new InputError(what, [`has more than ${LINES_MAX} lines`]);
  const problems: string[] = [];
  for (const [at, line] of lines.entries()) {
    try {
      reader.read(line);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems.map((problem) => `line ${at + 1}: ${problem}`));
    }
  }
  if (problems.length === 0 && reader.quorum === undefined) problems.push("has no quorum line");
  const { logs, witnesses, quorum } = reader;
  if (problems.length > 0 || quorum === undefined) throw new InputError(what, problems);
  return { logs, witnesses, quorum };
}

/** Takes line after line. A group or the quorum can only name what stands above it, so no group is inside itself. */
class PolicyReader {
  readonly logs: PolicyLog[] = [];
  readonly witnesses: PolicyWitness[] = [];
  quorum: Quorum | undefined;
  readonly #crypto: Crypto;
  readonly #named = new Map<string, Quorum>();
  readonly #members = new Set<string>();

  constructor(crypto: Crypto) {
    this.#crypto = crypto;
  }

  read(line: string): void {
    if (line.startsWith("\uFEFF")) throw refuse("begins with a byte order mark: save the file without one");
    if (hasControl(line)) throw refuse("a control character other than a tab (line ends of Windows are one)");
    const [kind, ...items] = line.split(/[ \t]+/).filter((item) => item !== "");
    if (kind === undefined || kind.startsWith("#")) return;
    if (kind === "log") this.#log(items);
    else if (kind === "witness") this.#witness(items);
    else if (kind === "group") this.#group(items);
    else if (kind === "quorum") this.#quorum(items);
    else throw refuse(`begins with "${kind}", not with log, witness, group or quorum`);
  }

  #log(items: readonly string[]): void {
    const [text, url] = items;
    if (text === undefined || items.length > 2) throw refuse("is not: log KEY [URL]");
    const key = this.#key(text, "ed25519");
    if (this.logs.some((log) => equalBytes(log.key.publicKey, key.publicKey)))
      throw refuse(`the key of ${key.name} stands twice`);
    this.logs.push({ key, ...addressOf(url) });
  }

  #witness(items: readonly string[]): void {
    const [name, text, url] = items;
    if (name === undefined || text === undefined || items.length > 3)
      throw refuse("is not: witness NAME KEY [URL]");
    const key = this.#key(text, "cosignature");
    if (this.witnesses.some((witness) => equalBytes(witness.key.publicKey, key.publicKey)))
      throw refuse(`the key of ${key.name} stands twice`);
    if (this.witnesses.length === WITNESSES_MAX)
      throw refuse(`is witness ${WITNESSES_MAX + 1}, one too many`);
    this.#name(name, { kind: "witness", name });
    this.witnesses.push({ name, key, ...addressOf(url) });
  }

  #group(items: readonly string[]): void {
    const [name, threshold, ...members] = items;
    if (name === undefined || threshold === undefined || members.length === 0)
      throw refuse("is not: group NAME all|any|NUMBER MEMBER...");
    const all = members.map((member) => {
      const defined = this.#named.get(member);
      if (defined === undefined) throw refuse(`"${member}" is no witness or group of a line above`);
      if (this.#members.has(member))
        throw refuse(`"${member}" is a member already: each can be one only once`);
      this.#members.add(member);
      return defined;
    });
    this.#name(name, {
      kind: "group",
      name,
      threshold: thresholdOf(threshold, all.length),
      members: all,
    });
  }

  #quorum(items: readonly string[]): void {
    const [name] = items;
    if (name === undefined || items.length > 1) throw refuse("is not: quorum NAME");
    if (this.quorum !== undefined) throw refuse("is a second quorum line");
    this.quorum = name === NO_QUORUM ? { kind: "none" } : this.#named.get(name);
    if (this.quorum === undefined) throw refuse(`"${name}" is no witness or group of a line above`);
  }

  #name(name: string, means: Quorum): void {
    if (name === NO_QUORUM) throw refuse(`"${NO_QUORUM}" is not for use as a name`);
    if (this.#named.has(name)) throw refuse(`"${name}" is defined twice`);
    this.#named.set(name, means);
  }

  #key(text: string, type: KeyType): VerifierKey {
    const key = parseVerifierKey(this.#crypto, text);
    if (key.type !== type)
      throw refuse(
        type === "ed25519"
          ? `the key of ${key.name} is for cosignatures: it is a witness's, not a log's`
          : `the key of ${key.name} is not for cosignatures: it is a log's, not a witness's`,
      );
    return key;
  }
}

function thresholdOf(text: string, members: number): number {
  if (text === "any") return 1;
  if (text === "all") return members;
  const threshold = /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 0;
  if (threshold < 1 || threshold > members)
    throw refuse(`"${text}" is not all, any, or a number from 1 to ${members}`);
  return threshold;
}

/** The address at the end of a line, where there is one. */
function addressOf(url: string | undefined): { readonly url?: string } {
  if (url === undefined) return {};
  if (!/^https?:\/\/[^/]/.test(url))
    throw refuse(`"${url}" is no address: one begins with https:// (or http://)`);
  return { url };
}

function hasControl(line: string): boolean {
  for (let at = 0; at < line.length; at += 1) {
    const code = line.charCodeAt(at);
    if ((code < 0x20 && code !== 0x09) || code === 0x7f) return true;
  }
  return false;
}

function refuse(reason: string): InputError {
  return new InputError("policy", [reason]);
}

/** Whether the witnesses who cosigned, by the names the policy gives them, are enough. */
export function isQuorum(quorum: Quorum, cosigned: ReadonlySet<string>): boolean {
  switch (quorum.kind) {
    case "none":
      return true;
    case "witness":
      return cosigned.has(quorum.name);
    case "group":
      return quorum.members.filter((member) => isQuorum(member, cosigned)).length >= quorum.threshold;
  }
}

/** The quorum in words, for messages: `2 of (x1, x2, all of (y1, y2))`. */
export function describeQuorum(quorum: Quorum): string {
  if (quorum.kind === "none") return "nobody";
  if (quorum.kind === "witness") return quorum.name;
  return `${quorum.threshold} of (${quorum.members.map(describeQuorum).join(", ")})`;
}
