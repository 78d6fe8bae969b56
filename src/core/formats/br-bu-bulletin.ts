import type { Sha512 } from "../crypto.ts";
import { chainAfter, type BuSlice } from "./br-bu-slice.ts";
import type { QrRefused } from "./qr-format.ts";

/** As much of one bulletin as is held. */
export interface BuBulletin {
  readonly kind: "bulletin";
  readonly count: number;
  /** The parts held, in order. The first is always among them: it says which polling station this is. */
  readonly slices: readonly BuSlice[];
  /** Whether every part's hash was checked: past a part that is missing none can be. */
  readonly hash: "right" | "not-checked";
}

/** A bulletin whose first part is not held: nothing says of which polling station it is. */
export interface BuHeadless {
  readonly kind: "headless";
  readonly slices: readonly BuSlice[];
}

/**
 * The bulletin that the codes of one image are of. Parts that other images show (`others`) complete it where their hash
 * proves that they follow; where two different ones would follow, neither is taken. A part of this image that stands
 * behind a missing one cannot be checked, and is kept because one image shows one sheet.
 */
export function assembleBulletin(
  own: readonly BuSlice[],
  others: readonly BuSlice[],
  crypto: Sha512,
): BuBulletin | BuHeadless | QrRefused {
  const slices = distinct(own).toSorted((one, other) => one.index - other.index);
  const [first] = slices;
  if (first === undefined) return refuse("has no part of a bulletin");
  if (
    slices.some((slice) => slice.count !== first.count || slice.version !== first.version) ||
    slices.some((slice, at) => slices[at - 1]?.index === slice.index)
  )
    return refuse("QR codes of several tally sheets in one image: one image a sheet");
  const fitting = distinct(others).filter(
    (slice) => slice.count === first.count && slice.version === first.version,
  );
  if (first.index === 1) return follow(slices, fitting, crypto);
  const whole = fitting
    .filter((slice) => slice.index === 1)
    .map((head) => follow([head, ...slices], fitting, crypto))
    .filter((bulletin) => bulletin.kind === "bulletin" && bulletin.hash === "right");
  const [only, ...more] = whole;
  return only !== undefined && more.length === 0 ? only : { kind: "headless", slices };
}

/** From the first part on, each next one: the image's own, else the only one of the others that follows. */
function follow(own: readonly BuSlice[], others: readonly BuSlice[], crypto: Sha512): BuBulletin | QrRefused {
  const slices: BuSlice[] = [];
  const count = own[0]?.count ?? 0;
  let before: string | undefined;
  let isWhole = true;
  let hash: BuBulletin["hash"] = "right";
  for (let index = 1; index <= count; index++) {
    const mine = own.find((slice) => slice.index === index);
    if (!isWhole) {
      if (mine === undefined) continue;
      slices.push(mine);
      hash = "not-checked";
      continue;
    }
    const candidates = mine === undefined ? others.filter((slice) => slice.index === index) : [mine];
    const next = candidates.flatMap((slice) => {
      const after = chainAfter(before, slice, crypto);
      return after === undefined ? [] : [{ slice, after }];
    });
    const [only, ...more] = next;
    if (only !== undefined && more.length === 0) {
      slices.push(only.slice);
      before = only.after;
    } else if (mine !== undefined)
      return refuse(
        index === 1
          ? "its hash is not that of what it says"
          : `the hash of part ${index} does not follow from the parts before it`,
      );
    else isWhole = false;
  }
  return { kind: "bulletin", count, slices, hash };
}

function distinct(slices: readonly BuSlice[]): BuSlice[] {
  const seen = new Map(
    slices.map((slice) => [
      `${slice.index} ${slice.count} ${slice.version} ${slice.content} ${slice.hash} ${slice.signature ?? ""}`,
      slice,
    ]),
  );
  return [...seen.values()];
}

function refuse(reason: string): QrRefused {
  return { kind: "refused", reason };
}
