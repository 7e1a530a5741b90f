import type { Bar } from '../../domain/market/bar.ts';
import { WilderAverage } from '../../numerics/wilder-average.ts';
import { trueRange } from '../volatility/true-range.ts';

const BARS = 14;
const NEAREST = 1e-12;

/**
 * Average true range of 14 bars, in quote units, as a measure of distances. The first bar counts with high
 * less low; until 14 are known it is the mean of those seen.
 */
export class WilderRange {
  readonly #average = new WilderAverage(BARS);
  #close = NaN;

  push(bar: Pick<Bar, 'close' | 'high' | 'low'>): void {
    this.#average.push(trueRange(bar, Number.isNaN(this.#close) ? bar.low : this.#close));
    this.#close = bar.close;
  }

  /** A distance as a share of the range, from 0 to 1; 0 where nothing moves. */
  shareOf(distance: number): number {
    const range = this.#average.value;
    return range > NEAREST ? Math.min(1, Math.max(0, distance) / range) : 0;
  }
}
