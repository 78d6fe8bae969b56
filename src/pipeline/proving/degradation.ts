import type { Random } from "../demo/random.ts";

/** What a bench or test asks to be done to a sheet; docs of the bench say what each is. */
export const DEGRADATIONS = [
  "none",
  "blur",
  "motion",
  "small",
  "perspective",
  "rotation",
  "curl",
  "compression",
  "low-light",
  "noise",
  "folds",
  "glare",
  "crop",
  "covered",
  "fading",
  "easy",
  "medium",
  "hard",
] as const;
export type DegradationName = (typeof DEGRADATIONS)[number];

/** What happens to a sheet; the fields are those of `Degradation` in src/adapters/images/degrade-image.ts. */
export interface DrawnDegradation {
  readonly scale: number;
  readonly rotation: number;
  readonly corners: readonly (readonly [x: number, y: number])[];
  readonly curl: { readonly amplitude: number; readonly length: number; readonly phase: number };
  readonly margin: number;
  readonly table: number;
  readonly fading: {
    readonly left: number;
    readonly streaks: readonly (readonly [x: number, width: number])[];
  };
  readonly folds: readonly number[];
  readonly blur: number;
  readonly motion: { readonly length: number; readonly angle: number };
  readonly light: { readonly brightest: number; readonly darkest: number };
  readonly glare: readonly {
    readonly x: number;
    readonly y: number;
    readonly radius: number;
    readonly add: number;
  }[];
  readonly covered: readonly { readonly x: number; readonly y: number; readonly radius: number }[];
  readonly crop: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
  readonly noise: number;
  readonly jpegQuality: number;
}

/** A degradation with whether a good reader should still read its code. */
export interface DrawnCase {
  readonly degradation: DrawnDegradation;
  /** Pixels a module of the code. */
  readonly modulePixels: number;
  /**
   * At least 2.3 pixels a module, blur up to half a module, motion up to one and a half, mild curl, little covered: what
   * was found to be readable in principle.
   */
  readonly feasible: boolean;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Draws one degradation of that name; `drawingModule` is how many pixels of the drawing a module of its code has. */
export function drawDegradation(name: DegradationName, random: Random, drawingModule: number): DrawnCase {
  const between = (low: number, high: number) => low + (high - low) * random.fraction();
  const level = name === "hard" ? 1 : name === "medium" ? 0.55 : name === "easy" ? 0.25 : 0;
  const is = (...names: readonly DegradationName[]) => names.includes(name);
  const modulePixels = is("small")
    ? between(1.6, 3.4)
    : is("none")
      ? between(3, 9)
      : level > 0
        ? between(6 - 3.8 * level, 8 - 4 * level)
        : between(2.8, 6);
  const blurModules = is("blur") ? between(0.15, 0.75) : level * between(0, 0.5);
  const motionModules = is("motion") ? between(0.4, 2) : level === 1 ? between(0, 1.2) : 0;
  const curlModules = is("curl") ? between(0.3, 2) : level * between(0, 0.8);
  const tilt = is("perspective") ? 0.12 : level * 0.08;
  const coveredRadius = is("covered") ? between(0.03, 0.12) : 0;
  const corner = (): readonly [number, number] => [between(-tilt, tilt), between(-tilt, tilt) * 0.5];
  const spot = () => ({ x: between(0.25, 0.75), y: between(0.3, 0.8) });
  const degradation: Mutable<DrawnDegradation> = {
    scale: modulePixels / drawingModule,
    rotation: is("rotation")
      ? between(-180, 180)
      : level > 0
        ? between(-12, 12) * level + random.between(0, 3) * 90
        : between(-1, 1),
    corners: [corner(), corner(), corner(), corner()],
    curl: { amplitude: curlModules * modulePixels, length: between(0.5, 1.2), phase: between(0, 6.28) },
    margin: between(0.02, 0.2),
    table: random.between(30, 190),
    fading: is("fading")
      ? { left: between(0.06, 0.4), streaks: [[between(0.2, 0.8), 0.006]] }
      : { left: 1 - level * between(0, 0.5), streaks: [] },
    folds: is("folds") || level >= 0.55 ? [between(0.2, 0.5), between(0.5, 0.8)] : [],
    blur: blurModules * modulePixels,
    motion: { length: motionModules * modulePixels, angle: between(0, 180) },
    light: is("low-light")
      ? { brightest: between(0.05, 0.3), darkest: between(0.02, 0.05) }
      : { brightest: 1, darkest: 1 - level * between(0.1, 0.6) },
    glare:
      is("glare") || level === 1 ? [{ ...spot(), radius: between(0.15, 0.45), add: between(100, 255) }] : [],
    covered: coveredRadius > 0 ? [{ ...spot(), radius: coveredRadius }] : [],
    crop: is("crop")
      ? { left: 0, top: between(0, 0.2), right: 0, bottom: between(0, 0.2) }
      : { left: 0, top: 0, right: 0, bottom: 0 },
    noise: is("noise") ? between(15, 75) : is("low-light") ? between(1, 5) : level * between(2, 14),
    jpegQuality: is("compression") ? between(3, 20) : 92 - level * between(0, 50),
  };
  const feasible =
    modulePixels >= 2.3 &&
    blurModules <= 0.5 &&
    motionModules <= 1.5 &&
    curlModules <= 1 &&
    !is("crop", "covered", "noise", "low-light", "glare", "compression", "fading", "hard");
  return { degradation, modulePixels, feasible };
}
