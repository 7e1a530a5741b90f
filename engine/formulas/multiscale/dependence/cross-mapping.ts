import { correlation } from '../../../numerics/correlation.ts';

const NEAREST_DISTANCE = 1e-12;

/**
 * How well `driver` can be read off the states of `driven`, that is off its last `dimension` values, from the
 * `library` states that come first: the correlation of what the most alike other states of the library say
 * with what was. What drives another leaves its trace in it, so a skill that grows with the library speaks
 * for it. NaN where one does not vary.
 *
 * Source: Sugihara et al. (2012), Detecting Causality in Complex Ecosystems, Science 338.
 */
export function crossMapSkill(
  driver: Float64Array,
  driven: Float64Array,
  { dimension, library }: { readonly dimension: number; readonly library: number },
): number {
  const found = new Float64Array(library);
  const nearest = new NearestStates(dimension + 1);
  for (let state = 0; state < library; state += 1) {
    nearest.clear();
    for (let other = 0; other < library; other += 1) {
      if (other !== state) nearest.offer(other, distance(driven, state, other, dimension));
    }
    found[state] = nearest.mean(driver, dimension - 1);
  }
  return correlation(found, driver.subarray(dimension - 1, dimension - 1 + library));
}

function distance(values: Float64Array, a: number, ...[b, length]: [b: number, length: number]): number {
  let sum = 0;
  for (let k = 0; k < length; k += 1) sum += ((values[a + k] as number) - (values[b + k] as number)) ** 2;
  return sum;
}

/** The few states offered that are nearest, the nearest first; of equals the one offered first. */
class NearestStates {
  readonly #states: Int32Array;
  readonly #squares: Float64Array;

  constructor(count: number) {
    this.#states = new Int32Array(count);
    this.#squares = new Float64Array(count);
  }

  clear(): void {
    this.#squares.fill(Infinity);
  }

  offer(state: number, square: number): void {
    let place = this.#squares.length - 1;
    if (!(square < (this.#squares[place] as number))) return;
    while (place > 0 && square < (this.#squares[place - 1] as number)) {
      this.#squares[place] = this.#squares[place - 1] as number;
      this.#states[place] = this.#states[place - 1] as number;
      place -= 1;
    }
    this.#squares[place] = square;
    this.#states[place] = state;
  }

  /** Mean of the values that belong to the states, nearer ones weighing more. */
  mean(values: Float64Array, offset: number): number {
    const unit = Math.max(NEAREST_DISTANCE, Math.sqrt(this.#squares[0] as number));
    let weights = 0;
    let sum = 0;
    for (let i = 0; i < this.#squares.length; i += 1) {
      if (this.#squares[i] === Infinity) break;
      const weight = Math.exp(-Math.sqrt(this.#squares[i] as number) / unit);
      weights += weight;
      sum += weight * (values[(this.#states[i] as number) + offset] as number);
    }
    return sum / weights;
  }
}
