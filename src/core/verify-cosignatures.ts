import { equalBytes } from "./bytes.ts";
import type { Crypto } from "./crypto.ts";
import { verifyCosignature } from "./tlog/cosignature.ts";
import {
  formatVerifierKey,
  signaturesBy,
  type Note,
  type SignatureLine,
  type VerifierKey,
} from "./tlog/note.ts";
import { describeQuorum, isQuorum, type Policy, type PolicyWitness } from "./tlog/policy.ts";
import type { NotEstablished, Problem } from "./verification.ts";

/** The policy by which a publication's cosignatures were collected, word for word, where there is one. */
export const POLICY_PATH = "log/policy";

/** One witness's word that a log only grew, and how far. */
export interface Cosignature {
  /** What the policy calls the witness. */
  readonly witness: string;
  /** The witness's key, in full: a name alone is anybody's. */
  readonly key: string;
  /** Seconds since 1970, UTC, by the witness's clock. */
  readonly time: number;
}

/** What the signature lines of a checkpoint show. */
export interface CheckedCosignatures {
  readonly problems: readonly Problem[];
  readonly notEstablished: readonly NotEstablished[];
  readonly cosignatures: readonly Cosignature[];
  /** Of the policy given; undefined where none was, or where it asks for nobody. */
  readonly quorumMet?: boolean;
}

/** The policies that say whose signature lines are known. */
export interface Policies {
  /** The verifier's own. Its quorum is demanded. */
  readonly given?: Policy;
  /** The publication's. It only explains lines: who publishes could name anybody as a witness. */
  readonly published?: Policy;
}

/**
 * Every signature line of a published checkpoint must be known: one is the log's, and each other the cosignature of a
 * witness of one of the policies. A line that nobody can check could say anything, and is a problem.
 */
export function checkCosignatures(
  crypto: Crypto,
  checkpoint: { readonly path: string; readonly note: Note; readonly key: VerifierKey },
  policies: Policies,
): CheckedCosignatures {
  const { path, note, key } = checkpoint;
  const witnesses = witnessesOf(policies);
  const problems: Problem[] = [];
  const problem = (code: Problem["code"], message: string) => problems.push({ code, path, message });
  if (signaturesBy(note, key).length !== 1)
    problem("signature-invalid", "must have one signature by its log");
  const isKnown = (line: SignatureLine) =>
    [key, ...witnesses.map((witness) => witness.key)].some(
      (known) => line.name === known.name && equalBytes(line.keyId, known.keyId),
    );
  for (const line of note.signatures)
    if (!isKnown(line))
      problem("signature-invalid", `carries a signature line of an unknown key (${line.name})`);

  const cosignatures: Cosignature[] = [];
  for (const witness of witnesses) {
    const verified = verifyCosignature(crypto, note, witness.key);
    if (verified.kind === "refused") problem("signature-invalid", verified.reason);
    if (verified.kind !== "verified") continue;
    if (signaturesBy(note, witness.key).length > 1)
      problem("signature-invalid", `carries two cosignatures by ${witness.key.name}`);
    cosignatures.push({ witness: witness.name, key: formatVerifierKey(witness.key), time: verified.time });
  }
  const { unmet, notEstablished, quorumMet } = weigh(policies, cosignatures);
  if (unmet !== undefined) problem("quorum-not-met", unmet);
  return { problems, notEstablished, cosignatures, ...(quorumMet === undefined ? {} : { quorumMet }) };
}

/** The witnesses of both policies, each once, by the name that the policy given has for it. */
function witnessesOf({ given, published }: Policies): PolicyWitness[] {
  const known = new Map<string, PolicyWitness>();
  for (const witness of [...(published?.witnesses ?? []), ...(given?.witnesses ?? [])])
    known.set(formatVerifierKey(witness.key), witness);
  return [...known.values()];
}

interface Weighed {
  readonly unmet?: string;
  readonly notEstablished: readonly NotEstablished[];
  readonly quorumMet?: boolean;
}

function weigh({ given, published }: Policies, cosignatures: readonly Cosignature[]): Weighed {
  if (given !== undefined) {
    if (given.quorum.kind === "none") return { notEstablished: [] };
    const names = namesIn(given, cosignatures);
    const quorumMet = isQuorum(given.quorum, names);
    const who = names.size === 0 ? "nobody" : [...names].join(", ");
    const unmet = `is cosigned by ${who}; the policy given asks for ${describeQuorum(given.quorum)}`;
    return quorumMet ? { notEstablished: [], quorumMet } : { notEstablished: [], quorumMet, unmet };
  }
  if (published === undefined) return { notEstablished: [] };
  const isMet = isQuorum(published.quorum, namesIn(published, cosignatures));
  const quorum = isMet
    ? "the quorum of the folder's own policy is met"
    : `and the folder's own policy asks for ${describeQuorum(published.quorum)}, which is not met`;
  const claim =
    cosignatures.length === 0
      ? "that anybody but the publisher has seen this log: no witness cosigned it"
      : `that the ${cosignatures.length} witnesses who cosigned are not the publisher's own`;
  const message = `${claim} (${quorum}): give a policy of witnesses you know with --policy`;
  return { notEstablished: [{ code: "witnesses-not-held", message }] };
}

/** The witnesses of this policy among those who cosigned, by its names for them. */
function namesIn(policy: Policy, cosignatures: readonly Cosignature[]): ReadonlySet<string> {
  const keys = new Set(cosignatures.map(({ key }) => key));
  const cosigned = policy.witnesses.filter(({ key }) => keys.has(formatVerifierKey(key)));
  return new Set(cosigned.map(({ name }) => name));
}
