import { describe, expect, test } from "vitest";

import { cosignerNamed, keyOf, policyOf } from "../../test/support/cosigner.ts";
import { formatSigningKey, nodeCrypto, parseSigningKey } from "../adapters/node-crypto.ts";
import { formatCheckpointBody } from "./tlog/checkpoint.ts";
import { signCosignature } from "./tlog/cosignature.ts";
import { emptyRoot } from "./tlog/merkle.ts";
import { signNote, type Note, type SignatureLine, type Signer } from "./tlog/note.ts";
import { parsePolicy } from "./tlog/policy.ts";
import { checkCosignatures, type Policies } from "./verify-cosignatures.ts";

const log = parseSigningKey(formatSigningKey("example.org/log", new Uint8Array(32).fill(1)));
const [one, two, three] = ["one", "two", "three"].map((name) => cosignerNamed(`witness.example/${name}`));
if (one === undefined || two === undefined || three === undefined) throw new Error("three witnesses");
const TIME = 1_767_225_600;

const body = formatCheckpointBody({ origin: "example.org/log", size: 7, root: emptyRoot(nodeCrypto) });
const noteOf = (...lines: readonly SignatureLine[]): Note => ({
  body,
  signatures: [signNote(body, log), ...lines],
});
const by = (signer: Signer, time = TIME) => signCosignature(body, time, signer);
const policy = (threshold: number | "none", ...signers: readonly Signer[]) =>
  parsePolicy(
    nodeCrypto,
    policyOf(
      threshold,
      signers.map((signer) => ({ key: keyOf(signer) })),
    ),
  );

const check = (note: Note, policies: Policies) =>
  checkCosignatures(nodeCrypto, { path: "log/checkpoint", note, key: log.verifier }, policies);
const codes = (note: Note, policies: Policies) => check(note, policies).problems.map(({ code }) => code);

describe("without any policy", () => {
  test("one signature by the log is as it must be", () => {
    expect(check(noteOf(), {})).toEqual({ problems: [], notEstablished: [], cosignatures: [] });
  });

  test("a cosignature is a line that nobody can check: a problem", () => {
    expect(codes(noteOf(by(one)), {})).toEqual(["signature-invalid"]);
  });

  test("so are two lines by the log", () => {
    expect(codes(noteOf(signNote(body, log)), {})).toEqual(["signature-invalid"]);
  });
});

describe("with a policy published beside the log", () => {
  const published = policy(2, one, two, three);

  test("its witnesses are named, and it is said that only the publisher vouches for them", () => {
    const checked = check(noteOf(by(one), by(two, TIME + 5)), { published });
    expect(checked.problems).toEqual([]);
    expect(checked.cosignatures).toEqual([
      { witness: "w1", key: keyOf(one), time: TIME },
      { witness: "w2", key: keyOf(two), time: TIME + 5 },
    ]);
    expect(checked.notEstablished).toMatchObject([
      { code: "witnesses-not-held", message: expect.stringContaining("is met") },
    ]);
    expect(checked.quorumMet).toBeUndefined();
  });

  test("a quorum that is not met is no problem, but is said", () => {
    const { problems, notEstablished } = check(noteOf(by(three)), { published });
    expect(problems).toEqual([]);
    expect(notEstablished[0]?.message).toContain("2 of (w1, w2, w3), which is not met");
  });

  test("a line by anybody else is still a problem", () => {
    expect(codes(noteOf(by(one), by(cosignerNamed("witness.example/four"))), { published })).toEqual([
      "signature-invalid",
    ]);
    expect(codes(noteOf(by(cosignerNamed("witness.example/one", "another key"))), { published })).toEqual([
      "signature-invalid",
    ]);
  });

  test("a line of a known witness that does not verify is a problem, and counts for nothing", () => {
    const line = by(one);
    const wrong = { ...line, signature: line.signature.with(70, (line.signature[70] ?? 0) ^ 1) };
    const checked = check(noteOf(wrong), { published });
    expect(checked.problems.map(({ code }) => code)).toEqual(["signature-invalid"]);
    expect(checked.cosignatures).toEqual([]);
  });

  test("two lines by one witness are a problem", () => {
    expect(codes(noteOf(by(one), by(one, TIME + 1)), { published })).toEqual(["signature-invalid"]);
  });
});

describe("with a policy given", () => {
  const given = policy(2, one, two);

  test("enough cosignatures meet it, and nothing is left open about the witnesses", () => {
    const checked = check(noteOf(by(one), by(two)), { given });
    expect(checked).toMatchObject({ problems: [], notEstablished: [], quorumMet: true });
  });

  test("too few are a problem that names who cosigned and what is asked for", () => {
    const checked = check(noteOf(by(two)), { given });
    expect(checked.quorumMet).toBe(false);
    expect(checked.problems).toMatchObject([
      { code: "quorum-not-met", path: "log/checkpoint", message: expect.stringContaining("cosigned by w2") },
    ]);
    expect(check(noteOf(), { given }).problems[0]?.message).toContain("cosigned by nobody");
  });

  test("witnesses of the published policy are known, but count for nothing", () => {
    const published = policy(1, three);
    expect(codes(noteOf(by(one), by(two), by(three)), { given, published })).toEqual([]);
    expect(codes(noteOf(by(one), by(three)), { given, published })).toEqual(["quorum-not-met"]);
    expect(codes(noteOf(by(one), by(two), by(three)), { given })).toEqual(["signature-invalid"]);
  });

  test("a publisher's witness that has a trusted one's name, and another key, counts for nothing", () => {
    const impostor = cosignerNamed("witness.example/two", "the publisher's own");
    const published = policy(2, one, impostor);
    expect(codes(noteOf(by(one), by(impostor)), { given, published })).toEqual(["quorum-not-met"]);
  });

  test("that asks for nobody leaves everything as open as none", () => {
    const checked = check(noteOf(by(one)), { given: policy("none", one) });
    expect(checked).toMatchObject({ problems: [], notEstablished: [], cosignatures: [{ witness: "w1" }] });
    expect(checked.quorumMet).toBeUndefined();
  });
});
