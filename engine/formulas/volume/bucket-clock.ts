import { RollingSum } from '../../numerics/rolling-sum.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const RECENT_MINUTES = 15;
const DAY_SECONDS = 86_400;

/** How buckets are sized. */
export interface BucketClockSettings {
  /** Buckets a day of average volume fills. */
  readonly perDay: number;
  /** Part of the way the smoothed daily volume goes to the newest one each minute. */
  readonly alpha: number;
  readonly minSeconds: number;
  readonly maxSeconds: number;
}

/**
 * Size of a volume bucket from what traded in the last 24 hours, and how long one will take at the pace of
 * the last quarter of an hour. A size that would take too short or too long is stretched to the limit.
 * Both move once a minute, with the first trade after it.
 */
export class BucketClock {
  readonly #settings: BucketClockSettings;
  readonly #day = new RollingSum(DAY_MINUTES);
  readonly #recent = new RollingSum(RECENT_MINUTES);
  #minute = -1;
  #volume = 0;
  #smoothed: number | undefined;
  #sizeBase: number | undefined;
  #seconds: number | undefined;

  /** @throws {RangeError} when a setting is out of its range. */
  constructor(settings: BucketClockSettings) {
    const { alpha, maxSeconds, minSeconds, perDay } = settings;
    if (!(perDay > 0)) throw new RangeError(`buckets per day must be above zero, was ${perDay}`);
    if (!(alpha > 0 && alpha <= 1)) throw new RangeError(`alpha must be above 0 and at most 1, was ${alpha}`);
    if (!(minSeconds > 0 && maxSeconds >= minSeconds))
      throw new RangeError(
        `a bucket must take above 0 s and no less at most, was ${minSeconds} to ${maxSeconds}`,
      );
    this.#settings = settings;
  }

  /** Base volume of a bucket; undefined before a day was seen. */
  get sizeBase(): number | undefined {
    return this.#sizeBase;
  }

  /** Expected seconds to fill one; undefined before a day was seen. */
  get seconds(): number | undefined {
    return this.#seconds;
  }

  push(time: number, sizeBase: number): void {
    const minute = Math.floor(time / MINUTE_MS);
    // After a silence longer than a day every minute in it is empty anyway.
    const ended = this.#minute < 0 ? 0 : Math.min(minute - this.#minute, DAY_MINUTES + 1);
    for (let i = 0; i < ended; i += 1) this.#endMinute();
    this.#minute = minute;
    this.#volume += sizeBase;
  }

  #endMinute(): void {
    const recent = this.#recent.push(this.#volume);
    const day = this.#day.push(this.#volume);
    this.#volume = 0;
    if (day === undefined || recent === undefined) return;
    const { alpha, maxSeconds, minSeconds, perDay } = this.#settings;
    this.#smoothed ??= day;
    this.#smoothed += alpha * (day - this.#smoothed);
    const pace = Math.max(0, recent) / RECENT_MINUTES;
    const expected = pace > 0 ? ((DAY_SECONDS / perDay) * (Math.max(0, day) / DAY_MINUTES)) / pace : Infinity;
    this.#seconds = Math.min(maxSeconds, Math.max(minSeconds, expected));
    const stretch = expected > 0 && Number.isFinite(expected) ? this.#seconds / expected : 1;
    this.#sizeBase = (Math.max(0, this.#smoothed) / perDay) * stretch;
  }
}
