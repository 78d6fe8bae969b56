import { describe, expect, test } from "vitest";

import { cosignerNamed, keyOf, policyOf } from "../../test/support/cosigner.ts";
import { DECLARATION, ELECTION, REGISTER } from "../../test/support/small-election.ts";
import { openWorld, prepareFolder } from "../adapters/folder-world.ts";
import { memoryFolder } from "../adapters/memory-folder.ts";
import { memoryPublication } from "../adapters/memory-publication.ts";
import { nodeCrypto } from "../adapters/node-crypto.ts";
import { prepareWitness, WitnessFolder } from "../adapters/witness-folder.ts";
import { utf8 } from "../core/bytes.ts";
import { parseAddCheckpoint } from "../core/tlog/add-checkpoint.ts";
import { signCosignature } from "../core/tlog/cosignature.ts";
import { formatSignatureLine, formatVerifierKey, parseNote } from "../core/tlog/note.ts";
import { parsePolicy } from "../core/tlog/policy.ts";
import { verifyPublication } from "../core/verify.ts";
import { AppError, type WitnessClient, type World } from "../world.ts";
import { collectCosignatures } from "./collect-cosignatures.ts";
import { declare } from "./declare.ts";
import { openElection } from "./open-election.ts";
import { publish } from "./publish.ts";

const NOW = 1_767_225_600;
let chance = 0;
const surroundings = {
  now: () => new Date(NOW * 1_000),
  randomBytes: (count: number) => new Uint8Array(count).fill(++chance),
};
const KEY_FILE = "private/log.key";

/** An election folder of two entries; with the key of another, it is the same log told otherwise. */
async function newElection(key?: Uint8Array, register = REGISTER) {
  const files = new Map<string, Uint8Array>(key === undefined ? [] : [[KEY_FILE, key]]);
  const folder = memoryFolder(undefined, files);
  prepareFolder(folder, "cotejo.local/six-stations", surroundings);
  const world = openWorld(folder, surroundings);
  await openElection(world, { election: ELECTION, register });
  return { world, files, key: files.get(KEY_FILE) ?? new Uint8Array() };
}

/** A witness that knows the log of that world. */
function newWitness(name: string, world: World): WitnessFolder {
  const folder = memoryFolder();
  prepareWitness(folder, name, surroundings);
  const witness = new WitnessFolder(folder, surroundings.now);
  witness.addLog(world.verifierKey);
  return witness;
}

type Witnesses = Readonly<Record<string, (request: string) => { status: number; body: string }>>;

/** Witnesses at their addresses, as the network would reach them; at any other nobody answers. */
function clientOf(witnesses: Witnesses): WitnessClient & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    addCheckpoint: async (url, request) => {
      asked.push(`${url} old ${parseAddCheckpoint(request).sizeOld}`);
      const answer = witnesses[url];
      if (answer === undefined) throw new AppError("network", "connection refused");
      return answer(request);
    },
  };
}

const answering = (witness: WitnessFolder) => (request: string) => witness.addCheckpoint(utf8(request));
const urlOf = (name: string) => `http://${name}`;

function policyFor(
  threshold: number | "none",
  witnesses: readonly (readonly [string, string])[],
  log?: string,
) {
  const all = witnesses.map(([name, key]) => ({ key, url: urlOf(name) }));
  return parsePolicy(nodeCrypto, policyOf(threshold, all, log));
}

/** Three witnesses of one log, with a policy that asks for two. */
async function threeWitnesses() {
  const election = await newElection();
  const names = ["a", "b", "c"];
  const witnesses = names.map((name) => newWitness(`witness.example/${name}`, election.world));
  const keys = witnesses.map((witness, at) => [names[at] ?? "", formatVerifierKey(witness.key)] as const);
  const policy = policyFor(2, keys, formatVerifierKey(election.world.verifierKey));
  const all = Object.fromEntries(
    witnesses.map((witness, at) => [urlOf(names[at] ?? ""), answering(witness)]),
  );
  return { ...election, witnesses, keys, policy, all };
}

