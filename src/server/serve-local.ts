import { createServer } from "node:http";

import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";

import { InputError } from "../core/input-error.ts";
import { closeServer, listenOnFirstFree } from "./listen.ts";
import { guardLocal } from "./local-guard.ts";

/** What pages for the person at this machine are served with. */
export interface LocalPages {
  /** The secret in the address: whoever does not know it gets nothing. */
  readonly token: string;
  readonly stylesheet: string;
  /** What the pages may load, as a Content-Security-Policy. */
  readonly policy: string;
  /** Bytes of a form that is handed in. */
  readonly bodyMaximum: number;
  readonly port: number;
}

/**
 * Serves pages on this machine alone; `addRoutes` adds them below `base`, the path with the secret. Requests need the secret
 * of the address, the machine's own name as host (so that no other site can take its place by DNS), and, to change
 * anything, a page of the same address as their origin.
 */
export async function serveLocal(
  { token, stylesheet, policy, bodyMaximum, port }: LocalPages,
  addRoutes: (app: Hono, base: string) => void,
): Promise<{ readonly address: string; close(): Promise<void> }> {
  const base = `/${token}/`;
  const app = new Hono();
  app.use("*", guardLocal(policy));
  app.use("*", bodyLimit({ maxSize: bodyMaximum, onError: (context) => context.text("too large", 413) }));
  app.get(`${base}style.css`, (context) =>
    context.body(stylesheet, 200, { "Content-Type": "text/css; charset=utf-8" }),
  );
  addRoutes(app, base);
  app.get("/favicon.ico", (context) => context.body(null, 204));
  app.notFound((context) => context.text("not found", 404));
  app.onError((error, context) =>
    error instanceof InputError ? context.text(error.message, 400) : context.text("something failed", 500),
  );
  const server = createServer(getRequestListener(app.fetch));
  const address = await listenOnFirstFree(server, "127.0.0.1", [port]);
  return { address: `${address.replace(/\/$/, "")}${base}`, close: () => closeServer(server) };
}
