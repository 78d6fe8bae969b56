/** Whether bytes begin with the byte order mark of UTF-16, in which half the bytes of a Latin text are zero. */
export function hasWideMark(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}
