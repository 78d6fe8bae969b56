import type { Language } from "../../election.ts";
import type { Test, TestSubject } from "../../statistics/test-result.ts";
import type { MethodName } from "../../statistics/test-result.ts";
import type { Content } from "../html.ts";
import type { Page } from "../page.ts";
import type { Speaker } from "../speaker.ts";

/** Everything one method says, in one language. Sentences are short, plain and neutral. */
export interface MethodWords<Answer, Condition extends string, Refusal extends string> {
  readonly name: string;
  /** What is asked, as a reader would ask it. */
  readonly question: string;
  /** How the answer is computed, with the source of the method; one sentence or two each. */
  readonly how: readonly string[];
  /** The answer in one to three sentences, with its numbers. */
  readonly headline: (answer: Answer, speak: Speaker, subject: TestSubject) => string;
  /** What each assumption says. */
  readonly conditions: Readonly<Record<Condition, string>>;
  /** Why there is no answer, and what would give one. */
  readonly refusals: Readonly<Record<Refusal, string>>;
}

/** How the results of one method are told and drawn. */
export interface MethodPage<Answer, Condition extends string, Refusal extends string> {
  readonly words: Readonly<Record<Language, MethodWords<Answer, Condition, Refusal>>>;
  /** Plots, each with the table of its numbers under it, and whatever the headline leaves out. */
  readonly render: (page: Page, answer: Answer, subject: TestSubject) => Content;
}

/** The words of a method, from the type of its results. */
export type WordsOf<Result> =
  Result extends Test<MethodName, infer Answer, infer Condition, infer Refusal>
    ? MethodWords<Answer, Condition, Refusal>
    : never;

/** The page of a method, from the type of its results. */
export type PageOf<Result> =
  Result extends Test<MethodName, infer Answer, infer Condition, infer Refusal>
    ? MethodPage<Answer, Condition, Refusal>
    : never;

/** A result with its words and drawings at hand, its method's own types no longer needed. */
export interface Presentation {
  readonly result: Test<MethodName, unknown, string, string>;
  readonly words: Readonly<
    Record<Language, Pick<MethodWords<unknown, string, string>, "name" | "question" | "how">>
  >;
  /** The answer, or why there is none. */
  readonly headline: (speak: Speaker) => string;
  readonly condition: (code: string, language: Language) => string;
  readonly render: (page: Page) => Content;
}

export function present<Answer, Condition extends string, Refusal extends string>(
  { words, render }: MethodPage<Answer, Condition, Refusal>,
  result: Test<MethodName, Answer, Condition, Refusal>,
): Presentation {
  const { outcome, subject } = result;
  return {
    result,
    words,
    headline: (speak) => {
      const own = words[speak.language];
      return outcome.kind === "answered"
        ? own.headline(outcome.answer, speak, subject)
        : own.refusals[outcome.reason];
    },
    condition: (code, language) => {
      const texts: Readonly<Record<string, string>> = words[language].conditions;
      return texts[code] ?? code;
    },
    render: (page) => (outcome.kind === "answered" ? render(page, outcome.answer, subject) : undefined),
  };
}
