import { z } from "zod";

import { commitmentOf, SALT_BYTES, type Opening } from "../core/commitment.ts";
import { formatEntry, type Entry } from "../core/entry.ts";
import { InputError, parseJson } from "../core/input-error.ts";
import { boxNamesOf, COUNT_MAXIMUM } from "../core/tally-sheet.ts";
import type { World } from "../world.ts";
import { appendChecked } from "./append-checked.ts";
import { load } from "./load.ts";

const knownSchema = z
  .array(
    z.strictObject({
      evidence: z.int().min(0),
      station: z.string().trim().min(1).max(200),
      contest: z.string().min(1),
      boxes: z.record(z.string(), z.int().min(0).max(COUNT_MAXIMUM)),
    }),
  )
  .min(1);

/**
 * Commits to what some sheets are known to say, before people read them. Nothing in the log says which they are, and they
 * are given out like any other. Throws InputError, and enters none, where one is not evidence or was read by somebody.
 */
export async function commitKnownSheets(
  world: World,
  text: string,
): Promise<{ readonly entries: readonly number[] }> {
  const parsed = knownSchema.safeParse(parseJson(text, "known sheets"));
  if (!parsed.success) throw InputError.fromIssues("known sheets", parsed.error.issues);
  const { state } = load(world);
  const problems = parsed.data.flatMap(({ evidence, contest: id, boxes }) => {
    const contest = state.election?.contests.find((each) => each.id === id);
    const names = boxNamesOf(contest?.selections ?? []);
    const readings = state.readingsOf.get(evidence) ?? [];
    return [
      ...(state.evidence.has(evidence) ? [] : [`entry ${evidence} is no evidence`]),
      ...(contest === undefined ? [`contest "${id}" is not in the election file`] : []),
      ...(contest === undefined ? [] : Object.keys(boxes).filter((box) => !names.includes(box))).map(
        (box) => `entry ${evidence}: "${box}" is no box of contest "${id}"`,
      ),
      ...(readings.some(({ signed }) => signed !== undefined)
        ? [`entry ${evidence} was read by somebody already: it measures nothing`]
        : []),
    ];
  });
  if (problems.length > 0) throw new InputError("known sheets", problems);
  if (state.truthsOpened !== undefined)
    throw new InputError("known sheets", ["were opened: no further one can be hidden"]);
  const commits = parsed.data.map((known) => {
    const opening: Opening = { salt: world.randomBytes(SALT_BYTES), payload: { kind: "truth", ...known } };
    const commitment = commitmentOf(world.crypto, opening);
    const entry: Entry = { kind: "truth-committed", version: 1, commitment };
    return { opening, entry };
  });
  await world.keepOpenings(commits.map(({ opening }) => opening));
  const { firstIndex } = await world.append(commits.map(({ entry }) => formatEntry(entry)));
  return { entries: commits.map((_, at) => firstIndex + at) };
}

/** Says that the known sheets may be seen. From here on nobody is measured by them. */
export async function openKnownSheets(world: World): Promise<{ readonly entry: number }> {
  return appendChecked(world, { kind: "truths-opened", version: 1 });
}
