import type { FindingCode } from "../../core/finding.ts";
import type { ContestId, StationId } from "../../core/tally-sheet.ts";
import {
  CANDIDATE_AHEAD,
  CANDIDATE_DECLARED,
  CANDIDATES,
  AUTHORITY_NAME,
  COUNTRY_NAME,
  ELECTION_DATE_IN_SPANISH,
  PRESIDENT,
  PRESIDENT_TITLE,
  PARTY_ROWS,
  SOURCES,
} from "./ballot.ts";
import { hasVotesToMove, moveToFreeVector, stateSheet, type Planted, type Planting } from "./planting.ts";
import { itemAt } from "./random.ts";
import type { DrawnSheet } from "./sheet-drawing.ts";
import type { PresidentSheet, StationTruth } from "./votes.ts";
import { FLAWS_OF_WITNESSES } from "./witness-flaws.ts";

/** An image file a witness sends: its bytes are what drawing `sheet` in the format of its name gives. */
export interface DemoPhoto {
  readonly fileName: string;
  readonly contest: ContestId;
  /** The station the sender says it is of; not everybody says. */
  readonly station?: StationId;
  /** Whether it arrives after the first publication. */
  readonly late: boolean;
  readonly sheet: DrawnSheet;
  /** The earlier file that has the same bytes. */
  readonly duplicateOf?: string;
  /** What becomes of it before it is shown, where its sender did not say that nothing in it needs hiding. */
  readonly showing?: PhotoShowing;
}

/** Signatures are covered; or a person says that there are none; or nobody decides, and it is left out. */
export type PhotoShowing = "signatures-covered" | "nothing-to-cover" | "undecided";
/** The first ordinary photos, in their order: enough to see each on the pages. */
const SHOWINGS: readonly PhotoShowing[] = [
  "signatures-covered",
  "signatures-covered",
  "signatures-covered",
  "nothing-to-cover",
  "undecided",
];

const PHOTOS = {
  ordinary: 26,
  ordinaryLate: 8,
  sentTwice: 2,
  sentTwiceLate: 1,
  claimedForTwo: 2,
  claimedWrongly: 2,
  rivals: 2,
  rivalsLate: 1,
  tornInTable: 1,
} as const;

interface Draft {
  readonly claim: StationId | undefined;
  readonly late: boolean;
  readonly sheet: DrawnSheet;
  readonly sameAs?: Draft;
  readonly showing?: PhotoShowing;
}

type PhotoFlaw = Omit<Planted, "source" | "files">;

/** Photos that belong together, in the order they are sent, and what is planted with them. */
interface Bundle {
  readonly drafts: readonly Draft[];
  readonly flaws: readonly PhotoFlaw[];
}

/** The witnesses' photos in the order they are sent; those that plant a flaw name it in `planting`. */
export function takePhotos(planting: Planting): readonly DemoPhoto[] {
  const bundles = planting.random.shuffled([
    ...ordinaryPhotos(planting),
    ...photosOfUntypedStations(planting),
    ...duplicatePhotos(planting),
    ...photosOfTwoStations(planting),
    ...rivalPhotos(planting),
    ...tornPhotos(planting),
    ...photosAgainstTable(planting),
  ]);
  const drafts = bundles.flatMap((bundle) => bundle.drafts);
  const sent = [...drafts.filter((draft) => !draft.late), ...drafts.filter((draft) => draft.late)];
  const names = new Map(
    sent.map((draft, at) => [
      draft,
      `sheet-${String(at + 1).padStart(3, "0")}.${draft.sheet.look === "photo" ? "jpg" : "png"}`,
    ]),
  );
  const nameOf = (draft: Draft) => names.get(draft) ?? "";
  for (const { drafts, flaws } of bundles)
    for (const flaw of flaws)
      planting.planted.push({ ...flaw, source: SOURCES.witnesses, files: drafts.map(nameOf) });
  return sent.map((draft) => ({
    fileName: nameOf(draft),
    contest: PRESIDENT,
    ...(draft.claim === undefined ? {} : { station: draft.claim }),
    late: draft.late,
    sheet: draft.sheet,
    ...(draft.sameAs === undefined ? {} : { duplicateOf: nameOf(draft.sameAs) }),
    ...(draft.showing === undefined ? {} : { showing: draft.showing }),
  }));
}

