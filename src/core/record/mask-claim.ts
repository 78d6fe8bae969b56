import type { Claim } from "./claim.ts";

/** A claim with its own words (who, of what, where) as they may be shown. Its span stays: that is the text's. */
export function maskClaim(claim: Claim, hide: (words: string) => string): Claim {
  const attribution = claim.attribution.map((link) => ({ ...link, actor: hide(link.actor) }));
  const common = { attribution, ...(claim.about === undefined ? {} : { about: hide(claim.about) }) };
  switch (claim.kind) {
    case "figure":
      return { ...claim, ...common, ...(claim.scope === undefined ? {} : { scope: hide(claim.scope) }) };
    case "position": {
      const actors = claim.actors.map((actor) => ({ ...actor, name: hide(actor.name) }));
      return {
        ...claim,
        ...common,
        actors,
        ...(claim.target === undefined ? {} : { target: hide(claim.target) }),
      };
    }
    case "quote":
    case "event":
      return { ...claim, ...common };
  }
}
