import { existsSync } from "node:fs";

import { diskPublication } from "../../adapters/disk-publication.ts";
import { hashThreads } from "../../adapters/hash-threads.ts";
import { nodeCrypto } from "../../adapters/node-crypto.ts";
import { verifyScript } from "../../adapters/verify-script.ts";
import { webPublication } from "../../adapters/web-publication.ts";
import { parseUtf8 } from "../../core/bytes.ts";
import { InputError } from "../../core/input-error.ts";
import { parseVerifierKey } from "../../core/tlog/note.ts";
import type { Problem, Verification, VerifyProgress } from "../../core/verification.ts";
import { verifyPublication, type PublishedFolder } from "../../core/verify.ts";
import { option, positional, type Command, type Outcome, type Shell } from "../command.ts";
import { isElectionFolder, readInputFile } from "../election-folder.ts";
import { readPolicy } from "../policy-file.ts";
import { formatCount, formatSome, formatTime } from "../text.ts";
import { visibleName } from "../visible-text.ts";

export const verifyCommand: Command = {
  name: "verify",
  summary: "Check a published folder: files, log, sums and pages, without trusting its publisher",
  positionals: [{ name: "OUT", about: "the published folder, or the address it is served at" }],
  options: {
    key: { value: "VKEY", about: "the log's key as announced elsewhere, or a file that holds it" },
    against: { value: "FILE", about: "an older checkpoint, or a receipt (.tlog-proof), that you hold" },
    policy: {
      value: "FILE",
      about: "the logs and witnesses you trust (docs/formats/policy.md): enough of them must have cosigned",
    },
    only: { value: "log", about: "check the log alone" },
  },
  examples: [
    "cotejo verify public",
    "cotejo verify https://results.example.org/ --key results.example.org+1a2b3c4d+AQ...",
    "cotejo verify public --against receipt.tlog-proof",
    "cotejo verify public --policy witnesses.policy",
  ],
  async run(input, shell) {
    const only = option(input, "only");
    if (only !== undefined && only !== "log")
      throw new InputError("--only", [`"${only}" is not known: only "log" can be checked alone`]);
    const key = option(input, "key");
    const againstPath = option(input, "against");
    const against =
      againstPath === undefined ? undefined : parseUtf8(readInputFile(againstPath), againstPath);
    const policy = option(input, "policy");
    const threads = hashThreads();
    const bar = shell.progress("verifying");
    const verification = await verifyPublication(nodeCrypto, publicationAt(positional(input, 0)), {
      ...(key === undefined ? {} : { key: parseVerifierKey(nodeCrypto, keyText(key)) }),
      ...(against === undefined ? {} : { against }),
      ...(policy === undefined ? {} : { policy: readPolicy(policy).policy }),
      ...(only === undefined ? {} : { only }),
      hashBundle: threads.hashBundle,
      script: verifyScript(),
      places: true,
      onProgress: progressOf(bar),
    }).finally(() => {
      threads.stop();
      bar.stop();
    });
    return outcomeOf(verification);
  },
};

/** A published folder by its place: an address on the web, or a folder on disk. */
export function publicationAt(place: string): PublishedFolder {
  if (/^https?:\/\//.test(place)) return webPublication(place);
  if (!existsSync(place)) throw new InputError(place, ["there is no such folder"]);
  if (isElectionFolder(place))
    throw new InputError(place, ["is an election folder: publish it first, with `cotejo publish DIR OUT`"]);
  return diskPublication(place);
}

/** A bar that shows how far verifying has come, step by step. */
export function progressOf(bar: ReturnType<Shell["progress"]>): (progress: VerifyProgress) => void {
  return ({ done, total }) => bar.update(done, total);
}

/** Where in the file a problem begins: ", entry 40 (from byte 9120)". */
function formatPlace({ place }: Problem): string {
  if (place === undefined) return "";
  const { byte, line, entry } = place;
  const from = `from byte ${formatCount(byte)}`;
  if (entry !== undefined) return `, entry ${entry} (${from})`;
  return line === undefined ? `, ${from}` : `, line ${formatCount(line)} (${from})`;
}

/** A key as given: its text, or a file with it. Throws InputError where it can be neither. */
export function keyText(given: string): string {
  if (!given.includes("+") && !existsSync(given))
    throw new InputError(given, ["is neither a key, which is NAME+ID+KEY, nor a file that is there"]);
  return (existsSync(given) ? parseUtf8(readInputFile(given), given) : given).trim();
}

const WHOLE = "everything that this folder can show is as it says";
const LOG_ALONE = "the log is the one that its checkpoint signs. Nothing else was checked";

/** What was verified, what could not be established, and what is wrong, place by place. */
export function outcomeOf(verification: Verification): Outcome {
  const { ok, origin, entries, blobs, files, cosignatures, notEstablished, problems } = verification;
  const isWhole = !notEstablished.some(({ code }) => code === "pages-not-checked");
  const text = [
    ok ? `VERIFIED: ${isWhole ? WHOLE : LOG_ALONE}` : "NOT VERIFIED",
    `  log ${origin ?? "unknown"}: ${formatCount(entries)} entries; ${formatCount(files)} files; ${formatCount(blobs)} tables and definitions`,
    ...cosignatures.map(
      ({ witness, key, time }) => `  cosigned by ${witness} (${key.split("+")[0]}) at ${formatTime(time)}`,
    ),
    ...(problems.length > 0 ? ["", "Problems:"] : []),
    ...formatSome(
      problems.map(
        (problem) =>
          `  ${problem.code}  ${visibleName(problem.path)}${formatPlace(problem)}: ${problem.message}`,
      ),
      50,
      "problems; --json lists them all",
    ),
    "",
    notEstablished.length === 0
      ? "Not established: nothing; but no check can tell who wrote what a sheet shows"
      : "Not established:",
    ...notEstablished.map((each) => `  ${each.code}: ${each.message}`),
  ];
  return { json: verification, text: text.join("\n"), failed: !ok };
}
