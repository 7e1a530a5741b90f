import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { logGamma } from '../../numerics/gamma-function.ts';
import { normalQuantile } from '../../numerics/normal-distribution.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';

/** Mean of `|z|^(4/3)` of a standard normal variable, cubed. */
const NORMAL_TRIPLE = (2 ** (2 / 3) * Math.exp(logGamma(7 / 6) - logGamma(1 / 2))) ** 3;

/**
 * Did the price jump? Variance of the window against what is left of it when single large moves are kept
 * out, in standard errors: large values say jump, 0 says neither. Warm after `n + 1` closes.
 */
export const bipowerJumpTest = defineFormula({
  id: 'F162',
  key: 'bipower-jump-test',
  title: 'Bipower variation jump test',
  family: 'volatility',
  output: { unit: 'z-score' },
  role: 'filter',
  source:
    "Barndorff-Nielsen, O. E. and Shephard, N., 'Econometrics of Testing for Jumps in Financial Economics Using Bipower Variation', Journal of Financial Econometrics, 2006; ratio form Huang, X. and Tauchen, G., same journal, 2005",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      alpha: { unit: 'probability', meaning: 'level' },
    },
    definition: `
      RV=sum r^2 over W_n; BV=(pi/2)*(n/(n-1))*sum_{t>=2} |r_t||r_{t-1}|; TP=n*m^-3*(n/(n-2))*sum_{t>=3}
      (|r_t||r_{t-1}||r_{t-2}|)^(4/3), m=2^(2/3)*Gamma(7/6)/Gamma(1/2).
      z=(1-BV/RV)/sqrt((pi^2/4+pi-5)/n*max(1,TP/BV^2)). RV=0 or BV=0: 0. Value z; jump share
      J=max(0,1-BV/RV) if z>Phi_inv(1-alpha), else 0. Warm-up n.
    `,
    update: 'Rolling sums: O(1).',
    signal: `
      filter: gate = 1-J*0.8; J is also the probability weight with which the next large move is treated
      as a jump by formula 143.
    `,
    range: '(-inf,inf)',
  },
  defaults: { n: 288, alpha: 0.001 },
  input: 'bar',
  readings: {
    ...FILTER,
    /** Share of the variance that came by jumps where the test finds any, else 0. */
    jumpShare: { unit: 'share', min: 0, max: 1, neutral: 0 },
  },
  warmUp: ({ n }) => n + 1,

  start({ alpha, n }) {
    const squares = new RollingSum(wholeNumber('a window', n, 3));
    const pairs = new RollingSum(n - 1);
    const triples = new RollingSum(n - 2);
    const returns = new CloseReturns();
    const critical = normalQuantile(1 - alpha);
    let before = NaN;
    let beforeThat = NaN;
    let jumpShare = 0;

    return withReadings(
      ({ close }) => {
        const size = Math.abs(returns.next(close));
        const one = before;
        const two = beforeThat;
        beforeThat = before;
        before = size;
        if (!Number.isFinite(size)) return undefined;
        const pairSum = Number.isFinite(one) ? pairs.push(size * one) : undefined;
        const tripleSum = Number.isFinite(two) ? triples.push((size * one * two) ** (4 / 3)) : undefined;
        const realized = squares.push(size * size);
        if (realized === undefined || pairSum === undefined || tripleSum === undefined) return undefined;
        const z = jumpStatistic({ realized, pairSum, tripleSum, n });
        const share = realized > 0 ? 1 - bipower(pairSum, n) / realized : 0;
        jumpShare = z > critical ? Math.max(0, share) : 0;
        return z;
      },
      { gate: () => 1 - 0.8 * jumpShare, jumpShare: () => jumpShare },
    );
  },
});

/** Bipower variation of `n` returns from the sum of the products of neighboring sizes. */
export function bipower(pairSum: number, n: number): number {
  return (Math.PI / 2) * (n / (n - 1)) * Math.max(0, pairSum);
}

/** The ratio statistic of Huang & Tauchen; 0 where there is no variance or no bipower variation. */
export function jumpStatistic(sums: {
  readonly realized: number;
  readonly pairSum: number;
  readonly tripleSum: number;
  readonly n: number;
}): number {
  const { n, pairSum, realized, tripleSum } = sums;
  const smooth = bipower(pairSum, n);
  if (!(realized > 0) || !(smooth > 0)) return 0;
  const tripower = (n / NORMAL_TRIPLE) * (n / (n - 2)) * Math.max(0, tripleSum);
  const error = ((Math.PI ** 2 / 4 + Math.PI - 5) / n) * Math.max(1, tripower / smooth ** 2);
  return (1 - smooth / realized) / Math.sqrt(error);
}
