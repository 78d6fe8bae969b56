import { writeFileSync } from "node:fs";

import { parseUtf8 } from "../../core/bytes.ts";
import { InputError } from "../../core/input-error.ts";
import { parseAnswer } from "../../core/people/parse-answer.ts";
import { formatVerifierKey, type Signer } from "../../core/tlog/note.ts";
import {
  admitTranscriber,
  removeTranscriber,
  TRANSCRIBER_KEY_NAME,
} from "../../pipeline/admit-transcriber.ts";
import { assignSheet } from "../../pipeline/assign-sheet.ts";
import { handIn } from "../../pipeline/hand-in.ts";
import { commitKnownSheets, openKnownSheets } from "../../pipeline/known-sheets.ts";
import { transcriptionProgress } from "../../pipeline/transcription-progress.ts";
import { option, requiredOption, type Command, type Input, type Outcome, type Shell } from "../command.ts";
import { readInputFile, withElection } from "../election-folder.ts";
import { imagePath } from "../image-path.ts";
import { personKey } from "../person-key.ts";
import { formatCount, formatSome, quoted } from "../text.ts";
import { warningLine } from "../warning-line.ts";

const SEED_BYTES = 32;
const ACTIONS = ["new-key", "admit", "remove", "status", "known", "open-known", "as"] as const;

export const transcribeCommand: Command = {
  name: "transcribe",
  summary: "Read sheets as a person, blind: each alone, until enough agree",
  positionals: [{ name: "DIR", about: "the election folder", optional: true }],
  options: {
    "new-key": { value: "FILE", about: "make a transcriber's key, and print its public half" },
    admit: { value: "KEY", about: "let the holder of this public key read sheets" },
    remove: { value: "KEY", about: "let them read no further sheet; what they read stands" },
    reason: { value: "TEXT", about: "why they are removed; it is published" },
    as: { value: "FILE", about: "read sheets with the key in this file" },
    next: { about: "with --as: say which sheet is next, and nothing more" },
    entry: { value: "FILE", about: "with --as: enter the answer in this file (- for standard input)" },
    known: {
      value: "FILE",
      about: "commit to what some sheets say, before people read them (docs/transcribing.md)",
    },
    "open-known": { about: "open the known sheets, at the end: the error rate is published" },
    status: { about: "how far people are" },
  },
  examples: [
    "cotejo transcribe --new-key ines.key",
    "cotejo transcribe valle --admit cotejo-transcriber+1a2b3c4d+AQ...",
    "cotejo transcribe valle --as ines.key",
    "cotejo transcribe valle --as ines.key --next --json",
    "cotejo transcribe valle --as ines.key --entry answer.json",
    "cotejo transcribe valle --status",
    "cotejo transcribe valle --known known-sheets.json",
  ],
  notes: [
    "Type a count, ? for a box nobody can read, - for a box the form does not have. Ctrl-C leaves at any time;",
    "what was typed is kept, and the sheet is the first one when you come back.",
    "Nobody is shown what others read, or what was declared. docs/transcribing.md tells how to run it.",
  ],
  async run(input, shell) {
    const given = ACTIONS.filter((name) => input.values[name] !== undefined);
    const [action, another] = given;
    if (action === undefined || another !== undefined)
      throw new InputError("cotejo transcribe", [
        "say one of --new-key, --admit, --remove, --as, --known, --open-known or --status (see: cotejo transcribe --help)",
      ]);
    if (action === "new-key") return makeKey(requiredOption(input, transcribeCommand, "new-key"), shell);
    const directory = input.positionals[0];
    if (directory === undefined)
      throw new InputError("cotejo transcribe", ["DIR is missing: the election folder"]);
    switch (action) {
      case "admit":
        return admit(directory, input, shell);
      case "remove":
        return remove(directory, input, shell);
      case "known":
        return commitKnown(directory, input, shell);
      case "open-known":
        return openKnown(directory, shell);
      case "status":
        return progress(directory, shell);
      case "as":
        return transcribe(directory, input, shell);
    }
  },
};

