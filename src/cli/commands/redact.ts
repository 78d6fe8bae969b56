import { existsSync } from "node:fs";

import { imageRedactor } from "../../adapters/images/redact-image.ts";
import { formatHex } from "../../core/bytes.ts";
import { parsePixelBox, type SheetParts } from "../../core/formats/sheet-parts.ts";
import { stripImageMetadata } from "../../core/formats/image-metadata.ts";
import { templateOf, type SheetTemplate } from "../../core/formats/sheet-template.ts";
import { InputError } from "../../core/input-error.ts";
import type { CoveredBox } from "../../core/redaction.ts";
import type { Signer } from "../../core/tlog/note.ts";
import { load } from "../../pipeline/load.ts";
import {
  imagesToShow,
  redactEvidence,
  requireImage,
  type ImageToShow,
  type RedactionDecision,
  type RedactionEntered,
} from "../../pipeline/redact.ts";
import type { PartFinder, World } from "../../world.ts";
import {
  option,
  positional,
  portNumber,
  wholeNumber,
  type Command,
  type Input,
  type Outcome,
  type Shell,
} from "../command.ts";
import { isElectionFolder, readInputFile, withElection } from "../election-folder.ts";
import { personKey } from "../person-key.ts";
import { formatCount, formatSome, quoted } from "../text.ts";

export const redactCommand: Command = {
  name: "redact",
  summary: "Blacken parts of evidence images, so that they can be published",
  positionals: [
    { name: "DIR", about: "the election folder" },
    {
      name: "FILE|STATION",
      about: "which images: a file as it was received, or a polling station; without any, all that wait",
      several: true,
      optional: true,
    },
  ],
  options: {
    entry: { value: "INDEX", about: "which image, by its entry", several: true },
    zones: {
      about: "blacken the private parts of the sheet's template, where they are found, without a look",
    },
    box: {
      value: "X,Y,W,H",
      about: "blacken this part too: pixels from the left upper corner of the upright image",
      several: true,
    },
    "only-boxes": { about: "with --box: leave the parts of the template out" },
    none: { value: "REASON", about: "nothing in it needs hiding: show it as it is. The reason is published" },
    withdraw: { value: "REASON", about: "show nothing of it any more. The reason is published" },
    again: { about: "decide anew where it was decided before" },
    as: { value: "FILE", about: "sign with the key in this file (cotejo transcribe --new-key)" },
    status: { about: "which images wait, and nothing more" },
    port: { value: "NUMBER", about: "the port of the local page (default: any that is free)" },
  },
  examples: [
    "cotejo redact valle",
    "cotejo redact valle --zones",
    "cotejo redact valle photo.jpg --box 40,1210,600,180 --box 40,1500,300,90",
    'cotejo redact valle 0412-017.2 --none "a blank form without names"',
  ],
  notes: [
    "With images and nothing to do with them, or with none, a page opens on this machine only: it shows one image after the other",
    "with the parts of the template, which can be moved, drawn and removed. docs/redaction.md tells what is hidden and what is not.",
  ],
  async run(input, shell) {
    const directory = positional(input, 0);
    if (!isElectionFolder(directory))
      throw new InputError(directory, [
        "holds no election: start one with `cotejo open DIR --election FILE`",
      ]);
    const images = await withElection(directory, shell, async (world) => chosenImages(world, input));
    if (input.values["status"] === true) return tellStatus(images, directory);
    const key = option(input, "as");
    const signer = key === undefined ? undefined : await personKey(key);
    const boxes = boxesGiven(input);
    const acts = [
      input.values["zones"] === true,
      boxes.length > 0,
      ...["none", "withdraw"].map((name) => option(input, name) !== undefined),
    ];
    if (acts.filter(Boolean).length === 0) return serve(input, shell, { images, signer });
    if (option(input, "none") !== undefined || option(input, "withdraw") !== undefined) {
      if (acts.filter(Boolean).length > 1)
        throw new InputError("cotejo redact", ["say one of --none, --withdraw, or --zones and --box"]);
      return decideAll(input, shell, { images, signer, boxes: [] });
    }
    return decideAll(input, shell, { images, signer, boxes });
  },
};

