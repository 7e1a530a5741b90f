import type { UnixMs } from '../../domain/units/time.ts';

/**
 * A causal summary of trades up to a given amount of activity instead of a given time. Prices in quote
 * units, volumes in base units. Open and close time are those of its first and last print.
 */
export interface ActivityBar {
  readonly openTime: UnixMs;
  readonly closeTime: UnixMs;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volumeBase: number;
  /** The part of the volume in which the buyer crossed the spread. */
  readonly buyVolumeBase: number;
  /** What was paid for the volume. */
  readonly notionalQuote: number;
  /** Sum of volume times squared distance of its price from the bar’s mean price. */
  readonly scatter: number;
  /** Prints that began in this bar; one that was split counts where it began. */
  readonly tradeCount: number;
  /** What the bar was closed at, in the unit of its measure. */
  readonly threshold: number;
}
