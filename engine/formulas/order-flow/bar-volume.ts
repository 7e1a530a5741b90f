import { notNegative } from '../../numerics/checked-numbers.ts';
import { DailyMean } from '../../numerics/daily-mean.ts';

/** How the size of a volume bar is set. */
export interface BarVolumeSettings {
  /** Base volume of a bar; 0 takes the mean volume of complete UTC days instead. */
  readonly fixed: number;
  readonly days: number;
  readonly perDay: number;
}

/** Base volume of a bar: fixed, or a part of the mean volume of the complete UTC days before. */
export class BarVolume {
  readonly #fixed: number;
  readonly #perDay: number;
  readonly #daily: DailyMean;

  /** @throws {RangeError} when a setting is out of its range. */
  constructor({ fixed, days, perDay }: BarVolumeSettings) {
    this.#fixed = notNegative('V', fixed);
    if (!(perDay > 0)) throw new RangeError(`bars per day must be above zero, was ${perDay}`);
    this.#perDay = perDay;
    this.#daily = new DailyMean(days);
  }

  /** Takes in what traded; answers the size a bar has at that time, 0 while no whole day was seen. */
  push(time: number, sizeBase: number): number {
    this.#daily.push(time, sizeBase);
    return this.#fixed > 0 ? this.#fixed : (this.#daily.value ?? 0) / this.#perDay;
  }
}
