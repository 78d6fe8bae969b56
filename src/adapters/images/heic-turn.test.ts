import { expect, test } from "vitest";

import { degreesOfHeic } from "./heic-turn.ts";

/** As much of a HEIC file as matters: the box of properties, with this one in it, and EXIF with this orientation. */
function file(property: string, orientation: number, order: "II" | "MM" = "II"): Uint8Array {
  const properties = Buffer.alloc(24);
  properties.writeUInt32BE(24, 0);
  properties.write(`ipco\0\0\0\u0009${property}`, 4, "latin1");
  const exif = Buffer.alloc(24);
  const two = (value: number, at: number) =>
    order === "II" ? exif.writeUInt16LE(value, at) : exif.writeUInt16BE(value, at);
  exif.write(order === "II" ? "II*\0\u0008\0\0\0" : "MM\0*\0\0\0\u0008", 0, "latin1");
  two(1, 8);
  two(0x0112, 10);
  two(3, 12);
  two(orientation, 18);
  return Buffer.concat([Buffer.from("....ftypheic"), properties, Buffer.from("Exif...."), exif]);
}

test("the orientation in EXIF is all there is where the file has no turn of its own", () => {
  expect([1, 3, 6, 8, 9].map((orientation) => degreesOfHeic(file("ispe", orientation)))).toEqual([
    0, 180, 90, 270, 0,
  ]);
  expect(degreesOfHeic(file("ispe", 6, "MM"))).toBe(90);
});

test("beside a turn of its own, which the decoder applies, EXIF is ignored", () => {
  expect(degreesOfHeic(file("irot", 6))).toBe(0);
  expect(degreesOfHeic(file("imir", 8))).toBe(0);
});

test("what is cut short or none is not turned", () => {
  const whole = file("ispe", 6);
  for (let length = 0; length < whole.length - 4; length++)
    expect(degreesOfHeic(whole.subarray(0, length))).toBe(0);
});
