import { clip } from '../../../numerics/clip.ts';
import { RollingMoments } from '../../../numerics/rolling-moments.ts';
import { defineFormula } from '../../formula.ts';
import { OutsideValues } from '../../outside-values.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import { ownBitcoinBar } from '../own-bitcoin-bar.ts';
import { SATOSHI_PER_COIN, subsidySatoshi } from './issuance.ts';

const DAY_MS = 86_400_000;
const SERIES = ['chain.height', 'chain.blocks-per-day'] as const;
/** Blocks a day brings at the target spacing, where the day's own number is not told. */
const TARGET_BLOCKS = 144;
/** Above this miners earn noticeably more than usual. */
const DEAR_FROM = 1.4142;

/**
 * Value of the coins issued in a day over its mean of the last `window` days. High where miners earn much and
 * may sell. A day whose height is not told is left out. Warm after `window` daily bars of bitcoin, no value
 * where the own symbol is not bitcoin in dollars or where nothing was issued for a whole window.
 */
export const puellMultiple = defineFormula({
  id: 'F266',
  key: 'puell-multiple',
  title: 'Puell multiple (miner revenue against its yearly mean)',
  family: 'bitcoin',
  output: { unit: 'ratio', min: 0 },
  role: 'direction',
  source: "Puell, D., the 'Puell Multiple', 2019 (practitioner metric; no journal publication)",
  catalogue: {
    inputs: ['external'],
    params: {
      window: { unit: 'days', meaning: 'mean length' },
      low: { unit: '1', meaning: 'undervalued' },
      high: { unit: '1', meaning: 'overvalued' },
    },
    definition: `
      External: blocks mined per UTC day n_d (or 144), subsidy from id 259, daily close P_d. Issuance
      value I_d = n_d*subsidy*P_d. Value PM = I_d / mean(I over the last window days incl. d). Warm-up
      window days.
    `,
    update: 'Rolling sum O(1) per day.',
    signal: `
      x = ln(PM); signal = -clip( (x-ln(1.4142))/(ln(high)-ln(1.4142)),0,1) for PM > 1.4142, +
      clip((0-x)/(0-ln(low)),0,1) for PM < 1; 0 between; confidence = 0.5*|signal|.
    `,
    range: '[0,inf)',
  },
  defaults: { window: 365, low: 0.5, high: 4 },
  input: 'step',
  reads: ['series', 'peers'],
  series: SERIES,
  barMs: DAY_MS,
  readings: DIRECTION,
  // A height, and the bars.
  warmUp: ({ window }) => window + 1,

  start({ high, low, window }) {
    if (!(low > 0 && low < 1)) throw new RangeError(`low must lie between 0 and 1, was ${low}`);
    if (!(high > DEAR_FROM)) throw new RangeError(`high must be above ${DEAR_FROM}, was ${high}`);
    const told = new OutsideValues(SERIES);
    const issued = new RollingMoments(window);
    let value: number | undefined;

    const signal = () => puellSignal(value ?? 1, low, high);
    return withReadings(
      (step) => {
        if (step.kind === 'series') told.take(step);
        const bar = ownBitcoinBar(step);
        if (bar === undefined) return value;
        const height = told.at('chain.height', step.time);
        if (!(height >= 0)) return (value = undefined);
        const blocks = told.at('chain.blocks-per-day', step.time);
        const coins = (subsidySatoshi(height) / SATOSHI_PER_COIN) * (blocks >= 0 ? blocks : TARGET_BLOCKS);
        issued.push(coins * bar.close);
        const exists = issued.isFull && issued.mean > 0;
        return (value = exists ? (coins * bar.close) / issued.mean : undefined);
      },
      { signal, confidence: () => 0.5 * Math.abs(signal()) },
    );
  },
});

/** -1 at `high` and above, 0 from 1 to 1.4142, 1 at `low` and below, even in the log between. */
export function puellSignal(multiple: number, low: number, high: number): number {
  const log = Math.log(multiple);
  if (multiple > DEAR_FROM) {
    return -clip((log - Math.log(DEAR_FROM)) / (Math.log(high) - Math.log(DEAR_FROM)), 0, 1);
  }
  return multiple < 1 ? clip(-log / -Math.log(low), 0, 1) : 0;
}
