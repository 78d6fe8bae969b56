import { agreementOf } from "../core/agreement.ts";
import { equalBytes, formatBase64 } from "../core/bytes.ts";
import { formatCanonicalJson } from "../core/canonical-json.ts";
import { commitmentOf, SALT_BYTES, type Opening, type ReadingPayload } from "../core/commitment.ts";
import { originOf } from "../core/election.ts";
import { formatEntry, type Entry } from "../core/entry.ts";
import { advance } from "../core/fold.ts";
import { readingsDue } from "../core/fold-readings.ts";
import type { Actor, ReadingEntry, State } from "../core/state.ts";
import { InputError } from "../core/input-error.ts";
import { ruleOf } from "../core/people/blind-queue.ts";
import { readingMessage } from "../core/people/signed-reading.ts";
import { readBy, settles } from "../core/reader-kind.ts";
import { readBoxes } from "../core/settle.ts";
import { boxNamesOf } from "../core/tally-sheet.ts";
import type { Signer } from "../core/tlog/note.ts";
import type { World } from "../world.ts";
import { requireTranscriber } from "./admit-transcriber.ts";
import { heldLeases, keepLeases } from "./leases.ts";
import { load, type Loaded } from "./load.ts";

/** What a person says of the sheet they were given. */
export interface PersonReading {
  readonly evidence: number;
  readonly payload: ReadingPayload;
}

/**
 * Commits a person's reading, signed with their key. Where it is the last that the log waits for and the readings do not
 * agree, one more person is asked for in the same step, before anything can be opened, as far as the election file lets.
 * Told nothing of it: whether others agree is not for the person who read. The same reading handed in again after a crash
 * is found, and not entered twice.
 */
export async function enterReading(
  world: World,
  signer: Signer,
  { evidence, payload }: PersonReading,
): Promise<{ readonly entry: number }> {
  const loaded = load(world);
  const { state } = loaded;
  const actor = requireTranscriber(state, signer.verifier);
  const before = (state.readingsOf.get(evidence) ?? []).find((reading) => reading.reader === actor.reader);
  if (before !== undefined) return { entry: sameAsBefore(loaded, before, payload) };
  requireLease(world, state, { evidence, reader: actor.reader });

  const opening: Opening = { salt: world.randomBytes(SALT_BYTES), payload };
  const reading = signReading({ world, state, signer }, { actor, evidence, opening });
  const extension = extensionFor(loaded, { evidence, payload, reading, actor });
  const entries = [...extension, reading];
  const first = state.entries;
  // After this the state is used up: nothing below reads it.
  entries.reduce((folded, entry) => advance(folded, entry, () => new Uint8Array()), state);
  await world.keepOpenings([opening]);
  await world.append(entries.map(formatEntry));
  await keepLeases(
    world,
    heldLeases(world).filter((lease) => lease.evidence !== evidence || lease.reader !== actor.reader),
  );
  return { entry: first + extension.length };
}

function sameAsBefore({ openings }: Loaded, before: ReadingEntry, payload: ReadingPayload): number {
  const held = openings.get(before.commitment)?.payload;
  if (held === undefined || !equalBytes(formatCanonicalJson(held), formatCanonicalJson(payload)))
    throw new InputError(`entry ${before.evidence}`, [
      `was read with this key before, as entry ${before.entry}: a reading is not changed`,
    ]);
  return before.entry;
}

/** Nobody picks what they read: a file is handed in by whom it was lent to, late or not. */
function requireLease(
  world: World,
  state: State,
  { evidence, reader }: { readonly evidence: number; readonly reader: string },
): void {
  const isLent = heldLeases(world).some((lease) => lease.evidence === evidence && lease.reader === reader);
  if (!isLent)
    throw new InputError(`entry ${evidence}`, [
      "was not given to this key: cotejo transcribe DIR --as KEY --next gives one",
    ]);
  // Once its readings are open they can be looked up, and one more would not be blind.
  if (
    readingsDue(state, evidence) &&
    (state.readingsOf.get(evidence) ?? []).some(({ signed }) => signed !== undefined)
  )
    throw new InputError(`entry ${evidence}`, [
      "has been read by enough people meanwhile: nothing was entered, ask for the next",
    ]);
}

function signReading(
  by: { readonly world: World; readonly state: State; readonly signer: Signer },
  what: { readonly actor: Actor; readonly evidence: number; readonly opening: Opening },
): Extract<Entry, { kind: "reading-signed" }> {
  const { world, state, signer } = by;
  const { actor, evidence, opening } = what;
  const file = state.evidence.get(evidence);
  if (file === undefined || state.election === undefined)
    throw new InputError(`entry ${evidence}`, ["is no evidence"]);
  const commitment = commitmentOf(world.crypto, opening);
  const message = readingMessage({
    origin: originOf(state.election),
    evidence: file.commitment,
    reading: commitment,
  });
  const signature = formatBase64(signer.sign(message));
  return { kind: "reading-signed", version: 1, evidence, actor: actor.entry, commitment, signature };
}

interface NewReading {
  readonly evidence: number;
  readonly payload: ReadingPayload;
  readonly reading: Extract<Entry, { kind: "reading-signed" }>;
  readonly actor: Actor;
}

/** The entry that asks for one more person, where this reading would open the others and they do not settle the sheet. */
function extensionFor(
  { state, openings }: Loaded,
  { evidence, payload, reading, actor }: NewReading,
): Entry[] {
  const rule = ruleOf(state);
  const known = state.readingsOf.get(evidence) ?? [];
  const { commitment, signature } = reading;
  const own: ReadingEntry = {
    entry: state.entries,
    evidence,
    reader: actor.reader,
    commitment,
    signed: { actor: actor.entry, signature },
  };
  const after = [...known, own];
  const people = after.filter(({ signed }) => signed !== undefined).length;
  const { election, extensions } = state;
  const wouldOpen = readingsDue({ election, extensions, readingsOf: new Map([[evidence, after]]) }, evidence);
  if (!wouldOpen || readingsDue(state, evidence) || people >= rule.entries) return [];
  const contest = election?.contests.find((each) => each.id === payload.contest);
  const boxNames = boxNamesOf(contest?.selections ?? []);
  const accounts = after.flatMap((each) => {
    const said = each.commitment === commitment ? payload : openings.get(each.commitment)?.payload;
    if (said?.kind !== "reading" || said.outcome !== "read" || said.contest !== payload.contest) return [];
    if (election === undefined || !settles(each.reader, election.policy)) return [];
    return [readBoxes({ ...readBy(each), payload: said }, boxNames)];
  });
  if (agreementOf(accounts, rule).isFirm) return [];
  return [{ kind: "readings-extended", version: 1, evidence, people: people + 1 }];
}
