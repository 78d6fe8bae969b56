import { joinBytes } from "../core/bytes.ts";
import type { PublishedFolder } from "../core/verify.ts";
import { AppError } from "../world.ts";

const TIMEOUT_MILLISECONDS = 60_000;
/** No file of a publication is larger: a server that sends more is not serving one. */
const LARGEST_FILE = 2 ** 30;

/**
 * A published folder on a web server. It cannot be listed, only asked for the files its manifest names. A browser asks in
 * a way of its own.
 */
export function webPublication(address: string, ask: typeof fetch = fetch): PublishedFolder {
  const base = address.endsWith("/") ? address : `${address}/`;
  return {
    read: async (path) => fetchFile(base + path.split("/").map(encodeURIComponent).join("/"), ask),
    list: async () => undefined,
  };
}

async function fetchFile(address: string, ask: typeof fetch): Promise<Uint8Array | undefined> {
  try {
    const response = await ask(address, {
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      redirect: "follow",
    });
    if (response.status === 404 || response.status === 410) return undefined;
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return await readAtMost(response, LARGEST_FILE);
  } catch (error) {
    throw new AppError(
      "network",
      `could not fetch ${address}: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
}

/**
 * The whole body, counted as it comes: the length that a server announces is its own word, and a compressed body is
 * larger than what is sent. Over the limit it throws, and reads no further.
 */
export async function readAtMost(response: Response, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
    length += read.value.length;
    if (length > limit) {
      await reader?.cancel();
      throw new Error(`the file is over ${limit} bytes`);
    }
    chunks.push(read.value);
  }
  return joinBytes(chunks);
}
