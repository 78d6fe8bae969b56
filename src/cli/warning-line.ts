import type { TypingWarning } from "../core/people/check-typed-sheet.ts";

/** A typing warning in words. It tells only of what the person typed. */
export function warningLine(warning: TypingWarning): string {
  switch (warning.code) {
    case "sum-not-closing":
      return `${warning.total}: you typed ${warning.stated}, and its parts add up to ${warning.sum}`;
    case "more-than-ballots":
      return `${warning.box}: more than ${warning.limit}`;
    case "more-than-registered":
      return `${warning.box}: more than the station has registered voters`;
    case "number-too-long":
      return `${warning.box}: no polling station has so many`;
    case "changed":
      return `${warning.box}: another number than you typed before`;
    case "station-not-listed":
      return "station: the register has no such polling station";
    case "nothing-stated":
      return "no box is stated";
  }
}
