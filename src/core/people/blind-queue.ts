import { concatBytes, formatHex, utf8 } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import { settleRuleOf, type SettleRule } from "../election.ts";
import type { State } from "../state.ts";

/**
 * What the queue knows of one evidence file. There is no place in it for a box, a vote or a declared figure, so that
 * nothing made from it can reveal one.
 */
export interface FileToRead {
  readonly evidence: number;
  /** The people who have read it, by the names of their keys. */
  readonly people: readonly string[];
  /** Programs that read a sheet in it. Those that read nothing count for nothing. */
  readonly programs: number;
  /** How many people must have read it before its readings are opened. */
  readonly peopleWanted: number;
  /** Whether what somebody read of it is open to the public: nobody can read it blind any more. */
  readonly isRevealed: boolean;
  /** The larger, the sooner. */
  readonly priority: number;
}

/** What of the log the queue is made from: who committed to what, and not what they committed to. */
export type BlindState = Pick<State, "election" | "evidence" | "readingsOf" | "extensions">;

/** What only the holder of the openings can tell, as plain facts about files. */
export interface FileFacts {
  /** Files whose image is held. */
  readonly held: ReadonlySet<number>;
  /** By evidence, the programs that read a sheet in it. */
  readonly programs: ReadonlyMap<number, number>;
  /** Evidence of which a reading is open that says something. */
  readonly revealed: ReadonlySet<number>;
  /** By evidence, how urgent it is; 0 where nothing is said. */
  readonly priorities?: ReadonlyMap<number, number>;
}

/** All files with an image, in the order of the log. */
export function filesToRead(state: BlindState, facts: FileFacts): FileToRead[] {
  const wanted = ruleOf(state).people;
  return [...state.evidence.keys()]
    .filter((evidence) => facts.held.has(evidence))
    .map((evidence) => ({
      evidence,
      people: (state.readingsOf.get(evidence) ?? []).flatMap((reading) =>
        reading.signed === undefined ? [] : [reading.reader],
      ),
      programs: facts.programs.get(evidence) ?? 0,
      peopleWanted: state.extensions.get(evidence) ?? wanted,
      isRevealed: facts.revealed.has(evidence),
      priority: facts.priorities?.get(evidence) ?? 0,
    }));
}

export function ruleOf(state: Pick<State, "election">): SettleRule {
  return state.election === undefined
    ? { readings: 1, people: 0, entries: 1 }
    : settleRuleOf(state.election.policy);
}

/** How many more people are to read the file. */
export function entriesWanted(file: FileToRead, rule: SettleRule): number {
  if (file.isRevealed) return 0;
  const people = file.people.length;
  return Math.max(0, file.peopleWanted - people, rule.readings - people - file.programs);
}

/** A file lent to one person until a moment, in milliseconds since 1970. Kept in the folder, never in the log. */
export interface Lease {
  readonly evidence: number;
  readonly reader: string;
  readonly until: number;
}

/** Who asks for a file, when, and what is lent already. */
export interface Asking {
  readonly reader: string;
  readonly now: number;
  readonly leases: readonly Lease[];
  /** Private to the folder: whoever does not know it cannot tell who is given which file next. */
  readonly seed: Uint8Array;
}

/**
 * The file that a person is to read next: the one lent to them and not handed in, else the first in an order of their
 * own of those that want more readers than have it now. Undefined where nothing is left for them.
 */
export function nextFile(
  crypto: Crypto,
  { files, rule }: { readonly files: readonly FileToRead[]; readonly rule: SettleRule },
  { reader, now, leases, seed }: Asking,
): number | undefined {
  const open = files.filter((file) => entriesWanted(file, rule) > 0 && !file.people.includes(reader));
  const standing = leases.filter((lease) => lease.until > now);
  const own = standing.find(
    (lease) => lease.reader === reader && open.some((file) => file.evidence === lease.evidence),
  );
  if (own !== undefined) return own.evidence;
  const lent = new Map<number, number>();
  for (const lease of standing)
    if (lease.reader !== reader) lent.set(lease.evidence, (lent.get(lease.evidence) ?? 0) + 1);
  const free = open.filter((file) => entriesWanted(file, rule) > (lent.get(file.evidence) ?? 0));
  const place = (evidence: number) =>
    formatHex(crypto.sha256(concatBytes(seed, utf8(`\n${reader}\n${evidence}`))));
  let best: { readonly file: FileToRead; readonly place: string } | undefined;
  for (const file of free) {
    if (best !== undefined && file.priority < best.file.priority) continue;
    const candidate = { file, place: place(file.evidence) };
    if (best === undefined || file.priority > best.file.priority || candidate.place < best.place)
      best = candidate;
  }
  return best?.file.evidence;
}
