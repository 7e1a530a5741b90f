import { confidenceOfZ } from '../../numerics/confidence.ts';
import { IntervalWindow } from '../../numerics/interval-window.ts';
import { countBits, NearSets } from '../../numerics/near-sets.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';
import { secondTurn } from '../turns.ts';

const LEAST_SPREAD = 1e-12;

/**
 * Whether returns that are alike are followed by returns that are alike more often than chance has it: a
 * z-score, above zero they are. Warm after `n` returns, tested again every `k` bars; no value where the
 * returns do not vary.
 */
export const bdsNonlinearity = defineFormula({
  id: 'F59',
  key: 'bds-nonlinearity',
  title: 'BDS test of nonlinear dependence',
  family: 'time-series',
  output: { unit: 'z-score' },
  role: 'filter',
  source:
    "Brock, W. A., Dechert, W. D., Scheinkman, J. A. and LeBaron, B., 'A test for independence based on the correlation dimension', Econometric Reviews, 1996",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      e: { unit: 'sd1', meaning: 'distance' },
      k: { unit: 'bars', meaning: 'recompute interval' },
    },
    definition: `
      Embedding m=2, eps=e*sd1 of the window. I_ij=1[|x_i-x_j|<eps] (I_ii=1). c2 = mean over pairs i<j of
      I_ij*I_{i+1,j+1} (n-1 points); c1 = mean over pairs of I_ij for the points 2..n; c = the same for
      all n points; k=(sum_i (sum_j I_ij)^2 - 3*sum_ij I_ij + 2n)/(n(n-1)(n-2)). Value
      V=sqrt(n-1)*(c2-c1^2)/(2*(k-c^2)). k-c^2<=1e-12: null. Warm-up n.
    `,
    update: 'Batch O(n^2)=62 500 comparisons every k bars; bit sets make it cheap.',
    signal: `
      filter: gate = 0.6+0.4*zc(V) if V>0, else 0.6: nonlinear learners get full weight only when
      dependence can be shown.
    `,
    range: '(-inf,inf)',
  },
  defaults: { n: 250, e: 1.5, k: 25 },
  input: 'bar',
  readings: FILTER,
  warmUp: ({ n }) => n + 1,

  start({ e, k, n }) {
    const closes = new CloseReturns();
    const returns = new IntervalWindow(n, k, { least: 4, second: secondTurn(59, k) });
    const near = new NearSets(n, 1);
    let statistic: number | undefined;

    return withReadings(
      ({ close }) => {
        const logReturn = closes.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        const window = returns.push(logReturn);
        if (window !== undefined) statistic = bdsStatistic(window, e, near, returns.fresh);
        return statistic;
      },
      { gate: () => (statistic !== undefined && statistic > 0 ? 0.6 + 0.4 * confidenceOfZ(statistic) : 0.6) },
    );
  },
});

/**
 * Statistic of pairs of two neighbors that lie within `width` standard deviations of each other; undefined
 * where the values do not vary. Works in the sets that are given, which know all but the last `fresh` values
 * from the call before.
 */
export function bdsStatistic(
  values: Float64Array,
  width: number,
  near = new NearSets(values.length, 1),
  fresh = values.length,
): number | undefined {
  const n = values.length;
  near.take(values, fresh, width * sampleDeviation(values), true);
  const { sizes } = near;
  let squares = 0;
  let total = 0;
  for (let i = 0; i < n; i += 1) {
    squares += (sizes[i] as number) ** 2;
    total += sizes[i] as number;
  }
  // A value is near itself, which makes no pair.
  const pairs = (total - n) / 2;
  const ofFirst = (sizes[0] as number) - 1;
  const c = pairs / ((n * (n - 1)) / 2);
  const shorter = ((n - 1) * (n - 2)) / 2;
  const c1 = (pairs - ofFirst) / shorter;
  const c2 = pairsInRow(near) / shorter;
  const k = (squares - 3 * total + 2 * n) / (n * (n - 1) * (n - 2));
  if (!(k - c * c > LEAST_SPREAD)) return undefined;
  return (Math.sqrt(n - 1) * (c2 - c1 * c1)) / (2 * (k - c * c));
}

/** Pairs of values that are near each other and whose next values are so, too. */
function pairsInRow(near: NearSets): number {
  const { count } = near;
  let pairs = 0;
  for (let i = 0; i + 1 < count; i += 1) {
    // Each pair counts once: with the first of both. In two steps: a shift by 32 would be none.
    let later = (-1 << (i & 31)) << 1;
    for (let word = i >>> 5; word << 5 < count; word += 1) {
      pairs += countBits(near.followed(i, word, 2) & later);
      later = -1;
    }
  }
  return pairs;
}

function sampleDeviation(values: Float64Array): number {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i += 1) sum += values[i] as number;
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i += 1) {
    const deviation = (values[i] as number) - mean;
    squares += deviation * deviation;
  }
  return Math.sqrt(squares / (n - 1));
}
