import type { Language } from "../core/election.ts";
import type { PixelBox, SheetParts } from "../core/formats/sheet-parts.ts";
import type { CoveredBox } from "../core/redaction.ts";
import { html, type Content, type Html } from "../core/site/html.ts";
import { LOCAL_STYLESHEET, renderLocalPage } from "./local-page.ts";
import { REDACTION_WORDS, type RedactionWords } from "./redaction-words.ts";

/** What the pages of one run share. */
export interface RedactionFrame {
  readonly language: Language;
  /** The path with the secret in it, ending with a slash. */
  readonly base: string;
  readonly waiting: number;
}

/** One image to decide about. */
export interface RedactionImage {
  readonly entry: number;
  readonly station?: string | undefined;
  readonly width: number;
  readonly height: number;
  readonly parts: SheetParts | undefined;
  readonly hasTemplate: boolean;
  readonly boxes: readonly CoveredBox[];
  /** The image to go on with, where another waits. */
  readonly next?: number | undefined;
  readonly told?: { readonly done?: string | undefined; readonly problem?: string | undefined };
  /** Rows of votes that the boxes handed in would hide: asked about before it is done. */
  readonly reached?: readonly string[];
}

export const REDACTION_STYLESHEET = `${LOCAL_STYLESHEET}
body { padding-bottom: 0; }
main { max-width: 84rem; }
h1 { font-size: 1.6rem; max-width: none; } h2 { font-size: 1.2rem; }
.desk { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.5rem; align-items: start; }
@media (min-width: 62rem) { .desk { grid-template-columns: minmax(0, 1fr) 23rem; } .desk > form { position: sticky; top: .5rem; max-height: calc(100vh - 1rem); overflow-y: auto; padding: 4px; } }
.sheet-frame { overflow: auto; max-height: 78vh; border: 1px solid var(--muted); background: var(--rule); }
.stage { position: relative; margin: 16px; width: calc(var(--zoom, 100%) - 32px); cursor: crosshair; }
.stage img { display: block; width: 100%; height: auto; user-select: none; -webkit-user-drag: none; }
.stage.drawing { touch-action: none; }
.part { position: absolute; margin: 0; padding: 0; min-width: 0; border: 2px solid #fff; outline: 2px solid #000; background: rgb(0 0 0 / .62); color: #fff; cursor: move; touch-action: none; font: 600 .9rem/1 var(--sans); }
.part:focus-visible { outline: 4px solid #ffb000; outline-offset: 2px; background: rgb(0 0 0 / .45); }
.part.reaches { border-color: #ffb000; border-style: dashed; }
.part i { position: absolute; width: 26px; height: 26px; background: #fff; border: 2px solid #000; border-radius: 50%; touch-action: none; }
.part i[data-corner="0"] { left: -13px; top: -13px; cursor: nwse-resize; } .part i[data-corner="1"] { right: -13px; top: -13px; cursor: nesw-resize; }
.part i[data-corner="2"] { right: -13px; bottom: -13px; cursor: nwse-resize; } .part i[data-corner="3"] { left: -13px; bottom: -13px; cursor: nesw-resize; }
.part:not(:focus):not(:hover) i { opacity: .55; }
.tools { display: flex; flex-wrap: wrap; gap: .5rem; margin: 0 0 .8rem; }
button { min-height: 2.75rem; }
button[aria-pressed="true"] { background: var(--tint); color: var(--accent); outline: 2px solid var(--accent); }
.parts { list-style: none; padding: 0; margin: 0 0 1rem; }
.parts fieldset { border: 1px solid var(--rule); margin: 0 0 .7rem; padding: .5rem .8rem .7rem; min-width: 0; }
.parts legend { font-weight: 600; padding: 0 .3rem; }
.parts .numbers { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .4rem .8rem; margin-bottom: .5rem; }
.parts label, .reason label { font-size: .86rem; color: var(--muted); display: block; }
.parts input, .reason input { font: inherit; font-size: 1rem; color: var(--ink); background: var(--card); border: 1px solid var(--muted); padding: .35rem .45rem; width: 100%; min-width: 0; }
.parts .acts { display: flex; gap: .5rem; } .parts .acts button { min-height: 2rem; padding: .2rem .7rem; font-size: .9rem; }
.problem label { display: flex; gap: .6rem; align-items: baseline; }
.go { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: center; position: sticky; bottom: 0; background: var(--paper); padding: .7rem 0; border-top: 1px solid var(--rule); }
.reason { border-top: 1px solid var(--rule); padding-top: .8rem; margin-top: .4rem; }
`;

/** A page of the run. */
function renderPage({ language, base, waiting }: RedactionFrame, title: string, content: Content): string {
  const tagline = REDACTION_WORDS[language].left(waiting);
  return renderLocalPage({ language, base, title, tagline }, content);
}

/** Nothing is left to decide. */
export function renderNothingWaits(frame: RedactionFrame, done: string | undefined): string {
  const words = REDACTION_WORDS[frame.language];
  return renderPage(
    frame,
    words.allDone,
    html`${renderTold(words, { done })}
      <h1>${words.allDone}</h1>
      <p class="lead">${words.allDoneLead}</p>`,
  );
}

