import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { normalQuantile } from '../../numerics/normal-distribution.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { RollingShare } from '../../numerics/rolling-share.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { COST, withReadings } from '../readings.ts';

/**
 * Spread told by bars in which nothing happened: wherever the price is worth less than the spread to move,
 * it stays, so the more bars stay of those that would have moved with the deviation of the last `n`
 * returns, the wider it is. Fraction of the price, never negative; no value where no bar moved. Warm after
 * `n` returns.
 */
export const fhtZeroReturnSpread = defineFormula({
  id: 'F120',
  key: 'fht-zero-return-spread',
  title: 'FHT spread from zero returns',
  family: 'microstructure',
  output: { unit: 'fraction of price', min: 0 },
  role: 'cost',
  source:
    "Fong, K. Y. L., Holden, C. W. and Trzcinka, C. A., 'What Are the Best Liquidity Proxies for Global Research?', Review of Finance, 2017",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
    },
    definition: `
      z = share of bars in W_n with r_t=0 (unchanged close); s=sd1_n(r). Value S=2*s*Phi_inv((1+z)/2).
      z=1: null; z=0: 0. Warm-up n.
    `,
    update: 'O(1) per bar.',
    signal: `
      cost: 10000*S/2 bp for symbols without a usable book; the smallest positive of formulas 118 and 120
      is used.
    `,
    range: '[0,inf)',
  },
  defaults: { n: 500 },
  input: 'price',
  readings: { cost: COST },
  warmUp: ({ n }) => n + 1,

  start({ n }) {
    wholeNumber('n', n, 2);
    const moments = new RollingMoments(n);
    const still = new RollingShare(n);
    const returns = new CloseReturns();
    let spread: number | undefined;

    return withReadings(
      ({ value }) => {
        const logReturn = returns.next(value);
        if (!Number.isFinite(logReturn)) return undefined;
        moments.push(logReturn);
        still.push(logReturn === 0);
        if (!moments.isFull) return undefined;
        spread = zeroReturnSpread(still.share, Math.sqrt(moments.sampleVariance));
        return spread;
      },
      // A taker pays half of it.
      { cost: () => (spread === undefined ? undefined : (10_000 * spread) / 2) },
    );
  },
});

/** The spread of a share `still` of returns that are zero and a deviation of all; none where all are zero. */
export function zeroReturnSpread(still: number, deviation: number): number | undefined {
  if (still === 0) return 0;
  if (still === 1) return undefined;
  return 2 * deviation * normalQuantile((1 + still) / 2);
}
