import type { Bar } from '../../domain/market/bar.ts';
import { notNegative, wholeNumber } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { RangeAverage } from './range-average.ts';

/**
 * Share of open price windows upward less that downward: stretches that prices left out between two bars and
 * have not closed beyond since. From -1 to 1, 0 where none is open. Warm with the second bar.
 */
export const priceWindow = defineFormula({
  id: 'F235',
  key: 'price-window',
  title: 'Rising and falling windows (non-overlapping bars)',
  family: 'gaps',
  output: { unit: 'net share of open windows', min: -1, max: 1 },
  role: 'direction',
  source: "Nison, S., 'Japanese Candlestick Charting Techniques', New York Institute of Finance, 1991",
  catalogue: {
    inputs: ['bars'],
    params: {
      lookback: { unit: 'bars', meaning: 'windows remembered' },
      min_size: { unit: 'ATR', meaning: 'smallest window' },
      atr_period: { unit: 'bars', meaning: 'ATR' },
    },
    definition: `
      Rising window at t if L_t > H_{t-1}: zone [H_{t-1}, L_t]; falling window if H_t < L_{t-1}: zone
      [H_t, L_{t-1}]. Keep those of size >= min_size*ATR_{t-1}. A rising window is cancelled when a later
      close < its lower edge; a falling one when a close > its upper edge; both expire after lookback
      bars. Value = (#open rising - #open falling)/max(1,#open), evaluated at each close.
    `,
    update: 'Two deques, amortised O(1).',
    signal: `
      signal = value if price is within 1 ATR of the nearest open zone edge (support/resistance test),
      else 0.5*value; confidence = min(1,#open/3)*|value|.
    `,
    range: '[-1,1]',
  },
  defaults: { lookback: 50, min_size: 0.1, atr_period: 14 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Windows open now. */
    open: { unit: 'windows', min: 0 },
  },
  warmUp: () => 2,

  start({ atr_period: period, lookback, min_size: smallest }) {
    const windows = new OpenWindows(wholeNumber('lookback', lookback));
    const range = new RangeAverage(period);
    notNegative('min_size', smallest);
    const before = { high: NaN, low: NaN };
    let close = NaN;
    let share = 0;

    return withReadings(
      (bar) => {
        const isFirst = Number.isNaN(before.high);
        windows.push(bar);
        const side = windowSide(bar, before, smallest * range.value);
        if (side > 0) windows.open({ side, low: before.high, high: bar.low });
        if (side < 0) windows.open({ side, low: bar.high, high: before.low });
        range.push(bar);
        before.high = bar.high;
        before.low = bar.low;
        close = bar.close;
        share = windows.netShare;
        return isFirst ? undefined : share;
      },
      {
        signal: () => (windows.distance(close) <= range.value ? share : share / 2),
        confidence: () => Math.min(1, windows.count / 3) * Math.abs(share),
        open: () => windows.count,
      },
    );
  },
});

/** 1 where a bar lies above the one before by at least `smallest`, -1 where it lies below it so, else 0. */
export function windowSide(
  { high, low }: Pick<Bar, 'high' | 'low'>,
  before: Pick<Bar, 'high' | 'low'>,
  smallest: number,
): number {
  // Where nothing has moved yet no window is too small.
  const least = Number.isNaN(smallest) ? 0 : smallest;
  if (low > before.high && low - before.high >= least) return 1;
  return high < before.low && before.low - high >= least ? -1 : 0;
}

/** A stretch of prices between two bars. */
interface PriceGap {
  readonly side: number;
  readonly low: number;
  readonly high: number;
}

/** The windows of the last bars that are open. */
export class OpenWindows {
  readonly #lookback: number;
  #windows: (PriceGap & { readonly bar: number })[] = [];
  #bar = 0;

  constructor(lookback: number) {
    this.#lookback = lookback;
  }

  get count(): number {
    return this.#windows.length;
  }

  /** Rising less falling windows, per window. */
  get netShare(): number {
    let net = 0;
    for (const { side } of this.#windows) net += side;
    return net / Math.max(1, this.count);
  }

  /** How far `price` lies from the nearest edge; Infinity where none is open. */
  distance(price: number): number {
    let nearest = Infinity;
    for (const { high, low } of this.#windows) {
      nearest = Math.min(nearest, Math.abs(price - high), Math.abs(price - low));
    }
    return nearest;
  }

  /** Takes in a bar, which may close beyond the far edge of a window; windows also end with their age. */
  push({ close }: Pick<Bar, 'close'>): void {
    this.#bar += 1;
    if (this.count > 0) this.#windows = this.#windows.filter((each) => this.#isOpen(each, close));
  }

  /** Opens a window with the bar of the last push. */
  open(gap: PriceGap): void {
    this.#windows.push({ ...gap, bar: this.#bar });
  }

  #isOpen({ bar, high, low, side }: PriceGap & { readonly bar: number }, close: number): boolean {
    if (this.#bar - bar >= this.#lookback) return false;
    return side > 0 ? close >= low : close <= high;
  }
}