/** Photos of one station that plant one flaw; it is late where one of them is. */
function bundleOf(
  { station }: StationTruth,
  drafts: readonly Draft[],
  { flaw, code, ...rest }: Omit<PhotoFlaw, "stations" | "late">,
): Bundle {
  const late = drafts.some((photo) => photo.late);
  const named = code === undefined ? { flaw } : { flaw, code };
  return { drafts, flaws: [{ ...named, stations: [station], late, ...rest }] };
}

function draft(planting: Planting, of: StationTruth, how: { readonly late?: boolean } = {}): Draft {
  return {
    claim: of.station,
    late: how.late ?? false,
    sheet: drawnSheetOf(of, of.president, planting.random.between(0, 0xffffffff)),
  };
}

/** What the paper shows. The look is a flatbed scan or a photo taken on a table. */
function drawnSheetOf(of: StationTruth, sheet: PresidentSheet, variation: number): DrawnSheet {
  const { registeredVoters, ballotsCast, validVotes, blankVotes, nullVotes, partyVotes } = sheet;
  const [region, department, municipality, place] = of.path;
  return {
    country: COUNTRY_NAME,
    authority: AUTHORITY_NAME,
    contest: PRESIDENT_TITLE,
    date: ELECTION_DATE_IN_SPANISH,
    station: of.station,
    region: region.name,
    department: department.name,
    municipality: municipality.name,
    place: place.name,
    registeredVoters,
    candidates: CANDIDATES.map(({ id, name }) => ({
      name,
      rows: PARTY_ROWS.flatMap((row, at) =>
        row.selection === id ? [{ party: row.name, votes: partyVotes[at] ?? 0 }] : [],
      ),
    })),
    validVotes,
    blankVotes,
    nullVotes,
    ballotsCast,
    qrText: formatQrText(of.station, sheet),
    look: variation % 5 < 3 ? "photo" : "scan",
    variation,
  };
}

function formatQrText(station: StationId, sheet: PresidentSheet): string {
  return `${station}!${sheet.partyVotes.join(",")}!${sheet.nullVotes}!${sheet.blankVotes}`;
}

function ordinaryPhotos(planting: Planting): Bundle[] {
  const first = planting.take(PHOTOS.ordinary).map((station, at) => {
    const photo = showingPhoto(draft(planting, station), SHOWINGS[at]);
    return at % 6 === 5 ? { ...photo, claim: undefined } : photo;
  });
  const late = planting.collection.witnessesLate
    .slice(0, PHOTOS.ordinaryLate)
    .map((station) => draft(planting, station, { late: true }));
  return [...first, ...late].map((photo) => ({ drafts: [photo], flaws: [] }));
}

/** A photo that its sender did not look through: it shows signatures, but where there are none to cover. */
function showingPhoto(photo: Draft, showing: PhotoShowing | undefined): Draft {
  if (showing === undefined) return photo;
  const sheet: DrawnSheet = showing === "nothing-to-cover" ? photo.sheet : { ...photo.sheet, signed: true };
  return { ...photo, showing, sheet };
}

function photosOfUntypedStations(planting: Planting): Bundle[] {
  const { photoOnly, photoOnlyLate } = planting.collection;
  return [
    ...photoOnly.map((station) => ({ station, late: false })),
    ...photoOnlyLate.map((station) => ({ station, late: true })),
  ].map(({ station, late }) =>
    bundleOf(station, [draft(planting, station, { late })], {
      flaw: "photo-only",
      explanation: "Nobody typed this sheet: only the QR code of its photo says what it holds.",
      expected: "counted",
    }),
  );
}

