import { wholeNumber } from './checked-numbers.ts';

/**
 * Power of unevenly timed values at one angular frequency: half the squared amplitude of the sine that fits
 * best, whatever its phase. The values should have a mean of 0.
 *
 * Source: Scargle (1982), Astrophysical Journal 263.
 */
export function lombScarglePower(times: ArrayLike<number>, values: ArrayLike<number>, w: number): number {
  const sums = new SineSums();
  for (let i = 0; i < times.length; i += 1) {
    const angle = w * (times[i] as number);
    sums.add(values[i] as number, Math.cos(angle), Math.sin(angle));
  }
  return sums.power();
}

/** The strongest of evenly spaced frequencies. */
export interface StrongestCycle {
  /** Cycles per unit of time. */
  readonly frequency: number;
  readonly power: number;
}

/**
 * The frequency with the largest {@link lombScarglePower} among `count` from `low` to `high`. Every value is
 * turned on from frequency to frequency, so that each needs two sines and two cosines in all.
 */
export function strongestCycle(
  times: Float64Array,
  values: Float64Array,
  { count, high, low }: { readonly low: number; readonly high: number; readonly count: number },
): StrongestCycle {
  const spacing = (high - low) / (wholeNumber('frequencies', count, 2) - 1);
  const start = times[0] ?? 0;
  const turned = (frequency: number, of: (angle: number) => number) =>
    times.map((time) => of(2 * Math.PI * frequency * (time - start)));
  const cosines = turned(low, Math.cos);
  const sines = turned(low, Math.sin);
  const turnCosines = turned(spacing, Math.cos);
  const turnSines = turned(spacing, Math.sin);
  let best = { frequency: low, power: -Infinity };
  for (let f = 0; f < count; f += 1) {
    const sums = new SineSums();
    for (let i = 0; i < times.length; i += 1) {
      const cosine = cosines[i] as number;
      const sine = sines[i] as number;
      sums.add(values[i] as number, cosine, sine);
      cosines[i] = cosine * (turnCosines[i] as number) - sine * (turnSines[i] as number);
      sines[i] = sine * (turnCosines[i] as number) + cosine * (turnSines[i] as number);
    }
    const power = sums.power();
    if (power > best.power) best = { frequency: low + f * spacing, power };
  }
  return best;
}

/** Sums over values and the sines and cosines of their times, from which power follows for any phase. */
class SineSums {
  #byCosine = 0;
  #bySine = 0;
  #cosines = 0;
  #sines = 0;
  #both = 0;

  add(value: number, cosine: number, sine: number): void {
    this.#byCosine += value * cosine;
    this.#bySine += value * sine;
    this.#cosines += cosine * cosine;
    this.#sines += sine * sine;
    this.#both += cosine * sine;
  }

  power(): number {
    // The phase at which sine and cosine are at right angles over these times.
    const phase = 0.5 * Math.atan2(2 * this.#both, this.#cosines - this.#sines);
    const c = Math.cos(phase);
    const s = Math.sin(phase);
    const cosines = c * c * this.#cosines + 2 * c * s * this.#both + s * s * this.#sines;
    const sines = s * s * this.#cosines - 2 * c * s * this.#both + c * c * this.#sines;
    const byCosine = c * this.#byCosine + s * this.#bySine;
    const bySine = c * this.#bySine - s * this.#byCosine;
    // At some frequencies all times fall on the zeros of one of the two.
    const share = (product: number, squares: number) => (squares > 1e-12 ? product ** 2 / squares : 0);
    return 0.5 * (share(byCosine, cosines) + share(bySine, sines));
  }
}
