/** Values a ring begins with: most windows never need more. */
const FIRST_CAPACITY = 256;

/** A ring for up to `length` values, which begins small where that is much: most windows fill over days. */
export const begunRing = (length: number): Float64Array => new Float64Array(Math.min(length, FIRST_CAPACITY));

/** A full ring with its values in one twice as long, up to `length`. */
export function grownRing(ring: Float64Array, length: number): Float64Array {
  const larger = new Float64Array(Math.min(length, 2 * ring.length));
  larger.set(ring);
  return larger;
}
