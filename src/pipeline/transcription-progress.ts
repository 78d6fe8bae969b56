import { agreementOf } from "../core/agreement.ts";
import { groupBy } from "../core/group-by.ts";
import { entriesWanted, filesToRead, ruleOf } from "../core/people/blind-queue.ts";
import { isLikeness, readBy, settles } from "../core/reader-kind.ts";
import { readBoxes } from "../core/settle.ts";
import { boxNamesOf } from "../core/tally-sheet.ts";
import type { World } from "../world.ts";
import { fileFacts } from "./file-facts.ts";
import { heldLeases } from "./leases.ts";
import { load, type Loaded } from "./load.ts";

/** How far people are with the sheets: numbers of files, and not a number from any of them. */
export interface TranscriptionProgress {
  readonly people: number;
  readonly files: number;
  /** Files that want no further reader. */
  readonly filesDone: number;
  readonly entries: number;
  readonly entriesWanted: number;
  /** Files lent now. */
  readonly lent: number;
  /** The entries of files whose readings are open and do not agree: for adjudication. */
  readonly withoutAgreement: readonly number[];
  readonly knownSheets: number;
  readonly knownSheetsOpen: boolean;
}

export function transcriptionProgress(world: World): TranscriptionProgress {
  const loaded = load(world);
  const { state } = loaded;
  const rule = ruleOf(state);
  const files = filesToRead(state, fileFacts(world, loaded));
  const wanted = files.map((file) => entriesWanted(file, rule));
  const now = world.now().getTime();
  return {
    people: [...state.actors.values()].filter((actor) => !actor.removed).length,
    files: files.length,
    filesDone: wanted.filter((count) => count === 0).length,
    entries: files.reduce((sum, file) => sum + file.people.length, 0),
    entriesWanted: wanted.reduce((sum, count) => sum + count, 0),
    lent: heldLeases(world).filter((lease) => lease.until > now).length,
    withoutAgreement: withoutAgreement(loaded),
    knownSheets: state.truths.length,
    knownSheetsOpen: state.truthsOpened !== undefined,
  };
}

function withoutAgreement({ state, openings, due }: Loaded): number[] {
  const rule = ruleOf(state);
  const open = new Set(due.map(({ entry }) => entry));
  const found: number[] = [];
  for (const [evidence, made] of state.readingsOf) {
    // How the sheet looks is opened with its image, and not with what was read in it.
    const readings = made.filter((reading) => !isLikeness(readBy(reading)));
    const people = readings.some(({ signed }) => signed !== undefined);
    if (!people || !readings.every(({ entry }) => open.has(entry))) continue;
    const said = readings.flatMap((reading) => {
      const payload = openings.get(reading.commitment)?.payload;
      if (payload?.kind !== "reading" || payload.outcome !== "read") return [];
      if (state.election === undefined || !settles(reading.reader, state.election.policy)) return [];
      return [{ ...readBy(reading), payload }];
    });
    const byContest = groupBy(said, ({ payload }) => payload.contest);
    const agreed = [...byContest].some(([contest, accounts]) => {
      const boxNames = boxNamesOf(
        state.election?.contests.find(({ id }) => id === contest)?.selections ?? [],
      );
      return (
        agreementOf(
          accounts.map((account) => readBoxes(account, boxNames)),
          rule,
        ).boxes !== undefined
      );
    });
    if (!agreed) found.push(evidence);
  }
  return found;
}
