import * as fc from "fast-check";
import { expect, test } from "vitest";

import { encodePath, escapeHtml, html, isolated } from "./html.ts";

const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "<script>alert(1)</script>",
    `" onmouseover="alert(1)`,
    "' autofocus onfocus='alert(1)",
    "&lt;b&gt;",
    "</title><img src=x>",
    "\u202e21\u202c",
    "\u2066a\u2069\u200f",
    "\u0000\u001b[31m",
  ),
);

test("no interpolated text can end an attribute, begin a tag or change the direction of what follows", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const { markup } = html`<a title="${text}">${text}</a>`;
      const [, attribute = "", content = ""] = /^<a title="([^"]*)">([^<]*)<\/a>$/s.exec(markup) ?? [];
      expect(markup).toBe(`<a title="${attribute}">${content}</a>`);
      expect(content).toBe(escapeHtml(text));
      // oxlint-disable-next-line no-control-regex
      expect(content).not.toMatch(/[<>"'\u0000-\u0008\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
      expect(content.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, "")).not.toContain("&");
    }),
  );
});

test("what was already markup is not escaped twice, and text is escaped once however deep it stands", () => {
  const name = isolated("Peña & Cía");
  expect(html`<p>${[name, [" <", undefined, name]]}</p>`.markup).toBe(
    "<p><bdi>Peña &amp; Cía</bdi> &lt;<bdi>Peña &amp; Cía</bdi></p>",
  );
});

test("the indentation of a template is not published, that of its values is", () => {
  const quoted = "a\n    b";
  expect(
    html`<section>
      <p>${quoted}</p>
    </section>`.markup,
  ).toBe("<section>\n<p>a\n    b</p>\n</section>");
});

test("an encoded path holds no character with a meaning in an address, whatever the segments hold", () => {
  fc.assert(
    fc.property(hostile, (segment) => {
      expect(encodePath(`units/${segment}`)).toMatch(/^[A-Za-z0-9/%._~!*'()-]*$/);
    }),
  );
  expect(encodePath("a b/ñ?#.html")).toBe("a%20b/%C3%B1%3F%23.html");
});
