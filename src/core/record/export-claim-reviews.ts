import type { RecordView } from "./record-view.ts";
import { voiceOf } from "./statement-view.ts";

/**
 * What named persons concluded about statements, as schema.org ClaimReview. A statement nobody assessed has none: no
 * program writes one.
 */
export function claimReviews(record: RecordView): unknown {
  const documents = new Map(record.documents.map((document) => [document.entry, document]));
  return {
    "@context": "https://schema.org",
    "@graph": record.statements.flatMap(({ claim, document, assessments }) => {
      const facts = documents.get(document)?.facts;
      const voice = voiceOf(claim) ?? facts?.publisher;
      return assessments.map(({ reviewer, assessment, rating }) => ({
        "@type": "ClaimReview",
        claimReviewed: claim.span.exact,
        reviewBody: assessment,
        author: { "@type": "Person", name: reviewer },
        ...(rating === undefined ? {} : { reviewRating: { "@type": "Rating", alternateName: rating } }),
        itemReviewed: {
          "@type": "Claim",
          ...(voice === undefined ? {} : { author: { "@type": "Thing", name: voice } }),
          ...(facts?.publishedAt === undefined ? {} : { datePublished: facts.publishedAt }),
          appearance: {
            "@type": "CreativeWork",
            ...(facts?.url === undefined
              ? { identifier: `urn:sha256:${claim.span.textSha256}` }
              : { url: facts.url }),
          },
        },
      }));
    }),
  };
}
