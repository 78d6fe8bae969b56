import { parseUtf8 } from "./bytes.ts";
import { parseDeclaration, type Declaration } from "./declaration.ts";
import { localText, parseElection } from "./election.ts";
import type { Entry, EntryOf } from "./entry.ts";
import { advancePeople, takeReading } from "./fold-readings.ts";
import { adoptRegister, importDataset, takeTable } from "./fold-tables.ts";
import { InputError } from "./input-error.ts";
import { advanceRecord, emptyRecord, requireConfirmed } from "./record/record-state.ts";
import { requireInside, type RedactionEntry } from "./redaction.ts";
import { Register } from "./register.ts";
import { parseSample } from "./sample.ts";
import {
  requireActor,
  requireContest,
  requireElection,
  requireEvidence,
  requireSource,
  type Blobs,
  type State,
  type TakeTable,
} from "./state.ts";

export function emptyState(take: TakeTable = takeTable): State {
  return {
    entries: 0,
    election: undefined,
    electionBlob: undefined,
    register: undefined,
    registerBlob: undefined,
    registerEntry: undefined,
    registerRefused: [],
    datasets: [],
    evidence: new Map(),
    redactions: [],
    readings: [],
    readingsOf: new Map(),
    actors: new Map(),
    extensions: new Map(),
    truths: [],
    truthsOpened: undefined,
    adjudications: [],
    declarations: [],
    samples: [],
    record: emptyRecord(),
    takeTable: take,
  };
}

/**
 * The state after one more entry. Throws InputError where the entry does not fit what stands before it (an unknown
 * source, an index that is no evidence): the commands check before they append, so in an honest log it never happens.
 */
export function advance(state: State, entry: Entry, blobs: Blobs): State {
  const index = state.entries;
  if ((index === 0) !== (entry.kind === "election-opened"))
    throw new InputError(`entry ${index}`, ["the first entry, and no other, opens the election"]);
  switch (entry.kind) {
    case "election-opened":
      openElection(state, entry, blobs);
      break;
    case "register-adopted":
      adoptRegister(state, entry, blobs);
      break;
    case "dataset-imported":
      importDataset(state, entry, blobs);
      break;
    case "evidence-received":
      receiveEvidence(state, entry);
      break;
    case "evidence-reassigned":
      requireEvidence(state, entry.evidence).reassigned = entry.station;
      break;
    case "evidence-redacted":
      redactEvidence(state, entry);
      break;
    case "reading-made":
      takeReading(state, entry);
      break;
    case "actor-admitted":
    case "actor-removed":
    case "reading-signed":
    case "readings-extended":
    case "truth-committed":
    case "truths-opened":
      advancePeople(state, entry);
      break;
    case "dispute-adjudicated":
      requireSource(state, entry.source);
      requireContest(state, entry.contest);
      state.adjudications.push({ ...entry, entry: index });
      break;
    case "results-declared": {
      const declaration = parseDeclaration(
        parseUtf8(blobs(entry.declaration), "declaration"),
        requireElection(state),
      );
      checkDeclarationId(state, declaration);
      for (const statement of declaration.statements ?? []) requireConfirmed(state.record, statement);
      state.declarations.push({ entry: index, blob: entry.declaration, declaration });
      break;
    }
    case "sample-drawn": {
      const sample = parseSample(parseUtf8(blobs(entry.sample), "sample"), requireElection(state));
      if (state.samples.some((known) => known.sample.id === sample.id))
        throw new InputError("sample", [`id "${sample.id}" was drawn before: nothing is drawn twice`]);
      state.samples.push({ entry: index, blob: entry.sample, sample });
      break;
    }
    case "document-received":
    case "document-revised":
    case "statement-recorded":
    case "statement-revised":
    case "derivation-confirmed":
    case "incident-described":
      advanceRecord(state.record, { entry, index, blobs });
      break;
  }
  state.entries = index + 1;
  return state;
}

function receiveEvidence(state: State, entry: EntryOf<"evidence-received">): void {
  const { source, commitment, redactedBySource, station, contest } = entry;
  requireSource(state, source);
  state.evidence.set(state.entries, {
    entry: state.entries,
    source,
    commitment,
    redactedBySource,
    ...(station === undefined ? {} : { station }),
    ...(contest === undefined ? {} : { contest }),
  });
}

/** A second decision on the same file names the first: what one person covered, another does not uncover unawares. */
function redactEvidence(state: State, entry: EntryOf<"evidence-redacted">): void {
  const refuse = (reason: string) => new InputError(`entry ${state.entries}`, [reason]);
  const { outcome, seen, supersedes, signed } = entry;
  const evidence = requireEvidence(state, entry.evidence);
  const before = evidence.redaction?.entry;
  if (before !== supersedes)
    throw refuse(
      before === undefined
        ? `supersedes entry ${supersedes}, and nothing was decided of entry ${entry.evidence} before`
        : `entry ${entry.evidence} was decided about before, by entry ${before}: a new decision names it in "supersedes"`,
    );
  if (outcome.kind === "redacted") requireInside(outcome);
  if (signed !== undefined) requireActor(state, signed.actor);
  const redaction: RedactionEntry = {
    entry: state.entries,
    evidence: entry.evidence,
    outcome,
    seen,
    ...(supersedes === undefined ? {} : { supersedes }),
    ...(signed === undefined ? {} : { signed }),
  };
  state.redactions.push(redaction);
  evidence.redaction = redaction;
}

function openElection(state: State, entry: EntryOf<"election-opened">, blobs: Blobs): void {
  const election = parseElection(parseUtf8(blobs(entry.definition), "election file"));
  state.election = election;
  state.electionBlob = entry.definition;
  state.register = new Register(
    election.root.id,
    localText(election.root.name, election.languages[0] ?? "en"),
  );
}

function checkDeclarationId(state: State, declaration: Declaration): void {
  const known = state.declarations.map((each) => each.declaration.id);
  if (known.includes(declaration.id))
    throw new InputError("declaration", [
      `id "${declaration.id}" was declared before; nothing is overwritten: give the new version an id of its own and "supersedes"`,
    ]);
  const superseded = state.declarations.find(
    (each) => each.declaration.id === declaration.supersedes,
  )?.declaration;
  if (declaration.supersedes === undefined) return;
  if (superseded === undefined)
    throw new InputError("declaration", [`supersedes "${declaration.supersedes}", which was not declared`]);
  if (superseded.source !== declaration.source || superseded.contest !== declaration.contest)
    throw new InputError("declaration", [
      `supersedes "${superseded.id}", which is of another source or contest`,
    ]);
}
