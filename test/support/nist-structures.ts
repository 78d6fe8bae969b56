/**
 * The classes of NIST SP 1500-100 version 2 that a report of ours may use, written from the field names of the standard:
 * every field of the class in the order of its XML schema, `!` for those that are required, and what it holds.
 */
export type FieldType =
  | "string"
  | "integer"
  | "number"
  | "date"
  | "date-time"
  | "language"
  | { readonly one: string }
  | { readonly many: string }
  | { readonly enumeration: readonly string[] }
  /** The id of an object of one of these classes. */
  | { readonly reference: readonly string[] }
  | { readonly references: readonly string[] };

export interface Structure {
  /** Whether objects of the class bear an id. */
  readonly hasId: boolean;
  /** The abstract class it stands in for in XML. */
  readonly is?: string;
  readonly fields: Readonly<Record<string, FieldType>>;
}

const enumeration = (values: string): FieldType => ({ enumeration: values.split(" ") });
const COUNT_ITEM_TYPE = enumeration(
  "absentee absentee-fwab absentee-in-person absentee-mail early election-day provisional total uocava write-in other",
);
const TEXT: FieldType = { one: "InternationalizedText" };
const IDENTIFIERS: FieldType = { many: "ExternalIdentifier" };
const COUNTS = {
  GpUnitId: { reference: ["ReportingUnit"] },
  "Type!": COUNT_ITEM_TYPE,
  OtherType: "string",
} as const satisfies Record<string, FieldType>;

export const NIST_STRUCTURES: Readonly<Record<string, Structure>> = {
  ElectionReport: {
    hasId: false,
    fields: {
      Election: { many: "Election" },
      ExternalIdentifier: IDENTIFIERS,
      "Format!": enumeration("precinct-level summary-contest"),
      "GeneratedDate!": "date-time",
      GpUnit: { many: "ReportingUnit" },
      "Issuer!": "string",
      "IssuerAbbreviation!": "string",
      Notes: "string",
      "SequenceStart!": "integer",
      "SequenceEnd!": "integer",
      "Status!": enumeration(
        "certified correction pre-election recount unofficial-complete unofficial-partial",
      ),
      "VendorApplicationId!": "string",
    },
  },
  Election: {
    hasId: false,
    fields: {
      Candidate: { many: "Candidate" },
      Contest: { many: "CandidateContest" },
      "ElectionScopeId!": { reference: ["ReportingUnit"] },
      ExternalIdentifier: IDENTIFIERS,
      "Name!": TEXT,
      "StartDate!": "date",
      "EndDate!": "date",
      "Type!": enumeration(
        "general partisan-primary-closed partisan-primary-open primary runoff special other",
      ),
      OtherType: "string",
    },
  },
  Candidate: {
    hasId: true,
    fields: { "BallotName!": TEXT, ExternalIdentifier: IDENTIFIERS },
  },
  CandidateContest: {
    hasId: true,
    is: "Contest",
    fields: {
      BallotSelection: { many: "CandidateSelection" },
      BallotTitle: TEXT,
      "ElectoralDistrictId!": { reference: ["ReportingUnit"] },
      ExternalIdentifier: IDENTIFIERS,
      "Name!": "string",
      SequenceOrder: "integer",
      SubUnitsReported: "integer",
      SummaryCounts: { many: "SummaryCounts" },
      TotalSubUnits: "integer",
      "VotesAllowed!": "integer",
    },
  },
  CandidateSelection: {
    hasId: true,
    is: "BallotSelection",
    fields: {
      SequenceOrder: "integer",
      VoteCounts: { many: "VoteCounts" },
      "CandidateIds!": { references: ["Candidate"] },
    },
  },
  VoteCounts: { hasId: false, fields: { ...COUNTS, "Count!": "number" } },
  SummaryCounts: {
    hasId: false,
    fields: {
      ...COUNTS,
      BallotsCast: "integer",
      BallotsOutstanding: "integer",
      BallotsRejected: "integer",
      Overvotes: "integer",
      Undervotes: "integer",
      WriteIns: "integer",
    },
  },
  ReportingUnit: {
    hasId: true,
    is: "GpUnit",
    fields: {
      ComposingGpUnitIds: { references: ["ReportingUnit"] },
      ExternalIdentifier: IDENTIFIERS,
      Name: "string",
      CountStatus: { many: "CountStatus" },
      SubUnitsReported: "integer",
      TotalSubUnits: "integer",
      "Type!": enumeration(
        "ballot-batch ballot-style-area borough city city-council combined-precinct congressional country county county-council drop-box judicial municipality polling-place precinct school special split-precinct state state-house state-senate town township utility village vote-center ward water other",
      ),
      OtherType: "string",
      VotersParticipated: "integer",
      VotersRegistered: "integer",
    },
  },
  CountStatus: {
    hasId: false,
    fields: {
      "Status!": enumeration("completed in-process not-processed unknown"),
      "Type!": COUNT_ITEM_TYPE,
      OtherType: "string",
    },
  },
  ExternalIdentifier: {
    hasId: false,
    fields: {
      "Type!": enumeration("fips local-level national-level ocd-id state-level other"),
      OtherType: "string",
      "Value!": "string",
    },
  },
  InternationalizedText: { hasId: false, fields: { "Text!": { many: "LanguageString" } } },
  LanguageString: { hasId: false, fields: { "Content!": "string", "Language!": "language" } },
};

