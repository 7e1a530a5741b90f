/**
 * A seeded source of random numbers. The same seed gives the same numbers on every machine: the bits
 * come from 32-bit integer arithmetic alone, and `normal`, `exponential` and `poisson` add only
 * `Math.log`, `Math.exp` and `Math.sqrt`, which V8 computes in software of its own.
 *
 * Generator: sfc32 of Chris Doty-Humphrey (PractRand), 128 bits of state, period of at least 2^32.
 */
export class Random {
  readonly #key: number;
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;
  #spareNormal: number | undefined;

  /** @throws {RangeError} when `seed` is not a safe integer. */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed)) throw new RangeError(`a seed must be a safe integer, was ${seed}`);
    const low = seed | 0;
    const high = Math.floor(seed / 2 ** 32) | 0;
    this.#key = scramble(low ^ scramble(high ^ 0x9e3779b9));
    this.#a = scramble(this.#key ^ 0x243f6a88);
    this.#b = scramble(this.#a ^ low);
    this.#c = scramble(this.#b ^ high);
    for (let round = 0; round < 12; round += 1) this.#bits();
  }

  /** An independent stream. It depends on the seed and the name alone, never on how much was drawn. */
  fork(name: string): Random {
    let hash = this.#key;
    for (let index = 0; index < name.length; index += 1) {
      hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
    }
    return new Random(scramble(hash) * 2 ** 20 + (scramble(hash ^ 0x13198a2e) >>> 12));
  }

  /** In [0, 1), 53 bits. */
  uniform(): number {
    return ((this.#bits() >>> 5) * 0x4000000 + (this.#bits() >>> 6)) / 2 ** 53;
  }

  /** A whole number in [0, below). Unbiased up to one part in 2^53. */
  integer(below: number): number {
    return Math.floor(this.uniform() * below);
  }

  /** Mean 0, variance 1: the polar method of Marsaglia and Bray (1964). */
  normal(): number {
    const spare = this.#spareNormal;
    if (spare !== undefined) {
      this.#spareNormal = undefined;
      return spare;
    }
    let x = 0;
    let y = 0;
    let square = 0;
    do {
      x = 2 * this.uniform() - 1;
      y = 2 * this.uniform() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const factor = Math.sqrt((-2 * Math.log(square)) / square);
    this.#spareNormal = y * factor;
    return x * factor;
  }

  /** Above zero, with the given mean. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.uniform());
  }

  /** A count with the given mean: Knuth's product of uniforms, in parts so that nothing underflows. */
  poisson(mean: number): number {
    let count = 0;
    for (let left = mean; left > 0; left -= LARGEST_POISSON_PART) {
      const floor = Math.exp(-Math.min(left, LARGEST_POISSON_PART));
      for (let product = this.uniform(); product > floor; product *= this.uniform()) count += 1;
    }
    return count;
  }

  #bits(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum;
  }
}

const LARGEST_POISSON_PART = 32;

/** The finalizer of MurmurHash3: every input bit moves about half of the output bits. */
function scramble(word: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
