import type { NistObject, NistValue } from "./nist-value.ts";

/** The prefix of every class in the standard's JSON schema. */
const PACKAGE = "ElectionResults";

/** The report in the standard's JSON, piece by piece; each item of a list on a line of its own. */
export function* renderNistJson(report: NistObject): Generator<string> {
  yield* pieces(report);
  yield "\n";
}

/** What holds no long list is one piece. */
function* pieces(value: NistValue): Generator<string> {
  if (typeof value !== "object" || (value.kind !== "long-list" && !value.isLong)) {
    yield whole(value);
    return;
  }
  if (value.kind === "object") {
    yield headOf(value);
    for (const [name, field] of value.fields) {
      if (field === undefined) continue;
      yield `,${JSON.stringify(name)}:`;
      yield* pieces(field);
    }
    yield "}";
    return;
  }
  let separator = "[\n";
  for (const item of value.kind === "list" ? value.items : value.items()) {
    yield separator;
    yield* pieces(item);
    separator = ",\n";
  }
  yield separator === "[\n" ? "[]" : "]";
}

type ShortValue = Exclude<NistValue, { readonly kind: "long-list" }>;

function whole(value: ShortValue): string {
  if (typeof value !== "object") return JSON.stringify(value);
  if (value.kind === "references") return JSON.stringify(value.ids);
  if (value.kind === "list") return `[\n${value.items.map(whole).join(",\n")}]`;
  let text = headOf(value);
  for (const [name, field] of value.fields)
    if (field !== undefined && !(typeof field === "object" && field.kind === "long-list"))
      text += `,"${name}":${whole(field)}`;
  return `${text}}`;
}

function headOf({ type, id }: NistObject): string {
  const identity = id === undefined ? "" : `,"@id":${JSON.stringify(id)}`;
  return `{"@type":"${PACKAGE}.${type}"${identity}`;
}
