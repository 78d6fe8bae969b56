import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { captureRecapture } from "../../src/core/statistics/capture-recapture.ts";
import {
  checkSubtotals,
  countConflicting,
  type Claim,
} from "../../src/core/statistics/conflicting-counts.ts";
import { fitPoisson } from "../../src/core/statistics/poisson-model.ts";

const FILE = "conflicting-counts.json";
const path = join(process.env["COTEJO_DATA"] ?? "../shared/data", "..", "vectors", FILE);
const absent = !existsSync(path);
if (absent) console.log(`Skipped: no ${path}; COTEJO_DATA may name the folder of data beside the vectors.`);

interface Kosovo {
  readonly n_records: number;
  readonly lists: Readonly<Record<string, number>>;
  readonly "histories(EXH,ABA,OSCE,HRW)": Readonly<Record<string, number>>;
  readonly chapman: Readonly<Record<string, readonly [number, number]>>;
  readonly loglinear: Readonly<
    Record<string, { readonly N: number; readonly deviance?: number; readonly df: number }>
  >;
  readonly chao_lower_bound: number;
}
interface Vectors {
  readonly kosovo: Kosovo;
  readonly detentions: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly deaths: Readonly<Record<string, number>>;
}

function load(): Vectors {
  const file = JSON.parse(readFileSync(path, "utf8"));
  const [kosovo] = Object.keys(file).filter((name) => name.startsWith("kosovo"));
  const { detentions, deaths } = file.venezuela_2024_conflicting;
  return { kosovo: file[kosovo ?? ""], detentions, deaths };
}

/** Ten significant digits, as the file has them. */
const printed = (value: number | undefined) => value?.toPrecision(10);

function kosovoEstimates() {
  const { kosovo } = load();
  const lists = Object.keys(kosovo.lists);
  const histories = new Float64Array(2 ** lists.length);
  for (const [pattern, count] of Object.entries(kosovo["histories(EXH,ABA,OSCE,HRW)"]))
    histories[[...pattern].reduce((index, bit, list) => index + Number(bit) * 2 ** list, 0)] = count;
  const estimates = captureRecapture({ lists, histories });
  if (estimates.kind !== "answered") throw new Error(estimates.reason);
  return { kosovo, estimates, histories };
}

describe.skipIf(absent)(`${FILE}: Kosovo`, () => {
  test("pairs by Chapman with their standard errors, to ten digits", () => {
    const { kosovo, estimates } = kosovoEstimates();
    expect(estimates.observed).toBe(kosovo.n_records);
    expect(
      Object.fromEntries(
        estimates.pairs.map((pair) => [
          pair.lists.join("-"),
          [printed(pair.estimate), printed(pair.standardError)],
        ]),
      ),
    ).toEqual(
      Object.fromEntries(Object.entries(kosovo.chapman).map(([pair, values]) => [pair, values.map(printed)])),
    );
    for (const pair of estimates.pairs)
      expect([pair.onFirst, pair.onSecond]).toEqual(pair.lists.map((list) => kosovo.lists[list]));
  });

  test("log-linear models, their deviance and degrees of freedom, and Chao's bound, to ten digits", () => {
    const { kosovo, estimates } = kosovoEstimates();
    const { independence, all_2way, all_3way_saturated } = kosovo.loglinear;
    const expected = [independence, all_2way, all_3way_saturated];
    const totals = estimates.models.map((model) => (model.kind === "answered" ? model.estimate : NaN));
    expect(estimates.models.map((model) => model.degreesOfFreedom)).toEqual(
      expected.map((model) => model?.df),
    );
    expect(totals.slice(1).map(printed)).toEqual(expected.slice(1).map((model) => printed(model?.N)));
    // Solved with 40 digits, and by R with epsilon = 1e-15, independence gives 7394.58666307744882.
    expect(totals[0]?.toPrecision(13)).toBe("7394.586663077");
    expect(totals[0]?.toPrecision(9)).toBe(independence?.N.toPrecision(9));
    const deviances = estimates.models.map((model) => (model.kind === "answered" ? model.deviance : NaN));
    expect(deviances.slice(0, 2).map(printed)).toEqual([
      printed(independence?.deviance),
      printed(all_2way?.deviance),
    ]);
    expect(Math.abs(deviances[2] ?? NaN)).toBeLessThan(1e-9);
    expect(printed(estimates.lowerBound)).toBe(printed(kosovo.chao_lower_bound));
    expect(estimates.spread).toEqual([totals[0], totals[2]]);
  });

  test("independence, stopped where glm of R stops by default, is the file's to its tenth digit", () => {
    const { kosovo, histories } = kosovoEstimates();
    const design = Float64Array.from({ length: 15 * 5 }, (_, at) => {
      const [history, column] = [1 + Math.floor(at / 5), at % 5];
      return column === 0 ? 1 : Math.floor(history / 2 ** (column - 1)) % 2;
    });
    const fit = fitPoisson({ counts: histories.subarray(1), design, columns: 5 });
    if (fit.kind !== "fitted") throw new Error(fit.kind);
    // glm.control of R: epsilon = 1e-8, |deviance - before| / (|deviance| + 0.1) < epsilon.
    const stop = fit.steps.findIndex(({ deviance }, step) => {
      const before = fit.steps[step - 1]?.deviance ?? Infinity;
      return Math.abs(deviance - before) / (Math.abs(deviance) + 0.1) < 1e-8;
    });
    const { N, deviance } = kosovo.loglinear["independence"] ?? { N: NaN, deviance: NaN };
    expect(printed(kosovo.n_records + (fit.steps[stop]?.atZero ?? NaN))).toBe(printed(N));
    expect(printed(fit.steps[stop]?.deviance)).toBe(printed(deviance));
    expect(stop).toBe(fit.steps.length - 2);
  });
});

