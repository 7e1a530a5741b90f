import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { IntervalWindow } from '../../numerics/interval-window.ts';
import { lineSlope } from '../../numerics/line-slope.ts';
import { expectedRescaledRange, rescaledRange } from '../../numerics/rescaled-range.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { withReadings } from '../readings.ts';
import { secondTurn } from '../turns.ts';

const SIZES = [8, 16, 32, 64, 128, 256] as const;

/**
 * Whether returns go on or turn back over growing spans: 0.5 is neither, above it they go on. What
 * independent returns would give at each span is taken off, so that few bars do not look like a trend.
 * Computed every `k` bars, over the spans that fit twice; warm after `n` returns.
 */
export const hurstRescaledRange = defineFormula({
  id: 'F18',
  key: 'hurst-rescaled-range',
  title: 'Hurst exponent by rescaled range',
  family: 'statistics',
  output: { unit: '1' },
  role: 'context',
  source:
    "Hurst, H. E., 'Long-Term Storage Capacity of Reservoirs', Transactions of the ASCE, 1951; small-sample expectation Anis, A. A. and Lloyd, E. H., Biometrika, 1976",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      sizes: { fixed: '8,16,32,64,128,256', unit: 'bars', meaning: 'block lengths' },
      k: { unit: 'bars', meaning: 'recompute interval' },
    },
    definition: `
      For each block length b split W_n from the oldest into n/b blocks. Per block: y_j = cumulative sum
      of (r-mean of block), j=1..b, R = max y - min y, S = sd0 of the block; skip blocks with S<=1e-12.
      RS_b = mean R/S. Expected value under independence E_b =
      ((b-0.5)/b)*Gamma((b-1)/2)/(sqrt(pi)*Gamma(b/2))*sum_{i=1..b-1} sqrt((b-i)/i). Value H = 0.5 + slope
      of the least-squares line of (ln RS_b - ln E_b) on ln b. Warm-up n.
    `,
    update: 'Batch every k bars, 6 passes of n = 3000 operations.',
    signal: `
      context: trend formulas may multiply their confidence by clip(0.5+5*(H-0.5),0,1), reversion formulas
      by clip(0.5-5*(H-0.5),0,1). Signal 0.
    `,
    range: 'about (0,1)',
  },
  defaults: { n: 512, k: 16 },
  input: 'bar',
  readings: {
    /** What formulas that follow trends, and those that expect returns, may multiply their confidence by. */
    trendWeight: { unit: '1', min: 0, max: 1 },
    reversionWeight: { unit: '1', min: 0, max: 1 },
  },
  warmUp: ({ n }) => n + 1,

  start({ k, n }) {
    const sizes = SIZES.filter((size) => 2 * size <= wholeNumber('a window', n, 4 * SIZES[0]));
    const expected = sizes.map((size) => Math.log(expectedRescaledRange(size)));
    const returns = new CloseReturns();
    const windows = new IntervalWindow(n, k, { second: secondTurn(18, k) });
    let hurst: number | undefined;
    const weight = (sign: number) => clip(0.5 + sign * 5 * ((hurst ?? NaN) - 0.5), 0, 1);

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        const window = windows.push(logReturn);
        if (window !== undefined) hurst = hurstExponent(window, sizes, expected);
        return hurst;
      },
      { trendWeight: () => weight(1), reversionWeight: () => weight(-1) },
    );
  },
});

/**
 * One half and the power with which the rescaled range outgrows the one whose logarithms are `expected`.
 * Undefined where fewer than two sizes have a range.
 */
export function hurstExponent(
  values: Float64Array,
  sizes: readonly number[],
  expected: readonly number[],
): number | undefined {
  const logSizes: number[] = [];
  const excesses: number[] = [];
  for (let i = 0; i < sizes.length; i += 1) {
    const size = sizes[i] as number;
    const excess = Math.log(rescaledRange(values, size)) - (expected[i] as number);
    if (!Number.isFinite(excess)) continue;
    logSizes.push(Math.log(size));
    excesses.push(excess);
  }
  const slope = lineSlope(logSizes, excesses);
  return Number.isFinite(slope) ? 0.5 + slope : undefined;
}
