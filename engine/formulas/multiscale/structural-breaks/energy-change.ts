/** A split of a series into a part before and a part from it on. */
export interface EnergySplit {
  /** How far apart the distributions on both sides are; 0 where they are alike. */
  readonly statistic: number;
  /** First index of the later part. */
  readonly at: number;
}

/** The most different split, and how often chance alone splits as well. */
export interface EnergyChange extends EnergySplit {
  readonly pValue: number;
}

/** How often and from which seed the order is shuffled, and how short a part may be. */
export interface EnergyChangeSettings {
  readonly least: number;
  readonly permutations: number;
  readonly seed: number;
}

const TWO_32 = 4_294_967_296;

/**
 * Where the distribution of a series changes most in the energy distance, which sees every kind of change,
 * and how likely a split as good is when the order means nothing. The order is shuffled after Fisher and
 * Yates with the linear congruential generator `s <- 1664525 s + 1013904223 mod 2^32`.
 *
 * Source: Matteson & James (2014), A nonparametric approach for multiple change point analysis of
 * multivariate data, JASA 109(505).
 */
export function energyChange(
  values: ArrayLike<number>,
  { least, permutations, seed }: EnergyChangeSettings,
): EnergyChange {
  const search = new EnergySearch(values, least);
  const order = Uint32Array.from({ length: values.length }, (_, i) => i);
  const observed = search.bestSplit(order);
  let state = seed >>> 0;
  let asGood = 0;
  for (let shuffle = 0; shuffle < permutations; shuffle += 1) {
    for (let j = order.length - 1; j > 0; j -= 1) {
      state = (Math.imul(1664525, state) + 1013904223) >>> 0;
      const other = Math.floor((state / TWO_32) * (j + 1));
      const kept = order[j] as number;
      order[j] = order[other] as number;
      order[other] = kept;
    }
    if (search.bestSplit(order).statistic >= observed.statistic) asGood += 1;
  }
  return { ...observed, pValue: (1 + asGood) / (permutations + 1) };
}

/** Distances between all pairs, known beforehand, and the best split of any order of the values. */
class EnergySearch {
  readonly #count: number;
  readonly #least: number;
  readonly #distances: Float64Array;
  readonly #totals: Float64Array;
  readonly #allPairs: number;

  constructor(values: ArrayLike<number>, least: number) {
    const count = values.length;
    this.#count = count;
    this.#least = least;
    this.#distances = new Float64Array(count * count);
    this.#totals = new Float64Array(count);
    let pairs = 0;
    for (let i = 0; i < count; i += 1) {
      for (let j = 0; j < count; j += 1) {
        const distance = Math.abs((values[i] as number) - (values[j] as number));
        this.#distances[i * count + j] = distance;
        this.#totals[i] = (this.#totals[i] as number) + distance;
      }
      pairs += (this.#totals[i] as number) / 2;
    }
    this.#allPairs = pairs;
  }

  /** The first of the best splits of the values in this order. */
  bestSplit(order: Uint32Array): EnergySplit {
    const count = this.#count;
    let statistic = 0;
    let at = this.#least;
    // Sums of distances inside the earlier part, and from it to everything.
    let within = 0;
    let reached = 0;
    for (let split = 1; split <= count - this.#least; split += 1) {
      within += this.#toEarlier(order, split - 1);
      reached += this.#totals[order[split - 1] as number] as number;
      if (split < this.#least) continue;
      const across = reached - 2 * within;
      const later = this.#allPairs - within - across;
      const found = this.#scaled(split, { within, across, later });
      if (found > statistic) {
        statistic = found;
        at = split;
      }
    }
    return { statistic, at };
  }

  #toEarlier(order: Uint32Array, place: number): number {
    const row = (order[place] as number) * this.#count;
    let sum = 0;
    for (let earlier = 0; earlier < place; earlier += 1) {
      sum += this.#distances[row + (order[earlier] as number)] as number;
    }
    return sum;
  }

  #scaled(
    m: number,
    { across, later, within }: { readonly within: number; readonly across: number; readonly later: number },
  ): number {
    const q = this.#count - m;
    const inside = (sum: number, size: number) => (size > 1 ? (2 * sum) / (size * (size - 1)) : 0);
    const energy = (2 * across) / (m * q) - inside(within, m) - inside(later, q);
    return ((m * q) / (m + q)) * energy;
  }
}
