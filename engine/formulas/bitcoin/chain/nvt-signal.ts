import { RollingMoments } from '../../../numerics/rolling-moments.ts';
import { RollingRank } from '../../../numerics/rolling-rank.ts';
import { defineFormula } from '../../formula.ts';
import { OutsideValues } from '../../outside-values.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import { ownBitcoinBar } from '../own-bitcoin-bar.ts';
import { marketCapQuote } from './issuance.ts';

const DAY_MS = 86_400_000;
const SERIES = ['chain.height', 'chain.transfer-volume'] as const;
const FIRST_DAYS = 180;
/** Ranks nearer to the middle say nothing. */
const BAND = 0.3;

/**
 * Market capitalization of bitcoin over the mean value transferred on its chain in a day: high where the price
 * has run ahead of the use. A day without a height or a volume is left out. Warm after 180 days, no value
 * where the own symbol is not bitcoin in dollars.
 */
export const nvtSignal = defineFormula({
  id: 'F267',
  key: 'nvt-signal',
  title: 'Network value to transactions signal (NVTS)',
  family: 'bitcoin',
  output: { unit: 'ratio', min: 0 },
  role: 'direction',
  source:
    "Kalichkin, D., 'Rethinking Network Value to Transactions (NVT) Ratio', Cryptolab Capital, 2018; NVT ratio: Woo, W., 2017",
  catalogue: {
    inputs: ['external'],
    params: {
      ma: { unit: 'days', meaning: 'moving average of the transaction value' },
      window: { unit: 'days', meaning: 'percentile history' },
    },
    definition: `
      External: market capitalisation MC_d = supply(h)*P_d (id 259 supply) and on-chain transferred value
      TV_d in USD (adjusted for change outputs if the source offers it). NVTS_d = MC_d / mean(TV over the
      last ma days). Percentile rank u = (#history < value + 0.5*#equal)/#history over the last window
      days. Warm-up 180 days.
    `,
    update: 'O(log n) per day.',
    signal: 'signal = 1-2u mapped with a dead band: 0 for 0.2 < u < 0.8; confidence = 0.4*|1-2u|.',
    range: '(0,inf)',
  },
  defaults: { ma: 90, window: 730 },
  input: 'step',
  reads: ['series', 'peers'],
  series: SERIES,
  barMs: DAY_MS,
  readings: {
    ...DIRECTION,
    /** Place of the value among those of the last `window` days. */
    rank: { unit: 'rank', min: 0, max: 1 },
  },
  // A height and a volume, and the bars.
  warmUp: (params) => firstDay(params) + 2,

  start(params) {
    const told = new OutsideValues(SERIES);
    const volumes = new RollingMoments(params.ma);
    const history = new RollingRank(params.window);
    const first = firstDay(params);
    let days = 0;
    let value: number | undefined;

    const ofDay = (marketCap: number, volume: number): number | undefined => {
      days += 1;
      volumes.push(volume);
      if (!volumes.isFull || !(volumes.mean > 0)) return undefined;
      const ratio = marketCap / volumes.mean;
      history.push(ratio);
      return days >= first ? ratio : undefined;
    };
    const lean = () => 1 - 2 * history.rank;
    return withReadings(
      (step) => {
        if (step.kind === 'series') told.take(step);
        const bar = ownBitcoinBar(step);
        if (bar === undefined) return value;
        const height = told.at('chain.height', step.time);
        const volume = told.at('chain.transfer-volume', step.time);
        if (!(height >= 0) || !(volume >= 0)) return (value = undefined);
        return (value = ofDay(marketCapQuote(height, bar.close), volume));
      },
      {
        signal: () => (Math.abs(history.rank - 0.5) < BAND ? 0 : lean()),
        confidence: () => 0.4 * Math.abs(lean()),
        rank: () => history.rank,
      },
    );
  },
});

/** 180 days, or as many as shorter settings hold; never before the first mean. */
function firstDay({ ma, window }: { readonly ma: number; readonly window: number }): number {
  return Math.max(ma, Math.min(FIRST_DAYS, window));
}
