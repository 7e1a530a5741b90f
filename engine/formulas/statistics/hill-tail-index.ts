import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';

const TINY = 1e-12;
/** What the logarithm of a quotient near 1 may miss: returns closer than this are one. */
const ROUNDING = 4 * Number.EPSILON;

/**
 * Power with which large returns of either sign become rare: 3 is usual, below 2 the variance is infinite.
 * No value where the largest are alike or nothing moves. Warm after `n` returns.
 */
export const hillTailIndex = defineFormula({
  id: 'F21',
  key: 'hill-tail-index',
  title: 'Hill tail index of absolute returns',
  family: 'statistics',
  output: { unit: 'tail exponent', min: 0 },
  role: 'size',
  source:
    "Hill, B. M., 'A Simple General Approach to Inference About the Tail of a Distribution', Annals of Statistics, 1975",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      frac: { unit: 'share', meaning: 'upper order statistics used' },
    },
    definition: `
      Sort |r| over W_n descending x_1>=x_2>=...; k=floor(frac*n). xi=(1/k)*sum_{i=1..k} ln(x_i/x_{k+1});
      value alpha=1/xi. x_{k+1}<=1e-12 or xi<=1e-12: null. Standard error alpha/sqrt(k). Warm-up n.
    `,
    update: 'Order-statistic array O(log n) to insert; the sum over the top k is O(k)=25.',
    signal: `
      size: scale = clip((alpha-1)/2, 0.25, 1): alpha 3 or more leaves size alone, alpha near 2 (infinite
      variance) halves it.
    `,
    range: '(0,inf)',
  },
  defaults: { n: 500, frac: 0.05 },
  input: 'bar',
  readings: {
    ...SIZE,
    standardError: { unit: 'tail exponent', min: 0 },
  },
  warmUp: ({ n }) => n + 1,

  start({ frac, n }) {
    const largest = wholeNumber('frac * n', Math.floor(frac * n));
    if (largest >= n) throw new RangeError(`frac must leave returns below the largest, was ${frac}`);
    const returns = new CloseReturns();
    const window = new SortedWindow(n);
    let exponent: number | undefined;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        window.push(Math.abs(logReturn));
        exponent = window.isFull ? tailExponent(window.sorted, largest) : undefined;
        return exponent;
      },
      {
        scale: () => clip(((exponent ?? NaN) - 1) / 2, 0.25, 1),
        standardError: () => (exponent ?? NaN) / Math.sqrt(largest),
      },
    );
  },
});

/** Hill's exponent of the `largest` last of ascending sizes; undefined where they do not differ. */
export function tailExponent(sorted: Readonly<Float64Array>, largest: number): number | undefined {
  const threshold = sorted[sorted.length - 1 - largest] as number;
  if (!(threshold > TINY)) return undefined;
  let sum = 0;
  for (let i = sorted.length - largest; i < sorted.length; i += 1) {
    sum += Math.log((sorted[i] as number) / threshold);
  }
  const mean = sum / largest;
  return mean > Math.max(TINY, ROUNDING / threshold) ? 1 / mean : undefined;
}
