import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { diskPublicationWriter } from "../../adapters/disk-publication.ts";
import { imageRedactor } from "../../adapters/images/redact-image.ts";
import { readIfThere } from "../../adapters/disk-folder.ts";
import { qrReader } from "../../adapters/readers/qr-reader.ts";
import { qrModules, renderSheetImage } from "../../adapters/sheet-image.ts";
import { verifyScript } from "../../adapters/verify-script.ts";
import { originOf, parseElection } from "../../core/election.ts";
import { MANIFEST_PATH } from "../../core/manifest.ts";
import { formatVerifierKey } from "../../core/tlog/note.ts";
import { generateDemo, type DemoElection } from "../../pipeline/demo/demo-election.ts";
import { DEMO_TEXTS } from "../../pipeline/demo/documents.ts";
import type { DemoPhoto } from "../../pipeline/demo/photos.ts";
import { runDemo } from "../../pipeline/demo/run-demo.ts";
import { drawSheet } from "../../pipeline/demo/sheet-drawing.ts";
import { option, portNumber, wholeNumber, type Command } from "../command.ts";
import { withNewElection } from "../election-folder.ts";
import { formatCount } from "../text.ts";
import { serveUntilStopped } from "./serve.ts";

const SEED = "2026";

export const demoCommand: Command = {
  name: "demo",
  summary: "An invented election with planted flaws: made, published and served on this machine",
  positionals: [{ name: "DIR", about: "where to put it (default: cotejo-demo)", optional: true }],
  options: {
    "no-serve": { about: "only make it; do not serve it" },
    seed: { value: "NUMBER", about: `which invented election (default ${SEED})` },
    port: { value: "NUMBER", about: "the port to serve on (default 8080, or the next free one)" },
  },
  examples: ["cotejo demo", "cotejo demo /tmp/demo --no-serve"],
  notes: [
    "DIR/inputs holds the files that the commands are given, with truth.json: what is true and what was planted.",
    "DIR/election is the election folder, DIR/public the published one. A DIR that holds a demo is served as it is.",
  ],
  async run(input, shell) {
    const directory = input.positionals[0] ?? "cotejo-demo";
    const [inputs, election, out] = ["inputs", "election", "public"].map((name) => join(directory, name)) as [
      string,
      string,
      string,
    ];
    const demo = generateDemo(wholeNumber(option(input, "seed") ?? SEED, "--seed"));
    const isMade = readIfThere(join(out, MANIFEST_PATH)) !== undefined;
    const made = isMade ? undefined : await makeDemo();

    async function makeDemo() {
      const draw = async (photo: DemoPhoto) => {
        const bytes = await drawPhoto(photo);
        writeFileSync(join(inputs, "photos", photo.fileName), bytes);
        return bytes;
      };
      writeInputs(inputs, demo);
      const reader = await qrReader();
      const origin = originOf(parseElection(demo.electionFile));
      return withNewElection({ directory: election, origin }, shell, async (world) => {
        const run = await runDemo(world, demo, {
          draw,
          reader,
          redactor: imageRedactor,
          writer: () => diskPublicationWriter(out),
          script: verifyScript(),
          onStep: shell.tell,
        });
        return {
          ...run.last,
          firstCheckpoint: run.first.checkpoint,
          key: formatVerifierKey(world.verifierKey),
        };
      });
    }

    if (made !== undefined) {
      writeFileSync(join(directory, "first-checkpoint"), made.firstCheckpoint);
      writeFileSync(join(directory, "key"), `${made.key}\n`);
    }
    const told =
      made === undefined
        ? [`${directory} holds a demo already`]
        : [`Made ${formatCount(made.files)} files from ${formatCount(made.entries)} log entries in ${out}`];
    const text = [
      ...told,
      ...(made === undefined || made.imagesLeftOut.length === 0
        ? []
        : [
            `Images left out, of which nobody said what may be seen: ${formatCount(made.imagesLeftOut.length)}; decide: cotejo redact ${election}`,
          ]),
      `Check it: cotejo verify ${out} --key ${join(directory, "key")} --against ${join(directory, "first-checkpoint")}`,
    ];
    const json = { directory, inputs, election, public: out, made: made ?? null };
    if (input.values["no-serve"] === true) return { json, text: text.join("\n") };
    for (const line of text) shell.tell(line);
    const port = option(input, "port");
    await serveUntilStopped(shell, {
      root: out,
      host: "127.0.0.1",
      ...(port === undefined ? {} : { port: portNumber(port) }),
    });
    return { json, text: "Stopped" };
  },
};

async function drawPhoto(photo: DemoPhoto): Promise<Uint8Array> {
  const { qrText } = photo.sheet;
  const svg = drawSheet(photo.sheet, qrText === undefined ? undefined : qrModules(qrText));
  return renderSheetImage(svg, { format: photo.fileName.endsWith(".jpg") ? "jpeg" : "png" });
}

/** The files as they would have come, so that every command can be tried by hand. */
function writeInputs(inputs: string, demo: DemoElection): void {
  mkdirSync(join(inputs, "photos"), { recursive: true });
  const write = (name: string, content: string) => {
    if (!existsSync(join(inputs, name))) writeFileSync(join(inputs, name), content);
  };
  write("election.json", demo.electionFile);
  write("register.csv", demo.registerFile);
  for (const table of demo.tables) {
    write(table.fileName, table.content);
    write(table.mappingFileName, table.mapping);
  }
  for (const declaration of demo.declarations) write(declaration.fileName, declaration.content);
  mkdirSync(join(inputs, "documents"), { recursive: true });
  for (const { fileName, text } of DEMO_TEXTS) write(join("documents", fileName), text);
  const { truth, planted, expectedTotals } = demo;
  write("truth.json", `${JSON.stringify({ planted, expectedTotals, truth }, undefined, 1)}\n`);
}
