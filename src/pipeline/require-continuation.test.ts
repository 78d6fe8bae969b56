import { randomBytes } from "node:crypto";

import { expect, test } from "vitest";

import { DECLARATION, ELECTION, REGISTER } from "../../test/support/small-election.ts";
import { openWorld, prepareFolder } from "../adapters/folder-world.ts";
import { memoryFolder, type MemoryFolder } from "../adapters/memory-folder.ts";
import { memoryPublication } from "../adapters/memory-publication.ts";
import { utf8 } from "../core/bytes.ts";
import { declare } from "./declare.ts";
import { openElection } from "./open-election.ts";
import { publish } from "./publish.ts";

const surroundings = {
  now: () => new Date(0),
  randomBytes: (count: number) => new Uint8Array(randomBytes(count)),
};
const world = (folder: MemoryFolder) => openWorld(folder, surroundings);

async function opened(
  name = "cotejo.local/one",
  files = new Map<string, Uint8Array>(),
): Promise<MemoryFolder> {
  const folder = memoryFolder(undefined, files);
  prepareFolder(folder, name, surroundings);
  await openElection(world(folder), { election: ELECTION, register: REGISTER });
  return folder;
}

/** A publication with one entry more than the copy of its election folder. */
async function published() {
  const files = new Map<string, Uint8Array>();
  const folder = await opened("cotejo.local/one", files);
  const copy = new Map(files);
  const publication = memoryPublication();
  await publish(world(folder), publication.writer());
  await declare(world(folder), DECLARATION);
  await publish(world(folder), publication.writer());
  return { folder, older: memoryFolder(undefined, copy), publication };
}

test("a log that grew is published over the publication of before", async () => {
  const { folder, publication } = await published();
  await expect(publish(world(folder), publication.writer())).resolves.toMatchObject({ entries: 3 });
});

test("an older copy of the election folder publishes nothing over the newer publication", async () => {
  const { older, publication } = await published();
  const before = new Map(publication.files);
  await expect(publish(world(older), publication.writer())).rejects.toThrow(
    "holds a publication of 3 entries, and this election folder has 2: it is an older copy",
  );
  expect(publication.files).toEqual(before);
});

test("an older copy that took another way since publishes nothing over it either", async () => {
  const { older, publication } = await published();
  const declaration = JSON.parse(new TextDecoder().decode(DECLARATION)) as Readonly<Record<string, unknown>>;
  const other = utf8(JSON.stringify({ ...declaration, id: "another" }));
  await declare(world(older), other);
  await expect(publish(world(older), publication.writer())).rejects.toThrow("another log of 3 entries");
});

test("a publication of another election, or of another key, is not replaced", async () => {
  const { publication } = await published();
  await expect(publish(world(await opened("cotejo.local/two")), publication.writer())).rejects.toThrow(
    "holds a publication of another log, cotejo.local/one",
  );
  await expect(publish(world(await opened()), publication.writer())).rejects.toThrow(
    "that another key signed",
  );
});

test("a publication whose checkpoint or key was damaged is mended, whichever byte it is", async () => {
  const { folder, publication } = await published();
  for (const path of ["log/checkpoint", "log/key"]) {
    const whole = publication.files.get(path) ?? new Uint8Array();
    for (const at of [0, 3, 30, whole.length - 9]) {
      publication.files.set(
        path,
        whole.map((byte, place) => (place === at ? byte ^ 1 : byte)),
      );
      await publish(world(folder), publication.writer());
      expect(publication.files.get(path)).toEqual(whole);
    }
    publication.files.delete(path);
    await publish(world(folder), publication.writer());
    expect(publication.files.get(path)).toEqual(whole);
  }
});
