import type { Alignment } from "./align-template.ts";
import type { SheetTemplate } from "./sheet-template.ts";

/** A point of an image, in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An upright part of an image, in whole pixels. */
export interface PixelBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the private parts of a sheet and its rows of votes stand on one image. */
export interface SheetParts {
  /** Upright boxes around the private parts, with some room, cut where the image ends. */
  readonly private: readonly (PixelBox & { readonly about: string })[];
  /** The corners of digits and words of each row. */
  readonly rows: readonly { readonly id: string; readonly corners: readonly Point[] }[];
}

/** Room around a private part, in units of the template, and as a part of how far it is from the anchors. */
const ROOM = 4;
const ROOM_AWAY = 0.001;

/** Places the parts of a template on an image of this size. */
export function placeParts(
  template: SheetTemplate,
  alignment: Alignment,
  image: { readonly width: number; readonly height: number },
): SheetParts {
  const hidden = template.private.flatMap(({ about, x: [left, right], y: [top, bottom] }) => {
    const corners = [
      [left, top],
      [right, top],
      [right, bottom],
      [left, bottom],
    ] as const;
    const placed = corners.map(([x, y]) => alignment.extend(x, y));
    const room = (ROOM + ROOM_AWAY * Math.max(...placed.map(({ away }) => away))) * alignment.scale;
    const box = boxAround(placed, room, image);
    return box === undefined ? [] : [{ ...box, about }];
  });
  const [from, to] = [template.columns.digits[0], template.columns.words[1]];
  const above = Math.max(template.reach.digits[0], template.reach.words[0]);
  const below = Math.max(template.reach.digits[1], template.reach.words[1]);
  const rows = template.rows.map(({ id, y }) => ({
    id,
    corners: [
      alignment.extend(from, y - above),
      alignment.extend(to, y - above),
      alignment.extend(to, y + below),
      alignment.extend(from, y + below),
    ].map(({ x, y: down }) => ({ x, y: down })),
  }));
  return { private: hidden, rows };
}

function boxAround(
  points: readonly Point[],
  room: number,
  image: { readonly width: number; readonly height: number },
): PixelBox | undefined {
  const x = Math.max(0, Math.floor(Math.min(...points.map((point) => point.x)) - room));
  const y = Math.max(0, Math.floor(Math.min(...points.map((point) => point.y)) - room));
  const right = Math.min(image.width, Math.ceil(Math.max(...points.map((point) => point.x)) + room));
  const bottom = Math.min(image.height, Math.ceil(Math.max(...points.map((point) => point.y)) + room));
  return right <= x || bottom <= y ? undefined : { x, y, width: right - x, height: bottom - y };
}

/** The parts where every point of them is moved, as from a page laid flat to the photo: boxes stay upright and grow around. */
export function movedParts(
  parts: SheetParts,
  move: (x: number, y: number) => Point,
  image: { readonly width: number; readonly height: number },
): SheetParts {
  return {
    private: parts.private.flatMap(({ x, y, width, height, about }) => {
      const corners = [move(x, y), move(x + width, y), move(x + width, y + height), move(x, y + height)];
      const box = boxAround(corners, 0, image);
      return box === undefined ? [] : [{ ...box, about }];
    }),
    rows: parts.rows.map(({ id, corners }) => ({
      id,
      corners: corners.map((point) => move(point.x, point.y)),
    })),
  };
}

/** The rows that a box reaches into, by their ids, in the order of the sheet. */
export function rowsReached(boxes: readonly PixelBox[], rows: SheetParts["rows"]): string[] {
  return rows.filter(({ corners }) => boxes.some((box) => isReached(box, corners))).map(({ id }) => id);
}

/** Whether a box and a convex figure share more than their edges (separating axis: one of their sides would keep them apart). */
function isReached({ x, y, width, height }: PixelBox, corners: readonly Point[]): boolean {
  const box = [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ];
  const axes = [box, corners].flatMap((figure) =>
    figure.map((from, at) => {
      const to = figure[(at + 1) % figure.length] ?? from;
      return { x: from.y - to.y, y: to.x - from.x };
    }),
  );
  return axes.every((axis) => {
    const along = (figure: readonly Point[]) => figure.map((point) => point.x * axis.x + point.y * axis.y);
    const [one, other] = [along(box), along(corners)];
    return Math.max(...one) > Math.min(...other) && Math.max(...other) > Math.min(...one);
  });
}

/** Typed boxes as "x,y,width,height" in whole pixels; undefined where the text is none. */
export function parsePixelBox(text: string): PixelBox | undefined {
  const [, x, y, width, height] =
    /^\s*(\d{1,7})\s*,\s*(\d{1,7})\s*,\s*(\d{1,7})\s*,\s*(\d{1,7})\s*$/.exec(text) ?? [];
  const box = { x: Number(x), y: Number(y), width: Number(width), height: Number(height) };
  return height === undefined || box.width === 0 || box.height === 0 ? undefined : box;
}

/** The box inside an image of this size; undefined where nothing of it is. */
export function cutBox(
  box: PixelBox,
  image: { readonly width: number; readonly height: number },
): PixelBox | undefined {
  const [right, bottom] = [
    Math.min(image.width, box.x + box.width),
    Math.min(image.height, box.y + box.height),
  ];
  return right <= box.x || bottom <= box.y
    ? undefined
    : { x: box.x, y: box.y, width: right - box.x, height: bottom - box.y };
}
