import type { StationId } from "../tally-sheet.ts";
import type { QrRefused } from "./qr-format.ts";

/** What a QR code says that only names its sheet: which one it is, and nothing of its votes. */
export interface QrIdentity {
  readonly kind: "identity";
  readonly station: StationId;
  /** What else the code holds, to write it again. */
  readonly prefix: string;
}

/** The last digits of every code on the presidential sheets; no source explains them. */
const PRESIDENTIAL = "0041000";

/**
 * The QR code on the presidential tally sheets of Honduras, 30 November 2025: department and municipality (two digits
 * each), the table (five, which make the polling station) and seven digits that are always the same.
 */
export function parseHnQr(text: string): QrIdentity | QrRefused {
  const groups = /^(?<prefix>[0-9]{4})(?<station>[0-9]{5})(?<suffix>[0-9]{7})$/.exec(text)?.groups;
  const { prefix, station, suffix } = groups ?? {};
  if (prefix === undefined || station === undefined)
    return refuse("is not 16 digits: department, municipality, table and the seven of the form");
  if (suffix !== PRESIDENTIAL)
    return refuse(`does not end with ${PRESIDENTIAL}, as the presidential form does`);
  return { kind: "identity", station, prefix };
}

/** The inverse of `parseHnQr`. */
export function formatHnQr(identity: Pick<QrIdentity, "station" | "prefix">): string {
  return `${identity.prefix}${identity.station}${PRESIDENTIAL}`;
}

function refuse(reason: string): QrRefused {
  return { kind: "refused", reason };
}
