import { utf8, type Sha256Hex } from "../bytes.ts";
import { hashOfTexts } from "../input-hash.ts";
import type { View } from "../view.ts";
import { renderAbout } from "./about-page.ts";
import { renderDataPage } from "./data-page.ts";
import { renderDatasets } from "./datasets-page.ts";
import { renderDeclarations } from "./declarations-page.ts";
import { renderDifferences } from "./differences-page.ts";
import { editionsOf, type Edition } from "./edition.ts";
import { ICON } from "./icon.ts";
import { renderFindingsPage } from "./findings-page.ts";
import { renderLogPage } from "./log-page.ts";
import { renderOverview } from "./overview-page.ts";
import { Page } from "./page.ts";
import { renderRecord } from "./record/render-record.ts";
import { ICON_PATH, PAGE_PATHS, STYLESHEET_PATH } from "./shell.ts";
import type { RenderedFile } from "./file-in-parts.ts";
import type { UnitPage } from "./page-plan.ts";
import type { SiteContext } from "./site-context.ts";
import { SiteIndex } from "./site-index.ts";
import { STYLESHEET } from "./stylesheet.ts";
import { renderMethodPages, renderTests } from "./tests-page.ts";
import { gatherUnitPage } from "./unit-page-inputs.ts";
import { renderUnitPage } from "./unit-page.ts";
import { renderVerifyPage } from "./verify-page.ts";

/**
 * Every page of the published folder, the stylesheet and the icon, one at a time: no more than one page is in memory. The same
 * view gives the same bytes in every JavaScript runtime; `verify` renders again and compares.
 */
export function* renderSite(seen: View, context: SiteContext): Generator<RenderedFile> {
  const index = new SiteIndex(seen, context);
  yield { path: STYLESHEET_PATH, bytes: utf8(STYLESHEET) };
  yield { path: ICON_PATH, bytes: utf8(ICON) };
  const editions = editionsOf(index);
  for (const edition of editions) yield* renderEdition(edition);
  for (const page of index.plan.pages) yield* renderUnit(page, editions);
}

function* renderEdition(edition: Edition): Generator<RenderedFile> {
  yield renderOverview(new Page(edition, PAGE_PATHS.overview));
  yield renderDeclarations(new Page(edition, PAGE_PATHS.declarations));
  yield renderDifferences(new Page(edition, PAGE_PATHS.differences));
  yield renderTests(new Page(edition, PAGE_PATHS.tests));
  yield* renderMethodPages(edition);
  yield* renderRecord(edition);
  yield renderFindingsPage(new Page(edition, PAGE_PATHS.findings));
  yield renderDatasets(new Page(edition, PAGE_PATHS.datasets));
  yield renderLogPage(new Page(edition, PAGE_PATHS.log));
  yield renderDataPage(new Page(edition, PAGE_PATHS.data));
  yield renderVerifyPage(new Page(edition, PAGE_PATHS.verify));
  yield renderAbout(new Page(edition, PAGE_PATHS.about));
}

/** One page of a unit in every language. */
function* renderUnit(page: UnitPage, editions: readonly Edition[]): Generator<RenderedFile> {
  let gathered: Sha256Hex | undefined;
  for (const edition of editions) {
    const { index, folder } = edition;
    const { crypto } = index.context;
    yield {
      path: folder + page.path,
      parts: [
        {
          inputs: () => {
            gathered ??= gatherUnitPage(index, page).sha256(crypto);
            return hashOfTexts(crypto, [folder, edition.language, gathered]);
          },
          make: () => renderUnitPage(new Page(edition, page.path), page),
        },
      ],
    };
  }
}
