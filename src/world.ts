import type { Sha256Hex } from "./core/bytes.ts";
import type { Opening } from "./core/commitment.ts";
import type { Crypto, Sha512 } from "./core/crypto.ts";
import type { HandAccount } from "./core/formats/hand-reading.ts";
import type { PrintAccount } from "./core/formats/print-reading.ts";
import type { QrFormat } from "./core/formats/qr-format.ts";
import type { PixelBox, SheetParts } from "./core/formats/sheet-parts.ts";
import type { SheetTemplate } from "./core/formats/sheet-template.ts";
import type { QualityProblem } from "./core/image-quality.ts";
import type { ManifestFile } from "./core/manifest.ts";
import type { VerifierKey } from "./core/tlog/note.ts";

/** The world failed us (a disk, a network, another process): not the data, and not our code. Caught once, at the top. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: string;

  constructor(code: string, message: string, options?: { readonly cause: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** Entries that are in the signed log, durably: what may be told to whoever handed them in. */
export interface Acknowledgement {
  readonly firstIndex: number;
  /** The checkpoint that covers them, signed. */
  readonly checkpoint: string;
}

/** The only interface to the outside. Everything a command keeps, it keeps through this. */
export interface World {
  /** The only clock. */
  now(): Date;
  randomBytes(count: number): Uint8Array;
  readonly crypto: Crypto & Sha512;
  /** The log's public key. */
  readonly verifierKey: VerifierKey;

  /** The signed checkpoint of everything acknowledged. */
  checkpoint(): string;
  /** Every entry of the log, in order. */
  entries(): readonly Uint8Array[];
  /** A tile of the log, by its C2SP path; undefined where the log has none there. */
  tile(path: string): Uint8Array | undefined;
  /** Durable and in the signed log once it resolves, all or nothing; entries already held are left as they are. */
  append(entries: readonly Uint8Array[]): Promise<Acknowledgement>;

  /** What entries name by hash: definitions, registers, tables, declarations. Public. Durable once it resolves. */
  keepBlob(bytes: Uint8Array): Promise<Sha256Hex>;
  blob(hash: Sha256Hex): Uint8Array | undefined;
  /** Photos and scans: private until an opening says otherwise. Durable once it resolves. */
  keepEvidence(bytes: Uint8Array): Promise<Sha256Hex>;
  evidence(hash: Sha256Hex): Uint8Array | undefined;
  /** All files held, by hash. */
  evidenceHeld(): ReadonlySet<Sha256Hex>;
  /** Salts and payloads of commitments: private until they are due. Durable once it resolves. */
  keepOpenings(openings: readonly Opening[]): Promise<void>;
  /** Every opening ever kept, also of commitments that never entered the log. */
  openings(): readonly Opening[];
  /**
   * What is being worked on and is no part of the record: who has which file, what is half typed. Private; without it
   * work is done twice, and nothing is lost. Durable once it resolves, whole, in the place of what stood there.
   */
  keepWork(name: string, bytes: Uint8Array): Promise<void>;
  work(name: string): Uint8Array | undefined;
  /** A proof that an entry is in the log, kept for whoever handed it in; gives the path to tell them. */
  keepReceipt(index: number, proof: string): Promise<string>;

  /**
   * Between two steps of long work: whoever waits for the folder works on it first. True where the log has grown by that:
   * what was loaded of it is to be loaded again.
   */
  makeWay(): Promise<boolean>;

  /** Signs a note with the log's key. */
  sign(body: string): string;
}

/** What a file holds that somebody handed in. */
export type OpenedFile =
  /** A JPEG or PNG within the limits. */
  | { readonly kind: "as-it-is" }
  /** Its pages as JPEG or PNG, with nothing of it but their pixels. */
  | { readonly kind: "images"; readonly from: string; readonly images: readonly Uint8Array[] }
  | { readonly kind: "refused"; readonly reason: string }
  /** No format of images that it knows. */
  | { readonly kind: "unknown" };

/** A program that opens image files of many formats. */
export interface ImageIntake {
  open(file: Uint8Array): Promise<OpenedFile>;
}

