import type { Parameter } from './computation.ts';

const MEMORY_OF_SLOPES = 0.9;
const MEMORY_OF_SQUARES = 0.999;
const SMALL = 1e-8;

/**
 * Moves parameters against their slopes, each by about `rate` in units of how much its slope usually is.
 *
 * Source: Kingma & Ba (2015), Adam: A Method for Stochastic Optimization.
 */
export class Adam {
  readonly #parameters: readonly Parameter[];
  readonly #rate: number;
  readonly #slopes: readonly Float64Array[];
  readonly #squares: readonly Float64Array[];
  #steps = 0;

  constructor(parameters: readonly Parameter[], rate: number) {
    this.#parameters = parameters;
    this.#rate = rate;
    this.#slopes = parameters.map(({ values }) => new Float64Array(values.length));
    this.#squares = parameters.map(({ values }) => new Float64Array(values.length));
  }

  /** One step; the slopes are 0 afterwards. */
  step(): void {
    this.#steps += 1;
    for (let p = 0; p < this.#parameters.length; p += 1) this.#move(p);
  }

  #move(place: number): void {
    const { slopes, values } = this.#parameters[place] as Parameter;
    const means = this.#slopes[place] as Float64Array;
    const squares = this.#squares[place] as Float64Array;
    // The averages begin at 0 and are too small at first.
    const meanShare = 1 - MEMORY_OF_SLOPES ** this.#steps;
    const squareShare = 1 - MEMORY_OF_SQUARES ** this.#steps;
    for (let i = 0; i < values.length; i += 1) {
      const slope = slopes[i] as number;
      const mean = MEMORY_OF_SLOPES * (means[i] as number) + (1 - MEMORY_OF_SLOPES) * slope;
      const square = MEMORY_OF_SQUARES * (squares[i] as number) + (1 - MEMORY_OF_SQUARES) * slope * slope;
      means[i] = mean;
      squares[i] = square;
      const move = (this.#rate * (mean / meanShare)) / (Math.sqrt(square / squareShare) + SMALL);
      values[i] = (values[i] as number) - move;
    }
    slopes.fill(0);
  }
}
