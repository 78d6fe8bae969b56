import { loadView } from "../../../pipeline/load.ts";
import type { FigurePair } from "../../../core/record/record-view.ts";
import { voiceOf, type FigureView } from "../../../core/record/statement-view.ts";
import { option, positional, type Command } from "../../command.ts";
import { withElection } from "../../election-folder.ts";
import { formatCount, formatSome } from "../../text.ts";

export const recordCompareCommand: Command = {
  name: "record compare",
  summary: "Set confirmed figures side by side: agree, another time, scope or denominator, contradict",
  positionals: [{ name: "DIR", about: "the election folder" }],
  options: {
    measure: { value: "NAME", about: "one measure: deaths, vote-share, ..." },
    relation: { value: "NAME", about: "one relation: contradict, different-time, agree, ..." },
  },
  notes: [
    "Figures are never averaged, and nothing here says which is right. Voices are independent where neither they nor the",
    "origins of their documents are the same.",
  ],
  examples: ["cotejo record compare valle", "cotejo record compare valle --measure deaths --json"],
  async run(input, shell) {
    const { record } = await withElection(positional(input, 0), shell, async (world) => loadView(world));
    const [measure, relation] = [option(input, "measure"), option(input, "relation")];
    const pairs = record.pairs.filter(
      ({ one, comparison }) =>
        (measure === undefined || one.claim.measure === measure) &&
        (relation === undefined || comparison.relation === relation),
    );
    const counts = record.counts.filter((count) => measure === undefined || count.measure === measure);
    const ranges = counts.flatMap(({ measure: name, definition, incidents }) =>
      incidents.map(({ incident, range, floor, sources }) => {
        const ends =
          range === undefined
            ? "no range"
            : `[${formatCount(range.low)}, ${range.high === undefined ? "no upper end" : formatCount(range.high)}]`;
        const named = floor === undefined ? "" : `, at least ${formatCount(floor)} confirmed by name`;
        return `${name}${definition === "" ? "" : ` (${definition})`}, ${incident || "about nothing named"}: ${ends}${named}; ${sources.length} voices`;
      }),
    );
    return {
      json: { counts, pairs: pairs.map(pairJson) },
      text:
        pairs.length + ranges.length === 0
          ? "No confirmed figures to compare"
          : [...ranges, "", ...formatSome(pairs.map(describePair), 100, "pairs; --json lists them all")].join(
              "\n",
            ),
    };
  },
};

function pairJson({ one, other, comparison }: FigurePair) {
  return { measure: one.claim.measure, one: figureJson(one), other: figureJson(other), ...comparison };
}

function figureJson(figure: FigureView) {
  const { entry, document, origin, claim } = figure;
  const { quantity, asOf, about, scope } = claim;
  return {
    entry,
    document,
    origin,
    words: claim.span.exact,
    quantity,
    asOf,
    about,
    scope,
    voice: voiceOf(claim),
  };
}

function describePair({ one, other, comparison }: FigurePair): string {
  const told = (figure: FigureView) =>
    `"${figure.claim.span.exact}" (${voiceOf(figure.claim) ?? "narrator"}, ${figure.claim.asOf ?? "no date"}, entry ${figure.entry})`;
  const because = comparison.because.length === 0 ? "" : ` (${comparison.because.join(", ")})`;
  return `${one.claim.measure}: ${told(one)} beside ${told(other)}: ${comparison.relation}${because}`;
}
