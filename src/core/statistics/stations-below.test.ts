import * as fc from "fast-check";
import { expect, test } from "vitest";

import { Register } from "../register.ts";
import { StationsBelow } from "./stations-below.ts";

const paths = fc.array(fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 3 }), { maxLength: 30 });

test("every unit has exactly the stations that stand in it or below it", () => {
  fc.assert(
    fc.property(paths, (all) => {
      const register = new Register("root", "The whole");
      for (const [at, path] of all.entries())
        register.stationAt(String(at), register.unitAt(path.map((code) => ({ code, name: code }))));
      const below = new StationsBelow(register);
      for (let unit = 0; unit < register.units; unit++) {
        const expected = register.stationIds.flatMap((_, station) =>
          isBelow(register, register.stationUnits.at(station), unit) ? [station] : [],
        );
        expect([...below.of(unit)].toSorted((one, other) => one - other)).toEqual(expected);
      }
    }),
  );
});

function isBelow(register: Register, unit: number, ancestor: number): boolean {
  for (let at = unit; at >= 0; at = register.unitParents.at(at)) if (at === ancestor) return true;
  return false;
}
