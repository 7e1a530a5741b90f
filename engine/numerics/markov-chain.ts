import { wholeNumber } from './checked-numbers.ts';

/**
 * Counts of the steps from state to state of a chain with states `0` to `count - 1`, and the probabilities
 * they give. Every step that leaves a window is taken out again by whoever keeps the window.
 */
export class TransitionCounts {
  readonly #count: number;
  readonly #steps: Float64Array;
  readonly #leaving: Float64Array;

  constructor(count: number) {
    this.#count = wholeNumber('a number of states', count);
    this.#steps = new Float64Array(count * count);
    this.#leaving = new Float64Array(count);
  }

  /** Counts a step `times` times; -1 takes one out. */
  add(from: number, to: number, times = 1): void {
    const place = from * this.#count + to;
    this.#steps[place] = (this.#steps[place] as number) + times;
    this.#leaving[from] = (this.#leaving[from] as number) + times;
  }

  /** Steps seen from one state to the other. */
  steps(from: number, to: number): number {
    return this.#steps[from * this.#count + to] as number;
  }

  /**
   * Probability of the step with `prior` steps imagined beforehand to every state (Laplace: 1); NaN from a
   * state never left when there are none.
   */
  probability(from: number, to: number, prior = 0): number {
    return (this.steps(from, to) + prior) / ((this.#leaving[from] as number) + this.#count * prior);
  }

  /** {@link probability} of every step, row by row. */
  matrix(prior = 0): number[][] {
    const states = Array.from({ length: this.#count }, (_, i) => i);
    return states.map((from) => states.map((to) => this.probability(from, to, prior)));
  }
}

/** Bars a chain stays in a state on average, that of its coming among them: `1 / (1 - stay)`. */
export function expectedStay(stay: number): number {
  return 1 / (1 - stay);
}

/** Probabilities of the states `steps` steps on. */
export function chainPower(matrix: readonly (readonly number[])[], steps: number): number[][] {
  let power = matrix.map((row) => [...row]);
  for (let step = 1; step < steps; step += 1) {
    power = power.map((row) =>
      row.map((_, to) => row.reduce((sum, each, k) => sum + each * (matrix[k]?.[to] ?? NaN), 0)),
    );
  }
  return power;
}

/**
 * Share of the time the chain spends in each state in the long run, by removing one state after another
 * without a subtraction (Grassmann, Taksar & Heyman 1985). Undefined where a state cannot be left towards
 * those before it, so that there is no one answer.
 */
export function stationaryShares(matrix: readonly (readonly number[])[]): number[] | undefined {
  const p = matrix.map((row) => [...row]);
  const at = (i: number, j: number) => p[i]?.[j] ?? NaN;
  for (let last = p.length - 1; last > 0; last -= 1) {
    const leaving = (p[last] ?? []).slice(0, last).reduce((sum, each) => sum + each, 0);
    if (!(leaving > 0)) return undefined;
    for (let i = 0; i < last; i += 1) {
      const row = p[i] as number[];
      row[last] = at(i, last) / leaving;
      for (let j = 0; j < last; j += 1) row[j] = at(i, j) + at(i, last) * at(last, j);
    }
  }
  const shares = [1];
  for (let state = 1; state < p.length; state += 1) {
    shares.push(shares.reduce((sum, share, i) => sum + share * at(i, state), 0));
  }
  const total = shares.reduce((sum, each) => sum + each, 0);
  return shares.map((each) => each / total);
}
