import type { Context } from "hono";

import { parsePixelBox, rowsReached, type SheetParts } from "../core/formats/sheet-parts.ts";
import { templateOf } from "../core/formats/sheet-template.ts";
import { InputError } from "../core/input-error.ts";
import type { CoveredBox } from "../core/redaction.ts";
import type { Signer } from "../core/tlog/note.ts";
import { load } from "../pipeline/load.ts";
import { imagesToShow, redactEvidence, requireImage, type RedactionDecision } from "../pipeline/redact.ts";
import type { ImageRedactor, PartFinder, World } from "../world.ts";
import {
  REDACTION_STYLESHEET,
  renderNothingWaits,
  renderRedaction,
  type RedactionFrame,
  type RedactionImage,
} from "./redaction-page.ts";
import { serveLocal } from "./serve-local.ts";

const BODY_MAXIMUM = 100_000;

/** Which images, and how the election folder is worked on: each request takes and leaves it, so that others can work too. */
export interface Redacted {
  /** The entries to go through, in order. */
  readonly images: readonly number[];
  /** The secret in the address: whoever does not know it gets nothing. */
  readonly token: string;
  readonly use: <Result>(work: (world: World) => Promise<Result>) => Promise<Result>;
  readonly script: Uint8Array;
  readonly finder: PartFinder;
  readonly redactor: ImageRedactor;
  /** Images that were decided about before may be decided about anew. */
  readonly again: boolean;
  readonly signer?: Signer;
}

/** Serves the page on which a person says what to hide of each image, on this machine alone. What was decided is entered at once. */
export async function serveRedaction(
  redacted: Redacted,
  port: number,
): Promise<{ readonly address: string; close(): Promise<void> }> {
  const pages = {
    token: redacted.token,
    stylesheet: REDACTION_STYLESHEET,
    policy: "style-src 'self'; script-src 'self'; img-src 'self'",
    bodyMaximum: BODY_MAXIMUM,
    port,
  };
  return serveLocal(pages, (app, base) => {
    const run = new RedactionRun(redacted, base);
    app.get(`${base}redact.js`, (context) =>
      context.body(new Uint8Array(redacted.script), 200, {
        "Content-Type": "text/javascript; charset=utf-8",
      }),
    );
    app.get(base, (context) => run.next(context));
    app.get(`${base}image/:entry`, (context) => run.show(context));
    app.get(`${base}file/:entry`, (context) => run.file(context));
    app.post(`${base}image/:entry`, (context) => run.decide(context));
  });
}

/** What a person handed in about an image. */
interface HandedIn {
  readonly boxes: readonly CoveredBox[];
  readonly decision: string;
  readonly reason: string;
  readonly isSure: boolean;
}

class RedactionRun {
  readonly #redacted: Redacted;
  readonly #base: string;
  /** Where parts stand, looked for once an image, and one image ahead: it takes seconds. */
  readonly #found = new Map<number, Promise<SheetParts | undefined>>();
  /** Decided here: with --again they would come up for ever. */
  readonly #done = new Set<number>();

  constructor(redacted: Redacted, base: string) {
    this.#redacted = redacted;
    this.#base = base;
  }

  async next(context: Context): Promise<Response> {
    const done = context.req.query("done");
    return this.#redacted.use(async (world) => {
      const [first] = this.#left(world);
      if (first === undefined) return context.html(renderNothingWaits(this.#frame(world), done));
      return context.redirect(
        `${this.#base}image/${first}${done === undefined ? "" : `?done=${encodeURIComponent(done)}`}`,
        303,
      );
    });
  }

  async show(context: Context): Promise<Response> {
    const entry = entryOf(context);
    const parts = await this.#partsOn(entry);
    const done = context.req.query("done");
    return this.#redacted.use(async (world) => {
      const image = await this.#image(world, entry, { parts });
      // The next image is looked at while a person looks at this one.
      if (image.next !== undefined) void this.#partsOn(image.next);
      return context.html(renderRedaction(this.#frame(world), { ...image, told: { done } }));
    });
  }

