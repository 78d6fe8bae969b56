import QRCode from "qrcode";
import { expect, test } from "vitest";

import { parseElection } from "../../core/election.ts";
import { explainImage } from "./explain-image.ts";

const election = parseElection(
  JSON.stringify({
    format: "cotejo-election/1",
    id: "explained",
    title: "Explained",
    date: "2026-01-01",
    root: { id: "land", name: "Land" },
    levels: [],
    contests: [
      {
        id: "mayor",
        title: "Mayor",
        selections: [
          { id: "ANA", name: "A" },
          { id: "BEA", name: "B" },
        ],
      },
    ],
    sources: [{ id: "witnesses", kind: "witnesses", name: "Witnesses" }],
    sheet: { qr: { kind: "list", contest: "mayor", rows: ["ANA", "BEA"] } },
  }),
);

test("the code of an image is told by the formats of the election, with the step that found it", async () => {
  const image = await QRCode.toBuffer("Z-7!12,3!0!1", { scale: 4 });
  const seen = await explainImage(image, election);
  expect(seen).toMatchObject({
    step: "whole image",
    codes: [{ text: "Z-7!12,3!0!1", format: "list", station: "Z-7" }],
  });
  expect(seen.print).toBeUndefined();
  expect(seen.width).toBeGreaterThan(50);
});

test("what is no image is refused", async () => {
  await expect(explainImage(Buffer.from("a text"), election)).rejects.toThrow();
});
