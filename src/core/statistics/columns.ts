/** What a column has at some places, in their order. */
export function picked(column: Int32Array, places: Int32Array): Int32Array {
  const values = new Int32Array(places.length);
  for (let at = 0; at < places.length; at++) values[at] = column[places[at] ?? 0] ?? 0;
  return values;
}

/** One column less another, place by place. */
export function difference(column: Int32Array, other: Int32Array): Int32Array {
  const differences = new Int32Array(column.length);
  for (let at = 0; at < column.length; at++) differences[at] = (column[at] ?? 0) - (other[at] ?? 0);
  return differences;
}

/** 1 at each of the places, 0 at all others of so many. */
export function marked(places: Int32Array, length: number): Uint8Array {
  const marks = new Uint8Array(length);
  for (let at = 0; at < places.length; at++) marks[places[at] ?? 0] = 1;
  return marks;
}
