import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";

import { decodeText } from "../../core/formats/table.ts";
import { InputError } from "../../core/input-error.ts";
import type { ReadDocument } from "../../core/record/document.ts";
import { packageVersion } from "./package-version.ts";
import { hasWideMark } from "./has-wide-mark.ts";

/** More elements than any article has. */
const ELEMENTS_MAXIMUM = 100_000;
/** Deeper than any page: what reads it takes time with the square of its depth. */
const DEPTH_MAXIMUM = 500;
/** Elements that begin a paragraph of their own. */
const BLOCKS = new Set(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN OL P PRE SECTION TABLE TR UL".split(
    " ",
  ),
);
/** What stands in a head where no head is written. */
const HEAD_ELEMENTS = new Set("TITLE META LINK BASE STYLE SCRIPT NOSCRIPT".split(" "));
const LEFT_OUT = new Set("SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME SVG FORM BUTTON".split(" "));
const ELEMENT = 1;
const TEXT = 3;

/** What is used of a parsed page. */
interface PageNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly firstChild: PageNode | null;
  readonly nextSibling: PageNode | null;
  readonly parentNode: PageNode | null;
  append(node: PageNode): void;
  remove(): void;
}
interface PageDocument {
  /** Absent in a page without any element, where asking for its head or body throws. */
  readonly documentElement: PageNode | null;
  readonly head: PageNode;
  readonly body: PageNode;
  querySelector(selector: string): { getAttribute(name: string): string | null } | null;
}

/**
 * The article of a web page, one paragraph a line with an empty line between, and what the page says of itself. Nothing of
 * the page runs and nothing is loaded. Throws InputError where it holds no article or is larger than any article.
 */
export function readHtml(bytes: Uint8Array): ReadDocument {
  const document = parsePage(decodeHtml(bytes));
  if (document === undefined) throw noArticle();
  if (depthOf(document) > DEPTH_MAXIMUM)
    throw new InputError("document", [`nests deeper than ${DEPTH_MAXIMUM} elements: no article does`]);
  const url = canonicalAddress(document);
  const article = readArticle(document);
  const text =
    article === undefined
      ? ""
      : textOf(parseHTML(`<!doctype html><html><body>${article.content}</body></html>`).document);
  if (text === "") throw noArticle();
  const heading = article?.title ?? "";
  const publishedAt = timeOf(article?.publishedTime ?? "");
  return {
    text: heading === "" || text.startsWith(heading) ? text : `${heading}\n\n${text}`,
    mediaType: "text/html",
    reader: READER,
    ...(heading === "" ? {} : { title: heading }),
    ...(article?.siteName === undefined || article.siteName === "" ? {} : { publisher: article.siteName }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(url === undefined ? {} : { url }),
  };
}

const READER = `readability ${packageVersion("@mozilla/readability")}, linkedom ${packageVersion("linkedom")}`;

const noArticle = () =>
  new InputError("document", ["no article was found in this page: paste its text, or save it as text"]);

/**
 * A page with its head and its body, which HTML lets authors leave out and the parser does not put in: it would take the
 * page for empty. What stands outside of both is moved into them. Undefined where the page has no element.
 */
function parsePage(source: string): PageDocument | undefined {
  let document: PageDocument = parseHTML(source).document;
  if (document.documentElement === null) return undefined;
  if (document.documentElement.nodeName !== "HTML")
    document = parseHTML(`<html>${source.replace(/<!doctype[^>]*>/i, "")}</html>`).document;
  const root = document.documentElement;
  if (root === null) return undefined;
  const outside: PageNode[] = [];
  let hasBody = false;
  for (let node: PageNode | null = document.head.nextSibling; node !== null; node = node.nextSibling) {
    if (node.nodeName !== "BODY" || hasBody) outside.push(node);
    else hasBody = true;
  }
  // A body is looked for right after the head.
  for (const node of outside) node.remove();
  for (const node of outside) (HEAD_ELEMENTS.has(node.nodeName) ? document.head : document.body).append(node);
  return document;
}

interface Article {
  readonly title: string;
  readonly content: string;
  readonly siteName: string;
  readonly publishedTime: string;
}

function readArticle(document: PageDocument): Article | undefined {
  let read: Partial<Record<keyof Article, string | null | undefined>> | null;
  try {
    read = new Readability(document, { maxElemsToParse: ELEMENTS_MAXIMUM }).parse();
  } catch (error) {
    throw new InputError("document", [
      `cannot be read as a web page: ${error instanceof Error ? error.message : String(error)}`,
    ]);
  }
  if (read === null) return undefined;
  const { title, content, siteName, publishedTime } = read;
  return {
    title: (title ?? "").replaceAll(/\s+/g, " ").trim(),
    content: content ?? "",
    siteName: siteName ?? "",
    publishedTime: publishedTime ?? "",
  };
}

/** How deep a page nests below its body. */
function depthOf(document: PageDocument): number {
  let [deepest, depth] = [0, 0];
  let node: PageNode | null = document.body;
  while (node !== null) {
    if (node.firstChild !== null) {
      depth += 1;
      deepest = Math.max(deepest, depth);
      node = node.firstChild;
      continue;
    }
    while (node !== null && node !== document.body && node.nextSibling === null) {
      node = node.parentNode;
      depth -= 1;
    }
    node = node === null || node === document.body ? null : node.nextSibling;
  }
  return deepest;
}

/** A byte order mark decides, then the page's own word, then whether the bytes are UTF-8; all else is windows-1252. Browsers leave out NUL too. */
function decodeHtml(given: Uint8Array): string {
  const bytes = hasWideMark(given) ? given : given.filter((byte) => byte !== 0);
  const head = Buffer.from(bytes.subarray(0, 2_048)).toString("latin1");
  const label = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})/i.exec(head)?.[1];
  if (label === undefined || bytes[0] === 0xef || /^utf-?8$/i.test(label)) return decodeText(bytes).text;
  try {
    return new TextDecoder(label).decode(bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return decodeText(bytes).text;
  }
}

