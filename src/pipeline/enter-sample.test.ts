import { expect, test } from "vitest";

import { ELECTION } from "../../test/support/small-election.ts";
import { openWorld, prepareFolder } from "../adapters/folder-world.ts";
import { memoryFolder } from "../adapters/memory-folder.ts";
import { parseUtf8, utf8 } from "../core/bytes.ts";
import { parseElection } from "../core/election.ts";
import type { SampleRule } from "../core/sample.ts";
import type { World } from "../world.ts";
import { enterSample, type SampleOrder } from "./enter-sample.ts";
import { openElection } from "./open-election.ts";

const surroundings = {
  now: () => new Date(Date.UTC(2026, 0, 2, 3, 4, 5)),
  randomBytes: (count: number) => new Uint8Array(count).fill(1),
};
const { id, contests, sources, levels } = parseElection(parseUtf8(ELECTION));
const [level = ""] = levels.map((each) => each.id);

/** Four stations in two units of the first level, and where asked for one above them. */
async function worldOf(ragged = false): Promise<World> {
  const folder = memoryFolder();
  prepareFolder(folder, `cotejo.local/${id}`, surroundings);
  const world = openWorld(folder, surroundings);
  const rest = levels.slice(1).map(() => ",X,X");
  const rows = ["1,10,A,A", "2,10,A,A", "3,10,B,B", "4,10,B,B"].map((row) => row + rest.join(""));
  const header = `station,registeredVoters,${levels.map((each) => `${each.id}Code,${each.id}Name`).join(",")}`;
  const above = ragged ? [`5,10${levels.map(() => ",,").join("")}`] : [];
  const register = utf8(`${[header, ...rows, ...above].join("\n")}\n`);
  await openElection(world, { election: ELECTION, register });
  return world;
}

const order = (rule: SampleRule): SampleOrder => ({
  format: "cotejo-sample/1",
  id: "sample",
  contest: contests[0]?.id ?? "",
  source: sources[0]?.id ?? "",
  purpose: rule.kind === "proportional" ? "audit" : "quick-count",
  rule,
  ...(rule.kind === "external" ? {} : { seed: "4 2 6" }),
});
const external: SampleRule = { kind: "external", drawnBy: "them", method: "by hand", strata: level };

test("a sample whose strata the register does not have for all stations is not entered", async () => {
  const world = await worldOf(true);
  await expect(enterSample(world, { ...order(external), stations: ["1", "3"] })).rejects.toThrow(
    /"5" stands in no unit of the level/,
  );
});

test("a sample that leaves a stratum out is not entered, whoever drew it", async () => {
  const world = await worldOf();
  const rule: SampleRule = { kind: "stratified", strata: level, sizes: { A: 1 } };
  await expect(enterSample(world, order(rule))).rejects.toThrow(/no station of 1 strata: B/);
  await expect(enterSample(world, { ...order(external), stations: ["1"] })).rejects.toThrow(/: B/);
  await enterSample(world, { ...order(external), stations: ["1", "3"] });
});

test("an audit with many more draws than stations is told to look at every sheet", async () => {
  const rule: SampleRule = {
    kind: "proportional",
    declared: [1],
    bound: "registered-voters",
    riskLimit: "5",
  };
  await expect(enterSample(await worldOf(), { ...order(rule), draws: 21 })).rejects.toThrow(
    /21 draws from 4 stations.*look at every sheet/,
  );
});

test("an audit of results that are not in the log yet is not entered", async () => {
  const rule: SampleRule = {
    kind: "proportional",
    declared: [99],
    bound: "registered-voters",
    riskLimit: "5",
  };
  await expect(enterSample(await worldOf(), { ...order(rule), draws: 3 })).rejects.toThrow(
    /not in the log yet/,
  );
});
