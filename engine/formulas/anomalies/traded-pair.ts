import type { SymbolCloses } from './symbol-closes.ts';

const NOTHING = 1e-12;

/** Two symbols whose indices went along with each other. */
export interface ClosePair {
  readonly one: number;
  readonly other: number;
  /** Sum of the squared differences of their indices. */
  readonly distance: number;
  /** Standard deviation of the differences. */
  readonly deviation: number;
}

/** The `top` pairs of symbols whose indices lay nearest to each other over the last `length` closes. */
export function closestPairs(closes: SymbolCloses, length: number, top: number): ClosePair[] {
  const indices = closes.symbols.map((_, symbol) => {
    const start = closes.at(symbol, length - 1);
    const index = new Float64Array(length);
    for (let i = 0; i < length; i += 1) index[i] = closes.at(symbol, length - 1 - i) / start;
    return index;
  });
  const pairs: ClosePair[] = [];
  indices.forEach((a, one) => {
    for (let other = one + 1; other < indices.length; other += 1) {
      const apart = differenceOf(a, indices[other] as Float64Array);
      // Whoever lacks a close has no distance, and twins never part.
      if (apart.deviation > NOTHING) pairs.push({ one, other, ...apart });
    }
  });
  return pairs.toSorted((a, b) => a.distance - b.distance).slice(0, top);
}

/** How two indices differ. */
export function differenceOf(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): Pick<ClosePair, 'deviation' | 'distance'> {
  let sum = 0;
  let distance = 0;
  for (let i = 0; i < a.length; i += 1) {
    const difference = (a[i] as number) - (b[i] as number);
    sum += difference;
    distance += difference * difference;
  }
  const around = Math.max(0, distance - (sum * sum) / a.length);
  return { distance, deviation: Math.sqrt(around / (a.length - 1)) };
}

/** A pair of the own symbol and another one that is traded until its time is over. */
export class TradedPair {
  readonly #other: number;
  readonly #deviation: number;
  readonly #open: number;
  /** The closes at which both indices are 1. */
  #ownStart = NaN;
  #otherStart = NaN;
  #side = 0;
  #z = 0;

  /** The pair opens when its indices lie `open` deviations apart. */
  constructor(other: number, deviation: number, open: number) {
    this.#other = other;
    this.#deviation = deviation;
    this.#open = open;
  }

  get isOpen(): boolean {
    return this.#side !== 0;
  }

  /** Index of the own symbol less that of the other, in deviations. */
  get z(): number {
    return this.#z;
  }

  /** Sets both indices to 1. */
  begin(closes: SymbolCloses): void {
    this.#ownStart = closes.at(0, 0);
    this.#otherStart = closes.at(this.#other, 0);
  }

  /** Takes in the newest closes; a time at which one is missing changes nothing. */
  push(closes: SymbolCloses): void {
    const own = closes.at(0, 0) / this.#ownStart;
    const other = closes.at(this.#other, 0) / this.#otherStart;
    const z = (own - other) / this.#deviation;
    if (!Number.isFinite(z)) return;
    this.#z = z;
    if (this.#side !== 0 && Math.sign(z) !== this.#side) this.#side = 0;
    if (this.#side === 0 && Math.abs(z) > this.#open) this.#side = Math.sign(z);
  }
}