async function makeKey(path: string, shell: Shell): Promise<Outcome> {
  const { formatSigningKey, parseSigningKey } = await import("../../adapters/node-crypto.ts");
  const text = formatSigningKey(TRANSCRIBER_KEY_NAME, shell.randomBytes(SEED_BYTES));
  try {
    writeFileSync(path, `${text}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    throw new InputError(path, [
      `cannot be made: ${error instanceof Error ? error.message : String(error)}. A key that is there is never overwritten`,
    ]);
  }
  const key = formatVerifierKey(parseSigningKey(text).verifier);
  return {
    json: { file: path, key },
    text: `The key is in ${path}: whoever has the file reads in your name. To be admitted, hand over its public half:\n${key}`,
  };
}

async function admit(directory: string, input: Input, shell: Shell): Promise<Outcome> {
  const key = requiredOption(input, transcribeCommand, "admit");
  const done = await withElection(directory, shell, (world) => admitTranscriber(world, key));
  return { json: done, text: `Admitted ${done.reader}, as entry ${done.entry}` };
}

async function remove(directory: string, input: Input, shell: Shell): Promise<Outcome> {
  const key = requiredOption(input, transcribeCommand, "remove");
  const reason = requiredOption(input, transcribeCommand, "reason");
  const done = await withElection(directory, shell, (world) => removeTranscriber(world, { key, reason }));
  return { json: done, text: `Removed ${done.reader}, as entry ${done.entry}` };
}

async function commitKnown(directory: string, input: Input, shell: Shell): Promise<Outcome> {
  const path = requiredOption(input, transcribeCommand, "known");
  const text = parseUtf8(readInputFile(path), path);
  const done = await withElection(directory, shell, (world) => commitKnownSheets(world, text));
  return { json: done, text: `Committed to ${formatCount(done.entries.length)} known sheets` };
}

async function openKnown(directory: string, shell: Shell): Promise<Outcome> {
  const done = await withElection(directory, shell, openKnownSheets);
  return { json: done, text: `The known sheets are open, as entry ${done.entry}` };
}

async function progress(directory: string, shell: Shell): Promise<Outcome> {
  const found = await withElection(directory, shell, async (world) => transcriptionProgress(world));
  const lines = [
    `${formatCount(found.people)} people may read; ${formatCount(found.lent)} files are with somebody now`,
    `${formatCount(found.filesDone)} of ${formatCount(found.files)} files want no further reader`,
    `${formatCount(found.entries)} readings by people; ${formatCount(found.entriesWanted)} more are wanted`,
    ...(found.withoutAgreement.length > 0
      ? [
          "Read without agreement, for cotejo adjudicate:",
          ...formatSome(
            found.withoutAgreement.map((entry) => `  entry ${entry}`),
            30,
            "files",
          ),
        ]
      : []),
    ...(found.knownSheets > 0
      ? [
          `Known sheets: ${formatCount(found.knownSheets)}, ${found.knownSheetsOpen ? "opened" : "not opened yet"}`,
        ]
      : []),
  ];
  return { json: found, text: lines.join("\n") };
}

async function transcribe(directory: string, input: Input, shell: Shell): Promise<Outcome> {
  const signer = await personKey(requiredOption(input, transcribeCommand, "as"));
  const entry = option(input, "entry");
  if (entry !== undefined) return enter(directory, { signer, answer: answerText(entry) }, shell);
  if (input.values["next"] === true) return next(directory, signer, shell);
  const { transcribeSession } = await import("../transcribe-session.ts");
  const { terminal } = await import("../terminal.ts");
  return transcribeSession({ directory, signer, shell }, terminal);
}

function answerText(path: string): string {
  return parseUtf8(readInputFile(path), "answer");
}

async function next(directory: string, signer: Signer, shell: Shell): Promise<Outcome> {
  const assigned = await withElection(directory, shell, (world) => assignSheet(world, signer.verifier));
  if (assigned === undefined) return { json: { next: null }, text: "Nothing is left for you to read" };
  const { assignment, until } = assigned;
  const image = imagePath(directory, assigned);
  return {
    json: { next: { ...assignment, image, until: until.toISOString() } },
    text: `Entry ${assignment.evidence}: look at ${image}\nand enter it with: cotejo transcribe ${quoted(directory)} --as KEY --entry FILE`,
  };
}

async function enter(
  directory: string,
  { signer, answer }: { readonly signer: Signer; readonly answer: string },
  shell: Shell,
): Promise<Outcome> {
  const parsed = parseAnswer(answer);
  const done = await withElection(directory, shell, (world) => handIn(world, signer, parsed));
  if (done.kind === "look-again")
    return {
      json: done,
      text: [
        "Nothing was entered. Look at the paper again:",
        ...done.warnings.map((warning) => `  ${warningLine(warning)}`),
        'If the paper says so, hand it in again with "confirmed": true',
      ].join("\n"),
      failed: true,
    };
  return { json: done, text: `Entered as entry ${done.entry}` };
}