  async file(context: Context): Promise<Response> {
    const entry = entryOf(context);
    return this.#redacted.use(async (world) => {
      const { payload } = requireImage(load(world), entry);
      const bytes = world.evidence(payload.sha256);
      if (bytes === undefined) return context.text("not held here", 404);
      return context.body(new Uint8Array(bytes), 200, { "Content-Type": payload.mediaType });
    });
  }

  async decide(context: Context): Promise<Response> {
    const entry = entryOf(context);
    const handedIn = parseHandedIn(await context.req.parseBody({ all: true }));
    const parts = await this.#partsOn(entry);
    const { redactor, signer, again } = this.#redacted;
    return this.#redacted.use(async (world) => {
      const { boxes, decision, isSure } = handedIn;
      const reached = decision === "cover" && parts !== undefined ? rowsReached(boxes, parts.rows) : [];
      if (reached.length > 0 && !isSure) {
        const image = await this.#image(world, entry, { parts, boxes });
        return context.html(renderRedaction(this.#frame(world), { ...image, reached }), 409);
      }
      try {
        const decide = decideFrom(handedIn, parts);
        const [entered] = await redactEvidence(world, [{ evidence: entry, decide, seen: true, again }], {
          redactor,
          signer,
        });
        this.#done.add(entry);
        return context.redirect(`${this.#base}?done=${entered?.outcome.kind ?? ""}`, 303);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        const image = await this.#image(world, entry, { parts, boxes });
        const told = { problem: error.message };
        return context.html(renderRedaction(this.#frame(world), { ...image, told }), 400);
      }
    });
  }

  /** The entries that nobody has decided about yet, of those of this run. */
  #left(world: World): number[] {
    const waits = new Map(imagesToShow(load(world)).map((image) => [image.entry, image.waits]));
    return this.#redacted.images.filter(
      (entry) => !this.#done.has(entry) && (this.#redacted.again || waits.get(entry) === true),
    );
  }

  #frame(world: World): RedactionFrame {
    const language = load(world).state.election?.languages[0] ?? "en";
    return { language, base: this.#base, waiting: this.#left(world).length };
  }

  async #image(
    world: World,
    entry: number,
    { parts, boxes }: { readonly parts: SheetParts | undefined; readonly boxes?: readonly CoveredBox[] },
  ): Promise<RedactionImage> {
    const loaded = load(world);
    const { payload } = requireImage(loaded, entry);
    const bytes = world.evidence(payload.sha256);
    if (bytes === undefined) throw new InputError(`entry ${entry}`, ["is not held here"]);
    const left = this.#left(world);
    const { election } = loaded.state;
    return {
      entry,
      station: imagesToShow(loaded).find((image) => image.entry === entry)?.station,
      ...(await this.#redacted.redactor.measure(bytes)),
      parts,
      hasTemplate: election !== undefined && templateOf(election.sheet) !== undefined,
      boxes: boxes ?? (parts?.private ?? []).map((zone) => ({ ...zone, from: "template" as const })),
      next: left.find((other) => other > entry) ?? left.find((other) => other !== entry),
    };
  }

  #partsOn(entry: number): Promise<SheetParts | undefined> {
    const known = this.#found.get(entry);
    if (known !== undefined) return known;
    const found = this.#findParts(entry);
    this.#found.set(entry, found);
    // What fails is told when the page is asked for; until then nobody waits for it.
    found.catch(() => {});
    return found;
  }

  async #findParts(entry: number): Promise<SheetParts | undefined> {
    const { bytes, template } = await this.#redacted.use(async (world) => {
      const loaded = load(world);
      const { payload } = requireImage(loaded, entry);
      const { election } = loaded.state;
      return {
        bytes: world.evidence(payload.sha256),
        template: election === undefined ? undefined : templateOf(election.sheet),
      };
    });
    if (bytes === undefined || template === undefined) return undefined;
    return this.#redacted.finder.find(bytes, template);
  }
}

function entryOf(context: Context): number {
  const entry = context.req.param("entry") ?? "";
  if (!/^\d{1,15}$/.test(entry)) throw new InputError("image", [`"${entry.slice(0, 20)}" is no entry`]);
  return Number(entry);
}

function decideFrom(
  { boxes, decision, reason }: HandedIn,
  parts: SheetParts | undefined,
): RedactionDecision["decide"] {
  if (decision === "cover") return { kind: "cover", boxes, parts };
  if (decision !== "none")
    throw new InputError("decision", ["says neither what to blacken nor that nothing needs it"]);
  if (reason.trim() === "")
    throw new InputError("reason", ["is missing: say why nothing needs hiding; it is published"]);
  return { kind: "none-needed", reason: reason.trim().slice(0, 4_000) };
}

/** The fields of the form. Rows left empty are no boxes. Throws InputError where a row is half filled or no number. */
function parseHandedIn(body: Readonly<Record<string, unknown>>): HandedIn {
  const list = (name: string) => {
    const value = body[name];
    const values: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
    return values.map((each) => (typeof each === "string" ? each.trim() : ""));
  };
  const [x, y, width, height] = [list("x"), list("y"), list("width"), list("height")];
  const [from, about] = [list("from"), list("about")];
  const boxes = x.flatMap((left, at): CoveredBox[] => {
    const cells = [left, y[at] ?? "", width[at] ?? "", height[at] ?? ""];
    if (cells.every((cell) => cell === "")) return [];
    const box = parsePixelBox(cells.join(","));
    if (box === undefined)
      throw new InputError(`part ${at + 1}`, [`"${cells.join(", ")}" are not four whole numbers`]);
    const words = about[at] ?? "";
    const origin = from[at] === "template" ? ("template" as const) : ("person" as const);
    return [{ ...box, from: origin, ...(words === "" ? {} : { about: words.slice(0, 200) }) }];
  });
  const text = (name: string) => list(name)[0] ?? "";
  return { boxes, decision: text("decision"), reason: text("reason"), isSure: text("sure") === "yes" };
}
