import { randomBytes } from "node:crypto";

import { describe, expect, test } from "vitest";

import { openWorld, prepareFolder } from "../src/adapters/folder-world.ts";
import { memoryFolder, type Fault } from "../src/adapters/memory-folder.ts";
import { memoryPublication } from "../src/adapters/memory-publication.ts";
import { nodeCrypto } from "../src/adapters/node-crypto.ts";
import { verifyPublication } from "../src/core/verify.ts";
import { adjudicate } from "../src/pipeline/adjudicate.ts";
import { imageRedactor } from "../src/adapters/images/redact-image.ts";
import { declare } from "../src/pipeline/declare.ts";
import { importTable } from "../src/pipeline/import-table.ts";
import { openElection } from "../src/pipeline/open-election.ts";
import { publish } from "../src/pipeline/publish.ts";
import { load } from "../src/pipeline/load.ts";
import { receive } from "../src/pipeline/receive.ts";
import { imagesToShow, redactEvidence } from "../src/pipeline/redact.ts";
import type { World } from "../src/world.ts";
import { DECLARATION, ELECTION, MAPPING, pngOf, REGISTER, TABLE } from "./support/small-election.ts";

const surroundings = {
  now: () => new Date(0),
  randomBytes: (count: number) => new Uint8Array(randomBytes(count)),
};
const world = (folder: Parameters<typeof openWorld>[0]) => openWorld(folder, surroundings);

type Files = Map<string, Uint8Array>;

async function openedElection(): Promise<Files> {
  const files: Files = new Map();
  const folder = memoryFolder(undefined, files);
  prepareFolder(folder, "cotejo.local/six-stations", surroundings);
  await openElection(world(folder), { election: ELECTION, register: REGISTER });
  return files;
}

const photos = (...shades: number[]) => ({
  files: shades.map((shade) => ({ name: `${shade}.png`, read: () => pngOf(shade), station: "s5" })),
  source: "witnesses",
  redactedBySource: true,
});

/** Every command that writes, each safe to run twice. */
const COMMANDS: Record<string, (world: World) => Promise<unknown>> = {
  receive: (held) => receive(held, photos(1, 2, 3)),
  import: (held) => importTable(held, { table: TABLE, source: "witnesses", format: MAPPING }),
  declare: (held) => declare(held, DECLARATION),
  redact: (held) => redactFirst(held),
};

async function redactFirst(held: World): Promise<unknown> {
  await receive(held, photos(9));
  const [first] = imagesToShow(load(held));
  const decide = {
    kind: "cover" as const,
    boxes: [{ x: 0, y: 0, width: 1, height: 1, from: "person" as const }],
  };
  return redactEvidence(held, [{ evidence: first?.entry ?? -1, decide, seen: true }], {
    redactor: imageRedactor,
  });
}

/** All places a command can break at: before and after each change it makes. */
async function faultsOf(files: Files, command: (world: World) => Promise<unknown>): Promise<Fault[]> {
  const folder = memoryFolder(undefined, new Map(files));
  await command(world(folder));
  expect(folder.changes).toBeGreaterThan(5);
  return Array.from({ length: folder.changes }, (_, at) =>
    [false, true].map((landed) => ({ atChange: at + 1, landed })),
  ).flat();
}

async function expectWhole(files: Files, entries: number): Promise<void> {
  const held = world(memoryFolder(undefined, files));
  expect(held.entries().length).toBe(entries);
  const publication = memoryPublication();
  await publish(held, publication.writer());
  expect(await verifyPublication(nodeCrypto, publication)).toMatchObject({ ok: true, problems: [], entries });
}

describe.each(Object.entries(COMMANDS))("%s", (_, command) => {
  test("broken at any change and run again, it is done exactly once and nothing acknowledged before is lost", async () => {
    const base = await openedElection();
    await receive(world(memoryFolder(undefined, base)), photos(9));
    const before = world(memoryFolder(undefined, base)).entries();
    const whole = new Map(base);
    await command(world(memoryFolder(undefined, whole)));
    const after = world(memoryFolder(undefined, whole)).entries().length;

    for (const fault of await faultsOf(base, command)) {
      const files = new Map(base);
      await expect(command(world(memoryFolder(fault, files))), JSON.stringify(fault)).rejects.toThrow(
        "the machine is gone",
      );
      const repaired = world(memoryFolder(undefined, files));
      expect(repaired.entries().slice(0, before.length), JSON.stringify(fault)).toEqual(before);
      await command(repaired);
      await expectWhole(files, after);
    }
  });

  test("breaking again while recovering from a break loses nothing either", async () => {
    const base = await openedElection();
    const whole = new Map(base);
    await command(world(memoryFolder(undefined, whole)));
    const after = world(memoryFolder(undefined, whole)).entries().length;
    let recoveriesBroken = 0;
    for (const fault of await faultsOf(base, command)) {
      const files = new Map(base);
      await expect(
        Promise.resolve().then(() => command(world(memoryFolder(fault, files)))),
        JSON.stringify(fault),
      ).rejects.toThrow("the machine is gone");
      for (let atChange = 1; ; atChange++) {
        const again = new Map(files);
        const recovering = memoryFolder({ atChange, landed: atChange % 2 === 0 }, again);
        const broke = await Promise.resolve()
          .then(() => world(recovering))
          .then(
            () => false,
            () => true,
          );
        if (!broke) break;
        recoveriesBroken += 1;
        await command(world(memoryFolder(undefined, again)));
        await expectWhole(again, after);
      }
    }
    expect(recoveriesBroken).toBeGreaterThan(3);
  });
});

