import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, describe, expect, test } from "vitest";

import { listFiles } from "../src/adapters/disk-folder.ts";
import { utf8 } from "../src/core/bytes.ts";
import { formatAddCheckpoint } from "../src/core/tlog/add-checkpoint.ts";
import { receiptOf } from "../src/pipeline/receipt.ts";
import { nodeCrypto } from "../src/adapters/node-crypto.ts";
import { foreignReader } from "./support/foreign-reader.ts";
import { answerOf, cotejo, PROGRAM } from "./support/cotejo.ts";
import { policyOf } from "./support/cosigner.ts";
import { DECLARATION, ELECTION, MAPPING, REGISTER, TABLE } from "./support/small-election.ts";

const folder = mkdtempSync(join(tmpdir(), "cotejo-witness-"));
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const process of running) process.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const at = (...names: readonly string[]) => join(folder, ...names);
writeFileSync(at("election.json"), ELECTION);
writeFileSync(at("register.csv"), REGISTER);
writeFileSync(at("other-register.csv"), new TextDecoder().decode(REGISTER).replace("s1,100", "s1,900"));
writeFileSync(at("mapping.json"), MAPPING);
writeFileSync(at("table.csv"), TABLE);
writeFileSync(at("declaration.json"), DECLARATION);

/** An election folder of two entries; gives its log's key. */
function newElection(name: string, register = "register.csv"): string {
  const opened = answerOf("open", at(name), "--election", at("election.json"), "--register", at(register));
  return (opened as { key: string }).key;
}

const importTable = (name: string) =>
  answerOf("import", at(name), at("table.csv"), "--format", at("mapping.json"), "--source", "witnesses");
const declare = (name: string) => answerOf("declare", at(name), at("declaration.json"));

interface Witness {
  readonly key: string;
  readonly url: string;
  readonly told: () => string;
  stop(signal?: "SIGTERM" | "SIGKILL"): Promise<number | null>;
}

/** Starts `cotejo witness` in a process of its own and waits until it answers. */
async function startWitness(name: string, ...args: readonly string[]): Promise<Witness> {
  const child = spawn(process.execPath, [PROGRAM, "witness", at(name), "--port", "0", ...args]);
  running.add(child);
  let told = "";
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on("data", (chunk: Buffer) => {
      told += chunk.toString("utf8");
      const [, found] = /Answers at (\S+)/.exec(told) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once("close", () => reject(new Error(`the witness ended: ${told}`)));
  });
  return {
    key: /^Witness: (\S+)$/m.exec(told)?.[1] ?? "",
    url,
    told: () => told,
    stop: async (signal = "SIGTERM") => {
      const closed = once(child, "close");
      child.kill(signal);
      const [exit] = (await closed) as [number | null];
      running.delete(child);
      return exit;
    },
  };
}

function policyFile(
  name: string,
  threshold: number,
  of: { witnesses: readonly Witness[]; log: string },
): string {
  writeFileSync(at(name), policyOf(threshold, of.witnesses, of.log));
  return at(name);
}

/** What a log sends to a witness that it never spoke to. */
function firstRequest(name: string): string {
  return formatAddCheckpoint({
    sizeOld: 0,
    proof: [],
    checkpoint: readFileSync(at(name, "log/checkpoint"), "utf8"),
  });
}

const post = (witness: Witness, body: string) =>
  fetch(new URL("add-checkpoint", witness.url), { method: "POST", body });