function renderTold(words: RedactionWords, told: RedactionImage["told"]): Content {
  const outcomes: Readonly<Record<string, string>> = words.entered;
  const { done, problem } = told ?? {};
  return [
    done === undefined ? undefined : html`<p class="told" role="status">${outcomes[done] ?? done}</p> `,
    problem === undefined ? undefined : html`<p class="problem" role="alert">${problem}</p> `,
  ];
}

/** One image with the parts to blacken: marked on it where a script runs, and as numbers in any case. */
export function renderRedaction(frame: RedactionFrame, image: RedactionImage): string {
  const words = REDACTION_WORDS[frame.language];
  const { entry, station, parts, boxes } = image;
  const situation =
    (parts?.private ?? []).length > 0 ? words.found : image.hasTemplate ? words.notFound : words.noTemplate;
  const title = words.title(String(entry));
  const content = html`${renderTold(words, image.told)}
    <h1>${title}</h1>
    <p>
      ${station === undefined ? undefined : html`<strong>${words.station(station)}.</strong> `}${situation}
    </p>
    <div class="desk">
      ${renderStage(frame, image)}
      <form method="post">
        <p>${words.lead}</p>
        <p class="note" data-keys hidden>${words.keys}</p>
        <h2>${words.parts}</h2>
        <p role="status" data-live></p>
        <p data-empty ${boxes.length > 0 ? html`hidden` : undefined}>${words.none}</p>
        <ul class="parts">
          ${boxes.map((box, at) => renderPart(words, box, at + 1))}
        </ul>
        <noscript>
          <ul class="parts">
            ${[1, 2, 3].map((at) => renderPart(words, undefined, boxes.length + at))}
          </ul>
        </noscript>
        <template>${renderPart(words, undefined, 0)}</template>
        <div class="problem" data-warning ${image.reached === undefined ? html`hidden` : undefined}>
          <p>${words.reaches((image.reached ?? []).join(", "))}</p>
          <label
            ><input type="checkbox" name="sure" value="yes" /> <span>${words.reachesConfirm}</span></label
          >
        </div>
        <div class="go">
          <button name="decision" value="cover">${words.cover}</button>
          ${
            image.next === undefined
              ? undefined
              : html`<a href="${frame.base}image/${String(image.next)}">${words.later}</a>`
          }
        </div>
        <details class="reason">
          <summary>${words.noneTitle}</summary>
          <p>
            <label>${words.noneReason} <input name="reason" maxlength="4000" /></label>
          </p>
          <button class="second" name="decision" value="none">${words.noneConfirm}</button>
        </details>
      </form>
    </div>
    <script src="${frame.base}redact.js" defer></script>`;
  return renderPage(frame, title, content);
}

/** The image, over which the script lays the parts. */
function renderStage(
  { language, base }: RedactionFrame,
  { entry, width, height, parts }: RedactionImage,
): Html {
  const words = REDACTION_WORDS[language];
  return html`<div>
    <div class="tools" hidden>
      <button type="button" data-act="add">${words.add}</button>
      <button type="button" class="second" data-act="draw" aria-pressed="false">${words.draw}</button>
      <button type="button" class="second" data-act="larger">${words.larger}</button>
      <button type="button" class="second" data-act="smaller">${words.smaller}</button>
    </div>
    <div class="sheet-frame" tabindex="0" role="region" aria-label="${words.image}">
      <figure
        class="stage"
        data-width="${String(width)}"
        data-height="${String(height)}"
        data-rows="${JSON.stringify(parts?.rows ?? [])}"
        data-reaches="${words.reaches("{rows}")}"
        data-removed="${words.removed}"
        data-part="${words.part}"
      >
        <img
          src="${base}file/${String(entry)}"
          width="${String(width)}"
          height="${String(height)}"
          alt="${words.image}"
        />
      </figure>
    </div>
  </div> `;
}

const NUMBERS = ["x", "y", "width", "height"] as const satisfies readonly (keyof PixelBox)[];

function renderPart(words: RedactionWords, box: CoveredBox | undefined, at: number): Html {
  const from = box?.from ?? "person";
  const origin = from === "template" ? words.fromTemplate : words.fromPerson;
  return html`<li>
    <fieldset>
      <legend>${words.part} <span data-number>${at === 0 ? "" : String(at)}</span>, ${origin}</legend>
      <div class="numbers">
        ${NUMBERS.map(
          (name) =>
            html`<label
              >${words.fields[name]}
              <input
                name="${name}"
                inputmode="numeric"
                pattern="[0-9]*"
                value="${box === undefined ? "" : String(box[name])}"
            /></label>`,
        )}
      </div>
      <input type="hidden" name="from" value="${from}" />
      <input type="hidden" name="about" value="${box?.about ?? ""}" />
      <div class="acts">
        <button type="button" class="second" data-act="show" hidden>${words.show}</button>
        <button type="button" class="second" data-act="remove" hidden>${words.remove}</button>
      </div>
    </fieldset>
  </li> `;
}
