import type { UnixMs } from '../../domain/units/time.ts';
import { DecayingQuantile } from '../../numerics/decaying-quantile.ts';
import { aboveZero, type BarThreshold } from './bar-threshold.ts';

const DAY_MS = 86_400_000;

/** How an adaptive threshold follows the market. */
export interface QuantileThresholdSettings {
  /** The fixed threshold it stands beside, used until `warmUpIntervals` were seen. */
  readonly initial: number;
  /** Length of the intervals whose activity is tracked, in ms. */
  readonly intervalMs: number;
  /** Share of the intervals that have less activity than a bar, between 0 and 1. */
  readonly share: number;
  /** Intervals after which one counts half as much. */
  readonly halfLifeIntervals: number;
  readonly warmUpIntervals: number;
}

/**
 * A threshold that follows a quantile of the activity of past intervals of equal time, such as the volume
 * of a busy minute, and is frozen for each UTC day: it moves at midnight only. Intervals without a trade
 * are left out, because a market that sleeps says nothing about the size of a bar.
 */
export class QuantileThreshold implements BarThreshold {
  readonly #settings: QuantileThresholdSettings;
  readonly #tracker: DecayingQuantile;
  #threshold: number;
  #day = -1;
  #interval = -1;
  #activity = 0;

  /** @throws {RangeError} when a setting is out of its range. */
  constructor(settings: QuantileThresholdSettings) {
    this.#threshold = aboveZero('a bar threshold', settings.initial);
    aboveZero('an interval in ms', settings.intervalMs);
    this.#tracker = new DecayingQuantile(settings.share, settings.halfLifeIntervals);
    this.#settings = settings;
  }

  at(time: UnixMs): number {
    this.#advance(time);
    return this.#threshold;
  }

  observe(time: UnixMs, activity: number): void {
    this.#advance(time);
    this.#activity += activity;
  }

  #advance(time: UnixMs): void {
    const interval = Math.floor(time / this.#settings.intervalMs);
    if (interval !== this.#interval && this.#activity > 0) {
      this.#tracker.push(this.#activity);
      this.#activity = 0;
    }
    this.#interval = interval;
    const day = Math.floor(time / DAY_MS);
    const quantile = this.#tracker.value;
    if (
      day !== this.#day &&
      quantile !== undefined &&
      this.#tracker.count >= this.#settings.warmUpIntervals
    ) {
      this.#threshold = quantile;
    }
    this.#day = day;
  }
}
