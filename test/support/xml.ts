/** An element of an XML document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The characters directly inside it. */
  readonly text: string;
}

const NAME = "[A-Za-z_][A-Za-z0-9_.:-]*";
const TAG = new RegExp(`<(/?)(${NAME})((?: ${NAME}="[^"<]*")*)>`, "y");
const ATTRIBUTE = new RegExp(` (${NAME})="([^"<]*)"`, "g");
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

/**
 * The document's element, of the small part of XML 1.0 that the program writes: a declaration, elements with attributes,
 * text and references. Throws on anything else, also on characters that XML forbids.
 */
export function parseXml(document: string): XmlElement {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!document.startsWith(declaration)) throw new Error("no XML declaration");
  if (/[^\t\n\r -\uFFFD]/.test(document) || !document.isWellFormed())
    throw new Error("a character XML forbids");
  const open: { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string }[] = [
    { name: "", attributes: {}, children: [], text: "" },
  ];
  for (let at = declaration.length; at < document.length;) {
    const next = document.indexOf("<", at);
    const text = document.slice(at, next < 0 ? document.length : next);
    const inside = open.at(-1);
    if (inside === undefined) throw new Error("nothing is open");
    inside.text += unescaped(text);
    if (next < 0) break;
    TAG.lastIndex = next;
    const [whole, slash, name, attributes] = TAG.exec(document) ?? [];
    if (whole === undefined || name === undefined)
      throw new Error(`no tag at ${next}: ${document.slice(next, next + 40)}`);
    at = next + whole.length;
    if (slash === "/") {
      open.pop();
      if (inside.name !== name) throw new Error(`</${name}> closes <${inside.name}>`);
      open.at(-1)?.children.push(inside);
    } else {
      const pairs = [...(attributes ?? "").matchAll(ATTRIBUTE)].map(([, key = "", value = ""]) => [
        key,
        unescaped(value),
      ]);
      if (new Set(pairs.map(([key]) => key)).size < pairs.length)
        throw new Error(`<${name}> has an attribute twice`);
      open.push({ name, attributes: Object.fromEntries(pairs), children: [], text: "" });
    }
  }
  const [root] = open;
  const [element, another] = root?.children ?? [];
  if (open.length !== 1 || element === undefined || another !== undefined || root?.text.trim() !== "")
    throw new Error("not one element");
  return element;
}

function unescaped(text: string): string {
  if (/&(?!(?:amp|lt|gt|quot|#\d+);)/.test(text) || text.includes("]]>"))
    throw new Error(`wrongly escaped: ${text}`);
  return text.replaceAll(/&(?:([a-z]+)|#(\d+));/g, (_, name: string | undefined, code: string) =>
    name === undefined ? String.fromCodePoint(Number(code)) : (ENTITIES[name] ?? ""),
  );
}
