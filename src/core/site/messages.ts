import type { Declaration } from "../declaration.ts";
import type { Language, Source } from "../election.ts";
import type { Entry } from "../entry.ts";
import type { FindingCode } from "../finding.ts";
import type { Assumption, TestInput } from "../statistics/test-result.ts";
import type { PolicyName } from "../tabulation.ts";
import type { TotalBox } from "../tally-sheet.ts";
import type { Html } from "./html.ts";
import type { NumberMarks } from "./number-format.ts";

/** The numbers and names of one finding, already in the reader's language. */
export interface FindingFacts {
  readonly count: (key: string) => string;
  readonly text: (key: string) => string;
  /** A box, total or selection by its name. */
  readonly figure: (key: string) => string;
  readonly figures: (key: string) => string;
  /** How many things a list of the detail holds. */
  readonly size: (key: string) => number;
  readonly list: (key: string) => string;
  /** Two lists of numbers of the same boxes: "A: 12 and 21; B: 3 and 4". */
  readonly pairs: () => string;
  /** What is wrong with an image and what to do about it. */
  readonly advice: (key: string) => string;
}

/** What a code means, what can lead to it without anybody's fault, and how one finding is told. */
export interface FindingWords {
  readonly name: string;
  readonly meaning: string;
  readonly benign: string;
  readonly tell: (facts: FindingFacts) => string;
}

export type PageName =
  | "overview"
  | "units"
  | "declarations"
  | "differences"
  | "tests"
  | "record"
  | "findings"
  | "datasets"
  | "log"
  | "data"
  | "verify"
  | "about";

/** One paragraph or list of a page that is mostly prose. */
export interface ProseSection {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

export type DataKind =
  | "results"
  | "stations"
  | "differences"
  | "findings"
  | "results.json"
  | "declarations.json"
  | "tests.json"
  | "statements"
  | "statements.jsonld"
  | "claim-reviews.jsonld"
  | "datapackage.json"
  | "checkpoint"
  | "key"
  | "manifest";

/** Two images of one station by their entries, with what their numbers look like beside each other. */
interface CopiesCompared {
  readonly entries: string;
  readonly rows: string;
  readonly percent: string;
  /** The rows that look different. */
  readonly differ: string;
}

/** Everything a reader reads, in one language. Numbers arrive formatted; `n` is given where a plural hangs on it. */
export interface Messages {
  readonly language: Language;
  readonly languageName: string;
  readonly marks: NumberMarks;
  /** A calendar date from its ISO form; what has no such form is given back as it is. */
  readonly date: (iso: string) => string;
  readonly list: (items: readonly string[]) => string;

  readonly words: {
    readonly unknown: string;
    readonly notOnForm: string;
    readonly illegible: string;
    readonly legend: string;
    readonly total: string;
    readonly share: string;
    readonly difference: string;
    readonly differs: string;
    readonly code: string;
    readonly entry: string;
    readonly row: string;
    readonly column: string;
    readonly source: string;
    readonly contest: string;
    readonly selection: string;
    readonly station: string;
    readonly unit: string;
    readonly box: string;
    readonly tabulated: string;
    readonly declared: string;
    readonly votes: string;
    readonly none: string;
    readonly reason: string;
    readonly more: (count: string) => string;
  };
  readonly shell: {
    readonly skip: string;
    readonly mainNavigation: string;
    readonly languageNavigation: string;
    readonly breadcrumbs: string;
    readonly tagline: string;
    readonly footer: (entries: string) => string;
    /** The same on the page of a unit, before the log's name. */
    readonly footerUnit: string;
    readonly footerCheck: string;
    readonly scrollable: (caption: string) => string;
  };
  readonly pages: Readonly<Record<PageName, string>>;
  readonly boxes: Readonly<Record<TotalBox, string>>;
  readonly otherVotes: string;
  readonly stationsCounted: string;
  readonly sourceKinds: Readonly<Record<Source["kind"], string>>;
  readonly status: {
    readonly counted: string;
    readonly explained: string;
    readonly missing: string;
    readonly outside: string;
    readonly outsideCounted: string;
  };
  readonly explanations: { readonly "awaiting-reading": string; readonly "none-stands": string };
  readonly findings: Readonly<Record<FindingCode, FindingWords>>;
  readonly policies: Readonly<Record<PolicyName, { readonly name: string; readonly description: string }>>;
  readonly declarationStatus: Readonly<Record<Declaration["status"], string>>;
  readonly entryKinds: Readonly<Record<Entry["kind"], string>>;

