import type { Signer } from "../core/tlog/note.ts";
import { checkSecondLook, type TypingWarning } from "../core/people/check-typed-sheet.ts";
import { formatTypedBox, parseTypedBox, type Answer } from "../core/people/parse-answer.ts";
import type { Assignment } from "../core/people/assignment.ts";
import type { Box } from "../core/tally-sheet.ts";
import { assignSheet, type AssignedSheet } from "../pipeline/assign-sheet.ts";
import { handIn, heldDraft, keepDraft, typingWarnings } from "../pipeline/hand-in.ts";
import type { Outcome, Shell } from "./command.ts";
import { withElection } from "./election-folder.ts";
import { imagePath } from "./image-path.ts";
import { formatCount } from "./text.ts";
import { warningLine } from "./warning-line.ts";

/** A person at a terminal. Every question resolves to undefined when they want to leave. */
export interface Asker {
  tell(line: string): void;
  text(question: {
    readonly message: string;
    readonly initial?: string;
    /** The complaint about what was typed, or undefined where it will do. */
    readonly problem: (typed: string) => string | undefined;
  }): Promise<string | undefined>;
  choose<Value extends string>(
    message: string,
    options: readonly { readonly value: Value; readonly label: string }[],
  ): Promise<Value | undefined>;
}

/** Where a person reads, and with which key. */
export interface Session {
  readonly directory: string;
  readonly signer: Signer;
  readonly shell: Shell;
}

type TypedSheet = Extract<Answer, { readonly boxes: unknown }>;

/**
 * Gives a person sheet after sheet until nothing is left or they leave. The folder is held only between questions, so
 * that several people can work on it; each box typed is kept before the next is asked for.
 */
export async function transcribeSession(session: Session, asker: Asker): Promise<Outcome> {
  const { directory, signer, shell } = session;
  let entered = 0;
  const end = (why: string): Outcome => ({
    json: { entered },
    text: `${why}. Sheets entered: ${formatCount(entered)}`,
  });
  for (;;) {
    const given = await withElection(directory, shell, async (world) => {
      const assigned = await assignSheet(world, signer.verifier);
      if (assigned === undefined) return undefined;
      const draft = heldDraft(world, signer, assigned.assignment.evidence);
      return draft === undefined ? { assigned } : { assigned, draft };
    });
    if (given === undefined) return end("Nothing is left for you to read");
    asker.tell(`Look at ${imagePath(directory, given.assigned)}`);
    const answer = await askSheet(session, asker, given);
    if (answer === undefined) return end("You left; what you typed is kept");
    await withElection(directory, shell, (world) => handIn(world, signer, answer));
    entered += 1;
  }
}

/** One sheet: all its boxes, a second look where something speaks for it, and a last word before it is entered. */
async function askSheet(
  session: Session,
  asker: Asker,
  { assigned, draft }: { readonly assigned: AssignedSheet; readonly draft?: Answer },
): Promise<Answer | undefined> {
  const { assignment } = assigned;
  const { evidence } = assignment;
  const start = await asker.choose("Can you read the sheet?", [
    { value: "yes", label: "Yes" },
    { value: "no", label: "No, it is not a sheet or nothing on it can be read" },
    { value: "leave", label: "Leave" },
  ]);
  if (start === undefined || start === "leave") return undefined;
  if (start === "no") {
    const unreadable = await asker.text({
      message: "Why not? (it is published)",
      problem: (typed) => (typed.trim() === "" ? "say why" : undefined),
    });
    return unreadable === undefined ? undefined : { evidence, unreadable };
  }
  let typed: TypedSheet | undefined = draft !== undefined && "boxes" in draft ? draft : undefined;
  let isFirstLook = true;
  for (;;) {
    const before: TypedSheet | undefined = isFirstLook ? undefined : typed;
    typed = await askBoxes(session, asker, typed === undefined ? { assignment } : { assignment, typed });
    if (typed === undefined) return undefined;
    const warnings = await warningsOf(session, typed);
    if (before !== undefined) warnings.push(...checkSecondLook(before.boxes, typed.boxes));
    for (const warning of warnings) asker.tell(`  ${warningLine(warning)}`);
    const decision = await asker.choose(
      warnings.length === 0 ? "Enter this sheet?" : "Look at the paper again. What does it say?",
      [
        { value: "enter", label: warnings.length === 0 ? "Enter" : "Exactly what I typed: enter" },
        { value: "again", label: "Go through the boxes again" },
        { value: "leave", label: "Leave" },
      ],
    );
    if (decision === undefined || decision === "leave") return undefined;
    if (decision === "enter") return { ...typed, confirmed: true };
    isFirstLook = false;
  }
}

async function warningsOf({ directory, shell }: Session, typed: TypedSheet): Promise<TypingWarning[]> {
  return withElection(directory, shell, async (world) => typingWarnings(world, typed));
}

/** Box after box; what was typed before stands there already, and is kept with every answer. */
async function askBoxes(
  { directory, signer, shell }: Session,
  asker: Asker,
  { assignment, typed }: { readonly assignment: Assignment; readonly typed?: TypedSheet },
): Promise<TypedSheet | undefined> {
  const { evidence } = assignment;
  const contest = await askContest(assignment, asker, typed);
  if (contest === undefined) return undefined;
  const station = await asker.text({
    message: "Code of the polling station, as the sheet has it",
    ...(typed === undefined ? {} : { initial: typed.station }),
    problem: (text) => (text.trim() === "" ? "type the code" : undefined),
  });
  if (station === undefined) return undefined;
  const boxes: Record<string, Box> = { ...typed?.boxes };
  const form = assignment.contests.find((each) => each.contest === contest);
  for (const { box, label } of form?.boxes ?? []) {
    const known = boxes[box];
    const answer = await asker.text({
      message: `${label} (? cannot be read, - not on the form)`,
      ...(known === undefined ? {} : { initial: formatTypedBox(known) }),
      problem: (text) => (parseTypedBox(text) === undefined ? "a whole number, ? or -" : undefined),
    });
    if (answer === undefined) return undefined;
    boxes[box] = parseTypedBox(answer) ?? "illegible";
    const draft = { evidence, contest, station: station.trim(), boxes };
    await withElection(directory, shell, (world) => keepDraft(world, signer, draft));
  }
  return { evidence, contest, station: station.trim(), boxes };
}

async function askContest(
  { contests }: Assignment,
  asker: Asker,
  typed: TypedSheet | undefined,
): Promise<string | undefined> {
  const [only, another] = contests;
  if (another === undefined) return only?.contest;
  return (
    typed?.contest ??
    asker.choose(
      "Which contest is it?",
      contests.map(({ contest, title }) => ({ value: contest, label: title })),
    )
  );
}
