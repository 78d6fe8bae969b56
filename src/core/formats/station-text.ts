import type { StationId } from "../tally-sheet.ts";
import type { Mapping } from "./mapping.ts";
import type { Refusal } from "./refusal.ts";
import { hasControl } from "./has-control.ts";
import { quoted } from "./table.ts";

type StationMapping = Mapping["station"];

const STATION_MAXIMUM = 200;

/** The station's id from the texts of its columns, or why they give none. */
export function parseStation(parts: readonly string[], mapping: StationMapping): StationId | Refusal {
  const { columns, pad, join } = mapping;
  const padded: string[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    const part = (parts[at] ?? "").trim();
    const column = columns[at] ?? "";
    const width = pad[at] ?? 0;
    if (part === "") return { column, reason: "is blank: the record names no polling station" };
    if (parts.length > 1 && (join === "" ? part.length > width : part.includes(join)))
      return {
        column,
        reason: `${quoted(part)} ${join === "" ? `is longer than ${width}` : `holds ${quoted(join)}`}, so the station's id would have two readings`,
      };
    if (hasControl(part)) return { column, reason: `${quoted(part)} holds a control character` };
    padded.push(part.length < width ? part.padStart(width, "0") : part);
  }
  const station = padded.length === 1 ? (padded[0] ?? "") : padded.join(join);
  if (station.length > STATION_MAXIMUM)
    return { reason: `the polling station's id is longer than ${STATION_MAXIMUM} characters` };
  return station;
}

/** The texts that `parseStation` makes this station of; undefined where there are none. */
export function formatStation(station: StationId, mapping: StationMapping): readonly string[] | undefined {
  const parts = splitStation(station, mapping);
  return parts.length === mapping.columns.length && parseStation(parts, mapping) === station
    ? parts
    : undefined;
}

function splitStation(station: StationId, { columns, pad, join }: StationMapping): readonly string[] {
  if (columns.length === 1) return [station];
  if (join !== "") return station.split(join);
  let at = 0;
  return columns.map((_, column) => station.slice(at, (at += pad[column] ?? 0)));
}
