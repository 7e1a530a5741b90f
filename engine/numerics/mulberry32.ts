/**
 * Random numbers of the formula catalogue: mulberry32 (Tommy Ettinger), 32 bits of state. Formulas and
 * fixtures draw from it because their published numbers do; whatever needs long or independent streams
 * takes `Random`.
 */
export class Mulberry32 {
  #state: number;

  /** @throws {RangeError} when `seed` is not a whole number of 0 to 2^32 - 1. */
  constructor(seed: number) {
    if (seed >>> 0 !== seed) throw new RangeError(`a seed must be a whole number below 2^32, was ${seed}`);
    // As a signed number, which is no other one to all that follows and needs no room on the heap.
    this.#state = seed | 0;
  }

  /** In [0, 1). */
  uniform(): number {
    const state = (this.#state + 0x6d2b79f5) | 0;
    this.#state = state;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Mean 0, variance 1, from two uniforms (Box & Muller 1958); the second normal of the pair is not used. */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Fills a list with what as many calls of {@link normal} would answer. */
  fillWithNormals(target: Float64Array): void {
    for (let i = 0; i < target.length; i += 1) target[i] = this.normal();
  }
}
