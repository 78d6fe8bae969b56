import { InputError } from "../core/input-error.ts";

/**
 * What `use` gives. Core knows a person's file by what it is ("table", "mapping"); where it refuses one, the error names the
 * file that was given for it too. `files` says which; what was not given is left out.
 */
export async function nameInputs<Result>(
  files: Readonly<Record<string, string | undefined>>,
  use: () => Promise<Result>,
): Promise<Result> {
  try {
    return await use();
  } catch (error) {
    if (!(error instanceof InputError) || !Object.hasOwn(files, error.what)) throw error;
    const path = files[error.what];
    throw path === undefined ? error : new InputError(`${error.what} ${path}`, error.problems);
  }
}
