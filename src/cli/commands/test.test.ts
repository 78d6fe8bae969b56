import { expect, test } from "vitest";

import { ExampleElection } from "../../../test/support/example-election.ts";
import { InputError } from "../../core/input-error.ts";
import { checkAsked } from "./test.ts";

test("a contest or source that the election file does not name is an error that names those there are", () => {
  const seen = new ExampleElection().view();
  const asked = (values: Readonly<Record<string, string>>) => () =>
    checkAsked(seen, { positionals: [], values });
  expect(asked({ contest: "presidnt" })).toThrow(InputError);
  expect(asked({ contest: "presidnt" })).toThrow(
    /"presidnt" is not in the election file; it names: president/,
  );
  expect(asked({ source: "witneses" })).toThrow(/it names: witnesses, authority/);
  expect(asked({ contest: "president", source: "witnesses" })).not.toThrow();
  expect(asked({})).not.toThrow();
});
