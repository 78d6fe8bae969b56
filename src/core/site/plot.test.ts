import * as fc from "fast-check";
import { expect, test } from "vitest";

import { html } from "./html.ts";
import { axisOf, linePath, renderPlot, ticksBetween } from "./plot.ts";

test("ticks are round, in order, within the axis, and neither few nor many", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), (low, span) => {
      const ticks = ticksBetween(low, low + span);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(13);
      expect(ticks).toEqual(ticks.toSorted((one, other) => one - other));
      for (const tick of ticks) {
        expect(tick).toBeGreaterThanOrEqual(low - 1e-6);
        expect(tick).toBeLessThanOrEqual(low + span + span / 1e3);
      }
    }),
  );
});

test("a plot says in words what it shows, escapes names, and places points between its axes", () => {
  const plot = renderPlot({
    caption: "Votes of <A> & B",
    x: axisOf(0, 10, { label: "sheets", text: String }),
    y: axisOf(0, 100, { label: "votes", text: String }),
    marks: (frame) =>
      html`<path
        d="${linePath(frame, [
          [0, 0],
          [10, 100],
        ])}"
      />`,
  });
  expect(plot.markup).toMatch(/role="img"\s+aria-label="Votes of &lt;A&gt; &amp; B"/);
  expect(plot.markup).toContain("<figcaption>Votes of &lt;A&gt; &amp; B</figcaption>");
  expect(plot.markup).toContain('d="M68 216L390 10"');
});

test("ticks have no dust, and what is counted has no parts of 1", () => {
  expect(ticksBetween(0, 1)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(ticksBetween(0, 0.3)).toEqual([0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3]);
  expect(ticksBetween(0, 2, 1)).toEqual([0, 1, 2]);
  expect(axisOf(0, 1, { label: "sheets", text: String, isCount: true }).ticks.map(({ at }) => at)).toEqual([
    0, 1,
  ]);
});
