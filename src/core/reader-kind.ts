import type { Policy } from "./election.ts";

/** What a reader works with, by the first word of its name; a person's name begins with none of these words. */
export const READER_KINDS = ["qr", "print", "handwriting", "person"] as const;
export type ReaderKind = (typeof READER_KINDS)[number];

/** Kinds that settle a sheet where the policy does not say: what a machine makes of ink on paper is not among them. */
const SETTLING_KINDS: readonly ReaderKind[] = ["qr", "person"];

/** The kind of a reader by its name, as it stands in the log. */
export function readerKind(reader: string): ReaderKind {
  return READER_KINDS.find((kind) => kind !== "person" && reader.startsWith(`${kind} `)) ?? "person";
}

/** Whether readings of this reader count towards the policy's quorum. The others are held against them, and settle nothing. */
export function settles(reader: string, policy: Pick<Policy, "settle">): boolean {
  return (policy.settle.by ?? SETTLING_KINDS).includes(readerKind(reader));
}
