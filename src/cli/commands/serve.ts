import { join } from "node:path";

import { diskPublicationWriter } from "../../adapters/disk-publication.ts";
import { verifyScript } from "../../adapters/verify-script.ts";
import { InputError } from "../../core/input-error.ts";
import { MANIFEST_PATH } from "../../core/manifest.ts";
import { readIfThere } from "../../adapters/disk-folder.ts";
import { publish } from "../../pipeline/publish.ts";
import { servePublication } from "../../server/serve-publication.ts";
import { option, positional, portNumber, type Command, type Shell } from "../command.ts";
import { isElectionFolder, withElection } from "../election-folder.ts";

export const serveCommand: Command = {
  name: "serve",
  summary: "Serve the published folder over HTTP, on this machine unless told otherwise",
  positionals: [
    { name: "DIR", about: "a published folder, or an election folder (published first, in DIR/published)" },
  ],
  options: {
    port: { value: "NUMBER", about: "the port (default 8080, or the next free one)" },
    host: {
      value: "ADDRESS",
      about: "the address to listen on (default 127.0.0.1: only this machine can see it)",
    },
  },
  examples: ["cotejo serve public", "cotejo serve public --host 0.0.0.0 --port 80"],
  async run(input, shell) {
    const directory = positional(input, 0);
    const out = isElectionFolder(directory) ? join(directory, "published") : directory;
    if (out !== directory)
      await withElection(directory, shell, (world) =>
        publish(world, diskPublicationWriter(out), { script: verifyScript() }),
      );
    const port = option(input, "port");
    const address = await serveUntilStopped(shell, {
      root: out,
      host: option(input, "host") ?? "127.0.0.1",
      ...(port === undefined ? {} : { port: portNumber(port) }),
    });
    return { json: { address }, text: "Stopped" };
  },
};

/** Serves a published folder until the person stops the program; gives the address it had. */
export async function serveUntilStopped(
  shell: Shell,
  place: { readonly root: string; readonly host: string; readonly port?: number },
): Promise<string> {
  if (readIfThere(join(place.root, MANIFEST_PATH)) === undefined)
    throw new InputError(place.root, ["is no published folder: write one with `cotejo publish DIR OUT`"]);
  const server = await servePublication(place);
  shell.tell(`Open ${server.address} (stop with Ctrl-C)`);
  await shell.untilStopped();
  await server.close();
  return server.address;
}
