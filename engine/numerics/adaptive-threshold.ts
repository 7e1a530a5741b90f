import { wholeNumber } from './checked-numbers.ts';
import { DecayingQuantile } from './decaying-quantile.ts';

/** What a size was held against, and the outcome under both rules. */
export interface ThresholdReading {
  readonly fixed: number;
  /** Undefined until the tracker has seen enough. */
  readonly adaptive: number | undefined;
  readonly isAboveFixed: boolean;
  /** Judged by the fixed threshold while there is no adaptive one. */
  readonly isAboveAdaptive: boolean;
}

/** How the threshold is to adapt. */
export interface AdaptiveThresholdSettings {
  /** The level one would have chosen once and for all. */
  readonly fixed: number;
  /** Share of the sizes that shall stay at or below the adaptive level, between 0 and 1. */
  readonly share: number;
  /** Observations after which one counts half as much. */
  readonly halfLife: number;
  /** Observations before the tracker is believed. */
  readonly warmUp: number;
}

/**
 * A level that follows a quantile of the sizes seen before, always beside the fixed level it replaces,
 * with how often each was exceeded: adapting has to earn its keep.
 */
export class AdaptiveThreshold {
  readonly #fixed: number;
  readonly #warmUp: number;
  readonly #tracker: DecayingQuantile;
  #seen = 0;
  #aboveFixed = 0;
  #aboveAdaptive = 0;

  /** @throws {RangeError} when a setting is out of its range. */
  constructor({ fixed, share, halfLife, warmUp }: AdaptiveThresholdSettings) {
    if (!Number.isFinite(fixed)) throw new RangeError(`a fixed threshold must be finite, was ${fixed}`);
    this.#fixed = fixed;
    this.#warmUp = wholeNumber('a warm-up', warmUp);
    this.#tracker = new DecayingQuantile(share, halfLife);
  }

  /** Sizes judged so far and how many of them were above the fixed and above the adaptive level. */
  get counts(): { readonly seen: number; readonly aboveFixed: number; readonly aboveAdaptive: number } {
    return { seen: this.#seen, aboveFixed: this.#aboveFixed, aboveAdaptive: this.#aboveAdaptive };
  }

  /** Judges a size by what was known before it, then learns from it. Only its distance from 0 counts. */
  push(value: number): ThresholdReading {
    const size = Math.abs(value);
    const adaptive = this.#tracker.count >= this.#warmUp ? this.#tracker.value : undefined;
    const isAboveFixed = size > this.#fixed;
    const isAboveAdaptive = adaptive === undefined ? isAboveFixed : size > adaptive;
    this.#seen += 1;
    if (isAboveFixed) this.#aboveFixed += 1;
    if (isAboveAdaptive) this.#aboveAdaptive += 1;
    this.#tracker.push(size);
    return { fixed: this.#fixed, adaptive, isAboveFixed, isAboveAdaptive };
  }
}
