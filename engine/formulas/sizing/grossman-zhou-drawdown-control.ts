import { positive } from '../../numerics/checked-numbers.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { withReadings } from '../readings.ts';
import { continuousKelly } from './continuous-kelly.ts';
import { LEVERAGE_SCALE } from './leverage-scale.ts';
import { StrategyGrowth } from './strategy-growth.ts';

/**
 * Leverage that lets equity grow fastest without ever falling below `alpha` of its peak: in proportion to
 * what is left above that floor. From 0 to `cap`. Equity is that of the account; drift and volatility are
 * estimated as in continuous Kelly with its defaults. Warm when two UTC days are complete and equity is known.
 */
export const grossmanZhouDrawdownControl = defineFormula({
  id: 'F328',
  key: 'grossman-zhou-drawdown-control',
  title: 'Grossman-Zhou drawdown-constrained exposure',
  family: 'sizing',
  output: { unit: 'leverage', min: 0 },
  role: 'size',
  source:
    "Grossman, S. J. & Zhou, Z., 'Optimal Investment Strategies for Controlling Drawdowns', Mathematical Finance 3(3), 1993",
  catalogue: {
    inputs: ['returns'],
    params: {
      alpha: { unit: 'fraction of peak equity', meaning: 'floor' },
      mu: { fixed: 'id 324', unit: 'per year', meaning: 'drift estimate' },
      sigma: { fixed: 'id 324', unit: 'per year', meaning: 'volatility' },
      cap: { unit: '1', meaning: 'max leverage' },
    },
    definition: `
      Equity W, running maximum M. Growth-optimal (log-utility) case under W >= alpha*M: exposure fraction
      pi = (mu/sigma^2)*max(0, 1 - alpha*M/W). At a new high pi = (mu/sigma^2)*(1-alpha); at the floor 0.
      mu <= 0 -> 0.
    `,
    update: 'O(1).',
    signal: 'size: leverage = min(cap, pi).',
    range: '[0,cap]',
  },
  defaults: { alpha: 0.8, cap: 1 },
  input: 'step',
  reads: ['strategy-returns', 'holdings'],
  barMs: 86_400_000,
  readings: {
    scale: LEVERAGE_SCALE,
    /** How far equity stands below its peak. */
    drawdown: { unit: 'fraction', min: 0, max: 1 },
  },
  warmUp: () => 3,

  start({ alpha, cap }) {
    positive('cap', cap);
    if (!(alpha >= 0 && alpha < 1)) throw new RangeError(`alpha must be from 0 to below 1, was ${alpha}`);
    const { halflife, prior_days: priorDays, prior_sr: priorSharpe } = continuousKelly.defaults;
    const growth = new StrategyGrowth({ halflife, priorDays, priorSharpe });
    let equity = NaN;
    let peak = 0;
    let leverage = 0;

    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'strategy-returns') growth.push(step.time, step.strategies);
        if (step.kind === 'holdings') {
          equity = step.holdings.equityQuote;
          peak = Math.max(peak, equity);
        }
        const { sharpe, sigma } = growth;
        if (sharpe === undefined || sigma === undefined || !(equity > 0)) return undefined;
        leverage = Math.min(cap, flooredLeverage({ alpha, equity, peak }, sharpe / sigma));
        return leverage;
      },
      { scale: () => leverage, drawdown: () => 1 - equity / peak },
    );
  },
});

/** An account and the share of its peak it must keep. */
export interface FlooredAccount {
  readonly alpha: number;
  readonly equity: number;
  readonly peak: number;
}

/** Leverage above the floor, where `fastest` is the leverage of the fastest growth without one; never negative. */
export function flooredLeverage({ alpha, equity, peak }: FlooredAccount, fastest: number): number {
  return Math.max(0, fastest) * Math.max(0, 1 - (alpha * peak) / equity);
}
