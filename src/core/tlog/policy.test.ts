import { sha256 } from "@noble/hashes/sha2.js";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { utf8 } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import { InputError } from "../input-error.ts";
import { formatVerifierKey, keyIdOf, type KeyType } from "./note.ts";
import { describeQuorum, isQuorum, parsePolicy, type Quorum } from "./policy.ts";

const crypto: Crypto = { sha256: (bytes) => sha256(bytes), verifyEd25519: () => false };

function keyOf(name: string, type: KeyType, publicKey = sha256(utf8(name))): string {
  const key = { name, type, publicKey };
  return formatVerifierKey({ ...key, keyId: keyIdOf(crypto, key) });
}

const LOG = keyOf("example.org/log", "ed25519");
const w = (name: string) => `witness ${name} ${keyOf(`witness.example/${name}`, "cosignature")}`;
const parse = (...lines: readonly string[]) => parsePolicy(crypto, `${lines.join("\n")}\n`);

/** The example of the specification, two levels of groups, with keys of ours. */
const EXAMPLE = [
  `log ${LOG}`,
  "",
  ...["X1", "X2", "X3"].map(w),
  "group X-witnesses 2 X1 X2 X3",
  "",
  ...["Y1", "Y2", "Y3"].map(w),
  "group Y-witnesses any Y1 Y2 Y3",
  "",
  "group X-and-Y all X-witnesses Y-witnesses",
  "quorum X-and-Y",
];

describe("the example of the specification", () => {
  const policy = parse(...EXAMPLE);
  const met = (...names: readonly string[]) => isQuorum(policy.quorum, new Set(names));

  test("has one log and six witnesses", () => {
    expect(policy.logs.map(({ key }) => key.name)).toEqual(["example.org/log"]);
    expect(policy.witnesses.map(({ name }) => name)).toEqual(["X1", "X2", "X3", "Y1", "Y2", "Y3"]);
    expect(describeQuorum(policy.quorum)).toBe("2 of (2 of (X1, X2, X3), 1 of (Y1, Y2, Y3))");
  });

  test("asks for two of the X and one of the Y", () => {
    expect(met("X1", "X3", "Y2")).toBe(true);
    expect(met("X1", "X2", "X3", "Y1", "Y2", "Y3")).toBe(true);
    expect(met("X1", "X2", "X3")).toBe(false);
    expect(met("X1", "Y1", "Y2", "Y3")).toBe(false);
    expect(met()).toBe(false);
    expect(met("X1", "X9", "Y1")).toBe(false);
  });
});

describe("what a policy may say", () => {
  test("white space is spaces and tabs, comments and empty lines are nothing, addresses are kept", () => {
    const policy = parse(
      "# whom we trust",
      `\t log  ${LOG}\thttps://example.org/log `,
      "   # and who watches",
      `${w("á")} https://witness.example/á/`,
      "",
      "quorum á",
    );
    expect(policy.logs[0]?.url).toBe("https://example.org/log");
    expect(policy.witnesses[0]?.url).toBe("https://witness.example/á/");
    expect(policy.quorum).toEqual({ kind: "witness", name: "á" });
  });

  test("nobody at all may be asked for, and no log named", () => {
    const policy = parse("quorum none");
    expect(policy).toEqual({ logs: [], witnesses: [], quorum: { kind: "none" } });
    expect(isQuorum(policy.quorum, new Set())).toBe(true);
    expect(describeQuorum(policy.quorum)).toBe("nobody");
  });

  test("99 witnesses in one group", () => {
    const names = Array.from({ length: 99 }, (_, at) => `w${at}`);
    const policy = parse(...names.map(w), `group all-of-them 67 ${names.join(" ")}`, "quorum all-of-them");
    expect(isQuorum(policy.quorum, new Set(names.slice(0, 67)))).toBe(true);
    expect(isQuorum(policy.quorum, new Set(names.slice(0, 66)))).toBe(false);
    expect(() => parse(...names.map(w), w("one-more"), "quorum w0")).toThrow("line 100: is witness 100");
  });
});

