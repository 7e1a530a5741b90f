import type { KernelFloats } from './simd/kernel-memory.ts';
import { MULBERRY_STEP as STEP, NORMALS_TOGETHER, writeNormals } from './simd/normal-kernel.ts';

const FLOAT_BYTES = 8;
/** Uniforms a normal takes. */
const UNIFORMS = 2;

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
    this.#state = (this.#state + STEP) | 0;
    return uniformOf(this.#state);
  }

  /** Mean 0, variance 1, from two uniforms (Box & Muller 1958); the second normal of the pair is not used. */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /**
   * Fills a list with what `count` calls of {@link normal} would answer, to within a few units of the last digit.
   * The list has {@link roomForNormals}; what stands behind these normals means nothing.
   */
  fillWithNormals(target: KernelFloats, count = target.length): void {
    writeNormals(this.#state, target.address, FLOAT_BYTES * roomForNormals(count));
    this.#state = (this.#state + Math.imul(UNIFORMS * count, STEP)) | 0;
  }
}

/** Places a list must have for so many normals, which are drawn several at a time. */
export const roomForNormals = (count: number): number =>
  NORMALS_TOGETHER * Math.ceil(count / NORMALS_TOGETHER);

/** The uniform of one state. */
function uniformOf(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
