import type { UnixMs } from '../../domain/units/time.ts';
import { DailyMean } from '../../numerics/daily-mean.ts';
import { aboveZero, type BarThreshold } from './bar-threshold.ts';

/** How a session threshold is derived. */
export interface SessionThresholdSettings {
  /** Used until a whole day was seen. */
  readonly initial: number;
  /** Bars a day of average activity shall have; imbalance bars, which need it on one side, are fewer. */
  readonly barsPerDay: number;
  /** Complete UTC days in the average. */
  readonly days: number;
}

/**
 * A threshold frozen for each UTC day: the mean activity of the complete days before, divided by the bars
 * wanted a day. Activity of the day itself never moves it. The day in which it begins is left out,
 * because nobody knows how much of it was missed; a day without a trade counts as 0, and where the mean
 * is 0 the last threshold stays.
 */
export class SessionThreshold implements BarThreshold {
  readonly #barsPerDay: number;
  readonly #activity: DailyMean;
  #threshold: number;

  /** @throws {RangeError} when a setting is out of its range. */
  constructor({ initial, barsPerDay, days }: SessionThresholdSettings) {
    this.#threshold = aboveZero('a bar threshold', initial);
    this.#barsPerDay = aboveZero('bars per day', barsPerDay);
    this.#activity = new DailyMean(days);
  }

  at(time: UnixMs): number {
    this.#activity.advance(time);
    const mean = this.#activity.value ?? 0;
    if (mean > 0) this.#threshold = mean / this.#barsPerDay;
    return this.#threshold;
  }

  observe(time: UnixMs, activity: number): void {
    this.#activity.push(time, activity);
  }
}
