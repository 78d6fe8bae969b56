import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { alphaMartingale, type MeanEstimator } from "../../src/core/statistics/alpha.ts";
import { auditBatches, type BatchAudit } from "../../src/core/statistics/batch-audit.ts";
import type { DeclaredBatches } from "../../src/core/statistics/batch-bounds.ts";
import type { ErrorRule, SheetVotes } from "../../src/core/statistics/macro.ts";
import { seededRandom, type Random } from "../../src/pipeline/demo/random.ts";

const SEED = 20240728;
const ELECTIONS = 2000;
const LIMITS = [0.05, 0.1, 0.2];

/** A declared result and the sheets, by batch. */
interface Election {
  readonly declared: DeclaredBatches;
  readonly sheets: ReadonlyMap<number, SheetVotes>;
}

/** Two selections; the declared winner is ahead by about `share` of the votes. Each row is winner, loser, voters. */
function declareResult(random: Random, batches: number, share: number): number[][] {
  return Array.from({ length: batches }, () => {
    const votes = random.between(40, 400);
    const winner = Math.round(votes * Math.min(1, Math.max(0, 0.5 + share / 2 + 0.08 * random.noise())));
    return [winner, votes - winner, votes + random.between(0, 60)];
  });
}

const marginOf = (rows: readonly (readonly number[])[]): number =>
  rows.reduce((sum, [winner = 0, loser = 0]) => sum + winner - loser, 0);

function electionOf(rows: readonly (readonly number[])[], sheets: readonly SheetVotes[]): Election {
  const selections = (rows[0]?.length ?? 3) - 1;
  return {
    declared: {
      selections,
      votes: rows.flatMap((row) => row.slice(0, selections)),
      sizes: rows.map((row) => row.at(-1) ?? 0),
      sizesAre: "registered-voters",
      winners: [0],
      votesOutside: 0,
    },
    sheets: new Map(sheets.entries()),
  };
}

/**
 * Takes the errors that reverse a margin from batch after batch, at most `most(row)` votes of margin from each, until
 * the sheets show a tie. A tie is the hardest wrong outcome to notice.
 */
function misstate(
  rows: readonly (readonly number[])[],
  order: readonly number[],
  most: (row: readonly number[]) => number,
): number[][] {
  const sheets = rows.map((row) => row.slice(0, -1));
  let left = marginOf(rows);
  for (let round = 0; left > 0 && round < 200; round++)
    for (const batch of order) {
      const [winner = 0, loser = 0, ...others] = sheets[batch] ?? [];
      const voters = rows[batch]?.at(-1) ?? 0;
      const blank = voters - winner - loser - others.reduce((sum, votes) => sum + votes, 0);
      let error = Math.min(left, most(rows[batch] ?? []), 2 * winner + blank);
      // Votes go over to the loser, two of margin each; an odd one comes from who did not vote, or gets lost.
      const moved = Math.min(winner, Math.floor(error / 2));
      let gained = Math.min(blank, error - 2 * moved);
      if (gained === 0 && error > 2 * moved && winner > moved) gained = -1;
      error = 2 * moved + Math.abs(gained);
      sheets[batch] =
        gained < 0
          ? [winner - moved - 1, loser + moved, ...others]
          : [winner - moved, loser + moved + gained, ...others];
      left -= error;
    }
  return sheets;
}

type Design = (random: Random) => Election;

const shuffledBatches = (random: Random, count: number): number[] =>
  random.shuffled(Array.from({ length: count }, (_, at) => at));

