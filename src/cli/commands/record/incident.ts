import { INCIDENT_TYPES, PLACE_LEVELS } from "../../../core/record/record-entry.ts";
import { describeIncident } from "../../../pipeline/record/enter-record.ts";
import { option, positional, requiredOption, type Command } from "../../command.ts";
import { withElection } from "../../election-folder.ts";
import { oneOf } from "./one-of.ts";

export const recordIncidentCommand: Command = {
  name: "record incident",
  summary: "Describe what happened where and when, so that figures and events can be about it",
  positionals: [
    { name: "DIR", about: "the election folder" },
    { name: "ID", about: "a name for it: lower-case letters, digits and hyphens" },
  ],
  options: {
    title: { value: "TEXT", about: "what it is called" },
    type: { value: "NAME", about: `${INCIDENT_TYPES.join(", ")} (default: other)` },
    from: { value: "DATE", about: "the day it began" },
    to: { value: "DATE", about: "the day it ended, where that is known" },
    place: { value: "NAME", about: "where, no nearer than a municipality" },
    level: { value: "NAME", about: `with --place: ${PLACE_LEVELS.join(", ")}` },
    as: { value: "NAME", about: "who describes it; it is published" },
  },
  examples: [
    'cotejo record incident valle unrest --title "Protests after the election" --type protests --from 2026-05-04 --place Valle --level country --as "R. Soto"',
  ],
  notes: [
    "Published at once, without names of persons. A later description with the same id replaces this one.",
  ],
  async run(input, shell) {
    const [type, to, place, level] = [
      option(input, "type"),
      option(input, "to"),
      option(input, "place"),
      option(input, "level"),
    ];
    const incident = {
      incident: positional(input, 1),
      title: requiredOption(input, recordIncidentCommand, "title"),
      type: type === undefined ? ("other" as const) : oneOf(INCIDENT_TYPES, type, "--type"),
      from: requiredOption(input, recordIncidentCommand, "from"),
      reviewer: requiredOption(input, recordIncidentCommand, "as"),
      ...(to === undefined ? {} : { to }),
      ...(place === undefined ? {} : { place }),
      ...(level === undefined ? {} : { placeLevel: oneOf(PLACE_LEVELS, level, "--level") }),
    };
    const done = await withElection(positional(input, 0), shell, (world) =>
      describeIncident(world, incident),
    );
    return { json: { ...incident, ...done }, text: `Entered as entry ${done.entry}` };
  },
};
