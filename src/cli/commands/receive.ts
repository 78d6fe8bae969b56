import { readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";

import { describeFailure, readBounded } from "../../adapters/read-bounded.ts";
import { qualityGauge } from "../../adapters/readers/quality-gauge.ts";
import { imageIntake } from "../../adapters/images/image-intake.ts";
import { qualityAdvice } from "../../core/image-quality.ts";
import { InputError } from "../../core/input-error.ts";
import { FILE_BYTES_MAXIMUM, receive, type Received } from "../../pipeline/receive.ts";
import { option, positional, requiredOption, type Command } from "../command.ts";
import { withElection } from "../election-folder.ts";
import { formatCount, formatSome } from "../text.ts";

/** Files of one call whose quality is measured: each costs about a tenth of a second. */
const MEASURED_MAXIMUM = 100;

export const receiveCommand: Command = {
  name: "receive",
  summary: "Take photos or scans of tally sheets as evidence",
  positionals: [
    { name: "DIR", about: "the election folder" },
    { name: "FILES", about: "images, or folders of images", several: true },
  ],
  options: {
    source: { value: "ID", about: "who sent them: a source of the election file" },
    station: { value: "ID", about: "the polling station the sender claims, for all files given" },
    contest: { value: "ID", about: "the contest they are sheets of" },
    "redacted-by-source": { about: "the sender says nothing in them needs hiding: they may be published" },
  },
  examples: [
    "cotejo receive venezuela scans/*.jpg --source witnesses --redacted-by-source",
    "cotejo receive valle photo.jpg --source observers --station 0412-017.2",
  ],
  notes: [
    "Place, time and device are removed from every JPEG and PNG before anything is hashed or kept. Of WebP, TIFF, AVIF, HEIC and PDF files their pixels are kept, page by page, as JPEG or PNG.",
    `Of up to ${MEASURED_MAXIMUM} files at once it is said at once what makes them hard to read, so that another photo can be taken.`,
    "Without --redacted-by-source a file stays in DIR/private; the log gets a salted commitment and nothing else.",
  ],
  async run(input, shell) {
    const directory = positional(input, 0);
    const files = input.positionals.slice(1).flatMap(filesAt);
    const [, first] = input.positionals;
    if (first === undefined)
      throw new InputError("cotejo receive", ["FILES is missing: name at least one image or folder"]);
    if (files.length === 0)
      throw new InputError(first, ["holds no files; folders below it are not looked into: name them"]);
    const station = option(input, "station");
    const contest = option(input, "contest");
    // Where so many come at once, nobody stands beside the sheet any more: the readers say it of those that they cannot read.
    const isMeasured = files.length <= MEASURED_MAXIMUM;
    const bar = shell.progress("receiving");
    const answers = await withElection(directory, shell, (world) =>
      receive(world, {
        files: files.map((path) => ({
          name: basename(path),
          read: () => readBounded(path, FILE_BYTES_MAXIMUM),
          ...(station === undefined ? {} : { station }),
        })),
        source: requiredOption(input, receiveCommand, "source"),
        intake: imageIntake,
        ...(isMeasured ? { gauge: qualityGauge() } : {}),
        redactedBySource: input.values["redacted-by-source"] === true,
        ...(contest === undefined ? {} : { contest }),
        onProgress: bar.update,
      }),
    ).finally(bar.stop);
    const of = (kind: Received["kind"]) => answers.filter((answer) => answer.kind === kind).length;
    const json = {
      received: of("received"),
      duplicates: of("duplicate"),
      refused: of("refused"),
      files: answers,
    };
    const named = answers.flatMap((answer) => {
      if (answer.kind === "duplicate") return [`  duplicate of entry ${answer.entry}: ${answer.name}`];
      if (answer.kind === "received" && answer.sameFileAs !== undefined)
        return [
          `  the same file as entry ${answer.sameFileAs}, of another source or station: ${answer.name}`,
        ];
      return answer.kind === "refused" ? [`  refused: ${answer.name}: ${answer.reason}`] : [];
    });
    const hard = answers.flatMap((answer) =>
      answer.kind === "received"
        ? (answer.quality ?? []).map((problem) => `  ${answer.name}: ${qualityAdvice(problem, "en")}`)
        : [],
    );
    const others = answers.flatMap((answer) =>
      answer.kind === "received" && answer.mediaType === "application/octet-stream"
        ? [`  ${answer.name}`]
        : [],
    );
    const stripped = answers.filter(
      (answer) => answer.kind === "received" && answer.metadataRemoved.length > 0,
    ).length;
    const text = [
      `Received ${formatCount(json.received)}, duplicates ${formatCount(json.duplicates)}, refused ${formatCount(json.refused)}`,
      ...formatSome(named, 30, "named by --json"),
      ...(hard.length > 0 ? ["Hard to read; another photo may help:"] : []),
      ...formatSome(hard, 30, "named by --json"),
      ...(others.length > 0 ? ["No images: kept private, and nothing here reads them"] : []),
      ...formatSome(others, 30, "named by --json"),
      ...(stripped > 0 ? [`Metadata was removed from ${formatCount(stripped)} files`] : []),
      ...(json.received > 0 ? [`Receipts: ${join(directory, "receipts")}`] : []),
    ];
    return { json, text: text.join("\n"), failed: json.refused > 0 };
  },
};

/** The file itself, or every file in a folder (not below it), by name. */
function filesAt(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => join(path, file.name))
      .sort();
  } catch (error) {
    throw new InputError(path, [describeFailure(error)]);
  }
}
