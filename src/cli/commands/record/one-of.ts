import { InputError } from "../../../core/input-error.ts";

/** The member of a closed list that a person wrote. Throws InputError that names all of them. */
export function oneOf<Name extends string>(names: readonly Name[], given: string, what: string): Name {
  const found = names.find((name) => name === given);
  if (found === undefined) throw new InputError(what, [`"${given}" is none of: ${names.join(", ")}`]);
  return found;
}
