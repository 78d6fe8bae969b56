/**
 * Something a person gave us (a file, an argument) is not what it should be. It names what it was given and every
 * problem found, so that one look mends all of them. The command line turns it into exit code 2.
 */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly what: string;
  readonly problems: readonly string[];

  constructor(what: string, problems: readonly string[]) {
    super(
      problems.length === 1
        ? `${what}: ${problems[0]}`
        : `${what}:\n${problems.map((line) => `  - ${line}`).join("\n")}`,
    );
    this.what = what;
    this.problems = problems;
  }

  /** From a schema's issues: each is told with the path of the field it is about. */
  static fromIssues(
    what: string,
    issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
  ): InputError {
    return new InputError(
      what,
      issues.map(({ path, message }) => {
        const problem = message.replace(ABSENT, "is missing: $1 is expected");
        return path.length > 0 ? `${path.map(String).join(".")}: ${problem}` : problem;
      }),
    );
  }
}

/** How a schema tells of a field that is not there. */
const ABSENT = /^Invalid input: expected (.+), received undefined$/;

/** JSON from a person: a byte order mark is forgiven, everything else must be JSON. */
export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""), refusePrototype);
  } catch (error) {
    if (error instanceof InputError) throw new InputError(what, error.problems);
    throw new InputError(what, [`is not JSON (${error instanceof Error ? error.message : String(error)})`]);
  }
}

/** A member called __proto__ means nothing in any file of ours, and would be dropped in silence. */
function refusePrototype(name: string, value: unknown): unknown {
  if (name === "__proto__") throw new InputError("JSON", ['has a member named "__proto__"']);
  return value;
}
