import { qrReader } from "../../adapters/readers/qr-reader.ts";
import { isPartial } from "../../core/formats/read-codes.ts";
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
    const reader = await qrReader();
    const bar = shell.progress("reading");
    const answers = await withElection(positional(input, 0), shell, (world) =>
      readEvidence(world, reader, bar.update),
    ).finally(bar.stop);
    const readings = answers.map(({ entry, evidence, payload }) => ({ entry, evidence, ...payload }));
    const read = readings.filter((reading) => reading.outcome === "read").length;
    const unread = readings.flatMap((reading) =>
      reading.outcome === "nothing-read" ? [`  entry ${reading.evidence}: ${reading.reason}`] : [],
    );
    const partial = readings.filter(isPartial).map(({ evidence, code }) => {
      const { held, of } = code?.parts ?? { held: [], of: 0 };
      return `  entry ${evidence}: ${held.join(", ")} of ${of}`;
    });
    const files = (of: readonly { readonly evidence: number }[]) =>
      formatCount(new Set(of.map(({ evidence }) => evidence)).size);
    const text = [
      readings.length === 0
        ? "All evidence has been read already"
        : `Read ${files(readings.filter((reading) => reading.outcome === "read"))} of ${files(readings)} files`,
      ...(unread.length > 0 ? ["Left to people:"] : []),
      ...formatSome(unread, 30, "files"),
      ...(partial.length > 0 ? ["Sheets of which parts are missing, with the parts held:"] : []),
      ...formatSome([...new Set(partial)], 30, "files"),
      ...(readings.some(({ code }) => code?.signature === "not-checked")
        ? ["The codes carry signatures that nobody here can check: no key is published with them"]
        : []),
    ];
    return {
      json: { reader: reader.name, read, nothingRead: unread.length, readings },
      text: text.join("\n"),
    };
  },
};
