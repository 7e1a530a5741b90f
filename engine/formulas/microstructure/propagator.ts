/**
 * Weights of decays with these time constants, in trades, that together fall as the power `-beta` of the age
 * up to the longest; they sum to 1.
 */
export function decayWeights(beta: number, tau: readonly number[]): number[] {
  const raw = tau.map((each) => each ** -beta);
  const sum = raw.reduce((all, each) => all + each, 0);
  return raw.map((each) => each / sum);
}

/** What past flow still presses on the price, in one sum for each time constant. */
export class DecayingFlow {
  readonly sums: Float64Array;
  readonly #kept: Float64Array;

  constructor(tau: readonly number[]) {
    this.#kept = Float64Array.from(tau, (each) => Math.exp(-1 / each));
    this.sums = new Float64Array(tau.length);
  }

  /** Takes in a trade: `flow` is its sign times how much its size counts. */
  push(flow: number): void {
    for (let k = 0; k < this.sums.length; k += 1)
      this.sums[k] = (this.sums[k] as number) * (this.#kept[k] as number) + flow;
  }
}

/** How much of each sum is gone after `h` more trades without flow. */
export function sharesGone(tau: readonly number[], h: number): Float64Array {
  return Float64Array.from(tau, (each) => 1 - Math.exp(-h / each));
}

/** What of the pressure is released over the trades to come; the price gives way by it times the impact of one. */
export function release(weights: ArrayLike<number>, { sums }: DecayingFlow, gone: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < gone.length; k += 1)
    sum += (weights[k] as number) * (sums[k] as number) * (gone[k] as number);
  return sum;
}
