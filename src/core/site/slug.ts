import { formatHex, utf8 } from "../bytes.ts";

/** Written out: what a runtime's own normalization gives depends on its version of Unicode. */
const ACCENTED: Readonly<Record<string, string>> = {
  a: "áàãâäåÁÀÃÂÄÅ",
  c: "çÇ",
  e: "éèêëÉÈÊË",
  i: "íìîïÍÌÎÏ",
  n: "ñÑ",
  o: "óòõôöÓÒÕÔÖ",
  u: "úùûüÚÙÛÜ",
};
const PLAIN: ReadonlyMap<string, string> = new Map(
  Object.entries(ACCENTED).flatMap(([plain, accented]) =>
    [...accented].map((letter) => [letter, plain] as const),
  ),
);
const LONGEST = 80;
/** Names that Windows keeps for devices: a folder on a USB stick must open there too. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d|index)$/;

/**
 * A file name of lower-case ASCII letters, digits and hyphens for each id. It depends on the ids alone, not on their
 * order; where two ids would get one name, both carry a checksum of the id.
 */
export function slugsOf(ids: readonly string[]): ReadonlyMap<string, string> {
  const uses = new Map<string, number>();
  for (const id of ids) uses.set(readable(id), (uses.get(readable(id)) ?? 0) + 1);
  const slugs = new Map<string, string>();
  const taken = new Set<string>();
  for (const id of ids.toSorted((one, other) => (one < other ? -1 : 1))) {
    const name = readable(id);
    const own = uses.get(name) === 1 && !RESERVED.test(name) && name !== "";
    const base = own ? name : `${name}-${checksum(id)}`;
    let slug = base;
    for (let number = 2; taken.has(slug); number++) slug = `${base}-${number}`;
    taken.add(slug);
    slugs.set(id, slug);
  }
  return slugs;
}

function readable(id: string): string {
  const plain = [...id].map((character) => PLAIN.get(character) ?? asciiLower(character)).join("");
  return plain
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
    .slice(0, LONGEST);
}

/** Lower case of ASCII letters alone: that of others depends on the runtime's version of Unicode. */
function asciiLower(character: string): string {
  return character >= "A" && character <= "Z" ? character.toLowerCase() : character;
}

/** FNV-1a, 32 bits. */
function checksum(id: string): string {
  let hash = 0x811c9dc5;
  for (const byte of utf8(id)) hash = Math.imul(hash ^ byte, 0x01000193);
  return formatHex(Uint8Array.of(hash >>> 24, (hash >>> 16) & 0xff, (hash >>> 8) & 0xff, hash & 0xff));
}

/**
 * An id as part of an anchor: ASCII letters, digits, points and hyphens stay, every other byte of its UTF-8 becomes
 * `_` and two hexadecimal digits. No two ids share an anchor.
 */
export function formatAnchor(id: string): string {
  if (/^[A-Za-z0-9.-]*$/.test(id)) return id;
  let anchor = "";
  for (const byte of utf8(id)) {
    const character = byte < 0x80 ? String.fromCharCode(byte) : "";
    anchor += /^[A-Za-z0-9.-]$/.test(character) ? character : `_${formatHex(Uint8Array.of(byte))}`;
  }
  return anchor;
}
