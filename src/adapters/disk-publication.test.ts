import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";

import { utf8 } from "../core/bytes.ts";
import { InputError } from "../core/input-error.ts";
import { manifestFile, MANIFEST_FIRST_LINE, MANIFEST_PATH } from "../core/manifest.ts";
import { AppError } from "../world.ts";
import { listFiles } from "./disk-folder.ts";
import { diskPublication, diskPublicationWriter } from "./disk-publication.ts";
import { nodeCrypto } from "./node-crypto.ts";

type Files = Readonly<Record<string, string>>;

const base = mkdtempSync(join(tmpdir(), "cotejo-disk-publication-"));
afterAll(() => rmSync(base, { recursive: true }));

const FIRST = { "log/checkpoint": "one", "data/table.csv": "a,b\n", "index.html": "first" };
const SECOND = { "log/checkpoint": "two", "data/table.csv": "a,b\n", "more/page.html": "new" };

/** A place to publish to, where nothing is yet. */
const freshPlace = () => join(mkdtempSync(join(base, "place-")), "published");
const previousOf = (out: string) => join(dirname(out), `.${basename(out)}.cotejo-previous`);
const inodeOf = (...path: readonly string[]) => statSync(join(...path)).ino;

function begin(out: string, files: Files) {
  const writer = diskPublicationWriter(out);
  for (const [path, text] of Object.entries(files)) writer.write(path, utf8(text));
  writer.write(MANIFEST_PATH, utf8(`${MANIFEST_FIRST_LINE}\n${JSON.stringify(files)}`));
  return writer;
}

/** The published files but the manifest, by path. */
function filesAt(out: string): Files {
  const paths = listFiles(out).filter((path) => path !== MANIFEST_PATH);
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(out, path), "utf8")]));
}

describe("publishing", () => {
  test.skipIf(process.platform === "win32")(
    "to a link, what it leads to is replaced and it stays a link",
    () => {
      const place = freshPlace();
      begin(place, FIRST).finish();
      const link = `${place}-link`;
      symlinkSync(place, link);
      begin(link, SECOND).finish();
      expect(lstatSync(link).isSymbolicLink()).toBe(true);
      expect(filesAt(place)).toEqual(SECOND);
      const writer = diskPublicationWriter(link);
      expect(writer.read("log/checkpoint")).toEqual(Buffer.from("two"));
      expect(writer.read("log/none")).toBeUndefined();
    },
  );

  test("where nothing stands puts every file there, and nothing beside the folder", async () => {
    const out = freshPlace();
    expect(begin(out, FIRST).finish()).toEqual({ filesWritten: 4, filesUnchanged: 0 });
    expect(filesAt(out)).toEqual(FIRST);
    expect(listFiles(dirname(out)).every((path) => path.startsWith("published/"))).toBe(true);
    const publication = diskPublication(out);
    expect(await publication.list()).toEqual([...Object.keys(FIRST), MANIFEST_PATH].sort());
    expect(await publication.read("log/checkpoint")).toEqual(Buffer.from("one"));
    expect(await publication.read("none")).toBeUndefined();
  });

  test("again links what has not changed, and what is published no more is gone", () => {
    const out = freshPlace();
    begin(out, FIRST).finish();
    const before = inodeOf(out, "data/table.csv");
    expect(begin(out, SECOND).finish()).toEqual({ filesWritten: 3, filesUnchanged: 1 });
    expect(filesAt(out)).toEqual(SECOND);
    expect(inodeOf(out, "data/table.csv")).toBe(before);
  });

  test("shows nothing half done: until the end there stands what stood", () => {
    const out = freshPlace();
    const first = begin(out, FIRST);
    expect(existsSync(out)).toBe(false);
    first.finish();
    const second = begin(out, SECOND);
    expect(filesAt(out)).toEqual(FIRST);
    second.finish();
    expect(filesAt(out)).toEqual(SECOND);
  });

  test("that is abandoned leaves what stood, and nothing beside it", () => {
    const out = freshPlace();
    begin(out, FIRST).abandon();
    expect(listFiles(dirname(out))).toEqual([]);
    begin(out, FIRST).finish();
    begin(out, SECOND).abandon();
    expect(filesAt(out)).toEqual(FIRST);
    expect(listFiles(dirname(out)).every((path) => path.startsWith("published/"))).toBe(true);
  });

  test("that died on the way is begun anew by the next, with nothing of what it wrote", () => {
    const out = freshPlace();
    begin(out, { ...FIRST, "left/over": "of the dead" });
    begin(out, FIRST).finish();
    expect(filesAt(out)).toEqual(FIRST);
  });

  test("that died between its two renames is undone by the next, whatever becomes of that", () => {
    const out = freshPlace();
    begin(out, FIRST).finish();
    renameSync(out, previousOf(out));
    const next = begin(out, SECOND);
    expect(filesAt(out)).toEqual(FIRST);
    next.abandon();
    expect(filesAt(out)).toEqual(FIRST);
    expect(existsSync(previousOf(out))).toBe(false);
  });
});

