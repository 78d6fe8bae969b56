import type { Election } from "../core/election.ts";
import { formOf } from "../core/formats/form.ts";
import { formatBase64, parseUtf8, utf8 } from "../core/bytes.ts";
import { InputError } from "../core/input-error.ts";
import { assignmentOf, type Assignment } from "../core/people/assignment.ts";
import { checkTypedSheet, type TypingContext, type TypingWarning } from "../core/people/check-typed-sheet.ts";
import { parseAnswer, readingOfAnswer, type Answer } from "../core/people/parse-answer.ts";
import type { Register } from "../core/register.ts";
import type { StationId } from "../core/tally-sheet.ts";
import type { Signer } from "../core/tlog/note.ts";
import type { World } from "../world.ts";
import { enterReading } from "./enter-reading.ts";
import { readerOfKey } from "../core/fold-readings.ts";
import { load } from "./load.ts";

/** What became of an answer: entered, or held back until a second look confirms it. */
export type HandedIn =
  | { readonly kind: "entered"; readonly entry: number; readonly warnings: readonly TypingWarning[] }
  | { readonly kind: "look-again"; readonly warnings: readonly TypingWarning[] };

/**
 * Takes a person's answer to the sheet they were given. Where the form's own arithmetic or the register contradicts it, it
 * is entered only when it says that a second look confirmed it: paper can be wrong, and is then entered as it is.
 */
export async function handIn(world: World, signer: Signer, answer: Answer): Promise<HandedIn> {
  const payload = readingOfAnswer(answer, requireAssignment(world, answer.evidence));
  const warnings = typingWarnings(world, answer);
  const isConfirmed = "unreadable" in answer || answer.confirmed === true;
  if (warnings.length > 0 && !isConfirmed) return { kind: "look-again", warnings };
  const { entry } = await enterReading(world, signer, { evidence: answer.evidence, payload });
  await dropDraft(world, signer);
  return { kind: "entered", entry, warnings };
}

function requireAssignment(world: World, evidence: number): Assignment {
  const { election, evidence: files } = load(world).state;
  const file = files.get(evidence);
  if (election === undefined || file === undefined)
    throw new InputError("answer", [`entry ${evidence} is no evidence`]);
  const claimed = file.contest === undefined ? {} : { claimed: file.contest };
  return assignmentOf(election, { evidence, ...claimed });
}

/** What speaks for a second look at the paper, from the form and the register alone. */
export function typingWarnings(world: World, answer: Answer): TypingWarning[] {
  if ("unreadable" in answer) return [];
  const { election, register } = load(world).state;
  if (election === undefined || register === undefined) return [];
  return checkTypedSheet(answer.boxes, typingContext(election, register, answer));
}

function typingContext(
  election: Election,
  register: Register,
  typed: { readonly station: StationId; readonly contest?: string | undefined },
): TypingContext {
  const contest = election.contests.find((each) => each.id === typed.contest) ?? election.contests[0];
  const at = register.stationIndex(typed.station);
  const isStationListed = at !== undefined && register.stationInRegister.at(at) === 1;
  const registeredVoters = at === undefined ? -1 : register.stationRegisteredVoters.at(at);
  return {
    form: formOf(election.sheet),
    selections: contest?.selections.map(({ id }) => id) ?? [],
    ...(register.adopted ? { isStationListed } : {}),
    ...(registeredVoters >= 0 ? { registeredVoters } : {}),
  };
}

/** What a person has typed of a sheet so far, kept with every box: a session that stops goes on where it was. */
export async function keepDraft(world: World, signer: Signer, answer: Answer): Promise<void> {
  await world.keepWork(draftOf(signer), utf8(`${JSON.stringify(answer)}\n`));
}

/** The holder's own draft of this evidence, where there is one. */
export function heldDraft(world: World, signer: Signer, evidence: number): Answer | undefined {
  const bytes = world.work(draftOf(signer));
  if (bytes === undefined || bytes.length === 0) return undefined;
  const draft = parseAnswer(parseUtf8(bytes));
  return draft.evidence === evidence ? draft : undefined;
}

async function dropDraft(world: World, signer: Signer): Promise<void> {
  if (world.work(draftOf(signer)) !== undefined) await world.keepWork(draftOf(signer), new Uint8Array());
}

function draftOf({ verifier }: Signer): string {
  return `draft-${readerOfKey(formatBase64(verifier.publicKey)).replace(" ", "-")}.json`;
}
