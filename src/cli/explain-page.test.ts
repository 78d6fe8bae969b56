import { expect, test } from "vitest";

import type { ExplainedImage } from "../adapters/readers/explain-image.ts";
import { renderExplainPage } from "./explain-page.ts";
import { explainWords, rowOutcome } from "./explain-words.ts";

const SEEN: ExplainedImage = {
  width: 600,
  height: 900,
  step: "2x, blur",
  page: "in-part",
  quality: [{ problem: "edge-missing", edge: "lower" }],
  codes: [
    {
      text: "Z-7!12,3!0!1",
      format: "list",
      station: "Z-7",
      lines: ["Votes: ANA 12, BEA 3."],
      linesInSpanish: ["Votos: ANA 12, BEA 3."],
    },
  ],
  print: {
    kind: "rows",
    anchors: 9,
    rows: [
      {
        id: "faro",
        box: "ANA",
        reading: { kind: "agreed", value: 12 },
        attempts: [{ digits: "12", words: "Cero, Uno, Dos" }],
        digits: new Uint8Array([1, 2, 3]),
        words: new Uint8Array([4, 5, 6]),
      },
      {
        id: "raiz",
        box: "BEA",
        reading: { kind: "illegible" },
        attempts: [{ digits: "", words: "<b>Cero</b>" }],
      },
    ],
  },
};

test("the page shows each row with its parts of the image, what was read in each, and what became of it", () => {
  const page = renderExplainPage("photo.jpg", SEEN);
  expect(page).toContain("Found at the step: 2x, blur.");
  expect(page).toContain("the lower edge of the sheet is missing: take all of it");
  expect(page).toContain("Votes: ANA 12, BEA 3.");
  expect(page).toContain("1 of 2 rows were taken");
  expect(page).toContain("data:image/png;base64,AQID");
  expect(page.match(/<li class="open">/g)).toHaveLength(1);
  expect(page).toContain("<code>nothing</code>");
});

test("in Spanish nothing of it is English", () => {
  const page = renderExplainPage("foto.jpg", SEEN, "es");
  expect(page).toContain('<html lang="es">');
  expect(page).toContain("falta el borde inferior del acta");
  expect(page).toContain("Votos: ANA 12, BEA 3.");
  expect(page).toContain("Se tomaron 1 de 2 filas");
  expect(page).toContain("<code>nada</code>");
  for (const word of [" rows ", "Votes", "Digits", "pixels", "nothing", "taken:"])
    expect(page.slice(page.indexOf("<body>"))).not.toContain(word);
});

test.each(["part of its size", "whole image", "beside", "3x"])(
  "in Spanish the step %s has a Spanish name",
  (step) => {
    expect(renderExplainPage("foto.jpg", { ...SEEN, step }, "es")).not.toContain(`paso: ${step}.`);
  },
);

test("what was read alike several times is told once, with how often", () => {
  const [row] = SEEN.print?.kind === "rows" ? SEEN.print.rows : [];
  const attempts = ["16", "15", "16"].map((digits) => ({ digits, words: "Uno" }));
  const rows = row === undefined ? [] : [{ ...row, attempts }];
  const page = renderExplainPage("a", { ...SEEN, print: { kind: "rows", anchors: 9, rows } });
  expect(page).toMatch(/<code>16<\/code> ×2 \| <code>15<\/code>/);
});

test("nothing that a reader saw, and no file's name, can write markup or load anything", () => {
  const page = renderExplainPage('<img src="https://example.org/x">', SEEN);
  expect(page).toContain("&lt;b&gt;Cero&lt;/b&gt;");
  expect(page).not.toContain('<img src="https:');
  expect(page).toContain("default-src 'none'");
});

test("without a code, and without a template or a sheet that fits it, the page says so", () => {
  const { print: _, ...bare } = { ...SEEN, codes: [], step: "none" };
  expect(renderExplainPage("a", bare)).toContain("No code was found.");
  expect(renderExplainPage("a", bare)).toContain("has no template");
  const lost = { ...bare, print: { kind: "not-found" as const, reason: "no words" } };
  expect(renderExplainPage("a", lost)).toContain("Not read: no words.");
});

test("a row that was not taken is told as illegible", () => {
  const words = explainWords("en");
  expect(rowOutcome({ kind: "agreed", value: 0 }, words)).toBe("0");
  expect(rowOutcome({ kind: "differ", digits: 16, words: 15 }, words)).toContain("illegible");
  expect(rowOutcome({ kind: "illegible" }, words)).toBe("illegible");
});
