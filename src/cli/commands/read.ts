import { writeFileSync } from "node:fs";
import { basename } from "node:path";

import { qrPool } from "../../adapters/readers/qr-pool.ts";
import { sheetPool } from "../../adapters/readers/sheet-pool.ts";
import type { Election, Language } from "../../core/election.ts";
import { isPartial } from "../../core/formats/read-codes.ts";
import { qualityAdvice } from "../../core/image-quality.ts";
import { InputError } from "../../core/input-error.ts";
import { templateOf } from "../../core/formats/sheet-template.ts";
import { load } from "../../pipeline/load.ts";
import { readEvidence } from "../../pipeline/read-evidence.ts";
import { readPrint } from "../../pipeline/read-print.ts";
import type { World } from "../../world.ts";
import { option, positional, type Command, type Input, type Outcome, type Shell } from "../command.ts";
import { readInputFile, withElection } from "../election-folder.ts";
import { digitInWords, explainWords, proposalInWords, rowOutcome } from "../explain-words.ts";
import { imagePath } from "../image-path.ts";
import { formatCount, formatSome } from "../text.ts";

export const readCommand: Command = {
  name: "read",
  summary: "Read QR codes, print and handwriting of evidence not read yet",
  positionals: [{ name: "DIR", about: "the election folder" }],
  options: {
    explain: { value: "FILE", about: "show what every reader sees in this image, and enter nothing" },
    page: { value: "FILE", about: "with --explain: write it as an HTML page with the parts of the image" },
    lang: { value: "es|en", about: "with --page: its language (default: the election's first)" },
  },
  examples: ["cotejo read venezuela", "cotejo read venezuela --explain scan.jpg --page scan.html"],
  notes: [
    "Only a text that the election's QR format takes entirely is accepted. Stopped midway, it goes on where it was.",
    "Print is read where the election file has a template: a number is taken only where digits and words both say it, and settles no sheet unless the policy says so.",
    "What is written by hand is proposed, never taken: sheets with doubtful proposals come first to people, and a proposal that differs from what they typed is a finding.",
  ],
  async run(input, shell) {
    const explained = option(input, "explain");
    if (explained !== undefined) return explain(explained, input, shell);
    const reader = await qrPool();
    const bar = shell.progress("reading");
    const directory = positional(input, 0);
    const { answers, pathOf, held } = await withElection(directory, shell, async (world) => {
      const entered = await readEvidence(world, reader, bar.update);
      return { answers: entered, ...evidenceIn(world, directory) };
    }).finally(async () => {
      bar.stop();
      await reader.close();
    });
    const printed = await readPrinted(directory, shell);
    const readings = answers.map(({ entry, evidence, payload }) => ({ entry, evidence, ...payload }));
    const read = readings.filter((reading) => reading.outcome === "read").length;
    const unread = readings.flatMap((reading) =>
      reading.outcome === "nothing-read"
        ? [`  entry ${reading.evidence}: ${reading.reason}: ${pathOf(reading.evidence)}`]
        : [],
    );
    const partial = readings.filter(isPartial).map(({ evidence, code }) => {
      const { held, of } = code?.parts ?? { held: [], of: 0 };
      return `  entry ${evidence}: ${held.join(", ")} of ${of}`;
    });
    const files = (of: readonly { readonly evidence: number }[]) =>
      formatCount(new Set(of.map(({ evidence }) => evidence)).size);
    const text = [
      readings.length === 0
        ? held === 0
          ? "No evidence was received yet: cotejo receive takes photos and scans"
          : printed.length > 0
            ? "No file waits for its codes to be read"
            : "All evidence has been read already"
        : `Read ${files(readings.filter((reading) => reading.outcome === "read"))} of ${files(readings)} files`,
      ...(unread.length > 0 ? ["Left to people:"] : []),
      ...formatSome(unread, 30, "files"),
      ...(partial.length > 0 ? ["Sheets of which parts are missing, with the parts held:"] : []),
      ...formatSome([...new Set(partial)], 30, "files"),
      ...(readings.some(({ code }) => code?.signature === "not-checked")
        ? ["The codes carry signatures that nobody here can check: no key is published with them"]
        : []),
    ];
    return {
      json: { reader: reader.name, read, nothingRead: unread.length, readings, print: printed },
      text: [...text, ...tellPrint(printed)].join("\n"),
    };
  },
};

/** How many evidence files there are, and where each is kept, so that a person can look at what no program read. */
function evidenceIn(world: World, directory: string) {
  const { state, openings } = load(world);
  const pathOf = (entry: number) => {
    const payload = openings.get(state.evidence.get(entry)?.commitment ?? "")?.payload;
    return payload?.kind === "evidence" ? imagePath(directory, { image: payload.sha256 }) : "not held here";
  };
  return { held: state.evidence.size, pathOf };
}

/** The language asked for, else the first of the election's. */
function languageOf(input: Input, election: Election): Language {
  const asked = option(input, "lang");
  if (asked === undefined) return election.languages[0] ?? "en";
  if (asked === "es" || asked === "en") return asked;
  throw new InputError("--lang", [`"${asked}" is neither es nor en`]);
}

const PAGE_WORDS = {
  whole: "Page found, with all four edges",
  "in-part": "Page found, and not all of its edges",
  "fills-image": "Page found: paper fills the image, so that none of its edges is seen",
  "not-found": "No page stands out from what is around it",
} as const;

