/**
 * The few globals core may use that are in every JavaScript runtime but in neither the language's own types
 * nor (here) in Node's or the DOM's. They are pure: bytes in, text out, and back.
 */
interface TextDecoderOptions {
  fatal?: boolean;
  ignoreBOM?: boolean;
}
declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(label?: string, options?: TextDecoderOptions);
  readonly encoding: string;
  decode(bytes?: Uint8Array): string;
}
