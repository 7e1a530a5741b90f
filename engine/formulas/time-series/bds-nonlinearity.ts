import { confidenceOfZ } from '../../numerics/confidence.ts';
import { IntervalWindow } from '../../numerics/interval-window.ts';
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
    let statistic: number | undefined;

    return withReadings(
      ({ close }) => {
        const logReturn = closes.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        const window = returns.push(logReturn);
        if (window !== undefined) statistic = bdsStatistic(window, e);
        return statistic;
      },
      { gate: () => (statistic !== undefined && statistic > 0 ? 0.6 + 0.4 * confidenceOfZ(statistic) : 0.6) },
    );
  },
});

/**
 * Statistic of pairs of two neighbors that lie within `width` standard deviations of each other; undefined
 * where the values do not vary.
 */
export function bdsStatistic(values: Float64Array, width: number): number | undefined {
  const n = values.length;
  const { firsts, near, pairs, rows } = countNear(values, width * sampleDeviation(values));
  // A value is near itself, which the counts of its row leave out.
  let squares = 0;
  let total = n;
  for (let i = 0; i < n; i += 1) {
    squares += ((rows[i] as number) + 1) ** 2;
    total += rows[i] as number;
  }
  const c = near / ((n * (n - 1)) / 2);
  const shorter = ((n - 1) * (n - 2)) / 2;
  const c1 = (near - firsts) / shorter;
  const c2 = pairs / shorter;
  const k = (squares - 3 * total + 2 * n) / (n * (n - 1) * (n - 2));
  if (!(k - c * c > LEAST_SPREAD)) return undefined;
  return (Math.sqrt(n - 1) * (c2 - c1 * c1)) / (2 * (k - c * c));
}

/**
 * Values that lie within `distance` of each other: how many, how many of them with the first value, how many
 * whose next values do so too, and how many for each value. Each diagonal is one walk: the pair one step on
 * is the next on it.
 */
function countNear(values: Float64Array, distance: number) {
  const n = values.length;
  const rows = new Int32Array(n);
  let near = 0;
  let pairs = 0;
  for (let lag = 1; lag < n; lag += 1) {
    let before = 0;
    for (let i = 0; i + lag < n; i += 1) {
      const now = Math.abs((values[i] as number) - (values[i + lag] as number)) < distance ? 1 : 0;
      near += now;
      pairs += before & now;
      rows[i] = (rows[i] as number) + now;
      rows[i + lag] = (rows[i + lag] as number) + now;
      before = now;
    }
  }
  return { near, pairs, rows, firsts: rows[0] as number };
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
