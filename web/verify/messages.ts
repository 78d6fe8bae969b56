import type { Verification, VerifyProgress } from "../../src/core/verification.ts";

/** What the page asks the worker to check: files of the place it is from, or those of a folder that was chosen. */
export interface CheckRequest {
  readonly from:
    | { readonly kind: "http"; readonly address: string }
    | { readonly kind: "folder"; readonly files: readonly ChosenFile[] };
  readonly key: string;
  readonly against: string;
  readonly policy: string;
  readonly onlyLog: boolean;
}

/** A file of the folder that was chosen, by its path below it. It is read only when it is its turn. */
export interface ChosenFile {
  readonly path: string;
  readonly file: File;
}

/** What the worker answers, the last two once. */
export type CheckAnswer =
  | { readonly kind: "progress"; readonly progress: VerifyProgress }
  | { readonly kind: "done"; readonly verification: Verification }
  | { readonly kind: "failed"; readonly reason: string };
