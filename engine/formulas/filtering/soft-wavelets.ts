import { MiddleValues } from '../../numerics/middle-values.ts';

/** Scaling filter of Daubechies with four vanishing moments; see Daubechies (1992), Ten Lectures on Wavelets. */
const SMOOTH = Float64Array.of(
  0.2303778133088965,
  0.7148465705529157,
  0.6308807679298589,
  -0.027983769416859854,
  -0.18703481171909309,
  0.030841381835560764,
  0.0328830116668852,
  -0.010597401785069032,
);
const [S0 = 0, S1 = 0, S2 = 0, S3 = 0, S4 = 0, S5 = 0, S6 = 0, S7 = 0] = SMOOTH;
const TAPS = SMOOTH.length;
const DETAIL = SMOOTH.map((_, k) => (k % 2 === 0 ? 1 : -1) * (SMOOTH[TAPS - 1 - k] as number));
/** Taps before the place a coefficient belongs to. */
const SHIFT = 3;
const NORMAL_MEDIAN = 0.67448975;

/** One halving: what goes in and comes back, what it is made of, and a copy that does not wrap around. */
interface Level {
  readonly values: Float64Array;
  readonly details: Float64Array;
  readonly wrapped: Float64Array;
}

/**
 * Takes everything smaller than noise out of the wavelets of lists of one length, a whole multiple of
 * `2 ** levels`. The lists it works in are made once.
 *
 * Source: Donoho (1995), De-noising by soft-thresholding, IEEE Transactions on Information Theory 41(3).
 */
export class SoftWavelets {
  /** Deviation of the noise, and the threshold below which details are taken for it. */
  noise = 0;
  threshold = 0;
  readonly #levels: readonly Level[];
  readonly #coarsest: Float64Array;
  /** Windows that move on value by value halve differently in turns, each almost like the one before the last. */
  readonly #sizes: readonly MiddleValues[];
  #turn = 0;
  #first = 0;
  #step = 0;

  constructor(length: number, levels: number) {
    this.#levels = Array.from({ length: levels }, (_, level) => ({
      values: new Float64Array(length / 2 ** level),
      details: new Float64Array(length / 2 ** (level + 1)),
      wrapped: new Float64Array(length / 2 ** level + TAPS),
    }));
    this.#coarsest = new Float64Array(length / 2 ** levels);
    this.#sizes = [new MiddleValues(length / 2), new MiddleValues(length / 2)];
  }

  /** The list to be filled in before {@link split}. */
  get values(): Float64Array {
    return (this.#levels[0] as Level).values;
  }

  /** Takes the filled-in list apart; the straight line from its first to its last value stays out of it. */
  split(): void {
    const { values } = this;
    const last = values.length - 1;
    const first = values[0] as number;
    const step = ((values[last] as number) - first) / last;
    for (let i = 0; i <= last; i += 1) values[i] = (values[i] as number) - first - step * i;
    this.#first = first;
    this.#step = step;
    for (let i = 0; i < this.#levels.length; i += 1) halve(this.#levels[i] as Level, this.#smoothOf(i));
    this.#noteNoise();
  }

  /** The denoised value at each place from `from` on; once after each {@link split}. */
  join(from: number): Float64Array {
    const { values } = this;
    this.#joinLevel(0, from, values.length - 1);
    for (let i = from; i < values.length; i += 1)
      values[i] = (values[i] as number) + this.#first + this.#step * i;
    return values;
  }

  /** Puts together the places `from` to `to` of a level, after those of the next that they are made of. */
  #joinLevel(at: number, from: number, to: number): void {
    const level = this.#levels[at];
    if (level === undefined) return;
    const size = level.values.length;
    const isAll = to - from + TAPS >= size;
    const begin = isAll ? 0 : from;
    const end = isAll ? size - 1 : to;
    const first = Math.ceil((begin - TAPS + 1 + SHIFT) / 2);
    const last = Math.floor((end + SHIFT) / 2);
    this.#joinLevel(at + 1, first, last);
    shrink(level.details, this.threshold, first, last);
    restore(level, this.#smoothOf(at), begin, end);
  }

  /** What a level is halved to beside its details. */
  #smoothOf(at: number): Float64Array {
    return this.#levels[at + 1]?.values ?? this.#coarsest;
  }

  #noteNoise(): void {
    this.#turn = 1 - this.#turn;
    const sizes = this.#sizes[this.#turn] as MiddleValues;
    const { details } = this.#levels[0] as Level;
    for (let i = 0; i < details.length; i += 1) sizes.values[i] = Math.abs(details[i] as number);
    sizes.find();
    this.noise = (sizes.lower + (sizes.upper - sizes.lower) / 2) / NORMAL_MEDIAN;
    this.threshold = this.noise * Math.sqrt(2 * Math.log(this.values.length));
  }
}

/** Smooth and details of a list that goes round in a circle. */
function halve({ details, values, wrapped }: Level, smooth: Float64Array): void {
  const n = values.length;
  wrapped.set(values, SHIFT);
  for (let i = 0; i < SHIFT; i += 1) wrapped[i] = values[(i - SHIFT + n) % n] as number;
  for (let i = SHIFT + n; i < wrapped.length; i += 1) wrapped[i] = values[(i - SHIFT) % n] as number;
  // Neighbors have six of eight values in common.
  let v0 = 0;
  let v1 = 0;
  let v2 = wrapped[0] as number;
  let v3 = wrapped[1] as number;
  let v4 = wrapped[2] as number;
  let v5 = wrapped[3] as number;
  let v6 = wrapped[4] as number;
  let v7 = wrapped[5] as number;
  for (let k = 0; k < details.length; k += 1) {
    v0 = v2;
    v1 = v3;
    v2 = v4;
    v3 = v5;
    v4 = v6;
    v5 = v7;
    v6 = wrapped[2 * k + 6] as number;
    v7 = wrapped[2 * k + 7] as number;
    // The filter of the details is that of the smooth, read backwards with every other sign turned.
    smooth[k] = S0 * v0 + S1 * v1 + (S2 * v2 + S3 * v3) + (S4 * v4 + S5 * v5 + (S6 * v6 + S7 * v7));
    details[k] = S7 * v0 - S6 * v1 + (S5 * v2 - S4 * v3) + (S3 * v4 - S2 * v5 + (S1 * v6 - S0 * v7));
  }
}

/** Moves the details at the places `from` to `to`, which may lie beyond the ends, toward 0 by the threshold. */
function shrink(details: Float64Array, threshold: number, from: number, to: number): void {
  const half = details.length;
  const end = Math.min(to, from + half - 1);
  for (let place = from; place <= end; place += 1) {
    const k = (place + half) % half;
    const each = details[k] as number;
    const size = Math.abs(each) - threshold;
    details[k] = size > 0 ? (each > 0 ? size : -size) : 0;
  }
}

/** The inverse of {@link halve} at the places `from` to `to`, which may lie before the first. */
function restore({ details, values }: Level, smooth: Float64Array, from: number, to: number): void {
  const n = values.length;
  const half = details.length;
  for (let place = from; place <= to; place += 1) {
    let sum = 0;
    // Taps of the other parity belong to the neighbors.
    for (let m = (place + SHIFT) & 1; m < TAPS; m += 2) {
      const k = (((place + SHIFT - m) >> 1) + half) % half;
      sum += (SMOOTH[m] as number) * (smooth[k] as number) + (DETAIL[m] as number) * (details[k] as number);
    }
    values[(place + n) % n] = sum;
  }
}
