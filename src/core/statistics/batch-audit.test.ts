import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  auditBatches,
  usualGuess,
  type AuditDesign,
  type AuditProgress,
  type BatchAudit,
  type StationsDrawn,
} from "./batch-audit.ts";
import { boundBatches, type DeclaredBatches } from "./batch-bounds.ts";
import { drawsToLimit, type SheetVotes } from "./macro.ts";

/** Rows of votes with the batch's size at the end. */
function declaredIn(rows: readonly (readonly number[])[], votesOutside = 0): DeclaredBatches {
  return {
    selections: (rows[0]?.length ?? 3) - 1,
    votes: rows.flatMap((row) => row.slice(0, -1)),
    sizes: rows.map((row) => row.at(-1) ?? 0),
    sizesAre: "registered-voters",
    winners: [0],
    votesOutside,
  };
}

function designOf(declared: DeclaredBatches, rest: Partial<AuditDesign> = {}): AuditDesign {
  return {
    declared,
    riskLimit: 0.05,
    errors: "signed",
    stationsDrawn: "at-random-by-bounds-from-full-register",
    guess: undefined,
    ...rest,
  };
}

function auditOf(design: AuditDesign, progress: AuditProgress): BatchAudit {
  const audit = auditBatches(design, progress);
  if (audit.kind === "refused") throw new Error(audit.reason);
  return audit;
}

