import { codePointOffset } from "./code-point-offset.ts";
import type { Claim } from "./claim.ts";
import type { RecordView } from "./record-view.ts";
import type { StatementView } from "./statement-view.ts";

/**
 * The confirmed statements as a page of W3C Web Annotations (REC-annotation-model-20170223): each with the words as a
 * TextQuoteSelector and, where the whole text is public, their place in code points as a TextPositionSelector. The
 * source is the text, by its hash; the address of the page it was taken from is its scope.
 */
export function annotationPage(record: RecordView, name: string): unknown {
  const documents = new Map(record.documents.map((document) => [document.entry, document]));
  return {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    id: `urn:cotejo:${encodeURIComponent(name)}:statements`,
    type: "AnnotationPage",
    items: record.statements.map((statement) => {
      const { entry, claim, reviewers, document } = statement;
      const found = documents.get(document);
      return {
        id: `urn:cotejo:${encodeURIComponent(name)}:statement:${entry}`,
        type: "Annotation",
        motivation: "describing",
        creator: reviewers.map((reviewer) => ({ type: "Person", name: reviewer })),
        body: [
          { type: "TextualBody", purpose: "classifying", format: "text/plain", value: claim.kind },
          { type: "TextualBody", purpose: "describing", format: "text/plain", value: describeClaim(claim) },
        ],
        target: {
          source: `urn:sha256:${claim.span.textSha256}`,
          ...(found?.facts.url === undefined ? {} : { scope: found.facts.url }),
          selector: selectorsOf(statement, found?.text),
        },
      };
    }),
  };
}

function selectorsOf({ claim }: StatementView, text: string | undefined): readonly unknown[] {
  const { exact, prefix, suffix, start, end } = claim.span;
  const quote = { type: "TextQuoteSelector", exact, prefix, suffix };
  if (text === undefined) return [quote];
  return [
    quote,
    {
      type: "TextPositionSelector",
      start: codePointOffset(text, start),
      end: codePointOffset(text, end),
    },
  ];
}

/** What a claim says in one line, in the words of the closed lists. */
export function describeClaim(claim: Claim): string {
  const voice = claim.attribution.map(({ actor, modality }) => `${actor} ${modality}`).join(" > ");
  const by = voice === "" ? "the document itself" : voice;
  switch (claim.kind) {
    case "figure": {
      const { bound, unit, value, low, high } = claim.quantity;
      const number =
        value ?? (low === undefined && high === undefined ? "" : `${low ?? ""} to ${high ?? ""}`);
      return `${claim.measure}: ${bound} ${number} ${unit} (${by})`.replaceAll(/ {2,}/g, " ");
    }
    case "position":
      return `${claim.stance}: ${claim.actors.map(({ name }) => name).join("; ")}`;
    case "quote":
    case "event":
      return `${claim.kind} (${by})`;
  }
}