/** A program that covers parts of images. */
export interface ImageRedactor {
  /** The size of the image as it is seen. Throws where the file is no image. */
  measure(file: Uint8Array): Promise<{ readonly width: number; readonly height: number }>;
  /** An image of the same size with nothing left in the boxes, and nothing of the file but its other pixels. */
  redact(
    file: Uint8Array,
    boxes: readonly PixelBox[],
  ): Promise<{
    readonly bytes: Uint8Array;
    readonly mediaType: "image/jpeg" | "image/png";
    readonly width: number;
    readonly height: number;
  }>;
}

/** A program that finds where the parts of a template stand on an image. */
export interface PartFinder {
  /** Undefined where the template was not found on it. Throws where the file is no image it can open. */
  find(file: Uint8Array, template: SheetTemplate): Promise<SheetParts | undefined>;
}

/** A reader broke off or gave no answer: of this image nothing is known, and others can be read. */
export class ReaderStopped extends Error {
  override readonly name = "ReaderStopped";
}

/** What a reader of QR codes found in an image. */
export interface CodesSeen {
  readonly texts: readonly string[];
  /** What makes the image hard to read, where not all that was looked for was found. */
  readonly quality?: readonly QualityProblem[];
}

/** A program that says what makes an image hard to read, at once, for whoever can still take another. */
export interface QualityGauge {
  /** For a sheet with such codes, and where `isCodeAll` nothing else to be read. Nothing for what is no image it can open. */
  measure(
    image: Uint8Array,
    sheet: { readonly formats: readonly QrFormat[]; readonly isCodeAll: boolean },
  ): Promise<readonly QualityProblem[]>;
}

/** A program that finds the texts of the QR codes in an image. */
export interface QrReader {
  /** Its name and version: readings are attributed to it. */
  readonly name: string;
  /** How many images it reads at once; 1 unless told. */
  readonly lanes?: number;
  /**
   * The texts found, none where there is none; it may stop looking once they suffice for one of the formats. Throws where
   * the file is no image it can open.
   */
  read(image: Uint8Array, formats: readonly QrFormat[]): Promise<CodesSeen>;
}

/** What a reader made of each row of a template: of print, or of what is written by hand. */
export type SheetAccount = PrintAccount | HandAccount;

/** A program that reads the numbers of a sheet by a template. */
export interface SheetReader {
  /** Its name and version. */
  readonly name: string;
  /** How many images it reads at once; 1 unless told. */
  readonly lanes?: number;
  /** Throws where the file is no image it can open. */
  read(image: Uint8Array, template: SheetTemplate): Promise<SheetAccount>;
}

/** A public folder being written: nothing of it shows until `finish`, and then all of it at once. */
export interface PublicationWriter {
  /** A file of the publication that stands, whatever it holds; undefined where it has none there. */
  read(path: string): Uint8Array | undefined;
  write(path: string, bytes: Uint8Array): void;
  /** The bytes of a file of the publication that stands; undefined where it has not exactly this one. */
  standing(file: ManifestFile, mark?: string): Uint8Array | undefined;
  /**
   * Takes a file over from the publication that stands; false, without a change, where it has not exactly this one. Where
   * the file bears the mark that `marks` gave it, nothing was written to it since, and its hash is not computed.
   */
  keep(file: ManifestFile, mark?: string): boolean;
  /** Makes what was written the published folder, in the place of what stood there. */
  finish(): { readonly filesWritten: number; readonly filesUnchanged: number };
  /** After `finish`: a mark of each file, another one once the file is written to; none where that cannot be told. */
  marks(paths: Iterable<string>): ReadonlyMap<string, string>;
  /** Forgets what was written; what was published before stays. */
  abandon(): void;
}

/** A way to ask witnesses for cosignatures (c2sp.org/tlog-witness). */
export interface WitnessClient {
  /** Sends `add-checkpoint` to the witness at that address. Throws AppError where it gives no whole answer in time. */
  addCheckpoint(url: string, request: string): Promise<{ readonly status: number; readonly body: string }>;
}