/** Elections of which the sheets show a tie between the declared winner and a loser. */
const WRONG: Readonly<Record<string, Design>> = {
  "few large errors": (random) => {
    const rows = aheadBy(random, 0.1);
    return electionOf(
      rows,
      misstate(rows, shuffledBatches(random, rows.length), () => Infinity),
    );
  },
  "many small errors": (random) => {
    const rows = aheadBy(random, 0.08);
    return electionOf(
      rows,
      misstate(rows, shuffledBatches(random, rows.length), () => 3),
    );
  },
  "missing sheets": (random) => {
    const rows = aheadBy(random, 0.15);
    const order = shuffledBatches(random, rows.length);
    const sheets: SheetVotes[] = misstate(rows, order, () => Infinity);
    // Half of the sheets that would show it are nowhere, and some others.
    for (const [at, batch] of order.entries()) if (at % 2 === 0 && at < 8) sheets[batch] = "missing";
    return electionOf(rows, sheets);
  },
  "a tight margin": (random) => {
    const rows = aheadBy(random, 0.01);
    return electionOf(
      rows,
      misstate(rows, shuffledBatches(random, rows.length), ([winner = 0]) => winner),
    );
  },
  "gains and losses": (random) => {
    const rows = aheadBy(random, 0.12);
    const order = shuffledBatches(random, rows.length);
    // A third of the sheets are better than declared, so that the others must be worse by more.
    const better = rows.map((row, batch) => {
      const [winner = 0, loser = 0, voters = 0] = row;
      return batch % 3 === 0 ? [winner + Math.floor(loser / 5), loser - Math.floor(loser / 5), voters] : row;
    });
    return electionOf(
      rows,
      misstate(
        better,
        order.filter((batch) => batch % 3 !== 0),
        () => Infinity,
      ),
    );
  },
  "three selections": (random) => {
    const rows = aheadBy(random, 0.1).map(([winner = 0, loser = 0, voters = 0]) => {
      const third = Math.floor(loser * 0.3 * random.fraction());
      return [winner, loser - third, third, voters];
    });
    return electionOf(
      rows,
      misstate(rows, shuffledBatches(random, rows.length), () => 40),
    );
  },
};

/** Rows with the winner ahead: drawn again where it is not. */
function aheadBy(random: Random, share: number): number[][] {
  for (;;) {
    const rows = declareResult(random, random.between(20, 80), share);
    if (marginOf(rows) > 0) return rows;
  }
}

/** Draws with replacement in proportion to w - l + n over V, the largest over pairs. */
function drawBatches(random: Random, { declared }: Election, count: number): number[] {
  const { selections, votes, sizes } = declared;
  const total = (selection: number) =>
    Array.from(sizes, (_, batch) => votes[batch * selections + selection] ?? 0).reduce(
      (sum, each) => sum + each,
      0,
    );
  const ends: number[] = [];
  let end = 0;
  const margins = Array.from({ length: selections }, (_, at) => total(0) - total(at));
  for (let batch = 0; batch < sizes.length; batch++) {
    let bound = 0;
    for (let at = 1; at < selections; at++) {
      const row = batch * selections;
      const largest = (votes[row] ?? 0) - (votes[row + at] ?? 0) + (sizes[batch] ?? 0);
      bound = Math.max(bound, largest / (margins[at] ?? 1));
    }
    end += bound;
    ends.push(end);
  }
  return Array.from({ length: count }, () => {
    const position = random.fraction() * end;
    return ends.findIndex((last) => position < last);
  });
}

function auditOf(election: Election, draws: readonly number[], errors: ErrorRule): BatchAudit {
  const { declared, sheets } = election;
  const stationsDrawn = "at-random-by-bounds-from-full-register";
  const design = { declared, riskLimit: 0.05, errors, stationsDrawn, guess: undefined } as const;
  const audit = auditBatches(design, { draws, sheets });
  if (audit.kind === "refused") throw new Error(audit.reason);
  return audit;
}

describe(`a wrong outcome is confirmed in at most the risk limit, ${ELECTIONS} elections a design, seed ${SEED}`, () => {
  for (const [name, design] of Object.entries(WRONG))
    for (const errors of ["signed", "clamped"] as const)
      test(`${name} (${errors}): ALPHA and MACRO`, () => {
        const random = seededRandom(SEED, `${name}, ${errors}`);
        const confirmed = LIMITS.map(() => ({ alpha: 0, macro: 0 }));
        for (let election = 0; election < ELECTIONS; election++) {
          const made = design(random);
          const { risk, pairs, macro } = auditOf(made, drawBatches(random, made, 150), errors);
          expect(pairs.every((pair) => pair.certain)).toBe(false);
          const macroRisk = macro.kind === "risk" ? macro.risk : macro.riskBefore;
          for (const [at, limit] of LIMITS.entries()) {
            const count = confirmed[at];
            if (count === undefined) continue;
            if (risk <= limit) count.alpha++;
            if (macroRisk <= limit) count.macro++;
          }
        }
        for (const [at, limit] of LIMITS.entries()) {
          const { alpha = NaN, macro = NaN } = confirmed[at] ?? {};
          // Three standard errors of a share of 2,000: 0.015 at 5%, 0.020 at 10%, 0.027 at 20%.
          const most = limit + 3 * Math.sqrt((limit * (1 - limit)) / ELECTIONS);
          console.log(
            `${name} (${errors}), limit ${limit}: ALPHA ${alpha / ELECTIONS}, MACRO ${macro / ELECTIONS}, at most ${most.toFixed(4)}`,
          );
          expect(alpha / ELECTIONS).toBeLessThanOrEqual(most);
          expect(macro / ELECTIONS).toBeLessThanOrEqual(most);
        }
      });
});

