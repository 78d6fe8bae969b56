/**
 * The parts of a report in NIST SP 1500-100 version 2, in the order its XML schema asks for. Long lists are made as they
 * are written: a national report with every polling station is larger than memory.
 */
export interface NistObject {
  readonly kind: "object";
  /** The class by its name in the standard. */
  readonly type: string;
  /** Unique in the report; `@id` in JSON, `ObjectId` in XML. */
  readonly id: string | undefined;
  readonly fields: readonly NistField[];
  /** Whether a long list is in it. */
  readonly isLong: boolean;
}

export type NistField = readonly [name: string, value: NistValue | undefined];

export type NistValue =
  | string
  | number
  | NistObject
  | { readonly kind: "list"; readonly items: readonly NistObject[]; readonly isLong: boolean }
  | { readonly kind: "long-list"; readonly items: () => Iterable<NistObject>; readonly isLong: true }
  /** Ids of other objects. */
  | { readonly kind: "references"; readonly ids: readonly string[]; readonly isLong: false };

export function object(type: string, ...fields: readonly NistField[]): NistObject {
  return { kind: "object", type, id: undefined, fields, isLong: isLongIn(fields) };
}

export function identified(type: string, id: string, ...fields: readonly NistField[]): NistObject {
  return { kind: "object", type, id, fields, isLong: isLongIn(fields) };
}

function isLongIn(fields: readonly NistField[]): boolean {
  return fields.some(([, value]) => typeof value === "object" && value.isLong);
}

/** A list; absent where it has no items. */
export function list(items: readonly NistObject[]): NistValue | undefined {
  return items.length === 0 ? undefined : { kind: "list", items, isLong: items.some((item) => item.isLong) };
}

export function longList(items: () => Iterable<NistObject>): NistValue {
  return { kind: "long-list", items, isLong: true };
}

export function references(ids: readonly string[]): NistValue | undefined {
  return ids.length === 0 ? undefined : { kind: "references", ids, isLong: false };
}
