import { expect, test } from "vitest";

import { isSameReviewer } from "./reviewer.ts";

test("spelling makes nobody a second person", () => {
  for (const other of ["ana prieto", "Ana  Prieto", " Ana Prieto.", "ÁNA PRIETO", "Ana-Prieto"])
    expect(isSameReviewer("Ana Prieto", other), other).toBe(true);
  for (const other of ["Ana Prieto B", "A. Prieto", "Anna Prieto"])
    expect(isSameReviewer("Ana Prieto", other), other).toBe(false);
});
