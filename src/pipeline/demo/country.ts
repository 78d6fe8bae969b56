import type { UnitStep } from "../../core/formats/sheet-table.ts";
import type { StationId } from "../../core/tally-sheet.ts";
import { apportion } from "./apportionment.ts";
import {
  MUNICIPALITY_FORMS,
  MUNICIPALITY_STEMS,
  POLLING_PLACE_KINDS,
  POLLING_PLACE_NAMES,
  REGION_PLANS,
  type RegionPlan,
} from "./place-names.ts";
import { seededRandom, type Random } from "./random.ts";

export const STATIONS_REGISTERED = 2_000;
const STATIONS_OUTSIDE_REGISTER = 3;
const VOTERS_LOWEST = 80;
const VOTERS_HIGHEST = 900;

/** A polling station of the invented country, before anybody votes. */
export interface DemoStation {
  readonly station: StationId;
  /** Region, department, municipality, polling place. */
  readonly path: readonly [UnitStep, UnitStep, UnitStep, UnitStep];
  /** False for the few stations opened on the day that the register does not list. */
  readonly inRegister: boolean;
  readonly registeredVoters: number;
  /** 0 for a hamlet, 1 for the centre of the capital. */
  readonly urbanity: number;
}

interface MunicipalityPlan {
  readonly region: UnitStep;
  readonly department: UnitStep;
  readonly municipality: UnitStep;
  readonly urbanity: number;
  readonly weight: number;
}

/** The stations in the order of their ids: exactly STATIONS_REGISTERED listed ones, and the few outside the register. */
export function generateCountry(seed: number): readonly DemoStation[] {
  const random = seededRandom(seed, "country");
  const municipalities = planMunicipalities(random);
  const sizes = apportion(
    STATIONS_REGISTERED,
    municipalities.map((municipality) => municipality.weight),
  );
  const listed = municipalities.flatMap((municipality, at) =>
    generateStations(municipality, sizes[at] ?? 0, random),
  );
  const opened = random
    .shuffled(lastStationsOfPlaces(listed))
    .slice(0, STATIONS_OUTSIDE_REGISTER)
    .map((last) => openBeside(last, random));
  return [...listed, ...opened].sort((one, other) => (one.station < other.station ? -1 : 1));
}

function planMunicipalities(random: Random): MunicipalityPlan[] {
  const names = municipalityNames(random);
  const departments = REGION_PLANS.flatMap((region) =>
    region.departments.map((name) => ({ region, name, weight: (0.7 + random.fraction()) * region.weight })),
  );
  return departments.flatMap(({ region, name, weight }, at) => {
    const code = String(at + 1).padStart(2, "0");
    const count = random.between(3, 6);
    return Array.from({ length: count }, (_, number) => ({
      region: { code: region.code, name: region.name },
      department: { code, name },
      municipality: {
        code: `${code}${String(number + 1).padStart(2, "0")}`,
        name: names.next().value ?? name,
      },
      urbanity: municipalityUrbanity(region, number, random),
      weight: (weight * (number === 0 ? 2.2 : 0.5 + random.fraction())) / (count * region.departments.length),
    }));
  });
}

/** The first municipality of a department is its chief town. */
function municipalityUrbanity(region: RegionPlan, number: number, random: Random): number {
  return clamp(region.urbanity + (number === 0 ? 0.2 : -0.1) + random.noise() * 0.08, { from: 0, to: 1 });
}

function* municipalityNames(random: Random): Generator<string, undefined> {
  for (;;)
    for (const form of MUNICIPALITY_FORMS)
      for (const stem of random.shuffled(MUNICIPALITY_STEMS)) yield form.replace("*", stem);
}

function generateStations(municipality: MunicipalityPlan, count: number, random: Random): DemoStation[] {
  const { urbanity } = municipality;
  const placeNames = random.shuffled(
    POLLING_PLACE_NAMES.map((name) => `${random.pick(POLLING_PLACE_KINDS)} ${name}`),
  );
  const stations: DemoStation[] = [];
  for (let place = 1; stations.length < count; place++) {
    const code = `${municipality.municipality.code}-${String(place).padStart(3, "0")}`;
    const rounds = Math.ceil(place / placeNames.length);
    const name = placeNames[(place - 1) % placeNames.length] ?? "";
    const placeStep = { code, name: rounds === 1 ? name : `${name} ${rounds}` };
    const size = placeSize(urbanity, random);
    const stationsHere = Math.min(random.between(1, 2 + Math.round(urbanity * 6)), count - stations.length);
    for (let number = 1; number <= stationsHere; number++) {
      const fill = number === stationsHere && number > 1 ? 0.55 + random.fraction() * 0.45 : 1;
      stations.push({
        station: `${code}.${number}`,
        path: [municipality.region, municipality.department, municipality.municipality, placeStep],
        inRegister: true,
        registeredVoters: voters(size * fill * (1 + random.noise() * 0.03)),
        urbanity,
      });
    }
  }
  return stations;
}

/** Many small stations and a long tail of large ones; towns have more of the large. */
function placeSize(urbanity: number, random: Random): number {
  const draw = random.fraction() * (0.55 + 0.45 * urbanity);
  return VOTERS_LOWEST + (VOTERS_HIGHEST - VOTERS_LOWEST) * draw * (0.35 + 0.65 * draw);
}

function voters(size: number): number {
  return clamp(Math.round(size), { from: VOTERS_LOWEST, to: VOTERS_HIGHEST });
}

function lastStationsOfPlaces(stations: readonly DemoStation[]): DemoStation[] {
  return stations.filter((station, at) => station.path[3].code !== stations[at + 1]?.path[3].code);
}

/** A station opened on the day in a building that has others already. */
function openBeside(last: DemoStation, random: Random): DemoStation {
  const number = Number(last.station.slice(last.station.lastIndexOf(".") + 1)) + 1;
  return {
    ...last,
    station: `${last.path[3].code}.${number}`,
    inRegister: false,
    registeredVoters: random.between(120, 320),
  };
}

export function clamp(value: number, range: { readonly from: number; readonly to: number }): number {
  return Math.min(range.to, Math.max(range.from, value));
}
