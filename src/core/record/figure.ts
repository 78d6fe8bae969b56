import type { Measure } from "./measure.ts";
import type { Quantity } from "./quantity.ts";
import type { Denominator } from "./share-measure.ts";
import type { Voice, Words } from "./voice.ts";

/**
 * What a number counts by: counts on different definitions are not one measure. held: in prison now, not ever arrested;
 * the polls and the quick count estimate a share that nobody has counted yet.
 */
export type Definition =
  "held" | "exit-poll" | "quick-count" | "opinion-poll" | "valid-votes" | "null-votes" | "blank-votes";

/** total: the whole of what its words name; part: of a figure before ("two of them"); increment: added to one. */
export type Role = "total" | "part" | "increment";

/**
 * A figure as the words of one document suggest it: a card for a person to confirm, correct or reject, never a fact.
 * Whatever is absent the words did not say, or not surely enough.
 */
export interface Figure extends Words {
  readonly kind: "figure";
  readonly measure: Measure;
  readonly quantity: Quantity;
  readonly role: Role;
  /** The number with its percent sign, inside the words. */
  readonly number: Words;
  readonly denominator?: Denominator;
  readonly definition?: Definition;
  /** Whose votes: a candidate or a party. */
  readonly subject?: Words;
  /** Of whom: "soldiers", "minors". Absent for people in general. */
  readonly group?: Words;
  readonly place?: Words;
  readonly time?: Words;
  readonly voice?: Voice;
  /** Deaths, injuries and arrests: a second person confirms. */
  readonly needsSecondReview: boolean;
}