/** The fields of a class by name. */
export function fieldsOf(structure: Structure) {
  return Object.entries(structure.fields).map(([name, type]) => ({
    name: name.replace("!", ""),
    isRequired: name.endsWith("!"),
    type,
  }));
}

/** What a JSON report has that the structures do not allow, by path; and ids that are not unique or lead nowhere. */
export function problemsOfReport(report: unknown): string[] {
  const problems: string[] = [];
  const ids = new Map<string, string>();
  const uses: { readonly path: string; readonly id: string; readonly types: readonly string[] }[] = [];
  const visit = (value: unknown, type: string, path: string): void => {
    const structure = NIST_STRUCTURES[type];
    if (structure === undefined || typeof value !== "object" || value === null || Array.isArray(value)) {
      problems.push(`${path}: is no ${type}`);
      return;
    }
    const { "@type": given, "@id": id, ...fields } = value as Record<string, unknown>;
    if (given !== `ElectionResults.${type}`)
      problems.push(`${path}: @type is ${String(given)}, not of ${type}`);
    if (structure.hasId !== (typeof id === "string")) problems.push(`${path}: @id`);
    if (typeof id === "string") {
      if (ids.has(id)) problems.push(`${path}: id ${id} stands twice`);
      ids.set(id, type);
    }
    const known = fieldsOf(structure);
    for (const name of Object.keys(fields))
      if (!known.some((field) => field.name === name)) problems.push(`${path}: ${type} has no field ${name}`);
    for (const { name, isRequired, type: fieldType } of known) {
      const item = fields[name];
      // What is required as a list has one item at least; the other lists may be empty.
      const isMissing = item === undefined || (isRequired && Array.isArray(item) && item.length === 0);
      if (isMissing) {
        if (isRequired) problems.push(`${path}: ${name} is missing`);
      } else check(item, fieldType, `${path}.${name}`);
    }
  };
  const check = (value: unknown, type: FieldType, path: string): void => {
    if (typeof type === "string") {
      if (!isScalar(value, type)) problems.push(`${path}: ${JSON.stringify(value)} is no ${type}`);
    } else if ("enumeration" in type) {
      if (!type.enumeration.includes(String(value)))
        problems.push(`${path}: ${String(value)} is not enumerated`);
    } else if ("reference" in type) uses.push({ path, id: String(value), types: type.reference });
    else if ("one" in type) visit(value, type.one, path);
    else if (!Array.isArray(value)) problems.push(`${path}: is no list`);
    else if ("references" in type)
      for (const id of value) uses.push({ path, id: String(id), types: type.references });
    else for (const [at, item] of value.entries()) visit(item, type.many, `${path}[${at}]`);
  };
  visit(report, "ElectionReport", "report");
  for (const { path, id, types } of uses)
    if (!types.includes(ids.get(id) ?? "")) problems.push(`${path}: ${id} is no id of ${types.join(" or ")}`);
  return problems;
}

function isScalar(value: unknown, type: string): boolean {
  switch (type) {
    case "string":
      return typeof value === "string" && value !== "";
    case "integer":
      return Number.isSafeInteger(value) && Number(value) >= 0;
    case "number":
      return typeof value === "number" && Number.isFinite(value);
    case "date":
      return typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value);
    case "date-time":
      return (
        typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value)
      );
    case "language":
      return typeof value === "string" && /^[a-z]{2}$/.test(value);
    default:
      return false;
  }
}
