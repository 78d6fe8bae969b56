import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";

import { InputError } from "../../core/input-error.ts";
import { writeFile } from "../../adapters/write-file.ts";
import { EXPORT_FORMATS, exportResults, type ExportFormat } from "../../pipeline/export-results.ts";
import { option, positional, requiredOption, type Command } from "../command.ts";
import { withElection } from "../election-folder.ts";
import { formatCount } from "../text.ts";

export const exportCommand: Command = {
  name: "export",
  summary: "Write the results in a form that other programs read",
  positionals: [{ name: "DIR", about: "the election folder" }],
  options: {
    format: { value: "NAME", about: EXPORT_FORMATS.join(", ") },
    out: {
      value: "FILE",
      about: "the file to write; one that is there is replaced once the new one is whole",
    },
    source: { value: "ID", about: "whose sheets (default: for each contest the first source that has any)" },
    contest: { value: "ID", about: "one contest (default: all)" },
  },
  examples: [
    "cotejo export venezuela --format nist-json --out venezuela.json",
    "cotejo export valle --format openelections-csv --source observers --out valle.csv",
  ],
  notes: [
    "Only sheets that the election file's policy counts are in the sums. Findings, other sources and declarations have no",
    "place in these forms: they are in what cotejo publish writes (docs/formats/nist.md, docs/formats/openelections.md).",
  ],
  async run(input, shell) {
    const format = formatOf(requiredOption(input, exportCommand, "format"));
    const out = requiredOption(input, exportCommand, "out");
    const folder = dirname(resolve(out));
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
      throw new InputError("--out", [`there is no folder ${folder}: make it first`]);
    const [source, contest] = [option(input, "source"), option(input, "contest")];
    const { sources, bytes } = await withElection(positional(input, 0), shell, async (world) => {
      const exported = exportResults(world, {
        format,
        ...(source === undefined ? {} : { source }),
        ...(contest === undefined ? {} : { contest }),
      });
      return { sources: exported.sources, bytes: writeFile(out, exported.pieces) };
    });
    const text = [
      `Wrote ${out}: ${format}, ${formatCount(bytes)} bytes`,
      ...sources.map((each) => `  ${each.contest}: sheets of ${each.source}`),
    ];
    return { json: { out, format, bytes, sources }, text: text.join("\n") };
  },
};

function formatOf(name: string): ExportFormat {
  const format = EXPORT_FORMATS.find((each) => each === name);
  if (format === undefined)
    throw new InputError("--format", [`"${name}" is none of: ${EXPORT_FORMATS.join(", ")}`]);
  return format;
}
