import { MANIFEST_PATH } from "../../src/core/manifest.ts";
import type { PublishedFolder } from "../../src/core/verify.ts";
import type { ChosenFile } from "./messages.ts";

/** The files of a folder that a person chose, without the folder's own name; undefined where it holds no manifest. */
export function filesOfFolder(chosen: Iterable<File>): readonly ChosenFile[] | undefined {
  const files = [...chosen].map((file) => ({
    path: file.webkitRelativePath.split("/").slice(1).join("/"),
    file,
  }));
  return files.some(({ path }) => path === MANIFEST_PATH) ? files : undefined;
}

/** A folder on the disk of the person at the browser. */
export function chosenFolder(files: readonly ChosenFile[]): PublishedFolder {
  const byPath = new Map(files.map(({ path, file }) => [path, file]));
  return {
    read: async (path) => {
      const file = byPath.get(path);
      return file === undefined ? undefined : new Uint8Array(await file.arrayBuffer());
    },
    list: async () => [...byPath.keys()].sort(),
  };
}
