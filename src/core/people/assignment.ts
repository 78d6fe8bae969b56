import { localText, type Contest, type Election, type Language } from "../election.ts";
import { formOf } from "../formats/form.ts";
import { TOTAL_BOXES, type BoxName, type ContestId } from "../tally-sheet.ts";

/** One box of the form, with what stands beside it on the paper. */
export interface BoxToRead {
  readonly box: BoxName;
  readonly label: string;
}

/**
 * What a person is given: which image, and what the form asks. It is made from the election file and a number, so that
 * nothing else can be in it.
 */
export interface Assignment {
  readonly evidence: number;
  /** The contests it may be a sheet of, each with the boxes of its form. */
  readonly contests: readonly {
    readonly contest: ContestId;
    readonly title: string;
    readonly boxes: readonly BoxToRead[];
  }[];
}

/** The labels of totals, as forms have them. */
const TOTAL_LABELS: Readonly<Record<(typeof TOTAL_BOXES)[number], string>> = {
  registeredVoters: "registered voters",
  votersParticipated: "voters who took part",
  ballotsCast: "ballots cast",
  validVotes: "valid votes",
  blankVotes: "blank votes",
  nullVotes: "null votes",
};

/** `claimed` is the contest that the sender named, where one was named. */
export function assignmentOf(
  election: Election,
  file: { readonly evidence: number; readonly claimed?: ContestId },
): Assignment {
  const language = election.languages[0] ?? "en";
  const claimed = election.contests.filter((contest) => contest.id === file.claimed);
  const contests = claimed.length > 0 ? claimed : election.contests;
  return {
    evidence: file.evidence,
    contests: contests.map((contest) => ({
      contest: contest.id,
      title: localText(contest.title, language),
      boxes: boxesToRead(election, contest, language),
    })),
  };
}

function boxesToRead(election: Election, contest: Contest, language: Language): BoxToRead[] {
  const selections = contest.selections.map(({ id, name }) => ({
    box: id,
    label: localText(name, language),
  }));
  const totals = TOTAL_BOXES.map((box) => ({ box, label: TOTAL_LABELS[box] }));
  const others = formOf(election.sheet).boxes.map((box) => ({ box, label: box }));
  return [...selections, ...totals, ...others];
}
