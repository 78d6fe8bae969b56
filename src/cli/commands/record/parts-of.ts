/** The parts of an option or a cell that names several things, separated by semicolons. */
export function partsOf(cell: string): string[] {
  return cell
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
