import * as fc from "fast-check";
import { expect, test } from "vitest";

import { nodeCrypto } from "../../adapters/node-crypto.ts";
import { entriesWanted, nextFile, type FileToRead, type Lease } from "./blind-queue.ts";

const RULE = { readings: 2, people: 2, entries: 3 };
const SEED = new Uint8Array(32).fill(5);
const file = (evidence: number, more: Partial<FileToRead> = {}): FileToRead => ({
  evidence,
  people: [],
  programs: 0,
  peopleWanted: 2,
  isRevealed: false,
  priority: 0,
  ...more,
});
const next = (files: readonly FileToRead[], reader = "a", leases: readonly Lease[] = []) =>
  nextFile(nodeCrypto, { files, rule: RULE }, { reader, now: 1_000, leases, seed: SEED });

test("wanted are the people the rule asks for, or more readers where programs are too few, and none once it is open", () => {
  expect(entriesWanted(file(1), RULE)).toBe(2);
  expect(entriesWanted(file(1, { people: ["a"] }), RULE)).toBe(1);
  expect(entriesWanted(file(1, { people: ["a", "b"], peopleWanted: 3 }), RULE)).toBe(1);
  expect(entriesWanted(file(1, { isRevealed: true }), RULE)).toBe(0);
  const alone = { readings: 2, people: 0, entries: 2 };
  expect(entriesWanted(file(1, { peopleWanted: 0, programs: 1 }), alone)).toBe(1);
  expect(entriesWanted(file(1, { peopleWanted: 0 }), alone)).toBe(2);
});

test("the more urgent file comes first, whatever the order", () => {
  expect(next([file(1), file(2, { priority: 3 }), file(3)])).toBe(2);
});

test("a file lent comes again to whom it was lent, until the loan ends", () => {
  const files = [1, 2, 3, 4, 5].map((evidence) => file(evidence));
  const first = next(files) ?? 0;
  const other = (first % 5) + 1;
  expect(next(files, "a", [{ evidence: other, reader: "a", until: 1_001 }])).toBe(other);
  expect(next(files, "a", [{ evidence: other, reader: "a", until: 1_000 }])).toBe(first);
});

test("nobody is given a file twice, nor more people at once than it wants", () => {
  const person = fc.constantFrom("a", "b", "c", "d");
  fc.assert(
    fc.property(
      fc.array(fc.uniqueArray(person, { maxLength: 3 }), { minLength: 1, maxLength: 6 }),
      fc.array(
        fc.record({ evidence: fc.nat({ max: 5 }), reader: person, until: fc.constantFrom(900, 1_100) }),
      ),
      person,
      (read, leases, reader) => {
        const files = read.map((people, evidence) => file(evidence, { people }));
        const given = next(files, reader, leases);
        if (given === undefined) return;
        const people = files[given]?.people ?? [];
        expect(people).not.toContain(reader);
        const own = leases.some(
          (lease) => lease.evidence === given && lease.reader === reader && lease.until > 1_000,
        );
        const others = leases.filter(
          (lease) => lease.evidence === given && lease.reader !== reader && lease.until > 1_000,
        ).length;
        expect(own || people.length + others < 2).toBe(true);
      },
    ),
  );
});
