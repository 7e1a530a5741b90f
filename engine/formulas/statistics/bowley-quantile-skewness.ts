import { clip } from '../../numerics/clip.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const TINY = 1e-12;

/**
 * Skewness of the middle half of the last `n` returns: above zero the upper quartile lies farther from the
 * median than the lower, which tends to pay less afterwards. Warm after `n` returns.
 */
export const bowleyQuantileSkewness = defineFormula({
  id: 'F20',
  key: 'bowley-quantile-skewness',
  title: 'Quartile skewness (Bowley)',
  family: 'statistics',
  output: { unit: '1', min: -1, max: 1 },
  role: 'direction',
  source:
    "Bowley, A. L., 'Elements of Statistics', 1901; use with returns: Kim, T.-H. and White, H., 'On more robust estimation of skewness and kurtosis', Finance Research Letters, 2004",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      gain: { unit: '1', meaning: 'slope of the map' },
    },
    definition:
      'Q1, Q2, Q3 = type-7 quartiles of r over W_n. Value B=(Q3+Q1-2*Q2)/(Q3-Q1). den=0: 0. Warm-up n.',
    update: 'Order-statistic structure (sorted array with binary search): O(log n) search, O(n) shift.',
    signal: `
      signal = -tanh(gain*B) (positively skewed assets tend to pay less afterwards); confidence =
      min(1,|B|*sqrt(n)/4).
    `,
    range: '[-1,1]',
  },
  defaults: { n: 100, gain: 2 },
  input: 'bar',
  readings: DIRECTION,
  warmUp: ({ n }) => n + 1,

  start({ gain, n }) {
    const returns = new CloseReturns();
    const window = new SortedWindow(n);
    let skewness = 0;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        window.push(logReturn);
        if (!window.isFull) return undefined;
        skewness = bowleySkewness(window);
        return skewness;
      },
      {
        signal: () => -Math.tanh(gain * skewness),
        confidence: () => Math.min(1, (Math.abs(skewness) * Math.sqrt(n)) / 4),
      },
    );
  },
});

/** `(Q3 + Q1 - 2 Q2) / (Q3 - Q1)`, from -1 to 1; 0 where the quartiles are one. */
export function bowleySkewness(window: SortedWindow): number {
  const lower = window.quantile(0.25);
  const median = window.quantile(0.5);
  const upper = window.quantile(0.75);
  const spread = upper - lower;
  return spread > TINY ? clip((upper + lower - 2 * median) / spread, -1, 1) : 0;
}
