// One thread of hash-threads.ts: answers each bundle with its hashes, or with why it is none, in the order asked.
import { parentPort } from "node:worker_threads";

import { hashBundle } from "../core/tlog/hash-bundle.ts";
import { attempt } from "../core/tlog/refusal.ts";
import { nodeCrypto } from "./node-crypto.ts";

parentPort?.on("message", (bytes: Uint8Array) => {
  const hashed = attempt(() => hashBundle(nodeCrypto, bytes));
  const moved = hashed.kind === "parsed" ? [hashed.value.hashes.buffer as ArrayBuffer] : [];
  parentPort?.postMessage(hashed, moved);
});
