import { NaturalSpline } from './natural-spline.ts';

/** How many modes are taken off, and how often each is sifted. */
export interface ModeSettings {
  readonly modes: number;
  readonly sifts: number;
}

/** A series as swings and what is left without them. */
export interface EmpiricalModes {
  /** The slower swings come later. */
  readonly modes: readonly Float64Array[];
  readonly trend: Float64Array;
}

const LEAST_EXTREMA = 3;
const MIRRORED = 2;

/**
 * Empirical mode decomposition: again and again the mean of an upper and a lower envelope is taken away,
 * until what remains is a swing; the swing is taken off and the rest treated alike. It ends where fewer than
 * three highs or lows are left.
 *
 * Source: Huang et al. (1998), Proceedings of the Royal Society A 454.
 */
export function empiricalModes(values: Float64Array, { modes, sifts }: ModeSettings): EmpiricalModes {
  const sieve = new Sieve(values.length);
  const found: Float64Array[] = [];
  const trend = values.slice();
  for (let mode = 0; mode < modes; mode += 1) {
    const swing = trend.slice();
    let rounds = 0;
    while (rounds < sifts && sieve.sift(swing)) rounds += 1;
    if (rounds === 0) break;
    found.push(swing);
    for (let i = 0; i < trend.length; i += 1) trend[i] = (trend[i] as number) - (swing[i] as number);
  }
  return { modes: found, trend };
}

/** Takes the mean of their envelopes off lists of one length; the lists it works in are made once. */
export class Sieve {
  readonly #highs: Int32Array;
  readonly #lows: Int32Array;
  readonly #upper: NaturalSpline;
  readonly #lower: NaturalSpline;
  #highCount = 0;
  #lowCount = 0;

  constructor(length: number) {
    this.#highs = new Int32Array(length);
    this.#lows = new Int32Array(length);
    this.#upper = new NaturalSpline(length + 2 * MIRRORED);
    this.#lower = new NaturalSpline(length + 2 * MIRRORED);
  }

  /** Changes `values` in place; whether they have three highs and three lows inside, without which they stay. */
  sift(values: Float64Array): boolean {
    this.#findExtrema(values);
    if (this.#highCount < LEAST_EXTREMA || this.#lowCount < LEAST_EXTREMA) return false;
    // Both curves are laid through the values of before.
    layThrough(this.#upper, values, this.#highs, this.#highCount);
    layThrough(this.#lower, values, this.#lows, this.#lowCount);
    this.#upper.addTo(values, this.#highCount + 2 * MIRRORED, -0.5);
    this.#lower.addTo(values, this.#lowCount + 2 * MIRRORED, -0.5);
    return true;
  }

  /** Places inside that are above (below) the one before and not below (above) the one after. */
  #findExtrema(values: Float64Array): void {
    const highs = this.#highs;
    const lows = this.#lows;
    let highCount = 0;
    let lowCount = 0;
    let before = values[0] as number;
    let here = values[1] as number;
    for (let k = 1; k < values.length - 1; k += 1) {
      const after = values[k + 1] as number;
      if (here > before) {
        if (here >= after) highs[highCount++] = k;
      } else if (here < before && here <= after) lows[lowCount++] = k;
      before = here;
      here = after;
    }
    this.#highCount = highCount;
    this.#lowCount = lowCount;
  }
}

/** Makes knots of extrema, of which two at either end are mirrored beyond it. */
function layThrough(curve: NaturalSpline, values: Float64Array, places: Int32Array, count: number): void {
  const { x, y } = curve;
  const end = values.length - 1;
  for (let i = 0; i < count; i += 1) {
    const place = places[i] as number;
    x[i + MIRRORED] = place;
    y[i + MIRRORED] = values[place] as number;
  }
  for (let i = 0; i < MIRRORED; i += 1) {
    const first = places[i] as number;
    const last = places[count - 1 - i] as number;
    x[MIRRORED - 1 - i] = -first;
    y[MIRRORED - 1 - i] = values[first] as number;
    x[MIRRORED + count + i] = 2 * end - last;
    y[MIRRORED + count + i] = values[last] as number;
  }
}
