import { describe, expect, test } from "vitest";

import { utf8 } from "../bytes.ts";
import type { DocumentFacts, Visibility } from "./document.ts";
import { originsOf } from "./origins.ts";
import { documentsShown, recordEntriesDue } from "./record-due.ts";
import type { RecordEntry } from "./record-entry.ts";
import { advanceRecord, emptyRecord, standingVersion, type RecordState } from "./record-state.ts";

const hash = (at: number) => String(at % 10).repeat(64);

/** A record that grows entry by entry, each with the index it gets. */
class Growing {
  readonly record: RecordState = emptyRecord();
  #next = 0;

  enter(entry: RecordEntry): number {
    advanceRecord(this.record, { entry, index: this.#next, blobs: () => utf8("some words") });
    return this.#next++;
  }

  document(visibility: Visibility = "public", more: { masked?: number; supersedes?: number } = {}): number {
    const facts: DocumentFacts = {
      text: hash(1),
      masked: more.masked ?? 0,
      genre: "news",
      collectedAt: "2026-05-05",
      reader: "text",
    };
    return this.enter({
      kind: "document-received",
      version: 1,
      visibility,
      commitment: hash(2),
      ...(visibility === "sealed" ? {} : { document: facts }),
      ...(more.supersedes === undefined ? {} : { supersedes: more.supersedes }),
    });
  }

  statement(document: number, reviews: 1 | 2, reviewer = "Ana"): number {
    return this.enter({
      kind: "statement-recorded",
      version: 1,
      document,
      reviewer,
      decision: "confirmed",
      reviews,
      commitment: hash(3),
    });
  }

  confirm(statement: number, reviewer: string): number {
    return this.enter({ kind: "statement-revised", version: 1, statement, decision: "confirmed", reviewer });
  }

  reject(statement: number, reviewer = "Luz"): number {
    return this.enter({ kind: "statement-revised", version: 1, statement, decision: "rejected", reviewer });
  }

  correct(statement: number, reviews: 1 | 2, reviewer: string): number {
    return this.enter({
      kind: "statement-revised",
      version: 1,
      statement,
      decision: "corrected",
      reviewer,
      reviews,
      commitment: hash(4),
    });
  }

  due(): readonly number[] {
    return recordEntriesDue(this.record).toSorted((one, other) => one - other);
  }

  stands(statement: number): number | undefined {
    const found = this.record.statements.get(statement);
    return found === undefined ? undefined : standingVersion(this.record, found)?.entry;
  }
}

describe("what is opened", () => {
  test("a statement that needs one review, with its document, at once", () => {
    const record = new Growing();
    const document = record.document();
    expect(record.due()).toEqual([]);
    const statement = record.statement(document, 1);
    expect(record.due()).toEqual([document, statement]);
    expect(documentsShown(record.record)).toEqual([document]);
  });

  test("one that needs two, only after another person; the same person again is refused", () => {
    const record = new Growing();
    const document = record.document();
    const statement = record.statement(document, 2, "Ana Prieto");
    expect(record.due()).toEqual([]);
    expect(() => record.confirm(statement, "ana  prieto")).toThrow("needs another person");
    record.confirm(statement, "Luz Vega");
    expect(record.due()).toEqual([document, statement]);
    expect(record.stands(statement)).toBe(statement);
  });

  test("a correction must be confirmed as often as a new statement; what it corrects stays open and stands no more", () => {
    const record = new Growing();
    const document = record.document();
    const statement = record.statement(document, 2);
    record.confirm(statement, "Luz");
    const corrected = record.correct(statement, 2, "Rosa");
    expect(record.due()).toEqual([document, statement]);
    expect(record.stands(statement)).toBeUndefined();
    record.confirm(statement, "Ana");
    expect(record.due()).toEqual([document, statement, corrected]);
    expect(record.stands(statement)).toBe(corrected);
  });

  test("what was rejected before it was confirmed never; what was rejected after stays open and stands no more", () => {
    const record = new Growing();
    const document = record.document();
    const waiting = record.statement(document, 2);
    record.reject(waiting);
    expect(record.due()).toEqual([]);
    const confirmed = record.statement(document, 1);
    record.reject(confirmed);
    expect(record.due()).toEqual([document, confirmed]);
    expect(record.stands(confirmed)).toBeUndefined();
  });

  test("a card that somebody refused is remembered and not opened", () => {
    const record = new Growing();
    const document = record.document();
    record.enter({
      kind: "statement-recorded",
      version: 1,
      document,
      reviewer: "Ana",
      decision: "rejected",
      reviews: 2,
      commitment: hash(5),
    });
    expect(record.due()).toEqual([]);
    expect(record.record.statements.size).toBe(1);
  });

  test("nothing of a sealed document, and not the hashes of one with blacked-out names", () => {
    const record = new Growing();
    record.statement(record.document("sealed"), 1);
    expect(record.due()).toEqual([]);
    const masked = record.document("public", { masked: 2 });
    const statement = record.statement(masked, 1);
    expect(record.due()).toEqual([statement]);
  });

  test("once due, always due, whatever is entered later", () => {
    const record = new Growing();
    const document = record.document();
    let before: readonly number[] = [];
    const statement = record.statement(document, 1);
    for (const step of [
      () => record.reject(statement),
      () => record.correct(statement, 2, "Rosa"),
      () => record.confirm(statement, "Luz"),
      () => record.reject(statement),
      () => record.document("public", { supersedes: document }),
    ]) {
      step();
      expect(record.due()).toEqual(expect.arrayContaining([...before]));
      before = record.due();
    }
  });
});

describe("what is refused", () => {
  test("what does not fit what stands before it", () => {
    const record = new Growing();
    const document = record.document();
    expect(() => record.statement(9, 1)).toThrow("no document");
    expect(() => record.confirm(document, "Ana")).toThrow("no statement");
    expect(() => record.document("public", { supersedes: 7 })).toThrow("no document");
    const derived = {
      kind: "derivation-confirmed",
      version: 1,
      derivation: "exact-copy",
      reviewer: "Ana",
    } as const;
    expect(() => record.enter({ ...derived, document, from: document })).toThrow("itself");
    expect(() => record.enter({ ...derived, document, from: record.document("sealed") })).toThrow("sealed");
    const statement = record.statement(document, 2);
    expect(() =>
      record.enter({
        kind: "statement-revised",
        version: 1,
        statement,
        decision: "assessed",
        reviewer: "Ana",
        assessment: "so it is",
      }),
    ).toThrow("not confirmed");
    const incident = {
      kind: "incident-described",
      version: 1,
      incident: "x",
      title: "X",
      type: "other",
      reviewer: "A",
    } as const;
    expect(() => record.enter({ ...incident, from: "2026-05-04", to: "2026-05-03" })).toThrow(
      "before it begins",
    );
    expect(() => record.enter({ ...incident, from: "2026-05-04", place: "X" })).toThrow("go together");
  });
});

describe("origins", () => {
  test("copies, and the versions of one page, are one origin; a denied derivation parts nobody else", () => {
    const record = new Growing();
    const [first, copy, other] = [record.document(), record.document(), record.document()];
    const derive = (document: number, from: number, derivation: "edited-wire" | "not-derived") =>
      record.enter({ kind: "derivation-confirmed", version: 1, document, from, derivation, reviewer: "Ana" });
    derive(copy, first, "edited-wire");
    derive(other, first, "not-derived");
    const later = record.document("public", { supersedes: copy });
    const origins = originsOf(record.record);
    expect([first, copy, other, later].map((entry) => origins.get(entry))).toEqual([
      first,
      first,
      other,
      first,
    ]);
    derive(first, copy, "not-derived");
    expect(originsOf(record.record).get(first)).toBe(first);
    expect(originsOf(record.record).get(later)).toBe(copy);
  });
});
