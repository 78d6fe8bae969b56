import { diskPublicationWriter } from "../../adapters/disk-publication.ts";
import { httpWitness } from "../../adapters/http-witness.ts";
import { verifyScript } from "../../adapters/verify-script.ts";
import { InputError } from "../../core/input-error.ts";
import { formatVerifierKey } from "../../core/tlog/note.ts";
import type { AskedWitness } from "../../pipeline/collect-cosignatures.ts";
import { Publisher, type Witnessing } from "../../pipeline/publish.ts";
import { option, positional, type Command, type Input, type Outcome, type Shell } from "../command.ts";
import { withElection } from "../election-folder.ts";
import { followLog } from "../follow-log.ts";
import { readPolicy } from "../policy-file.ts";
import { formatCount, formatTime, quoted } from "../text.ts";

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
  options: {
    policy: {
      value: "FILE",
      about: "ask the witnesses of this policy to cosign the log first (docs/formats/policy.md)",
    },
    follow: { about: "stay, and publish again whenever something new is in the log, until stopped" },
    "below-quorum": { about: "publish also where fewer witnesses cosign than the policy asks for" },
  },
  examples: [
    "cotejo publish venezuela public",
    "cotejo publish venezuela public --policy witnesses.policy",
    "cotejo publish venezuela public --follow",
  ],
  notes: [
    "An image is shown only where its sender said that nothing in it needs hiding, or `cotejo redact` decided; others are left out and named.",
    "Announce the checkpoint it prints in a second place (a newspaper, a post, a letter): it is what later versions are held to.",
    "A program that follows is several times faster than one started again for each new sheet. Between publications other commands may work on DIR; stopped, it ends when the publication under way is done.",
  ],
  async run(input, shell) {
    const publisher = new Publisher({ ...witnessingOf(input), script: verifyScript() });
    if (input.values["follow"] !== true) return publishOnce(publisher, input, shell);
    shell.tell("Publishing whenever something new is in the log (stop with Ctrl-C)");
    const directory = positional(input, 0);
    const quiet = { ...shell, progress: () => NO_BAR };
    await followLog(directory, shell, async () => shell.answer(await publishOnce(publisher, input, quiet)));
    await withElection(directory, shell, () => publisher.note());
    return undefined;
  },
};

/** A bar takes the keys of the terminal, and Ctrl-C with them. */
const NO_BAR = { update: () => {}, stop: () => {} };

async function publishOnce(publisher: Publisher, input: Input, shell: Shell): Promise<Outcome> {
  const [directory, out] = [positional(input, 0), positional(input, 1)];
  const bar = shell.progress("publishing");
  const { published, key } = await withElection(directory, shell, async (world) => ({
    published: await publisher.publish(world, diskPublicationWriter(out), (files) => bar.update(files, 0)),
    key: formatVerifierKey(world.verifierKey),
  })).finally(bar.stop);
  const { files, bytes, filesWritten, filesUnchanged, checkpoint, witnesses, imagesLeftOut } = published;
  const text = [
    `Published ${formatCount(files)} files, ${formatCount(bytes)} bytes, in ${out} (${formatCount(filesWritten)} written, ${formatCount(filesUnchanged)} unchanged)`,
    ...describeLeftOut(imagesLeftOut, quoted(directory)),
    ...witnesses.map(describeWitness),
    "Announce this checkpoint elsewhere:",
    "",
    checkpoint,
    "Anyone checks it with:",
    `  cotejo verify ${quoted(out)} --key ${quoted(key)}`,
  ];
  return { json: { out, key, ...published }, text: text.join("\n") };
}

/** Images are left out until somebody says what of them may be shown. */
function describeLeftOut(entries: readonly number[], directory: string): string[] {
  if (entries.length === 0) return [];
  const named = entries.slice(0, IMAGES_NAMED).join(", ");
  const more =
    entries.length > IMAGES_NAMED ? `, and ${formatCount(entries.length - IMAGES_NAMED)} more` : "";
  return [
    `Left out ${formatCount(entries.length)} images that were neither redacted nor said to need none (entries ${named}${more}):`,
    `  cotejo redact ${directory}`,
  ];
}

const IMAGES_NAMED = 12;

/** The witnesses to ask, where a policy is given. */
function witnessingOf(input: Input): { readonly witnessing?: Witnessing } {
  const path = option(input, "policy");
  const belowQuorum = input.values["below-quorum"] === true;
  if (path === undefined && belowQuorum)
    throw new InputError("--below-quorum", ["needs a policy: give one with --policy"]);
  if (path === undefined) return {};
  const { policy, text } = readPolicy(path);
  return { witnessing: { policy, policyText: text, client: httpWitness(), belowQuorum } };
}

function describeWitness(asked: AskedWitness): string {
  return asked.kind === "cosigned"
    ? `Cosigned by ${asked.witness} at ${formatTime(asked.time)}`
    : `Not cosigned by ${asked.witness}: ${asked.reason}`;
}