  readonly coverage: {
    readonly title: string;
    readonly caption: (contest: string, source: string) => string;
    readonly lead: (counted: string, registered: string, share: string) => string;
    readonly leadUnknown: (counted: string) => string;
    readonly registered: string;
    /** The same, where there is no register and somebody declared how many there are. */
    readonly declaredSize: string;
    readonly childrenUnknown: string;
    readonly counted: string;
    readonly explained: string;
    readonly missing: string;
    readonly outside: string;
    readonly stations: string;
    readonly voters: string;
    readonly stationsShare: string;
    readonly votersShare: string;
    readonly votersMissing: string;
    readonly meaning: string;
    readonly registerSource: string;
    readonly sizesSource: (sources: string) => string;
    readonly nothingSource: string;
    readonly reasons: string;
    readonly children: (level: string, contest: string) => string;
  };
  readonly overview: {
    readonly dateline: (date: string, place: string) => string;
    readonly lead: string;
    readonly noSheets: string;
    readonly against: (declaration: string) => string;
    readonly againstLead: (date: string) => string;
    readonly collectedAlone: string;
    readonly chart: (contest: string) => string;
    readonly sheetsBar: string;
    readonly declaredBar: string;
    readonly readWithCoverage: string;
    readonly differenceNote: string;
    readonly superseded: (n: number, text: string) => string;
    readonly noDeclaration: string;
    readonly testsTitle: string;
    readonly testsMore: (n: number, text: string) => string;
    readonly declaredElsewhere: string;
    readonly sourcesTitle: string;
    readonly sourcesLead: string;
    readonly policyTitle: string;
    readonly policyLead: string;
    readonly policyCaption: string;
    readonly sourcesCaption: string;
    readonly sheetsInTotal: string;
    readonly orderTitle: string;
    readonly missingTitle: string;
    readonly missingLead: string;
    readonly findingsTitle: string;
    readonly findingsLead: (n: number, text: string) => string;
    readonly findingsNone: string;
    readonly findingsHow: string;
    readonly checkTitle: string;
    readonly checkLead: string;
    readonly checkSteps: readonly Html[];
    readonly checkpointTitle: string;
    readonly checkpointLead: string;
    readonly allContests: string;
  };
  readonly order: {
    readonly nothing: string;
    readonly no: (facts: OrderFacts) => string;
    readonly first: (facts: OrderFacts) => string;
    readonly lower: (facts: OrderFacts) => string;
    readonly unknown: (facts: OrderFacts) => string;
    readonly bound: string;
    /** Where some of the sheets set aside are of stations of unknown size. */
    readonly unsized: (n: number, text: string) => string;
    readonly missingUnknown: (n: number, text: string) => string;
    readonly missing: (facts: {
      readonly n: number;
      readonly stations: string;
      readonly voters: string;
      readonly margin: string;
    }) => string;
  };
  readonly tests: {
    readonly lead: string;
    readonly none: string;
    readonly noAnswer: string;
    readonly conditionsTitle: string;
    readonly conditionsLead: string;
    readonly condition: string;
    readonly status: string;
    readonly statuses: Readonly<Record<Assumption["status"], string>>;
    readonly howTitle: string;
    readonly inputsTitle: string;
    readonly inputs: Readonly<Record<TestInput["what"], string>>;
    readonly screening: string;
    readonly sample: (id: string) => string;
    readonly sheetsOf: (source: string) => string;
  };
  readonly unit: {
    readonly childrenTitle: (level: string) => string;
    readonly part: (part: string, parts: string) => string;
    /** How many sheets state a total that the others have no box for. */
    readonly statedBy: (sheets: string) => string;
    readonly partNavigation: string;
    readonly contents: string;
    readonly stationsTitle: string;
    readonly directStations: string;
    readonly noStations: string;
    readonly resultCaption: (contest: string, source: string) => string;
    readonly stationCaption: (station: string, contest: string) => string;
    readonly valid: string;
    readonly declaredTitle: string;
    readonly findingsTitle: string;
    readonly registeredVoters: (count: string) => string;
    readonly registeredUnknown: string;
    readonly sheetMissing: string;
    readonly stationTitle: (station: string) => string;
    readonly dataset: (entry: string, row: string) => string;
    readonly reading: (entry: string) => string;
    readonly reader: (name: string) => string;
    readonly transcription: string;
    readonly adjudicated: (entry: string) => string;
    readonly adjudicatedNone: string;
    readonly evidence: string;
    readonly evidenceAlt: (station: string) => string;
    readonly evidenceHeld: string;
    readonly evidenceOpen: string;
    readonly evidenceDataset: string;
    readonly redacted: (parts: number, count: string) => string;
    readonly redactedUnseen: string;
    readonly redactionNoneNeeded: string;
    readonly redactionWithdrawn: string;
    readonly rowsReached: (rows: string) => string;
    readonly commitment: string;
    readonly qrWords: string;
    readonly readBy: (reader: string) => string;
    readonly copiesTitle: string;
    readonly copyOf: (station: string, entry: string) => string;
    readonly copiesAlike: (facts: CopiesCompared) => string;
    readonly copiesNotAlike: (facts: CopiesCompared) => string;
    readonly copiesRowsDiffer: (facts: CopiesCompared) => string;
    readonly nothingRead: string;
    readonly readingSealed: string;
    readonly proofTitle: string;
    readonly proofLead: string;
    readonly proofCaption: string;
    readonly leafHash: string;
    readonly blob: string;
    readonly tile: string;
    readonly receipt: string;
    readonly permalink: (station: string) => string;
    readonly shareOfValid: string;
  };
  readonly declarations: {
    readonly lead: string;
    readonly none: string;
    readonly current: string;
    readonly supersededBy: string;
    readonly supersedes: string;
    readonly announced: string;
    readonly status: string;
    readonly entry: string;
    readonly coverageAnnounced: string;
    readonly cited: string;
    readonly file: string;
    readonly note: string;
    readonly caption: (unit: string, declaration: string) => string;
    readonly unitsTitle: string;
    readonly unitsCaption: string;
    readonly unitsCell: string;
    readonly unitUnknown: string;
    readonly announcedShare: string;
    readonly turnout: string;
    readonly against: (source: string) => string;
    readonly noTabulation: string;
  };
  readonly differences: {
    readonly lead: string;
    readonly single: string;
    readonly pair: (first: string, second: string) => string;
    readonly inBoth: string;
    readonly equal: string;
    readonly different: string;
    readonly notComparable: string;
    readonly onlyIn: (source: string) => string;
    readonly listCaption: string;
    readonly noDifference: string;
    readonly leftOut: (shown: string, leftOut: string) => string;
    readonly csv: string;
  };
  readonly findingsPage: {
    readonly lead: string;
    readonly none: string;
    readonly summaryCaption: string;
    readonly count: string;
    readonly treatment: string;
    readonly setAside: string;
    readonly notSetAside: string;
    readonly aboutDeclarations: string;
    readonly meaning: string;
    readonly benign: string;
    readonly listCaption: (name: string) => string;
    readonly where: string;
    readonly what: string;
    readonly leftOut: (shown: string, leftOut: string) => string;
    readonly notFoundTitle: string;
    readonly notFoundLead: string;
    readonly others: string;
    readonly csv: string;
  };
  readonly datasets: {
    readonly lead: string;
    readonly registerTitle: string;
    readonly registerNone: string;
    readonly registerLead: (stations: string, units: string) => string;
    readonly tablesTitle: string;
    readonly none: string;
    readonly format: string;
    readonly encoding: string;
    readonly delimiter: string;
    readonly lineEnding: string;
    readonly columns: string;
    readonly columnsIgnored: string;
    readonly boxesAbsent: string;
    readonly records: string;
    readonly rowsUsed: string;
    readonly rowsRefused: string;
    readonly file: string;
    readonly supersedes: string;
    readonly supersededBy: string;
    readonly refusedCaption: string;
    readonly refusedNone: string;
    readonly refusedLeftOut: (shown: string, leftOut: string) => string;
    readonly wholeRow: string;
    readonly evidenceTitle: string;
    readonly evidenceLead: string;
    readonly evidenceNone: string;
    readonly evidenceCaption: string;
    readonly received: string;
    readonly published: string;
    readonly read: string;
    readonly nothingRead: string;
    readonly sealed: string;
    readonly unread: string;
    readonly nothingReadTitle: string;
    readonly nothingReadCaption: string;
    readonly unplacedTitle: string;
    readonly unplacedCaption: string;
    readonly leftOut: (shown: string, leftOut: string) => string;
    readonly evidence: string;
    readonly reader: string;
  };
  readonly knownSheets: {
    readonly title: string;
    readonly lead: (sheets: string) => string;
    readonly closed: (sheets: string) => string;
    readonly caption: string;
    readonly of: string;
    readonly sheets: string;
    readonly wrong: string;
    readonly rate: string;
    readonly interval: string;
    readonly firstReading: string;
    readonly afterAgreement: string;
    readonly note: (notAgreed: string, minimum: string) => string;
  };
  readonly log: {
    readonly lead: string;
    readonly checkpointTitle: string;
    readonly origin: string;
    readonly size: string;
    readonly root: string;
    readonly key: string;
    readonly rules: string;
    readonly files: string;
    readonly checkpointFile: string;
    readonly manifestFile: string;
    readonly keyFile: string;
    readonly openings: string;
    readonly howTitle: string;
    readonly how: readonly Html[];
    readonly kindsTitle: string;
    readonly kindsCaption: string;
    readonly kind: string;
    readonly count: string;
    readonly entriesTitle: string;
    readonly entriesCaption: string;
    readonly what: string;
    readonly tooMany: (limit: string) => string;
    readonly tiles: string;
  };
  readonly data: {
    readonly lead: string;
    readonly downloadsTitle: string;
    readonly downloadsCaption: string;
    readonly file: string;
    readonly holds: string;
    /** What each kind of file is, by the beginning of its name. */
    readonly files: Readonly<Record<DataKind, string>>;
    readonly ofContest: (contest: string) => string;
    readonly columnsTitle: string;
    readonly columnsLead: string;
    readonly columnsCaption: (file: string) => string;
    /** Columns by name, where the words of the file itself are in another language. */
    readonly columns: Readonly<Record<string, string>>;
    readonly votesOf: (selection: string) => string;
    readonly boxColumn: string;
    readonly sumColumn: string;
    readonly namesTitle: string;
    readonly namesLead: string;
    readonly namesCaption: string;
    readonly id: string;
    readonly name: string;
    readonly kind: string;
    readonly signsTitle: string;
    readonly signs: string;
    readonly reuseTitle: string;
    readonly reuse: string;
  };
  readonly about: {
    readonly lead: string;
    readonly sections: readonly ProseSection[];
    readonly policyTitle: string;
    readonly policyLead: (readings: number, text: string) => string;
    readonly policyAside: string;
    readonly policyNotAside: string;
    readonly sourcesTitle: string;
    readonly sourcesCaption: string;
    readonly sourceKind: string;
    readonly glossaryTitle: string;
    readonly glossary: readonly (readonly [string, string])[];
    readonly notEstablishedTitle: string;
    readonly notEstablished: readonly string[];
  };
}

/** What a sentence about the order of the selections can say, formatted. */
export interface OrderFacts {
  readonly n: number;
  readonly sheets: string;
  readonly voters: string;
  readonly unsized: string;
  readonly margin: string;
  readonly ahead: string;
  readonly behind: string;
}
