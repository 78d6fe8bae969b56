import type { Mutant } from "../support/mutant.ts";

/** Slips planted in what a publisher that stays takes over; each must fail the test file named with it. */
export const mutants: readonly Mutant[] = [
  {
    file: "src/core/succession.ts",
    find: "since === undefined || isChanged(since) ? undefined",
    replace: "since === undefined ? undefined",
    dies: "src/core/succession.test.ts",
    why: "a hash is kept though a sheet became another",
  },
  {
    file: "src/core/succession.ts",
    find: "unit >= 0; unit = register.unitParents.at(unit)",
    replace: "unit > 0; unit = register.unitParents.at(unit)",
    dies: "src/core/succession.test.ts",
    why: "the sums of the whole are taken for the same",
  },
  {
    file: "src/core/settled-sheets.ts",
    find: "if (values[place] !== others[place]) stations[Math.floor(place / width)] = 1;",
    replace: "if (values[place] !== others[place]) stations[place % width] = 1;",
    dies: "src/core/succession.test.ts",
    why: "another station's sheet is marked",
  },
  {
    file: "src/core/settled-sheets.ts",
    find: "account.entry === other.entry &&",
    replace: "",
    dies: "src/core/succession.test.ts",
    why: "an account that another entry made is the same account",
  },
  {
    file: "src/core/view.ts",
    find: "    !given.hasEvidence &&\n",
    replace: "",
    dies: "src/core/succession.test.ts",
    why: "the first image of a source is not looked at",
  },
  {
    file: "src/core/view.ts",
    find: "areSame(known.tables, given.tables) &&",
    replace: "",
    dies: "src/core/succession.test.ts",
    why: "a new table is not looked at",
  },
  {
    file: "src/core/register.ts",
    find: "    this.stationUnits.set(station, unit);\n    this.#edition = undefined;",
    replace: "    this.stationUnits.set(station, unit);",
    dies: "src/core/register.test.ts",
    why: "what follows from where stations are is kept though one was moved",
  },
  {
    file: "src/core/register.ts",
    find: "    this.#adopted = true;\n    this.#edition = undefined;",
    replace: "    this.#adopted = true;",
    dies: "src/core/register.test.ts",
    why: "an adopted register changes nothing",
  },
];
