import { simplexProjection } from '../../numerics/simplex-projection.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION } from '../readings.ts';
import { movedAlong, portfolioMoments, startPeerPortfolio } from './peer-portfolio.ts';

/**
 * Weight of the own symbol above its equal share in a portfolio that moves out of what just rose. From
 * -1/K to 1 - 1/K. Warm with the second bar of all symbols.
 */
export const pamr = defineFormula({
  id: 'F146',
  key: 'pamr',
  title: 'Passive-aggressive mean reversion (PAMR-1)',
  family: 'mean-reversion',
  output: { unit: 'weight', min: -1, max: 1 },
  role: 'direction',
  source:
    "Li, B., Zhao, P., Hoi, S. C. H. and Gopalkrishnan, V., 'PAMR: Passive aggressive mean reversion strategy for portfolio selection', Machine Learning, 2012",
  catalogue: {
    inputs: ['bars', 'external'],
    params: {
      eps: { unit: '1', meaning: 'sensitivity, 1 = act whenever the portfolio gained' },
      C: { unit: '1', meaning: 'aggressiveness cap' },
      K: { unit: 'symbols', meaning: 'largest universe' },
    },
    definition: `
      External: simple price relatives x_i=c_i,t/c_i,t-1 of the K followed symbols. loss=max(0,b'x-eps);
      tau=min(C, loss/|x-xbar|^2) (0 if the norm is 0). b <- b-tau*(x-xbar*1), projected on the simplex as
      in 145. Start 1/K. Value d=b_own-1/K. Warm-up 1 bar.
    `,
    update: 'O(K log K) per bar.',
    signal: 'signal = clip(d*K/2,-1,1); confidence = min(1,|d|*K/2).',
    range: '[-1/K,1-1/K]',
  },
  defaults: { eps: 1, C: 500, K: 8 },
  input: 'step',
  reads: ['peers'],
  readings: DIRECTION,
  warmUp: () => 2,

  start({ C, K, eps }) {
    const limits = { C, eps };
    const before: number[] = [];
    const relatives: number[] = [];

    return startPeerPortfolio(K, (closes, weights) => {
      relatives.length = closes.length;
      let isKnown = true;
      for (let i = 0; i < closes.length; i += 1) {
        const close = closes[i] as number;
        relatives[i] = close / (before[i] ?? NaN);
        isKnown &&= Number.isFinite(relatives[i]);
        before[i] = close;
      }
      before.length = closes.length;
      return isKnown ? pamrStep(weights, relatives, limits) : undefined;
    });
  },
});

/** Weights that would have earned `eps` at most, as near as `C` allows to those before. */
export function pamrStep(
  weights: readonly number[],
  relatives: readonly number[],
  { C, eps }: { readonly C: number; readonly eps: number },
): number[] {
  const { earned, mean, spread } = portfolioMoments(weights, relatives);
  const step = spread > 1e-12 ? Math.min(C, Math.max(0, earned - eps) / spread) : 0;
  return simplexProjection(movedAlong(weights, relatives, mean, -step));
}
