/** Why a record cannot be used, and the column it is about, where it is about one. */
export interface Refusal {
  readonly column?: string;
  readonly reason: string;
}
