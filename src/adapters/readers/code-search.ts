import type { GrayImage, Region } from "../images/gray-image.ts";
import type { QrDecoder } from "./qr-decoder.ts";

/** Above this part of the smaller of two regions, they are of the same thing. */
const SAME = 0.4;

/** What is looked at: an image of a region of the whole, which is all of it unless told, and what the step is called. */
export interface Look {
  readonly image: GrayImage;
  readonly region?: Region;
  readonly by: string;
  readonly effort?: "quick" | "thorough";
}

/** What was found so far in one image by looking at it again and again. Regions are in its own pixels. */
export class CodeSearch {
  readonly #size: { readonly width: number; readonly height: number };
  readonly #texts = new Set<string>();
  readonly #read: Region[] = [];
  #unread: Region[] = [];
  #step = "none";

  constructor(size: { readonly width: number; readonly height: number }) {
    this.#size = size;
  }

  get texts(): readonly string[] {
    return [...this.#texts];
  }

  /** The step that gave the last text; "none" where no step gave one. */
  get step(): string {
    return this.#step;
  }

  /** Where the codes stand that were read. */
  get read(): readonly Region[] {
    return this.#read;
  }

  /** Where a decoder saw a code, and none was read. */
  get unread(): readonly Region[] {
    return this.#unread.filter((region) => !this.isRead(region));
  }

  /** Whether a code was read in this region. */
  isRead(region: Region): boolean {
    return this.#read.some((known) => sharedPart(known, region) > SAME);
  }

  /** Lets a decoder look. */
  async look(decoder: QrDecoder, { image, region, by, effort }: Look): Promise<void> {
    const { codes, unread } = await decoder.decode(image, effort);
    const of = region ?? { left: 0, top: 0, ...this.#size };
    const [across, down] = [of.width / image.width, of.height / image.height];
    const onWhole = ({ left, top, width, height }: Region): Region => ({
      left: of.left + left * across,
      top: of.top + top * down,
      width: width * across,
      height: height * down,
    });
    const before = this.#texts.size;
    for (const { text, at } of codes) {
      this.#texts.add(text);
      if (at !== undefined) this.#read.push(onWhole(at));
    }
    if (this.#texts.size > before) this.#step = by;
    for (const seen of unread.map(onWhole))
      if (!this.#unread.some((known) => sharedPart(known, seen) > SAME)) this.#unread.push(seen);
  }
}

/** The area that two regions share, as a part of the smaller one. */
function sharedPart(one: Region, other: Region): number {
  const width = Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left);
  const height = Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / Math.min(one.width * one.height, other.width * other.height);
}
