import { GENRES, VISIBILITIES } from "../../../core/record/document.ts";
import { reviseDocuments, type RevisedDocument } from "../../../pipeline/record/revise-documents.ts";
import { option, positional, requiredOption, wholeNumber, type Command } from "../../command.ts";
import { withElection } from "../../election-folder.ts";
import { formatSome } from "../../text.ts";
import { oneOf } from "./one-of.ts";
import { partsOf } from "./parts-of.ts";

export const recordReviseCommand: Command = {
  name: "record revise",
  summary: "Hide a name found late, open a sealed document, show less of one, correct its date or publisher",
  positionals: [
    { name: "DIR", about: "the election folder" },
    {
      name: "ENTRY",
      about: "the entry of the document (default, with --mask: every document with the name)",
      optional: true,
    },
  ],
  options: {
    as: { value: "NAME", about: "who decides; it is published" },
    visibility: { value: "NAME", about: VISIBILITIES.join(", ") },
    mask: { value: "NAMES", about: "names of private persons to black out, separated by ;" },
    keep: { value: "NAMES", about: "names to show that were blacked out, separated by ;" },
    publisher: { value: "NAME", about: "who published it" },
    agency: { value: "NAME", about: "the news agency it credits" },
    title: { value: "TEXT", about: "its title" },
    url: { value: "URL", about: "its address" },
    language: { value: "CODE", about: "en, es, pt or another" },
    published: { value: "TIME", about: "2024-07-31, or 2024-07-31T14:00:00-04:00" },
    collected: { value: "TIME", about: "when it was collected" },
    genre: { value: "NAME", about: GENRES.join(", ") },
    reason: { value: "TEXT", about: "why; it is published: write no hidden name in it" },
  },
  notes: [
    "A name that is hidden now leaves the text, the pages and every export with the next cotejo publish. Statements it stood",
    "in are worded anew without it: those of deaths, injuries and arrests wait for a second person again. What is in the log",
    "in the clear (titles, reasons) stays in it, and so does the hash of the earlier text; copies that others made stay theirs.",
  ],
  examples: [
    'cotejo record revise valle --mask "Ilsa Brandt" --as "R. Soto"',
    'cotejo record revise valle 12 --visibility public --as "R. Soto" --reason "The source has spoken in public."',
    'cotejo record revise valle 12 --published 2026-05-14 --as "R. Soto"',
  ],
  async run(input, shell) {
    const asked = input.positionals[1];
    const [visibility, genre] = [option(input, "visibility"), option(input, "genre")];
    const text = (name: string, column = name) => {
      const value = option(input, column);
      return value === undefined ? {} : { [name]: value };
    };
    const revision = {
      reviewer: requiredOption(input, recordReviseCommand, "as"),
      ...(asked === undefined ? {} : { document: wholeNumber(asked, "ENTRY") }),
      ...(visibility === undefined ? {} : { visibility: oneOf(VISIBILITIES, visibility, "--visibility") }),
      ...(genre === undefined ? {} : { genre: oneOf(GENRES, genre, "--genre") }),
      mask: partsOf(option(input, "mask") ?? ""),
      keep: partsOf(option(input, "keep") ?? ""),
      ...text("publisher"),
      ...text("agency"),
      ...text("title"),
      ...text("url"),
      ...text("language"),
      ...text("publishedAt", "published"),
      ...text("collectedAt", "collected"),
      ...text("reason"),
    };
    const revised = await withElection(positional(input, 0), shell, (world) =>
      reviseDocuments(world, revision),
    );
    return {
      json: revised,
      text: [
        ...formatSome(revised.map(describe), 50, "documents; --json lists them all"),
        "Publish again: what is published now still shows what it showed",
      ].join("\n"),
    };
  },
};

function describe({ entry, document, visibility, masked, reworded, waiting }: RevisedDocument): string {
  const parts = [
    visibility,
    ...(masked.length === 0 ? [] : [`blacked out now: ${masked.join("; ")}`]),
    ...(reworded === 0 ? [] : [`${reworded} statements worded anew`]),
    ...(waiting === 0 ? [] : [`${waiting} of them wait for a second person`]),
  ];
  return `Entry ${entry}: document ${document} (${parts.join(", ")})`;
}
