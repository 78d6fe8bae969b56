/** A folder whose writes are durable and whole. Paths are relative, with forward slashes. */
export interface Folder {
  /** The file's bytes, or undefined where there is none. */
  read(path: string): Uint8Array | undefined;
  /** Durable and all or nothing once it returns; replaces what stood there. */
  write(path: string, bytes: Uint8Array): void;
  /** The same, but false, without a change, where a file stands there already: a compare-and-swap. */
  create(path: string, bytes: Uint8Array): boolean;
  remove(path: string): void;
  /** The paths of all files below a folder, sorted; none where it does not exist. */
  list(path: string): readonly string[];
}
