import { parseUtf8 } from "../core/bytes.ts";
import type { Crypto } from "../core/crypto.ts";
import { isSafePath, MANIFEST_PATH } from "../core/manifest.ts";
import { parseVerifierKey, type VerifierKey } from "../core/tlog/note.ts";
import { verifyPublication, type PublishedFolder, type Verification } from "../core/verify.ts";
import type { PublicationWriter } from "../world.ts";

/** Where a copy comes from and where it is kept. */
export interface Mirror {
  readonly from: PublishedFolder;
  /** The copy held so far; empty at the first time. */
  readonly held: PublishedFolder;
  readonly writer: PublicationWriter;
  /** The log's key as known from elsewhere; after the first time the copy's own key is held to. */
  readonly key?: VerifierKey;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Copies a publication and verifies it on the way. The copy replaces the held one only if everything verifies, is signed
 * with the key held, and continues the log held: a publisher who goes back, or tells another story, is refused.
 */
export async function mirror(
  crypto: Crypto,
  { from, held, writer, key, onProgress }: Mirror,
): Promise<Verification> {
  const heldKey = await held.read("log/key");
  const heldCheckpoint = await held.read("log/checkpoint");
  const trusted =
    key ?? (heldKey === undefined ? undefined : parseVerifierKey(crypto, parseUtf8(heldKey).trimEnd()));
  const copied = new Set<string>();
  const copying: PublishedFolder = {
    list: () => from.list(),
    read: async (path) => {
      const bytes = await from.read(path);
      if (bytes !== undefined && !copied.has(path) && (path === MANIFEST_PATH || isSafePath(path))) {
        copied.add(path);
        writer.write(path, bytes);
      }
      return bytes;
    },
  };
  try {
    const verification = await verifyPublication(crypto, copying, {
      ...(trusted === undefined ? {} : { key: trusted }),
      ...(heldCheckpoint === undefined ? {} : { against: parseUtf8(heldCheckpoint) }),
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    if (verification.ok) writer.finish();
    else writer.abandon();
    return verification;
  } catch (error) {
    writer.abandon();
    throw error;
  }
}
