import { diskPublication, diskPublicationWriter } from "../../adapters/disk-publication.ts";
import { nodeCrypto } from "../../adapters/node-crypto.ts";
import { verifyScript } from "../../adapters/verify-script.ts";
import { parseVerifierKey } from "../../core/tlog/note.ts";
import { mirror } from "../../pipeline/mirror.ts";
import { option, positional, type Command } from "../command.ts";
import { readPolicy } from "../policy-file.ts";
import { keyText, outcomeOf, progressOf, publicationAt } from "./verify.ts";

export const mirrorCommand: Command = {
  name: "mirror",
  summary: "Copy a publication, verify it, and refuse one that goes back",
  positionals: [
    { name: "URL", about: "where it is published (an address, or a folder)" },
    { name: "DIR", about: "where the copy is kept" },
  ],
  options: {
    key: { value: "VKEY", about: "the log's key as announced elsewhere, or a file that holds it" },
    policy: {
      value: "FILE",
      about: "the logs and witnesses you trust (docs/formats/policy.md): enough of them must have cosigned",
    },
  },
  examples: ["cotejo mirror https://results.example.org/ copy"],
  notes: [
    "The copy held is replaced only by one that verifies, is signed with the same key and continues the same log.",
    "Run it from time to time: every mirror that others keep is one more place that a rewritten log contradicts.",
  ],
  async run(input, shell) {
    const directory = positional(input, 1);
    const key = option(input, "key");
    const policy = option(input, "policy");
    const bar = shell.progress("mirroring");
    const verification = await mirror(nodeCrypto, {
      from: publicationAt(positional(input, 0)),
      held: diskPublication(directory),
      writer: diskPublicationWriter(directory),
      ...(key === undefined ? {} : { key: parseVerifierKey(nodeCrypto, keyText(key)) }),
      ...(policy === undefined ? {} : { policy: readPolicy(policy).policy }),
      script: verifyScript(),
      onProgress: progressOf(bar),
    }).finally(bar.stop);
    const outcome = outcomeOf(verification);
    const done = verification.ok
      ? `Copied to ${directory}`
      : `Not copied: what ${directory} holds is left as it was`;
    return {
      ...outcome,
      json: { ...verification, copied: verification.ok },
      text: `${done}\n${outcome.text}`,
    };
  },
};
