import { dirname, resolve } from "node:path";

import { readDocument } from "../../../adapters/readers/read-document.ts";
import { readRows } from "../../../core/formats/read-rows.ts";
import { readBounded } from "../../../adapters/read-bounded.ts";
import { InputError } from "../../../core/input-error.ts";
import { GENRES, VISIBILITIES } from "../../../core/record/document.ts";
import {
  addDocuments,
  type AddedDocument,
  type DocumentFile,
  type SaidOfDocument,
} from "../../../pipeline/record/add-documents.ts";
import { option, positional, wholeNumber, type Command, type Input } from "../../command.ts";
import { withElection } from "../../election-folder.ts";
import { formatCount, formatSome } from "../../text.ts";
import { oneOf } from "./one-of.ts";
import { partsOf } from "./parts-of.ts";

/** Larger than any page or report; what is larger is something else. */
const BYTES_MAXIMUM = 50_000_000;
const ATTACHMENT_MAXIMUM = 500_000_000;

const COLUMNS = [
  "file",
  "publisher",
  "agency",
  "title",
  "url",
  "language",
  "published",
  "collected",
  "genre",
  "visibility",
  "supersedes",
  "mask",
  "keep",
] as const;

export const recordAddCommand: Command = {
  name: "record add",
  summary: "Take documents into the record: web pages, PDFs, texts, pasted statements",
  positionals: [
    { name: "DIR", about: "the election folder" },
    {
      name: "FILE",
      about: "HTML, PDF with text, or text; - for standard input (a pasted statement)",
      optional: true,
      several: true,
    },
  ],
  options: {
    list: { value: "CSV", about: `a table of files instead: columns ${COLUMNS.join(", ")}` },
    publisher: { value: "NAME", about: "who published it (default: what the page says)" },
    agency: { value: "NAME", about: "the news agency it credits (default: the first it names)" },
    title: { value: "TEXT", about: "its title (default: what the page says)" },
    url: { value: "URL", about: "its address; another text of the same address supersedes the earlier one" },
    language: { value: "CODE", about: "en, es, pt or another (default: detected)" },
    published: {
      value: "TIME",
      about: "2024-07-31, or 2024-07-31T14:00:00-04:00 (default: what the page says)",
    },
    collected: { value: "TIME", about: "when it was collected (default: now)" },
    genre: { value: "NAME", about: `${GENRES.join(", ")} (default: news)` },
    visibility: { value: "NAME", about: `${VISIBILITIES.join(", ")} (default: public); see below` },
    supersedes: { value: "ENTRY", about: "the entry of an earlier version of this page" },
    mask: { value: "NAMES", about: "names of private persons to black out, separated by ;" },
    keep: { value: "NAMES", about: "names to show although they look private, separated by ;" },
    attach: { value: "FILES", about: "web archives (WACZ, WARC) or other files of it, separated by ;" },
  },
  notes: [
    "Files stay private. Once a person confirmed a statement in it, the text of a public document is published, with the",
    "names of private persons blacked out; of one with visibility excerpts only the words of confirmed statements; of a",
    "sealed one nothing, and the log holds a salted commitment. Look at the names told: what is in the log stays in it.",
  ],
  examples: [
    'cotejo record add valle story.html --publisher "The Courier" --published 2026-05-04',
    "pbpaste | cotejo record add valle - --genre statement --publisher 'Electoral Tribunal' --published 2026-05-03",
    "cotejo record add valle page.html --attach page.wacz --visibility excerpts",
    "cotejo record add valle --list documents.csv",
  ],
  async run(input, shell) {
    const directory = positional(input, 0);
    const list = option(input, "list");
    const files = list === undefined ? filesGiven(input) : filesListed(list);
    if (files.length === 0)
      throw new InputError("cotejo record add", ["name files, or a table of files with --list"]);
    const progress = shell.progress("Adding documents");
    const answers = await withElection(directory, shell, (world) =>
      addDocuments(world, files, (done, total) => progress.update(done, total)),
    );
    progress.stop();
    const refused = answers.filter(({ kind }) => kind === "refused");
    return {
      json: answers,
      text: [
        ...formatSome(answers.map(describe), 50, "documents; --json lists them all"),
        ...(answers.length > 1
          ? [
              `${formatCount(answers.filter(({ kind }) => kind === "added").length)} added, ${formatCount(answers.filter(({ kind }) => kind === "held").length)} held before, ${formatCount(refused.length)} refused`,
            ]
          : []),
      ].join("\n"),
      ...(refused.length > 0 ? { failed: true } : {}),
    };
  },
};

