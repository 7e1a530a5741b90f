/**
 * Probabilities of hidden states, each bar from those before and the state its rule names: moved on by the
 * chain, then weighed by how likely the name is in each state. Never revised by later bars.
 *
 * Source: Baum & Petrie (1966), Statistical Inference for Probabilistic Functions of Finite State Markov Chains.
 */
export class FilteredStates {
  readonly probabilities: Float64Array;
  readonly #moved: Float64Array;
  readonly #right: number;
  readonly #wrong: number;

  /** `faith` is the share of the bars that are named rightly. @throws {RangeError} unless it is between 0 and 1. */
  constructor(states: number, faith: number) {
    if (!(faith > 0 && faith < 1)) throw new RangeError(`faith must be between 0 and 1, was ${faith}`);
    this.probabilities = new Float64Array(states).fill(1 / states);
    this.#moved = new Float64Array(states);
    this.#right = faith;
    this.#wrong = (1 - faith) / (states - 1);
  }

  get likeliest(): number {
    return this.probabilities.indexOf(Math.max(...this.probabilities));
  }

  /** Takes in the state a bar was named after, counted from 0; `step` gives the probability of a step. */
  push(named: number, step: (from: number, to: number) => number): void {
    const { probabilities } = this;
    let sum = 0;
    for (let to = 0; to < probabilities.length; to += 1) {
      let moved = 0;
      for (let from = 0; from < probabilities.length; from += 1) {
        moved += (probabilities[from] as number) * step(from, to);
      }
      moved *= to === named ? this.#right : this.#wrong;
      this.#moved[to] = moved;
      sum += moved;
    }
    for (let to = 0; to < probabilities.length; to += 1)
      probabilities[to] = (this.#moved[to] as number) / sum;
  }
}
