const WORD = 32;

/** A set of places 0 … size - 1 that finds the next member below a place in a few steps. */
export class PlaceSet {
  readonly #words: Int32Array;
  /** One bit for each word that is not empty. */
  readonly #summary: Int32Array;

  /** `size` is a multiple of 1024. */
  constructor(size: number) {
    this.#words = new Int32Array(size / WORD);
    this.#summary = new Int32Array(size / WORD / WORD);
  }

  add(place: number): void {
    const word = place >>> 5;
    this.#words[word] = (this.#words[word] as number) | (1 << (place & 31));
    this.#summary[word >>> 5] = (this.#summary[word >>> 5] as number) | (1 << (word & 31));
  }

  delete(place: number): void {
    const word = place >>> 5;
    const rest = (this.#words[word] as number) & ~(1 << (place & 31));
    this.#words[word] = rest;
    if (rest === 0) this.#summary[word >>> 5] = (this.#summary[word >>> 5] as number) & ~(1 << (word & 31));
  }

  /** The highest member below `place`; -1 when there is none. */
  below(place: number): number {
    const word = place >>> 5;
    const rest = (this.#words[word] ?? 0) & lowBits(place);
    if (rest !== 0) return word * WORD + highestBit(rest);
    const found = this.#wordBelow(word);
    return found < 0 ? -1 : found * WORD + highestBit(this.#words[found] as number);
  }

  clear(): void {
    this.#words.fill(0);
    this.#summary.fill(0);
  }

  #wordBelow(word: number): number {
    let group = word >>> 5;
    let rest = (this.#summary[group] ?? 0) & lowBits(word);
    while (rest === 0) {
      group -= 1;
      if (group < 0) return -1;
      rest = this.#summary[group] as number;
    }
    return group * WORD + highestBit(rest);
  }
}

/** Ones at every bit below `place & 31`. */
const lowBits = (place: number): number => (1 << (place & 31)) - 1;
const highestBit = (bits: number): number => 31 - Math.clz32(bits);
