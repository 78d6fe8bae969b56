import { foldText } from "../../../core/record/fold-text.ts";
import type { Claim } from "../../../core/record/claim.ts";
import { voiceOf, type StatementView } from "../../../core/record/statement-view.ts";
import { loadView } from "../../../pipeline/load.ts";
import { HeldRecord } from "../../../pipeline/record/held-record.ts";
import { option, positional, wholeNumber, type Command, type Outcome } from "../../command.ts";
import { withElection } from "../../election-folder.ts";
import { formatCount, formatSome } from "../../text.ts";

export const recordListCommand: Command = {
  name: "record list",
  summary: "List documents, or what is confirmed of them; search the words of all documents",
  positionals: [{ name: "DIR", about: "the election folder" }],
  options: {
    statements: { about: "the confirmed statements instead of the documents" },
    kind: { value: "NAME", about: "of statements: figure, quote, position or event" },
    measure: { value: "NAME", about: "of figures: deaths, vote-share, ..." },
    document: { value: "ENTRY", about: "of one document" },
    search: { value: "WORDS", about: "documents in which these words stand, accents and capitals aside" },
  },
  examples: [
    "cotejo record list valle",
    "cotejo record list valle --statements --measure arrests",
    'cotejo record list valle --search "al menos"',
  ],
  async run(input, shell) {
    return withElection(positional(input, 0), shell, async (world) => {
      const search = option(input, "search");
      if (search !== undefined) return answerSearch(new HeldRecord(world), search);
      const asked = option(input, "document");
      const document = asked === undefined ? undefined : wholeNumber(asked, "--document");
      const [kind, measure] = [option(input, "kind"), option(input, "measure")];
      if (
        input.values["statements"] !== true &&
        kind === undefined &&
        measure === undefined &&
        asked === undefined
      )
        return answerDocuments(new HeldRecord(world));
      const statements = loadView(world).record.statements.filter(
        (statement) =>
          (document === undefined || statement.document === document) &&
          (kind === undefined || statement.claim.kind === kind) &&
          (measure === undefined ||
            (statement.claim.kind === "figure" && statement.claim.measure === measure)),
      );
      return {
        json: statements,
        text:
          statements.length === 0
            ? "Nothing is confirmed yet"
            : formatSome(statements.map(describeStatement), 200, "statements; --json lists them all").join(
                "\n",
              ),
      };
    });
  },
};

function answerDocuments(held: HeldRecord): Outcome {
  const counts = new Map<number, number>();
  for (const { statement } of held.statements())
    counts.set(statement.document, (counts.get(statement.document) ?? 0) + 1);
  const rows = held.documents.map(({ entry, document, facts }) => ({
    entry,
    visibility: document.visibility,
    ...facts,
    ...(document.supersedes === undefined ? {} : { supersedes: document.supersedes }),
    statements: counts.get(entry) ?? 0,
  }));
  const lines = rows.map(
    (row) =>
      `${row.entry}  ${row.publishedAt ?? "no date"}  ${row.language ?? "??"}  ${row.visibility}  ${row.publisher ?? ""}  ${row.title ?? ""}  (${row.statements} decided)`,
  );
  return {
    json: rows,
    text:
      rows.length === 0
        ? "No document yet: cotejo record add"
        : formatSome(lines, 200, "documents; --json lists them all").join("\n"),
  };
}

function answerSearch(held: HeldRecord, words: string): Outcome {
  const wanted = foldText(words);
  const found: { document: number; at: number; around: string }[] = [];
  for (const [at, document] of held.documents.entries()) {
    const { text } = held.texts(document);
    const place = foldText(text).indexOf(wanted);
    if (place >= 0)
      found.push({
        document: document.entry,
        at: place,
        around: text.slice(Math.max(0, place - 40), place + wanted.length + 40).replaceAll(/\s+/g, " "),
      });
    if (at % 256 === 0) held.forgetTexts();
  }
  const lines = found.map(({ document, around }) => `${document}: ... ${around} ...`);
  return {
    json: found,
    text: [
      `${formatCount(found.length)} of ${formatCount(held.documents.length)} documents`,
      ...formatSome(lines, 100, "documents; --json lists them all"),
    ].join("\n"),
  };
}

function describeStatement(statement: StatementView): string {
  const { entry, document, claim, reviewers } = statement;
  return `${entry}  document ${document}  ${toldOf(claim)}  "${claim.span.exact}"  ${voiceOf(claim) ?? "narrator"}  (${reviewers.join(", ")})`;
}

/** What a claim says, in the words of the closed lists. */
export function toldOf(claim: Claim): string {
  switch (claim.kind) {
    case "figure": {
      const { measure, quantity } = claim;
      const number =
        quantity.value === undefined
          ? `${quantity.low ?? ""}..${quantity.high ?? ""}`
          : String(quantity.value);
      return `${measure} ${quantity.bound} ${quantity.bound === "vague" ? "" : number}`.trim();
    }
    case "position":
      return `${claim.stance}: ${claim.actors.map(({ name }) => name).join(", ")}`;
    case "quote":
    case "event":
      return claim.kind;
  }
}
