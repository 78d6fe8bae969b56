import type { PublishedFolder } from "../core/verify.ts";
import { AppError } from "../world.ts";

const TIMEOUT_MILLISECONDS = 60_000;
/** No file of a publication is larger: a server that sends more is not serving one. */
const LARGEST_FILE = 2 ** 30;

/** A published folder on a web server. It cannot be listed, only asked for the files its manifest names. */
export function webPublication(address: string): PublishedFolder {
  const base = address.endsWith("/") ? address : `${address}/`;
  return {
    read: async (path) => fetchFile(base + path.split("/").map(encodeURIComponent).join("/")),
    list: async () => undefined,
  };
}

async function fetchFile(address: string): Promise<Uint8Array | undefined> {
  try {
    const response = await fetch(address, {
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      redirect: "follow",
    });
    if (response.status === 404 || response.status === 410) return undefined;
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    if (Number(response.headers.get("content-length") ?? 0) > LARGEST_FILE)
      throw new Error("the file is over 1 GiB");
    return new Uint8Array(await response.arrayBuffer());
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
