/**
 * The function that the build puts around this whole program (scripts/bundle-web.mjs). A function gives its source text
 * exactly as it was read (ECMA-262, Function.prototype.toString), so the program knows its own bytes without asking the
 * place it came from.
 */
declare const cotejoVerify: () => void;

/** The text of the script that is running, character by character. All of it is ASCII. */
export function ownSource(): string {
  return `(${cotejoVerify.toString()})();\n`;
}
