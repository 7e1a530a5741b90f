import { clip } from '../../numerics/clip.ts';
import { positive } from '../../numerics/checked-numbers.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { withReadings } from '../readings.ts';
import { LEVERAGE_SCALE } from './leverage-scale.ts';

const YEAR_MS = 31_536_000_000;
const NEAREST = 1e-12;

/**
 * What every position is multiplied by so that risk is taken when it is cheap: the target variance over
 * the variance of the last `window` days. From 0 to `cap`. Warm after `window` daily returns.
 */
export const volatilityManagedExposure = defineFormula({
  id: 'F220',
  key: 'volatility-managed-exposure',
  title: 'Volatility-managed exposure (inverse variance scaling)',
  family: 'sizing',
  output: { unit: 'multiplier', min: 0 },
  role: 'size',
  source: "Moreira, A. & Muir, T., 'Volatility-Managed Portfolios', Journal of Finance 72(4), 2017",
  catalogue: {
    inputs: ['returns'],
    params: {
      window: { unit: 'daily returns', meaning: 'realised-variance sample' },
      target_vol: { unit: 'per year', meaning: 'annualised volatility that gives multiplier 1' },
      cap: { unit: '1', meaning: 'max multiplier' },
    },
    definition: `
      Daily log returns (UTC days). RV_t = (365/window)*sum_{j=0..window-1} r_{t-j}^2 (annualised, zero
      mean). w_{t+1} = target_vol^2 / RV_t, clipped to [0,cap]. RV < 1e-12 -> cap. Warm-up = window days.
    `,
    update: 'Rolling sum of squares, O(1).',
    signal: 'size: multiply every position by w.',
    range: '[0,cap]',
  },
  defaults: { window: 22, target_vol: 0.3, cap: 2 },
  input: 'bar',
  barMs: 86_400_000,
  readings: {
    scale: LEVERAGE_SCALE,
    /** Variance of the window at the rate of a year. */
    variance: { unit: 'per year', min: 0 },
  },
  warmUp: ({ window }) => window + 1,

  start({ cap, target_vol: target, window }) {
    positive('cap', cap);
    positive('target_vol', target);
    const returns = new CloseReturns();
    const squares = new RollingSum(window);
    let variance = 0;
    let exposure = 0;

    return withReadings(
      ({ close, intervalMs }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        const sum = squares.push(logReturn * logReturn);
        if (sum === undefined) return undefined;
        variance = (Math.max(0, sum) / window) * (YEAR_MS / intervalMs);
        exposure = managedExposure(variance, target, cap);
        return exposure;
      },
      { scale: () => exposure, variance: () => variance },
    );
  },
});

/** The variance of the target over this variance a year, at most `cap`. */
export const managedExposure = (variance: number, target: number, cap: number): number =>
  variance < NEAREST ? cap : clip((target * target) / variance, 0, cap);
