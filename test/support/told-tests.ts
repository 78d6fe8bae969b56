import { answerOf } from "./cotejo.ts";

/** One test of `cotejo test --json`, with an answer of the kind asked for. */
export interface Told<Answer> {
  readonly method: string;
  readonly subject: { readonly declarations?: readonly string[]; readonly sample?: string };
  readonly assumptions: readonly { readonly code: string; readonly status: string }[];
  readonly outcome:
    | { readonly kind: "answered"; readonly answer: Answer }
    | { readonly kind: "refused"; readonly reason: string };
}

export function testsOf<Answer>(directory: string, method: string): readonly Told<Answer>[] {
  return answerOf("test", directory, "--method", method) as readonly Told<Answer>[];
}

export function ofMethod<Answer>(tests: readonly Told<unknown>[], method: string): readonly Told<Answer>[] {
  return tests.filter((told): told is Told<Answer> => told.method === method);
}

export function answered<Answer>(told: Told<Answer> | undefined): Answer {
  if (told?.outcome.kind !== "answered") throw new Error(`no answer: ${JSON.stringify(told)}`);
  return told.outcome.answer;
}
