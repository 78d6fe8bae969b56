import { formatHex, type Sha256Hex } from "./bytes.ts";
import type { Crypto } from "./crypto.ts";
import { parseEntry, type Entry } from "./entry.ts";
import { advance, emptyState } from "./fold.ts";
import type { State } from "./state.ts";
import { InputError } from "./input-error.ts";
import type { Manifest } from "./manifest.ts";
import type { DueOpening } from "./openings-due.ts";
import { carriedFiles, renderPublication, type PublicationInput } from "./publication.ts";
import { checkSignedReadings, checkSignedRedactions } from "./people/signed-reading.ts";
import type { VerifierKey } from "./tlog/note.ts";
import { wholeFile } from "./site/file-in-parts.ts";
import { SCRIPT_PATH } from "./site/shell.ts";
import { attempt } from "./tlog/refusal.ts";
import { POLICY_PATH } from "./verify-cosignatures.ts";
import { checkOpenings, closedOpenings } from "./verify-openings.ts";
import type { NotEstablished, Problem } from "./verification.ts";
import { RULES } from "./view.ts";

/** A folder whose files are those of its manifest and whose log is the one signed. */
export interface ReadFolder {
  readonly manifest: Manifest;
  readonly key: VerifierKey;
  readonly checkpoint: string;
  /** The hash of the policy by which cosignatures were collected, where one is published: given, not computed. */
  readonly policy?: Sha256Hex;
  readonly entryBytes: readonly Uint8Array[];
  readonly blobs: ReadonlyMap<Sha256Hex, Uint8Array>;
  readonly openings: readonly DueOpening[];
  /** The script of the page that verifies, as this program has it. */
  readonly ownScript?: Uint8Array;
  /** Called with each file as it comes out. */
  readonly onFile?: (path: string, computed: Uint8Array, done: number) => void;
}

interface Derived {
  readonly problems: readonly Problem[];
  readonly notEstablished: readonly NotEstablished[];
}

export const PAGES_NOT_CHECKED: NotEstablished = {
  code: "pages-not-checked",
  message: "that sums and pages follow from the log: not computed because of the problems found",
};

const SCRIPT_NOT_HELD: NotEstablished = {
  code: "script-not-held",
  message:
    "that the script of the page that verifies is the one of these rules: this program has none to compare it with",
};

/**
 * Folds the entries, checks that the openings are those due, and makes the whole publication again: nothing in the folder
 * may be of other making. What the entries say may be of any kind, so whatever refuses them is a problem.
 */
export function checkDerived(crypto: Crypto, read: ReadFolder): Derived {
  const folded = fold(read);
  if (!("state" in folded)) return notComputed([folded]);
  const problems = [
    ...[...checkSignedReadings(crypto, folded.state), ...checkSignedRedactions(crypto, folded.state)].map(
      ({ entry, reason }): Problem => ({
        code: "entry-invalid",
        path: `log entry ${entry}`,
        message: reason,
      }),
    ),
    ...checkOpenings(crypto, folded.state, read.openings),
  ];
  if (problems.length > 0) return notComputed(problems);
  const script = checkScript(crypto, read);
  const compared = attempt(() => compare(crypto, read, { ...folded, ...script.listed }));
  if (compared.kind === "refused")
    return notComputed([{ code: "entry-invalid", path: "log", message: compared.reason }]);
  const { differing, underived } = compared.value;
  const differences = reportDiffering(read.manifest, [...script.differing, ...differing]);
  return {
    problems: [...underived.map(notDerived), ...differences.problems],
    notEstablished: [
      ...differences.notEstablished,
      ...script.notEstablished,
      ...closedOpenings(folded.state, read.openings),
    ],
  };
}

function notComputed(problems: readonly Problem[]): Derived {
  return { problems, notEstablished: [PAGES_NOT_CHECKED] };
}

