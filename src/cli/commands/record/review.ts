import { formatHex } from "../../../core/bytes.ts";
import { InputError } from "../../../core/input-error.ts";
import { parseCards } from "../../../pipeline/record/cards.ts";
import { reviewCards, type ReviewedCard } from "../../../pipeline/record/review-cards.ts";
import { serveReview } from "../../../server/serve-review.ts";
import {
  option,
  positional,
  requiredOption,
  portNumber,
  type Command,
  type Input,
  type Outcome,
  type Shell,
} from "../../command.ts";
import { isElectionFolder, readInputFile, withElection } from "../../election-folder.ts";
import { formatColumns, formatCount } from "../../text.ts";

export const recordReviewCommand: Command = {
  name: "record review",
  summary: "Confirm, correct or reject cards: in bulk from a table, or on a local page",
  positionals: [{ name: "DIR", about: "the election folder" }],
  options: {
    as: { value: "NAME", about: "who decides; it is published with what is confirmed" },
    csv: {
      value: "FILE",
      about: "a table of cards with decisions: confirm or reject; other cells may be corrected",
    },
    port: { value: "NUMBER", about: "the port of the local page (default: any that is free)" },
  },
  notes: [
    "Without --csv a page opens on this machine only, at an address with a secret in it.",
    "Figures of deaths, injuries and arrests stay closed until a second person has confirmed the same wording.",
  ],
  examples: [
    'cotejo record review valle --as "R. Soto" --csv cards.csv',
    'cotejo record review valle --as "Ana Prieto"',
  ],
  async run(input, shell) {
    const directory = positional(input, 0);
    const reviewer = requiredOption(input, recordReviewCommand, "as");
    const path = option(input, "csv");
    if (path === undefined) return serve(input, shell, { directory, reviewer });
    const cards = parseCards(readInputFile(path), path);
    const reviewed = await withElection(directory, shell, (world) => reviewCards(world, { reviewer, cards }));
    return { json: { reviewer, reviewed }, text: describe(reviewed, cards.length) };
  },
};

async function serve(
  input: Input,
  shell: Shell,
  { directory, reviewer }: { readonly directory: string; readonly reviewer: string },
): Promise<Outcome> {
  if (!isElectionFolder(directory))
    throw new InputError(directory, ["holds no election: start one with `cotejo open DIR --election FILE`"]);
  const port = option(input, "port");
  const token = formatHex(shell.randomBytes(TOKEN_BYTES));
  const server = await serveReview(
    { reviewer, token, use: (work) => withElection(directory, shell, work) },
    port === undefined ? 0 : portNumber(port),
  );
  shell.tell(
    `Open ${server.address} (stop with Ctrl-C). Whoever has this address on this machine decides as ${reviewer}.`,
  );
  await shell.untilStopped();
  await server.close();
  return { json: { reviewer }, text: "Stopped" };
}

const TOKEN_BYTES = 24;

function describe(reviewed: readonly ReviewedCard[], cards: number): string {
  const outcomes = ["confirmed", "first-review", "corrected", "rejected", "unchanged"] as const;
  const rows = outcomes.flatMap((outcome) => {
    const count = reviewed.filter((each) => each.outcome === outcome).length;
    return count === 0
      ? []
      : [[outcome === "first-review" ? "waiting for a second person" : outcome, formatCount(count)]];
  });
  return [
    ...(rows.length > 0 ? [formatColumns(rows)] : []),
    `${formatCount(reviewed.length)} of ${formatCount(cards)} cards decided`,
  ].join("\n");
}
