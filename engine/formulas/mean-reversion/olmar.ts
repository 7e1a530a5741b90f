import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { simplexProjection } from '../../numerics/simplex-projection.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION } from '../readings.ts';
import { movedAlong, portfolioMoments, startPeerPortfolio } from './peer-portfolio.ts';

/**
 * Weight of the own symbol above its equal share in a portfolio that expects every symbol back at its
 * moving average. From -1/K to 1 - 1/K. Warm after `w` bars of all symbols.
 */
export const olmar = defineFormula({
  id: 'F145',
  key: 'olmar',
  title: 'On-line moving average reversion (OLMAR)',
  family: 'mean-reversion',
  output: { unit: 'weight', min: -1, max: 1 },
  role: 'direction',
  source: "Li, B. and Hoi, S. C. H., 'On-Line Portfolio Selection with Moving Average Reversion', ICML, 2012",
  catalogue: {
    inputs: ['bars', 'external'],
    params: {
      w: { unit: 'bars', meaning: 'moving average' },
      eps: { unit: '1', meaning: 'reversion target per rebalance (10 in the paper for daily data)' },
      K: { unit: 'symbols', meaning: 'largest universe' },
    },
    definition: `
      External: closes of the K followed symbols. Predicted relative x_i=mean_w(c_i)/c_i,t. xbar=mean of
      x. lam=max(0,(eps-b'x)/|x-xbar|^2) (0 if the norm is 0). b <- b+lam*(x-xbar*1), then Euclidean
      projection on the simplex {b>=0, sum b=1} (sort, threshold). Start 1/K. Value d=b_own-1/K. Warm-up
      w.
    `,
    update: 'O(K log K) per bar.',
    signal: 'signal = clip(d*K/2,-1,1); confidence = min(1,|d|*K/2).',
    range: '[-1/K,1-1/K]',
  },
  defaults: { w: 20, eps: 1.001, K: 8 },
  input: 'step',
  reads: ['peers'],
  readings: DIRECTION,
  warmUp: ({ w }) => w,

  start({ K, eps, w }) {
    const window = wholeNumber('a window', w);
    let sums: readonly RollingSum[] = [];
    const expected: number[] = [];

    return startPeerPortfolio(K, (closes, weights) => {
      if (sums.length !== closes.length) sums = closes.map(() => new RollingSum(window));
      expected.length = closes.length;
      let isWarm = true;
      for (let i = 0; i < closes.length; i += 1) {
        const close = closes[i] as number;
        const total = (sums[i] as RollingSum).push(close);
        if (total === undefined) isWarm = false;
        else expected[i] = total / window / close;
      }
      return isWarm ? olmarStep(weights, expected, eps) : undefined;
    });
  },
});

/** Weights that earn at least `eps` if prices come back as expected, as near as possible to those before. */
export function olmarStep(weights: readonly number[], expected: readonly number[], eps: number): number[] {
  const { earned, mean, spread } = portfolioMoments(weights, expected);
  const step = spread > 1e-12 ? Math.max(0, (eps - earned) / spread) : 0;
  return simplexProjection(movedAlong(weights, expected, mean, step));
}
