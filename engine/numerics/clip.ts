/** `value`, or the nearer end of `least` to `most` where it lies outside. */
export function clip(value: number, least: number, most: number): number {
  return value < least ? least : value > most ? most : value;
}
