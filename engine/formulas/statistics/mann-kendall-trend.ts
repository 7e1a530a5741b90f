import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { confidenceOfZ } from '../../numerics/confidence.ts';
import { normalCdf } from '../../numerics/normal-distribution.ts';
import { RollingKendall } from '../../numerics/rolling-kendall.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/**
 * How far the last `n` closes rise more often than they fall, pair by pair, in standard deviations of a
 * series without trend: above zero they rise. Warm after `n` bars.
 */
export const mannKendallTrend = defineFormula({
  id: 'F24',
  key: 'mann-kendall-trend',
  title: 'Mann-Kendall trend test on closes',
  family: 'statistics',
  output: { unit: 'z-score' },
  role: 'direction',
  source:
    "Mann, H. B., 'Nonparametric Tests Against Trend', Econometrica, 1945; Kendall, M. G., 'Rank Correlation Methods', 1975",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
    },
    definition: `
      S = sum_{i<j} sgn(c_j-c_i) over W_n; var = [n(n-1)(2n+5) - sum_g t_g(t_g-1)(2t_g+5)]/18 over groups
      of t_g equal closes; z=(S-sgn(S))/sqrt(var), 0 if S=0. Value z. Warm-up n.
    `,
    update: 'Leaving and entering close are compared with the other n-1: O(n) per bar.',
    signal: `
      signal = 2*Phi(z)-1; confidence = zc(z)*0.5 (closes are autocorrelated, so the nominal probability
      is halved).
    `,
    range: '(-inf,inf)',
  },
  defaults: { n: 30 },
  input: 'bar',
  readings: DIRECTION,
  warmUp: ({ n }) => n,

  start({ n }) {
    const pairs = new RollingKendall(wholeNumber('a window', n, 3));
    const sorted = new SortedWindow(n);
    let bar = 0;
    let z = 0;

    return withReadings(
      ({ close }) => {
        bar += 1;
        pairs.push(bar, close);
        sorted.push(close);
        if (!pairs.isFull) return undefined;
        z = trendScore(pairs.concordance, sorted.sorted);
        return z;
      },
      { signal: () => 2 * normalCdf(z) - 1, confidence: () => 0.5 * confidenceOfZ(z) },
    );
  },
});

/** `concordance` of time and value in standard deviations, one less for the step between its values. */
export function trendScore(concordance: number, sorted: ArrayLike<number>): number {
  if (concordance === 0) return 0;
  return (concordance - Math.sign(concordance)) / Math.sqrt(concordanceVariance(sorted));
}

/** Variance of the concordance of ascending values, ties among them, with a time that says nothing. */
export function concordanceVariance(sorted: ArrayLike<number>): number {
  const untied = (size: number) => size * (size - 1) * (2 * size + 5);
  let sum = untied(sorted.length);
  for (let from = 0; from < sorted.length;) {
    let to = from + 1;
    while (to < sorted.length && sorted[to] === sorted[from]) to += 1;
    sum -= untied(to - from);
    from = to;
  }
  return sum / 18;
}
