import { once } from "node:events";
import { createServer, request, type IncomingMessage } from "node:http";
import { connect, type AddressInfo } from "node:net";

import { afterEach, describe, expect, test } from "vitest";

import { httpWitness } from "../adapters/http-witness.ts";
import type { WitnessAnswer } from "../adapters/witness-folder.ts";
import { closeServer } from "./listen.ts";
import { serveWitness } from "./serve-witness.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const LINE = { status: 200, contentType: "text/plain", body: "— w AAAAAAAA\n" };

async function serve(answer: (request: Uint8Array) => WitnessAnswer) {
  const server = await serveWitness({ host: "127.0.0.1", port: 0 }, answer);
  closing.push(server.close);
  return server;
}

/** A server that treats every request in its own way; gives its address. */
async function strangeServer(treat: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(treat);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => closeServer(server));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const post = (address: string, body: string | Uint8Array, path = "add-checkpoint") =>
  fetch(new URL(path, address), { method: "POST", body });

describe("a witness over HTTP", () => {
  test("answers POST /add-checkpoint with status, media type and body, and knows the request's bytes", async () => {
    const requests: string[] = [];
    const { address } = await serve((bytes) => {
      requests.push(Buffer.from(bytes).toString("utf8"));
      return { status: 409, contentType: "text/x.tlog.size", body: "12\n" };
    });
    const response = await post(address, "old 0\n\nä\n");
    expect(response.status).toBe(409);
    expect(response.headers.get("content-type")).toBe("text/x.tlog.size");
    expect(await response.text()).toBe("12\n");
    expect(requests).toEqual(["old 0\n\nä\n"]);
  });

  test("answers nothing else", async () => {
    const { address } = await serve(() => LINE);
    for (const path of ["", "add-checkpoint/", "../add-checkpoint/x", "key"])
      expect((await post(address, "x", path)).status).toBe(404);
    const got = await fetch(new URL("add-checkpoint", address));
    expect([got.status, got.headers.get("allow")]).toEqual([405, "POST"]);
  });

  test("refuses more than 128 KiB with 413, also where the length is not announced", async () => {
    let answered = 0;
    const { address } = await serve(() => {
      answered += 1;
      return LINE;
    });
    expect((await post(address, "x".repeat(131_072))).status).toBe(200);
    expect((await post(address, "x".repeat(131_073))).status).toBe(413);
    const chunked = request(new URL("add-checkpoint", address), { method: "POST" });
    chunked.on("error", () => {});
    for (let sent = 0; sent < 20; sent += 1) chunked.write("x".repeat(10_000));
    const [response] = (await once(chunked, "response")) as [IncomingMessage];
    expect(response.statusCode).toBe(413);
    chunked.destroy();
    expect(answered).toBe(1);
  });

  test("is not harmed by a request that breaks off", async () => {
    const { address } = await serve(() => LINE);
    const { port } = new URL(address);
    const socket = connect(Number(port), "127.0.0.1");
    socket.write("POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nold 0");
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    expect((await post(address, "x")).status).toBe(200);
  });

  test("calls one after another, however many ask at once", async () => {
    let inside = 0;
    let most = 0;
    let latest = 0;
    const { address } = await serve(() => {
      inside += 1;
      most = Math.max(most, inside);
      latest += 1;
      const body = `${latest}\n`;
      inside -= 1;
      return { status: 200, contentType: "text/plain", body };
    });
    const answers = await Promise.all(
      Array.from({ length: 50 }, async () => Number(await (await post(address, "x")).text())),
    );
    expect(answers.toSorted((one, other) => one - other)).toEqual(
      Array.from({ length: 50 }, (_, at) => at + 1),
    );
    expect(most).toBe(1);
  });

  test("stops answering once it could not write down what it cosigned", async () => {
    const broken = new Error("the disk is gone");
    let calls = 0;
    const server = await serve(() => {
      calls += 1;
      throw broken;
    });
    expect((await post(server.address, "x")).status).toBe(500);
    expect(await server.failed).toBe(broken);
    expect((await post(server.address, "x")).status).toBe(500);
    expect(calls).toBe(1);
  });

  test("listens on the port given or not at all", async () => {
    const { address } = await serve(() => LINE);
    const port = Number(new URL(address).port);
    await expect(serveWitness({ host: "127.0.0.1", port }, () => LINE)).rejects.toThrow("no free port");
  });
});

describe("asking a witness over HTTP", () => {
  const ask = (address: string) => httpWitness(300).addCheckpoint(address, "old 0\n\n");

  test("gives status and body, with or without a slash at the end of the address", async () => {
    const { address } = await serve(() => LINE);
    expect(await ask(address)).toEqual({ status: 200, body: LINE.body });
    expect(await ask(address.slice(0, -1))).toEqual({ status: 200, body: LINE.body });
  });

  test("gives up on one that does not answer, or begins and does not end", async () => {
    const silent = await strangeServer(() => {});
    const slow = await strangeServer((_, response) => {
      response.writeHead(200);
      response.write("— w");
    });
    for (const address of [silent, slow])
      await expect(ask(address)).rejects.toThrow("no answer within 0.3 seconds");
  });

  test("names the reason where nobody listens", async () => {
    await expect(ask("http://127.0.0.1:1/")).rejects.toThrow(
      /could not ask http:\/\/127.0.0.1:1\/add-checkpoint: .+/,
    );
  });

  test("does not follow it elsewhere, nor read without end, nor take what is no text", async () => {
    const elsewhere = await strangeServer((_, response) => {
      response.writeHead(307, { Location: "http://127.0.0.1:1/" });
      response.end();
    });
    const endless = await strangeServer((_, response) => {
      response.writeHead(200);
      response.end("x".repeat(70_000));
    });
    const bytes = await strangeServer((_, response) => {
      response.writeHead(200);
      response.end(Buffer.from([0xff]));
    });
    await expect(ask(elsewhere)).rejects.toThrow("redirect");
    await expect(ask(endless)).rejects.toThrow("over 65536 bytes");
    await expect(ask(bytes)).rejects.toThrow("UTF-8");
  });
});
