import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, expect, test } from "vitest";

import { parseUtf8 } from "../src/core/bytes.ts";
import { answerOf, cotejo } from "./support/cotejo.ts";
import { SETTLE } from "./support/desk.ts";
import { ELECTION, pngOf, REGISTER } from "./support/small-election.ts";

const place = mkdtempSync(join(tmpdir(), "cotejo-transcribe-"));
afterAll(() => rmSync(place, { recursive: true }));
const at = (name: string) => join(place, name);
const write = (name: string, content: string | Uint8Array) => {
  writeFileSync(at(name), content);
  return at(name);
};

interface Next {
  readonly next: null | {
    readonly evidence: number;
    readonly image: string;
    readonly contests: readonly { readonly boxes: readonly { readonly box: string }[] }[];
  };
}

test("two people with keys of their own read a sheet by scripts, and it is settled, published and verified", () => {
  const definition = { ...JSON.parse(parseUtf8(ELECTION)), policy: { settle: SETTLE } };
  const folder = at("six");
  const election = write("election.json", JSON.stringify(definition));
  answerOf("open", folder, "--election", election, "--register", write("register.csv", REGISTER));
  answerOf("receive", folder, write("one.png", pngOf(1)), "--source", "witnesses");
  for (const name of ["ines", "juan"]) {
    const made = answerOf("transcribe", "--new-key", at(name)) as { readonly key: string };
    expect(statSync(at(name)).mode & 0o777).toBe(0o600);
    answerOf("transcribe", folder, "--admit", made.key);
  }
  expect(cotejo("transcribe", "--new-key", at("ines"))).toMatchObject({ exit: 2 });

  const boxesOf = ({ next }: Next, ana: number) =>
    Object.fromEntries(
      (next?.contests[0]?.boxes ?? []).map(({ box }) => [
        box,
        box === "ana" ? ana : box === "luz" ? 20 : box === "validVotes" ? 50 : "not-on-form",
      ]),
    );
  for (const name of ["ines", "juan"]) {
    const given = answerOf("transcribe", folder, "--as", at(name), "--next") as Next;
    expect(existsSync(given.next?.image ?? "")).toBe(true);
    const answer = { evidence: given.next?.evidence, station: "s1" };
    // A slip of the finger: the sum on the paper does not close, and nothing is entered.
    const slip = write("slip.json", JSON.stringify({ ...answer, boxes: boxesOf(given, 31) }));
    expect(cotejo("transcribe", folder, "--as", at(name), "--entry", slip)).toMatchObject({
      exit: 1,
      out: expect.stringContaining("validVotes: you typed 50, and its parts add up to 51"),
    });
    const right = write("right.json", JSON.stringify({ ...answer, boxes: boxesOf(given, 30) }));
    expect(answerOf("transcribe", folder, "--as", at(name), "--entry", right)).toMatchObject({
      kind: "entered",
    });
    expect(answerOf("transcribe", folder, "--as", at(name), "--next")).toEqual({ next: null });
  }
  expect(answerOf("transcribe", folder, "--status")).toMatchObject({
    people: 2,
    filesDone: 1,
    withoutAgreement: [],
  });
  expect(cotejo("results", folder).out).toMatch(/30/);
  answerOf("publish", folder, at("public"));
  expect(cotejo("verify", at("public")).out).toContain("VERIFIED");
});
