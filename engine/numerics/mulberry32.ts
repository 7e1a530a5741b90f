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
    this.#state = seed;
  }

  /** In [0, 1). */
  uniform(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Mean 0, variance 1, from two uniforms (Box & Muller 1958); the second normal of the pair is not used. */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }
}
