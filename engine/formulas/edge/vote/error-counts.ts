const BOTH = 0;
const FIRST = 1;
const SECOND = 2;
const NEITHER = 3;
const KINDS = 4;
/** Joint outcomes the prior correlation counts for. */
const PRIOR = 100;
const SAME_CATEGORY = 0.3;
const OTHER_CATEGORY = 0.05;

/**
 * How often the errors of two formulas fall together: four fading counts a pair of outcomes that began
 * less than half a horizon apart, and the correlation they give, drawn toward what is usual in and between
 * categories. Costs one pass over the formulas per outcome; reading a correlation is a lookup.
 */
export class ErrorCounts {
  /** Four counts a pair: both wrong, the lower place wrong, the higher place wrong, neither. */
  readonly counts: Float32Array;
  readonly #categories: readonly string[];
  readonly #forget: number;
  readonly #nearMs: number;
  /** NaN where the counts have changed since somebody asked. */
  readonly #correlations: Float64Array;
  readonly #openedAt: Float64Array;
  readonly #isWrong: Uint8Array;

  /** Outcomes belong together that began less than `nearMs` apart. */
  constructor(categories: readonly string[], forget: number, nearMs: number) {
    const pairs = (categories.length * (categories.length - 1)) / 2;
    this.#categories = categories;
    this.#forget = forget;
    this.#nearMs = nearMs;
    this.counts = new Float32Array(pairs * KINDS);
    this.#correlations = new Float64Array(pairs);
    this.#openedAt = new Float64Array(categories.length).fill(-Infinity);
    this.#isWrong = new Uint8Array(categories.length);
    this.refresh();
  }

  /** Correlation of the errors of two formulas, 0 to 1. */
  correlation(i: number, j: number): number {
    const known = this.#correlations[this.#pair(i, j)] as number;
    return Number.isNaN(known) ? this.#refreshed(i, j) : known;
  }

  /** For each of some places, in ascending order, 1 and the correlations with all others of them. */
  shared(places: ArrayLike<number>): Float64Array {
    const correlations = this.#correlations;
    const sums = new Float64Array(places.length).fill(1);
    for (let a = 0; a < places.length; a += 1) {
      const i = places[a] as number;
      // The pairs with the higher places stand in a row.
      const row = this.#pair(i, i + 1) - i - 1;
      let sum = sums[a] as number;
      // A pair is looked up once for both; every sum still grows in the order of the places.
      for (let b = a + 1; b < places.length; b += 1) {
        const j = places[b] as number;
        const known = correlations[row + j] as number;
        const between = known >= 0 ? known : this.#refreshed(i, j);
        sum += between;
        sums[b] = (sums[b] as number) + between;
      }
      sums[a] = sum;
    }
    return sums;
  }

  /** Mean over all pairs with at least `fewest` joint outcomes, as measured; undefined where there are none. */
  meanCorrelation(fewest: number): number | undefined {
    let sum = 0;
    let count = 0;
    for (let pair = 0; pair < this.#correlations.length; pair += 1) {
      if (this.#jointOf(pair) < fewest) continue;
      sum += this.#phi(pair);
      count += 1;
    }
    return count > 0 ? sum / count : undefined;
  }

  /** Takes in an outcome of a prediction opened at `openedAt`, beside the last outcome of every other formula. */
  score(place: number, openedAt: number, isRight: boolean): void {
    const isWrong = isRight ? 0 : 1;
    for (let other = 0; other < this.#categories.length; other += 1) {
      if (other === place || Math.abs((this.#openedAt[other] as number) - openedAt) >= this.#nearMs) continue;
      const otherWrong = this.#isWrong[other] as number;
      const [low, high] = place < other ? [isWrong, otherWrong] : [otherWrong, isWrong];
      const pair = this.#pair(place, other);
      this.#add(pair, low, high);
      this.#correlations[pair] = NaN;
    }
    this.#openedAt[place] = openedAt;
    this.#isWrong[place] = isWrong;
  }

  /** Outcomes before an outage have no neighbors after it. */
  forgetLast(): void {
    this.#openedAt.fill(-Infinity);
  }

  /** Makes every correlation new, after {@link counts} were put back. */
  refresh(): void {
    this.#correlations.fill(NaN);
  }

  #add(pair: number, low: number, high: number): void {
    const { counts } = this;
    const at = pair * KINDS;
    for (let kind = 0; kind < KINDS; kind += 1)
      counts[at + kind] = (counts[at + kind] as number) * this.#forget;
    const kind = low === 1 ? (high === 1 ? BOTH : FIRST) : high === 1 ? SECOND : NEITHER;
    counts[at + kind] = (counts[at + kind] as number) + 1;
  }

  #refreshed(i: number, j: number): number {
    const pair = this.#pair(i, j);
    const joint = this.#jointOf(pair);
    const usual = this.#categories[i] === this.#categories[j] ? SAME_CATEGORY : OTHER_CATEGORY;
    const shrunk = (joint * this.#phi(pair) + PRIOR * usual) / (joint + PRIOR);
    const correlation = Math.max(0, shrunk);
    this.#correlations[pair] = correlation;
    return correlation;
  }

  #jointOf(pair: number): number {
    const at = pair * KINDS;
    return (
      (this.counts[at] as number) +
      (this.counts[at + 1] as number) +
      (this.counts[at + 2] as number) +
      (this.counts[at + 3] as number)
    );
  }

  /** Phi coefficient of the four counts, 0 where one of the sums is 0. */
  #phi(pair: number): number {
    const at = pair * KINDS;
    const both = this.counts[at + BOTH] as number;
    const first = this.counts[at + FIRST] as number;
    const second = this.counts[at + SECOND] as number;
    const neither = this.counts[at + NEITHER] as number;
    const root = Math.sqrt((both + first) * (second + neither) * (both + second) * (first + neither));
    return root > 0 ? (both * neither - first * second) / root : 0;
  }

  #pair(i: number, j: number): number {
    const low = i < j ? i : j;
    return ((low * (2 * this.#openedAt.length - low - 1)) >> 1) + (i < j ? j : i) - low - 1;
  }
}
