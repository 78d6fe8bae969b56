import { commitmentOf } from "./commitment.ts";
import type { Crypto } from "./crypto.ts";
import type { State } from "./state.ts";
import { commitmentsOf, entriesDue, type DueOpening } from "./openings-due.ts";
import { isLikeness, readBy } from "./reader-kind.ts";
import type { NotEstablished, Problem } from "./verification.ts";

/**
 * The openings published must be exactly those that the log makes due, in order and each once, and each must open the
 * commitment of the entry it names.
 */
export function checkOpenings(crypto: Crypto, state: State, openings: readonly DueOpening[]): Problem[] {
  const problems: Problem[] = [];
  const problem = (code: Problem["code"], entry: number, message: string) =>
    problems.push({ code, path: `log entry ${entry}`, message });
  const commitments = commitmentsOf(state);
  const due = new Set(entriesDue(state));
  let last = -1;
  for (const { entry, opening } of openings) {
    if (entry <= last) problem("opening-invalid", entry, "its opening stands twice or out of order");
    last = entry;
    const committed = commitments.get(entry);
    if (committed?.commitment !== commitmentOf(crypto, opening) || committed.kind !== opening.payload.kind)
      problem("opening-invalid", entry, "the opening is not of what the entry committed to");
    else if (!due.has(entry))
      problem("opening-not-due", entry, "is opened although the log does not say that it may be yet");
  }
  const opened = new Set(openings.map((each) => each.entry));
  for (const entry of due)
    if (!opened.has(entry))
      problem("opening-withheld", entry, "the log says that its opening is due, and it is not published");
  return problems;
}

/** What is not due stays closed. That is not wrong, but nobody can check it: the number is told. */
export function closedOpenings(state: State, openings: readonly DueOpening[]): NotEstablished[] {
  const opened = new Set(openings.map((each) => each.entry));
  const closed = (entries: Iterable<{ readonly entry: number }>) =>
    [...entries].filter(({ entry }) => !opened.has(entry)).length;
  const redacted = [...state.evidence.values()].filter(
    ({ redaction }) => redaction?.outcome.kind === "redacted",
  );
  const files = closed(state.evidence.values()) - redacted.length;
  // How an image looks says nothing that its readings do not; what it shows is told of above.
  const readings = closed(state.readings.filter((reading) => !isLikeness(readBy(reading))));
  const truths = closed(state.truths);
  const doubts: NotEstablished[] = [];
  if (files > 0)
    doubts.push({
      code: "evidence-not-open",
      message: `what ${files} evidence files show: they are held privately, and only their commitments are public`,
    });
  if (redacted.length > 0)
    doubts.push({
      code: "originals-not-held",
      message: `that ${redacted.length} redacted images show what their originals show beside the black: who holds the originals can compare`,
    });
  const recorded = [...state.record.statements.values()].filter(({ isRejected }) => !isRejected);
  const statements = closed(recorded.flatMap(({ versions }) => versions.slice(-1)));
  const sealed = [...state.record.documents.values()].filter(({ facts }) => facts === undefined).length;
  if (statements + sealed > 0)
    doubts.push({
      code: "record-not-open",
      message: `what ${statements} statements of the record that wait for a review say, and ${sealed} sealed documents`,
    });
  if (readings > 0)
    doubts.push({
      code: "readings-not-open",
      message: `what ${readings} readings say: not enough readers have committed for them to be opened, so their sheets are not counted by them`,
    });
  if (truths > 0)
    doubts.push({
      code: "truths-not-open",
      message: `what ${truths} known sheets say: they are opened at the end, so that no transcriber can tell them from others`,
    });
  return doubts;
}
