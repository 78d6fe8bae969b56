import type { RecordState } from "./record-state.ts";

/**
 * The independent origin of every document, named by the entry of its first member: documents that a person confirmed to
 * come from one another, by copying, translating or reporting the same primary statement, and the versions of one page,
 * are one origin. What nobody confirmed stands alone.
 */
export function originsOf(record: RecordState): ReadonlyMap<number, number> {
  const parent = new Map<number, number>([...record.documents.keys()].map((entry) => [entry, entry]));
  const rootOf = (entry: number): number => {
    let root = entry;
    for (let above = parent.get(root) ?? root; above !== root; above = parent.get(root) ?? root) root = above;
    parent.set(entry, root);
    return root;
  };
  const join = (one: number, other: number) => {
    const [first, second] = [rootOf(one), rootOf(other)];
    parent.set(Math.max(first, second), Math.min(first, second));
  };
  for (const { entry, supersedes } of record.documents.values())
    if (supersedes !== undefined) join(entry, supersedes);
  for (const { document, from, derivation } of record.derivations.values())
    if (derivation !== "not-derived") join(document, from);
  return new Map([...parent.keys()].map((entry) => [entry, rootOf(entry)]));
}