/** Sheets by batch; those not given are as declared. */
function sheetsAs(declared: DeclaredBatches, changed: Readonly<Record<number, SheetVotes>> = {}) {
  const rows = Array.from({ length: declared.sizes.length }, (_, batch): [number, SheetVotes] => [
    batch,
    changed[batch] ??
      Array.from(
        { length: declared.selections },
        (__, at) => declared.votes[batch * declared.selections + at] ?? 0,
      ),
  ]);
  return new Map(rows);
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

/** 200 stations of 100 voters, 60 to 40: U is 200 x 120 / 4000 = 6. */
const EVEN = declaredIn(upTo(200).map(() => [60, 40, 100]));

describe("an audit of sheets that are all as declared", () => {
  test("begins at the risk 1, says about how many sheets to fetch, and is confirmed after so many", () => {
    const design = designOf(EVEN);
    const before = auditOf(design, { draws: [], sheets: new Map() });
    expect(before).toMatchObject({ risk: 1, totalBound: 6, drawsRead: 0, sheetsRead: 0, awaited: [] });
    if (before.status.kind !== "continue") throw new Error(before.status.kind);
    const { furtherSheets } = before.status;
    const sheets = sheetsAs(EVEN);
    const almost = auditOf(design, { draws: upTo(furtherSheets - 1), sheets });
    expect(almost.status).toEqual({ kind: "continue", furtherSheets: 1 });
    expect(almost.risk).toBeGreaterThan(0.05);
    const enough = auditOf(design, { draws: upTo(furtherSheets), sheets });
    expect(enough.status).toEqual({ kind: "confirmed", byCertainty: false });
    expect(enough.risk).toBeLessThanOrEqual(0.05);
    expect(enough.pairs[0]).toMatchObject({ furtherSheets: 0, certain: false, errorFound: 0 });
  });

  test("needs few more sheets than MACRO", () => {
    const { status, macro } = auditOf(designOf(EVEN), { draws: [], sheets: new Map() });
    const planned = drawsToLimit({ totalBound: 6, riskLimit: 0.05, risk: 1 });
    expect(macro).toMatchObject({ kind: "risk", risk: 1, furtherDraws: planned });
    if (status.kind !== "continue") throw new Error(status.kind);
    expect(status.furtherSheets).toBeGreaterThanOrEqual(planned);
    expect(status.furtherSheets).toBeLessThanOrEqual(1.2 * planned);
  });

  test("has the risk that METHODS 4c writes, station by station, for bounds of any size", () => {
    const count = fc.nat(40);
    const rows = fc.array(fc.tuple(count, count, count), { minLength: 3, maxLength: 9 });
    fc.assert(
      fc.property(rows, fc.array(fc.integer({ min: -3, max: 9 })), fc.nat(20), (drawn, changes, outside) => {
        const stations = drawn.map(([a, b, none]) => [a + 9, b, a + 9 + b + none]);
        const declared = declaredIn([[60, 20, 90], ...stations], outside);
        const bounds = boundBatches(declared);
        if (bounds.kind === "refused") return;
        const changed = Object.fromEntries(
          drawn.map(([a, b], at): [number, SheetVotes] => {
            const change = changes[at] ?? 0;
            return [
              at + 1,
              change === 9 ? "missing" : [a + 9 - Math.max(0, change), b + Math.max(0, -change)],
            ];
          }),
        );
        const draws = upTo(declared.sizes.length);
        for (const errors of ["signed", "clamped"] as const) {
          const audit = auditOf(designOf(declared, { errors }), {
            draws,
            sheets: sheetsAs(declared, changed),
          });
          const stated = asMethodsSays(declared, bounds.bounds, { changed, errors });
          for (const [at, risk] of (audit.pairs[0]?.history ?? []).entries())
            if (risk > 0 && stated[at] !== undefined && !Number.isNaN(stated[at]))
              expect(risk / stated[at]).toBeCloseTo(1, 8);
        }
      }),
    );
  });
});

/** ALPHA on batches as METHODS 4c writes it, with the mean of A and not with shares of bounds: one pair. */
function asMethodsSays(
  declared: DeclaredBatches,
  bounds: Float64Array,
  {
    changed,
    errors,
  }: { readonly changed: Readonly<Record<number, SheetVotes>>; readonly errors: "signed" | "clamped" },
): number[] {
  const margin = upTo(declared.sizes.length).reduce(
    (sum, batch) => sum + (declared.votes[2 * batch] ?? 0) - (declared.votes[2 * batch + 1] ?? 0),
    -declared.votesOutside,
  );
  const total = bounds.reduce((sum, bound) => sum + bound, 0);
  const { mean, weight, distance } = usualGuess(total);
  let [left, boundLeft, sumSeen, sharesSeen, statistic] = [bounds.length, total, 0, 0, 1];
  return [...bounds].map((bound, batch) => {
    const votes = changed[batch] ?? [declared.votes[2 * batch] ?? 0, declared.votes[2 * batch + 1] ?? 0];
    const error =
      votes === "missing"
        ? bound
        : ((declared.votes[2 * batch] ?? 0) -
            (declared.votes[2 * batch + 1] ?? 0) -
            ((votes[0] ?? 0) - (votes[1] ?? 0))) /
          margin;
    const a = bound - (errors === "clamped" ? Math.max(0, error) : error);
    const x = (a * boundLeft) / (bound * left);
    const mu = (total - 1 - sumSeen) / left;
    const u = boundLeft / left;
    const eta =
      u *
      Math.min(
        1 - Number.EPSILON,
        Math.max(
          (weight * mean + sharesSeen) / (weight + batch),
          mu / u + distance / Math.sqrt(weight + batch),
        ),
      );
    // Zero or equal but for rounding: the factor is a quotient of roundings, and nothing after it can be compared.
    if (Math.abs(u - mu) <= 1e-9 * u || Math.abs(mu) <= 1e-9 * u) statistic = NaN;
    if (mu > 0 && mu < u) statistic *= ((x / mu) * (eta - mu)) / (u - mu) + (u - eta) / (u - mu);
    left--;
    boundLeft -= bound;
    sumSeen += a;
    sharesSeen += Math.min(1, a / bound);
    return Math.min(1, 1 / statistic);
  });
}

describe("the draws", () => {
  test("that repeat a station count once for ALPHA and every time for MACRO", () => {
    const sheets = sheetsAs(EVEN);
    const once = auditOf(designOf(EVEN), { draws: [3, 5, 8], sheets });
    const again = auditOf(designOf(EVEN), { draws: [3, 3, 5, 3, 8], sheets });
    expect(again.pairs).toEqual(once.pairs);
    expect([again.drawsRead, again.sheetsRead]).toEqual([5, 3]);
    if (once.macro.kind === "refused" || again.macro.kind === "refused") throw new Error("refused");
    expect(once.macro.risk).toBeCloseTo((5 / 6) ** 3, 12);
    expect(again.macro.risk).toBeCloseTo((5 / 6) ** 5, 12);
  });

  test("count up to the first sheet that is being waited for", () => {
    const sheets = sheetsAs(EVEN);
    sheets.delete(5);
    sheets.delete(9);
    const audit = auditOf(designOf(EVEN), { draws: [3, 5, 8, 9, 5], sheets });
    expect(audit).toMatchObject({ drawsRead: 1, sheetsRead: 1, awaited: [5, 9] });
    expect(audit.pairs).toEqual(auditOf(designOf(EVEN), { draws: [3], sheets }).pairs);
  });

  test("give the same whatever numbers the stations have", () => {
    const count = fc.nat(40);
    const rows = fc.array(
      fc.tuple(count, count, count).map(([a, b, none]) => [a + 5, b, a + 5 + b + none]),
      { minLength: 2, maxLength: 8 },
    );
    fc.assert(
      fc.property(rows, (some) => {
        const declared = declaredIn(some);
        if (boundBatches(declared).kind === "refused") return;
        const turned = declaredIn(some.toReversed());
        const last = some.length - 1;
        const first = auditOf(designOf(declared), { draws: [0, last], sheets: sheetsAs(declared) });
        const second = auditOf(designOf(turned), { draws: [last, 0], sheets: sheetsAs(turned) });
        expect(second.pairs).toEqual(first.pairs);
      }),
    );
  });

  test("from anything but the full register at random, by the bounds, have no risk", () => {
    const others: StationsDrawn[] = [
      "at-random-by-other-weights",
      "at-random-from-part-of-register",
      "not-at-random",
      "unknown",
    ];
    for (const stationsDrawn of others)
      expect(auditBatches(designOf(EVEN, { stationsDrawn }), { draws: [0], sheets: sheetsAs(EVEN) })).toEqual(
        {
          kind: "refused",
          reason: stationsDrawn,
        },
      );
  });

  test("do not give a station that has nothing to hide", () => {
    const declared = declaredIn([
      [80, 0, 90],
      [0, 30, 20],
    ]);
    const result = auditBatches(designOf(declared), { draws: [0, 1], sheets: sheetsAs(declared) });
    expect(result).toEqual({ kind: "refused", reason: "drawn-with-no-bound", batch: 1 });
  });
});

describe("a missing sheet", () => {
  test("counts as the worst: as a sheet with all votes for the loser, and MACRO ends", () => {
    const draws = upTo(30);
    const missing = auditOf(designOf(EVEN), { draws, sheets: sheetsAs(EVEN, { 4: "missing" }) });
    const worst = auditOf(designOf(EVEN), { draws, sheets: sheetsAs(EVEN, { 4: [0, 100] }) });
    expect(missing.pairs[0]?.history).toEqual(worst.pairs[0]?.history);
    expect(missing.sheetsMissing).toEqual([4]);
    expect(missing.pairs[0]?.errorFound).toBe(0);
    expect(worst.pairs[0]?.errorFound).toBe(120);
    expect(missing.macro).toMatchObject({ kind: "refused", reason: "sheet-missing", draw: 4 });
    expect(worst.macro).toMatchObject({ kind: "refused", reason: "taint-reaches-one", draw: 4 });
  });

  test("costs further sheets but does not end the audit", () => {
    const clean = auditOf(designOf(EVEN), { draws: upTo(10), sheets: sheetsAs(EVEN) });
    const missing = auditOf(designOf(EVEN), { draws: upTo(10), sheets: sheetsAs(EVEN, { 4: "missing" }) });
    if (clean.status.kind !== "continue" || missing.status.kind !== "continue") throw new Error("continue");
    const { furtherSheets } = missing.status;
    expect(furtherSheets).toBeGreaterThan(clean.status.furtherSheets);
    const later = { draws: upTo(10 + furtherSheets), sheets: sheetsAs(EVEN, { 4: "missing" }) };
    expect(auditOf(designOf(EVEN), later).status).toEqual({ kind: "confirmed", byCertainty: false });
  });

  test("with enough others puts the limit out of reach", () => {
    // 4,000 votes of margin, and each missing sheet can hide 120.
    const lost = (count: number) =>
      Object.fromEntries(upTo(count).map((batch) => [batch, "missing" as const]));
    const pair = { winner: 0, loser: 1, margin: 4000, marginTested: 4000, largestErrors: 24000 };
    expect(auditOf(designOf(EVEN), { draws: upTo(40), sheets: sheetsAs(EVEN, lost(33)) }).status.kind).toBe(
      "continue",
    );
    expect(auditOf(designOf(EVEN), { draws: upTo(40), sheets: sheetsAs(EVEN, lost(34)) }).status).toEqual({
      kind: "call-for-everything",
      reason: "limit-out-of-reach",
      pair,
    });
  });
});

describe("differences", () => {
  test("that reach the margin call for everything, even where the risk was once below the limit", () => {
    const declared = declaredIn(upTo(50).map((batch) => (batch < 48 ? [55, 45, 100] : [99, 0, 100])));
    const sheets = sheetsAs(declared, { 48: [0, 99], 49: [0, 99] });
    const design = designOf(declared, { riskLimit: 0.5 });
    const early = auditOf(design, { draws: upTo(20), sheets });
    expect(early.status).toEqual({ kind: "confirmed", byCertainty: false });
    const all = auditOf(design, { draws: [...upTo(20), 48, 49], sheets });
    // 480 + 198 votes of margin; the two sheets change it by 198 each.
    expect(all.pairs[0]).toMatchObject({ margin: 678, errorFound: 396 });
    expect(all.status.kind).toBe("confirmed");
    const worse = sheetsAs(declared, { 48: [0, 99], 49: [0, 99], 20: [0, 100], 21: [0, 100], 22: [0, 100] });
    const reversed = auditOf(design, { draws: [...upTo(23), 48, 49], sheets: worse });
    expect(reversed.pairs[0]).toMatchObject({ errorFound: 726, furtherSheets: 0 });
    expect(reversed.pairs[0]?.risk).toBeLessThanOrEqual(0.5);
    expect(reversed.status).toMatchObject({ kind: "call-for-everything", reason: "errors-reach-margin" });
  });

  test("in favour of the declared order count when signed, and not when clamped", () => {
    const sheets = sheetsAs(EVEN, { 0: [62, 38], 1: [58, 42] });
    const draws = upTo(10);
    const plain = auditOf(designOf(EVEN), { draws, sheets: sheetsAs(EVEN) }).risk;
    const signed = auditOf(designOf(EVEN), { draws: [0], sheets });
    const clamped = auditOf(designOf(EVEN, { errors: "clamped" }), { draws: [0], sheets });
    const none = auditOf(designOf(EVEN), { draws: [0], sheets: sheetsAs(EVEN) });
    expect(signed.risk).toBeLessThan(clamped.risk);
    expect(clamped.risk).toBe(none.risk);
    const both = auditOf(designOf(EVEN), { draws, sheets }).risk;
    const bothClamped = auditOf(designOf(EVEN, { errors: "clamped" }), { draws, sheets }).risk;
    expect(both / plain).toBeCloseTo(1, 2);
    expect(bothClamped).toBeGreaterThan(plain);
  });

  test("beyond the bound show that the sizes are no bounds", () => {
    const tight = sheetsAs(EVEN, { 2: [0, 100] });
    expect(auditBatches(designOf(EVEN), { draws: upTo(3), sheets: tight }).kind).toBe("audit");
    const beyond = sheetsAs(EVEN, { 2: [0, 101] });
    expect(auditBatches(designOf(EVEN), { draws: upTo(3), sheets: beyond })).toEqual({
      kind: "refused",
      reason: "error-above-bound",
      batch: 2,
    });
    expect(auditBatches(designOf(EVEN), { draws: upTo(2), sheets: beyond }).kind).toBe("audit");
  });
});

describe("certainty", () => {
  const declared = declaredIn([
    [6, 2, 10],
    [5, 3, 10],
    [4, 4, 10],
  ]);

  test("comes when no votes in the sheets left can change the order, and not a vote before", () => {
    const wide = declaredIn([
      [80, 0, 80],
      [3, 3, 10],
    ]);
    const design = designOf(wide, { riskLimit: 0.001 });
    const seen = (votes: readonly number[]) =>
      auditOf(design, { draws: [0], sheets: sheetsAs(wide, { 0: votes }) });
    // The other sheet can take ten votes of the margin; a tie is no win.
    expect(seen([45, 34]).status).toEqual({ kind: "confirmed", byCertainty: true });
    expect(seen([45, 34])).toMatchObject({ risk: 0, pairs: [{ certain: true, furtherSheets: 0 }] });
    expect(seen([45, 35]).pairs[0]).toMatchObject({ certain: false });
  });

  test("comes with the last sheet where the sheets confirm, and else never", () => {
    const design = designOf(declared, { riskLimit: 0.001 });
    const draws = [2, 0, 1];
    const sum = (changed: Readonly<Record<number, SheetVotes>>) =>
      auditOf(design, { draws, sheets: sheetsAs(declared, changed) });
    expect(sum({ 0: [3, 5], 1: [6, 3] }).status).toEqual({ kind: "confirmed", byCertainty: true });
    expect(sum({ 0: [3, 5], 1: [5, 3] }).status).toMatchObject({ reason: "errors-reach-margin" });
    expect(sum({ 0: "missing" }).status).toMatchObject({ reason: "limit-out-of-reach" });
    expect(sum({ 0: [3, 5], 1: [5, 3] }).risk).toBeGreaterThan(0.001);
  });

  test("counts votes outside against the winner", () => {
    const outside = designOf(declaredIn([[6, 2, 10]], 3), { riskLimit: 0.001 });
    const sheet = (votes: readonly number[]) =>
      auditOf(outside, { draws: [0], sheets: new Map([[0, votes]]) });
    expect(sheet([6, 2]).status.kind).toBe("confirmed");
    expect(sheet([6, 3]).status.kind).toBe("call-for-everything");
  });
});

describe("several pairs", () => {
  const declared = declaredIn(upTo(100).map(() => [50, 30, 20, 100]));

  test("have a risk each, and the largest is that of the contest", () => {
    const audit = auditOf(designOf(declared), {
      draws: upTo(10),
      sheets: sheetsAs(declared, { 1: [45, 35, 20] }),
    });
    expect(audit.pairs.map(({ winner, loser, errorFound }) => [winner, loser, errorFound])).toEqual([
      [0, 1, 10],
      [0, 2, 5],
    ]);
    const [first, second] = audit.pairs;
    expect(first?.risk).toBeGreaterThan(second?.risk ?? NaN);
    expect(audit.risk).toBe(first?.risk);
  });

  test("are all needed to confirm, and one that is reversed calls for everything", () => {
    const changed = Object.fromEntries(upTo(40).map((batch) => [batch, [10, 0, 90]]));
    const audit = auditOf(designOf(declared), { draws: upTo(60), sheets: sheetsAs(declared, changed) });
    expect(audit.pairs.map(({ errorFound }) => errorFound)).toEqual([400, 4400]);
    expect(audit.status).toMatchObject({ reason: "errors-reach-margin", pair: { loser: 2 } });
    const some = Object.fromEntries(upTo(5).map((batch) => [batch, [50, 0, 50]]));
    const slower = auditOf(designOf(declared), { draws: upTo(20), sheets: sheetsAs(declared, some) });
    expect(slower.pairs.map(({ risk }) => risk <= 0.05)).toEqual([true, false]);
    expect(slower.status.kind).toBe("continue");
  });
});

const PATIENT = { timeout: 30_000 };

describe(
  "the outcome is not confirmed at a risk of at most p with more than the chance p if it is wrong",
  PATIENT,
  () => {
    const GUESSES = {
      usual: undefined,
      bold: { mean: 1, weight: 1, distance: 0.5 },
      timid: { mean: 0.5, weight: 2, distance: 0.01 },
    };

    for (const [name, guess] of Object.entries(GUESSES))
      test(`two selections, all sheets, all draws, every set of missing sheets, ${name} guess`, () => {
        const declared = declaredIn([
          [3, 0, 3],
          [1, 1, 2],
          [0, 1, 2],
        ]);
        const elections = everyAudit(designOf(declared, { guess }), 2);
        expect(elections).toBeGreaterThan(200);
      });

    test("two selections, errors clamped", () => {
      const declared = declaredIn([
        [2, 0, 3],
        [2, 1, 3],
        [1, 1, 2],
      ]);
      expect(everyAudit(designOf(declared, { errors: "clamped" }), 2)).toBeGreaterThan(300);
    });

    test("three selections", () => {
      const declared = declaredIn([
        [2, 0, 0, 2],
        [1, 0, 0, 1],
        [0, 1, 1, 2],
      ]);
      expect(everyAudit(designOf(declared), 3)).toBeGreaterThan(200);
    });

    test("also where whoever holds the sheets hides the one that is drawn first, second or last", () => {
      const declared = declaredIn([
        [3, 0, 3],
        [1, 1, 2],
        [0, 1, 2],
      ]);
      const design = designOf(declared, { guess: GUESSES.bold });
      for (let hidden = 0; hidden < 3; hidden++)
        for (const truth of wrongOutcomes(declared, 2))
          expectRiskKept(
            orders([0, 1, 2]).map((draws) => {
              const sheets = sheetsAs(declared, { ...truth, [draws[hidden] ?? 0]: "missing" });
              return { chance: chanceOf(declared, draws), risk: auditOf(design, { draws, sheets }).risk };
            }),
          );
    });
  },
);

/**
 * Tries all sheets that make the outcome wrong, with all sets of missing sheets and all orders; says how many sheets.
 */
function everyAudit(design: AuditDesign, selections: number): number {
  const { declared } = design;
  const batches = upTo(declared.sizes.length);
  const all = orders(batches).map((draws) => ({ draws, chance: chanceOf(declared, draws) }));
  let elections = 0;
  for (const truth of wrongOutcomes(declared, selections)) {
    elections++;
    for (let missing = 0; missing < 2 ** batches.length - 1; missing++) {
      const hidden = batches.filter((batch) => Math.floor(missing / 2 ** batch) % 2 === 1);
      const sheets = sheetsAs(declared, {
        ...truth,
        ...Object.fromEntries(hidden.map((batch) => [batch, "missing" as const])),
      });
      expectRiskKept(
        all.map(({ draws, chance }) => ({ chance, risk: auditOf(design, { draws, sheets }).risk })),
      );
    }
  }
  return elections;
}

/** All ways to fill in the sheets so that the first selection is not ahead of every other. */
function* wrongOutcomes(declared: DeclaredBatches, selections: number): Generator<Record<number, number[]>> {
  const sheets = Array.from({ length: declared.sizes.length }, (_, batch) =>
    sheetsOf(declared.sizes[batch] ?? 0, selections),
  );
  const all = sheets.reduce((product, each) => product * each.length, 1);
  for (let code = 0; code < all; code++) {
    const truth: Record<number, number[]> = {};
    const totals = Array.from({ length: selections }, () => 0);
    let rest = code;
    for (const [batch, each] of sheets.entries()) {
      const sheet = each[rest % each.length] ?? [];
      rest = Math.floor(rest / each.length);
      truth[batch] = sheet;
      for (const [at, votes] of sheet.entries()) totals[at] = (totals[at] ?? 0) + votes;
    }
    if (totals.some((votes, at) => at > 0 && votes >= (totals[0] ?? 0))) yield truth;
  }
}

/** All sheets with so many voters, some of whom may not have voted. */
function sheetsOf(size: number, selections: number): number[][] {
  if (selections === 0) return [[]];
  return upTo(size + 1).flatMap((votes) =>
    sheetsOf(size - votes, selections - 1).map((others) => [votes, ...others]),
  );
}

function orders(values: readonly number[]): number[][] {
  if (values.length <= 1) return [[...values]];
  return values.flatMap((value, at) => orders(values.toSpliced(at, 1)).map((rest) => [value, ...rest]));
}

/** The chance of this order when each draw takes one of those left in proportion to its bound. */
function chanceOf(declared: DeclaredBatches, draws: readonly number[]): number {
  const bounds = boundBatches(declared);
  if (bounds.kind === "refused") throw new Error(bounds.reason);
  let [chance, left] = [1, bounds.total];
  for (const batch of draws) {
    const bound = bounds.bounds[batch] ?? 0;
    chance *= bound / Math.max(left, bound);
    left -= bound;
  }
  return chance;
}

function expectRiskKept(outcomes: readonly { readonly risk: number; readonly chance: number }[]): void {
  for (const { risk: limit } of outcomes) {
    if (limit >= 1) continue;
    // Risks that differ by rounding alone are one.
    const chance = outcomes.reduce(
      (sum, each) => sum + (each.risk <= limit * (1 + 1e-9) ? each.chance : 0),
      0,
    );
    if (chance > limit * (1 + 1e-9)) throw new Error(`a risk of at most ${limit} has the chance ${chance}`);
  }
}
