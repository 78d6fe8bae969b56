import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, describe, expect, inject, test } from "vitest";

import { listFiles } from "../src/adapters/disk-folder.ts";
import { answerOf, cotejo, PROGRAM } from "./support/cotejo.ts";
import { DECLARATION, ELECTION, MAPPING, pngOf, REGISTER, TABLE } from "./support/small-election.ts";

const folder = mkdtempSync(join(tmpdir(), "cotejo-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
writeFileSync(at("election.json"), ELECTION);
writeFileSync(at("register.csv"), REGISTER);
writeFileSync(at("mapping.json"), MAPPING);
writeFileSync(at("table.csv"), TABLE);
writeFileSync(at("declaration.json"), DECLARATION);
writeFileSync(at("photo.png"), pngOf(7));
const commandNames = [...cotejo("--help").out.matchAll(/^ {2}([a-z]+) {2,}\S/gm)].map(
  (match) => match[1] ?? "",
);

/** An election folder with a table in it, of its own for each test. */
function newElection(name: string): string {
  const directory = at(name);
  answerOf("open", directory, "--election", at("election.json"), "--register", at("register.csv"));
  answerOf("import", directory, at("table.csv"), "--format", at("mapping.json"), "--source", "witnesses");
  return directory;
}

describe("help and bad use", () => {
  test("a command tells its help, and the program names its commands", () => {
    const group = cotejo("record", "--help");
    expect([group.exit, group.out.includes("record add"), group.out.includes("  import ")]).toEqual([
      0,
      true,
      false,
    ]);
    const { exit, out } = cotejo("results", "--help");
    expect(exit).toBe(0);
    expect(out).toContain("Usage: cotejo results");
    expect(commandNames).toEqual(expect.arrayContaining(["open", "results", "verify", "demo"]));
  });

  test.each([
    [["fly"], '"fly" is no command'],
    [["results"], "DIR is missing"],
    [["results", "a", "b"], '"b" is one argument too many'],
    [["results", "a", "--contets", "x"], "--contets"],
    [["results", "/nowhere"], "holds no election"],
    [["open", "x"], "--election FILE is missing"],
    [["open", "x", "--election", "/nowhere.json"], "/nowhere.json"],
    [["verify", "/nowhere"], "there is no such folder"],
    [["serve", folder, "--port", "65536"], "--port: 65536 is over 65535"],
    [["export", "x", "--format", "nist-json", "--out", "/nowhere/x.json"], "there is no folder /nowhere"],
    [["witness", at("photo.png"), "--name", "w", "--no-serve"], "is a file, and no folder"],
  ])("%j ends with 2 and says why", (args, message) => {
    const run = cotejo(...args);
    expect(run.exit).toBe(2);
    expect(run.told).toContain(message);
    expect(run.told).not.toContain("at ");
  });

  test("an error with --json is JSON too", () => {
    const run = cotejo("results", "/nowhere", "--json");
    expect(run.exit).toBe(2);
    expect(JSON.parse(run.out)).toMatchObject({
      error: { code: "input", message: expect.stringContaining("/nowhere") },
    });
  });

  test("an election file with several mistakes is refused with all of them named", () => {
    writeFileSync(
      at("wrong.json"),
      JSON.stringify({
        ...JSON.parse(new TextDecoder().decode(ELECTION)),
        date: "yesterday",
        colour: "blue",
      }),
    );
    const run = cotejo("open", at("never"), "--election", at("wrong.json"));
    expect(run.exit).toBe(2);
    expect(run.told).toContain(`election file ${at("wrong.json")}:`);
    expect(run.told).toContain("date");
    expect(run.told).toContain("colour");
  });
});

describe("an election from the command line", () => {
  test("open twice with the same files goes on, with others is refused", () => {
    const directory = newElection("twice");
    expect(
      answerOf("open", directory, "--election", at("election.json"), "--register", at("register.csv")),
    ).toMatchObject({ wasOpen: true });
    expect(cotejo("open", directory, "--election", at("election.json")).exit).toBe(0);
    writeFileSync(
      at("other.json"),
      new TextDecoder().decode(ELECTION).replace("Six stations", "Seven stations"),
    );
    expect(cotejo("open", directory, "--election", at("other.json")).told).toContain("cannot be replaced");
  });

  test("nothing private is published: key, photo, its name, what its camera wrote, its salt", () => {
    const directory = newElection("keys");
    // A PNG with a comment as a phone writes it, and another that its sender says may be shown.
    const withComment = (shade: number) => {
      const comment = new TextEncoder().encode("tEXtComment\0GPS-of-a-witness");
      const chunk = [0, 0, 0, comment.length - 4, ...comment, 0, 0, 0, 0];
      const plain = [...pngOf(shade)];
      return Uint8Array.from([...plain.slice(0, 33), ...chunk, ...plain.slice(33)]);
    };
    writeFileSync(at("IMG_0728_maria.png"), withComment(7));
    writeFileSync(at("IMG_0729_maria.png"), withComment(8));
    const receiving = ["receive", directory, "--source", "witnesses", "--station", "s5"];
    answerOf(...receiving, at("IMG_0728_maria.png"));
    const openings = listFiles(join(directory, "private/openings")).map((path) =>
      readFileSync(join(directory, "private/openings", path), "utf8"),
    );
    const [, salt = ""] = /"salt":"([^"]+)"/.exec(openings.join("")) ?? [];
    expect(salt).toHaveLength(44);
    expect(answerOf(...receiving, at("IMG_0729_maria.png"), "--redacted-by-source")).toMatchObject({
      files: [{ kind: "received", metadataRemoved: ["tEXt"] }],
    });

    expect(statSync(join(directory, "private/log.key")).mode & 0o777).toBe(0o600);
    answerOf("publish", directory, at("keys-public"));
    // PRIVATE+KEY+name+id+base64, and base64 has plus signs of its own.
    const key = readFileSync(join(directory, "private/log.key"), "utf8").trim().split("+").slice(4).join("+");
    expect(key).toHaveLength(44);
    const secrets = [key, salt, "maria", "GPS-of-a-witness", Buffer.from(pngOf(7)).toString("latin1")];
    for (const path of listFiles(at("keys-public"))) {
      const text = readFileSync(join(at("keys-public"), path), "latin1");
      for (const secret of secrets) expect(text.includes(secret), path).toBe(false);
    }
    expect(listFiles(join(at("keys-public"), "evidence"))).toHaveLength(1);
    expect(cotejo("verify", at("keys-public")).out).toContain("evidence-not-open");
  });

  test("paths may be written in any way", () => {
    newElection("paths");
    const inFolder = (...args: string[]) =>
      spawnSync(process.execPath, [PROGRAM, ...args], { cwd: folder, encoding: "utf8" });
    for (const name of ["./paths", "paths/", "paths/../paths"]) {
      expect(inFolder("status", name).stderr).toBe("");
      expect(inFolder("publish", name, "./paths-public/").status).toBe(0);
    }
    for (const name of ["./paths-public", "paths-public/", "paths/../paths-public"])
      expect(inFolder("verify", name).stdout).toContain("VERIFIED: everything");
    const inside = spawnSync(process.execPath, [PROGRAM, "verify", "."], {
      cwd: at("paths-public"),
      encoding: "utf8",
    });
    expect(inside.stdout).toContain("VERIFIED: everything");
  });

  test("publish leaves everything alone that is not a publication of ours", () => {
    const directory = newElection("others");
    mkdirSync(at("thesis"));
    writeFileSync(at("thesis/manifest"), "of another program");
    expect(cotejo("publish", directory, at("thesis")).exit).toBe(2);
    for (const inside of ["log/commits/x", "blobs", "private/out"])
      expect(cotejo("publish", directory, join(directory, inside)).told).toContain(
        "inside the election folder",
      );
    expect(answerOf("publish", directory, join(directory, "published"))).toMatchObject({ entries: 3 });
    expect(answerOf("status", directory)).toMatchObject({ entries: 3 });
    expect(readFileSync(at("thesis/manifest"), "utf8")).toBe("of another program");
  });

  test("results of a unit, a source and a contest have the fields that docs/formats/cli-json.md gives", () => {
    const directory = newElection("fields");
    expect(
      answerOf("results", directory, "--unit", "r1", "--source", "witnesses", "--contest", "mayor"),
    ).toMatchObject({
      contest: "mayor",
      unit: "r1",
      source: "witnesses",
      votes: { ana: 70, luz: 30 },
      validVotes: 100,
      blankVotes: null,
      nullVotes: 3,
      registeredVoters: 200,
      stations: { registered: 3, counted: 2, explained: 0, missing: 1, outsideRegister: 0 },
    });
    expect(answerOf("results", directory)).toMatchObject({
      stations: { registered: 6, counted: 3, explained: 1, missing: 2, outsideRegister: 0 },
      explanations: { "illegible-box": 1 },
      setAside: { stations: 1, registeredVoters: 100, couldChangeFirst: "yes" },
    });
    expect(cotejo("results", directory, "--unit", "nowhere").exit).toBe(2);
  });

  test("comparing two sources counts stations in both, equal, different and in one alone", () => {
    const directory = newElection("compare");
    writeFileSync(at("council.csv"), "station,ana,luz,null\ns1,30,20,1\ns2,25,33,0\ns6,10,10,0\n");
    answerOf("import", directory, at("council.csv"), "--format", at("mapping.json"), "--source", "council");
    expect(answerOf("compare", directory, "--source", "witnesses", "--with", "council")).toEqual({
      contest: "mayor",
      first: "witnesses",
      second: "council",
      stationsInBoth: 2,
      stationsEqual: 1,
      stationsDifferent: 1,
      stationsNotComparable: 0,
      onlyInFirst: 2,
      onlyInSecond: 1,
      differences: [{ station: "s2", boxes: [{ box: "luz", first: 31, second: 33 }] }],
    });
  });

  test("rows that cannot be used are named and the rest imported; the same table again is known", () => {
    const directory = newElection("rows");
    writeFileSync(at("rows.csv"), "station,ana,luz,null\ns5,1,2,0\ns6,1,many,0\n,3,4,0\n");
    const args = ["import", directory, at("rows.csv"), "--format", at("mapping.json"), "--source", "council"];
    expect(answerOf(...args)).toMatchObject({
      records: 3,
      rowsUsed: 1,
      rowsRefused: [{ row: 2, column: "luz" }, { row: 3 }],
      wasHeld: false,
    });
    expect(answerOf(...args)).toMatchObject({ rowsUsed: 1, wasHeld: true });
  });

  test("a file that is refused is named and the others received, and the exit code says so", () => {
    const directory = newElection("refused");
    writeFileSync(at("empty.png"), "");
    const run = cotejo(
      "receive",
      directory,
      at("photo.png"),
      at("empty.png"),
      at("photo.png"),
      "--source",
      "witnesses",
      "--station",
      "s5",
      "--json",
    );
    expect(run.exit).toBe(1);
    expect(JSON.parse(run.out)).toMatchObject({ received: 1, duplicates: 1, refused: 1 });
  });

  test("a dispute is adjudicated with a reason, and the finding stays", () => {
    const directory = newElection("dispute");
    writeFileSync(at("rival.csv"), "station,ana,luz,null\ns1,31,20,1\n");
    const { entry } = answerOf(
      "import",
      directory,
      at("rival.csv"),
      "--format",
      at("mapping.json"),
      "--source",
      "witnesses",
    ) as { entry: number };
    expect(answerOf("results", directory)).toMatchObject({ stations: { counted: 2, explained: 2 } });
    const args = [
      "adjudicate",
      directory,
      "s1",
      "--source",
      "witnesses",
      "--contest",
      "mayor",
      "--reason",
      "carries the stamp",
    ];
    expect(cotejo(...args, "--entry", "99").told).toContain("the accounts are: 2 (row 1), 3 (row 1)");
    answerOf(...args, "--entry", String(entry));
    expect(answerOf("results", directory)).toMatchObject({
      votes: { ana: 31 + 25 + 40 },
      stations: { counted: 3, explained: 1 },
    });
    expect(answerOf("findings", directory, "--code", "rival-copies")).toMatchObject({
      counts: { "rival-copies": 1 },
    });
  });

  test("two commands at once on one folder both end well, one after the other", async () => {
    const directory = newElection("two");
    const photos = Array.from({ length: 6 }, (_, shade) => {
      writeFileSync(at(`two-${shade}.png`), pngOf(100 + shade));
      return at(`two-${shade}.png`);
    });
    const runs = photos.map(
      (photo) =>
        new Promise<number | null>((resolve) => {
          spawn(process.execPath, [PROGRAM, "receive", directory, photo, "--source", "witnesses"], {
            stdio: "ignore",
          }).on("close", resolve);
        }),
    );
    expect(await Promise.all(runs)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(answerOf("status", directory)).toMatchObject({ entries: 9, evidence: { held: 6 } });
    answerOf("publish", directory, at("two-public"));
    expect(answerOf("verify", at("two-public"))).toMatchObject({ ok: true, entries: 9 });
  });

  test("publish refuses to replace a folder that is no publication", () => {
    const directory = newElection("replace");
    expect(cotejo("publish", directory, directory).told).toContain("no published folder");
    expect(cotejo("publish", directory, directory).exit).toBe(2);
  });

  test("publishing again writes only what changed", () => {
    const directory = newElection("again");
    answerOf("publish", directory, at("again-public"));
    answerOf("declare", directory, at("declaration.json"));
    const again = answerOf("publish", directory, at("again-public")) as { filesUnchanged: number };
    expect(again.filesUnchanged).toBeGreaterThan(3);
    expect(answerOf("verify", at("again-public"))).toMatchObject({ ok: true });
  });
});

describe("serving and mirroring", () => {
  test("a served publication is verified and mirrored over HTTP, and a changed byte is found", async () => {
    const copy = at("served");
    cpSync(join(inject("demo"), "public"), copy, { recursive: true });
    const server = spawn(process.execPath, [PROGRAM, "serve", copy, "--port", "0"], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    try {
      const address = await new Promise<string>((resolve) => {
        server.stderr.on("data", (chunk: Buffer) => {
          const [, found] = /(http:\/\/\S+)/.exec(chunk.toString()) ?? [];
          if (found !== undefined) resolve(found);
        });
      });
      const key = join(inject("demo"), "key");
      expect(answerOf("verify", address, "--key", key)).toMatchObject({
        ok: true,
        notEstablished: expect.arrayContaining([expect.objectContaining({ code: "folder-not-listed" })]),
      });
      expect(answerOf("mirror", address, at("mirror"), "--key", key)).toMatchObject({
        ok: true,
        copied: true,
      });
      expect(answerOf("verify", at("mirror"), "--key", key)).toMatchObject({ ok: true });
      expect(listFiles(at("mirror"))).toEqual(listFiles(copy));
      const page = readFileSync(join(copy, "index.html"), "utf8");
      writeFileSync(join(copy, "index.html"), page.replace("a", "b"));
      const run = cotejo("mirror", address, at("mirror"), "--json");
      expect(run.exit).toBe(1);
      expect(JSON.parse(run.out)).toMatchObject({
        copied: false,
        problems: [{ code: "file-changed", path: "index.html" }],
      });
      const outside = await fetch(new URL("..%2f..%2fetc/passwd", address));
      expect(outside.status).toBe(404);
    } finally {
      server.kill();
    }
  });
});
