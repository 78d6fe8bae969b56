/** Of every station of the register where it stands in the list given; -1 where it does not. */
export function placesOf(stations: Int32Array, registered: number): Int32Array {
  const places = new Int32Array(registered).fill(-1);
  for (let place = 0; place < stations.length; place++) places[stations[place] ?? 0] = place;
  return places;
}
