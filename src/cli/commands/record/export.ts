import { writeFile } from "../../../adapters/write-file.ts";
import { exportRecord, RECORD_FORMATS } from "../../../pipeline/record/export-record.ts";
import { positional, requiredOption, type Command } from "../../command.ts";
import { withElection } from "../../election-folder.ts";
import { formatCount } from "../../text.ts";
import { oneOf } from "./one-of.ts";

export const recordExportCommand: Command = {
  name: "record export",
  summary: "Write what is confirmed of documents in a form that other programs read",
  positionals: [{ name: "DIR", about: "the election folder" }],
  options: {
    format: { value: "NAME", about: RECORD_FORMATS.join(", ") },
    out: {
      value: "FILE",
      about: "the file to write; one that is there is replaced once the new one is whole",
    },
  },
  notes: [
    "csv: every statement. annotations: W3C Web Annotation JSON-LD, places in code points. claim-review: schema.org, where a",
    "person assessed a statement. claims: counts for cotejo test --method conflicting-counts. Private names are blacked out.",
  ],
  examples: [
    "cotejo record export valle --format annotations --out statements.jsonld",
    "cotejo record export valle --format claims --out claims.csv",
  ],
  async run(input, shell) {
    const format = oneOf(RECORD_FORMATS, requiredOption(input, recordExportCommand, "format"), "--format");
    const out = requiredOption(input, recordExportCommand, "out");
    return withElection(positional(input, 0), shell, async (world) => {
      const { bytes, items } = exportRecord(world, format);
      const written = writeFile(out, [bytes]);
      return {
        json: { out, format, items, bytes: written },
        text: `Wrote ${out}: ${format}, ${formatCount(items)} items, ${formatCount(written)} bytes`,
      };
    });
  },
};
