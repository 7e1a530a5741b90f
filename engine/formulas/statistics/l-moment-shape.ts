import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { lMoments } from '../../numerics/l-moments.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';
import { Turns } from '../turns.ts';

const TINY = 1e-12;
/** L-kurtosis of the normal law. */
const NORMAL = 0.1226;

/**
 * L-kurtosis of the last `n` returns: 0.1226 of a normal law, more with fat tails; single wild returns
 * hardly move it. Computed every `k` bars. No value where nothing moves; warm after `n` returns.
 */
export const lMomentShape = defineFormula({
  id: 'F22',
  key: 'l-moment-shape',
  title: 'L-moment ratios of returns (L-skewness, L-kurtosis)',
  family: 'statistics',
  output: { unit: '1', min: -0.25, max: 1 },
  role: 'size',
  source:
    "Hosking, J. R. M., 'L-moments: analysis and estimation of distributions using linear combinations of order statistics', JRSS B, 1990",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'bars', meaning: 'recompute interval' },
    },
    definition: `
      Sorted returns x_1<=..<=x_n of W_n. b_0=mean; b_1=(1/n)*sum ((j-1)/(n-1))*x_j; b_2=(1/n)*sum
      ((j-1)(j-2)/((n-1)(n-2)))*x_j; b_3 with one more factor (j-3)/(n-3). l1=b0; l2=2b1-b0;
      l3=6b2-6b1+b0; l4=20b3-30b2+12b1-b0. t3=l3/l2 (L-skewness), t4=l4/l2 (L-kurtosis, normal 0.1226).
      l2<=1e-12: null. Value t4. Warm-up n.
    `,
    update: 'Sorted window kept by insertion, sums O(n) every k bars.',
    signal: 'size: scale = clip(1-2*max(0,t4-0.1226)-0.5*|t3|, 0.4, 1).',
    range: 't3 in (-1,1), t4 in [-0.25,1)',
  },
  defaults: { n: 200, k: 5 },
  input: 'bar',
  readings: {
    ...SIZE,
    /** L-skewness: above zero the upper side reaches farther. */
    skewness: { unit: '1', min: -1, max: 1 },
  },
  warmUp: ({ n }) => n + 1,

  start({ k, n }) {
    const returns = new CloseReturns();
    const window = new SortedWindow(wholeNumber('a window', n, 4));
    const turns = new Turns(22, k);
    let shape: LMomentRatios | undefined;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        window.push(logReturn);
        if (!window.isFull) return undefined;
        if (turns.isDue()) {
          shape = lMomentRatios(window.sorted);
        }
        return shape?.kurtosis;
      },
      {
        scale: () => (shape === undefined ? 1 : scaleOf(shape)),
        skewness: () => shape?.skewness,
      },
    );
  },
});

/** The third and fourth L-moment in units of the second. */
export interface LMomentRatios {
  readonly skewness: number;
  readonly kurtosis: number;
}

/** L-moment ratios of ascending values; undefined where they do not differ. */
export function lMomentRatios(sorted: ArrayLike<number>): LMomentRatios | undefined {
  const { l2, l3, l4 } = lMoments(sorted);
  // Rounding may carry the ratios a hair over their bounds.
  return l2 > TINY ? { skewness: clip(l3 / l2, -1, 1), kurtosis: clip(l4 / l2, -0.25, 1) } : undefined;
}

const scaleOf = ({ kurtosis, skewness }: LMomentRatios): number =>
  clip(1 - 2 * Math.max(0, kurtosis - NORMAL) - 0.5 * Math.abs(skewness), 0.4, 1);
