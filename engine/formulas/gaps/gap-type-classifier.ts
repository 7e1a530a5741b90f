import type { Bar } from '../../domain/market/bar.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { RollingExtreme } from '../../numerics/rolling-extreme.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';
import { withReadings } from '../readings.ts';
import { openingGapScore } from './opening-gap-score.ts';
import { priceWindow, windowSide } from './price-window.ts';
import { RangeAverage } from './range-average.ts';

const DAY_MS = 86_400_000;
const ATR_BARS = 14;
const NARROW = 5;
const RUNNING = 2;
/** What the confidence of a gap formula is multiplied by, from code -1 on; below zero its side is turned. */
const FACTORS = [-1, 0.5, 1, 1.25] as const;

/**
 * Kind of the last gap: 2 breaks out of a narrow range on volume, 1 goes on with a trend, 0 is a common one,
 * -1 comes late in a long move on volume and is likely to turn. Gaps are price windows, and openings that lie
 * as far off as the opening gap score asks, in ranges of a bar. No value before the first gap after
 * `trend_n + 1` bars.
 */
export const gapTypeClassifier = defineFormula({
  id: 'F236',
  key: 'gap-type-classifier',
  title: 'Breakaway, runaway and exhaustion gap classes',
  family: 'gaps',
  output: { unit: 'class code', min: -1, max: 2 },
  role: 'context',
  source: "Edwards, R. D. & Magee, J., 'Technical Analysis of Stock Trends', 1948",
  catalogue: {
    inputs: ['bars'],
    params: {
      trend_n: { unit: 'bars', meaning: 'trend and range lookback' },
      vol_mult: { unit: '1', meaning: 'volume multiple for conviction' },
      exhaust_atr: { unit: 'ATR', meaning: 'move that makes a gap late' },
    },
    definition: `
      For a price window or opening gap of side g at t (ids 231/235) with ATR a = ATR_14(t-1): range R =
      (max H - min L over t-trend_n..t-1)/a; move M = g*(C_{t-1}-C_{t-1-trend_n})/a; V = volume_t/mean
      volume of the previous trend_n bars. Class: 'breakaway' if the open is beyond the trend_n extreme on
      side g, R < 5 and V >= vol_mult; else 'exhaustion' if M >= exhaust_atr and V >= vol_mult; else
      'runaway' if M >= 2; else 'common'. Code: breakaway 2, runaway 1, common 0, exhaustion -1. Tests are
      applied in this order.
    `,
    update: 'Rolling max/min by monotone deques, O(1) amortised.',
    signal: `
      context: multiplies the confidence of ids 231-235 by 1.25 (2), 1.0 (1), 0.5 (0) and flips their side
      for -1.
    `,
    range: '{-1,0,1,2}',
  },
  defaults: { trend_n: 20, vol_mult: 1.5, exhaust_atr: 6 },
  input: 'bar',
  readings: {
    /** What the confidence of formulas on gaps is multiplied by; below zero their side is turned too. */
    factor: { unit: '1', min: -1, max: 1.25, neutral: 1 },
    /** Which way the gap opened: 1 up, -1 down. */
    side: { unit: 'sign', min: -1, max: 1 },
    /** Bars since the gap. */
    age: { unit: 'bars', min: 0 },
  },
  warmUp: (params) => params.trend_n + 2,

  start({ exhaust_atr: exhausted, trend_n: bars, vol_mult: loud }) {
    const trend = new TrendBefore(wholeNumber('trend_n', bars));
    const gaps = new GapSide();
    let code: number | undefined;
    let side = 0;
    let age = 0;

    return withReadings(
      (bar) => {
        const sideNow = gaps.push(bar);
        age += 1;
        const found =
          sideNow !== 0 && trend.isFull
            ? gapCode({ ...trend.measure(bar, sideNow, gaps.range), vol_mult: loud, exhaust_atr: exhausted })
            : undefined;
        if (found !== undefined) {
          code = found;
          side = sideNow;
          age = 0;
        }
        trend.push(bar);
        return code;
      },
      { factor: () => FACTORS[(code ?? 1) + 1], side: () => side, age: () => age },
    );
  },
});

/** What tells kinds of gaps apart, in the letters of the definition. */
export interface GapMeasures {
  /** Whether it opened beyond all prices of the bars before. */
  readonly beyond: boolean;
  /** Range of those bars in average ranges of a bar. */
  readonly R: number;
  /** Their move in the direction of the gap, in the same unit. */
  readonly M: number;
  /** Volume against their mean. */
  readonly V: number;
  readonly vol_mult: number;
  readonly exhaust_atr: number;
}

/** Breakaway 2, runaway 1, common 0, exhaustion -1; undefined where prices did not move. */
export function gapCode({ beyond, exhaust_atr, M, R, V, vol_mult }: GapMeasures): number | undefined {
  if (Number.isNaN(R) || Number.isNaN(M)) return undefined;
  const isLoud = V >= vol_mult;
  if (beyond && R < NARROW && isLoud) return 2;
  if (M >= exhaust_atr && isLoud) return -1;
  return M >= RUNNING ? 1 : 0;
}

/** Tells on which side a bar opened a gap. */
class GapSide {
  readonly #range = new RangeAverage(ATR_BARS);
  readonly #before = { high: NaN, low: NaN, close: NaN, end: NaN, volume: NaN };
  /** Average range of the bars before the last one. */
  range = NaN;

  /** 1 up, -1 down, 0 where there is no gap. */
  push(bar: Bar): number {
    const before = this.#before;
    this.range = this.#range.value;
    const side =
      windowSide(bar, before, priceWindow.defaults.min_size * this.range) || this.#openingSide(bar);
    this.#range.push(bar);
    before.high = bar.high;
    before.low = bar.low;
    before.close = bar.close;
    before.end = bar.openTime + bar.intervalMs;
    before.volume = bar.volumeBase;
    return side;
  }

  #openingSide({ open, openTime }: Bar): number {
    const { close, end, volume } = this.#before;
    const isOpening = openTime % DAY_MS === 0 || openTime > end || volume === 0;
    const gap = (open - close) / this.range;
    return isOpening && Math.abs(gap) >= openingGapScore.defaults.entry ? Math.sign(gap) : 0;
  }
}

/** The bars before a gap. */
class TrendBefore {
  readonly #high: RollingExtreme;
  readonly #low: RollingExtreme;
  readonly #volume: RollingMoments;
  readonly #closes: RecentValues;
  readonly #bars: number;

  constructor(bars: number) {
    this.#bars = bars;
    this.#high = new RollingExtreme(bars, 1);
    this.#low = new RollingExtreme(bars, -1);
    this.#volume = new RollingMoments(bars);
    this.#closes = new RecentValues(bars + 1);
  }

  get isFull(): boolean {
    return this.#closes.isFull;
  }

  measure(
    { open, volumeBase }: Bar,
    side: number,
    range: number,
  ): Pick<GapMeasures, 'beyond' | 'M' | 'R' | 'V'> {
    const high = this.#high.value;
    const low = this.#low.value;
    const volume = this.#volume.mean;
    return {
      beyond: side > 0 ? open > high : open < low,
      R: (high - low) / range,
      M: (side * (this.#closes.at(0) - this.#closes.at(this.#bars))) / range,
      V: volume > 0 ? volumeBase / volume : 0,
    };
  }

  push({ close, high, low, volumeBase }: Bar): void {
    this.#high.push(high);
    this.#low.push(low);
    this.#volume.push(volumeBase);
    this.#closes.push(close);
  }
}
