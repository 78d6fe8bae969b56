import { formatHex } from "./bytes.ts";
import { settleRuleOf } from "./election.ts";
import type { EntryOf } from "./entry.ts";
import { InputError } from "./input-error.ts";
import { settles } from "./reader-kind.ts";
import { requireActor, requireElection, requireEvidence, type ReadingEntry, type State } from "./state.ts";
import { parseBase64Field } from "./tlog/field.ts";

/** How the names of people begin, who have no other: what follows is the beginning of their key. */
const PERSON = "person ";
const KEY_SHOWN = 16;

/** The name that the readings of a key stand under. */
export function readerOfKey(key: string): string {
  return `${PERSON}${formatHex(parseBase64Field(key, "key")).slice(0, KEY_SHOWN)}`;
}

export function takeReading(state: State, { evidence, reader, commitment }: EntryOf<"reading-made">): void {
  requireEvidence(state, evidence);
  if (reader.startsWith(PERSON))
    throw new InputError(`entry ${state.entries}`, [
      `no program may be called "${reader}": that is a person's name`,
    ]);
  addReading(state, { entry: state.entries, evidence, reader, commitment });
}

type EntryOfPeople = EntryOf<
  | "actor-admitted"
  | "actor-removed"
  | "reading-signed"
  | "readings-extended"
  | "truth-committed"
  | "truths-opened"
>;

/** What people who read sheets do, and what their reading is measured by. */
export function advancePeople(state: State, entry: EntryOfPeople): void {
  const index = state.entries;
  switch (entry.kind) {
    case "actor-admitted":
      return admitActor(state, entry);
    case "actor-removed":
      requireActor(state, entry.actor).removed = true;
      return;
    case "reading-signed":
      return takeSignedReading(state, entry);
    case "readings-extended":
      return extendReadings(state, entry);
    case "truth-committed":
      if (state.truthsOpened !== undefined)
        throw new InputError(`entry ${index}`, [
          "the known sheets were opened: no further one can be hidden",
        ]);
      state.truths.push({ entry: index, commitment: entry.commitment });
      return;
    case "truths-opened":
      if (state.truths.length === 0 || state.truthsOpened !== undefined)
        throw new InputError(`entry ${index}`, ["there are no known sheets that are not open yet"]);
      state.truthsOpened = index;
  }
}

function admitActor(state: State, { key }: EntryOf<"actor-admitted">): void {
  const reader = readerOfKey(key);
  // One key is one person: admitted twice, their two readings would count as those of two.
  if ([...state.actors.values()].some((known) => known.reader === reader))
    throw new InputError("key", [`${reader} was admitted before: a key is admitted once`]);
  state.actors.set(state.entries, { entry: state.entries, key, reader, removed: false });
}

function takeSignedReading(state: State, entry: EntryOf<"reading-signed">): void {
  const { evidence, commitment, actor: index, signature } = entry;
  requireEvidence(state, evidence);
  const { reader } = requireActor(state, index);
  if (state.readingsOf.get(evidence)?.some((known) => known.reader === reader) === true)
    throw new InputError(`entry ${state.entries}`, [`${reader} has read entry ${evidence} before`]);
  const signed = { actor: index, signature };
  addReading(state, { entry: state.entries, evidence, reader, commitment, signed });
}

function addReading(state: State, reading: ReadingEntry): void {
  state.readings.push(reading);
  const known = state.readingsOf.get(reading.evidence);
  if (known === undefined) state.readingsOf.set(reading.evidence, [reading]);
  else known.push(reading);
}

/** More people are asked for only while what those before read is closed, and within the election file's limit. */
function extendReadings(state: State, { evidence, people }: EntryOf<"readings-extended">): void {
  const refuse = (reason: string) => new InputError(`entry ${state.entries}`, [reason]);
  requireEvidence(state, evidence);
  const rule = settleRuleOf(requireElection(state).policy);
  if (people > rule.entries)
    throw refuse(`the election file lets ${rule.entries} people read a file, not ${people}`);
  if (people <= (state.extensions.get(evidence) ?? rule.people))
    throw refuse("asks for no more people than before");
  if (readingsDue(state, evidence))
    throw refuse("asks for more people though the readings may be opened already");
  state.extensions.set(evidence, people);
}

/** Whether the readings of an evidence are to be opened. The log alone decides: it knows who committed, not what. */
export function readingsDue(
  state: Pick<State, "election" | "readingsOf" | "extensions">,
  evidence: number,
): boolean {
  if (state.election === undefined) return false;
  const readings = state.readingsOf.get(evidence) ?? [];
  const { policy } = state.election;
  const rule = settleRuleOf(policy);
  const counted = readings.map((reading) => reading.reader).filter((reader) => settles(reader, policy));
  const readers = new Set(counted).size;
  const people = readings.filter((reading) => reading.signed !== undefined).length;
  return readers >= rule.readings && people >= (state.extensions.get(evidence) ?? rule.people);
}
