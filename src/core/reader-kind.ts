import type { Policy } from "./election.ts";

/** What a reader works with, by the first word of its name; a person's name begins with none of these words. */
export const READER_KINDS = ["qr", "print", "handwriting", "likeness", "person"] as const;
export type ReaderKind = (typeof READER_KINDS)[number];

/**
 * Kinds that a policy may count. What a machine makes of handwriting orders the work of people and is held beside what they
 * typed; it settles nothing, whatever a policy says.
 */
export const COUNTED_KINDS = ["qr", "print", "person"] as const satisfies readonly ReaderKind[];

/** Kinds that settle a sheet where the policy does not say: what a machine makes of ink on paper is not among them. */
const SETTLING_KINDS: readonly ReaderKind[] = ["qr", "person"];

/** The kind of a reader by its name, as it stands in the log. */
export function readerKind(reader: string): ReaderKind {
  return READER_KINDS.find((kind) => kind !== "person" && reader.startsWith(`${kind} `)) ?? "person";
}

/** Whether readings of this reader count towards the policy's quorum. The others are held against them, and settle nothing. */
export function settles(reader: string, policy: Pick<Policy, "settle">): boolean {
  const kind = readerKind(reader);
  return kind !== "handwriting" && kind !== "likeness" && (policy.settle.by ?? SETTLING_KINDS).includes(kind);
}

/** Whether a reader says how a sheet looks, and no number of it. */
export function isLikeness(by: { readonly reader: string; readonly byPerson?: boolean }): boolean {
  return by.byPerson !== true && readerKind(by.reader) === "likeness";
}

/** Whether what a reader says is only a proposal: a program's reading of handwriting. */
export function isProposal(by: { readonly reader: string; readonly byPerson?: boolean }): boolean {
  return by.byPerson !== true && readerKind(by.reader) === "handwriting";
}

/** Who made a reading, as the log has it. */
export function readBy({ reader, signed }: { readonly reader: string; readonly signed?: unknown }): {
  readonly reader: string;
  readonly byPerson: boolean;
} {
  return { reader, byPerson: signed !== undefined };
}
