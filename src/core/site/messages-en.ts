import { html } from "./html.ts";
import type { Messages, OrderFacts } from "./messages.ts";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

function date(iso: string): string {
  const [, year, month, day, time] = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}))?/.exec(iso) ?? [];
  const name = MONTHS[Number(month) - 1];
  if (year === undefined || name === undefined) return iso;
  const offset = /(?:Z|[+-]\d{2}:\d{2})$/.exec(iso)?.[0];
  const clock =
    time === undefined
      ? ""
      : `, ${time}${offset === undefined ? "" : ` (UTC${offset === "Z" ? "" : offset})`}`;
  return `${Number(day)} ${name} ${year}${clock}`;
}

function list(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

function plural(one: string, many: string): (n: number, text: string) => string {
  return (n, text) => `${text} ${n === 1 ? one : many}`;
}
const stations = plural("polling station", "polling stations");

/** "The one sheet set aside could" and "The 12 sheets set aside could". */
function sheetsSetAside({ n, sheets: text }: OrderFacts): string {
  return n === 1 ? "The one sheet set aside" : `The ${text} sheets set aside`;
}

export const en: Messages = {
  language: "en",
  languageName: "English",
  marks: { thousands: ",", decimal: ".", percent: "%" },
  date,
  list,
  words: {
    unknown: "unknown",
    notOnForm: "—",
    illegible: "illegible",
    legend:
      "A dash (—) means that this account of the sheet does not have that box. “Illegible” means that the box is there and nobody could read it: it is not a zero. The sign ≠ marks boxes that two accounts state differently.",
    total: "Total",
    share: "Share",
    difference: "Difference",
    differs: "differs",
    code: "Code",
    entry: "Entry",
    row: "Row",
    column: "Column",
    source: "Source",
    contest: "Contest",
    selection: "Selection",
    station: "Polling station",
    unit: "Unit",
    box: "Box",
    tabulated: "Tally sheets",
    declared: "Declared",
    votes: "Votes",
    none: "none",
    reason: "Reason",
    more: (count) => `and ${count} more`,
  },
  shell: {
    skip: "Skip to content",
    mainNavigation: "Main",
    languageNavigation: "Language",
    breadcrumbs: "Where you are",
    tagline: "Declared results, checked against the tally sheets",
    footer: (entries) => `Made from a signed log of ${entries} entries:`,
    footerUnit: "Made from the signed log",
    footerCheck: "Anyone can recompute these pages and compare them byte for byte",
    scrollable: (caption) => `${caption} (table)`,
  },
  pages: {
    overview: "Overview",
    units: "Results by place",
    declarations: "Declarations",
    differences: "Differences",
    tests: "Tests",
    record: "Who said what",
    findings: "Findings",
    datasets: "What came in",
    log: "Log",
    data: "Data",
    verify: "Verify",
    about: "Method",
  },
  boxes: {
    registeredVoters: "Registered voters",
    votersParticipated: "Voters who voted",
    ballotsCast: "Ballots cast",
    validVotes: "Valid votes",
    blankVotes: "Blank votes",
    nullVotes: "Null votes",
  },
  otherVotes: "Other selections together",
  stationsCounted: "Polling stations counted",
  sourceKinds: {
    witnesses: "Party witnesses",
    authority: "Electoral authority",
    observers: "Observers",
    newsroom: "Newsroom",
    other: "Other",
  },
  status: {
    counted: "counted",
    explained: "received, not counted",
    missing: "missing",
    outside: "Not in the register of polling stations.",
    outsideCounted: "counted, outside the register",
  },
  explanations: {
    "awaiting-reading": "Image received, not read yet",
    "none-stands": "A person decided that no account of this sheet stands",
  },
  findings: {
    "selections-not-valid": {
      name: "Selections do not add up to the valid votes",
      meaning: "The votes of all selections on the sheet make another number than its box of valid votes.",
      benign:
        "A slip of addition at the table, a total copied into the wrong box, or a digit typed wrongly when the sheet was transcribed.",
      tell: (f) =>
        `The selections add up to ${f.count("selections")}; the sheet states ${f.count("validVotes")} valid votes.`,
    },
    "parts-not-ballots": {
      name: "Valid, blank and null votes do not make the ballots cast",
      meaning: "The sheet's valid, blank and null votes make another number than its box of ballots cast.",
      benign:
        "Ballots left out of one box, a count of ballots made before the last voter, or a digit typed wrongly.",
      tell: (f) =>
        `Valid, blank and null votes make ${f.count("parts")}; the sheet states ${f.count("ballotsCast")} ballots cast.`,
    },
    "ballots-over-registered": {
      name: "More ballots than registered voters",
      meaning: "More ballots were counted at the polling station than it has registered voters.",
      benign:
        "Poll workers, police and people on duty who voted there by special list, or voters added to the register late.",
      tell: (f) => `${f.count("ballots")} ballots; ${f.count("registeredVoters")} registered voters.`,
    },
    "ballots-not-voters": {
      name: "Ballots cast are not the voters who voted",
      meaning:
        "The sheet counts another number of ballots than of voters who signed or were marked as having voted.",
      benign: "A voter who left without casting a ballot, or one whose signature was forgotten.",
      tell: (f) =>
        `${f.count("ballotsCast")} ballots cast; ${f.count("votersParticipated")} voters recorded.`,
    },
    "form-not-closing": {
      name: "A sum of the form is not the sum of its parts",
      meaning:
        "A total that this election's form asks for, such as the ballots used or the votes of a party, is not what its parts make.",
      benign: "An adding error at the table, a box left out or copied wrongly, or a digit typed wrongly.",
      tell: (f) =>
        `${f.figure("total")}: the sheet states ${f.count("stated")}; its parts make ${f.count("sum")}.`,
    },
    "illegible-box": {
      name: "A box nobody can read",
      meaning: "At least one box of the sheet cannot be read. It is not taken for a zero.",
      benign: "A fold, a faint print, a blurred photo or handwriting.",
      tell: (f) => `Illegible: ${f.figures("boxes")}.`,
    },
    "blank-form": {
      name: "Form without any votes",
      meaning: "No box of votes on the form is filled in.",
      benign: "A page photographed by mistake, or a copy that was never filled in.",
      tell: () => "No box of votes is filled in.",
    },
    "all-zero": {
      name: "Zero in every box",
      meaning: "Every box of votes states zero.",
      benign:
        "A polling station where nobody voted, or a form printed before voting began to show that it is empty.",
      tell: () => "Every box of votes states zero.",
    },
    "station-not-in-register": {
      name: "Station not in the register",
      meaning: "There is a sheet of a polling station that the register of polling stations does not list.",
      benign: "A station opened or renumbered after the register was made, or an id typed wrongly.",
      tell: () => "The register does not list this polling station.",
    },
    "registered-not-register": {
      name: "Registered voters not as in the register",
      meaning: "The sheet states another number of registered voters than the register.",
      benign: "Late additions and removals, or registers of different dates.",
      tell: (f) =>
        `The sheet states ${f.count("sheet")} registered voters; the register has ${f.count("register")}.`,
    },
    "station-placed-differently": {
      name: "Station placed in another unit",
      meaning:
        "A table places the polling station in another unit than the register or an earlier table does.",
      benign: "Boundaries that changed, or a name spelt in two ways.",
      tell: (f) => `This table places it in: ${f.text("units")}.`,
    },
    "rival-copies": {
      name: "Copies of one sheet differ",
      meaning: "Two copies of the same polling station's sheet from the same source state different numbers.",
      benign: "A corrected copy that replaced an earlier one, or one of the two typed wrongly.",
      tell: (f) => `The copies differ. ${f.pairs()}.`,
    },
    "readings-disagree": {
      name: "Readings of one sheet differ",
      meaning: "Two readings of the same sheet give different numbers.",
      benign: "A reader's mistake; the image shows which one.",
      tell: (f) => `The readings differ. ${f.pairs()}.`,
    },
    "station-not-as-claimed": {
      name: "Sheet of another station than its sender said",
      meaning: "The sheet itself names another polling station than whoever sent it.",
      benign: "A number typed wrongly when the photo was sent.",
      tell: (f) => `The sheet names this station; it was sent as that of ${f.text("claimed")}.`,
    },
    "same-file-two-stations": {
      name: "One image for several stations",
      meaning: "The same image file is given as the sheet of more than one polling station.",
      benign: "A file attached twice by mistake.",
      tell: (f) => `The same file stands for ${f.list("stations")}.`,
    },
    "images-alike": {
      name: "Images that look alike, for several stations",
      meaning:
        "The numbers in two images look the same, shape by shape, and the images were given as sheets of different polling stations. The files are not the same: one may be the other photographed, cut or saved again. Look at both.",
      benign:
        "A photo sent again for the wrong station; sheets of two stations that say nearly the same and are filled in alike.",
      tell: (f) =>
        `Rows compared: ${f.count("rows")}; that look different: ${f.count("rowsDifferent")} (${f.count("percent")}% of the ink is common). Look at the images of:`,
    },
    "same-votes-several-sheets": {
      name: "The same votes on several sheets",
      meaning:
        "Sheets of different polling stations state exactly the same votes for every selection. Only sheets of at least 50 votes are compared.",
      benign:
        "Chance, where there are few selections or small stations; or one sheet entered for two stations.",
      tell: (f) => `The same ${f.count("votes")} votes in the same boxes as:`,
    },
    "digits-not-words": {
      name: "Digits and words differ",
      meaning:
        "On a printed sheet the digits of a row were read as one number, and the words beside them as another. The row is taken as illegible.",
      benign: "A digit or a word that the machine misread, time after time.",
      tell: (f) => `${f.text("rows")}: digits ${f.list("digits")}, words ${f.list("words")}.`,
    },
    "proposal-differs": {
      name: "A machine reads the handwriting differently",
      meaning:
        "A program that reads handwritten digits takes a number for another one than the transcription has. Its readings settle nothing: they only say where to look again.",
      benign: "The program misreads a digit now and then, also one that it is sure of.",
      tell: (f) =>
        `${f.text("boxes")}: transcribed ${f.list("taken")}, the program proposed ${f.list("proposed")}.`,
    },
    "image-hard-to-read": {
      name: "The image is hard to read",
      meaning:
        "Nobody has read the sheet in this image yet, and a program measured what makes it hard. It says nothing of the sheet itself.",
      benign: "Photos are taken in a hurry, at night and by hand.",
      tell: (f) => `For another photo: ${f.advice("reasons")}.`,
    },
    "stations-over-declared": {
      name: "More stations than were declared",
      meaning:
        "The tables and sheets name more polling stations in a unit than somebody declared that there are. At least so many are taken to exist.",
      benign: "A number of stations announced before some were opened, or one station named in two ways.",
      tell: (f) => `${f.count("stations")} stations have a sheet; ${f.count("declared")} were declared.`,
    },
    "total-not-sum-of-parts": {
      name: "Declared total is not the sum of its parts",
      meaning:
        "The declared total of a unit does not fit what the same declaration says of the units below it.",
      benign:
        "Votes from abroad or special stations kept outside the parts, or parts declared at different times.",
      tell: (f) =>
        `${f.text("declaration")}, ${f.figure("figure")}: declared ${f.count("declared")}; its ${f.count("parts")} parts make ${f.count("sum")}.`,
    },
    "declared-decreases": {
      name: "A declared figure went down",
      meaning: "A later declaration of the same source states a smaller number than an earlier one.",
      benign: "A correction of a mistake, or sheets withdrawn for review.",
      tell: (f) =>
        `${f.figure("figure")}: ${f.count("was")} in ${f.text("earlier")}, ${f.count("is")} in ${f.text("declaration")}.`,
    },
    "declared-not-closing": {
      name: "Declared figures do not close",
      meaning: "The figures of one declaration do not add up among themselves.",
      benign: "A category of votes that was not announced, or rounding.",
      tell: (f) =>
        `${f.text("declaration")}: ${f.figure("total")} declared ${f.count("declared")}; the figures make ${f.count("sum")}.`,
    },
  },
  policies: {
    published: {
      name: "Published policy",
      description:
        "The sheets that the election file's policy counts. All other numbers on these pages use it.",
    },
    strictest: { name: "Strictest", description: "Only sheets without any finding at all." },
    lenient: {
      name: "Most lenient",
      description:
        "Every transcribed sheet, whatever was found about it, with every legible box at face value.",
    },
  },
  declarationStatus: {
    "unofficial-partial": "Preliminary, partial",
    "unofficial-complete": "Preliminary, complete",
    certified: "Certified",
    correction: "Correction",
    recount: "Recount",
  },
  entryKinds: {
    "election-opened": "Election opened",
    "register-adopted": "Register adopted",
    "dataset-imported": "Table imported",
    "evidence-received": "Evidence received",
    "evidence-reassigned": "Evidence reassigned",
    "evidence-redacted": "Evidence redacted",
    "reading-made": "Reading made",
    "dispute-adjudicated": "Dispute adjudicated",
    "results-declared": "Results declared",
    "sample-drawn": "Sample drawn",
    "document-received": "Document received",
    "document-revised": "Document revised",
    "statement-recorded": "Statement recorded",
    "statement-revised": "Statement revised",
    "derivation-confirmed": "Derivation confirmed",
    "incident-described": "Incident described",
    "actor-admitted": "Transcriber admitted",
    "actor-removed": "Transcriber removed",
    "reading-signed": "Reading by a person",
    "readings-extended": "One more reading asked for",
    "truth-committed": "Known sheet committed",
    "truths-opened": "Known sheets opened",
  },
  coverage: {
    title: "How much has been counted",
    caption: (contest, source) => `${contest}: coverage. Source: ${source}`,
    lead: (counted, registered, share) =>
      `Tally sheets of ${counted} of ${registered} polling stations are counted: ${share}.`,
    leadUnknown: (counted) =>
      `Tally sheets counted: ${counted}. How many polling stations there are is not known.`,
    registered: "In the register",
    declaredSize: "In all, as declared",
    childrenUnknown:
      "How many polling stations each of these units has is not known, so neither is what is missing in each.",
    counted: "Counted",
    explained: "Received, not counted",
    missing: "Missing",
    outside: "Outside the register",
    stations: "Stations",
    voters: "Registered voters",
    stationsShare: "% of stations",
    votersShare: "% of voters",
    votersMissing: "Voters at missing stations",
    meaning:
      "Every polling station is in exactly one of three places: counted; received but not counted, with the reason; or missing.",
    registerSource: "The numbers of stations and voters come from the adopted register:",
    sizesSource: (sources) => `The number of stations is as declared by: ${sources}. There is no register.`,
    nothingSource:
      "No register was adopted and nobody has declared how many stations there are, so what is missing is unknown.",
    reasons: "Why sheets are not counted (a sheet can have several reasons):",
    children: (level, contest) => `${contest}: coverage (${level})`,
  },
  overview: {
    dateline: (day, place) => `${day} · ${place}`,
    lead: "The tally sheets of the polling stations, added up one by one and set beside what was declared. Every sum can be repeated by anyone, from the files of this folder alone.",
    noSheets: "No tally sheet of this contest has been received yet.",
    against: (source) => `Tally sheets against the declaration: ${source}`,
    againstLead: (day) => `Announced ${day}.`,
    collectedAlone: "What the tally sheets add up to",
    chart: (contest) => `${contest}: share of the valid votes`,
    sheetsBar: "Sheets",
    declaredBar: "Declared",
    readWithCoverage:
      "The sheets are those collected so far: read each difference together with the coverage below.",
    differenceNote: "Difference: tally sheets minus declared.",
    superseded: (n, text) =>
      n === 1
        ? "One earlier declaration was replaced and is kept in"
        : `${text} earlier declarations were replaced and are kept in`,
    testsTitle: "Can it be right?",
    testsMore: (n, text) =>
      n === 1 ? "The one question put to the result" : `All ${text} questions put to the result`,
    noDeclaration: "No result of this contest has been declared yet.",
    declaredElsewhere: "What was declared is not a total of the whole; it is shown, unit by unit, in",
    sourcesTitle: "All sources",
    sourcesLead:
      "Each column adds up one source's own sheets; they do not cover the same stations. Station by station, see",
    policyTitle: "How the total changes with the policy",
    policyLead:
      "Which sheets are counted was published beforehand. These are the totals under that policy, under the strictest one and under the most lenient one.",
    policyCaption: "totals under three policies",
    sourcesCaption: "totals of each source",
    sheetsInTotal: "Sheets in the total",
    orderTitle: "Could the sheets set aside change the order?",
    missingTitle: "What is missing, and where",
    missingLead: "Counted in solid, received but not counted in stripes, missing in white.",
    findingsTitle: "Findings",
    findingsLead: (n, text) => `${text} ${n === 1 ? "finding" : "findings"}.`,
    findingsNone: "None of the checks found anything.",
    findingsHow:
      "A finding is an observation with numbers, not a judgement: each one links to its sheets, and each kind names explanations in which nobody is at fault.",
    checkTitle: "Check it yourself in one minute",
    checkLead:
      "Nothing here has to be believed. With the folder and the program, both free, one command recomputes every number and every page.",
    checkSteps: [
      html`The page <q>Verify</q> does it in your browser. To depend on no server, go on with the next steps.`,
      html`Download this folder, or copy it with <code>cotejo mirror ADDRESS FOLDER</code>.`,
      html`Inside the folder, run the command below. It recomputes everything from the signed log and compares
      every file byte for byte.`,
      html`Compare the checkpoint it prints with one you have from elsewhere: a newspaper, an observer,
      another mirror. A whole log exchanged for another can only be noticed that way.`,
    ],
    checkpointTitle: "Checkpoint",
    checkpointLead:
      "These lines name the state of the log from which this folder was made. Publish them elsewhere, on paper if you can: they pin down every number here.",
    allContests: "Contests",
  },
  order: {
    nothing: "No sheet has been set aside, so none can change the order.",
    no: (f) =>
      `No. ${sheetsSetAside(f)} cannot change the order. Their stations have ${f.voters} registered voters in all, fewer than the smallest margin: ${f.margin} votes between ${f.ahead} and ${f.behind}.`,
    first: (f) =>
      `Possibly. ${sheetsSetAside(f)} could change the first place: their stations have ${f.voters} registered voters, and ${f.ahead} leads ${f.behind} by ${f.margin} votes.`,
    lower: (f) =>
      `Not the first place. ${sheetsSetAside(f)} could change the order further down: their stations have ${f.voters} registered voters, and ${f.ahead} leads ${f.behind} by ${f.margin} votes.`,
    unknown: (f) =>
      `It cannot be ruled out. Of ${f.unsized} of the ${f.sheets} sheets set aside, nobody knows how many registered voters their station has, so nothing bounds them.`,
    bound:
      "The bound assumes the extreme: that every registered voter of each of those stations voted for the selection behind, and nobody more than those registered.",
    unsized: (n, text) =>
      `${n === 1 ? "One" : text} of these sheets ${n === 1 ? "is of a station" : "are of stations"} whose number of registered voters is unknown; ${n === 1 ? "it comes" : "they come"} on top.`,
    missingUnknown: (n, text) =>
      `This speaks of the sheets received, not of those that are missing: how many registered voters the ${stations(n, text)} without a sheet ${n === 1 ? "has" : "have"} is unknown.`,
    missing: ({ n, stations: text, voters: registered, margin }) =>
      `This speaks of the sheets received, not of those that are missing: the ${stations(n, text)} without a sheet ${n === 1 ? "has" : "have"} ${registered} registered voters, and the margin between the first two is ${margin} votes.`,
  },
  tests: {
    lead: "What would have to be true for a declared result to hold, given the sheets: each question with its answer, what the answer hangs on, and how to compute it again.",
    none: "There is nothing to test yet: no sheet is counted and nothing was declared.",
    noAnswer: "No answer",
    conditionsTitle: "What this hangs on",
    conditionsLead:
      "Each answer is as good as its assumptions. Held: the data show it. Failed: the data contradict it. Unknown: nothing at hand can show it, and you have to judge.",
    condition: "Assumption",
    status: "Status",
    statuses: { held: "held", failed: "failed", unknown: "unknown" },
    howTitle: "How it was computed",
    inputsTitle: "What it rests on",
    inputs: {
      election: "Election file",
      register: "Register",
      dataset: "Table",
      declaration: "Declaration",
      sample: "Sample",
      readings: "Readings, up to entry",
      file: "File beside the log",
    },
    screening:
      "This only screens. A pattern can have many causes, and the example below shows how it arises without anybody’s doing.",
    sample: (id) => `Sample ${id}`,
    sheetsOf: (source) => `Sheets: ${source}`,
  },
  unit: {
    childrenTitle: (level) => `By unit: ${level}`,
    part: (part, parts) => `part ${part} of ${parts}`,
    statedBy: (sheets) => `(stated by ${sheets})`,
    partNavigation: "Parts of this page",
    contents: "On this page",
    stationsTitle: "Polling stations",
    directStations:
      "Some stations belong to this unit directly, to none of those below it; they are in the total and are listed further down.",
    noStations: "No polling station is listed in this unit.",
    resultCaption: (contest, source) => `${contest}. Source: ${source}`,
    stationCaption: (station, contest) => `Station ${station}: ${contest}`,
    valid: "Valid votes",
    declaredTitle: "Declared for this unit",
    findingsTitle: "Findings about this unit",
    registeredVoters: (count) => `${count} registered voters`,
    registeredUnknown: "Registered voters: unknown",
    sheetMissing: "No sheet has been received.",
    stationTitle: (station) => `Station ${station}`,
    dataset: (entry, row) => `entry ${entry}, row ${row}`,
    reading: (entry) => `entry ${entry}`,
    reader: (name) => `(${name})`,
    transcription: "all accounts together",
    adjudicated: (entry) => `a person decided that the account of entry ${entry} stands:`,
    adjudicatedNone: "a person decided that no account stands:",
    evidence: "Image of the sheet",
    evidenceAlt: (station) => `Image of the tally sheet of polling station ${station}`,
    evidenceHeld: "held, not published",
    evidenceOpen: "Open the file",
    evidenceDataset: "Image as the table names it:",
    redacted: (parts, count) =>
      `made from the image held, with ${count} ${parts === 1 ? "part" : "parts"} blackened`,
    redactedUnseen: "by a program, before anybody looked",
    redactionNoneNeeded: "shown as it is, since nothing in it needs hiding:",
    redactionWithdrawn: "not shown:",
    rowsReached: (rows) => `What is blackened reaches into these rows of votes: ${rows}.`,
    commitment: "Commitment:",
    qrWords: "The code on the sheet says:",
    readBy: (reader) => `Read by ${reader}`,
    copiesTitle: "The images side by side",
    copyOf: (station, entry) => `Image of the tally sheet of polling station ${station}, entry ${entry}`,
    copiesAlike: (f) =>
      `Entries ${f.entries}: the numbers look alike in both images, row by row (${f.rows} rows compared, ${f.percent}% of the ink in common). One may be the other saved again, or both may be photos of one paper.`,
    copiesNotAlike: (f) =>
      `Entries ${f.entries}: the numbers do not look alike in both images, or too little of them can be seen (${f.rows} rows compared, ${f.percent}% of the ink in common).`,
    copiesRowsDiffer: (f) => `Rows that look different: ${f.differ}.`,
    nothingRead: "nothing could be read",
    readingSealed: "reading made, not opened yet",
    proofTitle: "Proof",
    proofLead:
      "The entries of the log that this page rests on. The receipt of an entry, made with the command in the last column inside the folder, proves to anyone that the entry is in the log of the checkpoint.",
    proofCaption: "Entries of the log behind this page",
    leafHash: "Leaf hash",
    blob: "File it names",
    tile: "In the log's file",
    receipt: "Command for the receipt",
    permalink: (station) => `Permanent link to station ${station}`,
    shareOfValid: "Share of valid votes",
  },
  declarations: {
    lead: "Everything that was announced, in the order in which it was entered. Nothing is overwritten: a declaration that was replaced stays, and says by which one.",
    none: "Nothing has been declared yet.",
    current: "Stands",
    supersededBy: "Replaced by",
    supersedes: "Replaces",
    announced: "Announced",
    status: "Status",
    entry: "In the log",
    coverageAnnounced: "Stations counted, as announced",
    cited: "Cited from",
    file: "file",
    note: "Note",
    caption: (unit, declaration) => `${unit}: sheets and declaration ${declaration}`,
    unitsTitle: "Further units of this declaration",
    unitsCaption: "Declared, by unit",
    unitsCell:
      "In each cell: the declared figure, and below it the difference (tally sheets minus declared).",
    unitUnknown: "(not a unit of this election)",
    announcedShare: "* As announced.",
    turnout: "Turnout",
    against: (source) => `Set beside the tally sheets of this source: ${source}.`,
    noTabulation: "No sheet of this contest has been received, so nothing can be set beside these figures.",
  },
  differences: {
    lead: "Every two sources of the same contest, set side by side station by station. Only boxes that both state as a number are compared; a box that one form lacks, or that nobody can read, is no difference.",
    single: "Fewer than two sources have sheets, so there is nothing to compare yet.",
    pair: (first, second) => `${first} and ${second}`,
    inBoth: "Stations in both",
    equal: "Equal in every box",
    different: "Different",
    notComparable: "Without a box that both state",
    onlyIn: (source) => `Only in ${source}`,
    listCaption: "Boxes stated differently",
    noDifference: "No station in both sources states a different number.",
    leftOut: (shown, leftOut) => `The first ${shown} stations are listed; ${leftOut} more are in the file.`,
    csv: "All differences as CSV",
  },
  findingsPage: {
    lead: "What the checks observed, by kind. A finding is an observation with its numbers, never a judgement: it says what does not fit, and its sheet is always kept and shown.",
    none: "None of the checks found anything.",
    summaryCaption: "Findings by kind",
    count: "Number",
    treatment: "What the published policy does",
    setAside: "sheet not counted",
    notSetAside: "sheet counted",
    aboutDeclarations: "about declared totals; sets no sheet aside",
    meaning: "What it means",
    benign: "What can lead to it without anybody's fault",
    listCaption: (name) => `Findings: ${name}`,
    where: "Where",
    what: "What",
    leftOut: (shown, leftOut) => `The first ${shown} are listed; ${leftOut} more are in`,
    notFoundTitle: "Checked, nothing found",
    notFoundLead: "These checks ran over every sheet and declaration and found nothing.",
    others: "Others",
    csv: "All findings as CSV",
  },
  datasets: {
    lead: "Every table and every file that was received, and what became of it: which rows are used, which could not be, and why.",
    registerTitle: "Register of polling stations",
    registerNone:
      "No register was adopted. Stations are those that the tables and sheets name; no station can stand outside a register.",
    registerLead: (listed, units) =>
      `The register lists ${listed} polling stations. With the tables there are ${units} units.`,
    tablesTitle: "Tables",
    none: "No table has been imported.",
    format: "Format",
    encoding: "Encoding",
    delimiter: "Delimiter",
    lineEnding: "Line ends",
    columns: "Columns",
    columnsIgnored: "Columns not used",
    boxesAbsent: "Boxes this table has no column for",
    records: "Rows in the file",
    rowsUsed: "Rows used",
    rowsRefused: "Rows that could not be used",
    file: "File",
    supersedes: "Replaces",
    supersededBy: "Replaced by",
    refusedCaption: "Rows that could not be used, with the reason",
    refusedNone: "Every row was used.",
    refusedLeftOut: (shown, leftOut) =>
      `The first ${shown} rows are listed; ${leftOut} more could not be used.`,
    wholeRow: "the row",
    evidenceTitle: "Evidence",
    evidenceLead:
      "Photos and scans. A file is published as it is only where its sender or the publisher said that nothing in it needs hiding. Of others an image with parts blackened is shown, or nothing; the log holds a commitment, which pins the file down without showing it.",
    evidenceNone: "No photo or scan has been received.",
    evidenceCaption: "Evidence by source",
    received: "Received",
    published: "Published",
    read: "Read",
    nothingRead: "Nothing read",
    sealed: "Reading not opened yet",
    unread: "Not read yet",
    nothingReadTitle: "Readings without a result",
    nothingReadCaption: "Readings that read nothing, with the reason",
    unplacedTitle: "Evidence of an unknown station",
    unplacedCaption: "Files of which nobody knows the station yet",
    leftOut: (shown, leftOut) => `The first ${shown} are listed; ${leftOut} more are in the log.`,
    evidence: "Entry",
    reader: "Reader",
  },
  knownSheets: {
    title: "How often people read wrong",
    lead: (sheets) =>
      `Among the sheets that people read were ${sheets} whose numbers were established before, and committed to in the log. Nobody who read could tell them from others.`,
    closed: (sheets) =>
      `Among the sheets that people read are ${sheets} whose numbers were established before. They are opened at the end, and the error rate with them.`,
    caption: "Known sheets with a wrong number",
    of: "Reading",
    sheets: "Known sheets",
    wrong: "Wrong",
    rate: "Rate",
    interval: "95% interval",
    firstReading: "One person alone",
    afterAgreement: "What enough people agreed on",
    note: (notAgreed, minimum) =>
      `Wrong is a sheet on which at least one box states another number than it is known to have; after agreement, that is the same wrong number by enough people. On ${notAgreed} known sheets they did not agree: such sheets are adjudicated, and this says nothing of the errors of adjudication. With fewer than ${minimum} sheets no rate is told, only its upper bound. The interval is that of Clopper and Pearson (1934).`,
  },
  log: {
    lead: "Everything on these pages follows from a log to which entries are only ever added. Its checkpoint, signed with the log's key, names all of them: change one, and every later checkpoint differs.",
    checkpointTitle: "Checkpoint",
    origin: "Name of the log",
    size: "Entries",
    root: "Root hash",
    key: "Public key",
    rules: "Version of the rules",
    files: "Files",
    checkpointFile: "Checkpoint",
    manifestFile: "Manifest of all files",
    keyFile: "Key",
    openings: "Openings of commitments",
    howTitle: "How to verify",
    how: [
      html`<code>cotejo verify . --key KEY</code>, inside the folder, checks the signature, the tree and every
        file, then recomputes results and pages and compares them.`,
      html`<code>cotejo verify . --against CHECKPOINT</code> also proves that the log only grew since a
        checkpoint you kept.`,
      html`<code>cotejo receipt . ENTRY</code> makes a small file that proves, without the folder, that one
        entry is in the log.`,
      html`The log is in the C2SP formats <code>tlog-tiles</code> and <code>tlog-checkpoint</code>: other
        people's programs can verify it too.`,
    ],
    kindsTitle: "What the log holds",
    kindsCaption: "Entries by kind",
    kind: "Kind",
    count: "Number",
    entriesTitle: "Entries",
    entriesCaption: "Every entry of the log",
    what: "About",
    tooMany: (limit) => `The log has more than ${limit} entries; they are not listed here.`,
    tiles: "All of them are in the log's files, 256 to a file:",
  },
  data: {
    lead: "The same results as files for spreadsheets and programs. Each is recomputed and compared when the folder is verified.",
    downloadsTitle: "Downloads",
    downloadsCaption: "Files",
    file: "File",
    holds: "What it holds",
    files: {
      results: "Sums of every reporting unit, with its coverage, per source.",
      stations: "Every polling station's sheet, box by box, per source.",
      differences: "Where two sources differ, box by box.",
      findings: "Every finding with its numbers.",
      "results.json": "Results of the whole, per contest and source.",
      "declarations.json": "Declarations as they were entered.",
      "tests.json": "Tests of the result: questions, answers, assumptions, inputs.",
      statements: "Every confirmed statement of the documents, one a row.",
      "statements.jsonld": "The same as W3C Web Annotations, with places in code points.",
      "claim-reviews.jsonld": "What named persons concluded about statements (schema.org ClaimReview).",
      "datapackage.json": "Description of all tables (Frictionless Data).",
      checkpoint: "The signed checkpoint of the log.",
      key: "The log's public key.",
      manifest: "Size and hash of every file of this folder, signed.",
    },
    ofContest: (contest) => `Contest: ${contest}`,
    columnsTitle: "Columns",
    columnsLead:
      "CSV files are in UTF-8, with commas, one header line. An empty cell means that nobody states a number there; it never means zero.",
    columnsCaption: (file) => `Columns of ${file}`,
    columns: {},
    votesOf: (selection) => `Votes of ${selection}.`,
    boxColumn: "As the sheet states it; empty where the form has no such box or nobody can read it.",
    sumColumn: "Sum over the sheets counted.",
    namesTitle: "Names and ids",
    namesLead: "In the files, selections, contests and sources stand under their ids.",
    namesCaption: "Ids with their names",
    id: "Id",
    name: "Name",
    kind: "Kind",
    signsTitle: "What an empty cell can mean",
    signs:
      "In the table of stations, an empty box is either not on that form or illegible; the column illegibleBoxes names the illegible ones. In the table of results, an empty number of registered or missing stations means that nobody says how many there are.",
    reuseTitle: "Using the data",
    reuse:
      "Whoever quotes a number does well to quote the coverage and the checkpoint with it: the number belongs to that state of the log.",
  },
  about: {
    lead: "How these numbers come about, what they can show and what they cannot.",
    sections: [
      {
        id: "method",
        title: "What is done",
        body: html`<p>
            In most elections every polling station fills in a tally sheet when it closes. Those sheets are
            seen by many people before any total exists. Here they are collected from whoever has them, read,
            checked, added up, and set beside the totals that were declared.
          </p>
          <p>
            What arrives is written, as it arrives, into a log to which entries are only ever added.
            Everything on these pages is computed from that log, by published rules, and can be computed again
            by anyone.
          </p>`,
      },
      {
        id: "settled",
        title: "How a sheet is settled",
        body: html`<p>
            Each source is kept apart; sources are compared, never mixed. Within a source, what stands is a
            person's recorded decision if there is one; else readings of the image that agree; else the row of
            a table. Where accounts contradict each other the sheet is disputed, and both are shown.
          </p>
          <p>
            A box that nobody can read is never taken for zero. A sheet that does not add up is kept and shown
            as it is: nothing is repaired.
          </p>`,
      },
      {
        id: "neutrality",
        title: "Neutrality",
        body: html`<p>
            These pages use no words of judgement. They speak of findings (what a check observed), of
            differences (one number minus another) and of missing sheets. Most findings have explanations in
            which nobody is at fault, and each kind says which.
          </p>
          <p>
            All sources are treated by the same rules, and the rules are published before the sheets are added
            up. Where another rule would have given another total, both totals are shown.
          </p>`,
      },
    ],
    policyTitle: "Which sheets are counted",
    policyLead: (n, text) =>
      `The policy is part of the election file, the first entry of the log. ${n === 1 ? "One reading is enough to settle an image" : `${text} readings must agree to settle an image`}.`,
    policyAside: "Received, not counted: sheets of which the checks found",
    policyNotAside: "Counted all the same: sheets of which the checks found",
    sourcesTitle: "Whose accounts these are",
    sourcesCaption: "Sources",
    sourceKind: "Kind",
    glossaryTitle: "Words used here",
    glossary: [
      ["Polling station", "Where a set of voters votes and one tally sheet per contest is filled in."],
      ["Tally sheet", "The form on which a polling station writes down its result."],
      [
        "Reporting unit",
        "Any territory or building for which results are given, from the country down to the polling place.",
      ],
      ["Selection", "A candidate, a list or an answer that can be voted for."],
      ["Registered voters", "People entitled to vote at a polling station."],
      ["Evidence", "A file: a photo or a scan of a sheet."],
      ["Reading", "One reader's account of one sheet, box by box. A reader is a person or a program."],
      ["Declaration", "What an authority, or somebody else, announced as a result."],
      ["Finding", "What a check observed, with its numbers and a code that never changes its meaning."],
      [
        "Difference",
        "What the tally sheets add up to, minus what was declared; or one source's number minus another's.",
      ],
      [
        "Counted, explained, missing",
        "Every registered station is one of the three: its sheet is in the sums; it was received and is not counted, with the reason; or nothing was received.",
      ],
      ["Checkpoint", "A short signed text that pins down the log up to an entry."],
    ],
    notEstablishedTitle: "What verifying cannot establish",
    notEstablished: [
      "That a tally sheet tells what the voters decided. Verification shows that the sums follow from the sheets, not that the sheets are true.",
      "That all sheets were handed in. What is missing is counted, but nobody can read a sheet that was not received.",
      "That the log was not exchanged as a whole, unless you hold a checkpoint or receipt, or a key, that you got elsewhere.",
      "That evidence which is held and not published shows what its readings say. Its commitment only proves that it was not exchanged since.",
      "Who handed in what. The log names sources, not people.",
    ],
  },
};
