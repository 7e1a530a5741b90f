import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula } from '../formula.ts';
import { withReadings } from '../readings.ts';
import { rogersSatchellVariance } from './bar-shape.ts';

/**
 * Volatility of bars that allows for drift and for gaps between one bar and the next. Log return per bar,
 * never negative. Warm after `n + 1` bars.
 */
export const yangZhang = defineFormula({
  id: 'F159',
  key: 'yang-zhang',
  title: 'Yang-Zhang volatility',
  family: 'volatility',
  output: { unit: 'log return per bar', min: 0 },
  role: 'context',
  source:
    "Yang, D. and Zhang, Q., 'Drift-Independent Volatility Estimation Based on High, Low, Open, and Close Prices', Journal of Business, 2000",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
    },
    definition: `
      Over the n bars of W_n with the close before each: a=ln(o_t/c_{t-1}), b=ln(c_t/o_t), RS_t as in 158.
      k=0.34/(1.34+(n+1)/(n-1)). s2=var1(a)+k*var1(b)+(1-k)*mean(RS), var1 with ddof 1. Value sqrt(s2).
      Gap share g=var1(a)/s2. Warm-up n+1.
    `,
    update: 'Rolling sums: O(1).',
    signal: `
      context: preferred volatility for stop distances (stop = 2*value*sqrt(horizon)); g>0.3 on a 24-hour
      market means missing data and raises a feed warning. Signal 0.
    `,
    range: '[0,inf)',
  },
  defaults: { n: 50 },
  input: 'bar',
  readings: {
    /** Share of the variance that lies between bars: above 0.3 on a market that never closes, data are missing. */
    gapShare: { unit: 'share', min: 0, max: 1 },
  },
  warmUp: ({ n }) => n + 1,

  start({ n }) {
    const gaps = new RollingMoments(wholeNumber('a window', n, 2));
    const bodies = new RollingMoments(n);
    const shapes = new RollingSum(n);
    const weight = 0.34 / (1.34 + (n + 1) / (n - 1));
    let closeBefore = NaN;
    let gapVariance = 0;
    let variance = 0;

    return withReadings(
      (bar) => {
        const gap = Math.log(bar.open / closeBefore);
        closeBefore = bar.close;
        if (!Number.isFinite(gap)) return undefined;
        gaps.push(gap);
        bodies.push(Math.log(bar.close / bar.open));
        const shape = shapes.push(rogersSatchellVariance(bar));
        if (shape === undefined) return undefined;
        gapVariance = gaps.sampleVariance;
        const within = weight * bodies.sampleVariance + ((1 - weight) * Math.max(0, shape)) / n;
        variance = gapVariance + within;
        return Math.sqrt(variance);
      },
      { gapShare: () => (variance > 0 ? Math.min(1, gapVariance / variance) : undefined) },
    );
  },
});
