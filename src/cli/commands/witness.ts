import { existsSync, mkdirSync, statSync } from "node:fs";
import { resolve } from "node:path";

import { diskFolder, removeUnfinished } from "../../adapters/disk-folder.ts";
import { lockFolder } from "../../adapters/folder-lock.ts";
import { nodeCrypto } from "../../adapters/node-crypto.ts";
import {
  holdsWitness,
  nameOfNewWitness,
  prepareWitness,
  WitnessFolder,
} from "../../adapters/witness-folder.ts";
import { formatBase64 } from "../../core/bytes.ts";
import { InputError } from "../../core/input-error.ts";
import type { WitnessedLog } from "../../core/tlog/add-checkpoint.ts";
import { formatVerifierKey, parseVerifierKey } from "../../core/tlog/note.ts";
import { serveWitness } from "../../server/serve-witness.ts";
import { option, positional, portNumber, type Command, type Shell } from "../command.ts";
import { isElectionFolder } from "../election-folder.ts";
import { formatCount } from "../text.ts";
import { keyText } from "./verify.ts";

const PORT = 8090;

export const witnessCommand: Command = {
  name: "witness",
  summary: "Cosign logs of others: vouch over HTTP that they only ever grow",
  positionals: [
    { name: "DIR", about: "the witness's folder: its key and what it cosigned" },
    {
      name: "LOGS",
      about: "keys of logs to witness from now on, or files that hold them",
      optional: true,
      several: true,
    },
  ],
  options: {
    name: { value: "NAME", about: "the name of a new witness, such as witness.example.org/w1" },
    port: { value: "NUMBER", about: `the port (default ${PORT}; 0 for any that is free)` },
    host: {
      value: "ADDRESS",
      about: "the address to listen on (default 127.0.0.1: only this machine can ask)",
    },
    "no-serve": { about: "make the key, note the logs, and end" },
  },
  examples: [
    "cotejo witness w1 results.example.org+1a2b3c4d+AQ... --name witness.example.org/w1",
    "cotejo witness w1",
  ],
  notes: [
    "A new key is made at the first start; hand out the public one that it prints, for policies (docs/formats/policy.md).",
    "DIR must never be put back from a copy: a witness that forgets what it cosigned vouches for nothing. Start another.",
  ],
  async run(input, shell) {
    const directory = positional(input, 0);
    refuseOthers(directory);
    // A refusal leaves no folder behind.
    nameOfNewWitness(diskFolder(directory), option(input, "name"));
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const lock = await lockFolder(resolve(directory), () => {}, 0);
    try {
      removeUnfinished(directory);
      const folder = diskFolder(directory);
      const keys = input.positionals.slice(1).map((given) => parseVerifierKey(nodeCrypto, keyText(given)));
      prepareWitness(folder, option(input, "name"), shell);
      const witness = new WitnessFolder(folder, shell.now);
      for (const key of keys) witness.addLog(key);
      const key = formatVerifierKey(witness.key);
      const start = [`Witness: ${key}`, ...witness.logs.map(describeLog)];
      if (input.values["no-serve"] === true) return { json: jsonOf(witness), text: start.join("\n") };
      for (const line of start) shell.tell(line);
      const port = option(input, "port");
      const address = await serveUntilStopped(witness, shell, {
        host: option(input, "host") ?? "127.0.0.1",
        port: port === undefined ? PORT : portNumber(port),
      });
      return { json: { address, ...jsonOf(witness) }, text: "Stopped" };
    } finally {
      lock.release();
    }
  },
};

async function serveUntilStopped(
  witness: WitnessFolder,
  shell: Shell,
  place: { readonly host: string; readonly port: number },
): Promise<string> {
  const server = await serveWitness(place, (request) => {
    const answer = witness.addCheckpoint(request);
    if (answer.told !== undefined) shell.tell(answer.told);
    return answer;
  });
  shell.tell(`Answers at ${server.address} (stop with Ctrl-C)`);
  if (witness.logs.length === 0)
    shell.tell("It knows no log yet: name their keys, cotejo witness DIR KEY...");
  const stopped = shell.untilStopped().then(() => undefined);
  const reason = await Promise.race([stopped, server.failed]);
  await server.close();
  if (reason !== undefined) throw reason;
  return server.address;
}

/** A slip of the fingers must not turn an election, or anything else, into a witness. */
function refuseOthers(directory: string): void {
  if (!existsSync(directory)) return;
  if (!statSync(directory).isDirectory()) throw new InputError(directory, ["is a file, and no folder"]);
  if (holdsWitness(diskFolder(directory))) return;
  if (isElectionFolder(directory))
    throw new InputError(directory, [
      "is an election folder: a witness has its own, best on another machine with another operator",
    ]);
  // What an earlier start that was cut off may have left is nobody's.
  const files = diskFolder(directory).list("");
  if (files.some((path) => !/^\.?in-use-by/.test(path)))
    throw new InputError(directory, ["is not empty and no witness's folder: choose another place"]);
}

function jsonOf(witness: WitnessFolder): { readonly key: string; readonly logs: readonly unknown[] } {
  const logs = witness.logs.map(({ key, latest }) => ({
    origin: key.name,
    key: formatVerifierKey(key),
    size: latest?.size ?? 0,
    ...(latest === undefined ? {} : { root: formatBase64(latest.root) }),
  }));
  return { key: formatVerifierKey(witness.key), logs };
}

function describeLog({ key, latest }: WitnessedLog): string {
  return latest === undefined
    ? `  log ${key.name}: nothing cosigned yet`
    : `  log ${key.name}: cosigned up to ${formatCount(latest.size)} entries`;
}
