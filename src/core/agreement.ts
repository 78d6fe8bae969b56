import type { SettleRule } from "./election.ts";
import { rangeOf } from "./range-of.ts";
import { ILLEGIBLE, NOT_ON_FORM, type StationId } from "./tally-sheet.ts";

/** What one reader of an evidence file says, in the column order of the contest. */
export interface ReadBoxes {
  readonly reader: string;
  /** Whether a person read it, and signed. */
  readonly byPerson: boolean;
  /** The station that the reader says the sheet is of. */
  readonly station: StationId;
  readonly boxes: Int32Array;
}

export interface Agreement<Reading> {
  /** The transcription, or undefined while too few agree. */
  readonly boxes: Int32Array | undefined;
  /** People whose reading others outvoted: they stay on record and dispute nothing. */
  readonly outvoted: readonly Reading[];
  /** Whether another person's reading could not complete it: it is agreed, and no box waits for a second pair of eyes. */
  readonly isFirm: boolean;
}

/** Columns that both state as a count and state differently. A box one of them does not have is no disagreement. */
export function columnsDiffering(first: Int32Array, second: Int32Array): number[] {
  const columns: number[] = [];
  for (let column = 0; column < first.length; column++) {
    const one = first[column] ?? NOT_ON_FORM;
    const other = second[column] ?? NOT_ON_FORM;
    if (one >= 0 && other >= 0 && one !== other) columns.push(column);
  }
  return columns;
}

/** Completes boxes with those of an account of the same sheet: a count stands before "illegible", and that before nothing. */
export function fillBoxes(own: Int32Array, other: Int32Array): void {
  for (const [column, value] of other.entries())
    if ((own[column] ?? NOT_ON_FORM) < 0) own[column] = Math.max(own[column] ?? NOT_ON_FORM, value);
}

/**
 * What the readings of one file come to: the largest group whose members agree, where it has the readers and the people
 * that the rule asks for. One reader who reads twice is still one. Where the rule asks for people, a box needs as many
 * people who state the same number, or it is illegible; two people agree only on the same station; and people outside the
 * group are outvoted, unless they too are a group that could settle the sheet.
 */
export function agreementOf<Reading extends ReadBoxes>(
  readings: readonly Reading[],
  rule: SettleRule,
): Agreement<Reading> {
  const groups =
    rule.people === 0
      ? readings.map((one) => readings.filter((other) => agree(one, other)))
      : readings.map((one) => groupAround(one, readings));
  const sufficient = groups.filter((group) => suffices(group, rule));
  const [, most] = rangeOf(sufficient.map(countReaders));
  const chosen = sufficient.find((group) => countReaders(group) === most);
  if (chosen === undefined) return { boxes: undefined, outvoted: [], isFirm: false };
  if (rule.people === 0) {
    const boxes = emptyBoxes(chosen);
    for (const each of chosen) fillBoxes(boxes, each.boxes);
    return { boxes, outvoted: [], isFirm: true };
  }
  const others = readings.filter((reading) => reading.byPerson && !chosen.includes(reading));
  const isContested = others.some((one) => suffices(groupAround(one, others), rule));
  return { ...boxesOfPeople(chosen, rule.people), outvoted: isContested ? [] : others };
}

/**
 * Everybody in it agrees with everybody: of two who read different numbers, both agree with a third who read none. People
 * come before programs.
 */
function groupAround<Reading extends ReadBoxes>(one: Reading, readings: readonly Reading[]): Reading[] {
  const people = readings.filter((each) => each.byPerson);
  const programs = readings.filter((each) => !each.byPerson);
  const group = [one];
  for (const other of [...people, ...programs])
    if (other !== one && group.every((member) => agree(member, other))) group.push(other);
  return group;
}

function agree(one: ReadBoxes, other: ReadBoxes): boolean {
  const isSameStation = !one.byPerson || !other.byPerson || one.station === other.station;
  return isSameStation && columnsDiffering(one.boxes, other.boxes).length === 0;
}

function suffices(group: readonly ReadBoxes[], rule: SettleRule): boolean {
  return (
    countReaders(group) >= rule.readings && countReaders(group.filter((each) => each.byPerson)) >= rule.people
  );
}

function countReaders(group: readonly ReadBoxes[]): number {
  return new Set(group.map((each) => each.reader)).size;
}

function emptyBoxes(group: readonly ReadBoxes[]): Int32Array {
  return new Int32Array(group[0]?.boxes.length ?? 0).fill(NOT_ON_FORM);
}

/** The boxes of which enough people state the number; one that fewer state, or that some cannot read, is illegible. */
function boxesOfPeople(
  group: readonly ReadBoxes[],
  people: number,
): Pick<Agreement<never>, "boxes" | "isFirm"> {
  const boxes = emptyBoxes(group);
  let isFirm = true;
  for (const column of boxes.keys()) {
    const stated = group.filter((each) => (each.boxes[column] ?? NOT_ON_FORM) >= 0);
    const byPeople = countReaders(stated.filter((each) => each.byPerson));
    if (byPeople >= people) boxes[column] = stated[0]?.boxes[column] ?? NOT_ON_FORM;
    else if (group.some((each) => each.boxes[column] !== NOT_ON_FORM)) boxes[column] = ILLEGIBLE;
    if (byPeople < people && stated.length > 0) isFirm = false;
  }
  return { boxes, isFirm };
}