/** What the readers of this election see in one image. */
async function explain(path: string, input: Input, shell: Shell): Promise<Outcome> {
  const election = await withElection(
    positional(input, 0),
    shell,
    async (world) => load(world).state.election,
  );
  if (election === undefined) throw new InputError(positional(input, 0), ["holds no election"]);
  const language = languageOf(input, election);
  const { explainImage } = await import("../../adapters/readers/explain-image.ts");
  const { renderExplainPage } = await import("../explain-page.ts");
  const words = explainWords("en");
  const seen = await explainImage(readInputFile(path), election).catch((error: unknown) => {
    throw new InputError(path, [
      `is not an image that can be opened: ${error instanceof Error ? error.message : String(error)}`,
    ]);
  });
  const page = option(input, "page");
  if (page !== undefined) writeFileSync(page, renderExplainPage(basename(path), seen, language));
  const { print } = seen;
  const rows = print?.kind === "rows" ? print.rows : [];
  const taken = rows.filter(({ reading }) => reading.kind === "agreed").length;
  const written = print?.kind === "hand-rows" ? print.rows : [];
  const proposed = written.filter(({ proposal }) => proposal.kind === "number").length;
  const text = [
    `Image of ${seen.width} x ${seen.height} pixels`,
    `  ${PAGE_WORDS[seen.page]}`,
    ...seen.quality.map((problem) => `  ${qualityAdvice(problem, "en")}`),
    seen.codes.length === 0 ? "No QR code" : `QR code, found at the step "${seen.step}":`,
    ...seen.codes.flatMap(({ text, lines }) => [`  ${text}`, ...lines.map((line) => `    ${line}`)]),
    ...(print?.kind === "not-found" ? [`Rows not read: ${print.reason}`] : []),
    ...(written.length === 0
      ? []
      : [
          `Handwriting: a number proposed for ${proposed} of ${written.length} rows; proposals settle nothing`,
        ]),
    ...written.map(({ id, proposal, cells }) => {
      const boxes = cells.map(({ digit }) => digitInWords(digit, words)).join(", ");
      return `  ${id}: ${proposalInWords(proposal, words)}  [${boxes}]`;
    }),
    ...(rows.length === 0 ? [] : [`Print: ${taken} of ${rows.length} rows taken`]),
    ...rows.map(({ id, box, reading, attempts }) => {
      const last = attempts.at(-1);
      const read = last === undefined ? "not found" : `digits "${last.digits}", words "${last.words}"`;
      return `  ${id} (${box}): ${rowOutcome(reading, words)}  [${read}]`;
    }),
    ...(page === undefined ? [] : [`Page: ${page}`]),
  ];
  const json = {
    ...seen,
    ...(print?.kind === "rows"
      ? {
          print: {
            ...print,
            rows: print.rows.map(({ id, box, reading, attempts }) => ({ id, box, reading, attempts })),
          },
        }
      : {}),
    ...(print?.kind === "hand-rows"
      ? {
          print: {
            ...print,
            rows: print.rows.map(({ cells, ...row }) => ({ ...row, cells: cells.map(({ digit }) => digit) })),
          },
        }
      : {}),
  };
  return { json, text: text.join("\n") };
}

/** Readings of print, where the election file has a template; none otherwise. */
async function readPrinted(directory: string, shell: Shell) {
  const template = await withElection(directory, shell, async (world) => {
    const { election } = load(world).state;
    return election === undefined ? undefined : templateOf(election.sheet);
  });
  if (template === undefined) return [];
  const reader = await sheetPool(template.writing);
  const bar = shell.progress(template.writing === "hand" ? "reading handwriting" : "reading print");
  try {
    const answers = await withElection(directory, shell, (world) => readPrint(world, reader, bar.update));
    return answers.map(({ entry, evidence, payload }) => ({ entry, evidence, ...payload }));
  } finally {
    bar.stop();
    await reader.close();
  }
}

function tellPrint(printed: Awaited<ReturnType<typeof readPrinted>>): string[] {
  if (printed.length === 0) return [];
  const sheets = printed.flatMap((reading) => (reading.outcome === "read" ? [reading] : []));
  const unread = printed.flatMap((reading) =>
    reading.outcome === "nothing-read" ? [`  entry ${reading.evidence}: ${reading.reason}`] : [],
  );
  const files = `${formatCount(sheets.length)} of ${formatCount(printed.length)} files`;
  const rows = sheets.flatMap(({ print }) => Object.values(print?.rows ?? {}));
  const illegible = rows.filter((row) => row === "illegible").length;
  const proposals = sheets.flatMap(({ hand }) => Object.values(hand?.rows ?? {}));
  const proposed = proposals.filter(({ proposal }) => typeof proposal === "number").length;
  return [
    proposals.length > 0
      ? `Handwriting: a number proposed for ${formatCount(proposed)} of ${formatCount(proposals.length)} rows of ${files}; proposals settle nothing`
      : `Print: rows of ${files}, ${formatCount(rows.length - illegible)} read and ${formatCount(illegible)} illegible`,
    ...(unread.length > 0 ? ["Rows not read:"] : []),
    ...formatSome(unread, 30, "files"),
  ];
}