/** The images named, or all that wait. Throws InputError that names what is no image of this election. */
function chosenImages(world: World, input: Input): ImageToShow[] {
  const loaded = load(world);
  const all = imagesToShow(loaded);
  const names = input.positionals.slice(1);
  const entries = (input.lists?.["entry"] ?? []).map((text) => wholeNumber(text, "--entry"));
  if (names.length + entries.length === 0)
    return input.values["again"] === true ? all : all.filter(({ waits }) => waits);
  for (const entry of entries) requireImage(loaded, entry);
  const chosen = new Set(entries);
  for (const name of names) {
    const hash = existsSync(name) ? hashReceived(world, name) : undefined;
    const found = all.filter((image) =>
      hash === undefined ? image.station === name : image.sha256 === hash,
    );
    if (found.length === 0)
      throw new InputError(name, [
        hash === undefined
          ? "is no file, and no polling station of which an image is held"
          : "was not received in this election as an image: cotejo receive takes it",
      ]);
    for (const { entry } of found) chosen.add(entry);
  }
  return all.filter(({ entry }) => chosen.has(entry));
}

/** The hash of a file as it was kept when it was received. */
function hashReceived(world: World, path: string): string {
  const bytes = readInputFile(path);
  const stripped = stripImageMetadata(bytes);
  return formatHex(world.crypto.sha256(stripped.kind === "stripped" ? stripped.bytes : bytes));
}

function boxesGiven(input: Input): CoveredBox[] {
  return (input.lists?.["box"] ?? []).map((text) => {
    const box = parsePixelBox(text);
    if (box === undefined)
      throw new InputError("--box", [
        `"${text}" is not X,Y,WIDTH,HEIGHT in whole pixels, as in --box 40,1210,600,180`,
      ]);
    return { ...box, from: "person" as const };
  });
}

function tellStatus(images: readonly ImageToShow[], directory: string): Outcome {
  const waiting = images.filter(({ waits }) => waits);
  const lines = images.map(
    ({ entry, station, waits, outcome }) =>
      `  entry ${entry}${station === undefined ? "" : `, station ${station}`}: ${outcome?.kind ?? (waits ? "waits" : "shown as its sender says")}`,
  );
  const text = [
    waiting.length === 0
      ? "No image waits"
      : `${formatCount(waiting.length)} images wait; until then they are not published: cotejo redact ${quoted(directory)}`,
    ...formatSome(lines, 30, "images"),
  ];
  return { json: { waiting: waiting.length, images }, text: text.join("\n") };
}

/** What became of one image that the command was to decide about. */
type Decided =
  | (RedactionEntered & { readonly kind: "entered" })
  | { readonly kind: "left"; readonly evidence: number; readonly reason: string };

interface ToDecide {
  readonly images: readonly ImageToShow[];
  readonly boxes: readonly CoveredBox[];
  readonly signer: Signer | undefined;
}

async function decideAll(input: Input, shell: Shell, { images, boxes, signer }: ToDecide): Promise<Outcome> {
  const directory = positional(input, 0);
  const template = await templateHere(directory, shell);
  const [none, withdraw] = [option(input, "none"), option(input, "withdraw")];
  const covers = none === undefined && withdraw === undefined;
  if (covers && template === undefined && boxes.length === 0)
    throw new InputError("--zones", [
      "the election file has no sheet.template: say parts with --box, or use the page",
    ]);
  const { partFinder } = await import("../../adapters/readers/part-finder.ts");
  const finder = covers && template !== undefined ? await partFinder() : undefined;
  const bar = shell.progress("redacting");
  const decided: Decided[] = [];
  try {
    for (let at = 0; at < images.length; at += covers ? BATCH : images.length) {
      const decisions: RedactionDecision[] = [];
      for (const [within, image] of images.slice(at, covers ? at + BATCH : images.length).entries()) {
        bar.update(at + within, images.length);
        const decision = decisionOn(input, {
          image,
          boxes,
          parts: await partsOf(directory, shell, { finder, image }),
        });
        if ("reason" in decision)
          decided.push({ kind: "left", evidence: image.entry, reason: decision.reason });
        else decisions.push(decision);
      }
      const entered = await withElection(directory, shell, (world) =>
        redactEvidence(world, decisions, { redactor: imageRedactor, signer }),
      );
      decided.push(...entered.map((each) => ({ kind: "entered" as const, ...each })));
    }
  } finally {
    bar.stop();
    await finder?.close();
  }
  return tellDecided(decided, directory);
}

/** Images decided about before anything is entered: few, since to find a template takes seconds. */
const BATCH = 8;

