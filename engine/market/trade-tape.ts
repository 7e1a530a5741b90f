import type { TradePrint } from '../domain/market/market-event.ts';

const DEFAULT_CAPACITY = 512;

/** The last prints of one instrument, oldest overwritten first. */
export class TradeTape {
  readonly #ring: (TradePrint | undefined)[];
  #total = 0;

  /** @throws {RangeError} when `capacity` is not a whole number above zero. */
  constructor(capacity: number = DEFAULT_CAPACITY) {
    if (!Number.isSafeInteger(capacity) || capacity <= 0) {
      throw new RangeError(`tape capacity must be a whole number above zero, was ${capacity}`);
    }
    this.#ring = Array.from({ length: capacity }, () => undefined);
  }

  /** How many prints are kept now. */
  get length(): number {
    return Math.min(this.#total, this.#ring.length);
  }

  /** How many prints have ever been seen. */
  get total(): number {
    return this.#total;
  }

  push(print: TradePrint): void {
    this.#ring[this.#total % this.#ring.length] = print;
    this.#total += 1;
  }

  /** The print `age` prints ago, 0 being the newest; undefined when it was never seen or is forgotten. */
  at(age: number): TradePrint | undefined {
    if (age < 0 || age >= this.length) return undefined;
    return this.#ring[(this.#total - 1 - age) % this.#ring.length];
  }

  /** The newest `count` prints, newest first. */
  latest(count: number): TradePrint[] {
    const prints: TradePrint[] = [];
    const wanted = Math.min(count, this.length);
    for (let age = 0; age < wanted; age += 1) prints.push(this.at(age) as TradePrint);
    return prints;
  }
}
