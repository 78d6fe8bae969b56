import { expect, test } from "vitest";

import { BULLETIN, codesOf } from "../../../test/support/bulletins.ts";
import { nodeCrypto } from "../../adapters/node-crypto.ts";
import { explainCode } from "./explain-code.ts";

test("a list of votes is told by selection, largest first, with its sum", () => {
  const format = { kind: "list" as const, contest: "mayor", rows: ["ANA", "BEA", "ANA"] };
  expect(explainCode("Z-7.B!120,195,3!4!1", nodeCrypto, { formats: [format] })).toEqual({
    format: "list",
    station: "Z-7.B",
    lines: [
      "A tally sheet of this election: polling station Z-7.B.",
      "Votes: BEA 195, ANA 123; 318 in all.",
      "Null votes 4, blank votes 1.",
      "By rows of the ballot: 120, 195, 3.",
      "It is not a web address, and it has no signature: it says what was printed, not who printed it.",
    ],
  });
});

test("a code of Venezuela and one of Honduras are known without an election file", () => {
  const numbers = Array.from({ length: 38 }, (_, at) => at).join(",");
  expect(explainCode(`990000001.07.1.0001!${numbers}!2!0`, nodeCrypto)).toMatchObject({
    format: "ve-2024-qr",
    station: "990000001.07",
  });
  const { format, lines } = explainCode("1803900010041000", nodeCrypto);
  expect(format).toBe("hn-2025-qr");
  expect(lines.join(" ")).toContain("polling station 90001");
  expect(lines.join(" ")).toContain("says nothing of its votes");
});

test("a part of a bulletin says which one it is", () => {
  const [first = ""] = codesOf(BULLETIN, 120);
  expect(explainCode(first, nodeCrypto).lines[0]).toMatch(/^Part 1 of \d+ of a Brazilian/);
  expect(explainCode(first, nodeCrypto)).toMatchObject({ format: "br-bu", station: "99999.7.12" });
  expect(explainCode(codesOf(BULLETIN, 120)[1] ?? "", nodeCrypto)).not.toHaveProperty("station");
});

test("a whole bulletin is told with its votes, and one whose hash is another is not taken", () => {
  const [whole = ""] = codesOf(BULLETIN, 10_000);
  const { format, lines } = explainCode(whole, nodeCrypto);
  expect(format).toBe("br-bu");
  expect(lines.join("\n")).toMatch(/Office 11: .*51 20, 62 25/);
  expect(lines.join("\n")).toContain("it was read well");
  const changed = explainCode(whole.replace(" 62:25 ", " 62:26 "), nodeCrypto, { language: "es" });
  expect(changed.format).toBe("none");
  expect(changed.lines.join("\n")).toContain("no es el de lo que dice");
  expect(changed).not.toHaveProperty("station");
});

test("what no format takes is told with what each misses, and an address as an address", () => {
  const { format, lines } = explainCode("https://example.org/acta", nodeCrypto);
  expect(format).toBe("none");
  expect(lines[0]).toContain("web address");
  expect(lines.filter((line) => /^(ve-2024-qr|hn-2025-qr|br-bu): /.test(line))).toHaveLength(3);
  expect(explainCode("hello", nodeCrypto).lines[0]).toContain("Not the code of a tally sheet");
});