/** What was asked for, of one image; or why it is left. */
function decisionOn(
  input: Input,
  {
    image,
    boxes,
    parts,
  }: {
    readonly image: ImageToShow;
    readonly boxes: readonly CoveredBox[];
    readonly parts: SheetParts | undefined;
  },
): RedactionDecision | { readonly reason: string } {
  const [none, withdraw] = [option(input, "none"), option(input, "withdraw")];
  const of = { evidence: image.entry, again: input.values["again"] === true };
  if (none !== undefined) return { ...of, seen: true, decide: { kind: "none-needed", reason: none } };
  if (withdraw !== undefined) return { ...of, seen: true, decide: { kind: "withdrawn", reason: withdraw } };
  const zones = input.values["only-boxes"] === true ? [] : zonesOf(parts);
  const all = [...zones, ...boxes];
  if (all.length === 0) return { reason: "the parts of the template were not found on it" };
  return { ...of, seen: boxes.length > 0, decide: { kind: "cover", boxes: all, parts } };
}

async function templateHere(directory: string, shell: Shell): Promise<SheetTemplate | undefined> {
  return withElection(directory, shell, async (world) => {
    const { election } = load(world).state;
    return election === undefined ? undefined : templateOf(election.sheet);
  });
}

/** Where the template's parts stand on an image; undefined where they were not looked for, or not found. */
async function partsOf(
  directory: string,
  shell: Shell,
  { finder, image }: { readonly finder: PartFinder | undefined; readonly image: ImageToShow },
): Promise<SheetParts | undefined> {
  if (finder === undefined) return undefined;
  const template = await templateHere(directory, shell);
  const bytes = await withElection(directory, shell, async (world) => world.evidence(image.sha256));
  return bytes === undefined || template === undefined ? undefined : finder.find(bytes, template);
}

function zonesOf(parts: SheetParts | undefined): CoveredBox[] {
  return (parts?.private ?? []).map((zone) => ({ ...zone, from: "template" as const }));
}

function tellDecided(decided: readonly Decided[], directory: string): Outcome {
  const entered = decided.flatMap((each) => (each.kind === "entered" ? [each] : []));
  const left = decided.flatMap((each) => (each.kind === "left" ? [each] : []));
  const of = (kind: string) => entered.filter(({ outcome }) => outcome.kind === kind).length;
  const reaching = entered.flatMap(({ evidence, outcome }) =>
    outcome.kind === "redacted" && (outcome.rowsReached ?? []).length > 0
      ? [`  entry ${evidence}: ${outcome.rowsReached?.join(", ")}`]
      : [],
  );
  const unsure = entered.filter(
    ({ outcome }) => outcome.kind === "redacted" && outcome.rowsReached === undefined,
  ).length;
  const text = [
    `Redacted ${formatCount(of("redacted"))}, needing none ${formatCount(of("none-needed"))}, withdrawn ${formatCount(of("withdrawn"))}, left ${formatCount(left.length)}`,
    ...(reaching.length > 0
      ? ["Votes are hidden by what is blackened, and the log says so:", ...formatSome(reaching, 30, "images")]
      : []),
    ...(unsure > 0
      ? [`Of ${formatCount(unsure)} nobody can tell whether votes are hidden: no template was found on them`]
      : []),
    ...(left.length > 0 ? [`Left, for the page (cotejo redact ${quoted(directory)}):`] : []),
    ...formatSome(
      left.map(({ evidence, reason }) => `  entry ${evidence}: ${reason}`),
      30,
      "images",
    ),
  ];
  return { json: { decided }, text: text.join("\n"), failed: left.length > 0 };
}

const TOKEN_BYTES = 24;

async function serve(
  input: Input,
  shell: Shell,
  { images, signer }: { readonly images: readonly ImageToShow[]; readonly signer: Signer | undefined },
): Promise<Outcome> {
  const directory = positional(input, 0);
  if (images.length === 0) return { json: { decided: 0 }, text: "No image waits" };
  const { serveRedaction } = await import("../../server/serve-redaction.ts");
  const { partFinder } = await import("../../adapters/readers/part-finder.ts");
  const { pageScript } = await import("../../adapters/page-script.ts");
  const port = option(input, "port");
  // What reads print is a second's work to start, and without a template there is nothing to find.
  const finder =
    (await templateHere(directory, shell)) === undefined
      ? { find: async () => undefined, close: async () => {} }
      : await partFinder();
  const server = await serveRedaction(
    {
      images: images.map(({ entry }) => entry),
      token: formatHex(shell.randomBytes(TOKEN_BYTES)),
      use: (work) => withElection(directory, shell, work),
      script: pageScript("redact"),
      finder,
      redactor: imageRedactor,
      again: input.values["again"] === true,
      ...(signer === undefined ? {} : { signer }),
    },
    port === undefined ? 0 : portNumber(port),
  );
  shell.tell(`Open ${server.address} (stop with Ctrl-C; it goes on where you stopped)`);
  await shell.untilStopped();
  await server.close();
  await finder.close();
  return { json: { images: images.length }, text: "Stopped" };
}
