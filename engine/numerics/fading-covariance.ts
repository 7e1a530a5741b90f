import { wholeNumber } from './checked-numbers.ts';

/**
 * Covariances of several series in which a row counts half as much after `halfLife` more; the weights sum
 * to 1 from the first row on.
 */
export class FadingCovariance {
  readonly width: number;
  readonly #memory: number;
  readonly #means: Float64Array;
  readonly #steps: Float64Array;
  readonly #covariances: Float64Array;
  #weight = 0;

  constructor(width: number, halfLife: number) {
    if (!(halfLife > 0)) throw new RangeError(`a half-life must be above zero, was ${halfLife}`);
    this.width = wholeNumber('a width', width);
    this.#memory = 2 ** (-1 / halfLife);
    this.#means = new Float64Array(width);
    this.#steps = new Float64Array(width);
    this.#covariances = new Float64Array(width * width);
  }

  covariance(i: number, j: number): number {
    return this.#covariances[Math.min(i, j) * this.width + Math.max(i, j)] as number;
  }

  push(row: ArrayLike<number>): void {
    this.#weight = this.#memory * this.#weight + 1;
    const share = 1 / this.#weight;
    for (let i = 0; i < this.width; i += 1) this.#steps[i] = (row[i] as number) - (this.#means[i] as number);
    for (let i = 0; i < this.width; i += 1) {
      const step = this.#steps[i] as number;
      this.#means[i] = (this.#means[i] as number) + share * step;
      for (let j = i; j < this.width; j += 1) {
        const place = i * this.width + j;
        const fresh = share * step * (this.#steps[j] as number);
        this.#covariances[place] = (1 - share) * ((this.#covariances[place] as number) + fresh);
      }
    }
  }
}
