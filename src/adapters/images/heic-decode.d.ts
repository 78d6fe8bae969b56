/** The package has no types of its own. */
declare module "heic-decode" {
  interface Decoded {
    readonly width: number;
    readonly height: number;
    readonly data: Uint8ClampedArray;
  }
  /** The first image of the file, as red, green, blue and alpha. */
  export default function decode(input: { readonly buffer: Uint8Array }): Promise<Decoded>;
}
