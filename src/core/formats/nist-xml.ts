import type { NistObject, NistValue } from "./nist-value.ts";

/** The target namespace of the standard's XML schema. */
export const NIST_NAMESPACE = "NIST_V2_election_results_reporting.xsd";
const INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

/** Elements whose type in the schema is abstract: each says which class it is. */
const ABSTRACT = new Set(["BallotSelection", "Contest", "GpUnit"]);

/** The report in the standard's XML, piece by piece. */
export function* renderNistXml(report: NistObject): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<${report.type} xmlns="${NIST_NAMESPACE}" xmlns:xsi="${INSTANCE}">\n`;
  yield* piecesOfFields(report);
  yield `</${report.type}>\n`;
}

function* piecesOfFields({ fields }: NistObject): Generator<string> {
  for (const [name, value] of fields) if (value !== undefined) yield* pieces(name, value);
}

/** What holds no long list is one piece. */
function* pieces(name: string, value: NistValue): Generator<string> {
  if (typeof value === "object" && value.kind === "long-list") {
    for (const item of value.items()) yield* pieces(name, item);
    return;
  }
  if (typeof value !== "object" || !value.isLong) {
    yield whole(name, value);
    return;
  }
  if (value.kind === "list") {
    for (const item of value.items) yield* pieces(name, item);
    return;
  }
  if (value.kind !== "object") return;
  yield startOf(name, value);
  yield* piecesOfFields(value);
  yield `</${name}>\n`;
}

type ShortValue = Exclude<NistValue, { readonly kind: "long-list" }>;

function whole(name: string, value: ShortValue): string {
  if (typeof value === "number") return `<${name}>${value}</${name}>\n`;
  if (typeof value === "string") return `<${name}>${escaped(value)}</${name}>\n`;
  if (value.kind === "references") return `<${name}>${value.ids.join(" ")}</${name}>\n`;
  if (value.kind === "list") return value.items.map((item) => whole(name, item)).join("");
  if (value.type === "LanguageString") return languageString(name, value);
  let text = startOf(name, value);
  for (const [field, item] of value.fields)
    if (item !== undefined && !(typeof item === "object" && item.kind === "long-list"))
      text += whole(field, item);
  return `${text}</${name}>\n`;
}

function startOf(name: string, { type, id }: NistObject): string {
  const identity = id === undefined ? "" : ` ObjectId="${id}"`;
  return `<${name}${identity}${ABSTRACT.has(name) ? ` xsi:type="${type}"` : ""}>\n`;
}

/** The one class that is a text with an attribute in XML, and an object in JSON. */
function languageString(name: string, { fields }: NistObject): string {
  const of = (field: string) => escaped(String(fields.find(([known]) => known === field)?.[1] ?? ""));
  return `<${name} Language="${of("Language")}">${of("Content")}</${name}>\n`;
}

/**
 * A text that XML 1.0 can hold: characters that it forbids, even escaped, become U+FFFD. A line break inside a text is
 * written as a reference, so that no reader takes it for layout.
 */
function escaped(text: string): string {
  if (/^[ !#-%'-;=?-~]*$/.test(text)) return text;
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r -\uFFFD]/g, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
