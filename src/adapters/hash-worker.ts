// One thread of hash-threads.ts: says that it has started, then answers each bundle with its hashes, or with why it is none, in
// the order asked.
import { MessagePort, workerData } from "node:worker_threads";

import { hashBundle } from "../core/tlog/hash-bundle.ts";
import { attempt } from "../core/tlog/refusal.ts";
import type { HashAnswer } from "./hash-threads.ts";
import { nodeCrypto } from "./node-crypto.ts";

const port: unknown = workerData;
if (!(port instanceof MessagePort)) throw new Error("a thread that hashes is given a port to answer on");
const answer = (told: HashAnswer, moved: readonly ArrayBuffer[] = []) => port.postMessage(told, [...moved]);

port.on("message", (bytes: Uint8Array) => {
  const hashed = attempt(() => hashBundle(nodeCrypto, bytes));
  answer(hashed, hashed.kind === "parsed" ? [hashed.value.hashes.buffer as ArrayBuffer] : []);
});
answer("started");
