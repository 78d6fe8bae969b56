import { diskPublicationWriter } from "../../adapters/disk-publication.ts";
import { formatVerifierKey } from "../../core/tlog/note.ts";
import { publish } from "../../pipeline/publish.ts";
import { positional, type Command } from "../command.ts";
import { withElection } from "../election-folder.ts";
import { formatCount, quoted } from "../text.ts";

export const publishCommand: Command = {
  name: "publish",
  summary: "Write the public folder, which anyone can verify offline",
  positionals: [
    { name: "DIR", about: "the election folder" },
    {
      name: "OUT",
      about: "the folder to publish: new, empty, or an earlier publication, which is replaced at once",
    },
  ],
  options: {},
  examples: ["cotejo publish venezuela public"],
  notes: [
    "Announce the checkpoint it prints in a second place (a newspaper, a post, a letter): it is what later versions are held to.",
  ],
  async run(input, shell) {
    const out = positional(input, 1);
    const bar = shell.progress("publishing");
    const { published, key } = await withElection(positional(input, 0), shell, async (world) => {
      const written = await publish(world, diskPublicationWriter(out), (_, files) => bar.update(files, 0));
      return { published: written, key: formatVerifierKey(world.verifierKey) };
    }).finally(bar.stop);
    const { files, bytes, filesWritten, filesUnchanged, checkpoint } = published;
    const text = [
      `Published ${formatCount(files)} files, ${formatCount(bytes)} bytes, in ${out} (${formatCount(filesWritten)} written, ${formatCount(filesUnchanged)} unchanged)`,
      "Announce this checkpoint elsewhere:",
      "",
      checkpoint,
      "Anyone checks it with:",
      `  cotejo verify ${quoted(out)} --key ${quoted(key)}`,
    ];
    return { json: { out, key, ...published }, text: text.join("\n") };
  },
};
