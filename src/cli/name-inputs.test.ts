import { expect, test } from "vitest";

import { InputError } from "../core/input-error.ts";
import { nameInputs } from "./name-inputs.ts";

const refuse = (what: string) => async () => Promise.reject(new InputError(what, ["is empty", "is short"]));

test("the file that was given is named beside what it is, with every problem", async () => {
  const files = { table: "north.csv", mapping: undefined };
  await expect(nameInputs(files, refuse("table"))).rejects.toThrow(
    new InputError("table north.csv", ["is empty", "is short"]),
  );
});

test("what was not given, and what is not known, stands as it is; so does any other error", async () => {
  const files = { table: "north.csv", mapping: undefined };
  for (const what of ["mapping", "north.csv", "toString"])
    await expect(nameInputs(files, refuse(what))).rejects.toThrow(
      new InputError(what, ["is empty", "is short"]),
    );
  const bug = new Error("table");
  await expect(nameInputs(files, async () => Promise.reject(bug))).rejects.toBe(bug);
  expect(await nameInputs(files, async () => Promise.resolve(7))).toBe(7);
});