describe("collecting", () => {
  test("each witness's line is put after the log's own, and the log's stays as it was", async () => {
    const { world, policy, all } = await threeWitnesses();
    const { checkpoint, asked, isQuorum } = await collectCosignatures(world, policy, clientOf(all));
    expect(isQuorum).toBe(true);
    expect(asked).toEqual(["w1", "w2", "w3"].map((witness) => ({ kind: "cosigned", witness, time: NOW })));
    expect(checkpoint.startsWith(world.checkpoint())).toBe(true);
    expect(parseNote(checkpoint).signatures.map(({ name }) => name)).toEqual([
      "cotejo.local/six-stations",
      "witness.example/a",
      "witness.example/b",
      "witness.example/c",
    ]);
  });

  test("a witness that knows the log from before is asked again from the size it says", async () => {
    const { world, policy, all } = await threeWitnesses();
    await collectCosignatures(world, policy, clientOf(all));
    await declare(world, DECLARATION);
    const client = clientOf(all);
    const { asked } = await collectCosignatures(world, policy, client);
    expect(asked.map(({ kind }) => kind)).toEqual(["cosigned", "cosigned", "cosigned"]);
    expect(client.asked.filter((each) => each.startsWith("http://a"))).toEqual([
      "http://a old 0",
      "http://a old 2",
    ]);
  });

  test("the same log again is cosigned again", async () => {
    const { world, policy, all } = await threeWitnesses();
    await collectCosignatures(world, policy, clientOf(all));
    const { isQuorum } = await collectCosignatures(world, policy, clientOf(all));
    expect(isQuorum).toBe(true);
  });

  test("one that does not answer holds up nobody, and is told with its reason", async () => {
    const { world, policy, all } = await threeWitnesses();
    const { asked, isQuorum } = await collectCosignatures(
      world,
      policy,
      clientOf({ ...all, "http://b": undefined } as never),
    );
    expect(isQuorum).toBe(true);
    expect(asked[1]).toEqual({ kind: "failed", witness: "w2", reason: "connection refused" });
  });

  test("a policy of other logs is bad input, before anybody is asked", async () => {
    const { all, policy } = await threeWitnesses();
    const { world } = await newElection();
    const client = clientOf(all);
    await expect(collectCosignatures(world, policy, client)).rejects.toThrow("names other logs");
    expect(client.asked).toEqual([]);
  });
});

describe("a witness is not believed", () => {
  const cosigner = cosignerNamed("witness.example/w");
  const other = cosignerNamed("witness.example/other");

  async function answerOf(answer: (request: string) => { status: number; body: string }) {
    const { world } = await newElection();
    const policy = policyFor(1, [["w", keyOf(cosigner)]]);
    const collected = await collectCosignatures(world, policy, clientOf({ "http://w": answer }));
    expect(collected.isQuorum).toBe(collected.asked[0]?.kind === "cosigned");
    return collected;
  }
  const bodyOf = (request: string) => parseNote(parseAddCheckpoint(request).checkpoint).body;
  const line = (request: string, signer = cosigner) =>
    formatSignatureLine(signCosignature(bodyOf(request), NOW, signer));

  test.each([
    [
      "a line for another log",
      () => formatSignatureLine(signCosignature("else\n1\nA=\n", NOW, cosigner)),
      "verify",
    ],
    ["a line by another key", (request: string) => line(request, other), "no cosignature by"],
    ["nothing", () => "", "its answer is none"],
    ["no text of a note", () => "<html>", "its answer is none"],
    ["a line and more text", (request: string) => `${line(request)}\nmore\n`, "its answer is none"],
  ])("that answers 200 with %s", async (_, body, reason) => {
    const { asked, checkpoint } = await answerOf((request) => ({ status: 200, body: body(request) }));
    expect(asked).toMatchObject([{ kind: "failed", reason: expect.stringContaining(reason) }]);
    expect(parseNote(checkpoint).signatures).toHaveLength(1);
  });

  test("whose line stands among lines of other keys: only its own is taken", async () => {
    const { checkpoint } = await answerOf((request) => ({
      status: 200,
      body: line(request, other) + line(request),
    }));
    expect(
      parseNote(checkpoint)
        .signatures.map(({ name }) => name)
        .slice(1),
    ).toEqual(["witness.example/w"]);
  });

  test.each([
    [404, "", "does not know this log"],
    [403, "", "by another key"],
    [422, "", "does not continue the 0 entries"],
    [500, "down\u001b[2Jfor \u0007today\n", "answered 500: down [2Jfor today"],
    [409, "many\n", "answered 409: many"],
    [409, "0\n", "has cosigned another log of 0 entries"],
    [409, "3\n", "it is an older copy"],
  ])("that answers %s %j", async (status, body, reason) => {
    const { asked } = await answerOf(() => ({ status, body }));
    expect(asked).toMatchObject([{ kind: "failed", reason: expect.stringContaining(reason) }]);
  });

  test("that answers with another size each time is left after three questions", async () => {
    let answers = 0;
    const { asked } = await answerOf(() => ({ status: 409, body: `${1 + (answers++ % 2)}\n` }));
    expect(asked).toMatchObject([{ kind: "failed", reason: expect.stringContaining("at the same time") }]);
    expect(answers).toBe(3);
  });

  test("without an address is not asked", async () => {
    const { world } = await newElection();
    const client = clientOf({});
    const policy = parsePolicy(nodeCrypto, policyOf(1, [{ key: keyOf(cosigner) }]));
    const { asked } = await collectCosignatures(world, policy, client);
    const reason = expect.stringContaining("gives no address");
    expect(asked).toMatchObject([{ kind: "failed", reason }]);
    expect(client.asked).toEqual([]);
  });
});