function duplicatePhotos(planting: Planting): Bundle[] {
  return planting.take(PHOTOS.sentTwice + PHOTOS.sentTwiceLate).map((station, at) => {
    const original = draft(planting, station);
    const late = at >= PHOTOS.sentTwice;
    return bundleOf(station, [original, { ...original, late, sameAs: original }], {
      flaw: "file-sent-twice",
      explanation: "The same file was sent twice for the same station: it is one piece of evidence.",
      expected: "counted",
    });
  });
}

/** A file sent for its own station and for another one, and files sent for another one only. */
function photosOfTwoStations(planting: Planting): Bundle[] {
  const bundles: Bundle[] = [];
  for (let made = 0; made < PHOTOS.claimedForTwo + PHOTOS.claimedWrongly; made++) {
    const stations = planting.take(2);
    const [own, other] = [itemAt(stations, 0), itemAt(stations, 1)];
    const original = draft(planting, own);
    const both = made < PHOTOS.claimedForTwo;
    const claimed: Draft = { ...original, claim: other.station, ...(both ? { sameAs: original } : {}) };
    const notAsClaimed = flawOfClaim(
      "station-not-as-claimed",
      [own.station],
      `Sent as the sheet of ${other.station}, but the sheet itself says ${own.station}.`,
    );
    const twoStations = flawOfClaim(
      "same-file-two-stations",
      [own.station, other.station],
      "The same file was sent as the sheet of two stations.",
    );
    bundles.push({
      drafts: both ? [original, claimed] : [claimed],
      flaws: both ? [twoStations, notAsClaimed] : [notAsClaimed],
    });
  }
  return bundles;
}

function flawOfClaim(code: FindingCode, stations: readonly StationId[], explanation: string): PhotoFlaw {
  return { flaw: code, code, stations, late: false, explanation, expected: "counted" };
}

function rivalPhotos(planting: Planting): Bundle[] {
  return planting.take(PHOTOS.rivals + PHOTOS.rivalsLate, hasVotesToMove).map((station, at) => {
    const late = at >= PHOTOS.rivals;
    const rival = moveToFreeVector(planting, station.president, {
      from: CANDIDATE_AHEAD,
      to: CANDIDATE_DECLARED,
      count: planting.random.between(30, 60),
    });
    const variation = planting.random.between(0, 0xffffffff);
    const other = { claim: station.station, late, sheet: drawnSheetOf(station, rival, variation) };
    return bundleOf(station, [draft(planting, station), other], {
      flaw: "rival-photos",
      code: "rival-copies",
      explanation: "Two photos show two different sheets of this station; both add up.",
      expected: "explained",
    });
  });
}

function tornPhotos(planting: Planting): Bundle[] {
  const typed = planting.take(PHOTOS.tornInTable);
  const untyped = planting.collection.photoUnreadable;
  return [...typed, ...untyped].map((station) => {
    const photo = draft(planting, station);
    const inTable = typed.includes(station);
    return bundleOf(station, [{ ...photo, sheet: { ...photo.sheet, qrText: undefined } }], {
      flaw: "qr-torn-off",
      explanation: inTable
        ? "The QR code is torn off, so no machine reads the photo; the table has its numbers."
        : "The QR code is torn off and nobody typed the sheet: evidence is held, and not yet read.",
      expected: inTable ? "counted" : "explained",
    });
  });
}

/** The table has a number that the sheet's QR code does not have. */
function photosAgainstTable(planting: Planting): Bundle[] {
  return planting.take(FLAWS_OF_WITNESSES.readersWrong, hasVotesToMove).map((station) => {
    const typed = moveToFreeVector(planting, station.president, {
      from: CANDIDATE_AHEAD,
      to: "larrazcue",
      count: planting.random.between(9, 30),
    });
    planting.rows.witnesses.set(station.station, [stateSheet(typed)]);
    return bundleOf(station, [draft(planting, station)], {
      flaw: "qr-contradicts-table",
      code: "readings-disagree",
      explanation: "Whoever typed the table misread this sheet: its QR code says other numbers.",
      expected: "explained",
    });
  });
}
