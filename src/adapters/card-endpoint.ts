import { z } from "zod";

import { BOUNDS, MEASURES, MODALITIES, STANCES } from "../core/record/claim.ts";
import type { SuggestedWords } from "../core/record/suggested-words.ts";
import { AppError } from "../world.ts";

const ANSWER_MAXIMUM = 2_000_000;
const MILLISECONDS = 120_000;

/** Another program that suggests cards: anything that answers as an OpenAI-compatible endpoint does. */
export interface CardEndpoint {
  /** Its address up to `/chat/completions`. */
  readonly url: string;
  readonly model: string;
  readonly key: string | undefined;
}

const text = z.string().max(2_000);
const cardSchema = z.object({
  kind: z.enum(["figure", "quote", "position"]),
  words: text.min(1),
  measure: z.enum(MEASURES).optional(),
  value: z.number().optional(),
  bound: z.enum(BOUNDS).optional(),
  voice: text.optional(),
  modality: z.enum(MODALITIES).optional(),
  stance: z.enum(STANCES).optional(),
  actors: z.array(text).max(60).optional(),
});
const answerSchema = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});
const cardsSchema = z.object({ cards: z.array(z.unknown()).max(2_000) });

const ASKED = `You are given a document about an election. Answer with JSON {"cards": [...]}. Each card has "kind" (figure, quote, position) and "words": the shortest exact words of the document, copied character by character. A figure has "measure" (${MEASURES.join(", ")}), "value" and "bound" (${BOUNDS.join(", ")}). A position has "stance" (${STANCES.join(", ")}) and "actors". "voice" is who says so; leave it out unless the words are sure. Suggest nothing that the words do not say.`;

/**
 * Asks the endpoint for what the words of a text suggest. What is no card is left out; nothing it says is believed before
 * a person confirms it. Throws AppError where it gives no whole answer.
 */
export async function suggestByEndpoint(
  endpoint: CardEndpoint,
  document: string,
): Promise<readonly SuggestedWords[]> {
  const answer = answerSchema.safeParse(await ask(endpoint, document));
  if (!answer.success) throw failure(endpoint, "its answer is not that of a chat completion");
  const content = answer.data.choices[0]?.message.content ?? "";
  const cards = cardsSchema.safeParse(jsonOf(endpoint, content.replaceAll(/^```(?:json)?\s*|\s*```$/g, "")));
  if (!cards.success) throw failure(endpoint, "its answer holds no cards");
  return cards.data.cards.flatMap((card) => {
    const parsed = cardSchema.safeParse(card);
    return parsed.success ? [parsed.data] : [];
  });
}

async function ask({ url, model, key }: CardEndpoint, document: string): Promise<unknown> {
  const address = `${url.replace(/\/$/, "")}/chat/completions`;
  const endpoint = { url, model, key };
  try {
    const response = await fetch(address, {
      method: "POST",
      redirect: "error",
      signal: AbortSignal.timeout(MILLISECONDS),
      headers: {
        "Content-Type": "application/json",
        ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify({
        model,
        temperature: 0,
        response_format: { type: "json_object" },
        messages: [
          { role: "system", content: ASKED },
          { role: "user", content: document },
        ],
      }),
    });
    const body = await response.text();
    if (body.length > ANSWER_MAXIMUM) throw failure(endpoint, "its answer is too long");
    if (!response.ok) throw failure(endpoint, `it answered ${response.status}`);
    return jsonOf(endpoint, body);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw failure(endpoint, error instanceof Error ? error.message : String(error));
  }
}

function jsonOf(endpoint: CardEndpoint, body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw failure(endpoint, "its answer is not JSON");
  }
}

function failure({ url }: CardEndpoint, reason: string): AppError {
  return new AppError("network", `could not ask ${url} for suggestions: ${reason}`);
}
