import type { Contest } from "../election.ts";
import { InputError } from "../input-error.ts";
import { boxNamesOf, TOTAL_BOXES, type BoxName, type ContestId } from "../tally-sheet.ts";
import type { BoundColumns } from "./bound-columns.ts";
import { namesOf, type Mapping } from "./mapping.ts";
import type { TableRecord } from "./record-scanner.ts";
import type { Refusal } from "./refusal.ts";
import { SheetCollector, type SheetHead } from "./sheet-collector.ts";
import { parseStation } from "./station-text.ts";
import { quoted } from "./table.ts";
import { UnitPaths } from "./unit-paths.ts";

/** A mapping, the place of its columns in one table, and the contests whose sheets the table may hold. */
export interface TableReading {
  readonly mapping: Mapping;
  readonly columns: BoundColumns;
  readonly columnNames: readonly string[];
  readonly contests: readonly Contest[];
  readonly formBoxes: readonly BoxName[];
  /** How many sheets of a contest it may hold, where each has a record of its own; 0 where it is not known. */
  readonly sheetsAtMost: number;
}

export interface ReadHead extends SheetHead {
  readonly collector: SheetCollector;
}

/** Reads from each record which contest and polling station it is of, and where that station is. */
export class HeadReader {
  /** One per contest, in order of first appearance. */
  readonly collectors = new Map<ContestId, SheetCollector>();
  readonly #reading: TableReading;
  readonly #contestOf: (text: string) => ContestId;
  readonly #stationTexts: string[] = [];

  constructor(reading: TableReading) {
    this.#reading = reading;
    const { contest } = reading.mapping;
    this.#contestOf = typeof contest === "object" ? namesOf(contest.values) : fixedContest(reading);
  }

  read(record: TableRecord): ReadHead | Refusal {
    const { mapping, columns } = this.#reading;
    const collector = this.#collectorOf(record);
    if ("reason" in collector) return collector;
    for (let part = 0; part < columns.station.length; part += 1)
      this.#stationTexts[part] = record.text(columns.station[part] ?? -1);
    const station = parseStation(this.#stationTexts, mapping.station);
    if (typeof station !== "string") return station;
    const unitPath = collector.unitPaths.indexOf(record);
    if (typeof unitPath !== "number") return unitPath;
    const evidence = record.text(columns.evidence).trim();
    return { collector, station, unitPath, evidence };
  }

  #collectorOf(record: TableRecord): SheetCollector | Refusal {
    const { columns, columnNames, contests, formBoxes, sheetsAtMost } = this.#reading;
    const text = record.text(columns.contest).trim();
    const id = this.#contestOf(text);
    const known = this.collectors.get(id);
    if (known !== undefined) return known;
    const contest = contests.find((each) => each.id === id);
    if (contest === undefined)
      return {
        column: columnNames[columns.contest] ?? "",
        reason: `${quoted(text)} is no contest of the election`,
      };
    const collector = new SheetCollector(
      { id, boxNames: [...boxNamesOf(contest.selections), ...formBoxes] },
      { unitPaths: new UnitPaths(columns.units, columnNames), room: sheetsAtMost },
    );
    this.collectors.set(id, collector);
    return collector;
  }
}

function fixedContest({ mapping, contests }: TableReading): () => ContestId {
  const id = typeof mapping.contest === "string" ? mapping.contest : contests[0]?.id;
  if (mapping.contest === undefined && contests.length !== 1)
    throw new InputError("mapping", [
      `contest: say which of the election's ${contests.length} contests the table is of`,
    ]);
  if (id === undefined || !contests.some((contest) => contest.id === id))
    throw new InputError("mapping", [
      `contest: "${id ?? ""}" is not in the election file; it names: ${contests.map((contest) => contest.id).join(", ")}`,
    ]);
  return () => id;
}

/** Throws InputError where the mapping fills boxes that no contest of the election has. */
export function requireBoxes(
  mapping: Mapping,
  { contests, formBoxes }: Pick<TableReading, "contests" | "formBoxes">,
): void {
  const known = new Set<string>([
    ...TOTAL_BOXES,
    ...formBoxes,
    ...contests.flatMap((contest) => contest.selections.map((selection) => selection.id)),
  ]);
  const problems = [
    ...Object.keys(mapping.boxes).map((box) => ["boxes", box] as const),
    ...(mapping.shape === "long" ? Object.values(mapping.selection.values) : []).map(
      (box) => ["selection.values", box] as const,
    ),
  ]
    .filter(([, box]) => !known.has(box))
    .map(([field, box]) => `${field}: "${box}" is no box of the sheets; there are: ${[...known].join(", ")}`);
  if (problems.length > 0) throw new InputError("mapping", problems);
}