describe("what is refused", () => {
  const a = w("a");
  const b = w("b");
  const logAsWitness = `witness a ${LOG}`;
  const samePublicKey = `witness b ${keyOf("other.example", "cosignature", sha256(utf8("witness.example/a")))}`;
  const refused: readonly (readonly [string, readonly string[], string])[] = [
    ["no quorum", [a], "has no quorum line"],
    ["two quorums", [a, "quorum a", "quorum a"], "line 3: is a second quorum line"],
    ["a quorum of nobody known", [a, "quorum b"], 'line 2: "b" is no witness'],
    ["a quorum before its witness", ["quorum a", a], 'line 1: "a" is no witness'],
    ["a group before its members", ["group g any a", a, "quorum g"], 'line 1: "a" is no witness'],
    ["a group of itself", ["group g any g", "quorum g"], '"g" is no witness'],
    ["a group of none", ["group g any none", "quorum g"], '"none" is no witness'],
    ["a group called none", [a, "group none any a", "quorum none"], "not for use as a name"],
    ["an empty group", [a, "group g any", "quorum g"], "is not: group"],
    ["a threshold of 0", [a, "group g 0 a", "quorum g"], '"0" is not all, any, or a number from 1 to 1'],
    ["a threshold above the members", [a, b, "group g 3 a b", "quorum g"], "a number from 1 to 2"],
    ["a threshold that is no number", [a, "group g most a", "quorum g"], '"most" is not'],
    ["a threshold with a zero before it", [a, "group g 01 a", "quorum g"], '"01" is not'],
    ["a member twice in a group", [a, "group g any a a", "quorum g"], "is a member already"],
    [
      "a member of two groups",
      [a, "group g any a", "group h any a", "quorum g"],
      'line 3: "a" is a member already',
    ],
    ["two witnesses of one name", [a, `witness a ${keyOf("z", "cosignature")}`, "quorum a"], "defined twice"],
    ["one key as two witnesses", [a, samePublicKey, "quorum a"], "stands twice"],
    ["one log twice", [`log ${LOG}`, `log ${LOG}`, "quorum none"], "stands twice"],
    ["a log's key as a witness", [logAsWitness, "quorum a"], "it is a log's, not a witness's"],
    ["a witness's key as a log", [`log ${keyOf("x", "cosignature")}`, "quorum none"], "is for cosignatures"],
    ["a key with another id", [`log ${LOG.replace(/\+[0-9a-f]{8}/, "+00000000")}`, "quorum none"], "line 1"],
    ["a line of another kind", ["threshold 2", "quorum none"], 'begins with "threshold"'],
    ["words too many", [`log ${LOG} https://a b`, "quorum none"], "is not: log KEY [URL]"],
    ["an address that is none", [`${a} results.example.org`, "quorum a"], "is no address"],
    ["an address of another kind", [`log ${LOG} ftp://a`, "quorum none"], "is no address"],
    ["line ends of Windows", ["quorum none\r"], "control character"],
    ["a zero byte", ["quorum none\0"], "control character"],
  ];
  test.each(refused)("%s", (_, lines, reason) => {
    expect(() => parse(...lines)).toThrow(InputError);
    expect(() => parse(...lines)).toThrow(reason);
  });

  test("all that is wrong is named at once, by its line", () => {
    const act = () => parsePolicy(crypto, "log x\n\nwitness y\nquorum z\n", "my.policy");
    expect(act).toThrow(/my\.policy:[\s\S]*line 1[\s\S]*line 3[\s\S]*line 4/);
  });

  test("a text without end", () => {
    expect(() => parsePolicy(crypto, "\n".repeat(100_000))).toThrow("more than 1000 lines");
  });

  test("any text is taken or refused, and nothing else happens", () => {
    const word = fc.constantFrom("log", "witness", "group", "quorum", "a", "b", "none", "any", "2", LOG, "#");
    const line = fc.array(word, { maxLength: 5 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        try {
          parse(...lines);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 300 },
    );
  });
});

test("a further cosignature never breaks a quorum", () => {
  const names = ["a", "b", "c", "d", "e"];
  const quorum: fc.Arbitrary<Quorum> = fc.letrec<{ quorum: Quorum }>((tie) => ({
    quorum: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(...names).map((name) => ({ kind: "witness" as const, name })),
      fc
        .array(tie("quorum"), { minLength: 1, maxLength: 3 })
        .chain((members) =>
          fc
            .integer({ min: 1, max: members.length })
            .map((threshold) => ({ kind: "group" as const, name: "g", threshold, members })),
        ),
    ),
  })).quorum;
  fc.assert(
    fc.property(quorum, fc.subarray(names), fc.constantFrom(...names), (asked, some, another) => {
      if (isQuorum(asked, new Set(some))) expect(isQuorum(asked, new Set([...some, another]))).toBe(true);
      expect(isQuorum(asked, new Set(names))).toBe(true);
      expect(isQuorum(asked, new Set())).toBe(false);
    }),
  );
});
