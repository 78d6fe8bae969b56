import type { Folder } from "./folder.ts";

export const SIGNING_KEY = "private/log.key";

/** Whether the folder holds an election: its signing key is there. */
export function holdsElection(folder: Folder): boolean {
  return folder.read(SIGNING_KEY) !== undefined;
}
