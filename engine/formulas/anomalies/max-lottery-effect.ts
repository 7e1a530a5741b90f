import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { midRanks } from '../../numerics/mid-ranks.ts';
import { RollingRank } from '../../numerics/rolling-rank.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import type { PeerBars } from '../step-contents.ts';
import { isSameList } from '../same-list.ts';

const HISTORY = 365;

/**
 * Rank of the own symbol by its best days of the last `window`: -1 is the most like a lottery, 1 the least.
 * Ranked among at least `universe` symbols, or with fewer among its own values of a year.
 */
export const maxLotteryEffect = defineFormula({
  id: 'F306',
  key: 'max-lottery-effect',
  title: 'MAX effect (average of the largest daily returns)',
  family: 'anomalies',
  output: { unit: 'rank score', min: -1, max: 1 },
  role: 'direction',
  source:
    "Bali, T. G., Cakici, N. & Whitelaw, R. F., 'Maxing out: Stocks as lotteries and the cross-section of expected returns', Journal of Financial Economics 99(2), 2011",
  catalogue: {
    inputs: ['bars'],
    params: {
      window: { unit: 'days', meaning: 'month' },
      k: { unit: 'days', meaning: 'largest returns averaged' },
      universe: { unit: 'symbols', meaning: 'minimum' },
    },
    definition: `
      MAX_i = mean of the k largest daily simple returns in the last window days. Cross-sectional mid-rank
      u. Value = 1-2u (lottery-like symbols short). For fewer symbols: own percentile over 365 days.
    `,
    update: 'Sorted ring buffer O(log n).',
    signal: 'signal = value; confidence = 0.4*|value|.',
    range: '[-1,1]',
  },
  defaults: { window: 30, k: 5, universe: 8 },
  input: 'step',
  reads: ['peers'],
  barMs: 86_400_000,
  readings: {
    ...DIRECTION,
    /** Mean of the `k` best days. */
    best: { unit: 'simple return', min: -1 },
  },
  warmUp: ({ window }) => window + 1,

  start({ k, universe, window }) {
    wholeNumber('universe', universe, 2);
    wholeNumber('a window', window, wholeNumber('k', k));
    const symbols = new BestDays(window, k);
    const ranks = new RollingRank(HISTORY);
    let best = 0;
    let value = 0;

    return withReadings(
      (step) => {
        if (step.kind !== 'peers') return undefined;
        const means = symbols.push(step.peers);
        const [own = NaN] = means;
        if (Number.isNaN(own)) return undefined;
        best = own;
        ranks.push(own);
        const known = means.filter((each) => !Number.isNaN(each));
        value = 1 - 2 * (known.length < universe ? ranks.rank : (midRanks(known)[0] as number));
        return value;
      },
      { signal: () => value, confidence: () => 0.4 * Math.abs(value), best: () => best },
    );
  },
});

/** Mean of the `k` largest values of a window. */
export function meanOfLargest({ count, sorted }: SortedWindow, k: number): number {
  let sum = 0;
  for (let i = count - k; i < count; i += 1) sum += sorted[i] as number;
  return sum / k;
}

/** Follows the best days of all symbols. */
class BestDays {
  readonly #window: number;
  readonly #k: number;
  #names: readonly string[] = [];
  #symbols: readonly { readonly days: SortedWindow; close: number }[] = [];

  constructor(window: number, k: number) {
    this.#window = window;
    this.#k = k;
  }

  /** Mean of the best days of each symbol; NaN for one that has no bar or was seen for too short. */
  push({ bars, symbols }: PeerBars): number[] {
    if (!isSameList(symbols, this.#names)) {
      this.#names = [...symbols];
      this.#symbols = symbols.map(() => ({ days: new SortedWindow(this.#window), close: NaN }));
    }
    return this.#symbols.map((each, i) => {
      const bar = bars[i];
      if (bar === undefined) return NaN;
      const simpleReturn = bar.close / each.close - 1;
      if (!Number.isNaN(simpleReturn)) each.days.push(simpleReturn);
      each.close = bar.close;
      return each.days.isFull ? meanOfLargest(each.days, this.#k) : NaN;
    });
  }
}