describe("a witness's folder", () => {
  test("has a key of its own, made at the first start, that only its owner can read", () => {
    const log = newElection("folder-log");
    const args = ["witness", at("folder"), log, "--name", "witness.example/f", "--no-serve"];
    const made = answerOf(...args) as { key: string; logs: unknown[] };
    expect(made.key).toMatch(/^witness\.example\/f\+[0-9a-f]{8}\+B/);
    expect(made.logs).toEqual([{ origin: "cotejo.local/six-stations", key: log, size: 0 }]);
    expect(statSync(at("folder/private/witness.key")).mode & 0o777).toBe(0o600);
    expect(answerOf("witness", at("folder"), "--no-serve")).toEqual(made);
    const other = answerOf("witness", at("folder-2"), "--name", "witness.example/f", "--no-serve");
    expect((other as { key: string }).key).not.toBe(made.key);
    expect(listFiles(at("folder"))).toEqual([expect.stringMatching(/^logs\//), "private/witness.key"]);
  });

  test.each([
    [["new"], "--name", "a new witness needs a name"],
    [["folder", "--name", "witness.example/g"], "", "is called witness.example/f"],
    [["folder-log"], "", "is an election folder"],
    [["thesis"], "", "is not empty"],
    [["folder", "results.example.org+00000000+AQ"], "", "verifier key"],
  ])("%j is refused: bad input", (args, _, reason) => {
    mkdirSync(at("thesis"), { recursive: true });
    writeFileSync(at("thesis/chapter"), "one");
    const [name = "", ...rest] = args;
    const run = cotejo("witness", at(name), ...rest, "--no-serve");
    expect(run.exit).toBe(2);
    expect(run.told).toContain(reason);
    expect(existsSync(at("new"))).toBe(false);
  });

  test("is worked on by one process: a second is refused at once, and says by whom", async () => {
    const witness = await startWitness("folder");
    const run = cotejo("witness", at("folder"), "--port", "0", "--json");
    expect(run.exit).toBe(3);
    expect(JSON.parse(run.out)).toMatchObject({ error: { code: "busy" } });
    expect(await witness.stop()).toBe(0);
    expect(existsSync(at("folder/in-use-by"))).toBe(false);
  });

  test("changed from outside is not used again", async () => {
    const witness = await startWitness("folder");
    expect((await post(witness, firstRequest("folder-log"))).status).toBe(200);
    await witness.stop();
    const [path = ""] = listFiles(at("folder/logs"));
    const file = at("folder/logs", path);
    writeFileSync(file, readFileSync(file, "utf8").replace("\n2\n", "\n1\n"));
    const run = cotejo("witness", at("folder"), "--port", "0", "--json");
    expect(run.exit).toBe(3);
    expect(JSON.parse(run.out)).toMatchObject({ error: { code: "witness-broken" } });
  });
});

describe("three witnesses of one log", () => {
  test("cosign as it grows; who publishes needs two of them, who verifies sees who and when", async () => {
    const log = newElection("three");
    const names = ["x", "y", "z"];
    const witnesses = await Promise.all(
      names.map((name) => startWitness(`three-${name}`, log, "--name", `witness.example/${name}`)),
    );
    const [, , last] = witnesses;
    const policy = policyFile("three.policy", 2, { witnesses, log });
    const publish = ["publish", at("three"), at("three-public"), "--policy", policy];
    expect(answerOf(...publish)).toMatchObject({ witnesses: names.map(() => ({ kind: "cosigned" })) });
    cpSync(at("three-public"), at("three-first"), { recursive: true });

    importTable("three");
    await last?.stop();
    const said = cotejo(...publish);
    expect(said.exit).toBe(0);
    expect(said.out).toMatch(/Cosigned by w1 at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/);
    expect(said.out).toMatch(/Not cosigned by w3: could not ask .*ECONNREFUSED/);

    const verified = cotejo("verify", at("three-public"), "--policy", policy);
    expect(verified.exit).toBe(0);
    expect(verified.out).toMatch(/cosigned by w1 \(witness\.example\/x\) at 20/);
    expect(verified.out).toContain("Not established: nothing");
    const answer = answerOf("verify", at("three-public"), "--policy", policy, "--only", "log");
    expect(answer).toMatchObject({
      ok: true,
      entries: 3,
      cosignatures: [{ witness: "w1" }, { witness: "w2" }],
    });
    expect(answerOf("verify", at("three-first"), "--policy", policy)).toMatchObject({ ok: true, entries: 2 });

    // A receipt out of the publication carries the cosignatures, for whoever checks it without any network.
    const receipt = receiptOf(
      {
        crypto: nodeCrypto,
        checkpoint: () => readFileSync(at("three-public/log/checkpoint"), "utf8"),
        tile: (path) =>
          existsSync(at("three-public/log", path)) ? readFileSync(at("three-public/log", path)) : undefined,
      },
      2,
    );
    expect(receipt.match(/^— witness\.example\//gm)).toHaveLength(2);
    for (const witness of witnesses.slice(0, 2)) await witness.stop();
  });

  test("a publication without enough of them fails for who asks for them, and a mirror keeps its copy", () => {
    const policy = at("three.policy");
    expect(answerOf("mirror", at("three-first"), at("three-mirror"), "--policy", policy)).toMatchObject({
      copied: true,
    });
    // All witnesses are gone by now.
    const publish = ["publish", at("three"), at("three-public"), "--policy", policy];
    const before = listFiles(at("three-public")).map((path) =>
      readFileSync(at("three-public", path), "utf8"),
    );
    const refused = cotejo(...publish, "--json");
    expect(refused.exit).toBe(3);
    expect(JSON.parse(refused.out)).toMatchObject({
      error: { code: "quorum", message: expect.stringMatching(/^0 of 3 witnesses[\s\S]*w1: could not ask/) },
    });
    expect(
      listFiles(at("three-public")).map((path) => readFileSync(at("three-public", path), "utf8")),
    ).toEqual(before);

    expect(answerOf(...publish, "--below-quorum")).toMatchObject({ witnesses: [{ kind: "failed" }, {}, {}] });
    expect(answerOf("verify", at("three-public"))).toMatchObject({
      ok: true,
      cosignatures: [],
      notEstablished: expect.arrayContaining([expect.objectContaining({ code: "witnesses-not-held" })]),
    });
    const verified = cotejo("verify", at("three-public"), "--policy", policy);
    expect(verified.exit).toBe(1);
    expect(verified.out).toContain("quorum-not-met");
    const mirrored = cotejo("mirror", at("three-public"), at("three-mirror"), "--policy", policy, "--json");
    expect(mirrored.exit).toBe(1);
    expect(JSON.parse(mirrored.out)).toMatchObject({ copied: false, problems: [{ code: "quorum-not-met" }] });
    expect(answerOf("verify", at("three-mirror"), "--policy", policy)).toMatchObject({ entries: 2 });
  });

  test.each([
    ["cosigned at another time", (text: string) => text.replace(/(— witness\.example\/x \S{9})\S/, "$1k")],
    ["cut off", (text: string) => text.replace(/— witness\.example\/y.*\n/, "")],
    [
      "by one more that nobody knows",
      (text: string) => text.replace(/(— witness\.example\/)z( .*\n)$/, "$1z$2$1q$2"),
    ],
  ])("a checkpoint %s is found", (what, change) => {
    const name = "three-tampered";
    rmSync(at(name), { recursive: true, force: true });
    cpSync(at("three-first"), at(name), { recursive: true });
    const path = at(name, "log/checkpoint");
    const text = readFileSync(path, "utf8");
    expect(change(text)).not.toBe(text);
    writeFileSync(path, change(text));
    const run = cotejo("verify", at(name), "--policy", at("three.policy"), "--json");
    expect(run.exit).toBe(1);
    // The manifest covers the checkpoint; but also who looks at the log alone finds what is wrong with its lines.
    const alone = cotejo("verify", at(name), "--policy", at("three.policy"), "--only", "log", "--json");
    const { problems } = JSON.parse(alone.out) as { problems: { code: string }[] };
    expect(problems.map(({ code }) => code)).toEqual(what === "cut off" ? [] : ["signature-invalid"]);
  });
});

describe("one witness", () => {
  test("killed at any moment, it knows after a start what it has cosigned", async () => {
    const log = newElection("killed-log");
    const first = await startWitness("killed", log, "--name", "witness.example/k");
    expect((await post(first, firstRequest("killed-log"))).status).toBe(200);
    await first.stop("SIGKILL");
    const second = await startWitness("killed");
    expect(second.told()).toContain("cosigned up to 2 entries");
    const again = await post(second, firstRequest("killed-log"));
    expect([again.status, again.headers.get("content-type"), await again.text()]).toEqual([
      409,
      "text/x.tlog.size",
      "2\n",
    ]);
    await second.stop();
  });

  test("asked by many at once, it cosigns one of them", async () => {
    const log = newElection("many-log");
    const requests = [firstRequest("many-log")];
    importTable("many-log");
    requests.push(firstRequest("many-log"));
    declare("many-log");
    requests.push(firstRequest("many-log"));
    const witness = await startWitness("many", log, "--name", "witness.example/m");
    const answers = await Promise.all(
      Array.from({ length: 60 }, async (_, at) => {
        const response = await post(witness, requests[at % 3] ?? "");
        return { status: response.status, body: await response.text() };
      }),
    );
    const cosigned = answers.filter(({ status }) => status === 200);
    const refused = answers.filter(({ status }) => status === 409);
    expect([cosigned.length, refused.length]).toEqual([1, 59]);
    expect(new Set(refused.map(({ body }) => body)).size).toBe(1);
    await witness.stop();
  });

  test("refuses a log that was rewritten: its publisher cannot publish it, whatever they do", async () => {
    const log = newElection("honest");
    const witness = await startWitness("judge", log, "--name", "witness.example/j");
    const policy = policyFile("judge.policy", 1, { witnesses: [witness], log });
    answerOf("publish", at("honest"), at("honest-public"), "--policy", policy);

    // The same key, another story: the publisher begins again with other numbers of voters.
    mkdirSync(at("rewritten/private"), { recursive: true });
    cpSync(at("honest/private/log.key"), at("rewritten/private/log.key"));
    expect(newElection("rewritten", "other-register.csv")).toBe(log);
    const publish = ["publish", at("rewritten"), at("rewritten-public"), "--policy", policy];
    const same = cotejo(...publish);
    expect(same.exit).toBe(3);
    expect(same.told).toContain("w1: has cosigned another log of 2 entries under this name");
    importTable("rewritten");
    const longer = cotejo(...publish);
    expect(longer.exit).toBe(3);
    expect(longer.told).toContain(
      "w1: refuses: this log does not continue the 2 entries that it cosigned before",
    );
    expect(existsSync(at("rewritten-public"))).toBe(false);
    await expect.poll(() => witness.told().match(/REFUSED cotejo\.local\/six-stations/g)).toHaveLength(2);
    expect(listFiles(at("judge/conflicts"))).toHaveLength(2);

    // Published all the same, it has a signature of its log and no witness: who asks for one is told.
    answerOf(...publish, "--below-quorum");
    expect(answerOf("verify", at("rewritten-public"), "--key", log)).toMatchObject({ ok: true });
    expect(cotejo("verify", at("rewritten-public"), "--policy", policy).out).toContain("quorum-not-met");
    const against = ["--against", at("honest-public/log/checkpoint")];
    expect(cotejo("verify", at("rewritten-public"), ...against).out).toContain("log-rewritten");
    // The honest log goes on.
    importTable("honest");
    expect(answerOf("publish", at("honest"), at("honest-public"), "--policy", policy)).toMatchObject({
      entries: 3,
    });
    await witness.stop();
  });

  const foreign = foreignReader();
  test.skipIf(foreign === undefined)(
    "answers a client that is not ours, as the specification says",
    async () => {
      const log = newElection("foreign-log");
      importTable("foreign-log");
      cpSync(at("foreign-log/log"), at("foreign-log-3"), { recursive: true });
      const witness = await startWitness("foreign", log, "--name", "witness.example/go");
      const submit = (place: string, sizeOld: number) => {
        const { out, told } =
          foreign?.run(["submit", witness.url, `${log},${witness.key}`, at(place), String(sizeOld)]) ?? {};
        expect(told).toBe("");
        return JSON.parse(out?.toString("utf8") ?? "") as object;
      };
      expect(submit("foreign-log-3", 0)).toMatchObject({
        status: 200,
        cosigned: [{ name: "witness.example/go" }],
      });
      declare("foreign-log");
      expect(submit("foreign-log/log", 0)).toMatchObject({
        status: 409,
        type: "text/x.tlog.size",
        body: "3\n",
      });
      expect(submit("foreign-log/log", 2)).toMatchObject({ status: 409, body: "3\n" });
      expect(submit("foreign-log/log", 3)).toMatchObject({
        status: 200,
        cosigned: [{ name: "witness.example/go" }],
      });
      expect(submit("foreign-log/log", 4)).toMatchObject({ status: 200 });
      expect(submit("foreign-log-3", 4)).toMatchObject({ status: 400 });
      await witness.stop();
    },
  );
});

test("a policy with mistakes is bad input, with each of them named, before anything is asked or written", () => {
  newElection("mistakes");
  writeFileSync(at("mistakes.policy"), utf8("witness w1 nokey\nquorum w2\n"));
  for (const args of [
    ["publish", at("mistakes"), at("mistakes-public"), "--policy", at("mistakes.policy")],
    ["verify", at("three-first"), "--policy", at("mistakes.policy")],
  ]) {
    const run = cotejo(...args);
    expect(run.exit).toBe(2);
    expect(run.told).toMatch(/mistakes\.policy:[\s\S]*line 1[\s\S]*line 2/);
  }
  expect(existsSync(at("mistakes-public"))).toBe(false);
  const below = cotejo("publish", at("mistakes"), at("mistakes-public"), "--below-quorum");
  expect(below.told).toContain("needs a policy");
});
