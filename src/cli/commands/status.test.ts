import { expect, test } from "vitest";

import { CLEAN, ExampleElection } from "../../../test/support/example-election.ts";
import { nextSteps, statusOf } from "./status.ts";

/** A file whose code was read: what it says is open, or waits for more readers. */
function status(open: boolean) {
  const election = new ExampleElection();
  const evidence = election.evidence({});
  election.reading({ evidence, station: "1", boxes: CLEAN, reader: "qr a", open });
  const seen = election.view();
  return { ...statusOf(seen, "key").evidence, next: nextSteps(seen, "valle") };
}

test("what was read and is not opened yet waits for readers: it is neither unread nor of no station", () => {
  const sealed = status(false);
  expect(sealed).toMatchObject({ sealed: 1, notYetRead: 0, nothingRead: 0, withoutStation: 0 });
  expect(sealed.next).toContain("cotejo transcribe valle --as KEY (images that want more readers: 1)");
  expect(sealed.next.join()).not.toContain("reassign");
  const open = status(true);
  expect(open).toMatchObject({ sealed: 0, nothingRead: 0, withoutStation: 0 });
  expect(open.next.join()).not.toMatch(/transcribe|reassign/);
});

test("a file that was read without a station wants one", () => {
  const election = new ExampleElection();
  const evidence = election.evidence({});
  election.unread(evidence, []);
  const seen = election.view();
  expect(statusOf(seen, "key").evidence).toMatchObject({ sealed: 0, nothingRead: 1, withoutStation: 1 });
  expect(nextSteps(seen, "valle").join()).toContain("cotejo reassign valle 1 --station ID");
});
