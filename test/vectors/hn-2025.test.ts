import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { qrReader } from "../../src/adapters/readers/qr-reader.ts";
import { openWorld, prepareFolder } from "../../src/adapters/folder-world.ts";
import { memoryFolder } from "../../src/adapters/memory-folder.ts";
import { utf8 } from "../../src/core/bytes.ts";
import { formatHnQr } from "../../src/core/formats/hn-2025-qr.ts";
import { parseQr } from "../../src/core/formats/qr-format.ts";
import { sourceView, type View } from "../../src/core/view.ts";
import { importTable } from "../../src/pipeline/import-table.ts";
import { loadView } from "../../src/pipeline/load.ts";
import { openElection } from "../../src/pipeline/open-election.ts";

const folder = join(process.env["COTEJO_DATA"] ?? "../shared/data", "honduras2025");
const absent = !existsSync(join(folder, "truth.json"));
if (absent) console.log(`Skipped: no ${folder}; COTEJO_DATA may name another folder.`);

interface Sheet {
  readonly file: string;
  readonly jrv: number;
  readonly qr: string;
  readonly scan: Readonly<Record<string, number | null>>;
}
const SHEETS: readonly Sheet[] = absent
  ? []
  : (JSON.parse(readFileSync(join(folder, "truth.json"), "utf8")) as { actas: Sheet[] }).actas;

const PARTIES = ["DC", "LIBRE", "PINU", "PLH", "PNH"];
const ELECTION = {
  format: "cotejo-election/1",
  id: "honduras-2025",
  title: "Honduras 2025",
  date: "2025-11-30",
  root: { id: "HN", name: "Honduras" },
  levels: [],
  contests: [{ id: "president", title: "President", selections: PARTIES.map((id) => ({ id, name: id })) }],
  sources: [{ id: "readers", kind: "observers", name: "Readers" }],
  sheet: { qr: "hn-2025-qr", form: "hn-2025" },
};

const surroundings = {
  now: () => new Date(0),
  randomBytes: (count: number) => new Uint8Array(count).fill(1),
};

/** The sheets typed into a table in the form's own words, imported; a box nobody can read is empty. */
async function imported(sheets: readonly Pick<Sheet, "jrv" | "scan">[]): Promise<View> {
  const world = (() => {
    const memory = memoryFolder();
    prepareFolder(memory, "cotejo.local/honduras-2025", surroundings);
    return openWorld(memory, surroundings);
  })();
  await openElection(world, { election: utf8(JSON.stringify(ELECTION)) });
  const columns = Object.keys(sheets[0]?.scan ?? {});
  const lines = sheets.map(({ jrv, scan }) =>
    [jrv, ...columns.map((column) => scan[column] ?? "")].join(","),
  );
  const table = utf8(`${["jrv", ...columns].join(",")}\n${lines.join("\n")}\n`);
  await importTable(world, { table, source: "readers", format: "hn-2025" });
  return loadView(world);
}

describe.skipIf(absent)("the sheets of data/honduras2025/truth.json", () => {
  test("their codes name the table, and nothing else", () => {
    expect(SHEETS).toHaveLength(4);
    for (const { jrv, qr } of SHEETS) {
      const parsed = parseQr(qr, "hn-2025-qr");
      expect(parsed).toEqual({ kind: "identity", station: String(jrv), prefix: "1803" });
      if (parsed.kind === "identity") expect(formatHnQr(parsed)).toBe(qr);
    }
  });

  test("their codes are read from the scans", { timeout: 60_000 }, async () => {
    const reader = await qrReader();
    for (const { file, qr } of SHEETS) {
      const { texts } = await reader.read(new Uint8Array(readFileSync(join(folder, "scans", file))), [
        "hn-2025-qr",
      ]);
      expect([file, texts]).toEqual([file, [qr]]);
    }
  });

  test("every box is taken, and all three blocks close", async () => {
    const seen = await imported(SHEETS);
    expect(seen.findings).toEqual([]);
    const { tabulation } = sourceView(seen, "president");
    expect(tabulation.stations(0).counted).toBe(4);
    const sum = (box: string) => SHEETS.reduce((total, { scan }) => total + (scan[box] ?? 0), 0);
    expect(tabulation.totals(0)).toMatchObject({
      votes: Object.fromEntries(PARTIES.map((party) => [party, sum(party)])),
      blankVotes: sum("blanco"),
      nullVotes: sum("nulos"),
      ballotsCast: sum("gran_total"),
    });
    expect(seen.register.stationIds).toEqual(SHEETS.map(({ jrv }) => String(jrv)));
  });

  for (const [block, box, codes] of [
    ["ballots received and left over", "no_utilizadas", ["form-not-closing"]],
    ["ballots used", "utilizadas", ["form-not-closing", "form-not-closing"]],
    ["voters by list", "cuaderno", ["form-not-closing"]],
    ["all voters", "total_votantes", ["ballots-not-voters", "form-not-closing"]],
    ["votes", "PLH", ["parts-not-ballots"]],
  ] as const)
    test(`a slip in ${block} is found`, async () => {
      const [first, ...others] = SHEETS;
      if (first === undefined) throw new Error("no sheet");
      const slipped = { ...first, scan: { ...first.scan, [box]: (first.scan[box] ?? 0) + 1 } };
      const { findings } = await imported([slipped, ...others]);
      expect(findings.map((finding) => finding.code)).toEqual(codes);
      expect(findings.every((finding) => finding.station === String(first.jrv))).toBe(true);
    });
});
