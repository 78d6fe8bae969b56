import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { getRequestListener } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";

import { AppError } from "../world.ts";

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
  await listenOnFirstFree(server, place.host, ports);
  const { port } = server.address() as AddressInfo;
  const host = place.host.includes(":") ? `[${place.host}]` : place.host;
  return {
    address: `http://${host === "127.0.0.1" ? "localhost" : host}:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function listenOnFirstFree(server: Server, host: string, ports: readonly number[]): Promise<void> {
  for (const port of ports) if (await listens(server, host, port)) return;
  throw new AppError("port", `no free port among ${ports.join(", ")} on ${host}: choose one with --port`);
}

function listens(server: Server, host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error & { code?: string }) => {
      if (error.code === "EADDRINUSE") resolve(false);
      else
        reject(new AppError("port", `cannot listen on ${host}:${port}: ${error.message}`, { cause: error }));
    };
    server.once("error", failed);
    server.listen(port, host, () => {
      server.off("error", failed);
      resolve(true);
    });
  });
}
