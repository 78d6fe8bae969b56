/** A real slip planted in a formula, and the test file that must notice. */
export interface Mutant {
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  readonly dies: string;
  readonly why: string;
}
