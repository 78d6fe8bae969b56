import { parseUtf8 } from "../core/bytes.ts";
import { AppError, type WitnessClient } from "../world.ts";
import { readAtMost } from "./web-publication.ts";

const TIMEOUT_MILLISECONDS = 10_000;
/** A few signature lines; a witness that sends more is none. */
const LARGEST_ANSWER = 65_536;

/** Asks witnesses over HTTP. One that does not answer whole within the time is told as such; nothing waits for it longer. */
export function httpWitness(timeoutMilliseconds: number = TIMEOUT_MILLISECONDS): WitnessClient {
  return {
    addCheckpoint: async (url, request) => {
      const address = `${url.replace(/\/+$/, "")}/add-checkpoint`;
      try {
        const response = await fetch(address, {
          method: "POST",
          body: request,
          headers: { "Content-Type": "text/plain; charset=utf-8" },
          signal: AbortSignal.timeout(timeoutMilliseconds),
          redirect: "error",
        });
        return { status: response.status, body: parseUtf8(await readAtMost(response, LARGEST_ANSWER)) };
      } catch (error) {
        throw new AppError("network", `could not ask ${address}: ${reasonOf(error, timeoutMilliseconds)}`, {
          cause: error,
        });
      }
    },
  };
}

/** fetch says "fetch failed" and keeps the reason in the cause. */
function reasonOf(error: unknown, timeoutMilliseconds: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `no answer within ${timeoutMilliseconds / 1_000} seconds`;
  return error.cause instanceof Error ? error.cause.message : error.message;
}
