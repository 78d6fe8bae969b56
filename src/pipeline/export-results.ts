import { formatBase64, utf8 } from "../core/bytes.ts";
import { renderNistJson } from "../core/formats/nist-json.ts";
import { nistReport } from "../core/formats/nist-report.ts";
import { renderNistXml } from "../core/formats/nist-xml.ts";
import { renderOpenElections } from "../core/formats/render-openelections.ts";
import { InputError } from "../core/input-error.ts";
import type { ContestId, SourceId } from "../core/tally-sheet.ts";
import { parseCheckpointBody } from "../core/tlog/checkpoint.ts";
import { parseNote } from "../core/tlog/note.ts";
import { RULES, sourceView, type SourceView, type View } from "../core/view.ts";
import { AppError, type World } from "../world.ts";
import { loadView } from "./load.ts";

/** The forms in which results are handed to other programs. */
export const EXPORT_FORMATS = ["nist-json", "nist-xml", "openelections-csv"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportOptions {
  readonly format: ExportFormat;
  /** Whose sheets; without it, for each contest the first source that has any. */
  readonly source?: SourceId;
  /** One contest; without it, all that are of this election. */
  readonly contest?: ContestId;
}

export interface Export {
  /** For each contest exported, whose sheets. */
  readonly sources: readonly { readonly contest: ContestId; readonly source: SourceId }[];
  /** The file, piece by piece: a national one is larger than memory. */
  readonly pieces: Iterable<Uint8Array>;
}

/** Gives out the results in a form that others read. Throws InputError where there is nothing of what was asked for. */
export function exportResults(world: World, options: ExportOptions): Export {
  const seen = loadView(world);
  const sources = sourcesOf(seen, options);
  return {
    sources: sources.map(({ contest, source }) => ({ contest: contest.id, source })),
    pieces: inPieces(render(world, options.format, { seen, sources })),
  };
}

function sourcesOf(seen: View, { contest, source }: ExportOptions): readonly SourceView[] {
  if (contest !== undefined) return [sourceView(seen, contest, source)];
  // A contest of an earlier election is there to judge this one by; it is exported where it is named.
  const contests = seen.election.contests.filter((each) => each.pastOf === undefined);
  const sources = contests.flatMap((each) => {
    const all = seen.contests.get(each.id) ?? [];
    const found = source === undefined ? all[0] : all.find((one) => one.source === source);
    return found ?? [];
  });
  if (sources.length > 0) return sources;
  throw new InputError("export", [
    source === undefined
      ? "no source has sheets yet: import a table or receive photos first"
      : `source "${source}" has no sheets of any contest`,
  ]);
}

function render(
  world: World,
  format: ExportFormat,
  { seen, sources }: { readonly seen: View; readonly sources: readonly SourceView[] },
): Iterable<string> {
  if (format === "openelections-csv") return renderOpenElections(seen, sources);
  const { size, root } = parseCheckpointBody(parseNote(world.checkpoint()).body);
  if (size !== seen.entries) throw new AppError("log-broken", "the log grew while it was read");
  const report = nistReport({
    seen,
    sources,
    log: { size, root: formatBase64(root) },
    generatedAt: world.now().toISOString(),
    rules: RULES,
  });
  return format === "nist-json" ? renderNistJson(report) : renderNistXml(report);
}

const PIECE_CHARACTERS = 65_536;

function* inPieces(texts: Iterable<string>): Generator<Uint8Array> {
  let gathered: string[] = [];
  let characters = 0;
  for (const text of texts) {
    gathered.push(text);
    characters += text.length;
    if (characters < PIECE_CHARACTERS) continue;
    yield utf8(gathered.join(""));
    gathered = [];
    characters = 0;
  }
  if (characters > 0) yield utf8(gathered.join(""));
}
