import { describe, expect, test } from "vitest";

import { utf8 } from "../../core/bytes.ts";
import { InputError } from "../../core/input-error.ts";
import { readHtml } from "./html-document.ts";

const SENTENCE =
  "The League said on Tuesday that at least 12 people had died in the protests, two of them minors. ";
const page = (body: string, head = "") =>
  utf8(`<!doctype html><html><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`);

describe("a web page", () => {
  test("gives its article in paragraphs, without menus and scripts, and what it says of itself", () => {
    const read = readHtml(
      page(
        `<nav>Home Contact</nav><article><h1>Twelve dead</h1><p>${SENTENCE.repeat(4)}</p><p>Second<br>line. ${SENTENCE.repeat(3)}</p></article><script>document.write("no")</script>`,
        `<title>Twelve dead</title><meta property="og:site_name" content="The Paper"><meta property="article:published_time" content="2026-05-05T10:00:00"><link rel="canonical" href="https://paper.example.org/a">`,
      ),
    );
    expect(read.text).toContain(`${SENTENCE.trim()}\n\nSecond\nline.`);
    expect(read.text).not.toMatch(/Home|no"/);
    expect(read).toMatchObject({
      title: "Twelve dead",
      publisher: "The Paper",
      url: "https://paper.example.org/a",
      publishedAt: "2026-05-05",
    });
  });

  test("in another encoding is read in it", () => {
    const bytes = Buffer.from(
      `<html><head><meta charset="iso-8859-1"></head><body><article><p>${"Según la comisión, murieron doce personas en Año Nuevo. ".repeat(12)}</p></article></body></html>`,
      "latin1",
    );
    expect(readHtml(bytes).text).toContain("Según la comisión");
  });

  test("without the tags that HTML lets out is read as one with them", () => {
    const article = `<article><p>${SENTENCE.repeat(5)}</p></article>`;
    const pages = [
      `<!doctype html><title>Twelve dead</title><meta name="author" content="A">${article}`,
      `<html><title>Twelve dead</title>${article}</html>`,
      `<html><head><title>Twelve dead</title></head><script>0</script><body>${article}</body></html>`,
      `<head><title>Twelve dead</title></head>text<p>${SENTENCE}</p>${article}`,
    ];
    for (const source of pages) {
      const read = readHtml(utf8(source));
      expect(read.title).toBe("Twelve dead");
      expect(read.text).toContain(SENTENCE.trim());
    }
  });

  test.each([
    "",
    "x",
    "\0",
    "<!-- -->",
    "<!doctype html>",
    "<?xml version='1.0'?>",
    "<head></head>",
    "<svg></svg>",
  ])("without anything to read is refused with what to do: %j", (source) => {
    expect(() => readHtml(utf8(source))).toThrow("paste its text");
    expect(() => readHtml(utf8(source))).toThrow(InputError);
  });

  test("without an article is refused, and so is one nested without end", () => {
    expect(() => readHtml(page("<p></p>"))).toThrow(InputError);
    const deep = page(`${"<div>".repeat(3_000)}${SENTENCE.repeat(10)}`);
    expect(() => readHtml(deep)).toThrow("nests deeper");
  });
});