/** The state of all entries, or the first that does not fit. */
function fold({
  entryBytes,
  blobs,
}: ReadFolder): { readonly state: State; readonly entries: readonly Entry[] } | Problem {
  const requireBlob = (hash: Sha256Hex): Uint8Array => {
    const bytes = blobs.get(hash);
    if (bytes === undefined)
      throw new InputError(`blobs/${hash}`, ["an entry names it, but it is not in the folder"]);
    return bytes;
  };
  let state = emptyState();
  const entries: Entry[] = [];
  for (const [index, bytes] of entryBytes.entries()) {
    const folded = attempt(() => {
      const entry = parseEntry(bytes, index);
      entries.push(entry);
      return advance(state, entry, requireBlob);
    });
    if (folded.kind === "refused")
      return { code: "entry-invalid", path: `log entry ${index}`, message: folded.reason };
    state = folded.value;
  }
  return { state, entries };
}

/**
 * The script follows from no log: it is part of the rules. Pages are computed with the one that the folder lists, so that
 * only the script itself is named where it is another than this program's.
 */
function checkScript(
  crypto: Crypto,
  { manifest, ownScript, onFile }: ReadFolder,
): Derived & { readonly differing: readonly string[]; readonly listed: { readonly script?: Sha256Hex } } {
  const listed = manifest.files.find((file) => file.path === SCRIPT_PATH)?.sha256;
  const nothing = { problems: [], notEstablished: [], differing: [] };
  if (listed === undefined) return { ...nothing, listed: {} };
  if (ownScript === undefined)
    return { ...nothing, notEstablished: [SCRIPT_NOT_HELD], listed: { script: listed } };
  onFile?.(SCRIPT_PATH, ownScript, 0);
  const isSame = formatHex(crypto.sha256(ownScript)) === listed;
  return { ...nothing, differing: isSame ? [] : [SCRIPT_PATH], listed: { script: listed } };
}

/** The paths that come out otherwise or are not listed, and those listed that nothing leads to. */
function compare(
  crypto: Crypto,
  read: ReadFolder,
  folded: Pick<PublicationInput, "state" | "entries" | "script">,
): { readonly differing: readonly string[]; readonly underived: readonly string[] } {
  const differing = new Set<string>();
  const input: PublicationInput = { ...read, ...folded };
  const left = new Map(read.manifest.files.map((file) => [file.path, file.sha256]));
  const derived = (path: string, sha256: Sha256Hex) => {
    if (left.get(path) !== sha256) differing.add(path);
    left.delete(path);
  };
  if (read.policy !== undefined) derived(POLICY_PATH, read.policy);
  if (folded.script !== undefined) derived(SCRIPT_PATH, folded.script);
  for (const file of carriedFiles(input)) derived(file.path, file.sha256);
  let done = 0;
  for (const rendered of renderPublication(crypto, input)) {
    const file = wholeFile(rendered);
    derived(file.path, formatHex(crypto.sha256(file.bytes)));
    read.onFile?.(file.path, file.bytes, (done += 1));
  }
  return { differing: [...differing], underived: [...left.keys()] };
}

function notDerived(path: string): Problem {
  return {
    code: "file-not-derived",
    path,
    message: "is listed and signed but does not follow from the log",
  };
}

function reportDiffering(manifest: Manifest, differing: readonly string[]): Derived {
  if (manifest.rules === RULES) {
    const message = "is not what the log's entries give when computed again";
    return {
      problems: differing.map((path) => ({ code: "file-differs", path, message })),
      notEstablished: [],
    };
  }
  const versions = `the folder was made by ${manifest.rules}, this program has ${RULES}`;
  const message = `comes out otherwise: ${versions}. Verify it with the version that made it`;
  return {
    problems: differing.map((path) => ({ code: "rules-differ", path, message })),
    notEstablished:
      differing.length > 0
        ? []
        : [{ code: "rules-differ", message: `${versions}; both give the same files` }],
  };
}
