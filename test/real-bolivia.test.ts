import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { answerOf, realData } from "./support/cotejo.ts";

const data = realData();

describe.skipIf(data === undefined)(
  "Bolivia 2019, the final count beside two snapshots of the preliminary one",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "cotejo-bolivia-"));
    const election = join(folder, "election");
    const files = join(data ?? "", "bolivia2019");

    beforeAll(() => {
      answerOf(
        "open",
        election,
        "--election",
        resolve(import.meta.dirname, "../examples/bolivia-2019/election.json"),
      );
      const tables = {
        computo: "computo.csv.gz",
        "trep-1829": "trep-2019-10-21T1829.csv.gz",
        "trep-1940": "trep-2019-10-20T1940.csv.gz",
      };
      for (const [source, file] of Object.entries(tables))
        expect(
          answerOf("import", election, join(files, file), "--format", "bo-2019", "--source", source),
        ).toMatchObject({ rowsRefused: [] });
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    test("706 of the 32,806 common tables differ, and 1,749 are only in the final count", () => {
      const compared = answerOf("compare", election, "--source", "computo", "--with", "trep-1829") as {
        differences: unknown[];
      };
      expect(compared).toMatchObject({
        stationsInBoth: 32806,
        stationsEqual: 32100,
        stationsDifferent: 706,
        onlyInFirst: 1749,
        onlyInSecond: 0,
      });
      expect(compared.differences).toHaveLength(706);
    });

    test("the final count adds up to the known totals", () => {
      expect(answerOf("results", election, "--source", "computo")).toMatchObject({
        votes: { "MAS - IPSP": 2889359, CC: 2240920 },
        validVotes: 6137671,
        blankVotes: 93507,
        nullVotes: 229337,
        registeredVoters: 7315364,
        stations: { registered: 34555, counted: 34555, explained: 0, missing: 0 },
      });
    });

    test("it publishes, and the folder verifies", () => {
      const out = join(folder, "public");
      const { key } = answerOf("publish", election, out) as { key: string };
      expect(answerOf("verify", out, "--key", key)).toMatchObject({ ok: true, entries: 4, problems: [] });
    });
  },
);
