import { wholeNumber } from './checked-numbers.ts';

/** Which share of the last `length` events was of a kind, counted exactly. */
export class RollingShare {
  readonly #flags: Uint8Array;
  #next = 0;
  #count = 0;
  #hits = 0;

  constructor(length: number) {
    this.#flags = new Uint8Array(wholeNumber('a window', length));
  }

  /** Events in the window now, at most `length`. */
  get count(): number {
    return this.#count;
  }

  get isFull(): boolean {
    return this.#count === this.#flags.length;
  }

  /** Events of the kind among them. */
  get hits(): number {
    return this.#hits;
  }

  /** From 0 to 1; NaN before the first event. */
  get share(): number {
    return this.#hits / this.#count;
  }

  push(isHit: boolean): void {
    const flags = this.#flags;
    if (this.#count === flags.length) this.#hits -= flags[this.#next] as number;
    else this.#count += 1;
    flags[this.#next] = isHit ? 1 : 0;
    if (isHit) this.#hits += 1;
    this.#next = this.#next + 1 === flags.length ? 0 : this.#next + 1;
  }
}
