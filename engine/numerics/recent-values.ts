import { wholeNumber } from './checked-numbers.ts';
import { begunRing, grownRing } from './growing-ring.ts';

/** The last `length` values, addressed by their age: 0 is the newest. */
export class RecentValues {
  readonly #length: number;
  /** Grows until it holds the window, and wraps around only then. */
  #values: Float64Array;
  /** Place behind the newest. */
  #next = 0;
  #count = 0;

  constructor(length: number) {
    this.#length = wholeNumber('a window', length);
    this.#values = begunRing(length);
  }

  /** Values held now, at most `length`. */
  get count(): number {
    return this.#count;
  }

  get isFull(): boolean {
    return this.#count === this.#length;
  }

  push(value: number): void {
    if (this.#next === this.#values.length) this.#turn();
    this.#values[this.#next] = value;
    this.#next += 1;
    if (this.#count < this.#length) this.#count += 1;
  }

  /** Puts another value in the place of the newest. */
  replaceNewest(value: number): void {
    if (this.#count > 0) this.#values[this.#next - 1] = value;
  }

  /** The value `age` values before the newest; NaN where nothing is held. */
  at(age: number): number {
    if (age >= this.#count) return NaN;
    const place = this.#next - 1 - age;
    return this.#values[place < 0 ? place + this.#length : place] as number;
  }

  /** Writes the values oldest first into the beginning of `target` and answers how many there are. */
  copyTo(target: Float64Array): number {
    const values = this.#values;
    const oldest = this.isFull ? this.#next : 0;
    const ofTail = this.#count - oldest;
    // Two loops: for the usual hundred values the views that a move of memory needs cost more than it saves.
    for (let i = 0; i < ofTail; i += 1) target[i] = values[oldest + i] as number;
    for (let i = 0; i < oldest; i += 1) target[ofTail + i] = values[i] as number;
    return this.#count;
  }

  /** The values, oldest first. */
  toArray(): Float64Array {
    const copy = new Float64Array(this.#count);
    this.copyTo(copy);
    return copy;
  }

  /** At the end of the ring: a full one goes on at its beginning, any other grows. */
  #turn(): void {
    if (this.isFull) this.#next = 0;
    else this.#values = grownRing(this.#values, this.#length);
  }

  clear(): void {
    this.#next = 0;
    this.#count = 0;
  }
}
