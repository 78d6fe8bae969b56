import type { Finding } from "../core/finding.ts";

/** One finding on one line: its code, what it is about, its numbers. */
export function describeFinding(finding: Finding): string {
  const about = [finding.contest, finding.source, finding.unit, finding.station]
    .filter((each) => each !== undefined)
    .join(" / ");
  const detail = Object.entries(finding.detail).map(
    ([name, value]) => `${name} ${Array.isArray(value) ? value.join(", ") : String(value)}`,
  );
  return [finding.code, about, detail.join("; ")].filter((part) => part !== "").join("  ");
}