function canonicalAddress(document: PageDocument): string | undefined {
  const link = document.querySelector('link[rel="canonical"]')?.getAttribute("href");
  const meta = document.querySelector('meta[property="og:url"]')?.getAttribute("content");
  const address = link ?? meta ?? undefined;
  return address !== undefined && /^https?:\/\/\S{1,1900}$/.test(address) ? address : undefined;
}

/** A time with its offset, or the day alone: a time without an offset could be any of two days. */
function timeOf(text: string): string | undefined {
  const [whole, day] =
    /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?/.exec(text) ?? [];
  return whole ?? day;
}

/** The text of a page, paragraph by paragraph. It walks without recursion: a page can nest as deep as it likes. */
function textOf(document: PageDocument): string {
  const parts: string[] = [];
  let node: PageNode | null = document.body;
  while (node !== null) {
    const name = node.nodeName.toUpperCase();
    const isElement = node.nodeType === ELEMENT;
    if (node.nodeType === TEXT) parts.push((node.nodeValue ?? "").replaceAll(/[\s\u00a0]+/g, " "));
    else if (isElement && name === "BR") parts.push("\n");
    else if (isElement && BLOCKS.has(name)) parts.push("\n\n");
    if (isElement && node.firstChild !== null && !LEFT_OUT.has(name)) {
      node = node.firstChild;
      continue;
    }
    while (node !== null && node !== document.body && node.nextSibling === null) {
      node = node.parentNode;
      if (node !== null && BLOCKS.has(node.nodeName.toUpperCase())) parts.push("\n\n");
    }
    node = node === null || node === document.body ? null : node.nextSibling;
  }
  return parts
    .join("")
    .replaceAll(/ *\n */g, "\n")
    .replaceAll(/ {2,}/g, " ")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
