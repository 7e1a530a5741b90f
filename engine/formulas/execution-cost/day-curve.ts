const DAY_MS = 86_400_000;

/** Length of a bin and the number of days averaged. */
export interface DayCurveParams {
  readonly binMs: number;
  readonly days: number;
}

/**
 * How the volume of a UTC day spreads over its bins: the mean share of each in the last `days` complete
 * days in which anything traded. The day it begins in counts only when it is seen from its first bin on.
 */
export class DayCurve {
  readonly #binMs: number;
  readonly #days: number;
  readonly #bins: number;
  #complete: { readonly shares: Float64Array; readonly volume: number }[] = [];
  #today: Float64Array;
  #day = -1;
  #isWhole = false;
  #mean: Float64Array;

  /** @throws {RangeError} when the day is not a whole number of bins. */
  constructor({ binMs, days }: DayCurveParams) {
    if (DAY_MS % binMs !== 0) throw new RangeError(`a day must be whole bins, was ${DAY_MS / binMs}`);
    this.#binMs = binMs;
    this.#days = days;
    this.#bins = DAY_MS / binMs;
    this.#today = new Float64Array(this.#bins);
    this.#mean = new Float64Array(this.#bins);
  }

  /** Whether a day is complete. */
  get isReady(): boolean {
    return this.#complete.length > 0;
  }

  /** Mean volume of the days averaged. */
  get dayVolume(): number {
    return this.#complete.reduce((sum, { volume }) => sum + volume, 0) / this.#complete.length;
  }

  /** Mean share of the day of a bin, counted from 1970. */
  shareOf(bin: number): number {
    return this.#mean[bin % this.#bins] ?? NaN;
  }

  /** Takes in what traded from `openTime` on; it is now `time`. */
  push(openTime: number, volume: number, time: number): void {
    const day = Math.floor(openTime / DAY_MS);
    const bin = Math.floor((openTime % DAY_MS) / this.#binMs);
    if (day !== this.#day) {
      if (this.#day >= 0) this.#endDay();
      this.#isWhole = this.#day >= 0 || bin === 0;
      this.#day = day;
    }
    this.#today[bin] = (this.#today[bin] ?? 0) + volume;
    if (time >= (day + 1) * DAY_MS) this.#endDay();
  }

  #endDay(): void {
    const volume = this.#today.reduce((sum, each) => sum + each, 0);
    if (this.#isWhole && volume > 0) {
      this.#complete.push({ shares: this.#today.map((each) => each / volume), volume });
      if (this.#complete.length > this.#days) this.#complete.shift();
      this.#mean = this.#mean.map(
        (_, bin) =>
          this.#complete.reduce((sum, { shares }) => sum + (shares[bin] ?? 0), 0) / this.#complete.length,
      );
    }
    this.#today = new Float64Array(this.#bins);
    // Nothing of the day that has ended is left to end once more.
    this.#isWhole = false;
  }
}
