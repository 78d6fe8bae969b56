import { webPublication } from "../../src/adapters/web-publication.ts";
import { utf8 } from "../../src/core/bytes.ts";
import { parseVerifierKey } from "../../src/core/tlog/note.ts";
import { parsePolicy } from "../../src/core/tlog/policy.ts";
import type { Verification, VerifyProgress } from "../../src/core/verification.ts";
import { verifyPublication } from "../../src/core/verify.ts";
import { chosenFolder } from "./chosen-folder.ts";
import type { CheckAnswer, CheckRequest } from "./messages.ts";
import { nobleCrypto } from "./noble-crypto.ts";
import { ownSource } from "./own-source.ts";

/** Progress is told at most so often, in milliseconds. */
const TELL_EVERY = 100;

/** Waits for one request, checks, and answers. */
export function startWorker(): void {
  addEventListener("message", (event: MessageEvent<CheckRequest>) => {
    check(event.data).then(
      (verification) => answer({ kind: "done", verification }),
      (error: unknown) =>
        answer({ kind: "failed", reason: error instanceof Error ? error.message : String(error) }),
    );
  });
}

function answer(message: CheckAnswer): void {
  postMessage(message);
}

async function check({ from, key, against, policy, onlyLog }: CheckRequest): Promise<Verification> {
  const folder = from.kind === "http" ? webPublication(from.address, askNow) : chosenFolder(from.files);
  return verifyPublication(nobleCrypto, folder, {
    ...(key.trim() === "" ? {} : { key: parseVerifierKey(nobleCrypto, key.trim()) }),
    ...(against.trim() === "" ? {} : { against }),
    ...(policy.trim() === "" ? {} : { policy: parsePolicy(nobleCrypto, policy, "policy") }),
    ...(onlyLog ? { only: "log" } : {}),
    script: utf8(ownSource()),
    places: true,
    onProgress: teller(),
  });
}

/** What the place holds now, not what the browser once had from it. */
const askNow: typeof fetch = (address, options) => fetch(address, { ...options, cache: "no-store" });

function teller(): (progress: VerifyProgress) => void {
  let told = -TELL_EVERY;
  return (progress) => {
    const now = performance.now();
    if (now - told < TELL_EVERY) return;
    told = now;
    answer({ kind: "progress", progress });
  };
}
