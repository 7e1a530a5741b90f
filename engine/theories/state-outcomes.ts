/** Outcomes imagined beforehand in every state, half of them rises. */
const PRIOR = 20;

/** What came of the price a fixed number of bars after each state, learned as those bars pass. */
export class StateOutcomes {
  readonly #states: number;
  readonly #horizon: number;
  readonly #rises: Float64Array;
  readonly #falls: Float64Array;
  readonly #waiting: { readonly close: number; readonly probabilities: Float64Array }[] = [];

  constructor(states: number, horizon: number) {
    this.#states = states;
    this.#horizon = horizon;
    this.#rises = new Float64Array(states);
    this.#falls = new Float64Array(states);
  }

  /** Takes in a close and the probabilities of the states at it, which are copied. */
  push(close: number, probabilities: Float64Array): void {
    if (this.#waiting.length === this.#horizon) this.#learn(close);
    this.#waiting.push({ close, probabilities: probabilities.slice() });
  }

  /** Probability of a rise less that of a fall from these probabilities of the states. */
  lean(probabilities: Float64Array): number {
    let lean = 0;
    for (let state = 0; state < this.#states; state += 1) {
      const [rises, falls] = [this.#rises[state] as number, this.#falls[state] as number];
      lean += ((probabilities[state] as number) * (rises - falls)) / (rises + falls + PRIOR);
    }
    return lean;
  }

  #learn(close: number): void {
    const then = this.#waiting.shift();
    if (then === undefined || close === then.close) return;
    const counts = close > then.close ? this.#rises : this.#falls;
    for (let state = 0; state < this.#states; state += 1) {
      // Horizons overlap: together they tell no more than those that do not.
      counts[state] = (counts[state] as number) + (then.probabilities[state] as number) / this.#horizon;
    }
  }
}