describe("publishing with witnesses", () => {
  const texts = (keys: readonly (readonly [string, string])[], threshold: number, log?: string) =>
    policyOf(
      threshold,
      keys.map(([name, key]) => ({ key, url: urlOf(name) })),
      log,
    );

  async function published(threshold: number, down: readonly string[], belowQuorum = false) {
    const { world, keys, all } = await threeWitnesses();
    const policyText = texts(keys, threshold, formatVerifierKey(world.verifierKey));
    const policy = parsePolicy(nodeCrypto, policyText);
    const up = Object.fromEntries(Object.entries(all).filter(([url]) => !down.includes(url)));
    const publication = memoryPublication();
    const witnessing = { policy, policyText, client: clientOf(up), belowQuorum };
    const run = publish(world, publication.writer(), { witnessing });
    return { run, publication, policy, policyText };
  }

  test("the folder carries the cosignatures and the policy, and verifies with and without one", async () => {
    const { run, publication, policy, policyText } = await published(2, ["http://c"]);
    expect((await run).witnesses.map(({ kind }) => kind)).toEqual(["cosigned", "cosigned", "failed"]);
    expect(publication.files.get("log/policy")).toEqual(utf8(policyText));
    const alone = await verifyPublication(nodeCrypto, publication);
    expect(alone).toMatchObject({ ok: true, cosignatures: [{ witness: "w1" }, { witness: "w2" }] });
    expect(alone.notEstablished.map(({ code }) => code)).toEqual([
      "key-not-held",
      "witnesses-not-held",
      "nothing-held-elsewhere",
    ]);
    // The policy holds the log's key, and its witnesses what came before: nothing is left open.
    const held = await verifyPublication(nodeCrypto, publication, { policy });
    expect(held).toMatchObject({ ok: true, problems: [], notEstablished: [] });
  });

  test("a policy of another log, or beside a key that is none of its logs', is told as another key", async () => {
    const { run, publication, policy } = await published(2, []);
    await run;
    const { world: other } = await newElection();
    const key = other.verifierKey;
    const ofOther = { ...policy, logs: [{ key }] };
    for (const options of [{ policy: ofOther }, { policy, key }]) {
      const { ok, problems } = await verifyPublication(nodeCrypto, publication, options);
      expect(ok).toBe(false);
      expect(problems.map(({ code }) => code)).toContain("key-differs");
    }
    expect(
      await verifyPublication(nodeCrypto, publication, { policy: { ...policy, logs: [] } }),
    ).toMatchObject({
      ok: true,
      notEstablished: [{ code: "key-not-held" }],
    });
  });

  test("below the quorum nothing is published, and every witness that failed is named", async () => {
    const { run, publication } = await published(2, ["http://a", "http://c"]);
    await expect(run).rejects.toThrow(
      /^1 of 3 witnesses cosigned, and the policy asks for 2 of \(w1, w2, w3\)/,
    );
    await expect(run).rejects.toThrow("w3: connection refused");
    expect(publication.files.size).toBe(0);
  });

  test("unless told to: then it verifies, and says that its own quorum is not met", async () => {
    const { run, publication, policy } = await published(2, ["http://a", "http://c"], true);
    await run;
    const alone = await verifyPublication(nodeCrypto, publication);
    expect(alone.ok).toBe(true);
    expect(alone.notEstablished.find(({ code }) => code === "witnesses-not-held")?.message).toContain(
      "not met",
    );
    const held = await verifyPublication(nodeCrypto, publication, { policy });
    expect(held.problems.map(({ code }) => code)).toEqual(["quorum-not-met"]);
    // Sums and pages are computed all the same.
    expect(held.notEstablished.map(({ code }) => code)).toEqual(["nothing-held-elsewhere"]);
  });

  test("a log rewritten under the same key finds no quorum", async () => {
    const { world, key, policy, all, keys } = await threeWitnesses();
    await collectCosignatures(world, policy, clientOf(all));
    const rewritten = await newElection(
      key,
      utf8(new TextDecoder().decode(REGISTER).replace("s1,100", "s1,900")),
    );
    const policyText = texts(keys, 2);
    const witnessing = { policy, policyText, client: clientOf(all), belowQuorum: false };
    const publication = memoryPublication();
    const sameSize = publish(rewritten.world, publication.writer(), { witnessing });
    await expect(sameSize).rejects.toThrow("w1: has cosigned another log of 2 entries under this name");
    await declare(rewritten.world, DECLARATION);
    const longer = publish(rewritten.world, publication.writer(), { witnessing });
    await expect(longer).rejects.toThrow("w1: refuses: this log does not continue the 2 entries");
    expect(publication.files.size).toBe(0);
  });

  test("a folder put back from an older copy finds none either", async () => {
    const { world, files, policy, all } = await threeWitnesses();
    const older = new Map(files);
    await declare(world, DECLARATION);
    await collectCosignatures(world, policy, clientOf(all));
    const restored = openWorld(memoryFolder(undefined, older), surroundings);
    const { asked, isQuorum } = await collectCosignatures(restored, policy, clientOf(all));
    expect(isQuorum).toBe(false);
    expect(asked[0]).toMatchObject({
      reason: expect.stringContaining("has cosigned 3 entries of this log, and this folder has 2"),
    });
  });
});
