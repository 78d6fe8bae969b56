import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

import { AppError } from "../world.ts";

/** Listens on the first of the ports that is free, and gives the address to open. Throws AppError where none is. */
export async function listenOnFirstFree(
  server: Server,
  host: string,
  ports: readonly number[],
): Promise<string> {
  for (const port of ports) if (await listens(server, host, port)) return addressOf(server, host);
  throw new AppError("port", `no free port among ${ports.join(", ")} on ${host}: choose one with --port`);
}

function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const shown = host.includes(":") ? `[${host}]` : host;
  return `http://${host === "127.0.0.1" ? "localhost" : shown}:${port}/`;
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

/** Stops listening and ends every connection. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