describe("a right outcome", () => {
  test("whose sheets differ little is confirmed by both, by ALPHA with a missing sheet as well", () => {
    const random = seededRandom(SEED, "right");
    let [alpha, macro, missing] = [0, 0, 0];
    for (let election = 0; election < 200; election++) {
      const rows = declareResult(random, 400, 0.2);
      const sheets: SheetVotes[] = rows.map(([winner = 0, loser = 0]) => [
        Math.max(0, winner - random.between(0, 1)),
        Math.max(0, loser - random.between(0, 1)),
      ]);
      const made = electionOf(rows, sheets);
      const draws = drawBatches(random, made, 150);
      const audit = auditOf(made, draws, "signed");
      if (audit.status.kind === "confirmed") alpha++;
      if (audit.macro.kind === "risk" && audit.macro.risk <= 0.05) macro++;
      const lost = electionOf(rows, sheets.with(draws[2] ?? 0, "missing"));
      if (auditOf(lost, draws, "signed").status.kind === "confirmed") missing++;
    }
    console.log(
      `of 200 right outcomes: ALPHA ${alpha}, MACRO ${macro}, ALPHA with a missing sheet ${missing}`,
    );
    expect([alpha, macro, missing]).toEqual([200, 200, 200]);
  });
});

const VECTORS = join(process.env["COTEJO_DATA"] ?? "../shared/data", "../vectors/audits.json");
const absent = !existsSync(VECTORS);
if (absent) console.log(`Skipped: ${VECTORS} not there; COTEJO_DATA may name another folder.`);

describe("the mean sample sizes of Stark 2022 for 20,000 values at 5%", () => {
  const REPETITIONS = 2000;
  const ESTIMATORS: Readonly<Record<string, MeanEstimator>> = {
    "ALPHA eta .55 d=100": { kind: "shrink-trunc", mean: 0.55, weight: 100, distance: 0.025 },
    "SPRT eta .55": { kind: "fixed-alternative-mean", mean: 0.55 },
  };
  for (const theta of [0.55, 0.6])
    for (const [name, estimator] of Object.entries(ESTIMATORS))
      test.skipIf(absent)(`theta ${theta}, ${name} (shared/vectors/audits.json)`, () => {
        const vectors = JSON.parse(readFileSync(VECTORS, "utf8"));
        const row = `theta ${String(theta).slice(1)}`;
        const published = vectors.alpha_paper_table_finite_population_N20000_5pct[row][name];
        const random = seededRandom(SEED, `${theta} ${name}`);
        let [sum, squares] = [0, 0];
        for (let repetition = 0; repetition < REPETITIONS; repetition++) {
          const draws = drawsTaken(random, theta, estimator);
          sum += draws;
          squares += draws * draws;
        }
        const mean = sum / REPETITIONS;
        const error = Math.sqrt((squares / REPETITIONS - mean * mean) / REPETITIONS);
        console.log(
          `theta ${theta}, ${name}: ${mean.toFixed(1)} (standard error ${error.toFixed(1)}), published ${published}`,
        );
        // Four standard errors, and one for the published number, which is cut to a whole one.
        expect(Math.abs(mean - published)).toBeLessThanOrEqual(4 * error + 1);
      });

  /** Draws without replacement until the P-value is 5%. */
  function drawsTaken(random: Random, theta: number, estimator: MeanEstimator): number {
    const populationSize = 20_000;
    let [onesLeft, values] = [populationSize * theta, new Float64Array(0)];
    for (let most = 1000; ; most = Math.min(populationSize, most * 4)) {
      const more = new Float64Array(most);
      more.set(values);
      for (let draw = values.length; draw < most; draw++)
        if (random.fraction() * (populationSize - draw) < onesLeft) {
          more[draw] = 1;
          onesLeft--;
        }
      values = more;
      const result = alphaMartingale({ values, upperBound: 1, nullMean: 0.5, populationSize }, estimator);
      if (result.kind === "refused") throw new Error(result.reason);
      const reached = result.history.findIndex((risk) => risk <= 0.05);
      if (reached >= 0) return reached + 1;
    }
  }
});
