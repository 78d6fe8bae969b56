/** What the bytes 0x80 to 0x9F stand for (WHATWG Encoding Standard, index windows-1252); all others stand for themselves. */
const UPPER_CONTROLS = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,
  0x017d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
  0x0153, 0x9d, 0x017e, 0x0178,
];
const CODES = Uint16Array.from({ length: 256 }, (_, byte) => UPPER_CONTROLS[byte - 0x80] ?? byte);
const CHUNK = 8_192;

/**
 * The text of windows-1252 bytes, the same on every machine. Node from 20.18.3, and others, give these 32 bytes as
 * control characters when their TextDecoder is asked (nodejs/node#60888), and a fold must not depend on its runtime.
 */
export function decodeWindows1252(bytes: Uint8Array): string {
  const chunks: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK)
    chunks.push(
      String.fromCharCode(...Uint16Array.from(bytes.subarray(at, at + CHUNK), (byte) => CODES[byte] ?? byte)),
    );
  return chunks.join("");
}
