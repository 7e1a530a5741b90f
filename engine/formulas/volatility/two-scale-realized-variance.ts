import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula } from '../formula.ts';
import { withReadings } from '../readings.ts';
import { PriceGrid } from './price-grid.ts';

/**
 * Variance of the last `W` seconds free of the noise between bid and ask: the mean over sparse grids less
 * what the finest grid says of the noise. Log return squared over the window, never negative. Warm when
 * the grid spans the window.
 */
export const twoScaleRealizedVariance = defineFormula({
  id: 'F160',
  key: 'two-scale-realized-variance',
  title: 'Two-scale realised variance',
  family: 'volatility',
  output: { unit: 'variance per window', min: 0 },
  role: 'context',
  source: "Zhang, L., Mykland, P. A. and Ait-Sahalia, Y., 'A Tale of Two Time Scales', JASA, 2005",
  catalogue: {
    inputs: ['trades'],
    params: {
      W: { unit: 's', meaning: 'window' },
      grid: { unit: 's', meaning: 'sampling grid, last trade price' },
      K: { unit: '1', meaning: 'sub-grids' },
    },
    definition: `
      x_0..x_n log prices on the 1 s grid (last trade; no trade: previous price). RV_all=sum dx^2. For
      sub-grid j=0..K-1: points j, j+K, j+2K, ...; RV_j = sum of squared differences; RV_avg=mean_j.
      nb=(n-K+1)/K. Value TSRV=(RV_avg-(nb/n)*RV_all)/(1-nb/n), floored at 0. Noise variance
      w2=RV_all/(2n). Warm-up W.
    `,
    update: `
      Rolling: each new grid point adds one squared difference to RV_all and one to its sub-grid sum: O(1)
      per second.
    `,
    signal: 'context: noise-robust hourly variance for charts and for formula 165; Signal 0.',
    range: '[0,inf)',
  },
  defaults: { W: 3600, grid: 1, K: 60 },
  input: 'trade',
  readings: {
    /** Variance of the noise in one log price. */
    noiseVariance: { unit: 'variance', min: 0 },
  },
  warmUp: () => 2,
  // The last point of the window is known once time has passed it.
  warmUpMs: ({ W }) => 1000 * W + 1,

  start({ K, W, grid }) {
    const n = wholeNumber('steps of the grid', Math.round(W / grid), 2);
    const logs = new RecentValues(wholeNumber('K', K, 2) + 1);
    const fine = new RollingSum(n);
    // A difference over K points ends at every point from the K-th on: n - K + 1 of them in the window.
    const coarse = new RollingSum(wholeNumber('points beside K', n - K + 1));
    const points = new PriceGrid(1000 * grid, n + K + 1);
    let fineSum: number | undefined;
    let coarseSum: number | undefined;

    const onPoint = (logPrice: number): void => {
      logs.push(logPrice);
      if (logs.count > 1) fineSum = fine.push((logPrice - logs.at(1)) ** 2);
      if (logs.isFull) coarseSum = coarse.push((logPrice - logs.at(K)) ** 2);
    };

    return withReadings(
      ({ price, time }) => {
        points.push(time, price, onPoint);
        if (fineSum === undefined || coarseSum === undefined) return undefined;
        return Math.max(0, twoScaleVariance(Math.max(0, fineSum), Math.max(0, coarseSum) / K, n, K));
      },
      { noiseVariance: () => (fineSum === undefined ? undefined : Math.max(0, fineSum) / (2 * n)) },
    );
  },
});

/** The two-scale estimate before its floor, from the sums over the finest and the mean of the sparse grids. */
export function twoScaleVariance(fine: number, coarseMean: number, n: number, grids: number): number {
  const share = (n - grids + 1) / grids / n;
  return (coarseMean - share * fine) / (1 - share);
}
