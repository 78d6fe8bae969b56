import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

import type { WitnessAnswer } from "../adapters/witness-folder.ts";
import { closeServer, listenOnFirstFree } from "./listen.ts";

/** A checkpoint with 100 signature lines and a proof of 63 take a quarter of this; one with post-quantum lines fits too. */
const REQUEST_MAXIMUM = 131_072;
const CHECKED_EVERY = 1_000;
const REQUEST_MILLISECONDS = 10_000;
const CONNECTIONS_MAXIMUM = 200;

export interface WitnessServer {
  readonly address: string;
  /** Resolves, with the reason, where the witness cannot go on. It no longer answers then. */
  readonly failed: Promise<unknown>;
  close(): Promise<void>;
}

/**
 * Serves c2sp.org/tlog-witness: `POST /add-checkpoint` and nothing else. `answer` is called with whole requests, one after
 * another; where it throws, the request is answered with 500, nothing more is answered, and `failed` resolves.
 */
export async function serveWitness(
  place: { readonly host: string; readonly port: number },
  answer: (request: Uint8Array) => WitnessAnswer,
): Promise<WitnessServer> {
  let fail: (reason: unknown) => void = () => {};
  const failed = new Promise<unknown>((resolve) => {
    fail = resolve;
  });
  let hasFailed = false;
  // Limits of time are looked at every half minute unless told.
  const server = createServer({ connectionsCheckingInterval: CHECKED_EVERY }, (request, response) => {
    const respond = (status: number, text: string) =>
      send(response, { status, contentType: "text/plain", body: text });
    const [path = ""] = (request.url ?? "").split("?");
    if (path !== "/add-checkpoint") return void respond(404, "this witness answers POST /add-checkpoint\n");
    if (request.method !== "POST") return void respond(405, "this witness answers POST /add-checkpoint\n");
    void readWhole(request).then((body) => {
      if (body === "too-large") return respond(413, `more than ${REQUEST_MAXIMUM} bytes\n`);
      if (body === "broken-off") return response.destroy();
      if (hasFailed) return respond(500, "this witness has stopped\n");
      try {
        return send(response, answer(body));
      } catch (error) {
        hasFailed = true;
        respond(500, "this witness cannot write down what it cosigns, and stops\n");
        return fail(error);
      }
    });
  });
  server.requestTimeout = REQUEST_MILLISECONDS;
  server.headersTimeout = REQUEST_MILLISECONDS;
  server.maxConnections = CONNECTIONS_MAXIMUM;
  const address = await listenOnFirstFree(server, place.host, [place.port]);
  return { address, failed, close: () => closeServer(server) };
}

function send(response: ServerResponse, answer: WitnessAnswer): void {
  const { status, contentType, body } = answer;
  response.writeHead(status, {
    "Content-Type": contentType,
    "X-Content-Type-Options": "nosniff",
    ...(status === 405 ? { Allow: "POST" } : {}),
    // What was not read to its end must not be taken for the next request.
    ...(status === 413 ? { Connection: "close" } : {}),
  });
  response.end(body);
}

/** The body, counted as it comes: the length announced is the sender's own word. */
async function readWhole(request: IncomingMessage): Promise<Uint8Array | "too-large" | "broken-off"> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      if (!(chunk instanceof Buffer)) return "broken-off";
      length += chunk.length;
      if (length > REQUEST_MAXIMUM) return "too-large";
      chunks.push(chunk);
    }
  } catch {
    return "broken-off";
  }
  return Buffer.concat(chunks);
}