test("what receive acknowledged is in the log although the next delivery broke", async () => {
  const files = await openedElection();
  const acknowledged = await receive(world(memoryFolder(undefined, files)), photos(1, 2));
  await expect(
    receive(world(memoryFolder({ atChange: 9, landed: true }, files)), photos(3, 4)),
  ).rejects.toThrow("the machine is gone");
  const again = await receive(world(memoryFolder(undefined, files)), photos(1, 2, 3, 4));
  for (const answer of acknowledged)
    expect(again).toContainEqual({
      kind: "duplicate",
      name: answer.name,
      entry: answer.kind === "received" ? answer.entry : -1,
    });
});

test("publish broken at any change shows the old publication whole, and run again the new one", async () => {
  const files = await openedElection();
  const held = world(memoryFolder(undefined, files));
  const publication = memoryPublication();
  await publish(held, publication.writer());
  const old = new Map(publication.files);
  await COMMANDS["import"]?.(held);
  await COMMANDS["receive"]?.(held);
  const complete = memoryPublication();
  await publish(held, complete.writer());
  const changes = complete.files.size + 1;
  for (let atChange = 1; atChange <= changes; atChange++)
    for (const landed of [false, true]) {
      const shown = memoryPublication(new Map(old));
      await expect(publish(held, shown.writer({ atChange, landed }))).rejects.toThrow("the machine is gone");
      const isSwapped = atChange === changes && landed;
      expect(await verifyPublication(nodeCrypto, shown)).toMatchObject({
        ok: true,
        entries: isSwapped ? 6 : 2,
      });
    }
  const shown = memoryPublication(new Map(old));
  await publish(held, shown.writer());
  expect(shown.files).toEqual(complete.files);
});

test("an adjudication that breaks before it is committed leaves no trace in the result", async () => {
  const files = await openedElection();
  const held = world(memoryFolder(undefined, files));
  await importTable(held, { table: TABLE, source: "witnesses", format: MAPPING });
  const decision = {
    source: "witnesses",
    contest: "mayor",
    station: "s1",
    decision: "none-stands",
    reason: "test",
  } as const;
  const entries = held.entries().length;
  await expect(
    adjudicate(world(memoryFolder({ atChange: 1, landed: true }, files)), decision),
  ).rejects.toThrow("the machine is gone");
  expect(world(memoryFolder(undefined, files)).entries().length).toBe(entries);
});

test("a folder that lost an opening which is due refuses to publish, and says which", async () => {
  const files = await openedElection();
  await COMMANDS["receive"]?.(world(memoryFolder(undefined, files)));
  for (const path of files.keys()) if (path.startsWith("private/openings/")) files.delete(path);
  const publication = memoryPublication();
  const publishing = publish(world(memoryFolder(undefined, files)), publication.writer());
  await expect(publishing).rejects.toThrow("the openings of 3 entries are due but missing");
  expect(publication.files.size).toBe(0);
});

test("a log whose published checkpoint is newer than its commits refuses to open", async () => {
  const files = await openedElection();
  const older = new Map(files);
  await COMMANDS["import"]?.(world(memoryFolder(undefined, files)));
  older.set("log/checkpoint", files.get("log/checkpoint") ?? new Uint8Array());
  expect(() => world(memoryFolder(undefined, older))).toThrow("the published checkpoint is newer");
});

test("a log whose tile was changed refuses to open and says where", async () => {
  const files = await openedElection();
  const path = [...files.keys()].find((name) => name.startsWith("log/tile/entries/")) ?? "";
  const bytes = files.get(path)?.slice() ?? new Uint8Array();
  bytes[10] = (bytes[10] ?? 0) ^ 1;
  files.set(path, bytes);
  expect(() => world(memoryFolder(undefined, files))).toThrow(path);
});
