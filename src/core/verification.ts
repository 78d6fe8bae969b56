import type { Place } from "./changed-files.ts";
import type { Cosignature } from "./verify-cosignatures.ts";

/** One thing that is wrong, and where. */
export interface Problem {
  readonly code:
    | "file-missing"
    | "file-changed"
    | "file-unlisted"
    | "file-not-derived"
    | "file-differs"
    | "manifest-invalid"
    | "signature-invalid"
    | "key-differs"
    | "log-invalid"
    | "entry-invalid"
    | "opening-invalid"
    | "opening-not-due"
    | "opening-withheld"
    | "opening-withdrawn"
    | "log-truncated"
    | "log-rewritten"
    | "receipt-invalid"
    | "policy-invalid"
    | "quorum-not-met"
    | "rules-differ";
  readonly path: string;
  readonly message: string;
  /** Where in the file, where that can be known and was asked for. */
  readonly place?: Place;
}

/** Something that could be true or not: this folder alone cannot tell. */
export interface NotEstablished {
  readonly code:
    | "key-not-held"
    | "nothing-held-elsewhere"
    | "witnesses-not-held"
    | "pages-not-checked"
    | "script-not-held"
    | "rules-differ"
    | "folder-not-listed"
    | "evidence-not-open"
    | "originals-not-held"
    | "evidence-withdrawn"
    | "readings-not-open"
    | "record-not-open"
    | "truths-not-open";
  readonly message: string;
}

export interface Verification {
  readonly ok: boolean;
  readonly origin: string | undefined;
  readonly entries: number;
  readonly blobs: number;
  readonly files: number;
  readonly checkpoint: string | undefined;
  /** Of the witnesses known by a policy, given or published. */
  readonly cosignatures: readonly Cosignature[];
  readonly notEstablished: readonly NotEstablished[];
  readonly problems: readonly Problem[];
}

/** How far the work has come: files read and looked at, entries of the log read, files computed again. */
export interface VerifyProgress {
  readonly step: "files" | "entries" | "pages";
  readonly done: number;
  readonly total: number;
  /** Bytes read so far. */
  readonly bytes: number;
}