describe.skipIf(absent)(`${FILE}: Venezuela 2024`, () => {
  const divisions = [
    ["men", "women"],
    ["adults", "adolescents"],
    ["civil", "military"],
    ["convicted", "not_convicted"],
  ] as const;
  const claims = () =>
    Object.entries(load().detentions)
      .filter(([name]) => name.startsWith("Foro Penal"))
      .map(([name, { total, ...parts }]): Claim => {
        const since = parts["since_29_jul"] ?? parts["since"];
        return {
          incident: "detentions after 28 July 2024",
          source: "Foro Penal",
          measure: "detentions",
          definition: "arbitrary detentions still in force",
          asOf: name.slice(-10),
          number: { bound: "exact", value: total ?? NaN },
          subtotals: divisions
            .filter((division) => division.some((part) => Object.hasOwn(parts, part)))
            .map((division) => ({
              name: division.join("+"),
              parts: Object.fromEntries(division.map((part) => [part, parts[part]])),
            })),
          subsets: since === undefined ? {} : { since },
        };
      });

  test("every division of Foro Penal's numbers makes its total", () => {
    const { subtotals, subsetsAbove } = checkSubtotals(claims());
    expect(subtotals.map((check) => [check.name, check.sum, check.outcome])).toEqual([
      ["men+women", 1793, "closes"],
      ["adults+adolescents", 1793, "closes"],
      ["civil+military", 1793, "closes"],
      ["convicted+not_convicted", 1793, "closes"],
      ["men+women", 1958, "closes"],
      ["adults+adolescents", 1958, "closes"],
      ["civil+military", 1958, "closes"],
    ]);
    expect(subsetsAbove).toEqual([]);
  });

  test("the government's arrests are another definition, and are never mixed with detentions in force", () => {
    const government: Claim = {
      incident: "detentions after 28 July 2024",
      source: "government",
      measure: "detentions",
      definition: "all arrests",
      asOf: "2024-09-01",
      number: { bound: "at-least", value: 2401 },
    };
    const counts = countConflicting([...claims(), government]);
    expect(counts.map((count) => [count.definition, count.total])).toEqual([
      ["all arrests", { low: 2401, high: undefined, approximate: false }],
      ["arbitrary detentions still in force", { low: 1794, high: 1794, approximate: false }],
    ]);
  });

  test("deaths: from 24 to 25, above the floor of 11 confirmed by name", () => {
    const { deaths } = load();
    const claim = (source: string, asOf: string, key: string): Claim => ({
      incident: "protests",
      source,
      measure: "deaths",
      definition: "killed during the protests",
      asOf,
      number: { bound: "exact", value: deaths[key] ?? NaN },
      confirmedByName: key.includes("individually confirmed"),
    });
    const [count] = countConflicting([
      claim("Provea and HRW", "2024-08-06", "Provea/HRW 2024-08-06"),
      claim("government", "2024-08-12", "government"),
      claim("HRW", "2024-09-04", "HRW individually confirmed 2024-09-04"),
    ]);
    expect(count).toMatchObject({ total: { low: 24, high: 25, approximate: false }, floor: 11 });
    expect(count?.incidents[0]?.floorAboveSomeSource).toBe(false);
  });
});
