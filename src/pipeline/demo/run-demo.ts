import { utf8 } from "../../core/bytes.ts";
import type { ImageRedactor, PublicationWriter, QrReader, World } from "../../world.ts";
import { stratifiedRule } from "../../core/statistics/stratified-rule.ts";
import { declare } from "../declare.ts";
import { enterSample } from "../enter-sample.ts";
import { importTable } from "../import-table.ts";
import { loadView } from "../load.ts";
import { openElection } from "../open-election.ts";
import { publish, type Published } from "../publish.ts";
import { readEvidence } from "../read-evidence.ts";
import { receive } from "../receive.ts";
import { redactEvidence, type RedactionDecision } from "../redact.ts";
import type { DemoElection } from "./demo-election.ts";
import type { DemoPhoto } from "./photos.ts";
import { recordDemo } from "./record.ts";
import { boxOfSignatures } from "./sheet-drawing.ts";

/** What the demo needs of the outside besides its election folder. */
export interface DemoTools {
  /** The image file of a photo. */
  readonly draw: (photo: DemoPhoto) => Promise<Uint8Array>;
  readonly reader: QrReader;
  readonly redactor: ImageRedactor;
  readonly writer: () => PublicationWriter;
  /** The script of the page that verifies. */
  readonly script?: Uint8Array;
  readonly onStep?: (step: string) => void;
}

/** The first publication, and the one after the late sheets. */
export interface DemoRun {
  readonly first: Published;
  readonly last: Published;
}

/** Feeds the invented election to the real commands, as its people would have: some sheets come after a publication. */
export async function runDemo(world: World, demo: DemoElection, tools: DemoTools): Promise<DemoRun> {
  const step = tools.onStep ?? (() => {});
  const scripted = tools.script === undefined ? {} : { script: tools.script };
  step("opening the election");
  await openElection(world, { election: utf8(demo.electionFile), register: utf8(demo.registerFile) });
  step("drawing the stations of a quick count");
  await drawQuickCount(world);
  await feed(world, demo, { ...tools, late: false });
  step("publishing what has arrived");
  const first = await publish(world, tools.writer(), scripted);
  await feed(world, demo, { ...tools, late: true });
  step("starting an audit of the authority's station results");
  await startAudit(world);
  step("recording who said what");
  await recordDemo(world);
  step("publishing again, with the late sheets");
  const last = await publish(world, tools.writer(), scripted);
  return { first, last };
}

/** Before any sheet is in: a hundred stations over the regions, by dice that were never thrown. */
async function drawQuickCount(world: World): Promise<void> {
  const { register, election } = loadView(world);
  await enterSample(world, {
    format: "cotejo-sample/1",
    id: "quick-count",
    contest: "president",
    source: "witnesses",
    purpose: "quick-count",
    rule: stratifiedRule(register, election, { strata: "region", size: 100, fewest: 2 }),
    seed: "4 2 6 1 1 5 3 6 2 4",
    seedSource: "ten invented dice",
  });
}

/** The authority's table is not of all stations: those it leaves out could hide most, and are drawn most. */
async function startAudit(world: World): Promise<void> {
  const declared = loadView(world).datasets.filter((dataset) => dataset.source === "authority");
  await enterSample(world, {
    format: "cotejo-sample/1",
    id: "audit",
    contest: "president",
    source: "witnesses",
    purpose: "audit",
    rule: {
      kind: "proportional",
      declared: declared.map((dataset) => dataset.entry),
      bound: "registered-voters",
      riskLimit: "5",
    },
    seed: "6 1 4 4 2 3 5 1 6 2",
    seedSource: "ten invented dice",
    draws: 60,
  });
}

/** Most photos come from witnesses who say that nothing in them needs hiding; of the others somebody decides. */
async function receivePhotos(world: World, photos: readonly DemoPhoto[], tools: DemoTools): Promise<void> {
  const files = await Promise.all(
    photos.map(async (photo) => {
      const bytes = await tools.draw(photo);
      const claim = photo.station === undefined ? {} : { station: photo.station };
      return { photo, name: photo.fileName, read: () => bytes, ...claim };
    }),
  );
  const delivery = { source: "witnesses", contest: "president" };
  const seen = files.filter(({ photo }) => photo.showing === undefined);
  await receive(world, { ...delivery, files: seen, redactedBySource: true });
  const unseen = files.filter(({ photo }) => photo.showing !== undefined);
  const received = await receive(world, { ...delivery, files: unseen, redactedBySource: false });
  const entries = new Map(
    received.flatMap((each) => (each.kind === "received" ? [[each.name, each.entry]] : [])),
  );
  const decisions = unseen.flatMap(({ photo, name }): RedactionDecision[] => {
    const decide = decisionOf(photo);
    const evidence = entries.get(name);
    return decide === undefined || evidence === undefined ? [] : [{ evidence, decide, seen: true }];
  });
  await redactEvidence(world, decisions, { redactor: tools.redactor });
}

function decisionOf({ showing, sheet }: DemoPhoto): RedactionDecision["decide"] | undefined {
  switch (showing) {
    case "signatures-covered":
      return {
        kind: "cover",
        boxes: [{ ...boxOfSignatures(sheet), from: "person", about: "firmas" }],
      };
    case "nothing-to-cover":
      return { kind: "none-needed", reason: "Esta copia ya viene sin firmas: no hay nada que tapar." };
    case "undecided":
    case undefined:
      return undefined;
  }
}

async function feed(
  world: World,
  demo: DemoElection,
  tools: DemoTools & { readonly late: boolean },
): Promise<void> {
  const { late } = tools;
  const step = tools.onStep ?? (() => {});
  const when = late ? "late " : "";
  for (const table of demo.tables.filter((each) => each.late === late)) {
    step(`importing the ${when}table ${table.fileName}`);
    await importTable(world, {
      table: utf8(table.content),
      source: table.source,
      format: utf8(table.mapping),
    });
  }
  step(`drawing and receiving ${when}photos of tally sheets`);
  await receivePhotos(
    world,
    demo.photos.filter((photo) => photo.late === late),
    tools,
  );
  step(`reading their QR codes`);
  await readEvidence(world, tools.reader);
  for (const declaration of demo.declarations.filter((each) => each.late === late)) {
    step(`declaring ${declaration.fileName}`);
    await declare(world, utf8(declaration.content));
  }
}
