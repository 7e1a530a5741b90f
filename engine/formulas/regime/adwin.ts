import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { ExponentialHistogram } from '../../numerics/exponential-histogram.ts';
import type { ClosedTrade } from '../step-contents.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';

/** A net return of this much either way makes the outcome 1 or 0. */
const WHOLE = 0.04;
const LEAST_SIDE = 5;
const BLOCKED_FOR = 20;

/**
 * Mean outcome of a strategy's trades over as long a time as it has not changed: 0.5 is a gain of nothing,
 * 1 one of 2 % and more. Every strategy has a window of its own; value and gate are those of the strategy
 * whose trade closed last. Warm with the first trade.
 */
export const adwin = defineFormula({
  id: 'F178',
  key: 'adwin',
  title: 'ADWIN adaptive window of the trade outcomes',
  family: 'regime',
  output: { unit: 'mean outcome', min: 0, max: 1 },
  role: 'filter',
  source:
    "Bifet, A. and Gavalda, R., 'Learning from Time-Changing Data with Adaptive Windowing', SIAM International Conference on Data Mining, 2007",
  catalogue: {
    inputs: ['external'],
    params: {
      delta: { unit: 'probability', meaning: 'confidence' },
      step: { unit: 'trades', meaning: 'check interval' },
      M: { unit: 'buckets', meaning: 'per row of the exponential histogram' },
    },
    definition: `
      External: outcome X of each closed trade of a strategy mapped to [0,1] by clip(0.5+R/0.04,0,1).
      Window W kept as an exponential histogram (buckets of 1,2,4,... values, M+1 merge into one of the
      next row). After each value every split at a bucket edge into W0 (older), W1 with n0,n1>=5 is
      tested: m=1/(1/n0+1/n1), d'=delta/ln(n), eps=sqrt((2/m)*v*ln(2/d'))+(2/(3m))*ln(2/d'), v = variance
      of W (ddof 0). |mean0-mean1|>=eps: the oldest bucket is dropped and the test repeated. Value: mean
      of W; n is published.
    `,
    update: 'O(log n) per trade.',
    signal: `
      filter for that strategy: after a cut with a falling mean gate 0.3 until 20 further trades;
      otherwise gate = clip(2*mean,0.2,1).
    `,
    range: '[0,1]',
  },
  defaults: { delta: 0.05, step: 1, M: 5 },
  input: 'step',
  reads: ['closed-trade'],
  readings: {
    ...FILTER,
    /** Trades in the window. */
    count: { unit: 'trades', min: 1 },
  },
  warmUp: () => 1,

  start({ M, delta, step: every }) {
    positive('delta', delta);
    wholeNumber('step', every);
    const strategies = new Map<string, OutcomeWindow>();
    let latest: OutcomeWindow | undefined;

    return withReadings(
      (input) => {
        if (input.kind !== 'closed-trade') return undefined;
        latest = strategies.get(input.trade.strategy);
        if (latest === undefined) {
          latest = new OutcomeWindow(M, delta, every);
          strategies.set(input.trade.strategy, latest);
        }
        latest.push(outcomeOf(input.trade));
        return latest.mean;
      },
      { gate: () => latest?.gate, count: () => latest?.count },
    );
  },
});

/** What came of a trade, from 0 to 1. */
export function outcomeOf({ netReturn }: Pick<ClosedTrade, 'netReturn'>): number {
  return clip(0.5 + netReturn / WHOLE, 0, 1);
}

/** By how much the means of two parts of a window may differ by chance, with probability `delta` of more. */
export function chanceDifference(n0: number, n1: number, variance: number, delta: number): number {
  const m = 1 / (1 / n0 + 1 / n1);
  const surprise = Math.log((2 * Math.log(n0 + n1)) / delta);
  return Math.sqrt((2 / m) * variance * surprise) + (2 / (3 * m)) * surprise;
}

class OutcomeWindow {
  readonly #window: ExponentialHistogram;
  readonly #delta: number;
  readonly #every: number;
  #sinceCut = Infinity;
  #seen = 0;

  constructor(perRow: number, delta: number, every: number) {
    this.#window = new ExponentialHistogram(perRow);
    this.#delta = delta;
    this.#every = every;
  }

  get mean(): number {
    return clip(this.#window.sum / this.#window.count, 0, 1);
  }

  get count(): number {
    return this.#window.count;
  }

  get gate(): number {
    return this.#sinceCut < BLOCKED_FOR ? 0.3 : clip(2 * this.mean, 0.2, 1);
  }

  push(outcome: number): void {
    this.#window.push(outcome);
    this.#sinceCut += 1;
    this.#seen += 1;
    if (this.#seen % this.#every !== 0) return;
    for (let fall = this.#change(); fall !== 0; fall = this.#change()) {
      this.#window.dropOldest();
      if (fall > 0) this.#sinceCut = 0;
    }
  }

  /** 1 where the later part of some split is below the earlier one by more than chance, -1 above, 0 neither. */
  #change(): -1 | 0 | 1 {
    const { count, squares, sum } = this.#window;
    const variance = Math.max(0, squares / count - (sum / count) ** 2);
    for (const split of this.#window.splits()) {
      const later = count - split.count;
      if (split.count < LEAST_SIDE || later < LEAST_SIDE) continue;
      const fall = split.sum / split.count - (sum - split.sum) / later;
      if (Math.abs(fall) >= chanceDifference(split.count, later, variance, this.#delta)) {
        return fall > 0 ? 1 : -1;
      }
    }
    return 0;
  }
}
