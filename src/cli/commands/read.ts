import { zxingReader } from "../../adapters/readers/zxing-reader.ts";
import { readEvidence } from "../../pipeline/read-evidence.ts";
import { positional, type Command } from "../command.ts";
import { withElection } from "../election-folder.ts";
import { formatCount, formatSome } from "../text.ts";

export const readCommand: Command = {
  name: "read",
  summary: "Read the QR codes of evidence not read yet",
  positionals: [{ name: "DIR", about: "the election folder" }],
  options: {},
  examples: ["cotejo read venezuela"],
  notes: [
    "Only a text that the election's QR format takes entirely is accepted. Stopped midway, it goes on where it was.",
  ],
  async run(input, shell) {
    const reader = await zxingReader();
    const bar = shell.progress("reading");
    const answers = await withElection(positional(input, 0), shell, (world) =>
      readEvidence(world, reader, bar.update),
    ).finally(bar.stop);
    const readings = answers.map(({ entry, evidence, payload }) => ({ entry, evidence, ...payload }));
    const read = readings.filter((reading) => reading.outcome === "read").length;
    const unread = readings.flatMap((reading) =>
      reading.outcome === "nothing-read" ? [`  entry ${reading.evidence}: ${reading.reason}`] : [],
    );
    const text = [
      readings.length === 0
        ? "All evidence has been read already"
        : `Read ${formatCount(read)} of ${formatCount(readings.length)} files`,
      ...(unread.length > 0 ? ["Left to people:"] : []),
      ...formatSome(unread, 30, "files"),
    ];
    return {
      json: { reader: reader.name, read, nothingRead: unread.length, readings },
      text: text.join("\n"),
    };
  },
};
