import { createServer } from "node:http";

import { getRequestListener } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";

import { closeServer, listenOnFirstFree } from "./listen.ts";

const FIRST_PORT = 8080;
const PORTS_TRIED = 20;

/** Serves a published folder over HTTP: files as they are, nothing computed, nothing remembered of visitors. */
export async function servePublication(place: {
  readonly root: string;
  readonly host: string;
  /** Without it, the first free port from 8080 on; 0 lets the system choose. */
  readonly port?: number;
}): Promise<{ readonly address: string; close(): Promise<void> }> {
  const app = new Hono();
  app.use("*", async (context, next) => {
    await next();
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cache-Control", "no-cache");
  });
  app.use("*", serveStatic({ root: place.root }));
  const server = createServer(getRequestListener(app.fetch));
  const ports =
    place.port === undefined ? Array.from({ length: PORTS_TRIED }, (_, at) => FIRST_PORT + at) : [place.port];
  const address = await listenOnFirstFree(server, place.host, ports);
  return { address, close: () => closeServer(server) };
}
