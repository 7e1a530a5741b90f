import { wholeNumber } from '../../numerics/checked-numbers.ts';

/** Distances from the mid at which fills are counted, in ticks: 0.5, 1.5, … */
const DISTANCES = 10;
/** Share of a tick by which a distance may miss its bin through rounding. */
const ROUNDING = 1e-6;
const MINUTE_SECONDS = 60;

/**
 * How often an order at some distance from the mid would be filled, `A exp(-k d)` times a second: counted from
 * the trades of others, of which each fills all distances up to its own, in whole minutes.
 */
export class FillIntensity {
  readonly #minutes: number;
  readonly #counts: Float64Array;
  readonly #totals = new Float64Array(DISTANCES);
  #place = 0;
  #seen = 0;
  #decay: number | undefined;
  #scale: number | undefined;

  /** @throws {RangeError} when the window is not a whole number of minutes. */
  constructor(windowSeconds: number) {
    this.#minutes = wholeNumber('minutes of k_window', windowSeconds / MINUTE_SECONDS);
    this.#counts = new Float64Array(this.#minutes * DISTANCES);
  }

  /** `k`, per quote unit; undefined before the first estimate. Above zero. */
  get decay(): number | undefined {
    return this.#decay;
  }

  /** `A`, fills a second at the mid; undefined before the first estimate. */
  get scale(): number | undefined {
    return this.#scale;
  }

  /** Takes in a trade so many ticks from the mid. */
  push(ticks: number): void {
    const place = Math.min(Math.floor(ticks - 0.5 + ROUNDING), DISTANCES - 1);
    if (!(place >= 0)) return;
    const count = this.#place * DISTANCES + place;
    this.#counts[count] = (this.#counts[count] as number) + 1;
  }

  /** Ends a minute and estimates again; an estimate that does not fall with the distance leaves the one before. */
  endMinute(tick: number): void {
    this.#seen = Math.min(this.#seen + 1, this.#minutes);
    this.#sumUp();
    this.#estimate(tick);
    this.#place = (this.#place + 1) % this.#minutes;
    this.#counts.fill(0, this.#place * DISTANCES, (this.#place + 1) * DISTANCES);
  }

  /** Forgets all counts, because distances are counted in other ticks from now on. */
  clear(): void {
    this.#counts.fill(0);
    this.#seen = 0;
  }

  /** Fills at each distance: trades there and farther out. */
  #sumUp(): void {
    this.#totals.fill(0);
    for (let i = 0; i < this.#counts.length; i += 1) {
      const place = i % DISTANCES;
      this.#totals[place] = (this.#totals[place] as number) + (this.#counts[i] as number);
    }
    for (let place = DISTANCES - 2; place >= 0; place -= 1) {
      this.#totals[place] = (this.#totals[place] as number) + (this.#totals[place + 1] as number);
    }
  }

  #estimate(tick: number): void {
    const fit = intensityLine(this.#totals, this.#seen * MINUTE_SECONDS, tick);
    if (fit === undefined || !(fit.decay > 0) || !Number.isFinite(fit.scale)) return;
    this.#decay = fit.decay;
    this.#scale = fit.scale;
  }
}

/**
 * `A` and `k` of the line through the log of fills a second at 0.5, 1.5, … ticks; undefined where fewer than
 * two distances were filled.
 */
export function intensityLine(
  fills: ArrayLike<number>,
  seconds: number,
  tick: number,
): { readonly decay: number; readonly scale: number } | undefined {
  let count = 0;
  let meanX = 0;
  let meanY = 0;
  let xx = 0;
  let xy = 0;
  for (let i = 0; i < fills.length; i += 1) {
    if (!((fills[i] as number) > 0)) continue;
    const x = (i + 0.5) * tick;
    const y = Math.log((fills[i] as number) / seconds);
    count += 1;
    const fromMeanX = x - meanX;
    meanX += fromMeanX / count;
    meanY += (y - meanY) / count;
    xx += fromMeanX * (x - meanX);
    xy += fromMeanX * (y - meanY);
  }
  if (count < 2 || !(xx > 0)) return undefined;
  return { decay: -xy / xx, scale: Math.exp(meanY - (xy / xx) * meanX) };
}