describe("a file taken over as it stands", () => {
  const fileOf = (path: keyof typeof FIRST) =>
    manifestFile(path, utf8(FIRST[path]), (bytes) => nodeCrypto.sha256(bytes));
  const PAST = new Date(Date.now() - 60_000);

  /** A publication of which all but the manifest was written a minute ago, with the marks of its files. */
  function published(): { readonly out: string; readonly marks: ReadonlyMap<string, string> } {
    const out = freshPlace();
    begin(out, FIRST).finish();
    for (const path of Object.keys(FIRST)) utimesSync(join(out, path), PAST, PAST);
    return { out, marks: diskPublicationWriter(out).marks(Object.keys(FIRST)) };
  }

  test("is the very file, known by its bytes or by its mark", () => {
    const { out, marks } = published();
    const inode = inodeOf(out, "index.html");
    const writer = begin(out, { "log/checkpoint": "two" });
    expect(writer.keep(fileOf("index.html"))).toBe(true);
    expect(writer.keep(fileOf("data/table.csv"), marks.get("data/table.csv"))).toBe(true);
    expect(writer.finish()).toEqual({ filesWritten: 2, filesUnchanged: 2 });
    expect(filesAt(out)).toEqual({ ...FIRST, "log/checkpoint": "two" });
    expect(inodeOf(out, "index.html")).toBe(inode);
  });

  test("is refused where it is missing, or has other bytes, of another length or of the same", () => {
    const { out, marks } = published();
    writeFileSync(join(out, "index.html"), "FIRST");
    utimesSync(join(out, "index.html"), PAST, PAST);
    rmSync(join(out, "data/table.csv"));
    writeFileSync(join(out, "log/checkpoint"), "longer");
    const writer = diskPublicationWriter(out);
    for (const path of ["index.html", "data/table.csv", "log/checkpoint"] as const)
      for (const mark of [marks.get(path), undefined]) {
        expect(writer.keep(fileOf(path), mark), path).toBe(false);
        expect(writer.standing(fileOf(path), mark), path).toBeUndefined();
      }
    writer.abandon();
  });

  test("can be read, by its bytes or by its mark", () => {
    const { out, marks } = published();
    const writer = diskPublicationWriter(out);
    for (const mark of [marks.get("index.html"), undefined])
      expect(writer.standing(fileOf("index.html"), mark)).toEqual(Buffer.from("first"));
    writer.abandon();
  });

  test("has no mark where it was written just before the manifest", () => {
    const out = freshPlace();
    const writer = begin(out, FIRST);
    writer.finish();
    expect(writer.marks([...Object.keys(FIRST), "none"])).toEqual(new Map());
    expect([...published().marks.keys()]).toEqual(Object.keys(FIRST));
  });
});

describe("what is refused", () => {
  test("a folder that is no publication, and one that only has a file of the manifest's name", () => {
    for (const name of ["holiday.jpg", MANIFEST_PATH]) {
      const out = freshPlace();
      mkdirSync(out);
      writeFileSync(join(out, name), "mine");
      expect(() => diskPublicationWriter(out), name).toThrow(InputError);
      expect(filesAt(dirname(out))).toEqual({ [`published/${name}`]: "mine" });
    }
  });

  test("a file in the folder's place", () => {
    const out = freshPlace();
    writeFileSync(out, "mine");
    expect(() => diskPublicationWriter(out)).toThrow(InputError);
    expect(readFileSync(out, "utf8")).toBe("mine");
  });

  test("any place inside an election folder but its own", () => {
    const election = mkdtempSync(join(base, "election-"));
    mkdirSync(join(election, "private"));
    writeFileSync(join(election, "private", "log.key"), "");
    for (const place of ["private", "private/new", "blobs", "published/below"])
      expect(() => diskPublicationWriter(join(election, place)), place).toThrow(InputError);
    begin(join(election, "published"), FIRST).finish();
    expect(filesAt(join(election, "published"))).toEqual(FIRST);
  });

  test("a path that leads out of the folder", () => {
    const writer = diskPublicationWriter(freshPlace());
    for (const path of ["../out", "/etc/out", "a/../../out", ""])
      expect(() => writer.write(path, utf8("a")), path).toThrow(AppError);
    writer.abandon();
  });

  test("not an empty folder", () => {
    const out = freshPlace();
    mkdirSync(out);
    begin(out, FIRST).finish();
    expect(filesAt(out)).toEqual(FIRST);
  });
});