function filesGiven(input: Input): DocumentFile[] {
  const cells = Object.fromEntries(COLUMNS.map((name) => [name, option(input, name) ?? ""]));
  const said = saidOf(cells);
  const attachments = partsOf(option(input, "attach") ?? "").map((path) => ({
    bytes: readBounded(path, ATTACHMENT_MAXIMUM),
    mediaType: archiveType(path),
  }));
  const paths = input.positionals.slice(1);
  if (paths.length > 1 && attachments.length > 0)
    throw new InputError("--attach", ["goes with one document"]);
  return paths.map((path) => ({
    name: path === "-" ? "standard input" : path,
    bytes: () => readBounded(path, BYTES_MAXIMUM),
    read: readDocument,
    said,
    attachments,
  }));
}

function filesListed(list: string): readonly DocumentFile[] {
  return readRows(readBounded(list, BYTES_MAXIMUM), list, (columns) => ({
    problems: [
      ...(columns.includes("file") ? [] : ['has no column "file"']),
      ...columns
        .filter((name) => !COLUMNS.some((known) => known === name))
        .map((name) => `column "${name}" is none of ${COLUMNS.join(", ")}`),
    ],
    read: (row) => {
      const name = row.required("file");
      const cells = Object.fromEntries(COLUMNS.map((column) => [column, row.text(column)]));
      const path = resolve(dirname(list), name);
      return { name, bytes: () => readBounded(path, BYTES_MAXIMUM), read: readDocument, said: saidOf(cells) };
    },
  }));
}

function saidOf(cells: Readonly<Record<string, string>>): SaidOfDocument {
  const text = (name: string, column = name) =>
    cells[column] === undefined || cells[column] === "" ? {} : { [name]: cells[column] };
  const { genre = "", visibility = "", supersedes = "", mask = "", keep = "" } = cells;
  return {
    ...text("publisher"),
    ...text("agency"),
    ...text("title"),
    ...text("url"),
    ...text("language"),
    ...text("publishedAt", "published"),
    ...text("collectedAt", "collected"),
    ...(genre === "" ? {} : { genre: oneOf(GENRES, genre, "--genre") }),
    ...(visibility === "" ? {} : { visibility: oneOf(VISIBILITIES, visibility, "--visibility") }),
    ...(supersedes === "" ? {} : { supersedes: wholeNumber(supersedes, "--supersedes") }),
    mask: partsOf(mask),
    keep: partsOf(keep),
  };
}

function archiveType(path: string): string {
  if (/\.wacz$/i.test(path)) return "application/wacz";
  return /\.warc(\.gz)?$/i.test(path) ? "application/warc" : "application/octet-stream";
}

function describe(answer: AddedDocument): string {
  switch (answer.kind) {
    case "held":
      return `Held before as entry ${answer.entry}: ${answer.name}`;
    case "refused":
      return `Refused: ${answer.name}: ${answer.reason}`;
    case "added": {
      const { facts, masked, supersedes } = answer;
      const about = [
        answer.visibility,
        facts.language ?? "language not known: no card will be suggested",
        ...(facts.publishedAt === undefined ? ["no date: say --published"] : [facts.publishedAt]),
        ...(supersedes === undefined ? [] : [`supersedes entry ${supersedes}`]),
        ...(masked.length === 0 ? [] : [`blacked out: ${masked.join("; ")}`]),
      ];
      return `Entry ${answer.entry}: ${answer.name} (${about.join(", ")})`;
    }
  }
}
