import { parseTilePath } from "./tlog/tile.ts";
import { POLICY_PATH } from "./verify-cosignatures.ts";

/** A log is read whole. Who signs a larger one, or sends entries without end, is not followed. docs/limits.md. */
export const LARGEST_LOG = { entries: 2 ** 24, bytes: 2 ** 31 };

/** 256 entries of the largest size, each after its length. */
const LARGEST_BUNDLE = 256 * (2 + 65_535);

export interface LogFilesOptions {
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
  readonly onTooLarge: (path: string, reason: string) => void;
  /** Whether a file may be asked for again. */
  readonly isHeld: boolean;
}

/** The files of a published log as first read: whoever looks at one of them looks at the same bytes. */
export class LogFiles {
  /** The paths in the manifest, once it is read. */
  listed: ReadonlySet<string> | undefined;
  readonly #options: LogFilesOptions;
  readonly #files = new Map<string, Uint8Array | undefined>();
  readonly #oversized = new Set<string>();
  #bytes = 0;

  constructor(options: LogFilesOptions) {
    this.#options = options;
  }

  /**
   * What the manifest does not list is not asked for: no server can invent entries without end. Nor is what was too large asked
   * for again.
   */
  async read(path: string): Promise<Uint8Array | undefined> {
    if (this.#files.has(path) || this.#oversized.has(path)) return this.#files.get(path);
    const isOptional = path.startsWith("log/tile/") || path === POLICY_PATH;
    const isUnlisted = isOptional && this.listed?.has(path) === false;
    const found = isUnlisted ? undefined : await this.#options.read(path);
    const bytes = found !== undefined && this.#hasRoomFor(path, found) ? found : undefined;
    if (this.#options.isHeld) this.#files.set(path, bytes);
    return bytes;
  }

  /** A file that was read and is held. */
  held(path: string): Uint8Array | undefined {
    return this.#files.get(path);
  }

  /** Whether the file was read and is larger than is taken. */
  isOversized(path: string): boolean {
    return this.#oversized.has(path);
  }

  /** Held or not, none may be larger than one can be, nor all of them than a log that is read. */
  #hasRoomFor(path: string, bytes: Uint8Array): boolean {
    const isWhole = bytes.length <= LARGEST_BUNDLE;
    if (isWhole && this.#bytes + bytes.length <= LARGEST_LOG.bytes) {
      this.#bytes += bytes.length;
      return true;
    }
    this.#oversized.add(path);
    const reason = isWhole
      ? `with it the log is over ${LARGEST_LOG.bytes} bytes: no more is read`
      : `has ${bytes.length} bytes, and no file of a log more than ${LARGEST_BUNDLE}`;
    this.#options.onTooLarge(path, reason);
    return false;
  }
}

/** Whether the log itself has such a file; others below log/ are checked by their hash and let go. */
export function isLogFile(path: string): boolean {
  if (path === "log/key" || path === "log/checkpoint" || path === POLICY_PATH) return true;
  return path.startsWith("log/") && parseTilePath(path.slice("log/".length)) !== undefined;
}
