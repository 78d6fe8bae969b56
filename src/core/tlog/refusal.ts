import { InputError } from "../input-error.ts";

/** The reason why something from outside is not accepted, in words for its reader. */
export interface Refusal {
  readonly kind: "refused";
  readonly reason: string;
}

export function refused(reason: string): Refusal {
  return { kind: "refused", reason };
}

/** What `parse` gives, or the reason of its InputError. Any other exception is a bug of ours and passes through. */
export function attempt<Value>(
  parse: () => Value,
): { readonly kind: "parsed"; readonly value: Value } | Refusal {
  try {
    return { kind: "parsed", value: parse() };
  } catch (error) {
    if (error instanceof InputError) return refused(error.message);
    throw error;
  }
}

/** The same of what is computed elsewhere. */
export async function attemptLater<Value>(
  parse: () => Value | Promise<Value>,
): Promise<{ readonly kind: "parsed"; readonly value: Value } | Refusal> {
  try {
    return { kind: "parsed", value: await parse() };
  } catch (error) {
    if (error instanceof InputError) return refused(error.message);
    throw error;
  }
}
